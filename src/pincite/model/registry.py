"""The registry of places: states, counties and their equals, with containment, look-up and "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz import fuzz, process

from pincite.errors import ImpossibleValueError
from pincite.model.place_names import COUNTY_LIKE, PlaceName, parse_place_name

STATE_KINDS = frozenset({"state", "district", "territory"})
COUNTY_KINDS = frozenset(
    {
        "county",
        "parish",
        "borough",
        "census-area",
        "municipality",
        "independent-city",
        "planning-region",
        "district",
    }
)
_GEOID_LENGTHS = {0, 2, 5, 7, 10}
_NEAR = 75.0
_MANY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredPlace:
    """One place. ocd_id: its Open Civic Data id. geoid: the Census Bureau's digits, "" where there are none.

    kind: state, district, territory, county, parish, borough, census-area, municipality, independent-city,
    planning-region, city, town ... state: USPS code. parent: ocd_id of the place that contains it, "" for none.
    note: what to know of it, "" for nothing.
    """

    ocd_id: str
    geoid: str
    name: str
    kind: str
    state: str
    parent: str
    note: str = ""

    def __post_init__(self) -> None:
        if not self.ocd_id or not self.name:
            raise ImpossibleValueError(f"place {self.ocd_id or self.name!r}: a place has an id and a name")
        if self.parent == self.ocd_id:
            raise ImpossibleValueError(f"place {self.ocd_id}: it is contained in itself")
        if len(self.geoid) not in _GEOID_LENGTHS or (self.geoid and not _is_digits(self.geoid)):
            raise ImpossibleValueError(f"place {self.ocd_id}: {self.geoid!r} is no GEOID")

    @property
    def label(self) -> str:
        """The name with its state, as "Alder County, XM"; a state's name alone."""
        return self.name if self.kind in STATE_KINDS else f"{self.name}, {self.state}"


@dataclass(frozen=True, kw_only=True)
class PlaceRegistry:
    """All places that are known. other_geoids: further GEOIDs of a place, each with the place's ocd_id."""

    places: tuple[RegisteredPlace, ...]
    other_geoids: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _check_unique((place.ocd_id for place in self.places), "id")
        _check_unique([*(place.geoid for place in self.places if place.geoid), *self.other_geoids], "GEOID")
        for geoid, ocd_id in self.other_geoids.items():
            if ocd_id not in self._by_id:
                raise ImpossibleValueError(f"GEOID {geoid}: it is of an unknown place {ocd_id}")
        for place in self.places:
            self._check_containment(place)

    def _check_containment(self, place: RegisteredPlace) -> None:
        seen, inner = {place.ocd_id}, place
        while inner.parent:
            if inner.parent not in self._by_id:
                raise ImpossibleValueError(f"place {place.ocd_id}: it is in an unknown place {inner.parent}")
            if inner.parent in seen:
                raise ImpossibleValueError(f"place {place.ocd_id}: it is contained in itself, by {inner.ocd_id}")
            seen.add(inner.parent)
            inner = self._by_id[inner.parent]

    @cached_property
    def _by_id(self) -> dict[str, RegisteredPlace]:
        return {place.ocd_id: place for place in self.places}

    @cached_property
    def _by_geoid(self) -> dict[str, RegisteredPlace]:
        own = {place.geoid: place for place in self.places if place.geoid}
        return own | {geoid: self._by_id[ocd_id] for geoid, ocd_id in self.other_geoids.items()}

    @cached_property
    def _by_name(self) -> dict[str, tuple[RegisteredPlace, ...]]:
        found: dict[str, dict[str, RegisteredPlace]] = {}
        for place in self.places:
            named = parse_place_name(place.name)
            for key in (named.full, named.bare, *((place.state.lower(),) if place.kind in STATE_KINDS else ())):
                found.setdefault(key, {})[place.ocd_id] = place
        return {key: tuple(named.values()) for key, named in found.items()}

    @cached_property
    def _states_by_name(self) -> dict[str, str]:
        states = [place for place in self.places if place.kind in STATE_KINDS]
        return {key: place.state for place in states for key in (place.state.lower(), place.name.lower())}

    def by_geoid(self, geoid: str) -> RegisteredPlace:
        """The place of that GEOID ("06", "06059"); raises KeyError."""
        return self._by_geoid[geoid]

    def by_id(self, ocd_id: str) -> RegisteredPlace:
        """The place of that Open Civic Data id; raises KeyError."""
        return self._by_id[ocd_id]

    def states(self) -> tuple[RegisteredPlace, ...]:
        """States, the District of Columbia and territories."""
        return tuple(place for place in self.places if place.kind in STATE_KINDS)

    def counties(self, state: str = "") -> tuple[RegisteredPlace, ...]:
        """Counties and their equals, of one state (USPS code) or of all; D.C. is a state and a county's equal."""
        wanted = state.upper()
        return tuple(
            place
            for place in self.places
            if place.kind in COUNTY_KINDS and len(place.geoid) == 5 and wanted in ("", place.state)
        )

    def containers(self, ocd_id: str) -> tuple[RegisteredPlace, ...]:
        """The places that contain this one, the nearest first; raises KeyError."""
        place = self._by_id[ocd_id]
        found: list[RegisteredPlace] = []
        while place.parent:
            place = self._by_id[place.parent]
            found.append(place)
        return tuple(found)

    def find(self, name: str, state: str = "") -> tuple[RegisteredPlace, ...]:
        """Every place of that name, of one state (code or name) or of all; () where there is none.

        Capitals, accents, spaces, "Saint" and the word for the kind do not matter, but a county and a city of one
        name stay two places: "Baltimore County" is one, "Baltimore" both. The state may follow a comma.
        """
        head, code = self.split_state(name)
        asked = self._state_code(state) or code
        named = parse_place_name(head if code else name)
        exact = self._named(named.full, asked)
        return exact or tuple(place for place in self._named(named.bare, asked) if _fits(place, named))

    def split_state(self, text: str) -> tuple[str, str]:
        """ "Orange County, CA" as name and USPS code; the code is "" where no known state follows a comma."""
        head, _, tail = text.rpartition(",")
        code = self._states_by_name.get(tail.strip().lower(), "") if head.strip() else ""
        return (head.strip(), code) if code else (text.strip(), "")

    def _state_code(self, state: str) -> str:
        return self._states_by_name.get(state.strip().lower(), state.strip().upper())

    def _named(self, key: str, state: str) -> tuple[RegisteredPlace, ...]:
        return tuple(place for place in self._by_name.get(key, ()) if state in ("", place.state))

    def suggest(self, text: str, state: str = "") -> tuple[str, ...]:
        """Names with state that come near, the best first, at most five: for "did you mean"."""
        head, code = self.split_state(text)
        asked = self._state_code(state) or code
        labels = {place.label: _fold_label(place, asked) for place in self.places if asked in ("", place.state)}
        wanted = parse_place_name(head).bare if asked else parse_place_name(text).full
        near = process.extract(wanted, labels, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=_MANY)
        return tuple(label for _, _, label in near)


def _fold_label(place: RegisteredPlace, state: str) -> str:
    named = parse_place_name(place.name)
    return named.bare if state else named.full


def _fits(place: RegisteredPlace, named: PlaceName) -> bool:
    """Whether the word for the kind in a name allows this place: any, or both county or both city."""
    return not named.kind_word or (named.kind_word in COUNTY_LIKE) == (
        place.kind in COUNTY_KINDS - {"independent-city"}
    )


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _check_unique(values: Iterable[str], noun: str) -> None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise ImpossibleValueError(f"{noun} {value} stands twice in the registry of places")
        seen.add(value)
