from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from pincite.errors import ImpossibleValueError
from pincite.model.answer import UNKNOWN, Answer, Score
from pincite.model.document import Page, TextMethod
from pincite.reporting.scorecard import ScorecardView, render_scorecard, spell_score
from unit.reporting.sample import (
    CODE,
    EMPTY,
    HEBREW,
    HOSTILE,
    KEY,
    LONG_WORD,
    RUBRIC,
    TOPIC,
    make_assessment,
    make_row,
    make_view,
)


def parse(view: ScorecardView | None = None) -> LexborHTMLParser:
    return LexborHTMLParser(render_scorecard(view or make_view()))


def text_of(node: LexborNode | None) -> str:
    assert node is not None
    return " ".join(node.text().split())


def question(page: LexborHTMLParser, question_id: str) -> LexborNode:
    node = page.css_first(f'[id="question-{question_id}"]')
    assert node is not None
    return node


def with_answer(question_id: str, **changes: object) -> ScorecardView:
    assessment = make_assessment()
    answers = tuple(
        replace(item, **changes) if item.question == question_id else item for item in assessment.answers
    )
    return make_view(assessment=replace(assessment, answers=answers))


VIEWS = {
    "full": make_view(),
    "empty": make_view(assessment=EMPTY, searches=(), refusals=()),
    "no files": make_view(documents={}, links={}, instruments=()),
}


@pytest.mark.parametrize("view", VIEWS.values(), ids=list(VIEWS))
class TestEveryPage:
    def test_has_one_h1_and_headings_that_skip_no_level(self, view: ScorecardView) -> None:
        levels = [int(node.tag[1]) for node in parse(view).css("h1, h2, h3, h4, h5, h6")]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))

    def test_has_landmarks_a_language_and_a_way_to_skip(self, view: ScorecardView) -> None:
        page = parse(view)
        assert page.css_first("html").attributes["lang"] == "en"
        assert [len(page.css(tag)) for tag in ("header", "main", "footer", "nav[aria-label]")] == [1, 1, 1, 1]
        assert page.css_first("body > a").attributes["href"] == "#main"

    def test_every_id_is_used_once_and_every_inner_link_leads_somewhere(self, view: ScorecardView) -> None:
        page = parse(view)
        ids = [node.attributes["id"] for node in page.css("[id]")]
        assert len(ids) == len(set(ids))
        inner = {node.attributes["href"][1:] for node in page.css('a[href^="#"]')}
        assert inner <= set(ids)
        named = [node.attributes["aria-labelledby"] for node in page.css("[aria-labelledby]")]
        assert set(named) <= set(ids)

    def test_tables_have_captions_and_scoped_headers(self, view: ScorecardView) -> None:
        page = parse(view)
        assert page.css("table")
        assert all(table.css_first("caption") for table in page.css("table"))
        assert all(cell.attributes.get("scope") in {"row", "col"} for cell in page.css("th"))

    def test_holds_no_script_and_nothing_from_elsewhere(self, view: ScorecardView) -> None:
        page = parse(view)
        assert not page.css("script, img, iframe, object, embed, form, link, base, [onerror], [onclick]")
        assert "default-src 'none'; style-src 'unsafe-inline'" in page.html
        for node in page.css("[href], [src]"):
            address = node.attributes.get("href") or ""
            outward = address.startswith(("http:", "https:", "//"))
            assert not outward or "resource" in (node.attributes.get("class") or "")
        style = page.css_first("style").text()
        assert "@import" not in style
        assert set(re.findall(r"url\(([^)]*)\)", style)) <= {"#hatch"}

    def test_says_whose_standard_it_is_and_what_it_is_not(self, view: ScorecardView) -> None:
        body = text_of(parse(view).body)
        assert RUBRIC.author in body
        assert RUBRIC.source in body
        assert "not legal advice" in body
        assert "no promise to any person" in body
        assert "takes no side" in body
        assert "pincite verify" in body


def test_hostile_words_are_shown_as_words() -> None:
    html = render_scorecard(make_view())
    assert "<script" not in html
    assert "<img" not in html
    shown = [text_of(node) for node in LexborHTMLParser(html).css("blockquote")]
    assert f"{HOSTILE} Keepers should not lend in May." in shown


