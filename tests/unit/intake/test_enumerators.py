"""Printed marks and their readings; which marks inside a sentence open items and which only cite."""

from __future__ import annotations

import pytest

from pincite.intake.enumerators import (
    find_chained_marks,
    find_inline_marks,
    find_readings,
    is_container_number,
    is_section_number,
)


def readings(mark: str) -> set[tuple[str, str, int]]:
    return {(shape.wrap, shape.series, ordinal) for shape, ordinal in find_readings(mark)}


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        ("(a)", {("()", "a", 1)}),
        ("(i)", {("()", "a", 9), ("()", "i", 1)}),
        ("iv.", {(".", "i", 4)}),
        ("V.", {(".", "A", 22), (".", "I", 5)}),
        ("2)", {(")", "1", 2)}),
        ("(aa)", {("()", "aa", 1), ("()", "a", 27)}),
        ("(ii)", {("()", "aa", 9), ("()", "a", 35), ("()", "i", 2)}),
        ("(xix)", {("()", "i", 19)}),
        ("(0)", set()),
        ("ch.", set()),
        ("(Ab)", set()),
    ],
)
def test_a_mark_has_all_its_readings(mark: str, expected: set[tuple[str, str, int]]) -> None:
    assert readings(mark) == expected


def inline(text: str) -> list[str]:
    return [mark.label for mark in find_inline_marks(text, 0, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        "as provided in subsection (a) of this section, the clerk acts",
        "under paragraphs (1), (2), or (3), the clerk acts",
        "see section 9-131(b) and 8 U.S.C. 1357 (g)",
        "within thirty (30) days and three (3) hours",
        "a lamp described in (a) or (b)",
        "pursuant to clause (i) of subdivision e",
        "as Ord. No. 3. Lamps says",
        "as J. A. Smith said",
    ],
)
def test_references_are_no_items(text: str) -> None:
    assert inline(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("shall not: (1) ask for a lamp; (2) keep a lamp; or (3) sell a lamp", ["(1)", "(2)", "(3)"]),
        ("who (a) limits lamps or (b) grants lamps", ["(a)", "(b)"]),
        ("Use of lamps. 1. A clerk may light one. 2. No other may.", ["1.", "2."]),
        ("if: (1) the lamp (i) burns, or (ii) smokes; and (2) it is dark", ["(1)", "(i)", "(ii)", "(2)"]),
    ],
)
def test_items_inside_a_sentence_are_found(text: str, expected: list[str]) -> None:
    assert inline(text) == expected


def test_strength_tells_what_stands_before_a_mark() -> None:
    text = "shall: (1) ask, (2) keep or (3) sell (4) give"
    assert [mark.strength for mark in find_inline_marks(text, 0, len(text))] == [3, 2, 1, 0]


def test_marks_that_follow_one_another_are_a_chain_of_first_items() -> None:
    assert [mark.label for mark in find_chained_marks(" (1)(A) text", 0, 12)] == ["(1)", "(A)"]
    assert find_chained_marks(" (4) text", 0, 9) == []


@pytest.mark.parametrize("number", ["§ 9-131", "Section 3", "Sec. 12", "415.3", "27A.2", "RCW 10.93.160", "35-1-17"])
def test_section_numbers(number: str) -> None:
    assert is_section_number(number)


@pytest.mark.parametrize("number", ["(a)", "1.", "iv.", "", "Chapter 5"])
def test_list_marks_are_no_section_numbers(number: str) -> None:
    assert not is_section_number(number)


def test_container_numbers() -> None:
    assert is_container_number("CHAPTER 27A")
    assert not is_container_number("(a)")
