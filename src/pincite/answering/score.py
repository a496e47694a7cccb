"""Criteria and score: met, partly, not met or unknown, and the honest range over what is not known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from pincite.model.answer import (
    NO,
    NOT_APPLICABLE,
    OTHER,
    UNKNOWN,
    YES,
    Answer,
    CriterionAnswer,
    CriterionResult,
    Score,
)
from pincite.model.rubric import Criterion, Rubric


def judge_criterion(criterion: Criterion, answers: Mapping[str, str], asked: Sequence[str]) -> CriterionAnswer:
    """The criterion's result. ``asked``: every question of it; those outside ``met_by`` can only make it partly."""
    deciding = [answers[key] for key in criterion.met_by if answers[key] != NOT_APPLICABLE]
    shown = [answers[key] for key in asked if answers[key] != NOT_APPLICABLE]
    if not deciding:
        return CriterionAnswer(criterion=criterion.id, result=CriterionResult.NOT_APPLICABLE)
    if all(value == YES for value in deciding):
        return CriterionAnswer(criterion=criterion.id, result=CriterionResult.MET)
    if any(value in (YES, OTHER) for value in shown):
        return CriterionAnswer(criterion=criterion.id, result=CriterionResult.PARTLY, remark=_remark(deciding))
    if all(value == NO for value in deciding):
        return CriterionAnswer(criterion=criterion.id, result=CriterionResult.NOT_MET)
    return CriterionAnswer(criterion=criterion.id, result=CriterionResult.UNKNOWN, remark=_remark(deciding))


def _remark(values: Sequence[str]) -> str:
    if UNKNOWN not in values:
        return ""
    return "cannot be met" if any(value in (NO, OTHER) for value in values) else "may still be met"


def judge_criteria(rubric: Rubric, answers: Mapping[str, Answer]) -> tuple[CriterionAnswer, ...]:
    """Every criterion's result, in the rubric's order."""
    plain = {key: item.answer for key, item in answers.items()}
    return tuple(judge_criterion(item, plain, _asked(rubric, item)) for item in rubric.criteria)


def _asked(rubric: Rubric, criterion: Criterion) -> list[str]:
    return [question.id for question in rubric.questions if question.criterion == criterion.id]


def score_answers(rubric: Rubric, answers: Mapping[str, Answer], elements: Sequence[Answer]) -> Score | None:
    """Least and most criteria met over every consistent completion of the unknowns; None where none is preferred."""
    if not rubric.prefers or not rubric.criteria:
        return None
    least = most = 0
    for group in find_completions(rubric, answers):
        counts = [met for _, met in group]
        least, most = least + min(counts), most + max(counts)
    results = judge_criteria(rubric, answers)
    return Score(
        least=least,
        most=most,
        applicable=sum(1 for item in results if item.result is not CriterionResult.NOT_APPLICABLE),
        elements_met=sum(1 for item in elements if item.answer == YES),
        elements_asked=len(elements),
    )


def find_completions(rubric: Rubric, answers: Mapping[str, Answer]) -> list[list[tuple[dict[str, str], int]]]:
    """For each group of criteria that hang together, every completion of its unknowns and how many it would meet."""
    return [
        [(values, _count_met(rubric, group, values)) for values in _completions(rubric, group, answers)]
        for group in _linked_criteria(rubric)
    ]


def _linked_criteria(rubric: Rubric) -> list[list[Criterion]]:
    """Criteria grouped so that no gate leads from one group to another."""
    home = {question.id: question.criterion for question in rubric.questions}
    group_of = {criterion.id: {criterion.id} for criterion in rubric.criteria}
    for question in rubric.questions:
        for gate in question.skip_if or {}:
            joined = group_of[home[gate]] | group_of[question.criterion]
            for member in joined:
                group_of[member] = joined
    groups = {min(group): group for group in group_of.values()}
    return [[item for item in rubric.criteria if item.id in group] for group in groups.values()]


def _completions(
    rubric: Rubric, group: Sequence[Criterion], answers: Mapping[str, Answer]
) -> Iterator[dict[str, str]]:
    """Every way to fill in the unknowns of a group, gates respected."""
    ids = {criterion.id for criterion in group}
    questions = [question for question in rubric.questions if question.criterion in ids]
    choices = [_open_values(answers[question.id], rubric) for question in questions]
    for values in product(*choices):
        filled = dict(zip((question.id for question in questions), values, strict=True))
        for question in questions:
            if any(filled.get(gate) in skips for gate, skips in (question.skip_if or {}).items()):
                filled[question.id] = NOT_APPLICABLE
        yield filled


def _open_values(answer: Answer, rubric: Rubric) -> tuple[str, ...]:
    """What an answer may still turn out to be; a closed gate is opened again by the completion itself."""
    if answer.answer in (UNKNOWN, NOT_APPLICABLE):
        return tuple(value for value in answer.possible if value in rubric.answers) or (OTHER,)
    return (answer.answer,)


def _count_met(rubric: Rubric, group: Sequence[Criterion], values: Mapping[str, str]) -> int:
    results = (judge_criterion(item, values, _asked(rubric, item)).result for item in group)
    return sum(1 for result in results if result is CriterionResult.MET)
