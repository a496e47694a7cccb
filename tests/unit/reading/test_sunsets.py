"""Old agreements that a ban lets run out, and the day on which that way out closes."""

from __future__ import annotations

import pytest

from pincite.model.law import Provision, Rule
from unit.reading.reader import provisions

BAN = (
    "(a) No county or city may enter into an agreement to house persons for federal immigration authorities in its "
    "jail. (b) An agreement to house persons for federal immigration authorities that was in effect on January 1, 2020 "
    "may remain in effect until {until}."
)


def contract(until: str) -> Provision:
    return provisions(BAN.format(until=until))["contract-detention"]


@pytest.mark.parametrize(
    ("until", "day"),
    [("June 30, 2022", "2022-06-30"), ("the end of its term", ""), ("its end or December 31, 2021", "2021-12-31")],
)
def test_what_runs_out_is_a_way_out_that_closes(until: str, day: str) -> None:
    found = contract(until)
    assert found.rule is Rule.PROHIBITS
    assert [(item.kind, item.sunset_date) for item in found.exceptions] == [("other", day)]
