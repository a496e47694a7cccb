"""Tidying: each printed habit of layout, on invented law of Harrow Vale, and what must hold for any text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pincite.intake.raw import Heading, RawText
from pincite.intake.tidy import Tidied, tidy_text
from pincite.model.document import Mark, MarkKind
from unit.intake.tidied import raw_of, tidy

SHARED = Path(__file__).parents[4] / "shared" / "corpus"
HYPHENS = "-\ufffe\x02\xad"


# Lines to paragraphs


def test_wrapped_lines_are_joined_with_one_space():
    assert tidy("The warden shall keep\nthe gate of the vale \n  open at noon.") == [
        "The warden shall keep the gate of the vale open at noon."
    ]


def test_an_empty_line_parts_paragraphs():
    assert tidy("The warden keeps the gate.\n\n\nThe clerk keeps the seal.") == [
        "The warden keeps the gate.",
        "The clerk keeps the seal.",
    ]


def test_an_empty_line_inside_a_sentence_does_not():
    assert tidy("The warden keeps the\n\ngate and the lamps.") == ["The warden keeps the gate and the lamps."]


@pytest.mark.parametrize(
    "mark",
    [
        "(b)",
        "(12)",
        "(iv)",
        "(aa)",
        "b.",
        "B.",
        "12.",
        "iv.",
        "IV.",
        "2)",
        "415.3",
        "9-2-4",
        "§ 12",
        "Sec. 5.",
        "•",
        "o",
    ],
)
def test_an_enumerator_begins_a_paragraph(mark: str):
    first = f"{mark} Wardens report each opening to the clerk of the vale and"
    assert tidy(f"(a) The clerk shall:\n{first}\nkeep a copy.") == [
        "(a) The clerk shall:",
        f"{first} keep a copy.",
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A warden who opens the gate under paragraph", "(2) of this subsection shall report."),
        ("A warden who opens the gate as told in", "(b) of this section shall report."),
        ("A warden may act under subsections (a) and", "(b) of this section."),
        ("A warden may act as is told in paragraphs (1),", "(2), and (3) of this section."),
        ("The clerk shall answer within ten", "(10) days of the request."),
        ("The clerk shall answer within", "10. This time runs from noon."),
        ("The gates named in subdivision one", "(b) of this section stay shut."),
        ("Every gate shall stand open from the second of March", "1. That day is a feast of the vale."),
        ("A warden may open a gate by leave of the clerk under", "Section 4 of this chapter."),
        ("A warden may open the gate of the vale as the law of the gates, Vale Code", "§ 12, allows."),
        ("The gate of the vale is closed under 4 V.C.", "§ 239.1 at night."),
    ],
)
def test_a_wrapped_reference_does_not(before: str, after: str):
    assert tidy(f"{before}\n{after}") == [f"{before} {after}"]


@pytest.mark.parametrize("end", ["; and", "; or", ", and", ";", ":", "."])
def test_an_item_after_a_finished_one_begins_a_paragraph(end: str):
    assert len(tidy(f"(a) open the gates of the vale{end}\n(b) light the lamps")) == 2


def test_bracketed_new_numbers_begin_a_paragraph():
    assert len(tidy("The clerk shall keep the seal.\n[(3)] (4) The warden keeps the gate.")) == 2


def test_a_short_last_line_ends_a_paragraph():
    text = (
        "The warden of the vale keeps every gate, every lamp and every key that the\n"
        "council gives to him.\n"
        "The clerk of the vale keeps the seal and the books, and answers letters within\nthe week."
    )
    assert [line[:10] for line in tidy(text)] == ["The warden", "The clerk "]


def test_a_full_line_that_ends_with_a_stop_does_not():
    text = (
        "The warden of the vale keeps every gate, every lamp and every key there is.\n"
        "The clerk of the vale keeps the seal and the books, and answers letters within\nthe week."
    )
    assert len(tidy(text)) == 1


def test_capitals_wrap_like_other_words():
    text = "NO WARDEN OF THE VALE SHALL OPEN A GATE FOR A STRANGER\nWHO HAS NO LEAVE OF THE CLERK."
    assert len(tidy(text)) == 1


@pytest.mark.parametrize(
    "heading", ["415.3 OPENING OF GATES", "OPENING OF GATES", "C. Gates and Lamps", "Section 4 Duties"]
)
def test_a_heading_stands_alone(heading: str):
    body = "The warden of the vale keeps every gate, every lamp and every key there is, and\nlocks all."
    assert tidy(f"{heading}\n{body}") == [heading, body.replace("\n", " ")]


def test_a_long_heading_in_capitals_stands_alone():
    heading = "415.5 NOTICE OF THE OPENING OF GATES AND LAMPS TO THE COUNCIL"
    body = "Generally, the warden of the vale gives notice of every opening of a gate on the\nsame day."
    assert tidy(f"{heading}\n{body}")[0] == heading


def test_definitions_stand_alone():
    text = "“Gate” means a door in the wall of the vale.\n“Lamp” means a light."
    assert len(tidy(text)) == 2


def test_hard_breaks_are_kept():
    assert tidy("The warden keeps\nthe gate.\n\n \nof the vale", hard_breaks=True) == [
        "The warden keeps",
        "the gate.",
        "of the vale",
    ]


def test_lines_longer_than_print_are_paragraphs():
    line = "The warden of the vale keeps every gate and lamp " * 6
    assert len(tidy(f"{line}\n{line}\nand {line}")) == 3


# Hyphens


@pytest.mark.parametrize(
    "broken", ["gover-\nnment", "gover\xadnment", "gover\xad\nnment", "gover\ufffenment", "gover\x02nment"]
)
def test_layout_hyphens_are_rejoined(broken: str):
    assert tidy(f"The government says: the {broken} of the vale.") == [
        "The government says: the government of the vale."
    ]


def test_words_in_capitals_are_rejoined():
    assert tidy("THE OFFICE OF THE GOVERN-\nMENT OF THE VALE") == ["THE OFFICE OF THE GOVERNMENT OF THE VALE"]


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        (
            "a council-\nordered gate. The council ordered it.",
            "a council-ordered gate. The council ordered it.",
        ),
        ("a non-\npublic gate", "a non-public gate"),
        ("self\ufffeinterest", "self-interest"),
        ("form V\ufffe12", "form V-12"),
        ("Law 107-\n296", "Law 107-296"),
        ("right-of-\nway", "right-of-way"),
        ("Anna Smith-\nJones", "Anna Smith-Jones"),
        ("a drawn-down gate, then a drawn-\ndown gate", "a drawn-down gate, then a drawn-down gate"),
    ],
)
def test_true_hyphens_stay(broken: str, whole: str):
    assert tidy(broken) == [whole]


def test_a_dash_between_words_is_no_hyphen():
    assert tidy("the gate --\nand the lamp") == ["the gate -- and the lamp"]


# Characters


def test_odd_spaces_and_controls():
    assert tidy("The\xa0warden\tkeeps \u200bthe\x07 \u2003gate\ufeff.\r\n\r\nThe clerk\u2028signs.") == [
        "The warden keeps the gate.",
        "The clerk signs.",
    ]


def test_direction_controls_are_taken_out_and_told():
    tidied = tidy_text(raw_of("The warden shall \u202enot\u202c report."))
    assert tidied.text == "The warden shall not report."
    assert [flag.code for flag in tidied.flags] == ["bidi-removed"]


# Offsets, marks, headings, pages


def test_marks_and_headings_move_with_their_words():
    text = "Gates\nThe warden shall not re-\nport to the clerk."
    struck = text.index("not"), text.index(" to the")
    raw = RawText(
        text=text,
        hard_breaks=False,
        marks=(Mark(kind=MarkKind.STRUCK, start=struck[0], end=struck[1], reason="drawn"),),
        headings=(Heading(start=0, end=5, level=1),),
    )
    tidied = tidy_text(raw)
    mark, heading = tidied.marks[0], tidied.headings[0]
    assert tidied.text[mark.start : mark.end] == "not report"
    assert (mark.kind, mark.reason) == (MarkKind.STRUCK, "drawn")
    assert tidied.text[heading.start : heading.end] == "Gates"


def test_a_mark_on_nothing_that_stays_is_dropped():
    raw = RawText(text="a\u200b\u200bb", hard_breaks=False, marks=(Mark(kind=MarkKind.NOTE, start=1, end=3),))
    assert tidy_text(raw).marks == ()


def test_pages_keep_their_numbers_and_words():
    tidied = tidy_text(raw_of("Gate Rules 1\nThe warden keeps the", "Gate Rules 2\n", "Gate Rules 3\ngate."))
    assert [tidied.text[page.start : page.end].strip() for page in tidied.pages] == [
        "The warden keeps the",
        "",
        "gate.",
    ]


def check_tidied(raw: RawText, tidied: Tidied) -> None:
    text, offsets = tidied.text, tidied.offsets
    for at, char in enumerate(text):
        origin = raw.text[offsets.raw_offset(at)]
        assert origin == char or (origin.isspace() and char.isspace()) or (origin in HYPHENS and char == "-")
    assert "  " not in text
    assert "\n\n" not in text
    assert " \n" not in text
    assert "\n " not in text
    assert text == text.strip(" \n")
    for page in tidied.pages:
        assert page.end <= len(text)
    for mark in tidied.marks:
        assert mark.end <= len(text)


MARKS = [
    "(a)",
    "1.",
    "§ 4",
    "of",
    "Gate",
    "GATES",
    "warden",
    "- 3 -",
    "Page 2",
    "12",
    "and",
    ";",
    ".",
    ":",
    "[",
    "•",
]
BREAKS = ["\n", "\n\n", " ", "  ", "-\n", "\ufffe", "\xad", "\x02", "\xa0", "\r\n", "\f", "\u202e", "\0"]
PIECES = st.sampled_from([*MARKS, *BREAKS])
LAYOUT = st.lists(PIECES, max_size=60).map("".join)


@given(st.lists(st.one_of(LAYOUT, st.text(max_size=80)), min_size=1, max_size=5), st.booleans())
@settings(max_examples=400, deadline=None)
def test_any_text_is_tidied_and_every_character_is_traced(pages: list[str], hard_breaks: bool):
    raw = raw_of(*pages, hard_breaks=hard_breaks)
    check_tidied(raw, tidy_text(raw))


@given(LAYOUT, st.data())
@settings(max_examples=200, deadline=None)
def test_a_mark_covers_the_same_words_after_tidying(text: str, data: st.DataObject):
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    raw = RawText(text=text, hard_breaks=False, marks=(Mark(kind=MarkKind.STRUCK, start=start, end=end),))
    tidied = tidy_text(raw)
    covered = {at for mark in tidied.marks for at in range(mark.start, mark.end)}
    assert covered == {at for at in range(len(tidied.text)) if start <= tidied.offsets.raw_offset(at) < end}


@pytest.mark.parametrize(
    "text",
    [
        "x" * 4_000_000,
        "A B " * 1_000_000,
        " " * 4_000_000,
        "-" * 4_000_000,
        "\n" * 2_000_000,
        "GATE\n" * 400_000,
        "a-\n" * 600_000,
        "(" * 3_000_000,
    ],
    ids=["word", "line", "spaces", "dashes", "newlines", "capitals", "hyphens", "brackets"],
)
def test_large_texts_take_linear_time(text: str):
    began = time.perf_counter()
    tidy_text(raw_of(text))
    assert time.perf_counter() - began < 12


@pytest.mark.shared
def test_real_instruments_are_tidied():
    aside = (Path(__file__).parents[3] / "benchmarks" / "set-aside.txt").read_text().split()
    folder = SHARED / "instruments"
    if not folder.exists():
        pytest.skip("the shared corpus is not here")
    paths = [path for path in sorted(folder.glob("*.txt")) if path.stem not in aside]
    assert paths
    for path in paths:
        raw = raw_of(path.read_text(encoding="utf-8"))
        check_tidied(raw, tidy_text(raw))
