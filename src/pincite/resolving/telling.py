"""How a controlling rule came about, in sentences: which text, since when, and why it won or lost.

The numbers are those of the design, "How law is layered".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pincite.model.law import MANDATES, Force, Level, Rule, Scope, Status
from pincite.resolving.candidates import Candidate, Hearing
from pincite.resolving.contest import Contest
from pincite.resolving.force import judge_force

_SAYS = {
    Rule.PROHIBITS: "prohibits it",
    Rule.LIMITS: "limits it",
    Rule.PERMITS: "permits it",
    Rule.REQUIRES: "requires it",
    Rule.FORBIDS_LIMITS: "forbids limits on it",
}
_NOUNS = {
    Rule.PROHIBITS: "prohibition",
    Rule.LIMITS: "limit",
    Rule.PERMITS: "permission",
    Rule.REQUIRES: "duty",
    Rule.FORBIDS_LIMITS: "ban on limits",
}
_ASIDE = {
    Force.BILL: "a bill or proposal never controls",
    Force.NOT_YET: "it is not yet in force on {as_of}",
    Force.ENDED: "it is no longer in force on {as_of}",
    Force.SUPERSEDED: "it is repealed or superseded",
}
_OVER = frozenset({Force.ENDED, Force.SUPERSEDED})


def tell_contest(hearing: Hearing, contest: Contest) -> tuple[str, ...]:
    """One sentence a text: the one that controls first, then the others from the highest layer down."""
    winner = f"{_says(contest.winner, hearing)}{_why_won(contest)}."
    return (winner, *(f"{_says(item, hearing)}, {_why_lost(item, contest)}." for item in contest.others))


def tell_set_aside(hearing: Hearing, conducts: Iterable[str]) -> tuple[str, ...]:
    """One sentence for each text on ``conducts`` that does not count on the date, with what keeps it from counting."""
    return tuple(
        f"{_says(item, hearing)}, but {_why_aside(item, hearing.as_of)}." for item in hearing.aside_on(conducts)
    )


def caution_enjoined(hearing: Hearing, conducts: Iterable[str]) -> tuple[str, ...]:
    """A caution for each text on ``conducts`` that would count if no court had enjoined it."""
    enjoined = (
        item
        for item in hearing.aside_on(conducts)
        if item.instrument.level is not Level.FEDERAL and _force(item, hearing.as_of) is Force.ENJOINED
    )
    said = ((item.instrument.title, _enjoined(item, hearing.as_of)) for item in enjoined)
    return tuple(f"What {title} says of it does not count: it {why}." for title, why in said)


def _says(item: Candidate, hearing: Hearing) -> str:
    """ "ordinance-12.pdf, § 3, p. 1 (county ordinance), prohibits it from 2017-09-01 (ways out: a court order)"."""
    provision, instrument = item.provision, item.instrument
    pinpoint = next((cited.pinpoint for cited in provision.citations if cited.pinpoint), "")
    where = f"{instrument.title}, {pinpoint}" if pinpoint else instrument.title
    part = f" in part ({provision.scope_words or 'see the quote'})" if provision.scope is Scope.PART else ""
    since = f" from {instrument.in_force_from}" if instrument.in_force_from else ""
    until = f" until {instrument.in_force_to}" if instrument.in_force_to else ""
    return f"{where} ({_kind(item)}) {_SAYS[provision.rule]}{part}{since}{until}{_ways_out(item, hearing)}"


def _kind(item: Candidate) -> str:
    kind = item.instrument.kind.replace("-", " ")
    return kind if item.instrument.level is Level.AGENCY else f"{item.instrument.level} {kind}"


def _ways_out(item: Candidate, hearing: Hearing) -> str:
    labels = {known.id: known.label for known in hearing.topic.exceptions}
    ways = sorted(labels.get(kind, kind) for kind in item.provision.live_alone(hearing.as_of))
    return f" (ways out: {'; '.join(ways)})" if ways else ""


def _why_won(contest: Contest) -> str:
    winner = contest.winner
    if contest.preempted:
        lost = _join([_whose(item) for item in contest.preempted])
        return f", so {lost} {_is(contest.preempted)} pre-empted (rule 2)"
    if winner.provision.rule in MANDATES and contest.conflicts:
        lost = _join([_whose(item) for item in contest.conflicts])
        return f", so {lost} {'gives' if len(contest.conflicts) == 1 else 'give'} way to the higher text (rule 4)"
    if not contest.others:
        return ", and no other text in force that binds the agency speaks of it"
    if not winner.is_protective:
        return ", and no text in force limits it"
    reasons = [_above(winner)] if contest.conflicts else []
    if any(item.is_protective for item in contest.others):
        reasons.append("of several limits the strictest counts (rule 3)")
    if contest.partly:
        reasons.append("a mandate leaves only a part of it standing (rule 6)")
    return f"; {', and '.join(reasons)}" if reasons else ", and controls"


def _above(winner: Candidate) -> str:
    if winner.is_state:
        return "local law may go further than a state limit, not back behind it (rule 3)"
    return "the higher text controls the lower one (rule 4)"


def _why_lost(item: Candidate, contest: Contest) -> str:
    winner = contest.winner
    if item in contest.preempted:
        return f"but is pre-empted by {winner.instrument.title} (rule 2)"
    if item in contest.conflicts:
        return f"but contradicts {winner.instrument.title}, which is higher (rule {3 if winner.is_state else 4})"
    if item.is_protective:
        return f"but is no stricter than {winner.instrument.title} (rule 3)"
    if item.provision.rule is Rule.PERMITS:
        same = winner.provision.rule is Rule.PERMITS
        return "which says the same" if same else "but a permission gives way to a rule"
    if contest.partly:
        return f"and takes a part of {_whose(winner)} away (rule 6)"
    return f"which stands beside {_whose(winner)}"


def _why_aside(item: Candidate, as_of: str) -> str:
    instrument = item.instrument
    if instrument.level is Level.FEDERAL:
        return "federal text never controls (rule 6)"
    if instrument.status is Status.AGREEMENT:
        return "an agreement shows practice and sets no rule (rule 1)"
    force = _force(item, as_of)
    if force is Force.ENJOINED:
        return f"it {_enjoined(item, as_of)} (rule 1)"
    why = f": {instrument.ended_why.rstrip('.')}" if instrument.ended_why and force in _OVER else ""
    return f"{_ASIDE[force].format(as_of=as_of)} (rule 1){why}"


def _enjoined(item: Candidate, as_of: str) -> str:
    first = item.instrument.find_injunctions(item.provision.conduct, as_of)[0]
    return f"is enjoined from {first.from_date}{f' until {first.to_date}' if first.to_date else ''} by {first.by}"


def _force(item: Candidate, as_of: str) -> Force:
    return judge_force(item.instrument, as_of, conduct=item.provision.conduct)


def _whose(item: Candidate) -> str:
    return f"the {_NOUNS[item.provision.rule]} in {item.instrument.title}"


def _is(items: Sequence[Candidate]) -> str:
    return "is" if len(items) == 1 else "are"


def _join(parts: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
