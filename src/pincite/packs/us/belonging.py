"""Whose an agency is that is listed with a municipality: its own, the county's, the state's, or nobody knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from pincite.model.law import Level
from pincite.model.place import Agency, Place
from pincite.model.place_names import CITY_LIKE, fold_name, parse_place_name
from pincite.packs.us import load_agency_rules


class Belonging(StrEnum):
    """Whose an agency is, as far as its kind and its name tell."""

    OWN = "own"
    COUNTY = "county"
    STATE = "state"
    UNKNOWN = "unknown"


def find_belonging(agency: Agency, place: Place) -> Belonging:
    """Whose ``agency`` is among those listed with ``place``; a place that is no municipality owns all of its own."""
    rules = load_agency_rules().municipal
    if not is_municipality(place):
        return Belonging.OWN
    if agency.kind in rules.state_kinds:
        return Belonging.STATE
    name = fold_name(agency.name)
    if re.search(rules.county_words, name) and not re.search(rules.united, name):
        return Belonging.COUNTY
    if agency.kind in rules.own_kinds or (agency.kind in rules.named_kinds and _bears_name(name, place)):
        return Belonging.OWN
    return Belonging.UNKNOWN


def is_municipality(place: Place) -> bool:
    """Whether the place is a city, town or village inside a county, and not a county too."""
    rules = load_agency_rules().municipal
    return place.kind in rules.places and not is_united(place.name)


def is_united(name: str) -> bool:
    """Whether a name is that of a city that is its county too ("City and County of Elm")."""
    return bool(re.search(load_agency_rules().municipal.united, fold_name(name)))


def find_own(agencies: Sequence[Agency], place: Place) -> tuple[Agency, ...]:
    """Those of ``agencies`` that the place's own law reaches."""
    return tuple(item for item in agencies if find_belonging(item, place) is Belonging.OWN)


def is_beyond(agency: Agency, place: Place, *, level: Level) -> bool:
    """Whether a law of that level, made by a body of the place, cannot reach the agency, for it is another's."""
    return level is Level.CITY and find_belonging(agency, place) in (Belonging.COUNTY, Belonging.STATE)


def _bears_name(agency: str, place: Place) -> bool:
    """Whether the agency's folded name begins with the place's, after the word for its kind."""
    words = [word for word in agency.split() if word not in CITY_LIKE and word not in {"the", "of"}]
    bare = parse_place_name(place.name).bare
    return any("".join(words[:count]) == bare for count in range(1, len(words)))
