"""The counties that a cell or an agency's name is of: by rule and by known misspellings, never by likeness."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from pincite.errors import ImpossibleValueError
from pincite.model.place_names import fold_name
from pincite.model.registry import PlaceRegistry, RegisteredPlace

_BETWEEN = re.compile(r"\s*[;,/&\n]\s*|\s+and\s+", re.IGNORECASE)
_KIND_WORD = re.compile(r"\b(?:county|parish|borough)\b")


class CountyFinder:
    """Finds counties in one registry. misspelt: state -> county as written -> GEOID.

    made_up: codes of states that do not exist; they hold no county.
    """

    def __init__(
        self, registry: PlaceRegistry, *, misspelt: Mapping[str, Mapping[str, str]], made_up: Collection[str] = ()
    ) -> None:
        self._registry = registry
        self._counties = {place.ocd_id for place in registry.counties()}
        self._states = {place.name.casefold(): place for place in registry.states()}
        self._states |= {place.state.casefold(): place for place in registry.states()}
        self._states |= {code.casefold(): _make_up(code) for code in made_up}
        known = {state: {fold_name(text): geoid for text, geoid in names.items()} for state, names in misspelt.items()}
        self._misspelt = known
        if unknown := [geoid for names in known.values() for geoid in names.values() if not self._is_known(geoid)]:
            raise ImpossibleValueError(f"misspelt counties: {', '.join(unknown)} is no GEOID of the registry")

    def state(self, text: str) -> RegisteredPlace | None:
        """The state of that name or code, or None."""
        return self._states.get(" ".join(text.split()).casefold())

    def in_cell(self, text: str, state: str) -> tuple[str, ...]:
        """GEOIDs of the county or the counties that a cell names; () where any of them is not certain."""
        if whole := self._one(text, state):
            return (whole,)
        parts = [part for part in _BETWEEN.split(text) if part]
        found = [self._one(part, state) for part in parts] if len(parts) > 1 else []
        return tuple(dict.fromkeys(found)) if found and all(found) else ()

    def in_name(self, name: str, state: str) -> str:
        """GEOID of the county that an agency's name spells with its kind ("... Alder County ..."), or ""."""
        words = fold_name(name).split()
        for end, word in enumerate(words):
            if _KIND_WORD.fullmatch(word):
                for start in range(end):
                    if found := self._one(" ".join(words[start : end + 1]), state):
                        return found
        return ""

    def near(self, text: str, state: str) -> tuple[str, ...]:
        """Names of places that come near, for a person."""
        return self._registry.suggest(text, state) if text else ()

    def _one(self, text: str, state: str) -> str:
        known = self._misspelt.get(state, {}).get(fold_name(text))
        if known:
            return known
        found = {place.geoid for place in self._registry.find(text, state) if place.ocd_id in self._counties}
        return found.pop() if len(found) == 1 else ""

    def _is_known(self, geoid: str) -> bool:
        try:
            return bool(self._registry.by_geoid(geoid))
        except KeyError:
            return False


def _make_up(code: str) -> RegisteredPlace:
    return RegisteredPlace(
        ocd_id=f"ocd-division/country:us/state:{code.lower()}", geoid="", name=code, kind="state", state=code, parent=""
    )