def test_a_place_title_and_rubric_are_escaped_too() -> None:
    assessment = replace(make_assessment(), place=HOSTILE, warnings=(("w", HOSTILE),))
    page = parse(make_view(assessment=assessment, topic=replace(TOPIC, title=HOSTILE)))
    assert not page.css("script, img")
    assert text_of(page.css_first("h1")).startswith(HOSTILE)


def test_control_characters_and_half_pairs_cannot_break_the_page() -> None:
    html = render_scorecard(with_answer("P1.1", basis="a\x00b\ud800c\x1bd"))
    html.encode("utf-8")
    assert "a�b�c�d" in html


def test_the_first_lines_give_place_date_draft_and_score() -> None:
    page = parse()
    assert text_of(page.css_first("h1")) == "Quillmoor County, ZZ"
    assert "2 March 2031" in text_of(page.css_first("header"))
    assert "Machine draft: 1 of 6 answers reviewed" in text_of(page.css_first("header"))
    assert text_of(page.css_first(".score")) == "Between 0 and 1 of 2 criteria met"


def test_the_range_bar_has_a_cell_for_each_criterion_and_a_text() -> None:
    bar = parse().css_first("svg.range")
    assert bar.attributes["role"] == "img"
    assert [len(bar.css(f".range-{name}")) for name in ("met", "maybe", "rest")] == [0, 1, 1]
    assert text_of(bar.css_first("title")) == (
        "Of 2 criteria: 0 met for certain, 1 more may be met, 1 not met or only partly."
    )


@pytest.mark.parametrize(
    ("score", "says"),
    [
        (Score(least=2, most=5, applicable=8), "Between 2 and 5 of 8 criteria met"),
        (Score(least=3, most=3, applicable=8), "3 of 8 criteria met"),
        (Score(least=0, most=1, applicable=1), "Between 0 and 1 of 1 criterion met"),
        (Score(least=0, most=0, applicable=0), "No criterion applies here, so there is nothing to count."),
        (None, "Not scored."),
    ],
)
def test_a_score_is_an_honest_range(score: Score | None, says: str) -> None:
    assert spell_score(score, RUBRIC) == says


def test_sections_come_in_the_readers_order() -> None:
    ids = [node.attributes.get("id") for node in parse().css("main section[id]")]
    wanted = ["score", "next", "glance", "criteria", "criterion-P1", "criterion-P2", "elements", "beside"]
    assert ids == [*wanted, "landscape", "instruments", "searched", "standard", "check"]


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
            assert link.attributes["href"].endswith(page_part or ".html")
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


def test_a_file_name_can_neither_break_out_nor_become_an_address() -> None:
    page = parse(make_view(links={"code": "javascript:alert(1)", "manual": 'sources/man"ual <b>:é.html'}))
    hrefs = {node.attributes["href"] for node in page.css("a.source")}
    assert "javascript%3Aalert%281%29#page=3" in hrefs
    assert "sources/man%22ual%20%3Cb%3E%3A%C3%A9.html" in hrefs


@pytest.mark.parametrize("link", ["/etc/passwd", "//elsewhere/x", "..\\x", "sources/../../x", ""])
def test_a_link_that_leaves_the_folder_is_refused(link: str) -> None:
    with pytest.raises(ImpossibleValueError, match="beside the scorecard"):
        make_view(links={"code": link})


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
    rows = [
        [text_of(cell) for cell in row.css("th, td")] for row in question(parse(), "P2.1").css("tbody tr")
    ]
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
    assert "Missing: Manual; Ordinance (state) May still be: No, Yes, Other" in text_of(
        question(parse(), "P1.1")
    )


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


def test_a_criterion_shows_its_result_remark_unasked_parts_and_what_is_beside() -> None:
    card = text_of(parse().css_first('[id="criterion-P1"]'))
    assert "Partly met may still be met" in card
    assert "By the standard of The Winter Society (2029), as of 2 March 2031." in card
    assert "no question asks: training the keepers" in card
    assert "turns no answer: Keeper: tow sledges: permits." in card


def test_a_question_that_was_not_answered_is_unknown() -> None:
    page = parse(make_view(assessment=EMPTY))
    assert "This run did not answer it." in text_of(question(page, "P1.1"))


