"""Dates as legal texts print them, and the places in a text where it states its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from pincite.packs.law import Pattern

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan enero",
            "february feb febrero",
            "march mar marzo",
            "april apr abril",
            "may mayo",
            "june jun junio",
            "july jul julio",
            "august aug agosto",
            "september sept sep septiembre",
            "october oct octubre",
            "november nov noviembre",
            "december dec diciembre",
        ),
        start=1,
    )
    for name in names.split()
}
_NUMBER_WORDS = {
    "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "forty-five": 45, "sixty": 60, "ninety": 90,
    "one hundred twenty": 120, "one hundred eighty": 180, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "twelve": 12, "eighteen": 18, "twenty-four": 24,
}  # fmt: skip
_MONTH = (
    r"(?:[Jj]an(?:uary|\.)?|[Ff]eb(?:ruary|\.)?|[Mm]ar(?:ch|\.)?|[Aa]pr(?:il|\.)?|[Mm]ay|[Jj]une?\.?|[Jj]uly?\.?"
    r"|[Aa]ug(?:ust|\.)?|[Ss]ept?(?:ember|\.)?|[Oo]ct(?:ober|\.)?|[Nn]ov(?:ember|\.)?|[Dd]ec(?:ember|\.)?"
    r"|(?:JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)\b)"
)
DATE = (
    rf"(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th|ST|ND|RD|TH)?,?\s+\d{{4}}\b"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:day\s+of\s+)?{_MONTH},?\s+\d{{4}}\b"
    r"|\d{1,2}\s+de\s+[a-z]+\s+de(?:l)?\s+\d{4}\b"
    r"|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}\b|\d{1,2}[-/]\d{1,2}[-/](?:\d{4}|\d\d)\b)"
)
_WORDS = "|".join(sorted(_NUMBER_WORDS, key=len, reverse=True))
_NAMED = re.compile(r"([A-Za-z]{3,})\.?\s+(\d{1,2})\D{0,4}?,?\s+(\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})\D{0,2}?\s+(?:day\s+of\s+|de\s+)?([A-Za-z]{3,})\.?,?\s+(?:del?\s+)?(\d{4})")
_NUMERIC = re.compile(r"(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})")
_CENTURY_TURN = 70


class StatedDate(NamedTuple):
    """A date that a text states about itself: ISO day and where the statement stands."""

    iso: str
    start: int
    end: int


def parse_date(words: str) -> str:
    """The ISO day of a printed date; "" where it is none ("February 30, 2020", "next May")."""
    if match := _NUMERIC.match(words):
        first, second, third = (int(part) for part in match.groups())
        return _iso(first, second, third) if first > 99 else _iso(full_year(third), first, second)
    if match := _NAMED.match(words):
        return _iso(int(match[3]), _MONTHS.get(match[1].lower(), 0), int(match[2]))
    if match := _DAY_FIRST.match(words):
        return _iso(int(match[3]), _MONTHS.get(match[2].lower(), 0), int(match[1]))
    return ""


def full_year(year: int) -> int:
    """A year of four digits: "70" is 1970, "69" is 2069."""
    return year if year > 99 else year + (1900 if year >= _CENTURY_TURN else 2000)


def _iso(year: int, month: int, day: int) -> str:
    """ISO form of a day, "" where there is no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def parse_days(words: str) -> int:
    """A number of days in digits or words; 0 where it is unknown."""
    return int(words) if words.isdigit() else _NUMBER_WORDS.get(" ".join(words.lower().split()), 0)


@cache
def date_pattern(pattern: str) -> re.Pattern[str]:
    """A pattern of ``dates.yaml`` with its places for dates and numbers filled in."""
    return re.compile(pattern.replace("{date}", DATE).replace("{words}", _WORDS))


def find_stated_dates(text: str, rules: Iterable[Pattern], start: int = 0, stop: int = -1) -> Iterator[StatedDate]:
    """Dates that ``text[start:stop]`` states in the ways of ``rules``, rule by rule; stop -1 is the end."""
    end = len(text) if stop < 0 else stop
    for rule in rules:
        for match in date_pattern(rule.pattern).finditer(text, start, end):
            groups = match.groupdict()
            words = groups.get("date") or f"{groups.get('day')}, {groups.get('year')}"
            if iso := parse_date(words):
                yield StatedDate(iso, match.start(), match.end())
