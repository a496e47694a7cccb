"""The government that an agency is of, as a letter is addressed; a place to fill where nobody knows it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pincite.drafting.words import blank
from pincite.model.place import Agency, Place
from pincite.packs.us import load_places
from pincite.packs.us.belonging import Belonging, find_belonging

_COUNTY = re.compile(r"(?:The )?(?P<county>(?:[A-Z][\w.'’-]* )+(?:County|Parish))\b")


def find_government(agency: Agency, place: Place, *, state: str) -> str:
    """ "Alder County, XM" for the county's jail of a city there. state: the state's name, or its code."""
    whose = find_belonging(agency, place)
    if whose is Belonging.OWN:
        return f"{place.name}, {place.state}"
    if whose is Belonging.STATE:
        return state
    if whose is Belonging.UNKNOWN:
        return f"{blank('government')}, {place.state}"
    named = _COUNTY.match(agency.name)
    counties = [named["county"]] if named else list(_find_counties(place))
    return f"{counties[0]}, {place.state}" if len(counties) == 1 else f"{blank('county')}, {place.state}"


def _find_counties(place: Place) -> Iterator[str]:
    """The names of the counties that the place is said to lie in."""
    counties = {item.ocd_id: item.name for item in load_places().counties()}
    return (counties[ocd_id] for ocd_id in place.within if ocd_id in counties)
