"""How old a fact may be: facts of state and federal law go stale after 90 days, records laws after a year."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from types import MappingProxyType

MAX_DAYS = MappingProxyType({"state": 90, "federal": 90, "records": 365})


def count_days(fact_as_of: str, on_date: str) -> int:
    """Days from the day that a fact is of to ``on_date`` (ISO), less than 0 where the fact is later.

    A year or a month stands for its last day. Raises ValueError for what is no day.
    """
    return (date.fromisoformat(on_date) - date.fromisoformat(find_last_day(fact_as_of))).days


def is_stale(fact_as_of: str, on_date: str, *, kind: str) -> bool:
    """Whether a fact of ``kind`` (a key of MAX_DAYS) is too old on ``on_date``; one without a day always is."""
    return not fact_as_of or count_days(fact_as_of, on_date) > MAX_DAYS[kind]


def find_last_day(text: str) -> str:
    """The last day of a year or a month; a day is its own."""
    if len(text) == 4:
        return f"{text}-12-31"
    if len(text) == 7:
        return f"{text}-{monthrange(int(text[:4]), int(text[5:]))[1]:02}"
    return text
