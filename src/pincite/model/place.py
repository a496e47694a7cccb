"""The place that is assessed: jurisdiction, agencies, files, attested searches and observations."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from pincite.errors import ImpossibleValueError
from pincite.model.law import Citation, Injunction


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """A body that acts under the jurisdiction. kind: an agency-kind id of the topic.

    keeps_jail: it keeps the jail that takes the place's arrestees. lock_up: "yes", "no" or "unknown".
    assumed: seeded by rule, nobody has confirmed it. asked: False keeps it out of every question.
    serves: ocd_ids of the places of a regional jail or another shared agency, () where it serves this place alone.
    """

    id: str
    name: str
    kind: str
    keeps_jail: bool = False
    lock_up: str = "no"
    assumed: bool = False
    asked: bool = True
    serves: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.lock_up not in {"yes", "no", "unknown"}:
            raise ImpossibleValueError(f"agency {self.id}: lock_up is yes, no or unknown, not {self.lock_up!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFile:
    """What a person knows about one file; every field may stay "" and is then read from the text.

    binds: agency ids, ("all",) for every agency of the place, or None where it is not said.
    adopted: ISO day, needed where the text counts its effective date from adoption. version_of: name of the file that
    holds the version before this one. enjoined: what courts keep from being enforced.
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
    version_of: str = ""
    enjoined: tuple[Injunction, ...] = ()
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

    @property
    def is_named(self) -> bool:
        """Whether somebody stands behind it: ``by`` holds a name."""
        return any(char.isalpha() for char in self.by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """A sourced fact on practice. conduct and shows are ids of the topic ("declines", "complies",
    "agreement-in-force", "informs", "identifies" ...). confidence: high, medium or low.

    on_date: ISO day from which it is so. listed_on: day of the list that shows it still, "" where it is from none.
    """

    agency: str
    conduct: str
    shows: str
    source: str
    on_date: str
    confidence: str = "medium"
    citations: tuple[Citation, ...] = ()
    listed_on: str = ""

    @property
    def seen_on(self) -> str:
        """The last day (ISO) on which its source shows it."""
        return max(self.listed_on, self.on_date)


@dataclass(frozen=True, slots=True, kw_only=True)
class LandscapeFact:
    """A person's word on an item of the standard's landscape. on_date: ISO day; source: "" where none is named."""

    item: str
    says: str
    by: str
    on_date: str
    source: str = ""

    def __post_init__(self) -> None:
        if not self.says.strip() or not self.by.strip():
            raise ImpossibleValueError(f"landscape {self.item}: says and by are needed: who says what")
        try:
            date.fromisoformat(self.on_date)
        except ValueError:
            raise ImpossibleValueError(f"landscape {self.item}: {self.on_date!r} is no day of the calendar") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A jurisdiction with what a person said about it. kind: county, city, village, town, state ...

    state: USPS code. as_of: ISO valuation date. state_law_supplied: none, part or whole, "" to tell from the files.
    ocd_id, geoid: Open Civic Data id and Census Bureau's digits, "" where not said. within: ocd_ids of the places
    that contain it, the nearest first: counties, then the state. landscape: who holds the levers, as people say.
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
    ocd_id: str = ""
    geoid: str = ""
    within: tuple[str, ...] = ()
    landscape: tuple[LandscapeFact, ...] = ()

    def __post_init__(self) -> None:
        if self.ocd_id and self.ocd_id in self.within:
            raise ImpossibleValueError(f"place {self.ocd_id}: it is contained in itself")

    def on_day(self, day: str) -> Place:
        """The place asked about another day (ISO), without the searches that tell nothing of that day.

        A look at a kind of source tells what it says from the day of the look on, or from the place's own ``as_of``
        where that is earlier; on the days before nobody looked.
        """
        told = tuple(item for item in self.attested_searches if self.counts_from(item) <= day)
        return replace(self, as_of=day, attested_searches=told)

    def counts_from(self, search: AttestedSearch) -> str:
        """The first day (ISO) that an attested search tells of."""
        return min(search.on_date, self.as_of)

    def agency(self, agency_id: str) -> Agency:
        """The agency of that id; raises KeyError."""
        for agency in self.agencies:
            if agency.id == agency_id:
                return agency
        raise KeyError(agency_id)
