"""The scorecard as a page: order, escaping, score, what comes next, what was searched."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from selectolax.lexbor import LexborHTMLParser

from pincite.errors import ImpossibleValueError
from pincite.model.answer import Score
from pincite.reporting.scorecard import ScorecardView, render_scorecard, spell_score
from unit.reporting.sample import HEBREW, HOSTILE, RUBRIC, TOPIC
from unit.reporting.sample_assessment import EMPTY, make_assessment, make_view
from unit.reporting.scorecard_page import parse, text_of, with_answer

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
    assert ids == [*wanted, "landscape", "levers", "instruments", "searched", "standard", "check"]


def test_a_file_name_can_neither_break_out_nor_become_an_address() -> None:
    page = parse(make_view(links={"code": "javascript:alert(1)", "manual": 'sources/man"ual <b>:é.html'}))
    hrefs = {node.attributes["href"] for node in page.css("a.source")}
    assert "javascript%3Aalert%281%29#page=3" in hrefs
    assert "sources/man%22ual%20%3Cb%3E%3A%C3%A9.html" in hrefs


@pytest.mark.parametrize("link", ["/etc/passwd", "//elsewhere/x", "..\\x", "sources/../../x", ""])
def test_a_link_that_leaves_the_folder_is_refused(link: str) -> None:
    with pytest.raises(ImpossibleValueError, match="beside the scorecard"):
        make_view(links={"code": link})


def test_a_criterion_shows_its_result_remark_unasked_parts_and_what_is_beside() -> None:
    card = text_of(parse().css_first('[id="criterion-P1"]'))
    assert "Partly met may still be met" in card
    assert "By the standard of The Winter Society (2029), as of 2 March 2031." in card
    assert "no question asks: training the keepers" in card
    assert "turns no answer: Keeper: tow sledges: permits." in card


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


def test_the_same_view_gives_the_same_page() -> None:
    assert render_scorecard(make_view()) == render_scorecard(make_view())


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
