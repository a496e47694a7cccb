"""The body that a person names, among those that hold levers at a place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from pincite.model.law import Level
from pincite.model.lever import Effect, Lever, LeverKind

# Other names of the body that governs, by the level of its ordinances.
_GOVERNING = {
    Level.COUNTY: ("county board", "board of commissioners", "board of supervisors", "county commission"),
    Level.CITY: ("city council", "village board", "board of trustees", "town board", "board of aldermen"),
}
_GOVERNS = "contracting-body"
_SPLIT = re.compile(r"\s+(?:or|and)\s+|,\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body with its levers. names: as it is called here, then as bodies of its kind are called."""

    names: tuple[str, ...]
    levers: tuple[Lever, ...]

    @property
    def name(self) -> str:
        """As it is called at the place."""
        return self.names[0]

    @property
    def ruling(self) -> Lever | None:
        """Its lever that sets a rule and lasts longest, the verified ones first; None where it has none."""
        rules = [item for item in self.levers if item.effect is Effect.RULE]
        return min(rules, key=lambda item: (not item.is_verified, item.lasting.rank), default=None)


def find_bodies(levers: Sequence[Lever], kinds: Sequence[LeverKind]) -> tuple[Body, ...]:
    """The bodies that hold these levers, in the order of the levers."""
    by_kind = {item.id: item for item in kinds}
    grouped: dict[tuple[str, str], list[Lever]] = {}
    for lever in levers:
        alone = lever.id if by_kind[lever.of_kind].own else ""
        grouped.setdefault((lever.body, alone), []).append(lever)
    return tuple(
        Body(names=tuple(dict.fromkeys((body, *_other_names(held, by_kind)))), levers=tuple(held))
        for (body, _), held in grouped.items()
    )


def _other_names(held: Sequence[Lever], by_kind: Mapping[str, LeverKind]) -> Iterator[str]:
    """What bodies of its kind are called."""
    for kind in (by_kind[item.of_kind] for item in held):
        yield kind.body
        if _GOVERNS in kind.agency_kinds:
            yield from _GOVERNING.get(kind.level, ())


def match_bodies(wanted: str, bodies: Sequence[Body]) -> tuple[Body, ...]:
    """The bodies that a name may mean: by the whole name, else by all of its words; () for none."""
    words = _words(wanted)
    if not words:
        return ()
    exact = [body for body in bodies if any(_words(name) == words for name in _every(body))]
    held = [body for body in bodies if any(set(words) <= set(_words(name)) for name in body.names)]
    return tuple(exact or held)


def suggest_body(wanted: str, bodies: Sequence[Body]) -> str:
    """The way out for a name that no body here has: the nearest one, and all of them."""
    names = {name.lower(): body.name for body in bodies for name in _every(body)}
    near = get_close_matches(" ".join(_words(wanted)), names, n=1)
    known = f"Known here: {'; '.join(dict.fromkeys(body.name for body in bodies))}."
    return f'Did you mean "{names[near[0]]}"? {known}' if near else known


def _every(body: Body) -> Iterator[str]:
    """Its names, and each of those that one name joins: "County board or commissioners"."""
    for name in body.names:
        yield name
        yield from _SPLIT.split(name)


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", name.lower())
