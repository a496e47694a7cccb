"""The register: rows to requests, what may follow on what, and when one is overdue."""

from itertools import count

import pytest

from pincite.drafting.register import LOGGED, check_next, find_requests
from pincite.model.request import UNDO, RecordsRequest, RegisterRow, RequestItem, RequestStatus

ITEMS = (RequestItem(id="agreements", questions=("C8.1",)),)
_DAYS = count(1)


def row(status: str, *, on_date: str = "2026-03-02", due: str = "", request: str = "sheriff-1") -> RegisterRow:
    items = ITEMS if status == "drafted" else ()
    return RegisterRow(request=request, status=status, on_date=on_date, at=str(next(_DAYS)), due=due, items=items)


def only(*rows: RegisterRow) -> RecordsRequest:
    (found,) = find_requests(rows)
    return found


def test_the_last_row_in_effect_says_the_status() -> None:
    made = only(row("drafted"), row("sent", due="2026-03-09"), row("acknowledged"))
    assert (made.status, made.due, made.items) == (RequestStatus.ACKNOWLEDGED, "2026-03-09", ITEMS)


def test_overdue_is_worked_out_from_the_day() -> None:
    sent = only(row("drafted"), row("sent", due="2026-03-09"))
    assert sent.status_on("2026-03-09") is RequestStatus.SENT
    assert sent.status_on("2026-03-10") is RequestStatus.OVERDUE
    extended = only(row("drafted"), row("sent", due="2026-03-09"), row("extended", due="2026-03-20"))
    assert extended.status_on("2026-03-10") is RequestStatus.EXTENDED
    answered = only(row("drafted"), row("sent", due="2026-03-09"), row("answered"))
    assert (answered.status_on("2027-01-01"), answered.due) == (RequestStatus.ANSWERED, "")
    assert only(row("drafted"), row("sent")).status_on("2027-01-01") is RequestStatus.SENT


def test_undo_takes_back_one_row_after_the_other() -> None:
    rows = [row("drafted"), row("sent", due="2026-03-09"), row("refused"), row(UNDO)]
    assert only(*rows).status is RequestStatus.SENT
    assert only(*rows).due == "2026-03-09"
    rows += [row(UNDO), row(UNDO)]
    assert only(*rows).status is RequestStatus.WITHDRAWN
    assert only(*rows, row(UNDO)).rows == ()


def test_requests_are_kept_apart() -> None:
    found = find_requests([row("drafted"), row("drafted", request="board-1"), row("sent")])
    assert [(item.id, item.status.value) for item in found] == [("sheriff-1", "sent"), ("board-1", "drafted")]


@pytest.mark.parametrize(
    ("before", "after", "fits"),
    [
        ("drafted", "sent", True),
        ("drafted", "answered", False),
        ("sent", "acknowledged", True),
        ("sent", "extended", True),
        ("sent", "sent", False),
        ("sent", "appealed", True),
        ("extended", "extended", True),
        ("extended", "acknowledged", False),
        ("refused", "appealed", True),
        ("refused", "acknowledged", False),
        ("appealed", "answered", True),
        ("answered", "answered", True),
        ("answered", "sent", False),
        ("sent", "overdue", False),
    ],
)
def test_what_may_follow(before: str, after: str, fits: bool) -> None:
    rows = [row("drafted"), *([row("sent")] if before != "drafted" else [])]
    rows += [row(before)] if before not in ("drafted", "sent") else []
    assert (check_next(only(*rows), after, "2026-03-03") == []) is fits


def test_time_does_not_run_backwards() -> None:
    (problem,) = check_next(only(row("drafted")), "sent", "2026-03-01")
    assert "before 2026-03-02" in problem


def test_nothing_follows_on_a_withdrawn_request() -> None:
    withdrawn = only(row("drafted"), row(UNDO))
    assert all(check_next(withdrawn, status, "2026-04-01") for status in LOGGED)
