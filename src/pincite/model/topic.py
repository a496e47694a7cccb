"""A topic: the domain data that the engine works on. Loaded from a pack, never written in Python."""

from __future__ import annotations

from dataclasses import dataclass

from pincite.model.lever import LeverNote, LeverUse


@dataclass(frozen=True, slots=True, kw_only=True)
class Conduct:
    """Something that agencies do or do not do.

    short: verb phrase for tables ("hold for immigration detainers"). describes: one or two sentences.
    implied_by: conduct ids whose general prohibition covers this one by implication. beside: criteria it is shown with.
    """

    id: str
    short: str
    describes: str
    implied_by: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionKind:
    """A type of way out of a rule. by_agreement: it leaves the matter to another agreement or to payment."""

    id: str
    label: str
    describes: str
    by_agreement: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """A limb that the words of a provision may show ("procedure", "bars-new"); patterns are regular expressions.

    looks_in: "provision" reads the cited words with their section, "definitions" also the definitions of the terms
    used, "quote" the cited words alone.
    """

    id: str
    label: str
    conducts: tuple[str, ...]
    patterns: tuple[str, ...]
    looks_in: str = "provision"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceKind:
    """A kind of source. rank: durability, 1 lasts longest. law: it is law rather than policy or contract.

    local: it may be issued by the place itself. ask: whom to ask for it, for people.
    """

    id: str
    label: str
    rank: int
    law: bool
    local: bool
    ask: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyKind:
    """A kind of agency and the roles under which texts may bind it."""

    id: str
    label: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Caveat:
    """A caution from higher law that is printed wherever its questions stand. as_of: ISO day of the check."""

    id: str
    title: str
    says: str
    source: str
    as_of: str
    confidence: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedent:
    """A law or event that the standard points to, as a citation with its status on a date."""

    id: str
    title: str
    place: str
    citation: str
    says: str
    status: str
    source: str
    as_of: str
    confidence: str
    conducts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A publication that the standard points to, with the link as printed; checked: "" where nobody has tried it."""

    title: str
    publisher: str
    url: str
    as_of: str
    checked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CueSet:
    """Search vocabulary of one conduct, lower case literals. strong: seldom used otherwise; weak: need company."""

    conduct: str
    strong: tuple[str, ...]
    weak: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A pack of domain data. gate: literals, one of which a section must hold to be looked at at all.

    silent_below: score of a passage from which a conduct without a rule counts as seen, not as silent; 0 for never.
    context: literals that show that a passage is about the topic's counterpart ("federal immigration").
    levers, lever_notes: what the levers of a place bear on here, and their limits by state.
    """

    id: str
    version: str
    title: str
    describes: str
    conducts: tuple[Conduct, ...]
    exceptions: tuple[ExceptionKind, ...]
    features: tuple[Feature, ...]
    source_kinds: tuple[SourceKind, ...]
    agency_kinds: tuple[AgencyKind, ...]
    caveats: tuple[Caveat, ...]
    precedents: tuple[Precedent, ...]
    resources: tuple[Resource, ...]
    gate: tuple[str, ...]
    silent_below: float = 0.0
    context: tuple[str, ...]
    cues: tuple[CueSet, ...]
    levers: tuple[LeverUse, ...] = ()
    lever_notes: tuple[LeverNote, ...] = ()

    def source_kind(self, kind: str) -> SourceKind | None:
        """The source kind of that id, or None."""
        return next((item for item in self.source_kinds if item.id == kind), None)

    def roles_of(self, agency_kind: str) -> tuple[str, ...]:
        """Roles under which an agency of that kind may be bound; () for an unknown kind."""
        return next((item.roles for item in self.agency_kinds if item.id == agency_kind), ())

    def conduct(self, conduct_id: str) -> Conduct:
        """The conduct of that id; raises KeyError."""
        for item in self.conducts:
            if item.id == conduct_id:
                return item
        raise KeyError(conduct_id)
