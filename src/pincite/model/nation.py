"""The nation: one answer a county and question, how it came to be, and every day on which it changed."""

from __future__ import annotations

from dataclasses import dataclass, field

REVIEWED, DRAFT, OBSERVED, REPORTED, NOTHING = "reviewed", "draft", "observed", "reported", "nothing"
STANDINGS = (REVIEWED, DRAFT, OBSERVED, REPORTED, NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountyAnswer:
    """The answer of one county to one question of one rubric. geoid: five digits; state: USPS code.

    standing: what it rests on: words that a person has reviewed, a machine's draft of them, an observation of
    practice, a report (on state law without its text, or on a person's filled form), or nothing. reason: code of the
    table row that decided. source: the instrument or sheet, with pinpoint; quote: its words, "" where it has none.
    by_agency: agency id -> its answer. possible: the answers that remain open, the answer itself where it is known.
    cautions: sentences on what it rests on.
    """

    geoid: str
    county: str
    state: str
    rubric: str
    question: str
    answer: str
    reason: str
    standing: str
    basis: str
    source: str = ""
    quote: str = ""
    sha256: str = ""
    by_agency: tuple[tuple[str, str], ...] = ()
    possible: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CountyChange:
    """A day (ISO) on which a county's answer changed, and from what to what."""

    geoid: str
    rubric: str
    question: str
    day: str
    before: str
    before_reason: str
    after: str
    after_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountyScore:
    """Criteria met in a county, at least and at most, of those that apply."""

    geoid: str
    rubric: str
    least: int
    most: int
    applicable: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Nation:
    """All counties as of a day. evaluated: how many distinct settings were answered to get there.

    covered: state -> titles of the texts of its law that answer something there; beside: of those that were read and
    answer nothing there. outside: agreements that are of no county's own agency.
    """

    as_of: str
    since: str
    rubrics: tuple[str, ...]
    answers: tuple[CountyAnswer, ...]
    changes: tuple[CountyChange, ...]
    scores: tuple[CountyScore, ...]
    covered: dict[str, tuple[str, ...]] = field(default_factory=dict)
    beside: dict[str, tuple[str, ...]] = field(default_factory=dict)
    outside: int = 0
    evaluated: int = 0
    notices: tuple[str, ...] = ()

    @property
    def supplied(self) -> tuple[str, ...]:
        """The states of whose law a text was supplied."""
        return tuple(sorted({*self.covered, *self.beside}))
