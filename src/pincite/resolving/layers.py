"""Layers of law for one agency and one conduct: state mandates, state floors, then local law by rank.

The order is that of the design, "How law is layered". A rule that loses is kept and shown, never dropped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pincite.model.law import (
    MANDATES,
    PROTECTIVE,
    ControllingRule,
    Instrument,
    Level,
    Provision,
    Rule,
    Scope,
)
from pincite.model.place import Agency
from pincite.model.topic import Topic
from pincite.resolving.force import can_control

EVERY_LOCAL_AGENCY = "all-local-agencies"
WITH_LIMITS = "with-limits"
_LOWEST_RANK = 99


@dataclass(frozen=True, slots=True)
class _Candidate:
    provision: Provision
    instrument: Instrument
    rank: int


def resolve_agency(
    agency: Agency,
    conduct: str,
    *,
    provisions: Sequence[Provision],
    instruments: Mapping[str, Instrument],
    topic: Topic,
    as_of: str,
) -> ControllingRule:
    """The rule that controls ``agency`` on ``conduct`` on ``as_of``; the order of ``provisions`` never matters."""
    bound = _bound(agency, provisions, instruments, topic=topic, as_of=as_of)
    named = [item for item in bound if item.provision.conduct == conduct]
    if named:
        return _decide(agency, conduct, _ordered(named), bound, as_of=as_of)
    return _unnamed(agency, conduct, bound, topic=topic, as_of=as_of)


def _bound(
    agency: Agency,
    provisions: Sequence[Provision],
    instruments: Mapping[str, Instrument],
    *,
    topic: Topic,
    as_of: str,
) -> list[_Candidate]:
    """Candidates that are law on the date, speak, and bind the agency."""
    roles = {*topic.roles_of(agency.kind), EVERY_LOCAL_AGENCY}
    if agency.keeps_jail or agency.lock_up == "yes":
        roles.add("jail")
    found = []
    for provision in provisions:
        instrument = instruments.get(provision.instrument)
        if provision.rule is Rule.SILENT or instrument is None or not can_control(instrument, as_of):
            continue
        if not _reaches(agency, provision, instrument, roles):
            continue
        kind = topic.source_kind(instrument.kind)
        found.append(_Candidate(provision, instrument, kind.rank if kind else _LOWEST_RANK))
    return found


def _reaches(agency: Agency, provision: Provision, instrument: Instrument, roles: set[str]) -> bool:
    if agency.id in instrument.own_of:
        return True
    if agency.id not in instrument.binds and "all" not in instrument.binds:
        return False
    return not provision.bound or bool(roles & set(provision.bound))


def _ordered(candidates: list[_Candidate]) -> list[_Candidate]:
    """State law first, then local law by durability, the stricter first among equals."""

    def key(item: _Candidate) -> tuple[int, int, int, str]:
        layer = {Level.STATE: 0, Level.AGENCY: 2}.get(item.instrument.level, 1)
        return (layer, item.rank, -_strictness(item.provision), item.provision.id)

    return sorted(candidates, key=key)


def _strictness(provision: Provision) -> int:
    """How far a protective rule goes: a whole prohibition most, then a partial one, then a limit."""
    base = {Rule.PROHIBITS: 4, Rule.LIMITS: 2}.get(provision.rule, 0)
    return base + (1 if base and provision.scope is Scope.WHOLE else 0)


def _decide(
    agency: Agency, conduct: str, ordered: list[_Candidate], bound: list[_Candidate], *, as_of: str
) -> ControllingRule:
    state = [item for item in ordered if item.instrument.level is Level.STATE]
    local = [item for item in ordered if item.instrument.level is not Level.STATE]
    mandates = sorted((i for i in state if i.provision.rule in MANDATES), key=_mandate_order)
    protective = [item for item in ordered if item.provision.rule in PROTECTIVE]
    if mandates:
        return _under_mandate(agency, conduct, mandates, protective, ordered, bound, as_of)
    if protective:
        winner = _strictest(protective, state, local)
        return _controlling(agency, conduct, winner, ordered, bound=bound, as_of=as_of, lost=_contrary(winner, ordered))
    top = local[0] if local else ordered[0]
    return _controlling(agency, conduct, top, ordered, bound=bound, as_of=as_of, lost=())


def _mandate_order(item: _Candidate) -> tuple[int, int, str]:
    return (
        0 if item.provision.rule is Rule.REQUIRES else 1,
        0 if item.provision.scope is Scope.WHOLE else 1,
        item.provision.id,
    )


def _under_mandate(
    agency: Agency,
    conduct: str,
    mandates: list[_Candidate],
    protective: list[_Candidate],
    ordered: list[_Candidate],
    bound: list[_Candidate],
    as_of: str,
) -> ControllingRule:
    """A state mandate beats local limits; a narrower or a contradicted one takes only its part."""
    top = mandates[0]
    narrow = all(item.provision.scope is Scope.PART for item in mandates)
    state_protects = any(item.instrument.level is Level.STATE for item in protective)
    if protective and (narrow or state_protects):
        return _controlling(
            agency, conduct, protective[0], ordered, bound=bound, as_of=as_of, lost=(), partly_preempted=True
        )
    lost = tuple(item.provision for item in protective)
    return _controlling(agency, conduct, top, ordered, bound=bound, as_of=as_of, lost=lost)


def _strictest(protective: list[_Candidate], state: list[_Candidate], local: list[_Candidate]) -> _Candidate:
    """A floor may be gone beyond, not behind: the strictest protective rule among the layers that may set one.

    A lower local instrument counts only where no higher local one contradicts it.
    """
    allowed = [item for item in protective if item in state]
    first_local = local[0] if local else None
    if first_local and first_local.provision.rule in PROTECTIVE:
        allowed += [item for item in protective if item in local]
    if not allowed:
        allowed = protective
    return max(allowed, key=lambda item: (_strictness(item.provision), -item.rank, item.provision.id))


def _contrary(winner: _Candidate, ordered: list[_Candidate]) -> tuple[Provision, ...]:
    return tuple(
        item.provision
        for item in ordered
        if item is not winner and item.provision.rule not in PROTECTIVE and item.instrument.level is not Level.STATE
    )


def _controlling(
    agency: Agency,
    conduct: str,
    winner: _Candidate,
    ordered: list[_Candidate],
    *,
    bound: list[_Candidate],
    as_of: str,
    lost: tuple[Provision, ...],
    partly_preempted: bool = False,
) -> ControllingRule:
    provision, instrument = winner.provision, winner.instrument
    others = [item for item in ordered if item is not winner]
    mandated = provision.rule in MANDATES
    return ControllingRule(
        agency=agency.id,
        conduct=conduct,
        rule=provision.rule,
        scope=provision.scope,
        alone=provision.live_alone(as_of) - {item.kind for item in provision.closing_alone(as_of)},
        closing=provision.closing_alone(as_of),
        features=_features(winner, bound),
        level=instrument.level,
        kind=instrument.kind,
        own=agency.id in instrument.own_of,
        partly_preempted=partly_preempted,
        basis=(provision, *(item.provision for item in others if item.provision not in lost)),
        also=frozenset(i.provision.rule for i in others if i.instrument.level is instrument.level),
        levels=frozenset(item.instrument.level for item in ordered),
        preempted=lost if mandated else (),
        conflicts=() if mandated else lost,
        derivation=_derivation(winner, others, lost, partly_preempted=partly_preempted),
        cautions=tuple(dict.fromkeys(caution for item in ordered for caution in item.instrument.cautions)),
    )


def _features(winner: _Candidate, bound: list[_Candidate]) -> frozenset[str]:
    """The limbs of the winning provision; with-limits where its instrument itself limits some conduct."""
    same = [item for item in bound if item.instrument.id == winner.instrument.id]
    limits = any(item.provision.rule in PROTECTIVE for item in same)
    return frozenset(winner.provision.features) | (frozenset({WITH_LIMITS}) if limits else frozenset())


def _derivation(
    winner: _Candidate, others: list[_Candidate], lost: tuple[Provision, ...], *, partly_preempted: bool
) -> tuple[str, ...]:
    lines = [f"{winner.instrument.title} ({winner.instrument.level} {winner.instrument.kind}): {winner.provision.rule}."]
    for item in others:
        verdict = "shown beside"
        if item.provision in lost:
            verdict = "pre-empted" if winner.provision.rule in MANDATES else "contradicts the higher rule"
        elif partly_preempted and item.provision.rule in MANDATES:
            verdict = "takes part of it away"
        lines.append(f"{item.instrument.title} ({item.instrument.level} {item.instrument.kind}): {item.provision.rule}, {verdict}.")
    return tuple(lines)


def _unnamed(
    agency: Agency, conduct: str, bound: list[_Candidate], *, topic: Topic, as_of: str
) -> ControllingRule:
    """No provision names the conduct: a general ban may imply it, a general mandate may reach it."""
    implied_by = topic.conduct(conduct).implied_by
    general = _ordered([item for item in bound if item.provision.conduct in implied_by])
    bans = [i for i in general if i.provision.rule in PROTECTIVE and i.provision.scope is Scope.WHOLE]
    mandates = [item for item in bound if _is_general_mandate(item, topic)]
    if bans and not mandates:
        ruled = _controlling(agency, conduct, bans[0], bans, bound=bound, as_of=as_of, lost=())
        return _as_implied(ruled)
    line = f"No text that binds {agency.name} speaks of it."
    reach = tuple(f"{i.instrument.title} forbids limits in general and probably reaches it." for i in mandates)
    return ControllingRule(
        agency=agency.id,
        conduct=conduct,
        rule=Rule.SILENT,
        general_mandate=bool(mandates),
        basis=(),
        preempted=tuple(item.provision for item in bans),
        derivation=(line, *reach),
        cautions=reach,
    )


def _is_general_mandate(item: _Candidate, topic: Topic) -> bool:
    general = {parent for conduct in topic.conducts for parent in conduct.implied_by}
    provision = item.provision
    return (
        provision.rule is Rule.FORBIDS_LIMITS
        and provision.scope is Scope.WHOLE
        and provision.conduct in general
        and item.instrument.level is Level.STATE
    )


def _as_implied(ruled: ControllingRule) -> ControllingRule:
    return replace(ruled, implied=True, derivation=(*ruled.derivation, "It reaches this conduct by implication only."))
