"""Looked-up places as people and programs read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pincite.errors import UsageError
from pincite.model.registry import RegisteredPlace
from pincite.packs.us import Provenance, load_places
from pincite.workflow.place import get_state, name_registered
from pincite.workflow.places import describe_none, find_containers, get_by_number
from pincite.workflow.seeding import Assumption, find_absent, find_assumed


def find_places(query: str, *, state: str = "") -> tuple[RegisteredPlace, ...]:
    """Places by name, GEOID or Open Civic Data id; without a query the counties of the state.

    Raises UsageError where nothing is found, with what may be meant.
    """
    code = get_state(state) if state else ""
    if not query.strip():
        return _find_all(code)
    by_number = get_by_number(query.strip())
    if by_number is None:
        found = load_places().find(query, code)
        if not found:
            raise describe_none(query, state=code)
        return found
    if code not in ("", by_number.state):
        raise UsageError(f"{query.strip()} is {by_number.label}.", way_out="Leave --state out or correct it.")
    return (by_number,)


def _find_all(state: str) -> tuple[RegisteredPlace, ...]:
    if not state:
        way_out = 'Write a name, a GEOID or an id, for example: pincite places "Orange County, CA".'
        raise UsageError("it is not said which place is looked up.", way_out=way_out)
    found = load_places().counties(state)
    if not found:
        raise UsageError(f"the registry holds no counties of {state}.", way_out="It holds those of 50 states and D.C.")
    return found


def describe_place(place: RegisteredPlace) -> dict[str, Any]:
    """A place with its containment and assumed agencies, for JSON."""
    return {
        "ocd_id": place.ocd_id,
        "geoid": place.geoid,
        "name": place.name,
        "kind": place.kind,
        "state": place.state,
        "within": list(find_containers(place)),
        "note": place.note,
        "agencies": [_describe_agency(item) for item in find_assumed(name_registered(place))],
        "absent": [
            {"ids": list(item.without), **_describe_source(item.known)} for item in find_absent(name_registered(place))
        ],
    }


def _describe_agency(item: Assumption) -> dict[str, Any]:
    agency, known = item.agency, item.known
    return {
        "id": agency.id,
        "name": agency.name,
        "kind": agency.kind,
        "keeps_jail": agency.keeps_jail,
        "serves": list(agency.serves),
        "assumed": agency.assumed,
        **_describe_source(known),
    }


def _describe_source(known: Provenance) -> dict[str, str]:
    return {"source": known.source, "as_of": known.as_of, "confidence": known.confidence}


def render_place_list(places: Sequence[RegisteredPlace]) -> str:
    """One line a place: GEOID, name, kind."""
    return "".join(f"{place.geoid}  {place.label}  ({place.kind})\n" for place in places)


def render_places(places: Sequence[RegisteredPlace]) -> str:
    """Each place with its ids, containment and agencies; where there are many, one line each."""
    if len(places) > 5:
        return render_place_list(places)
    return "\n".join("\n".join(_lines(place)) + "\n" for place in places)


def _lines(place: RegisteredPlace) -> Iterator[str]:
    registry = load_places()
    within = ", ".join(registry.by_id(item).label for item in find_containers(place))
    yield f"{place.label}  ({place.kind})"
    yield f"  GEOID    {place.geoid or '-'}"
    yield f"  id       {place.ocd_id}"
    yield f"  within   {within or '-'}"
    if place.note:
        yield f"  note     {place.note}"
    assumed = find_assumed(name_registered(place))
    yield "  agencies, all assumed until a person confirms them:" if assumed else "  agencies: none is assumed"
    for item in assumed:
        jail = ", keeps the jail" if item.agency.keeps_jail else ""
        yield f"    {item.agency.name} ({item.agency.kind}{jail})"
    for absent in find_absent(name_registered(place)):
        yield f"  not here {', '.join(absent.without)}: {_source(absent.known)}"
    for source in dict.fromkeys(_source(item.known) for item in assumed):
        yield f"  source   {source}"


def _source(known: Provenance) -> str:
    return f"{known.source} ({known.as_of}, confidence {known.confidence})"
