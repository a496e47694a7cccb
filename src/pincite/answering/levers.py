"""Levers at a place: which body could close which gap, what stands above it, and whom it cannot bind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pincite.answering.evidence import Evidence
from pincite.answering.gaps import ANY, find_rules
from pincite.answering.reported import REPORTED
from pincite.model.answer import YES, Answer
from pincite.model.law import MANDATES, ControllingRule, Level, Rule, Scope
from pincite.model.lever import Effect, Gap, Lever, LeverKind, Reach, Way
from pincite.model.place import Agency
from pincite.model.rubric import Question
from pincite.model.topic import Topic
from pincite.packs.us.belonging import is_beyond

_LEVELS = {Level.AGENCY: 1, Level.CITY: 2, Level.COUNTY: 2, Level.STATE: 3}
_TOP = 3
_BEST = {Way.OPEN: 0, Way.DOUBTFUL: 1, Way.CLOSED: 2}
_NO_RULE = {
    Effect.INDIRECT: "It works by money, approval or pressure and sets no rule by itself.",
    Effect.ADVICE: "It advises and sets no rule by itself.",
}
_SAYS = {Rule.REQUIRES: "requires it", Rule.FORBIDS_LIMITS: "forbids limits on it"}
_REST = "{duty} takes a part away; only the rest is open to this body."
_GENERAL = "A general ban on limits in state law probably reaches it; ask counsel before relying on this."
_REPORT = "State law whose text was not supplied is reported to speak of it; obtain that text first."
_MAY = "Only where state law and the charter let voters decide it."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """What a lever is weighed on: the evidence, the answers and the gaps by item."""

    evidence: Evidence
    answers: Mapping[str, Answer]
    gaps: Mapping[str, Gap]


def find_levers(evidence: Evidence) -> tuple[Lever, ...]:
    """Every lever that exists at the place and bears on the rubric, in the order of the facts."""
    bearing = {lever for use in evidence.topic.levers for lever in use.levers if use.rubric == evidence.rubric.id}
    kinds = [item for item in evidence.lever_kinds if item.id in bearing and _exists(item, evidence)]
    return tuple(lever for kind in kinds for lever in _instances(kind, evidence))


def _exists(kind: LeverKind, evidence: Evidence) -> bool:
    place = evidence.place
    return (
        (not kind.places or place.kind in kind.places)
        and (not kind.states or place.state in kind.states)
        and place.state not in kind.not_states
    )


def _instances(kind: LeverKind, evidence: Evidence) -> Iterator[Lever]:
    """One lever, or one for each agency that rules over itself alone."""
    listed = [item for item in evidence.place.agencies if item.kind in kind.agency_kinds]
    if not kind.own:
        yield _make_lever(kind, listed[0] if len(listed) == 1 else None, evidence.topic, state=evidence.place.state)
        return
    for agency in listed:
        if kind.shared in (None, bool(agency.serves)):
            yield _make_lever(kind, agency, evidence.topic, state=evidence.place.state)


def _make_lever(kind: LeverKind, agency: Agency | None, topic: Topic, *, state: str) -> Lever:
    notes = (note for note in topic.lever_notes if kind.id in note.levers)
    return Lever(
        id=f"{kind.id}:{agency.id}" if kind.own and agency else kind.id,
        of_kind=kind.id,
        body=agency.name if agency else kind.body,
        instrument=kind.instrument,
        kind=kind.kind,
        level=kind.level,
        effect=kind.effect,
        lasting=kind.lasting,
        covers=kind.covers,
        limits=kind.limits,
        known=kind.known,
        notes=tuple(note for note in notes if not note.states or state in note.states),
        assumed=agency.assumed if agency else False,
    )


def add_reaches(
    gaps: Sequence[Gap], levers: Sequence[Lever], evidence: Evidence, *, answers: Mapping[str, Answer]
) -> tuple[Gap, ...]:
    """The gaps, each with what every lever could do for each part of it."""
    case = _Case(evidence=evidence, answers=answers, gaps={gap.item: gap for gap in gaps})
    return tuple(replace(gap, reaches=tuple(_find_reaches(gap, levers, case))) for gap in gaps)


def _find_reaches(gap: Gap, levers: Sequence[Lever], case: _Case) -> Iterator[Reach]:
    for lever in levers:
        for part in gap.parts:
            reach = _reach_with_gates(gap.item, part, lever, case)
            if reach is not None:
                yield reach


def _reach_with_gates(item: str, part: str, lever: Lever, case: _Case) -> Reach | None:
    """The best of: answering the question itself, or answering a gate so that it is not asked any more."""
    found = [_reach(item, part, lever, case)]
    for gate, skips in (_question(item, case).skip_if or {}).items():
        if YES in skips and gate in case.gaps and part in case.gaps[gate].parts:
            found.append(_reach(gate, part, lever, case))
    reaches = [reach for reach in found if reach is not None]
    return min(reaches, key=lambda reach: _BEST[reach.way]) if reaches else None


def _reach(item: str, part: str, lever: Lever, case: _Case) -> Reach | None:
    """What the lever could do for the item; None where it does not bear on it."""
    if not _bears_on(item, lever, case.evidence):
        return None
    if part != ANY:
        return _reach_agency(item, case.evidence.place.agency(part), lever, case)
    rows = case.answers[item].by_agency
    agencies = [case.evidence.place.agency(row.agency) for row in rows]
    found = [reach for agency in agencies if (reach := _reach_agency(item, agency, lever, case)) is not None]
    best = min(found, key=lambda reach: _BEST[reach.way], default=None)
    return replace(best, agency=ANY) if best else None


def _bears_on(item: str, lever: Lever, evidence: Evidence) -> bool:
    return any(
        use.rubric == evidence.rubric.id and lever.of_kind in use.levers and item in use.items
        for use in evidence.topic.levers
    )


def _reach_agency(item: str, agency: Agency, lever: Lever, case: _Case) -> Reach | None:
    kind = next(one for one in case.evidence.lever_kinds if one.id == lever.of_kind)
    if kind.own:
        return _judge(item, agency, lever, case, doubts=[]) if lever.id == f"{kind.id}:{agency.id}" else None
    if lever.effect is not Effect.RULE:
        hit = agency.kind in (*kind.reaches, *kind.depends) or not (kind.reaches or kind.depends)
        return Reach(lever=lever.id, agency=agency.id, way=Way.DOUBTFUL, why=_NO_RULE[lever.effect]) if hit else None
    doubts = [_MAY] if kind.may else []
    beyond = is_beyond(agency, case.evidence.place, level=kind.level)
    if agency.kind in kind.depends and not beyond:
        doubts.append(kind.depends_on.replace("{agency}", agency.name))
    elif agency.kind not in kind.reaches or beyond:
        return Reach(lever=lever.id, agency=agency.id, way=Way.CLOSED, why=f"It cannot bind {agency.name}.")
    return _judge(item, agency, lever, case, doubts=doubts)


def _judge(item: str, agency: Agency, lever: Lever, case: _Case, *, doubts: list[str]) -> Reach:
    """The lever under the rules that control the agency: closed by a higher mandate, doubtful, or open."""
    rules = find_rules(case.answers[item], agency.id)
    question = _question(item, case)
    closed = [why for rule in rules if (why := _find_bar(rule, question, lever, case.evidence))]
    # A question in several conducts is answered by a rule on any of them; one in protections needs them all.
    if closed and (question.protections or len(closed) == len(rules)):
        return Reach(lever=lever.id, agency=agency.id, way=Way.CLOSED, why=closed[0])
    if lever.level is not Level.STATE and any(rule.general_mandate for rule in rules):
        doubts = [*doubts, _GENERAL]
    if lever.level is not Level.STATE and _is_reported(case.answers[item], agency.id):
        doubts = [*doubts, _REPORT]
    way = Way.DOUBTFUL if doubts else Way.OPEN
    changes = dict.fromkeys(why for rule in rules if (why := _tell_change(rule, question, lever, case.evidence)))
    return Reach(lever=lever.id, agency=agency.id, way=way, why=" ".join((*doubts, *changes)))


def _is_reported(answer: Answer, agency: str) -> bool:
    return any(row.reason == REPORTED for row in answer.by_agency if row.agency == agency)


def _find_bar(rule: ControllingRule, question: Question, lever: Lever, evidence: Evidence) -> str:
    """Why the rule that controls keeps the lever from closing the gap; "" where it does not."""
    if rule.partly_preempted and _LEVELS.get(rule.narrowed_by, _TOP) > _LEVELS.get(lever.level, 0):
        return _rest(rule.narrower_duty)
    if rule.rule not in MANDATES or rule.rule in _welcome(question, evidence) or not rule.basis:
        return ""
    if not _is_above(rule, lever, evidence.topic):
        return ""
    if rule.scope is Scope.PART:
        return _rest("a narrower state duty" if rule.level is Level.STATE else "a narrower duty of a higher text")
    return f"{_cite(rule, evidence)} {_SAYS[rule.rule]} and stands above it."


def _tell_change(rule: ControllingRule, question: Question, lever: Lever, evidence: Evidence) -> str:
    """What an open lever would change or override, or the higher mandate that keeps a part from it; "" for none."""
    if rule.rule not in MANDATES or rule.rule in _welcome(question, evidence) or not rule.basis:
        return ""
    if _is_above(rule, lever, evidence.topic):
        return f"A part is out of its reach: {_cite(rule, evidence)} {_SAYS[rule.rule]} and stands above it."
    needed = "override" if _is_below(rule, lever) else "have to change"
    return f"It would {needed} {_cite(rule, evidence)} which {_SAYS[rule.rule]}."


def _is_below(rule: ControllingRule, lever: Lever) -> bool:
    """Whether the text that controls is of a lower level than what the lever would make, which overrides it."""
    return 0 < _LEVELS.get(rule.level, 0) < _LEVELS.get(lever.level, 0)


def _rest(duty: str) -> str:
    return _REST.format(duty=f"{duty[:1].upper()}{duty[1:]}")


def _cite(rule: ControllingRule, evidence: Evidence) -> str:
    """The instrument that controls and where, for a sentence that goes on."""
    pinpoint = rule.basis[0].citations[0].pinpoint
    return f"{evidence.instrument(rule.basis[0].instrument).title}{f', {pinpoint},' if pinpoint else ''}"


def _welcome(question: Question, evidence: Evidence) -> frozenset[Rule]:
    """Rules under which the question's table can answer Y: a duty to inform bars nobody from informing."""
    rows = evidence.rubric.table(question.table).rows
    return frozenset(Rule(rule) for row in rows if row.answer == YES for rule in row.when.rule)


def _is_above(rule: ControllingRule, lever: Lever, topic: Topic) -> bool:
    """Whether the text that controls stands above what the lever would make."""
    theirs, ours = _LEVELS.get(rule.level, 0), _LEVELS.get(lever.level, 0)
    if theirs != ours:
        return theirs > ours
    above, below = topic.source_kind(rule.kind), topic.source_kind(lever.kind)
    return above is not None and below is not None and above.rank < below.rank


def _question(item: str, case: _Case) -> Question:
    return case.evidence.rubric.question(item)
