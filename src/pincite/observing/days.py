"""Days as tables write them: ISO, American, in words, with a time, or as a spreadsheet's serial number."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d.*)?")
_AMERICAN = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:\s+\d.*)?")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_IN_WORDS = ("%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y")
_EPOCH = date(1899, 12, 30)
_FIRST, _LAST = date(1990, 1, 1), date(2099, 12, 31)
_IN_NAME = re.compile(r"(?<!\d)(20\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?!\d)")


def parse_table_day(text: str) -> str:
    """The ISO day that a cell holds, "" where it holds none that is sure. Month first, as in the United States."""
    text = " ".join(text.split())
    if found := _ISO.fullmatch(text):
        return _make(*(int(part) for part in found.groups()))
    if found := _AMERICAN.fullmatch(text):
        month, day, year = (int(part) for part in found.groups())
        return _make(year if year > 99 else _century(year), month, day)
    if found := _SERIAL.fullmatch(text):
        return _within(_EPOCH + timedelta(days=int(found[1])))
    return _parse_words(text.replace(",", " ").replace(".", " "))


def find_day_in_name(name: str) -> str:
    """The ISO day in a file's name ("list_2025-07-18pm.xlsx"), "" where there is none or more than one."""
    found = {_make(int(year), int(month), int(day)) for year, month, day in _IN_NAME.findall(name)} - {""}
    return found.pop() if len(found) == 1 else ""


def _parse_words(text: str) -> str:
    plain = " ".join(text.split())
    for form in _IN_WORDS:
        try:
            return _within(datetime.strptime(plain, form).date())
        except ValueError:
            continue
    return ""


def _make(year: int, month: int, day: int) -> str:
    try:
        return _within(date(year, month, day))
    except ValueError:
        return ""


def _within(day: date) -> str:
    """The day, "" where no such table can hold it."""
    return day.isoformat() if _FIRST <= day <= _LAST else ""


def _century(year: int) -> int:
    return 2000 + year if year < 70 else 1900 + year
