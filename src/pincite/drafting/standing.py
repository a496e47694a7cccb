"""What becomes of a clause at a place: offered, said by present law, closed by a higher text, or beyond reach."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pincite.model.clause import Clause, ClauseCoding
from pincite.model.law import MANDATES, PROTECTIVE, ControllingRule, Instrument, Level, Provision, Rule, Scope
from pincite.model.lever import Lever, Way
from pincite.model.outline import ClauseStanding, PresentText, Standing
from pincite.model.place import Agency
from pincite.model.topic import Topic

_LEVELS = {Level.AGENCY: 1, Level.CITY: 2, Level.COUNTY: 2, Level.STATE: 3}
_REST = "A narrower duty in higher law takes a part away; only the rest is open to this body."
_GENERAL = "A general ban on limits in state law probably reaches it; ask counsel before relying on this."
_UNSURE = "The reader is not sure of that text; read it before relying on this."
_BEYOND = "It cannot bind {}."
_OUT_OF_REACH = "It leaves out {}, whom this body cannot bind."
_NOBODY = "No agency that it is about is listed for this place."
_OF_STATE = "State law already says it."
_PRESENT = "Present law already says it."
_STATEMENT = " In the agency's own policy it would also stand as its statement on {}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a body's clauses are weighed on. reach: agency id -> how the lever reaches it; the others it cannot bind.

    reached: those agencies. asked: conduct -> the agencies that it is asked of. rules: (agency id, conduct) -> what
    controls there. own: it rules over itself alone.
    decides_from: least probability of a machine's draft that is taken as sure. harmless: exceptions that cost nothing.
    practice: questions that an agency's own policy answers as its statement. reported: conduct -> what is reported of
    state law without its text. doubts: agency id -> why the lever reaches it only perhaps. warnings: of the answers.
    """

    lever: Lever
    own: bool
    topic: Topic
    reach: Mapping[str, Way]
    reached: Sequence[Agency]
    asked: Mapping[str, Sequence[Agency]]
    rules: Mapping[tuple[str, str], ControllingRule]
    instruments: Mapping[str, Instrument]
    harmless: frozenset[str]
    decides_from: float = 0.0
    practice: frozenset[str] = frozenset()
    reported: Mapping[str, Sequence[str]] = field(default_factory=dict)
    doubts: Mapping[str, str] = field(default_factory=dict)
    warnings: Sequence[str] = ()


def judge_clause(clause: Clause, ground: Ground) -> ClauseStanding:
    """What becomes of one clause; the frame of an outline is always offered."""
    if clause.coding is None:
        return ClauseStanding(clause=clause, standing=Standing.OFFERED)
    agencies = ground.asked.get(clause.conduct, ())
    bound = [item for item in agencies if item.id in ground.reach] or _find_spoken_to(clause.coding, ground)
    if not bound:
        names = " or ".join(item.name for item in agencies)
        return ClauseStanding(clause=clause, standing=Standing.BEYOND, why=_BEYOND.format(names) if names else _NOBODY)
    rules = [ground.rules[item.id, clause.conduct] for item in bound]
    contrary = [rule for rule in rules if _is_contrary(clause.coding, rule) and _is_above(rule, ground)]
    if len(contrary) == len(rules) and all(_is_sure(rule, ground) for rule in rules):
        return _closed(clause, contrary, ground)
    covering = [_find_covering(clause, rule, ground) for rule in rules]
    if not contrary and all(covering) and not clause.about_itself:
        return _covered(clause, [rule for rule in covering if rule], ground)
    left_out = [item.name for item in agencies if item.id not in ground.reach]
    cautions = (
        *ground.reported.get(clause.conduct, ()),
        *_cautions(bound, rules, clause.coding, left_out=left_out, ground=ground),
    )
    return ClauseStanding(
        clause=clause,
        standing=Standing.OFFERED,
        cautions=tuple(dict.fromkeys(cautions)),
        shown=_present((rule.basis[0] for rule in contrary), ground),
        replaces=() if clause.about_itself else _present(_own_words(rules, ground), ground),
    )


def _find_spoken_to(coding: ClauseCoding, ground: Ground) -> list[Agency]:
    """The agencies within reach whose roles the clause names, though the standard does not ask about them."""
    roles = set(coding.bound)
    return [item for item in ground.reached if roles & set(ground.topic.roles_of(item.kind))]


def _closed(clause: Clause, rules: Sequence[ControllingRule], ground: Ground) -> ClauseStanding:
    first = rules[0].basis[0]
    verb = {Rule.REQUIRES: "requires the contrary", Rule.FORBIDS_LIMITS: "forbids limits on it"}
    does = verb.get(rules[0].rule, "says the contrary")
    why = f"{_name(first, ground)} {does} and stands above what {ground.lever.body} can adopt."
    return ClauseStanding(
        clause=clause, standing=Standing.CLOSED, why=why, shown=_present((rule.basis[0] for rule in rules), ground)
    )


def _covered(clause: Clause, rules: Sequence[ControllingRule], ground: Ground) -> ClauseStanding:
    why = _OF_STATE if all(rule.level is Level.STATE for rule in rules) else _PRESENT
    stated = [item for item in clause.meets if item in ground.practice]
    if ground.own and stated and not all(rule.own for rule in rules):
        why += _STATEMENT.format(", ".join(stated))
    shown = _present((rule.basis[0] for rule in rules), ground)
    return ClauseStanding(clause=clause, standing=Standing.COVERED, why=why, shown=shown)


