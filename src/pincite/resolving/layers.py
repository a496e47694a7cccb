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
from pincite.resolving.telling import caution_enjoined, tell_contest, tell_set_aside

WITH_LIMITS = "with-limits"
ENDS_EXISTING = "ends-existing"
_IMPLIED = "It reaches this conduct by implication only (rule 7)."


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
    return resolve_hearing(open_hearing(agency, provisions, instruments=instruments, topic=topic, as_of=as_of), conduct)


def resolve_hearing(hearing: Hearing, conduct: str) -> ControllingRule:
    """The rule that controls the hearing's agency on ``conduct``; one hearing serves all conducts."""
    named = hearing.on([conduct])
    ruled = _named(hearing, conduct, named) if named else _unnamed(hearing, conduct)
    about = [conduct] if named else [conduct, *hearing.topic.conduct(conduct).implied_by]
    return replace(
        ruled,
        derivation=(*ruled.derivation, *tell_set_aside(hearing, about)),
        cautions=tuple(dict.fromkeys((*ruled.cautions, *caution_enjoined(hearing, about)))),
    )


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
    if not contest.partly:
        return tuple(voices)
    return tuple(replace(item, partly_preempted=True, narrowed_by=contest.narrowed_by) for item in voices)


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
        narrowed_by=contest.narrowed_by,
        basis=tuple(item.provision for item in everyone if item not in contest.lost),
        also=frozenset(item.provision.rule for item in others if item.instrument.level is instrument.level),
        levels=frozenset(item.instrument.level for item in everyone),
        preempted=tuple(item.provision for item in contest.preempted),
        conflicts=tuple(item.provision for item in contest.conflicts),
        derivation=tell_contest(hearing, contest),
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


def _unnamed(hearing: Hearing, conduct: str) -> ControllingRule:
    """No provision names the conduct: a general ban may imply it, a general mandate may reach it."""
    general = hearing.on(hearing.topic.conduct(conduct).implied_by)
    mandates = _general_mandates(hearing)
    bans = [item for item in general if item.is_protective and item.provision.scope is Scope.WHOLE]
    if bans and not mandates:
        contest = settle(general, hearing.as_of)
        if contest.winner in bans:
            return _implied(hearing, conduct, contest)
    line = f"No text in force that binds {hearing.agency.name} speaks of it."
    reach = _reaching(mandates)
    lost = tell_contest(hearing, settle(general, hearing.as_of)) if bans else ()
    return ControllingRule(
        agency=hearing.agency.id,
        conduct=conduct,
        rule=Rule.SILENT,
        general_mandate=bool(mandates),
        preempted=tuple(item.provision for item in bans),
        derivation=(line, *reach, *(f"In general: {text}" for text in lost)),
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
