"""How lists count."""

from __future__ import annotations

import pytest

from pincite.intake.numbering import get_count_style, render_number


@pytest.mark.parametrize(
    ("value", "style", "expected"),
    [
        (3, "1", "3"), (3, "a", "c"), (27, "A", "AA"), (53, "lower-alpha", "aaa"), (4, "i", "iv"),
        (1999, "I", "MCMXCIX"),
        (0, "a", "0"), (0, "lowerRoman", "0"), (500, "a", "500"), (7, "none", ""), (7, "bullet", "•"),
        (1, "ordinal", "1st"), (12, "ordinal", "12th"), (23, "ordinal", "23rd"),
        (5, "decimalZero", "05"), (5, "?", "5"),
    ],
)  # fmt: skip
def test_a_number_is_shown_as_its_style_says(value: int, style: str, expected: str) -> None:
    assert render_number(value, style) == expected


def test_house_names_stay_what_they_are() -> None:
    assert get_count_style("lower-roman") == "lower-roman"
