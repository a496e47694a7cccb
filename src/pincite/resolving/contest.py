"""Which of several provisions on one conduct decides, and what becomes of the others.

State law is a floor or a mandate for local law; among local texts the higher one controls; a permission forbids
nobody to limit himself. The order in which the candidates come never matters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pincite.model.law import MANDATES, Level, Rule, Scope
from pincite.resolving.candidates import Candidate


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """The provision that decides. preempted: lost to a state mandate. conflicts: contradict a higher text.

    partly: a mandate takes a part of the winner away; narrowed_by: its level. others: all but the winner, highest
    layer first.
    """

    winner: Candidate
    others: tuple[Candidate, ...] = ()
    preempted: tuple[Candidate, ...] = ()
    conflicts: tuple[Candidate, ...] = ()
    partly: bool = False
    narrowed_by: Level = Level.UNCLEAR

    @property
    def lost(self) -> tuple[Candidate, ...]:
        """Everything that a higher text sets aside."""
        return (*self.preempted, *self.conflicts)


def settle(candidates: Sequence[Candidate], as_of: str) -> Contest:
    """Settle between provisions on one conduct; there must be at least one."""
    protective = [item for item in candidates if item.is_protective]
    mandates = [item for item in candidates if item.provision.rule in MANDATES]
    free = [item for item in protective if not any(_beats(mandate, item) for mandate in mandates)]
    if free:
        return _protected(candidates, free, mandates, as_of)
    if protective:
        return _mandated(candidates, protective, mandates)
    winner = min(mandates, key=_mandate_order) if mandates else min(candidates, key=_permission_order)
    return Contest(winner=winner, others=_others(candidates, winner))


def _beats(mandate: Candidate, item: Candidate) -> bool:
    """A mandate beats what stands in a lower layer; a narrower one takes only its part."""
    return mandate.provision.scope is Scope.WHOLE and mandate.layer < item.layer


def _protected(
    candidates: Sequence[Candidate], free: Sequence[Candidate], mandates: Sequence[Candidate], as_of: str
) -> Contest:
    """The strictest limit wins: a floor may be gone beyond, never behind."""

    def strictest_first(item: Candidate) -> tuple[int, int, tuple[int, int], str]:
        ways_out = len(item.provision.live_alone(as_of))
        return (-_strictness(item), ways_out, item.layer, item.provision.id)

    winner = min(free, key=strictest_first)
    lower = (item for item in candidates if not item.is_protective and item.layer > winner.layer)
    above = [mandate for mandate in mandates if mandate.layer <= winner.layer]
    return Contest(
        winner=winner,
        others=_others(candidates, winner),
        conflicts=tuple(sorted(lower, key=_order)),
        partly=bool(above),
        narrowed_by=min(above, key=_order).instrument.level if above else Level.UNCLEAR,
    )


def _mandated(
    candidates: Sequence[Candidate], protective: Sequence[Candidate], mandates: Sequence[Candidate]
) -> Contest:
    """Every limit stands below a mandate that governs the whole conduct."""
    winner = min((item for item in mandates if any(_beats(item, low) for low in protective)), key=_mandate_order)
    lost = tuple(sorted(protective, key=_order))
    return Contest(
        winner=winner,
        others=_others(candidates, winner),
        preempted=lost if winner.is_state else (),
        conflicts=() if winner.is_state else lost,
    )


def _strictness(item: Candidate) -> int:
    """How far a limit goes: a whole one before a partial one, a prohibition before a limit."""
    whole = item.provision.scope is Scope.WHOLE
    return (2 if whole else 0) + (1 if item.provision.rule is Rule.PROHIBITS else 0)


def _others(candidates: Iterable[Candidate], winner: Candidate) -> tuple[Candidate, ...]:
    return tuple(sorted((item for item in candidates if item is not winner), key=_order))


def _order(item: Candidate) -> tuple[tuple[int, int], int, str]:
    return (item.layer, -_strictness(item) if item.is_protective else 0, item.provision.id)


def _mandate_order(item: Candidate) -> tuple[int, int, tuple[int, int], str]:
    """Mandates never contradict one another: a duty says more than a ban on limits, the whole more than a part."""
    return (
        0 if item.provision.rule is Rule.REQUIRES else 1,
        0 if item.provision.scope is Scope.WHOLE else 1,
        item.layer,
        item.provision.id,
    )


def _permission_order(item: Candidate) -> tuple[int, int, tuple[int, int], str]:
    """The agency's own permission says most of what it does, then a local one."""
    return (0 if item.own else 1, 1 if item.is_state else 0, item.layer, item.provision.id)
