"""Notes printed beside the law, in each way that publishers set them."""

from __future__ import annotations

import pytest

from pincite.intake.annotations import mark_annotations
from pincite.intake.raw import Heading, RawText
from pincite.packs.intake import load_note_rules, note_caption_pattern, note_credit_pattern
from unit.intake.marked import notes


def text_of(text: str, *, captions: tuple[str, ...] = (), hard_breaks: bool = True) -> RawText:
    headings = tuple(Heading(start=(at := text.index(c)), end=at + len(c), level=2) for c in captions)
    return RawText(text=text, hard_breaks=hard_breaks, headings=headings)


@pytest.mark.parametrize("line", load_note_rules().examples)
def test_each_example_of_the_rules_is_a_note(line: str) -> None:
    assert note_caption_pattern().match(line) or note_credit_pattern().fullmatch(line)


@pytest.mark.parametrize("line", load_note_rules().counterexamples)
def test_each_counterexample_is_law(line: str) -> None:
    assert notes(mark_annotations(text_of(line))) == []


def test_a_caption_with_words_marks_its_paragraph_only() -> None:
    raw = mark_annotations(text_of("§ 1. Lamps.\nHistory: Acts 1990, c. 4.\nLamps shall be lit."))
    assert notes(raw) == ["History: Acts 1990, c. 4."]


def test_a_caption_alone_marks_the_next_paragraph_where_nothing_shows_headings() -> None:
    raw = mark_annotations(text_of("Editor's note\n\nAdded in 1990.\nLamps shall be lit."))
    assert notes(raw) == ["Editor's note\n\nAdded in 1990."]


def test_a_caption_alone_reaches_to_the_next_heading_where_there_are_headings() -> None:
    raw = text_of(
        "1-1. Lamps\nLit.\nCross references.\nWalls, 1-2.\nGates, 1-3.\n1-2. Walls\nTall.",
        captions=("1-1. Lamps", "1-2. Walls"),
    )
    assert notes(mark_annotations(raw)) == ["Cross references.\nWalls, 1-2.\nGates, 1-3."]


def test_a_section_line_ends_a_note() -> None:
    raw = mark_annotations(text_of("Editor's note—\nSec. 9. - Gates.\nGates shall be shut."))
    assert notes(raw) == ["Editor's note—"]


def test_known_publishers_print_all_notes_after_the_law() -> None:
    raw = text_of(
        "1-1. Lamps\nLit.\nHistory. Acts 1990.\nWords.\nMore.\n1-2. Walls\nTall.",
        captions=("1-1. Lamps", "1-2. Walls"),
    )
    assert notes(mark_annotations(raw, reach=True)) == ["History. Acts 1990.\nWords.\nMore."]


def test_what_stands_before_the_full_text_is_the_publishers() -> None:
    raw = mark_annotations(
        text_of("Summary\nBans lamps.\nFull Text\nLamps are banned.", captions=("Summary", "Full Text"))
    )
    assert notes(raw) == ["Summary\nBans lamps.\nFull Text"]


def test_a_note_among_printed_lines_never_runs_far() -> None:
    raw = text_of("Editor's note— see\n" + "and so on\n" * 200 + "Lamps", hard_breaks=False)
    assert notes(mark_annotations(raw))[0].count("\n") < 45