def _is_contrary(coding: ClauseCoding, rule: ControllingRule) -> bool:
    """Whether what controls says the contrary as a whole."""
    whole = rule.scope is Scope.WHOLE and not rule.partly_preempted
    return whole and _is_against(coding, rule)


def _is_against(coding: ClauseCoding, rule: ControllingRule) -> bool:
    """Whether what controls says the contrary, be it in part."""
    if not rule.basis:
        return False
    if coding.rule in PROTECTIVE:
        return rule.rule in MANDATES
    if coding.rule is Rule.PERMITS:
        return rule.rule is Rule.REQUIRES
    return rule.rule in PROTECTIVE or rule.rule is Rule.FORBIDS_LIMITS


def _is_above(rule: ControllingRule, ground: Ground) -> bool:
    theirs, ours = _LEVELS.get(rule.level, 0), _LEVELS.get(ground.lever.level, 0)
    return theirs > ours or (theirs == ours and _rank(rule.kind, ground) < _rank(ground.lever.kind, ground))


def _rank(kind: str, ground: Ground) -> int:
    """How durable that kind of source is, 1 longest."""
    found = ground.topic.source_kind(kind)
    return found.rank if found else 99


def _is_sure(rule: ControllingRule, ground: Ground) -> bool:
    first = rule.basis[0] if rule.basis else None
    return first is not None and (first.probability is None or first.probability >= ground.decides_from)


def _find_covering(clause: Clause, rule: ControllingRule, ground: Ground) -> ControllingRule | None:
    """What says at least what the clause says to that agency: all that controls, else one text by itself."""
    return next((one for one in (rule, *rule.voices) if _is_as_good(clause, one, ground)), None)


def _is_as_good(clause: Clause, rule: ControllingRule, ground: Ground) -> bool:
    """Whether it says at least what the clause says, in a text that lasts at least as long."""
    coding = clause.coding
    if coding is None:
        return False
    same = rule.rule is coding.rule or (coding.rule is Rule.PERMITS and rule.rule is Rule.FORBIDS_LIMITS)
    free = {item.kind for item in clause.options if clause.meets and not item.costs}
    harmless = ground.harmless | free | {item.kind for item in coding.exceptions}
    lasting = _rank(rule.kind, ground) <= _rank(ground.lever.kind, ground)
    whole = rule.scope is Scope.WHOLE and not rule.implied and not rule.partly_preempted and not rule.general_mandate
    kept = coding.rule is not Rule.PERMITS or rule.rule is not Rule.PERMITS or bool(rule.alone & harmless)
    limbs = set(coding.features) <= rule.features
    return same and whole and lasting and kept and limbs and rule.alone <= harmless and _is_sure(rule, ground)


def _cautions(
    bound: Sequence[Agency], rules: Sequence[ControllingRule], coding: ClauseCoding, *, left_out: Sequence[str],
    ground: Ground,
) -> Iterator[str]:  # fmt: skip
    if left_out:
        yield _OUT_OF_REACH.format(" and ".join(left_out))
    against = [rule for rule in rules if _is_against(coding, rule) and _is_above(rule, ground)]
    for rule in (item for item in against if _is_contrary(coding, item)):
        does = "requires it" if rule.rule is Rule.REQUIRES else "stands against it"
        yield f"{_name(rule.basis[0], ground)} {does} for {_agency_name(rule, bound)} and stands above it."
        if not _is_sure(rule, ground):
            yield _UNSURE
    if any(rule.partly_preempted for rule in rules) or any(rule.scope is Scope.PART for rule in against):
        yield _REST
    if any(rule.general_mandate for rule in rules):
        yield _GENERAL


def _agency_name(rule: ControllingRule, bound: Sequence[Agency]) -> str:
    return next(item.name for item in bound if item.id == rule.agency)


def _own_words(rules: Sequence[ControllingRule], ground: Ground) -> Iterator[Provision]:
    """What instruments of the same body and kind say on it now."""
    for rule in rules:
        every = (rule, *rule.voices)
        for provision in (*(item for one in every for item in one.basis), *rule.conflicts):
            instrument = ground.instruments.get(provision.instrument)
            if instrument is not None and _is_same_kind(instrument, ground):
                yield provision


def _is_same_kind(instrument: Instrument, ground: Ground) -> bool:
    if ground.own:
        return bool(set(instrument.own_of) & set(ground.reach))
    return instrument.level is ground.lever.level and instrument.kind == ground.lever.kind


def _present(provisions: Iterator[Provision], ground: Ground) -> tuple[PresentText, ...]:
    found: dict[str, PresentText] = {}
    for item in provisions:
        if item.citations and item.id not in found:
            found[item.id] = PresentText(
                instrument=item.instrument, title=ground.instruments[item.instrument].title,
                citations=item.citations, draft=item.probability is not None,
            )  # fmt: skip
    return tuple(found.values())


def _name(provision: Provision, ground: Ground) -> str:
    """The instrument and where, for a sentence that goes on."""
    pinpoint = provision.citations[0].pinpoint if provision.citations else ""
    return f"{ground.instruments[provision.instrument].title}{f', {pinpoint},' if pinpoint else ''}"
