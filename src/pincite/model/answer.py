"""Answers: what a rubric says of a place on a date, with basis, citations and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pincite.model.form import FORM_REASON
from pincite.model.law import Citation, ControllingRule
from pincite.model.lever import NO_RANGE, ClosingSet, Gap, Lever, Narrowing, Unsettled
from pincite.model.place import Observation

UNKNOWN = "unknown"
NOT_APPLICABLE = "not-applicable"
YES = "Y"
NO = "N"
OTHER = "other"


class CriterionResult(StrEnum):
    """The result of a criterion."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not met"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyAnswer:
    """One agency's (or, for a question in several protections, one protection's) row of an answer.

    reason: code of the table row that decided. basis: sentence for people. controlling: what was applied.
    searched: documents whose silence counts for it. attested: kinds of sources that a person's word of a search covers.
    """

    agency: str
    answer: str
    reason: str
    basis: str
    citations: tuple[Citation, ...] = ()
    instrument: str = ""
    controlling: tuple[ControllingRule, ...] = ()
    observed: tuple[Observation, ...] = ()
    flags: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()
    searched: tuple[str, ...] = ()
    attested: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The place's answer to one question or element.

    answer: a value of the rubric's vocabulary, or unknown / not-applicable. reason: code, e.g. "not-searched".
    missing: source kinds whose reading would settle it. draft: no person has reviewed it.
    possible: the place answers that remain open while something is unknown (the answer itself where known).
    durability: source kind that the answer rests on, "" where it rests on none. searched: documents whose silence
    counts. attested: kinds of sources that a person's word of a search covers.
    """

    question: str
    answer: str
    reason: str
    basis: str
    draft: bool = True
    citations: tuple[Citation, ...] = ()
    instrument: str = ""
    by_agency: tuple[AgencyAnswer, ...] = ()
    caveats: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()
    durability: str = ""
    searched: tuple[str, ...] = ()
    attested: tuple[str, ...] = ()
    reviewed_by: str = ""
    review_reason: str = ""

    @property
    def from_form(self) -> bool:
        """Whether it is what a person's filled form says, which nobody else has reviewed."""
        return not self.draft and self.review_reason.startswith(FORM_REASON)


def tell_person(answer: Answer) -> str:
    """ "reviewed by A. Clerk", or for the answer of a filled form "on the form of A. Walker"."""
    return f"on the form of {answer.reviewed_by}" if answer.from_form else f"reviewed by {answer.reviewed_by}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionAnswer:
    """A criterion's result with the questions that decided it and a remark ("may still be met")."""

    criterion: str
    result: CriterionResult
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Criteria met of those applicable: [least, most] over every consistent completion of the unknowns."""

    least: int
    most: int
    applicable: int
    elements_met: int = 0
    elements_asked: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownInstrument:
    """How an instrument takes part: controls, or why it does not."""

    instrument: str
    title: str
    role: str  # answers | does-not-bind | bill | superseded | not-yet-in-force | federal | unclear
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A document to obtain next, the questions that it could settle, and what settling them does to the score."""

    kind: str
    title: str
    whose: str
    questions: tuple[str, ...]
    narrowing: Narrowing = NO_RANGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """All answers of one rubric for one place as of a date.

    levers: who could change what here; gaps: what they could close; closing: the smallest sets of actions.
    unsettled: unknown questions, what narrows the score's range most first.
    """

    place: str
    state: str
    as_of: str
    rubric: str
    rubric_version: str
    topic: str
    answers: tuple[Answer, ...]
    elements: tuple[Answer, ...]
    criteria: tuple[CriterionAnswer, ...]
    score: Score | None
    landscape: tuple[Answer, ...] = ()
    beside: tuple[Answer, ...] = ()
    instruments: tuple[ShownInstrument, ...] = ()
    wanted: tuple[Wanted, ...] = ()
    warnings: tuple[tuple[str, str], ...] = ()
    reviewed: int = 0
    levers: tuple[Lever, ...] = ()
    gaps: tuple[Gap, ...] = ()
    closing: tuple[ClosingSet, ...] = ()
    unsettled: tuple[Unsettled, ...] = ()
