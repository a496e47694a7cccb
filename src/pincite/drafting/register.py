"""Rows of a register to requests, and what may be written next."""

from __future__ import annotations

from collections.abc import Iterable

from pincite.model.request import UNDO, RecordsRequest, RegisterRow, RequestStatus

_S = RequestStatus
# What may follow on what. Silence may be appealed too.
_NEXT = {
    _S.DRAFTED: (_S.SENT,),
    _S.SENT: (_S.ACKNOWLEDGED, _S.EXTENDED, _S.ANSWERED, _S.REFUSED, _S.APPEALED),
    _S.ACKNOWLEDGED: (_S.EXTENDED, _S.ANSWERED, _S.REFUSED, _S.APPEALED),
    _S.EXTENDED: (_S.EXTENDED, _S.ANSWERED, _S.REFUSED, _S.APPEALED),
    _S.ANSWERED: (_S.ANSWERED, _S.REFUSED, _S.APPEALED),
    _S.REFUSED: (_S.APPEALED, _S.ANSWERED),
    _S.APPEALED: (_S.ANSWERED, _S.REFUSED),
    _S.WITHDRAWN: (),
}  # fmt: skip
LOGGED = tuple(status for status in _S if status not in (_S.DRAFTED, _S.WITHDRAWN, _S.OVERDUE))


def find_requests(rows: Iterable[RegisterRow]) -> tuple[RecordsRequest, ...]:
    """Every request in the order of its first row; an "undo" takes back the last row in effect."""
    effective: dict[str, list[RegisterRow]] = {}
    first: dict[str, RegisterRow] = {}
    for row in rows:
        kept = effective.setdefault(row.request, [])
        first.setdefault(row.request, row)
        if row.status != UNDO:
            kept.append(row)
        elif kept:
            kept.pop()
    return tuple(
        RecordsRequest(
            id=name, agency=first[name].agency, agency_name=first[name].agency_name, items=first[name].items,
            rows=tuple(kept),
        )
        for name, kept in effective.items()
    )  # fmt: skip


def check_next(request: RecordsRequest, status: str, on_date: str) -> list[str]:
    """What is wrong with that status on that day (ISO) as the next row, as sentences; [] where it fits."""
    problems = []
    allowed = _NEXT[request.status]
    if status not in allowed:
        known = ", ".join(allowed) or "nothing"
        problems.append(f"after {request.status} comes {known}, not {status}.")
    if request.rows and on_date < request.rows[-1].on_date:
        problems.append(f"{on_date} is before {request.rows[-1].on_date}, when it was {request.status}.")
    return problems
