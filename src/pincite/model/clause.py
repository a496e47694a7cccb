"""Clauses: wording for an ordinance or policy, its hand-made coding, its possible exceptions and what they cost."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from pincite.model.law import LegalException, Rule, Scope


class Register(StrEnum):
    """Whom a clause speaks to: every agency that a law binds, or the members of the agency that adopts it."""

    ORDINANCE = "ordinance"
    POLICY = "policy"


class Part(StrEnum):
    """Where in an outline a clause stands, in this order."""

    OPENING = "opening"
    OPERATIVE = "operative"
    ENFORCEMENT = "enforcement"
    CLOSING = "closing"


class Variant(StrEnum):
    """Which outline: the whole policy, the spending ban, an agency's own policy, or what closes the gaps."""

    FULL = "full"
    SPENDING = "spending"
    AGENCY = "agency"
    AMEND = "amend"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseCoding:
    """What a clause says on its conduct, coded by hand. features: limb ids of the topic; bound: roles of the topic."""

    rule: Rule
    exceptions: tuple[LegalException, ...] = ()
    scope: Scope = Scope.WHOLE
    bound: tuple[str, ...] = ()
    features: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseOption:
    """A possible exception. text: what it adds to the clause; rule: the clause's rule with it; alone: it suffices.

    features: limbs that it adds. costs: question or element -> the answer that it turns to, where the clause stands in
    its whole outline without what backs it.
    """

    kind: str
    text: str
    rule: Rule
    alone: bool = True
    features: tuple[str, ...] = ()
    costs: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause of the library. conduct: "" for the frame of an outline, which codes nothing.

    text: one paragraph a line; {body}, {agency}, {place} and {act} are filled, {ways} takes an option. meets: questions
    and elements that it answers best; should_costs: what turns where "shall" is weakened to "should". backed_by:
    conducts whose clauses answer for it while they stand. about_itself: it speaks of the text that it stands in, so no
    other text makes it needless and it replaces none. variants: where it stands, () for everywhere. precedents:
    ids of the topic. loopholes: short notes.
    """

    id: str
    part: Part
    title: str
    registers: tuple[Register, ...]
    text: str
    conduct: str = ""
    about_itself: bool = False
    coding: ClauseCoding | None = None
    meets: tuple[str, ...] = ()
    should_costs: dict[str, str] = field(default_factory=dict)
    backed_by: tuple[str, ...] = ()
    variants: tuple[Variant, ...] = ()
    precedents: tuple[str, ...] = ()
    loopholes: tuple[str, ...] = ()
    options: tuple[ClauseOption, ...] = ()
