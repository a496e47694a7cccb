"""What a document says of itself: what kind of instrument it is, who issued it, where and when it holds."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pincite.errors import ImpossibleValueError
from pincite.model.document import Span
from pincite.model.law import Level, Status


class InstrumentKind(StrEnum):
    """What kind of text a document is. CODE and MANUAL are whole collections."""

    CONSTITUTION = "constitution"
    CHARTER = "charter"
    FEDERAL_STATUTE = "federal-statute"
    STATUTE = "statute"
    ORDINANCE = "ordinance"
    RESOLUTION = "resolution"
    EXECUTIVE_ORDER = "executive-order"
    REGULATION = "regulation"
    DEPARTMENTAL_POLICY = "departmental-policy"
    CONTRACT = "contract"
    BILL = "bill"
    COURT_ORDER = "court-order"
    CODE = "code"
    MANUAL = "manual"
    WEB_PAGE = "web-page"
    UNCLEAR = "unclear"


class Language(StrEnum):
    """The language of a text."""

    ENGLISH = "en"
    SPANISH = "es"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeDate:
    """A date counted from an event. days: 0 for at once; trigger: the event as printed."""

    days: int
    trigger: str

    def __post_init__(self) -> None:
        if self.days < 0 or not self.trigger:
            raise ImpossibleValueError(f"{self.days} days {self.trigger!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """How long a text lasts from its start. unit: day, month or year; told: the words that say so."""

    number: int
    unit: str
    told: str

    def __post_init__(self) -> None:
        if self.number < 1 or self.unit not in {"day", "month", "year"} or not self.told:
            raise ImpossibleValueError(f"{self.number} {self.unit!r} {self.told!r}")

    def last_day(self, start: str) -> str:
        """The ISO day on which a text that starts on an ISO day ends; of a month too short for it, the last one."""
        first = date.fromisoformat(start)
        if self.unit == "day":
            return (first + timedelta(days=self.number)).isoformat()
        months = self.number * (12 if self.unit == "year" else 1) + first.month - 1
        year, month = first.year + months // 12, months % 12 + 1
        return date(year, month, min(first.day, monthrange(year, month)[1])).isoformat()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFacts:
    """What was read of a document; a field that the text leaves open is "unclear" or empty, never a guess.

    state: USPS code. place_name: as people call it, "" for state and federal texts. All dates are ISO days.
    effective_quote: the words on effect, also where they only count days (``relative_effective``).
    term: how long it lasts where it names no last day.
    text_date: day that the text witnesses (revision, copyright, stamp). worded_since: year in which what was drafted
    got its present words, by the section's own history note. supersedes: what it says it replaces.
    evidence: for each field that was read in the reading text, where; facts read from running heads or from
    the file's name have none.
    """

    kind: InstrumentKind = InstrumentKind.UNCLEAR
    level: Level = Level.UNCLEAR
    status: Status = Status.UNCLEAR
    issuing_body: str = ""
    state: str = ""
    place_name: str = ""
    effective_date: str = ""
    effective_quote: Span | None = None
    relative_effective: RelativeDate | None = None
    adopted_date: str = ""
    sunset_date: str = ""
    term: Term | None = None
    text_date: str = ""
    worded_since: str = ""
    supersedes: tuple[str, ...] = ()
    language: Language = Language.UNCLEAR
    evidence: tuple[tuple[str, Span], ...] = ()
