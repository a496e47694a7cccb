"""Public holidays of a state by day, from the kept library ``holidays``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

import holidays

FEDERAL = "US"


def find_public_holidays(state: str, years: Iterable[int]) -> dict[date, str]:
    """Name by day of the public holidays of a state (USPS code, "US": the federal ones) in those years.

    An empty dict for a code that is no state's, as those of fictional places.
    """
    return dict(item for year in sorted(set(years)) for item in _find(state, year).items())


@cache
def _find(state: str, year: int) -> dict[date, str]:
    if state != FEDERAL and state not in holidays.list_supported_countries()[FEDERAL]:
        return {}
    found = holidays.country_holidays(FEDERAL, subdiv=None if state == FEDERAL else state, years=year)
    return {day: name for day, name in found.items() if day.year == year}
