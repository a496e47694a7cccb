"""Years that the history notes of sections name: when a text began, and when its present words did."""

from __future__ import annotations

import pytest

from pincite.model.law import Citation
from pincite.reading.history import find_history, find_worded_since


@pytest.mark.parametrize(
    ("note", "years"),
    [
        ("[2019 c 44 § 3; 1987 c 3 § 2.]", ("1987", "2019")),
        (r"\[ [2019 c 44 § 3](https://example.org/2025-26/laws) \]", ("2019", "2019")),
        ("2018 Acts, ch 108, §4; 2023 Acts, ch 61, §9", ("2018", "2023")),
        ("History. Code 1950, § 9-315; 1982, c. 17; 2020, cc. 95, 96.", ("1982", "2020")),
        ("History. Code 1981, § 9-1-17 , enacted by Ga. L. 2011, p. 79, § 4; Ga. L. 2024, p. 1.", ("2011", "2024")),
        ("HISTORY: Laws, 2016, ch. 99, § 3, eff June 1.", ("2016", "2016")),
        ("History of Section. P.L. 1984, ch. 12, § 4; P.L. 2000, ch. 50, § 7.", ("1984", "2000")),
        ("Source: L. 2011: Entire part added, ch. 20, p. 83, § 9.", ("2011", "2011")),
        ("(Added by Stats. 2013, Ch. 570, Sec. 2. Effective January 1, 2014.)", ("2013", "2013")),
        ("Acts 2019, No. 1076, §1.", ("2019", "2019")),
        ("(P.A. 13-155, S. 1; P.A. 19-20, S. 1.)", ("2013", "2019")),
        ("(Ord. No. 2010-12-2, § 1, 12-14-2010)", ("2010", "2010")),
    ],
)
def test_the_years_of_a_note(note: str, years: tuple[str, str]) -> None:
    (found,) = find_history(f"No lamp may burn at night.\n\n{note}\n")
    assert (found.first_year, found.last_year) == years


@pytest.mark.parametrize(
    "line",
    [
        "The board shall report as chapter 44, Laws of 2019, asks.",
        "A person held under Acts 2008, cc. 18 and 41, is told so.",
        "In 2019 the county had 44 lamps.",
        "Added lamps are counted each year, 2019 included.",
        "(8 USC § 1357(g)(10))",
        "Source: the county clerk.",
    ],
)
def test_a_line_that_only_mentions_a_law_or_a_year_is_no_note(line: str) -> None:
    assert find_history(line) == ()


TEXT = "§ 1. No lamp may burn.\n[2015 c 2 § 1.]\n\n§ 2. No lamp may be sold.\n[2021 c 9 § 4; 2015 c 2 § 2.]\n"


def cite(quote: str) -> Citation:
    start = TEXT.index(quote)
    return Citation(document="d", sha256="0", quote=quote, start=start, end=start + len(quote))


def test_the_note_behind_what_is_cited_counts() -> None:
    assert find_worded_since(TEXT, [cite("No lamp may burn.")]) == "2015"
    assert find_worded_since(TEXT, [cite("No lamp may burn."), cite("No lamp may be sold.")]) == "2021"
    assert find_worded_since(TEXT, []) == "2021"
    assert find_worded_since("No lamp may burn.", []) == ""
