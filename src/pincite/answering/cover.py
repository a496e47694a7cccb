"""The smallest set that covers everything: an exact search, the same whatever the order of what comes in."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field

Cost = Callable[[frozenset[str]], tuple[object, ...]]
NODES = 200_000


@dataclass(slots=True)
class _Search:
    """covers: offer -> what it covers, merged to numbers. cost: orders sets of one size. nodes: how many were tried."""

    covers: Mapping[str, frozenset[int]]
    cost: Cost
    limit: int
    best: frozenset[str]
    nodes: int = 0
    seen: set[frozenset[str]] = field(default_factory=set)

    def visit(self, chosen: frozenset[str], left: frozenset[int]) -> None:
        """Try every way to go on from ``chosen``; what is still ``left`` decides which offers are tried."""
        self.nodes += 1
        if not left:
            self.best = min(self.best, chosen, key=self._key)
            return
        if self.nodes > self.limit or len(chosen) + self._least_more(left) > len(self.best):
            return
        scarce = min(left, key=lambda number: (len(self._offering(number)), number))
        for offer in self._offering(scarce):
            grown = chosen | {offer}
            if grown not in self.seen:
                self.seen.add(grown)
                self.visit(grown, left - self.covers[offer])

    def _least_more(self, left: frozenset[int]) -> int:
        """How many more offers are needed at the very least."""
        most = max(len(covered & left) for covered in self.covers.values())
        return -(-len(left) // most)

    def _offering(self, number: int) -> list[str]:
        return sorted(offer for offer, covered in self.covers.items() if number in covered)

    def _key(self, chosen: frozenset[str]) -> tuple[object, ...]:
        return (len(chosen), *self.cost(chosen), sorted(chosen))


def find_smallest_cover(
    covers: Mapping[str, frozenset[Hashable]], *, cost: Cost, limit: int = NODES
) -> tuple[frozenset[str], bool]:
    """The fewest offers that cover all that any offer covers, and whether the search was exact.

    Among sets of one size the least ``cost`` wins, then the ids. Beyond ``limit`` steps the best found so far is given.
    """
    merged = _merge(covers)
    if not merged:
        return frozenset(), True
    search = _Search(covers=merged, cost=cost, limit=limit, best=_find_greedy(merged))
    search.visit(frozenset(), frozenset().union(*merged.values()))
    return search.best, search.nodes <= limit


def _merge(covers: Mapping[str, frozenset[Hashable]]) -> dict[str, frozenset[int]]:
    """The same covers in numbers, things that the same offers cover taken as one; offers of nothing are left out."""
    things = {thing for covered in covers.values() for thing in covered}
    by_offers = sorted({tuple(sorted(offer for offer in covers if thing in covers[offer])) for thing in things})
    merged = {
        offer: frozenset(number for number, offers in enumerate(by_offers) if offer in offers)
        for offer in sorted(covers)
    }
    return {offer: covered for offer, covered in merged.items() if covered}


def _find_greedy(covers: Mapping[str, frozenset[int]]) -> frozenset[str]:
    """A cover to begin with: always the offer that covers the most of what is left."""
    left = frozenset().union(*covers.values())
    chosen: set[str] = set()
    while left:
        offer = min(covers, key=lambda item: (-len(covers[item] & left), item))
        chosen.add(offer)
        left -= covers[offer]
    return frozenset(chosen)