def test_what_to_obtain_next_says_what_whose_and_what_it_settles() -> None:
    item = text_of(parse().css_first("#next li"))
    assert item == "Manual, Quillmoor County Keeper could settle P1.1, P2.1 Ask: the records office"


def test_instruments_that_do_not_answer_say_why() -> None:
    rows = [text_of(node) for node in parse().css("#instruments tbody tr")]
    assert "Answers It binds the keepers." in rows[0]
    assert "text of 1 November 2030" in rows[0]
    assert rows[1] == "Far Code Does not bind here Its issuer is another county."


def test_the_search_says_how_much_was_read_and_what_was_not() -> None:
    row = text_of(parse().css_first("#searched tbody tr"))
    for part in ("41,234", "7, 9", "80 (6)", "rule-reader 3", "two pages have no text", "ab" * 32):
        assert part in row
    assert "It is encrypted. Save it without a password." in text_of(parse().css_first("#searched"))


def test_where_the_reader_abstained_silence_does_not_count() -> None:
    record = replace(make_view().searches[0], abstained=("lend", "tow"))
    row = text_of(parse(make_view(searches=(record,))).css_first("#searched tbody tr"))
    assert "Not on lend ploughs; tow sledges: something was seen there" in row
    assert "Not on" not in text_of(parse().css_first("#searched tbody tr"))


def test_only_web_addresses_of_resources_become_links() -> None:
    links = [node.attributes["href"] for node in parse().css("a.resource")]
    assert links == ["https://example.org/guide"]


def test_a_standard_that_prefers_nothing_has_no_good_or_bad() -> None:
    page = parse(make_view(rubric=replace(RUBRIC, prefers=False)))
    badges = [node.attributes["class"] for node in page.css("article .badge, .chip")]
    assert badges
    assert not [item for item in badges if "tone-good" in item or "tone-bad" in item]


def test_a_value_of_another_vocabulary_is_shown_as_it_stands() -> None:
    view = with_answer("P1.2", answer="mostly-so")
    assert text_of(question(parse(view), "P1.2").css_first(".answer .badge")) == "• mostly so"


def test_protections_are_shown_by_their_labels() -> None:
    from pincite.model.rubric import Protection

    asked = replace(
        RUBRIC.questions[1], protections=(Protection(id="keeper-1", label="ploughs", conducts=("lend",)),)
    )
    rubric = replace(RUBRIC, questions=(RUBRIC.questions[0], asked, *RUBRIC.questions[2:]))
    rows = question(parse(make_view(rubric=rubric)), "P1.2").css("tbody tr")
    assert [text_of(row.css_first("th")) for row in rows] == ["ploughs"]


def test_the_same_view_gives_the_same_page() -> None:
    assert render_scorecard(make_view()) == render_scorecard(make_view())


def test_answers_of_one_row_name_who_was_asked() -> None:
    assert "Asked of: Quillmoor County Keeper" in text_of(question(parse(), "P1.2"))


def test_rows_that_all_say_the_same_are_folded() -> None:
    rows = tuple(make_row(agency, UNKNOWN, basis="Nothing read.") for agency in ("keeper-1", "keeper-2"))
    view = with_answer("P1.1", by_agency=rows)
    assert "The same for each of 2: 2 Not known" in text_of(question(parse(view), "P1.1"))


def test_an_assessment_of_another_rubric_is_refused() -> None:
    with pytest.raises(ImpossibleValueError, match="sledge-standard"):
        make_view(rubric=replace(RUBRIC, id="sledge-standard"))


def test_a_conduct_shown_beside_stands_with_its_words() -> None:
    shown = parse().css_first('section[id="beside"]')
    assert "Keeper: tow sledges: permits." in text_of(shown)
    assert HEBREW in text_of(shown.css_first("blockquote"))


def test_a_landscape_fact_that_was_not_established_is_not_known() -> None:
    rows = [text_of(node) for node in parse().css(".landscape > div")]
    assert rows[0] == "L1 Who keeps the ploughs? The county keeper."
    assert rows[1] == "L2 Who meets the Bureau? ? Not known Not looked at."


def test_an_answer_with_nothing_behind_it_still_stands() -> None:
    bare = Answer(question="P1.1", answer="other", reason="r", basis="Bare.")
    view = make_view(assessment=replace(make_assessment(), answers=(bare,)))
    assert "Bare." in text_of(question(parse(view), "P1.1"))
