"""Requests for records as a register keeps them: rows that are only added, and what they come to."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

UNDO = "undo"


class RequestStatus(StrEnum):
    """Where a request stands. OVERDUE is never written: it is worked out from the last day for a response."""

    DRAFTED = "drafted"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    EXTENDED = "extended"
    ANSWERED = "answered"
    REFUSED = "refused"
    APPEALED = "appealed"
    WITHDRAWN = "withdrawn"
    OVERDUE = "overdue"


WAITING = frozenset({RequestStatus.SENT, RequestStatus.ACKNOWLEDGED, RequestStatus.EXTENDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestItem:
    """An item of a request and the questions that it could settle."""

    id: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """One row of requests.jsonl. status: a RequestStatus, or "undo" for what takes back the row before it.

    on_date: the day on which it happened; at: when it was written down. due, due_basis: last day for a response and
    how it was counted. files: sha256 by path of the letters. documents: ids of sources that were filed as the answer;
    added: those of them that the study did not hold before.
    """

    request: str
    status: str
    on_date: str
    at: str
    agency: str = ""
    agency_name: str = ""
    items: tuple[RequestItem, ...] = ()
    files: dict[str, str] = field(default_factory=dict)
    due: str = ""
    due_basis: str = ""
    documents: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsRequest:
    """A request as its rows have it. rows: those in effect, oldest first, () where it was withdrawn."""

    id: str
    agency: str
    agency_name: str
    items: tuple[RequestItem, ...]
    rows: tuple[RegisterRow, ...]

    @property
    def status(self) -> RequestStatus:
        """The status of its last row in effect."""
        return RequestStatus(self.rows[-1].status) if self.rows else RequestStatus.WITHDRAWN

    @property
    def due(self) -> str:
        """The last day for a response as last set, "" where none is known or nothing is waited for."""
        dues = [row.due for row in self.rows if row.due]
        return dues[-1] if dues and self.status in WAITING else ""

    @property
    def due_basis(self) -> str:
        """How the last day was counted."""
        return next((row.due_basis for row in reversed(self.rows) if row.due), "") if self.due else ""

    def status_on(self, today: str) -> RequestStatus:
        """The status on a day (ISO): overdue where the last day for a response has passed."""
        return RequestStatus.OVERDUE if self.due and self.due < today else self.status
