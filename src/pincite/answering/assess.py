"""The whole rubric for one place: questions in gate order, elements, criteria, score and what is shown beside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pincite.answering.evidence import Evidence
from pincite.answering.landscape import find_landscape, find_stray_facts
from pincite.answering.questions import answer_question, find_asked
from pincite.answering.reported import REPORTED, tell_report
from pincite.answering.score import judge_criteria, score_answers
from pincite.answering.wanted import find_wanted, judge_state_law
from pincite.model.answer import Answer, Assessment
from pincite.model.freshness import is_stale
from pincite.model.law import ControllingRule, Rule
from pincite.model.place import Agency
from pincite.model.rubric import Question, Rubric


def assess_place(evidence: Evidence) -> Assessment:
    """All answers of the rubric for the place; everything is a machine draft until it is reviewed."""
    rubric, place = evidence.rubric, evidence.place
    answers = answer_all(rubric.questions, evidence)
    elements = tuple(answer_all(rubric.elements, evidence).values())
    every = (*answers.values(), *elements)
    return Assessment(
        place=place.name,
        state=place.state,
        as_of=place.as_of,
        rubric=rubric.id,
        rubric_version=rubric.version,
        topic=evidence.topic.id,
        answers=tuple(answers[question.id] for question in rubric.questions),
        elements=elements,
        criteria=judge_criteria(rubric, answers),
        score=score_answers(rubric, answers, elements),
        landscape=find_landscape(evidence, tuple(answers.values())),
        beside=tuple(_beside(evidence)),
        wanted=find_wanted(every, evidence),
        warnings=_warnings(evidence),
    )


def answer_all(questions: Iterable[Question], evidence: Evidence) -> dict[str, Answer]:
    """Answers by question id, each after the questions that it hangs on."""
    answers: dict[str, Answer] = {}
    for question in _in_gate_order(list(questions), evidence.rubric):
        answers[question.id] = answer_question(question, evidence, answers=answers)
    return answers


def _in_gate_order(questions: list[Question], rubric: Rubric) -> list[Question]:
    """Gates before what hangs on them; check_rubric has refused cycles."""
    known = {question.id for question in questions}
    ordered: list[Question] = []
    placed: set[str] = set()
    while len(ordered) < len(questions):
        ready = [q for q in questions if q.id not in placed and (_needs(q, rubric) & known) <= placed]
        if not ready:
            raise AssertionError("cyclic skip logic; check_rubric refuses that")
        ordered.extend(ready)
        placed.update(question.id for question in ready)
    return ordered


def _needs(question: Question, rubric: Rubric) -> set[str]:
    table = rubric.table(question.table)
    asked = {other for row in table.rows for other in (row.when.question or {})}
    return set(question.skip_if or {}) | asked


def _beside(evidence: Evidence) -> Iterable[Answer]:
    """Conducts that turn no answer and are shown beside criteria, for those whom the criteria ask about."""
    for conduct in evidence.topic.conducts:
        for agency in _asked_in(conduct.beside, evidence):
            rule = evidence.resolve(agency, conduct.id)
            if rule.rule is not Rule.SILENT and not rule.implied:
                yield _shown(conduct.id, conduct.short, agency, rule)


def _asked_in(criteria: Sequence[str], evidence: Evidence) -> list[Agency]:
    """The agencies that some question of the criteria is asked of."""
    groups = {question.asked_of for question in evidence.rubric.questions if question.criterion in criteria}
    asked = {
        agency.id for group in groups for agency in find_asked(evidence.rubric.group(group), evidence.place.agencies)
    }
    return [agency for agency in evidence.place.agencies if agency.id in asked]


def _shown(conduct: str, short: str, agency: Agency, rule: ControllingRule) -> Answer:
    return Answer(
        question=conduct,
        answer=rule.rule.value,
        reason="shown-beside",
        basis=f"{agency.name}: {short}: {rule.rule}.",
        citations=rule.basis[0].citations,
        instrument=rule.basis[0].instrument,
        cautions=rule.cautions,
    )


def _warnings(evidence: Evidence) -> tuple[tuple[str, str], ...]:
    found = [judge_state_law(evidence), *_stale_facts(evidence), *find_stray_facts(evidence)]
    found += [(REPORTED, tell_report(report, evidence)) for report in evidence.reports]
    for question in (*evidence.rubric.questions, *evidence.rubric.elements):
        group = evidence.rubric.group(question.asked_of)
        if not find_asked(group, evidence.place.agencies):
            found.append(("no-agency", f"No agency is listed that {question.id} is asked of ({group.label})."))
    for agency in evidence.place.agencies:
        if agency.lock_up == "unknown":
            found.append(("lock-up-unknown", f"Whether {agency.name} keeps a lock-up is not known; it is asked as if."))
    if assumed := [agency.name for agency in evidence.place.agencies if agency.assumed]:
        found.append(("assumed-agency", f"Assumed from the kind of place, not confirmed: {'; '.join(assumed)}."))
    return tuple(dict.fromkeys(found))


def _stale_facts(evidence: Evidence) -> list[tuple[str, str]]:
    """A warning for each note on federal law that was old on the valuation date."""
    as_of = evidence.place.as_of
    return [
        ("stale-fact", f"The note on {item.title} is of {item.as_of}; whether it still held on {as_of} is not shown.")
        for item in evidence.topic.caveats
        if is_stale(item.as_of, as_of, kind="federal")
    ]
