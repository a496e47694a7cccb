"""The report of misses: each miss once, both sides marked in the text, links that lead somewhere, no foreign markup."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import pairwise

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from pincite.reporting.context import QuoteContext, Run
from pincite.reporting.misses import CodingView, MissRow, render_misses

CSS = files("pincite.reporting").joinpath("misses.css").read_text("utf-8")
SHEET = files("pincite.reporting").joinpath("scorecard.css").read_text("utf-8")
HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)">\x00\ud800'


def context(quote: str, *, before: str = "", after: str = "", found: bool = True) -> QuoteContext:
    return QuoteContext(before=(Run(text=before),), quote=(Run(text=quote),), after=(Run(text=after),), found=found)


def row(**given: object) -> MissRow:
    """A duty to lend a lamp that was read as a ban."""
    values: dict[str, object] = {
        "instrument": "quillmoor-2031-1",
        "conduct": "lend",
        "conduct_label": "lend lamps",
        "kinds": ("rule", "scope"),
        "reference": CodingView(
            rules=("requires", "permits"), exceptions=("fog (suffices alone)",), scope="whole",
            quotes=(("§ 1(a)", context("shall lend the lamp", before="The warden ", after=" at dusk.")),),
        ),
        "draft": CodingView(
            rules=("prohibits",), scope="part", scope_words="old lamps",
            quotes=(("§ 2", context("shall not lend", before="A clerk ")),), notes=("Probability 0.61.",),
        ),
    }  # fmt: skip
    return MissRow(**(values | given))


MISSED = row(
    instrument="quillmoor-2031-2",
    kinds=("missed", "evidence"),
    draft=CodingView(rules=("silent",)),
    first=("§ 9", context("Lamps are lit at dusk.")),
)
FALSE = row(conduct="list", conduct_label="list lamps", kinds=("false-alarm",), reference=CodingView(rules=("silent",)))


def page(*rows: MissRow) -> HTMLParser:
    return HTMLParser(render_misses(rows, generated_on="2031-02-03"))


def text_of(node: object) -> str:
    return " ".join(node.text().split())  # type: ignore[attr-defined]


def test_both_sides_show_their_words_marked_in_the_text() -> None:
    article = page(row()).css_first("article")
    reference, draft = article.css_first(".side-reference"), article.css_first(".side-draft")
    assert reference.css_first("mark").text() == "shall lend the lamp"
    assert "… " not in reference.css_first(".context").text()
    assert text_of(reference.css_first(".context")) == "The warden shall lend the lamp at dusk."
    assert draft.css_first("mark").text() == "shall not lend"
    for words in ("requires, or permits", "fog (suffices alone)", "whole", "§ 1(a)"):
        assert words in text_of(reference)
    for words in ("prohibits", "none", "part: old lamps", "§ 2", "Probability 0.61."):
        assert words in text_of(draft)


def test_a_silent_side_says_so_and_shows_no_exceptions() -> None:
    shown = page(MISSED, FALSE)
    missed, false = shown.css("article")
    assert "The reader drafted nothing." in text_of(missed.css_first(".side-draft"))
    assert "Exceptions" not in text_of(missed.css_first(".side-draft"))
    assert "Lamps are lit at dusk." in text_of(missed.css_first("details"))
    assert "It says that the text is silent." in text_of(false.css_first(".side-reference"))
    assert false.css_first("details") is None


def test_words_that_are_not_found_again_are_said_to_be_so() -> None:
    lost = row(reference=CodingView(rules=("requires",), quotes=(("", context("no such words", found=False)),)))
    side = text_of(page(lost).css_first(".side-reference"))
    assert "Place not known" in side
    assert "not found again" in side


def test_every_miss_stands_once_and_is_listed_under_each_of_its_kinds() -> None:
    shown = page(row(), MISSED, FALSE)
    assert len(shown.css("article")) == 3
    listed = {
        section.attributes["id"]: [link.attributes["href"] for link in section.css(".index-list a")]
        for section in shown.css("section[id^=kind-]")
    }
    assert list(listed) == ["kind-missed", "kind-false-alarm", "kind-rule", "kind-scope", "kind-evidence"]
    assert listed["kind-missed"] == listed["kind-evidence"] == ["#miss-lend-quillmoor-2031-2"]
    assert listed["kind-rule"] == ["#miss-lend-quillmoor-2031-1"]


def test_the_counts_add_up_and_every_link_leads_somewhere() -> None:
    shown = page(row(), MISSED, FALSE)
    table = [[text_of(cell) for cell in line.css("th, td")] for line in shown.css("#counts tr")]
    assert [line[:2] for line in table[1:]] == [["lend lamps", "2"], ["list lamps", "1"]]
    assert table[1][2].startswith("1 Missed")
    assert table[1][3] == "0"
    ids = [node.attributes["id"] for node in shown.css("[id]")]
    assert len(ids) == len(set(ids))
    links = {link.attributes["href"] for link in shown.css("a")}
    assert all(link.startswith("#") for link in links), "nothing leads out of the page"
    assert {link[1:] for link in links} <= set(ids)
    labelled = {node.attributes["aria-labelledby"] for node in shown.css("[aria-labelledby]")}
    assert labelled <= set(ids)


def test_headings_go_down_by_one() -> None:
    levels = [int(node.tag[1]) for node in page(row(), MISSED, FALSE).css("h1, h2, h3, h4, h5")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_foreign_text_stays_text() -> None:
    hostile = row(
        instrument=HOSTILE, conduct_label=HOSTILE, conduct=HOSTILE, kinds=(HOSTILE,),
        draft=CodingView(
            rules=(HOSTILE,), exceptions=(HOSTILE,), scope=HOSTILE, scope_words=HOSTILE, notes=(HOSTILE,),
            quotes=((HOSTILE, context(HOSTILE, before=HOSTILE, after=HOSTILE)),),
        ),
        first=(HOSTILE, context(HOSTILE)),
    )  # fmt: skip
    html = render_misses([hostile])
    shown = HTMLParser(html)
    assert shown.css_first("script") is None
    assert shown.css_first("img") is None
    assert "\x00" not in html
    assert html.encode("utf-8")
    assert len({node.attributes["id"] for node in shown.css("[id]")}) == len(shown.css("[id]"))


def test_without_misses_it_says_so() -> None:
    html = render_misses([])
    assert "Nothing differs." in html
    assert "0 conducts in 0 instruments." in " ".join(html.split())


def test_the_page_needs_no_script_and_no_other_file_and_is_the_same_again() -> None:
    html = render_misses([row()], generated_on="2031-02-03")
    assert html == render_misses([row()], generated_on="2031-02-03")
    assert "3 February 2031" in html
    assert "default-src 'none'" in html
    assert not re.search(r"<script|<link|src=|url\((?!#)|@import", html)


@pytest.mark.parametrize("name", sorted(set(re.findall(r"var\(--([\w-]+)\)", CSS))))
def test_its_colours_are_those_of_the_scorecard(name: str) -> None:
    assert f"--{name}: #" in SHEET
    assert "</" not in CSS
