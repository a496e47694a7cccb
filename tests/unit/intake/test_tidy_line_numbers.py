"""Line numbers in the margin, every one or every fifth; what only looks like them is left alone."""

from __future__ import annotations

from random import Random

import pytest

from bad_text import with_every_fifth_line_numbered, with_numbered_lines
from pincite.intake.read import read_document
from pincite.intake.tidy_line_numbers import find_line_numbers

LAW = "The keeper of the harbor shall light each lamp at dusk and shall put it out at dawn. " * 20
LINES = [f"the keeper lights lamp number {word} at dusk and puts it out" for word in "abcdefghijklmnopqrstuvwxy"]


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in find_line_numbers(text, [(0, len(text))])]


def numbered(every: int, *, at_end: bool = False) -> str:
    rows = []
    for number, line in enumerate(LINES, 1):
        shown = str(number) if number % every == 0 else ""
        rows.append(f"{line}  {shown}".rstrip() if at_end else f"{shown:>3}  {line}")
    return "\n".join(rows)


@pytest.mark.parametrize("at_end", [False, True])
@pytest.mark.parametrize("every", [1, 5])
def test_numbers_in_the_margin_are_found(every: int, at_end: bool) -> None:
    assert cut(numbered(every, at_end=at_end)) == [str(number) for number in range(every, 26, every)]


def test_blank_lines_do_not_count() -> None:
    assert cut(numbered(5).replace("lamp number c", "lamp number c\n\n")) == ["5", "10", "15", "20", "25"]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"{line}\n{number}" for number, line in enumerate(LINES, 40)),
        numbered(5).replace(" 15  ", " 16  ").replace(" 20  ", " 21  "),
        numbered(5).replace("\n 10  ", "\nand all the rest\n 10  ").replace("\n 20  ", "\nand the wicks\n 20  "),
        "\n".join(f"{number} lamps\nare lit\nat dusk" for number in range(5, 60, 5)),
        "5 lamps\n10 lamps\n15 lamps\n20 lamps",
    ],
    ids=["other-numbers", "out-of-step", "lines-between", "every-third-line", "a-list-of-sums"],
)
def test_other_numbers_are_left(text: str) -> None:
    assert cut(text) == []


def test_the_reading_text_is_that_of_the_law_without_numbers() -> None:
    for damage in (with_numbered_lines, with_every_fifth_line_numbered):
        text = read_document(damage(LAW, Random(0)).encode(), name="law.txt").text
        assert " ".join(text.split()).endswith(" ".join(LAW.split()))
