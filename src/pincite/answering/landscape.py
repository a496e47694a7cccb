"""The landscape: who holds the levers, from a person's word, the agencies and the answers; else what to ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from pincite.answering.evidence import Evidence
from pincite.answering.reported import REPORTED, tell_report
from pincite.answering.wanted import STATE_LAW_NOT_SUPPLIED, judge_state_law
from pincite.model.answer import NOT_APPLICABLE, UNKNOWN, Answer
from pincite.model.lever import Effect, LeverKind
from pincite.model.place import Agency
from pincite.model.rubric import LandscapeItem

STATED = "stated"
_ASK = "Not established from the documents; ask locally."

_Answers = Mapping[str, Answer]
# (what is said, whether it settles the item); "" where nothing can be said.
_Said = tuple[str, bool]


def find_landscape(evidence: Evidence, answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """Every item of the rubric's landscape: stated with its basis, or unknown with what to ask."""
    by_id = {item.question: item for item in answers}
    return tuple(_establish(item, evidence, by_id) for item in evidence.rubric.landscape)


def find_stray_facts(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """A warning for each fact of the place on an item that the rubric does not have."""
    known = {item.id for item in evidence.rubric.landscape}
    for fact in evidence.place.landscape:
        if fact.item not in known:
            said = f"The place file speaks of {fact.item}, which is no landscape item of {evidence.rubric.id}."
            yield "landscape-item-unknown", said


def _establish(item: LandscapeItem, evidence: Evidence, answers: _Answers) -> Answer:
    told = [fact for fact in evidence.place.landscape if fact.item == item.id]
    if told:
        last = max(told, key=lambda fact: fact.on_date)
        source = f", from {last.source}" if last.source else ""
        basis = f"{last.says} (Said by {last.by} on {last.on_date}{source}.)"
        return Answer(question=item.id, answer=STATED, reason="from-person", basis=basis, draft=False)
    find = _FOUND.get(item.field)
    sentence, settles = find(item, evidence, answers) if find else ("", False)
    if sentence and settles:
        return Answer(question=item.id, answer=STATED, reason="from-place", basis=sentence)
    if find is _state_law and evidence.reports:
        told_of = " ".join(tell_report(report, evidence) for report in evidence.reports)
        return Answer(question=item.id, answer=UNKNOWN, reason=REPORTED, basis=told_of)
    ask = item.ask or _ASK
    return Answer(question=item.id, answer=UNKNOWN, reason="ask", basis=f"{sentence} {ask}".strip())


def _jail_keepers(item: LandscapeItem, evidence: Evidence, answers: _Answers) -> _Said:
    said = "; ".join(_named(agency) for agency in find_keepers(evidence.place.agencies))
    return said, bool(said)


def find_keepers(agencies: Sequence[Agency]) -> list[Agency]:
    """The agencies that keep the jail which takes the place's arrestees."""
    return [agency for agency in agencies if agency.kind in {"jail", "corrections"} or agency.keeps_jail]


def _named(agency: Agency) -> str:
    return f"{agency.name}{' (assumed)' if agency.assumed else ''}"


def _state_law(item: LandscapeItem, evidence: Evidence, answers: _Answers) -> _Said:
    code, sentence = judge_state_law(evidence)
    return (sentence, True) if code != STATE_LAW_NOT_SUPPLIED else ("", False)


def _responses(item: LandscapeItem, evidence: Evidence, answers: _Answers) -> _Said:
    """What the answers to the item's questions say, those that are known; it settles once one on practice is."""
    known = [answers[key] for key in item.questions if key in answers]
    known = [answer for answer in known if answer.answer not in (UNKNOWN, NOT_APPLICABLE)]
    practice = {question.id for question in evidence.rubric.questions if question.asks == "practice"}
    said = " ".join(f"{answer.question} {answer.answer}: {answer.basis}" for answer in known)
    return said, any(answer.question in practice for answer in known)


def _oversight(item: LandscapeItem, evidence: Evidence, answers: _Answers) -> _Said:
    """Whether the legislature's ordinance binds each keeper of the jail: by the facts, as far as they are settled."""
    keepers = find_keepers(evidence.place.agencies)
    kinds = [kind for kind in evidence.lever_kinds if _is_own_ordinance(kind, evidence.place.kind)]
    if not keepers or not kinds:
        return "", False
    said = [_overseen(agency, kinds) for agency in keepers]
    return " ".join(sentence for sentence, _ in said), all(settles for _, settles in said)


def _is_own_ordinance(kind: LeverKind, place_kind: str) -> bool:
    """Whether it is the ordinance of the place's own legislature, and the fact on it is verified."""
    makes_rule = kind.effect is Effect.RULE and kind.kind == "ordinance" and "contracting-body" in kind.agency_kinds
    return makes_rule and place_kind in kind.places and kind.known.is_verified


def _overseen(agency: Agency, kinds: Sequence[LeverKind]) -> _Said:
    body = kinds[0].body
    if any(agency.kind in kind.reaches for kind in kinds):
        return f"{body}: an ordinance reaches {_named(agency)}.", True
    depends = next((kind for kind in kinds if agency.kind in kind.depends), None)
    if depends is not None:
        return f"{body}, by ordinance: {depends.depends_on.replace('{agency}', _named(agency))}", False
    answers_to = ", which answers to the state" if agency.kind == "corrections" else ""
    return f"{body}: no ordinance reaches {_named(agency)}{answers_to}.", bool(answers_to)


_FOUND: Mapping[str, Callable[[LandscapeItem, Evidence, _Answers], _Said]] = {
    "jail_keepers": _jail_keepers,
    "state_law": _state_law,
    "responses": _responses,
    "oversight": _oversight,
}
