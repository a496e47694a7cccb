"""What instruments say: citations, exceptions, provisions, and what controls an agency."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pincite.errors import ImpossibleValueError


class Rule(StrEnum):
    """What an instrument says on a conduct, always from the side of state and local agencies."""

    PROHIBITS = "prohibits"
    LIMITS = "limits"
    PERMITS = "permits"
    REQUIRES = "requires"
    FORBIDS_LIMITS = "forbids-limits"
    SILENT = "silent"


PROTECTIVE = frozenset({Rule.PROHIBITS, Rule.LIMITS})
MANDATES = frozenset({Rule.REQUIRES, Rule.FORBIDS_LIMITS})


class Scope(StrEnum):
    """Whether a rule governs the conduct in general or only a sliver of it."""

    WHOLE = "whole"
    PART = "part"


class Level(StrEnum):
    """The government that issued an instrument. AGENCY is a department's own policy."""

    FEDERAL = "federal"
    STATE = "state"
    COUNTY = "county"
    CITY = "city"
    AGENCY = "agency"
    UNCLEAR = "unclear"


class Status(StrEnum):
    """Whether a text is law."""

    IN_FORCE = "in-force-text"
    BILL = "bill-or-proposal"
    REPEALED = "repealed-or-superseded"
    AGREEMENT = "agreement"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Exact words given as a reason, anchored twice: by position and by quote with its surroundings.

    start, end: code points of the document's reading text. page: 1-based, 0 where the format has none.
    pinpoint: for people, "§ 9-131(b)(1), p. 3". prefix, suffix: up to 32 code points on each side.
    """

    document: str
    sha256: str
    quote: str
    start: int
    end: int
    page: int = 0
    pinpoint: str = ""
    prefix: str = ""
    suffix: str = ""

    def __post_init__(self) -> None:
        if not self.quote.strip() or self.end - self.start != len(self.quote) or self.start < 0:
            raise ImpossibleValueError(f"citation of {self.document} {self.start}:{self.end} and its quote differ")


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalException:
    """A way out of a rule. kind: an id of the topic; alone: it suffices by itself to let the conduct happen.

    sunset_date: ISO day after which the way out is closed, "" where it has none.
    """

    kind: str
    alone: bool = True
    sunset_date: str = ""

    def is_live(self, as_of: str) -> bool:
        """Whether the way out is still open on ``as_of`` (ISO)."""
        return not self.sunset_date or as_of <= self.sunset_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """What one instrument says on one conduct.

    bound: role ids that the text itself names. features: limb ids of the topic that the words show
    ("procedure", "bars-new"). probability: of the reader's draft, None for a person's coding. general: a rule
    on enforcement at large, stated without naming particular conducts.
    """

    instrument: str
    conduct: str
    rule: Rule
    exceptions: tuple[LegalException, ...] = ()
    scope: Scope = Scope.WHOLE
    scope_words: str = ""
    bound: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    features: tuple[str, ...] = ()
    coder: str = ""
    note: str = ""
    probability: float | None = None

    def __post_init__(self) -> None:
        if self.rule is Rule.SILENT and (self.citations or self.exceptions):
            raise ImpossibleValueError(f"{self.instrument}/{self.conduct}: silence has no citations or exceptions")
        if self.rule is not Rule.SILENT and not self.citations:
            raise ImpossibleValueError(f"{self.instrument}/{self.conduct}: {self.rule} needs a citation")

    @property
    def id(self) -> str:
        """Stable name of the provision inside a study."""
        return f"{self.instrument}#{self.conduct}"

    def live_alone(self, as_of: str) -> frozenset[str]:
        """Kinds of the exceptions that stand alone and are open on ``as_of``."""
        return frozenset(item.kind for item in self.exceptions if item.alone and item.is_live(as_of))

    def closing_alone(self, as_of: str) -> tuple[LegalException, ...]:
        """Exceptions that stand alone on ``as_of`` and close by a stated later date."""
        return tuple(item for item in self.exceptions if item.alone and item.sunset_date and item.is_live(as_of))


@dataclass(frozen=True, slots=True, kw_only=True)
class Injunction:
    """A court keeps what an instrument says on some conducts from being enforced, from its first to its last day.

    conducts: ids of the topic; () or ("all",) for everything that the instrument says. from_date, to_date: ISO days,
    to_date "" while it lasts. by: the court or decision.
    """

    from_date: str
    by: str
    conducts: tuple[str, ...] = ()
    to_date: str = ""

    def reaches(self, conduct: str) -> bool:
        """Whether what is said on ``conduct`` is enjoined; "" asks for everything at once."""
        return not self.conducts or "all" in self.conducts or conduct in self.conducts

    def is_live(self, as_of: str) -> bool:
        """Whether it holds on ``as_of`` (ISO)."""
        return self.from_date <= as_of and (not self.to_date or as_of <= self.to_date)


class Binding(StrEnum):
    """Whether an instrument's issuer reaches the place that is assessed."""

    BINDS = "binds"
    DOES_NOT = "does-not-bind"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A law, order, policy or contract as one study uses it.

    document: id of the source document. kind: a source-kind id of the topic ("statute", "ordinance" ...).
    binds: agency ids, or empty where nobody is bound here; binding and why say the reason for a person.
    in_force_from/in_force_to: ISO days or "". text_date: day or year that the text witnesses, "" unknown.
    worded_since: year of its present words by its own history notes, "" unknown.
    agreement_model: of a 287(g) agreement, as participant sheets name it; "" for every other instrument.
    whole: a whole code or manual, so that its silence counts. decoys and bills keep binding DOES_NOT.
    version_of: id of the instrument whose text stood before this one, "" for none. ended_why: a sentence, "" unknown.
    """

    id: str
    title: str
    document: str
    kind: str
    level: Level
    issuer: str
    status: Status
    binds: tuple[str, ...] = ()
    binding: Binding = Binding.UNCLEAR
    why: str = ""
    own_of: tuple[str, ...] = ()
    in_force_from: str = ""
    in_force_to: str = ""
    text_date: str = ""
    worded_since: str = ""
    whole: bool = False
    cautions: tuple[str, ...] = ()
    enjoined: tuple[Injunction, ...] = ()
    version_of: str = ""
    ended_why: str = ""
    agreement_model: str = ""

    def __post_init__(self) -> None:
        if self.in_force_from and self.in_force_to and self.in_force_to < self.in_force_from:
            raise ImpossibleValueError(f"{self.id} ends on {self.in_force_to}, but begins on {self.in_force_from}")
        if self.version_of == self.id:
            raise ImpossibleValueError(f"{self.id} cannot be the version after itself")
        if any(item.to_date and item.to_date < item.from_date for item in self.enjoined):
            raise ImpossibleValueError(f"{self.id} has an injunction that ends before it begins")

    @property
    def is_undated_agreement(self) -> bool:
        """Whether it is an agreement of which nobody knows since when it holds, so whether it was made at all."""
        return self.status is Status.AGREEMENT and not self.in_force_from

    def find_injunctions(self, conduct: str, as_of: str) -> tuple[Injunction, ...]:
        """The injunctions against what it says on ``conduct`` that hold on ``as_of``; "" asks for all of it."""
        return tuple(item for item in self.enjoined if item.reaches(conduct) and item.is_live(as_of))


_DUTIES = {
    Level.STATE: "a narrower state duty",
    Level.COUNTY: "a narrower county duty",
    Level.CITY: "a narrower municipal duty",
}


class Force(StrEnum):
    """Why an instrument does or does not control on a date."""

    IN_FORCE = "in-force"
    NOT_YET = "not-yet-in-force"
    ENDED = "no-longer-in-force"
    BILL = "a-bill"
    SUPERSEDED = "superseded"
    ENJOINED = "enjoined"


@dataclass(frozen=True, slots=True, kw_only=True)
class ControllingRule:
    """What binds one agency on one conduct on one date, after the layers are resolved.

    basis: the provisions that decide, the first one rules. also: rules of other provisions of the same level.
    alone: ways out that stand alone and are open; closing: those of them that a stated later day closes.
    preempted and conflicts: local provisions that lost, and lower ones that contradict. derivation: sentences.
    voices: what the agency's own policies say taken alone, then every other text by itself, without the pre-empted.
    narrowed_by: where partly_preempted, the level of the narrower mandate.
    """

    agency: str
    conduct: str
    rule: Rule
    scope: Scope = Scope.WHOLE
    alone: frozenset[str] = frozenset()
    closing: tuple[LegalException, ...] = ()
    features: frozenset[str] = frozenset()
    level: Level = Level.UNCLEAR
    kind: str = ""
    own: bool = False
    implied: bool = False
    partly_preempted: bool = False
    narrowed_by: Level = Level.UNCLEAR
    general_mandate: bool = False
    basis: tuple[Provision, ...] = ()
    also: frozenset[Rule] = frozenset()
    levels: frozenset[Level] = frozenset()
    preempted: tuple[Provision, ...] = ()
    conflicts: tuple[Provision, ...] = ()
    derivation: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    voices: tuple[ControllingRule, ...] = ()

    @property
    def narrower_duty(self) -> str:
        """The mandate that takes a part away, in words by its level: "a narrower county duty"."""
        if self.narrowed_by is not Level.STATE and self.narrowed_by is self.level:
            return "a narrower duty" if self.level is Level.UNCLEAR else "a narrower duty at the same level"
        return _DUTIES.get(self.narrowed_by, "a narrower duty")
