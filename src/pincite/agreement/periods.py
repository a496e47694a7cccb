"""Dates as tables of others write them: a day, a month or a year, with the first and last day they may mean."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from pincite.model.comparison import Period

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_REMARKED = re.compile(r"([\d-]+) \(.*\)")
_MONTHS = 12


def parse_period(text: str) -> Period | None:
    """The days that "2025-06-30", "2025-06" or "2025" may mean; None for anything else, also an impossible day."""
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    month = month or _MONTHS
    last = date(year, month, day or monthrange(year, month)[1])
    return Period(first=first.isoformat(), last=last.isoformat())


def parse_remarked(text: str) -> Period | None:
    """The same where a remark in brackets may follow: "2014 (latest entry in September)"."""
    remarked = _REMARKED.fullmatch(text)
    return parse_period(remarked[1] if remarked else text)
