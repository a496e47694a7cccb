"""Levers: which body could change what, with which instrument; the gaps that they could close, and what is open."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pincite.errors import ImpossibleValueError
from pincite.model.law import Level


class Effect(StrEnum):
    """What an instrument does: it sets a rule, it works by money or pressure, or it advises."""

    RULE = "rule"
    INDIRECT = "indirect"
    ADVICE = "advice"


class Lasting(StrEnum):
    """How long what was done with an instrument is likely to stand, the longest first."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    YEARLY = "yearly"
    NONE = "none"

    @property
    def rank(self) -> int:
        """1 lasts longest."""
        return list(Lasting).index(self) + 1


class Way(StrEnum):
    """Whether a lever reaches a gap: open, only perhaps, or closed by a higher text."""

    OPEN = "open"
    DOUBTFUL = "doubtful"
    CLOSED = "closed"


UNVERIFIED = frozenset({"low", "unverified"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Where a fact is from. as_of: ISO day, month or year; confidence: high, medium, low or unverified."""

    source: str
    as_of: str
    confidence: str

    @property
    def is_verified(self) -> bool:
        """Whether it may be shown as a fact; else it reads "not verified"."""
        return self.confidence not in UNVERIFIED


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverKind:
    """A fact on a kind of body and one of its instruments, whatever the topic.

    agency_kinds: kinds of agency as which the body itself may be listed in a place. own: it rules over itself alone.
    kind: source-kind id of the topic. places: kinds of places that have it, () for all; states, not_states: USPS codes.
    shared: only for an agency that serves several places (True) or one (False). level STATE: not the place's own.
    reaches: agency kinds that it binds; depends: kinds that it binds in some places only, as depends_on says for
    people, where {agency} stands for its name; may: it is open in some
    places only. covers, limits: for people.
    """

    id: str
    body: str
    instrument: str
    kind: str
    level: Level
    form: str
    covers: str
    limits: str
    known: Known
    effect: Effect = Effect.RULE
    lasting: Lasting = Lasting.MEDIUM
    agency_kinds: tuple[str, ...] = ()
    own: bool = False
    shared: bool | None = None
    places: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    not_states: tuple[str, ...] = ()
    reaches: tuple[str, ...] = ()
    depends: tuple[str, ...] = ()
    depends_on: str = "Whether it may bind {agency} is a fact of the state."
    may: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverUse:
    """What levers bear on in one rubric. items: questions and elements that such an instrument could answer best."""

    rubric: str
    levers: tuple[str, ...]
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverNote:
    """A limit of a lever that the topic knows of. states: USPS codes where it holds, () for all."""

    levers: tuple[str, ...]
    says: str
    known: Known
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """A lever at one place: a body there, named where it is known, with one instrument.

    id: that of its kind, with the agency behind a colon where it rules over itself alone. notes: further limits, each
    with its source. assumed: the body is taken to be there, nobody has confirmed it.
    """

    id: str
    of_kind: str
    body: str
    instrument: str
    kind: str
    level: Level
    effect: Effect
    lasting: Lasting
    covers: str
    limits: str
    known: Known
    notes: tuple[LeverNote, ...] = ()
    assumed: bool = False

    @property
    def is_verified(self) -> bool:
        """Whether the fact behind it may be shown as one."""
        return self.known.is_verified


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What one lever could do for one agency's part of a gap. agency: "" where any one is enough. why: a sentence."""

    lever: str
    agency: str
    way: Way
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A question or element that is not answered best, or of which no text supplied speaks.

    answer: as given; certain: it is known to be a gap, else only perhaps. parts: agencies that each need a remedy,
    ("",) where one is enough. reaches: what each lever could do for each part. conducts: what it is about.
    """

    item: str
    criterion: str
    answer: str
    certain: bool
    basis: str
    conducts: tuple[str, ...]
    parts: tuple[str, ...]
    reaches: tuple[Reach, ...] = ()

    def __post_init__(self) -> None:
        if not self.parts:
            raise ImpossibleValueError(f"gap {self.item}: nobody in it needs a remedy")


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One lever of a closing set, with the gaps that need it and their criteria.

    doubtful: those of the gaps that it reaches only perhaps. perhaps: gaps that others close without a doubt, and that
    it might reach too.
    """

    lever: str
    items: tuple[str, ...]
    criteria: tuple[str, ...]
    doubtful: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingSet:
    """The smallest set of actions that could close the most gaps; no promise of an outcome.

    among: "local" for the bodies of the place, "all" with the state's. closes: gaps that could close; left: the rest.
    criteria: those that would be met if all of them closed. exact: every set was weighed, none smaller closes as many.
    """

    among: str
    actions: tuple[Action, ...]
    closes: tuple[str, ...]
    left: tuple[str, ...]
    criteria: tuple[str, ...] = ()
    exact: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """How wide the score's range is, and how wide once something is settled: at worst and at best."""

    now: int
    worst: int
    best: int


NO_RANGE = Narrowing(now=0, worst=0, best=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsettled:
    """An unknown question, with what settling it would do to the score's range."""

    question: str
    narrowing: Narrowing
