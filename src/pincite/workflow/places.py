"""Places looked up in the registry: by GEOID, by Open Civic Data id and by name, with "did you mean"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pincite.errors import UsageError
from pincite.model.place import Place
from pincite.model.registry import PlaceRegistry, RegisteredPlace
from pincite.packs.us import load_agency_rules, load_places
from pincite.topics.problems import Fault

_OCD = "ocd-division/"
_CITY_LIKE = frozenset({"independent-city", "municipality", "district"})
_LENGTHS = {
    2: "a state",
    5: "a county or its equal",
    7: "a city or town",
    10: "a town or township",
}


def get_by_number(text: str) -> RegisteredPlace | None:
    """The place of a GEOID or Open Civic Data id; None where ``text`` is neither.

    A city's or town's Open Civic Data id need not be in the registry: its name is read from it, and what contains it.
    Raises UsageError for an unknown one, with what may be meant.
    """
    if text.startswith(_OCD):
        return _get_by_ocd_id(text)
    return _get_by_geoid(text) if text.isascii() and text.isdigit() else None


def find_state(text: str) -> RegisteredPlace | None:
    """The state, district or territory of that name; None for any other text."""
    named = (place for place in load_places().states() if place.name.casefold() == text.casefold())
    return next(named, None)


def find_named(name: str, state: str, *, kind: str) -> RegisteredPlace | None:
    """The registered place of that name in a state; None for a city or town and in states that do not exist.

    kind: as guessed from the name. Raises UsageError for a county that the state does not have.
    """
    if state in load_agency_rules().made_up:
        return None
    registry = load_places()
    if state == "DC":
        return registry.find(state)[0]
    county = kind == "county"
    both = " and county of " in f" {name.lower()}"
    for place in registry.find(name, state):
        if both or (place.kind in _CITY_LIKE) != county:
            return place
    if county and registry.counties(state):
        way_out = _did_you_mean(registry, name, state)
        raise UsageError(f"{_state_name(registry, state)} has no {name}.", way_out=way_out)
    return None


def find_containers(place: RegisteredPlace) -> tuple[str, ...]:
    """The ocd_ids of what contains a place, registered itself or not, the nearest first."""
    if not place.parent:
        return ()
    return (place.parent, *(item.ocd_id for item in load_places().containers(place.parent)))


def find_within(place: Place) -> tuple[str, ...]:
    """The ocd_ids of what contains a place, as far as its own ocd_id or geoid tells; () where they do not."""
    registry = load_places()
    known = next((item for item in registry.places if item.ocd_id == place.ocd_id), None)
    if known is None and place.ocd_id:
        known = _read_ocd_id(place.ocd_id, registry)
    if known is None and place.geoid:
        known = _get_nearest(place.geoid, registry)
        if known is not None and known.geoid != place.geoid:
            return (known.ocd_id, *find_containers(known))
    return find_containers(known) if known else ()


def find_id_faults(place: Place) -> Iterator[Fault]:
    """What is wrong with a place's ocd_id, geoid and within: nothing is looked up where none of them stands."""
    if place.geoid:
        yield from _find_geoid_faults(place)
    if place.ocd_id and not place.ocd_id.startswith(f"{_OCD}country:us/"):
        way_out = "Write it as ocd-division/country:us/state:ca/county:orange."
        yield Fault(("ocd_id",), f"{place.ocd_id!r} is no id of a place in the United States.", way_out)
    if place.state in load_agency_rules().made_up:
        return
    known = {item.ocd_id for item in load_places().places} if place.within else set()
    for index, ocd_id in enumerate(place.within):
        if ocd_id not in known:
            way_out = "Write ids of counties or states; look them up with: pincite places NAME."
            yield Fault(("within", index), f"unknown place {ocd_id!r}.", way_out)


def describe_none(query: str, *, state: str = "") -> UsageError:
    """The error for a look-up that found nothing."""
    registry = load_places()
    state = state or registry.split_state(query)[1]
    where = f" in {_state_name(registry, state)}" if state else ""
    return UsageError(f"no place {query!r} is known{where}.", way_out=_did_you_mean(registry, query, state))


