"""Layers of law for one agency and one conduct: state mandates, state floors, then local law by rank.

The order is that of the design, "How law is layered". A rule that loses is kept and shown, never dropped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pincite.model.law import ControllingRule, Instrument, Provision, Rule, Scope
from pincite.model.place import Agency
from pincite.model.topic import Topic
from pincite.resolving.candidates import Candidate, Hearing, open_hearing
from pincite.resolving.contest import Contest, settle

WITH_LIMITS = "with-limits"
ENDS_EXISTING = "ends-existing"
_IMPLIED = "It reaches this conduct by implication only."


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
    hearing = open_hearing(agency, provisions, instruments=instruments, topic=topic, as_of=as_of)
    named = hearing.on([conduct])
    return _named(hearing, conduct, named) if named else _unnamed(hearing, conduct)


def _named(hearing: Hearing, conduct: str, named: Sequence[Candidate]) -> ControllingRule:
    """The rule that texts on the very conduct give, with what each of them says by itself."""
    contest = settle(named, hearing.as_of)
    ruled = replace(_ruled(hearing, conduct, contest), voices=_voices(hearing, conduct, contest))
    general = [item for item in _general_mandates(hearing) if item.provision.conduct != conduct]
    if not general or contest.winner.is_state or not contest.winner.is_protective:
        return ruled
    reach = _reaching(general)
    return replace(
        ruled,
        general_mandate=True,
        derivation=(*ruled.derivation, *reach),
        cautions=tuple(dict.fromkeys((*ruled.cautions, *reach))),
    )


def _voices(hearing: Hearing, conduct: str, contest: Contest) -> tuple[ControllingRule, ...]:
    """What the agency's own policies say taken alone, then every other text by itself; none that is pre-empted."""
    heard = [item for item in (contest.winner, *contest.others) if item not in contest.preempted]
    own = [item for item in heard if item.own]
    voices = [_ruled(hearing, conduct, Contest(winner=item)) for item in heard if not item.own]
    if own:
        voices.insert(0, _ruled(hearing, conduct, settle(own, hearing.as_of)))
    return tuple(replace(item, partly_preempted=item.partly_preempted or contest.partly) for item in voices)


def _ruled(hearing: Hearing, conduct: str, contest: Contest) -> ControllingRule:
    winner, others = contest.winner, contest.others
    provision, instrument = winner.provision, winner.instrument
    everyone = (winner, *others)
    return ControllingRule(
        agency=hearing.agency.id,
        conduct=conduct,
        rule=provision.rule,
        scope=provision.scope,
        alone=provision.live_alone(hearing.as_of),
        closing=provision.closing_alone(hearing.as_of),
        features=_features(hearing, winner),
        level=instrument.level,
        kind=instrument.kind,
        own=winner.own,
        partly_preempted=contest.partly,
        basis=tuple(item.provision for item in everyone if item not in contest.lost),
        also=frozenset(item.provision.rule for item in others if item.instrument.level is instrument.level),
        levels=frozenset(item.instrument.level for item in everyone),
        preempted=tuple(item.provision for item in contest.preempted),
        conflicts=tuple(item.provision for item in contest.conflicts),
        derivation=_derivation(contest),
        cautions=tuple(dict.fromkeys(caution for item in everyone for caution in item.instrument.cautions)),
    )


def _features(hearing: Hearing, winner: Candidate) -> frozenset[str]:
    """The limbs of the winning provision, with those that layers and dates show rather than words.

    with-limits: its instrument itself limits some conduct. ends-existing: a stated day closes its ways out.
    """
    found = set(winner.provision.features)
    same = (item for item in hearing.bound if item.instrument.id == winner.instrument.id)
    if any(item.is_protective for item in same):
        found.add(WITH_LIMITS)
    if winner.provision.closing_alone(hearing.as_of):
        found.add(ENDS_EXISTING)
    return frozenset(found)


def _derivation(contest: Contest) -> tuple[str, ...]:
    return (f"{_told(contest.winner)}.", *(f"{_told(item)}, {_verdict(item, contest)}." for item in contest.others))


def _told(item: Candidate) -> str:
    return f"{item.instrument.title} ({item.instrument.level} {item.instrument.kind}): {item.provision.rule}"


def _verdict(item: Candidate, contest: Contest) -> str:
    if item in contest.preempted:
        return "pre-empted"
    if item in contest.conflicts:
        return "contradicts the higher rule"
    takes = contest.partly and not item.is_protective and item.provision.rule is not Rule.PERMITS
    return "takes part of it away" if takes else "shown beside"


def _unnamed(hearing: Hearing, conduct: str) -> ControllingRule:
    """No provision names the conduct: a general ban may imply it, a general mandate may reach it."""
    general = hearing.on(hearing.topic.conduct(conduct).implied_by)
    mandates = _general_mandates(hearing)
    bans = [item for item in general if item.is_protective and item.provision.scope is Scope.WHOLE]
    if bans and not mandates:
        contest = settle(general, hearing.as_of)
        if contest.winner in bans:
            return _implied(hearing, conduct, contest)
    line = f"No text that binds {hearing.agency.name} speaks of it."
    reach = _reaching(mandates)
    return ControllingRule(
        agency=hearing.agency.id,
        conduct=conduct,
        rule=Rule.SILENT,
        general_mandate=bool(mandates),
        preempted=tuple(item.provision for item in bans),
        derivation=(line, *reach),
        cautions=reach,
    )


def _implied(hearing: Hearing, conduct: str, contest: Contest) -> ControllingRule:
    ruled = _ruled(hearing, conduct, contest)
    return replace(ruled, implied=True, derivation=(*ruled.derivation, _IMPLIED))


def _general_mandates(hearing: Hearing) -> list[Candidate]:
    """State bans on limits in general, which name no particular conduct."""
    general = {parent for conduct in hearing.topic.conducts for parent in conduct.implied_by}
    return [item for item in hearing.on(general) if item.is_state and _forbids_all_limits(item.provision)]


def _forbids_all_limits(provision: Provision) -> bool:
    return provision.rule is Rule.FORBIDS_LIMITS and provision.scope is Scope.WHOLE


def _reaching(mandates: Sequence[Candidate]) -> tuple[str, ...]:
    lines = (f"{item.instrument.title} forbids limits in general and probably reaches it." for item in mandates)
    return tuple(dict.fromkeys(lines))
