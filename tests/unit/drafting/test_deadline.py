"""The last day for a response over weekends, public holidays, leap days and year ends."""

from datetime import date

import pytest

from pincite.drafting.deadline import compute_deadline, years_touched
from pincite.errors import ImpossibleValueError
from pincite.packs.us.public_holidays import find_public_holidays

# state, received, days, kind, last day
ROWS = [
    ("IL", "2026-06-01", 5, "business", "2026-06-08"),  # Monday over one weekend
    ("IL", "2026-06-05", 1, "business", "2026-06-08"),  # Friday to Monday
    ("IL", "2026-06-06", 1, "business", "2026-06-09"),  # Saturday counts as Monday
    ("IL", "2026-06-07", 5, "business", "2026-06-15"),  # Sunday counts as Monday
    ("US", "2026-11-25", 1, "business", "2026-11-27"),  # over Thanksgiving; the day after is none of the Union's
    ("CA", "2026-11-25", 1, "business", "2026-11-30"),  # California closes the day after as well
    ("GA", "2026-11-25", 1, "business", "2026-11-30"),
    ("US", "2026-07-02", 1, "business", "2026-07-06"),  # the Fourth is a Saturday, so Friday the third is closed
    ("US", "2027-07-02", 1, "business", "2027-07-06"),  # the Fourth is a Sunday, so Monday the fifth is closed
    ("US", "2026-12-30", 2, "business", "2027-01-04"),  # over New Year
    ("US", "2026-12-24", 5, "business", "2027-01-04"),
    ("US", "2021-12-30", 2, "business", "2022-01-04"),  # New Year 2022 is a Saturday, kept on 31 December 2021
    ("TX", "2026-03-31", 1, "business", "2026-04-02"),  # received on a holiday of Texas alone
    ("MA", "2026-04-17", 1, "business", "2026-04-21"),  # Patriots' Day
    ("DC", "2026-04-15", 1, "business", "2026-04-17"),  # Emancipation Day
    ("US", "2028-02-28", 1, "business", "2028-02-29"),  # a leap day that is a Tuesday
    ("US", "2028-02-28", 2, "business", "2028-03-01"),
    ("US", "2027-02-26", 1, "business", "2027-03-01"),  # no leap day
    ("US", "2100-02-26", 1, "business", "2100-03-01"),  # 2100 is no leap year: Friday to Monday
    ("CA", "2026-06-01", 10, "calendar", "2026-06-11"),
    ("CA", "2026-06-03", 10, "calendar", "2026-06-15"),  # ends on Saturday, moves to Monday
    ("MD", "2026-11-25", 30, "calendar", "2026-12-28"),  # ends on Christmas, a Friday
    ("MD", "2026-12-02", 30, "calendar", "2027-01-04"),  # ends on New Year's Day, a Friday
    ("US", "2028-02-01", 30, "calendar", "2028-03-02"),  # the leap day counts
    ("US", "2027-02-01", 30, "calendar", "2027-03-03"),
    ("XM", "2026-12-24", 1, "business", "2026-12-25"),  # a fictional state has no holidays
]


@pytest.mark.parametrize(("state", "received", "days", "kind", "due"), ROWS)
def test_last_day(state: str, received: str, days: int, kind: str, due: str) -> None:
    start = date.fromisoformat(received)
    holidays = find_public_holidays(state, years_touched(start, days))
    assert compute_deadline(start, days, kind=kind, holidays=holidays).due.isoformat() == due


def test_skipped_holidays_are_named_and_a_moved_end_is_said() -> None:
    made = compute_deadline(
        date(2026, 11, 25), 1, kind="business", holidays=find_public_holidays("US", [2026])
    )  # fmt: skip
    assert [name for _, name in made.skipped] == ["Thanksgiving Day"]
    assert not made.moved
    assert compute_deadline(date(2026, 6, 3), 10, kind="calendar", holidays={}).moved
    assert not compute_deadline(date(2026, 6, 1), 10, kind="calendar", holidays={}).moved


def test_no_closed_day_is_ever_the_last_one() -> None:
    for state in ("AK", "HI", "LA", "RI", "UT"):
        holidays = find_public_holidays(state, [2027, 2028, 2029])
        for number in range(366):
            start = date.fromordinal(date(2028, 1, 1).toordinal() + number)
            for kind in ("business", "calendar"):
                due = compute_deadline(start, 7, kind=kind, holidays=holidays).due
                assert due.weekday() < 5, (state, start, kind)
                assert due not in holidays, (state, start, kind)


def test_years_touched_reach_past_the_year_end() -> None:
    assert list(years_touched(date(2026, 12, 20), 30)) == [2026, 2027]
    assert list(years_touched(date(2026, 3, 1), 5)) == [2026]


@pytest.mark.parametrize(("days", "kind"), [(0, "business"), (-1, "calendar"), (5, "promptly")])
def test_deadlines_that_cannot_be(days: int, kind: str) -> None:
    with pytest.raises(ImpossibleValueError):
        compute_deadline(date(2026, 1, 5), days, kind=kind, holidays={})