def _get_by_geoid(geoid: str) -> RegisteredPlace:
    registry = load_places()
    try:
        return registry.by_geoid(geoid)
    except KeyError:
        pass
    if geoid.zfill(5) in {place.geoid for place in registry.counties()}:
        raise UsageError(f"{geoid} is no GEOID.", way_out=f"Did you mean {geoid.zfill(5)}?")
    if len(geoid) not in _LENGTHS:
        way_out = "A state has 2 digits (06), a county 5 (06059)."
        raise UsageError(f"{geoid} is no GEOID.", way_out=way_out)
    near = _get_nearest(geoid, registry)
    if near is None:
        raise UsageError(
            f"GEOID {geoid} is in no state.", way_out="Its first two digits are the state's, as 06 for CA."
        )
    if len(geoid) == 5:
        way_out = f"See them with: pincite places --state {near.state}."
        raise UsageError(f"{near.name} has no county of GEOID {geoid}.", way_out=way_out)
    what = f"GEOID {geoid} is of {_LENGTHS[len(geoid)]} in {near.label}, whose name is not in the registry."
    way_out = f'Give the name with it, as --place "Town of NAME, {near.state} ({geoid})".'
    raise UsageError(what, way_out=way_out)


def _get_nearest(geoid: str, registry: PlaceRegistry) -> RegisteredPlace | None:
    """The place itself, else the county or state that the first digits of a GEOID name."""
    known = {place.geoid: place for place in registry.places} | {
        geoid: registry.by_id(ocd_id) for geoid, ocd_id in registry.other_geoids.items()
    }
    tries = (geoid, geoid[:5], geoid[:2]) if len(geoid) == 10 else (geoid, geoid[:2])
    return next((known[item] for item in tries if item in known), None)


def _get_by_ocd_id(ocd_id: str) -> RegisteredPlace:
    registry = load_places()
    try:
        return registry.by_id(ocd_id)
    except KeyError:
        pass
    made = _read_ocd_id(ocd_id, registry)
    if made is not None:
        return made
    slug = ocd_id.rpartition(":")[2]
    state = re.search(r"/(?:state|district|territory):(\w\w)(?:/|$)", ocd_id)
    way_out = _did_you_mean(registry, _unslug(slug), state[1].upper() if state else "")
    raise UsageError(f"no place has the id {ocd_id}.", way_out=way_out)


def _read_ocd_id(ocd_id: str, registry: PlaceRegistry) -> RegisteredPlace | None:
    """A city or town from its id, where what contains it is known; None for every other id."""
    parent, _, last = ocd_id.rpartition("/")
    kind, _, slug = last.partition(":")
    holders = [place for place in registry.places if place.ocd_id == parent]
    if kind != "place" or not slug or not holders:
        return None
    return RegisteredPlace(
        ocd_id=ocd_id, geoid="", name=_unslug(slug), kind="city", state=holders[0].state, parent=parent
    )


def _unslug(slug: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in slug.replace("~", "'").split("_"))


def _find_geoid_faults(place: Place) -> Iterator[Fault]:
    geoid = place.geoid
    if not (geoid.isascii() and geoid.isdigit() and len(geoid) in _LENGTHS):
        way_out = "Write 2 digits for a state, 5 for a county, 7 for a city, 10 for a town in a county, in quotes."
        yield Fault(("geoid",), f"{geoid!r} is no GEOID.", way_out)
        return
    near = _get_nearest(geoid, load_places())
    if place.state in load_agency_rules().made_up:
        if near is not None:
            way_out = "Take digits that no state begins with, as 99001, or leave it out."
            yield Fault(("geoid",), f"GEOID {geoid!r} is in {near.state}, not in {place.state}.", way_out)
        return
    if near is None or (len(geoid) == 5 and near.geoid != geoid):
        way_out = f"See those of the state with: pincite places --state {place.state}."
        yield Fault(("geoid",), f"unknown GEOID {geoid!r}.", way_out)
    elif near.state != place.state:
        yield Fault(("geoid",), f"GEOID {geoid!r} is in {near.state}, not in {place.state}.", "Correct one of the two.")


def _did_you_mean(registry: PlaceRegistry, name: str, state: str) -> str:
    near = registry.suggest(name, state)
    if near:
        return f"Did you mean {_either(near)}?"
    listed = f"See those of the state with: pincite places --state {state or 'XX'}."
    return f"The registry holds states and counties; cities and towns need not be in it. {listed}"


def _either(names: Iterable[str]) -> str:
    *first, last = names
    return f"{'; '.join(first)} or {last}" if first else last


def _state_name(registry: PlaceRegistry, state: str) -> str:
    return next((place.name for place in registry.states() if place.state == state), state)
