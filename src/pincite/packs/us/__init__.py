"""What is known of local government in the United States: places, and the agencies they are taken to have."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import msgspec
import yaml

from pincite.errors import ImpossibleValueError, PackError
from pincite.model.registry import PlaceRegistry, RegisteredPlace

_FILE = "agencies.yaml"
_PLACES = "places"
_NOT_LISTED = "Its ocd_id is made by the rules for such ids and is not a published one."


class KindPattern(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a kind of place is told from its name. states: USPS codes where it holds, () for all."""

    kind: str
    pattern: str
    states: tuple[str, ...]


class AgencySeed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An agency that a place is taken to have; ``{name}`` and ``{full}`` stand for the place's names."""

    id: str
    name: str
    kind: str
    keeps_jail: bool = False
    lock_up: str = "no"


class PlaceSeed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The agencies of all places of these kinds."""

    places: tuple[str, ...]
    agencies: tuple[AgencySeed, ...]


class Provenance(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a fact is from. as_of: ISO day or month; confidence: high, medium or low."""

    source: str
    as_of: str
    confidence: str


class AgencyException(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What differs in some states. places: kinds, () for all; without: ids of agencies that are not there.

    no_jail: ids of agencies that keep no jail there; adds: agencies that are there besides.
    """

    id: str
    states: tuple[str, ...]
    known: Provenance
    places: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    no_jail: tuple[str, ...] = ()
    adds: tuple[AgencySeed, ...] = ()


class RegionalJail(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One jail of several places. members: their ocd_ids."""

    id: str
    name: str
    members: tuple[str, ...]
    known: Provenance


class MunicipalRules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whose an agency is that is listed with a municipality. places: kinds of places that are one.

    own_kinds: kinds of agencies that are its own unless their name says a county. named_kinds: its own where their name
    is its name. state_kinds: the state's. county_words: pattern of a county's agency. united: of a city that is its
    county too.
    """

    places: tuple[str, ...]
    own_kinds: tuple[str, ...]
    named_kinds: tuple[str, ...]
    state_kinds: tuple[str, ...]
    county_words: str
    united: str


class AgencyRules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of ``agencies.yaml``. made_up: state codes that are never real; other_kind: where no pattern matches.

    registered: the kind that a kind of the registry is treated as, where they differ. corrections: the name of the
    state's corrections department where it keeps the jails.
    """

    territories: tuple[str, ...]
    made_up: tuple[str, ...]
    kinds: tuple[KindPattern, ...]
    other_kind: str
    registered: dict[str, str]
    known: Provenance
    seeds: tuple[PlaceSeed, ...]
    corrections: dict[str, str]
    exceptions: tuple[AgencyException, ...]
    regional_jails: tuple[RegionalJail, ...]
    municipal: MunicipalRules


@cache
def load_agency_rules() -> AgencyRules:
    """The rules of ``agencies.yaml``; raises PackError with the field at fault."""
    text = files(__package__).joinpath(_FILE).read_text("utf-8")
    try:
        return msgspec.convert(yaml.load(text, Loader=yaml.CSafeLoader), AgencyRules)
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        raise PackError(
            str(error), where=f"packs/us/{_FILE}", way_out="Mend the line or field that it names."
        ) from None


@cache
def load_places() -> PlaceRegistry:
    """The registry: states, D.C., territories, counties and their equals; raises PackError with the row at fault."""
    states = tuple(_read_states())
    parents = {place.state: place.ocd_id for place in states}
    counties = {place.ocd_id: place for place in _read_counties(parents)}
    places = (*(counties.get(place.ocd_id, place) for place in states), *counties.values())
    other = {place.geoid: place.ocd_id for place in states if place.ocd_id in counties}
    try:
        return PlaceRegistry(places=tuple(dict.fromkeys(places)), other_geoids=other)
    except ImpossibleValueError as error:
        raise _faulty(_PLACES, error) from None


def _read_states() -> Iterator[RegisteredPlace]:
    for line, (geoid, state, kind, name, ocd_id) in _read_rows("states.csv", width=5):
        yield _make_place(line, [ocd_id, geoid, name, kind, state, ""])


def _read_counties(parents: dict[str, str]) -> Iterator[RegisteredPlace]:
    """Counties in the states given by code; D.C. is its own state and is in nothing."""
    for line, (geoid, state, kind, name, ocd_id, listed) in _read_rows("counties.csv", width=6):
        parent = "" if kind == "district" else parents.get(state, state)
        note = "" if listed == "yes" else _NOT_LISTED
        yield _make_place(line, [ocd_id, geoid, name, kind, state, parent], note=note)


def _make_place(where: str, row: list[str], *, note: str = "") -> RegisteredPlace:
    ocd_id, geoid, name, kind, state, parent = row
    try:
        return RegisteredPlace(ocd_id=ocd_id, geoid=geoid, name=name, kind=kind, state=state, parent=parent, note=note)
    except ImpossibleValueError as error:
        raise _faulty(where, error) from None


def _read_rows(name: str, *, width: int) -> Iterator[tuple[str, list[str]]]:
    """Rows without the head, each with its file and line."""
    text = files(__package__).joinpath(_PLACES, name).read_text("utf-8")
    for number, row in enumerate(csv.reader(text.splitlines()), start=1):
        where = f"{_PLACES}/{name}:{number}"
        if len(row) != width:
            raise _faulty(where, f"{len(row)} columns, not {width}")
        if number > 1:
            yield where, row


def _faulty(where: str, what: object) -> PackError:
    return PackError(str(what), where=f"packs/us/{where}", way_out="Make it anew: python tools/make_places.py.")
