"""Versions of one instrument: each ends on the day before the next one begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from pincite.model.law import Instrument, Status


def close_versions(instruments: Sequence[Instrument]) -> tuple[Instrument, ...]:
    """The instruments with ``version_of`` as ids, and each earlier version ended where the next begins.

    An instrument comes with ``version_of`` as the name of a file, which is the title of another instrument or the last
    part of it. A bill, or a version without a first day, ends nothing. An earlier version that a person ended sooner
    stays so.
    """
    linked = [replace(item, version_of=_find_id(item, instruments)) for item in instruments]
    return tuple(_close(item, linked) for item in linked)


def _find_id(item: Instrument, instruments: Sequence[Instrument]) -> str:
    if not item.version_of:
        return ""
    named = (other for other in instruments if _is_named(other, item.version_of) and other.id != item.id)
    return next((other.id for other in named), "")


def _is_named(item: Instrument, name: str) -> bool:
    return name in (item.id, item.title, item.title.rsplit("/", 1)[-1])


def _close(item: Instrument, linked: Sequence[Instrument]) -> Instrument:
    later = [other for other in linked if other.version_of == item.id and _takes_effect(other)]
    if not later:
        return item
    first = min(later, key=lambda other: (other.in_force_from, other.id))
    last_day = (date.fromisoformat(first.in_force_from) - timedelta(days=1)).isoformat()
    if (item.in_force_to and item.in_force_to <= last_day) or last_day < item.in_force_from:
        return item
    status = Status.IN_FORCE if item.status is Status.REPEALED else item.status
    why = f"{first.title}, its next version, begins on {first.in_force_from}."
    return replace(item, in_force_to=last_day, status=status, ended_why=why)


def _takes_effect(item: Instrument) -> bool:
    return bool(item.in_force_from) and item.status is not Status.BILL
