"""Whether two names name one place, and which agency of a place a name is of."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from pincite.model.place import Agency, Place
from pincite.packs.us.belonging import is_united

_ALIKE = 86
_SAME_NAME = 90
_GENERIC = re.compile(
    r"\b(?:city and county|county|parish|borough|city|town|township|village|of|the|board|council"
    r"|commissioners|supervisors|trustees|police|department|sheriff'?s?|office|metropolitan)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(r"\b(?:police|department|sheriff'?s?|office)\b", re.IGNORECASE)


def is_same_place(first: str, second: str) -> bool:
    """Whether two names name one place: the same proper name, and county is not city."""
    one, two = _proper(first), _proper(second)
    if not one or not two:
        return False
    counties = "county" in first.lower(), "county" in second.lower()
    if counties[0] != counties[1] and not (is_united(first) or is_united(second)):
        return False
    return one == two or bool(re.search(rf"\b{re.escape(two)}\b", one))


def is_government(name: str, place: Place) -> bool:
    """Whether a name is the place's own or that of its governing body, and of no office of it."""
    return not _OFFICE.search(name) and is_same_place(name, place.name) and _proper(name) == _proper(place.name)


def find_issuing_agency(issuer: str, issuing_place: str, place: Place) -> Agency | None:
    """The agency that issued a policy: its kind and name agree, and it is of this place or of the same other one."""
    for agency in place.agencies:
        alike = fuzz.token_set_ratio(issuer.lower(), agency.name.lower()) >= _ALIKE
        if _is_there(agency, issuing_place, place) and alike and agency.kind in issuer.lower():
            return agency
    return None


def find_named(name: str, named_place: str, *, kind: str, place: Place) -> Agency | None:
    """The one agency of that name, letters misread aside, else the one of that kind; None for none or several.

    named_place: the place that the name is of. kind: as the name tells it, "" where it tells none.
    """
    there = [agency for agency in place.agencies if _is_there(agency, named_place, place)]
    called = [item for item in there if fuzz.token_sort_ratio(name.lower(), item.name.lower()) >= _SAME_NAME]
    found = called or [item for item in there if kind and item.kind == kind]
    return found[0] if len(found) == 1 else None


def _is_there(agency: Agency, named_place: str, place: Place) -> bool:
    return is_same_place(named_place, place.name) or is_same_place(named_place, agency.name)


def _proper(name: str) -> str:
    return " ".join(_GENERIC.sub(" ", name).lower().split())
