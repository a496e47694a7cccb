"""The agencies that a place is taken to have by rule, each with where the rule is from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pincite.model.place import Agency
from pincite.packs.us import AgencyException, AgencySeed, Provenance, RegionalJail, load_agency_rules


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlace:
    """What the rules look at. bare: the name without "City of" and the like; full: the whole name.

    kind: as in a place.yaml; detail: the registry's kind ("census-area"), where it has the place; ocd_id: "" or its id.
    """

    bare: str
    full: str
    kind: str
    state: str
    detail: str = ""
    ocd_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """An agency that a place is taken to have, and where that is from."""

    agency: Agency
    known: Provenance


def find_assumed(place: NamedPlace) -> tuple[Assumption, ...]:
    """The agencies by kind of place, then what differs in the state, then its regional jail."""
    rules = load_agency_rules()
    found = [
        Assumption(agency=_make_agency(item, place), known=rules.known)
        for seed in rules.seeds if place.kind in seed.places for item in seed.agencies
    ]  # fmt: skip
    for exception in rules.exceptions:
        if _applies(exception, place):
            found = [*_without(found, exception), *_added(exception, place)]
    return add_regional_jails(tuple(found), place.ocd_id, jails=rules.regional_jails)


def find_absent(place: NamedPlace) -> tuple[AgencyException, ...]:
    """The exceptions by which a place is taken to lack agencies that others of its kind have."""
    return tuple(item for item in load_agency_rules().exceptions if item.without and _applies(item, place))


def add_regional_jails(
    found: tuple[Assumption, ...], ocd_id: str, *, jails: tuple[RegionalJail, ...]
) -> tuple[Assumption, ...]:
    """With the jail that the place shares with others, which then is the one that takes its arrestees."""
    for jail in jails:
        if ocd_id in jail.members:
            agency = Agency(id=jail.id, name=jail.name, kind="jail", keeps_jail=True, assumed=True, serves=jail.members)
            others = tuple(replace(item, agency=replace(item.agency, keeps_jail=False)) for item in found)
            found = (*others, Assumption(agency=agency, known=jail.known))
    return found


def _applies(exception: AgencyException, place: NamedPlace) -> bool:
    kinds = {place.kind, place.detail}
    return place.state in exception.states and (not exception.places or bool(kinds & set(exception.places)))


def _without(found: list[Assumption], exception: AgencyException) -> Iterator[Assumption]:
    """What the exception leaves, with its own source where it takes the jail away."""
    for item in found:
        if item.agency.id in exception.without:
            continue
        if item.agency.id in exception.no_jail:
            yield Assumption(agency=replace(item.agency, keeps_jail=False), known=exception.known)
        else:
            yield item


def _added(exception: AgencyException, place: NamedPlace) -> Iterator[Assumption]:
    for item in exception.adds:
        yield Assumption(agency=_make_agency(item, place), known=exception.known)


def _make_agency(item: AgencySeed, place: NamedPlace) -> Agency:
    corrections = load_agency_rules().corrections.get(place.state, "")
    name = item.name.format(name=place.bare, full=place.full, corrections=corrections)
    return Agency(id=item.id, name=name, kind=item.kind, keeps_jail=item.keeps_jail, lock_up=item.lock_up, assumed=True)
