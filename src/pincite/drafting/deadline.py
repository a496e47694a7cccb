"""The last day for a response: days counted over weekends and public holidays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from pincite.errors import ImpossibleValueError
from pincite.model.records import BUSINESS, CALENDAR

_SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The last day for a response. received: the day from which it counts, which is day 0.

    skipped: holidays on weekdays that were passed over, with their names, in order. moved: the last calendar day fell
    on a weekend or a holiday, so it was moved to the next business day.
    """

    due: date
    received: date
    days: int
    kind: str
    skipped: tuple[tuple[date, str], ...] = ()
    moved: bool = False


def compute_deadline(received: date, days: int, *, kind: str, holidays: Mapping[date, str]) -> Deadline:
    """Count ``days`` from the day after ``received``; what comes on a closed day counts as come on the next open one.

    Calendar days run through closed days; an end on a closed day moves to the next open one. ``holidays`` must hold
    the years that the count touches (find with ``years_touched``).
    """
    if days < 1 or kind not in (BUSINESS, CALENDAR):
        raise ImpossibleValueError(f"a deadline of {days} {kind} days")
    start = _next_open(received, holidays)
    if kind == BUSINESS:
        due = start
        for _ in range(days):
            due = _next_open(due + timedelta(days=1), holidays)
        moved = False
    else:
        end = start + timedelta(days=days)
        due = _next_open(end, holidays)
        moved = due != end
    skipped = tuple((day, name) for day, name in sorted(holidays.items()) if _is_passed(day, received, due))
    return Deadline(due=due, received=start, days=days, kind=kind, skipped=skipped, moved=moved)


def years_touched(received: date, days: int) -> range:
    """The years that a count of so many days may reach."""
    return range(received.year, (received + timedelta(days=3 * days + 30)).year + 1)


def is_open(day: date, holidays: Mapping[date, str]) -> bool:
    """Whether offices are taken to be open: no weekend and no public holiday."""
    return day.weekday() < _SATURDAY and day not in holidays


def _next_open(day: date, holidays: Mapping[date, str]) -> date:
    while not is_open(day, holidays):
        day += timedelta(days=1)
    return day


def _is_passed(day: date, received: date, due: date) -> bool:
    return received <= day <= due and day.weekday() < _SATURDAY
