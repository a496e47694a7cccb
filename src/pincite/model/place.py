"""The place that is assessed: jurisdiction, agencies, files, attested searches and observations."""

from __future__ import annotations

from dataclasses import dataclass

from pincite.errors import ImpossibleValueError
from pincite.model.law import Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """A body that acts under the jurisdiction. kind: an agency-kind id of the topic.

    keeps_jail: it keeps the jail that takes the place's arrestees. lock_up: "yes", "no" or "unknown".
    assumed: seeded by rule, nobody has confirmed it. asked: False keeps it out of every question.
    """

    id: str
    name: str
    kind: str
    keeps_jail: bool = False
    lock_up: str = "no"
    assumed: bool = False
    asked: bool = True

    def __post_init__(self) -> None:
        if self.lock_up not in {"yes", "no", "unknown"}:
            raise ImpossibleValueError(f"agency {self.id}: lock_up is yes, no or unknown, not {self.lock_up!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFile:
    """What a person knows about one file; every field may stay "" and is then read from the text.

    binds: agency ids, ("all",) for every agency of the place, or None where it is not said.
    adopted: ISO day, needed where the text counts its effective date from adoption.
    """

    file: str
    issuer: str = ""
    level: str = ""
    kind: str = ""
    binds: tuple[str, ...] | None = None
    own_of: tuple[str, ...] | None = None
    status: str = ""
    in_force_from: str = ""
    in_force_to: str = ""
    adopted: str = ""
    text_date: str = ""
    whole: bool | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttestedSearch:
    """A person's word that a kind of source was looked at. kind: source-kind id; level or agency narrow it."""

    kind: str
    by: str
    on_date: str
    level: str = ""
    agency: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """A sourced fact on practice. conduct and shows are ids of the topic ("declines", "complies",
    "agreement-in-force", "informs", "identifies" ...). confidence: high, medium or low.
    """

    agency: str
    conduct: str
    shows: str
    source: str
    on_date: str
    confidence: str = "medium"
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A jurisdiction with what a person said about it. kind: county, city, village, town, state ...

    state: USPS code. as_of: ISO valuation date. state_law_supplied: none, part or whole, "" to tell from the files.
    """

    name: str
    state: str
    kind: str
    as_of: str
    agencies: tuple[Agency, ...] = ()
    files: tuple[PlaceFile, ...] = ()
    attested_searches: tuple[AttestedSearch, ...] = ()
    observations: tuple[Observation, ...] = ()
    state_law_supplied: str = ""

    def agency(self, agency_id: str) -> Agency:
        """The agency of that id; raises KeyError."""
        for agency in self.agencies:
            if agency.id == agency_id:
                return agency
        raise KeyError(agency_id)
