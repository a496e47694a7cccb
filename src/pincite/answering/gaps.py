"""Gaps: what is not answered best, or of which no text supplied speaks, and whose rule would have to change."""

from __future__ import annotations

from collections.abc import Iterator

from pincite.model.answer import NOT_APPLICABLE, UNKNOWN, YES, AgencyAnswer, Answer, Assessment
from pincite.model.law import ControllingRule, Rule
from pincite.model.lever import Gap
from pincite.model.rubric import Question, Rubric

ANY = ""
_SETTLED = frozenset({YES, NOT_APPLICABLE})
_QUIET = frozenset({Rule.SILENT, Rule.PERMITS})


def find_gaps(assessment: Assessment, rubric: Rubric) -> tuple[Gap, ...]:
    """Every gap in the rubric's order, questions before elements; none where the standard prefers no answer."""
    if not rubric.prefers:
        return ()
    given = {item.question: item for item in (*assessment.answers, *assessment.elements)}
    asked = (item for item in (*rubric.questions, *rubric.elements) if item.id in given)
    found = (_find_gap(question, given[question.id]) for question in asked)
    return tuple(gap for gap in found if gap is not None)


def find_rules(answer: Answer, agency: str) -> tuple[ControllingRule, ...]:
    """The rules that control an agency in an answer, each once; those of every agency for ``ANY``."""
    rules = (rule for row in answer.by_agency for rule in row.controlling)
    return tuple(dict.fromkeys(rule for rule in rules if agency in (ANY, rule.agency)))


def _find_gap(question: Question, answer: Answer) -> Gap | None:
    if answer.answer in _SETTLED:
        return None
    rows = [row for row in answer.by_agency if row.answer not in _SETTLED and (_is_known(row) or _is_quiet(row))]
    certain = answer.answer != UNKNOWN or any(_is_known(row) for row in rows)
    parts = _find_parts(question, rows) or (_find_parts(question, answer.by_agency) if answer.answer != UNKNOWN else ())
    if not parts:
        return None
    return Gap(
        item=question.id,
        criterion=question.criterion,
        answer=answer.answer,
        certain=certain,
        basis=answer.basis,
        conducts=question.conducts,
        parts=parts,
    )


def _is_known(row: AgencyAnswer) -> bool:
    return row.answer != UNKNOWN


def _is_quiet(row: AgencyAnswer) -> bool:
    """Whether nothing that was supplied limits the agency or compels it."""
    return bool(row.controlling) and all(rule.rule in _QUIET for rule in row.controlling)


def _find_parts(question: Question, rows: tuple[AgencyAnswer, ...] | list[AgencyAnswer]) -> tuple[str, ...]:
    """The agencies in those rows that each need a remedy; ``ANY`` where one agency is enough."""
    if question.combine == "any":
        return (ANY,) if rows else ()
    return tuple(dict.fromkeys(agency for row in rows for agency in _agencies_in(question, row)))


def _agencies_in(question: Question, row: AgencyAnswer) -> Iterator[str]:
    if not question.protections:
        yield row.agency
        return
    yield from (rule.agency for rule in row.controlling)
