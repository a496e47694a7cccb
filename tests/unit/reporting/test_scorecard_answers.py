"""The scorecard's answers: each a word and a symbol, with its quotes, rules, agencies and cautions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pincite.model.answer import UNKNOWN, Answer
from pincite.model.document import Page, TextMethod
from pincite.reporting.scorecard import ScorecardView
from unit.reporting.sample import CODE, HEBREW, HOSTILE, KEY, LONG_WORD, RUBRIC, TOPIC
from unit.reporting.sample_assessment import EMPTY, make_assessment, make_row, make_view
from unit.reporting.scorecard_page import parse, question, text_of, with_answer


def test_every_answer_is_a_word_with_a_symbol() -> None:
    page = parse()
    shown = {
        question_id: text_of(question(page, question_id).css_first(".answer .badge"))
        for question_id in ("P1.1", "P1.2", "P2.1", "P2.2", "X2")
    }
    assert shown == {
        "P1.1": "? Not known",
        "P1.2": "✓ Yes",
        "P2.1": "◐ Other",
        "P2.2": "– Does not apply",
        "X2": "✕ No",
    }


@pytest.mark.parametrize("view", [make_view(), make_view(assessment=EMPTY)], ids=["full", "empty"])
def test_unknown_is_never_shown_as_no(view: ScorecardView) -> None:
    page = parse(view)
    known = {item.question: item.answer for item in (*view.assessment.answers, *view.assessment.elements)}
    for item in (*RUBRIC.questions, *RUBRIC.elements):
        badge = question(page, item.id).css_first(".answer .badge")
        assert ("tone-bad" in badge.attributes["class"]) == (known.get(item.id) == "N")
        if known.get(item.id, UNKNOWN) == UNKNOWN:
            assert "Not known" in text_of(badge)
    for chip in page.css(".chip"):
        is_no = known.get(chip.attributes["href"].removeprefix("#question-")) == "N"
        assert ("tone-bad" in chip.attributes["class"]) == is_no


def test_a_reported_answer_is_hatched() -> None:
    badge = question(parse(with_answer("P1.1", reason="reported")), "P1.1").css_first(".answer .badge")
    assert "reported" in badge.attributes["class"]


def test_every_citation_is_shown_with_a_link_to_its_page() -> None:
    page = parse()
    for answer in (*make_assessment().answers, *make_assessment().elements):
        node = question(page, answer.question)
        cited = {*answer.citations, *(c for row in answer.by_agency for c in row.citations)}
        quotes = {text_of(item.css_first("blockquote")): item for item in node.css("figure.quote")}
        for citation in cited:
            link = quotes[" ".join(citation.quote.split())].css_first("a.source")
            page_part = f"#page={citation.page}" if citation.page else ""
            assert link.attributes["href"].startswith("sources/")
            assert page_part in link.attributes["href"]
            assert page_part or link.attributes["href"].endswith(".html")
            assert citation.pinpoint in text_of(link)


def test_the_key_quote_is_read_without_opening_anything() -> None:
    quote = question(parse(), "P1.2").css_first("figure.quote blockquote")
    assert text_of(quote) == KEY
    ancestors, node = [], quote.parent
    while node is not None:
        ancestors.append(node.tag)
        node = node.parent
    assert "details" not in ancestors


def test_context_shows_struck_words_and_notes_as_no_law() -> None:
    context = question(parse(), "P1.2").css_first(".context")
    assert "struck out: not law" in text_of(context.css_first("del"))
    assert "[The keeper may lend at will.]" in text_of(context.css_first("del"))
    assert "note: not law" in text_of(context.css_first(".note-text"))
    assert text_of(context.css_first("mark")) == KEY


def test_a_long_quote_is_cut_and_all_of_it_stands_in_its_context() -> None:
    start, end = CODE.text.index("The board"), len(CODE.text) - 1
    text = CODE.text[:start] + "x " * 400 + CODE.text[end:]
    document = replace(CODE, text=text, marks=(), pages=(Page(number=3, start=0, end=len(text)),))
    cited = make_assessment().answers[1].citations[0]
    long = replace(cited, quote=text[start : start + 799], start=start, end=start + 799)
    view = replace(with_answer("P1.2", citations=(long,)), documents={"code": document})
    figure = question(parse(view), "P1.2").css_first("figure.quote")
    assert text_of(figure.css_first("blockquote")).endswith("x …")
    assert text_of(figure.css_first("mark")) == long.quote


def test_right_to_left_words_are_kept_apart() -> None:
    quotes = [node for node in parse().css("blockquote") if HEBREW in node.text()]
    assert quotes
    assert all(node.attributes["dir"] == "auto" and node.css_first("bdi") for node in quotes)


def test_words_not_found_again_are_flagged() -> None:
    page = parse(make_view(documents={"code": replace(CODE, text=CODE.text.replace("judge", "clerk"))}))
    assert "not found again" in text_of(question(page, "P1.2").css_first(".alert"))
    assert "not found again" not in text_of(question(parse(), "P1.2"))


def test_words_read_from_an_image_say_so() -> None:
    pages = (Page(number=3, start=0, end=len(CODE.text), method=TextMethod.OCR, quality=0.81),)
    page = parse(make_view(documents={"code": replace(CODE, pages=pages)}))
    assert "confidence 81 of 100" in text_of(question(page, "P1.2").css_first("figcaption"))


def test_a_caveat_is_printed_at_each_of_its_questions_and_nowhere_else() -> None:
    page = parse()
    printed = {
        item.id: [text_of(node) for node in question(page, item.id).css(".caveat")]
        for item in (*RUBRIC.questions, *RUBRIC.elements)
    }
    for question_id, texts in printed.items():
        assert len(texts) == (1 if question_id in TOPIC.caveats[0].questions else 0)
        assert all(TOPIC.caveats[0].says in text and "1 February 2031" in text for text in texts)


def test_flags_and_cautions_stand_at_the_answer() -> None:
    cautions = text_of(question(parse(), "P1.2").css_first(".cautions"))
    assert "Legal risk: see K1, The Thaw Act" in cautions
    assert "The state's law has not been supplied." in cautions


def test_the_neutral_rule_stands_beside_the_answer() -> None:
    found = text_of(question(parse(), "P1.2").css_first(".found"))
    assert found == (
        "Rule found: lend ploughs: prohibits, whole, ways out: a judge's order"
        " — Quillmoor County Code (county, ordinance)"
    )


def test_agencies_under_different_rules_are_named_with_theirs() -> None:
    lines = [text_of(node) for node in question(parse(), "P2.1").css(".found li")]
    assert lines[0].startswith("Quillmoor County Keeper · lend ploughs: prohibits, whole")
    assert f"Keeper of {HOSTILE} · lend ploughs: limits, only a part (“in May”)" in lines[1]


def test_each_agency_has_a_row() -> None:
    rows = [[text_of(cell) for cell in row.css("th, td")] for row in question(parse(), "P2.1").css("tbody tr")]
    assert rows[0] == ["Quillmoor County Keeper", "✓ Yes", "Row of keeper-1."]
    assert rows[1][:2] == [f"Keeper of {HOSTILE}", "? Not known"]
    assert "Row of keeper-2. Observed: agreement in force: List of loans, 5 January 2031" in rows[1][2]
    assert rows[1][2].endswith("To read: Manual")


def test_many_rows_are_folded_with_a_tally() -> None:
    rows = tuple(make_row(f"keeper-{n}-{LONG_WORD}", "Y" if n % 3 else UNKNOWN) for n in range(30))
    folded = question(parse(with_answer("P2.1", by_agency=rows)), "P2.1").css_first("details.more")
    assert text_of(folded.css_first("summary")).startswith("Row by row, 30: 20 Yes, 10 Not known")
    assert len(folded.css("tbody tr")) == 30


def test_an_open_answer_says_what_is_missing_and_what_it_may_be() -> None:
    assert "Missing: Manual; Ordinance (state) May still be: No, Yes, Other" in text_of(question(parse(), "P1.1"))


def test_a_no_by_absence_names_what_was_searched() -> None:
    assert "Searched to the end: Quillmoor County Code" in text_of(question(parse(), "X2"))


def test_review_durability_notes_and_where_to_look_are_there() -> None:
    shown = text_of(question(parse(), "P1.2"))
    assert "Reviewed by R. Vole: read the page" in shown
    assert "Rests on: Ordinance (durability 2 of 5; 1 lasts longest)" in shown
    assert "Erratum: the source prints plow." in shown
    assert "manuals (added by Pincite, not by the standard)" in shown
    assert "Machine draft" in text_of(question(parse(), "P1.1"))


def test_an_element_on_the_same_words_points_to_the_question() -> None:
    node = question(parse(), "X1")
    assert "the same words as P1.2" in text_of(node)
    assert text_of(node.css_first("details blockquote")) == KEY


def test_a_question_that_was_not_answered_is_unknown() -> None:
    page = parse(make_view(assessment=EMPTY))
    assert "This run did not answer it." in text_of(question(page, "P1.1"))


def test_a_value_of_another_vocabulary_is_shown_as_it_stands() -> None:
    view = with_answer("P1.2", answer="mostly-so")
    assert text_of(question(parse(view), "P1.2").css_first(".answer .badge")) == "• mostly so"


def test_protections_are_shown_by_their_labels() -> None:
    from pincite.model.rubric import Protection

    asked = replace(RUBRIC.questions[1], protections=(Protection(id="keeper-1", label="ploughs", conducts=("lend",)),))
    rubric = replace(RUBRIC, questions=(RUBRIC.questions[0], asked, *RUBRIC.questions[2:]))
    rows = question(parse(make_view(rubric=rubric)), "P1.2").css("tbody tr")
    assert [text_of(row.css_first("th")) for row in rows] == ["ploughs"]


def test_answers_of_one_row_name_who_was_asked() -> None:
    assert "Asked of: Quillmoor County Keeper" in text_of(question(parse(), "P1.2"))


def test_rows_that_all_say_the_same_are_folded() -> None:
    rows = tuple(make_row(agency, UNKNOWN, basis="Nothing read.") for agency in ("keeper-1", "keeper-2"))
    view = with_answer("P1.1", by_agency=rows)
    assert "The same for each of 2: 2 Not known" in text_of(question(parse(view), "P1.1"))


def test_an_answer_with_nothing_behind_it_still_stands() -> None:
    bare = Answer(question="P1.1", answer="other", reason="r", basis="Bare.")
    view = make_view(assessment=replace(make_assessment(), answers=(bare,)))
    assert "Bare." in text_of(question(parse(view), "P1.1"))


def test_a_standard_without_criteria_shows_its_questions_all_the_same() -> None:
    view = make_view()
    bare = replace(view, rubric=replace(view.rubric, criteria=()))
    page = parse(bare)
    assert all(text_of(question(page, item.id)) for item in view.rubric.questions)
    assert not page.css("#glance")
