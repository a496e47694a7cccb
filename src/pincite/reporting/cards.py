"""Questions and criteria as a scorecard shows them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from pincite.model.answer import (
    NOT_APPLICABLE,
    UNKNOWN,
    AgencyAnswer,
    Answer,
    CriterionAnswer,
    CriterionResult,
)
from pincite.model.law import Citation
from pincite.model.place import Observation
from pincite.model.rubric import Criterion, Question, WhereToLook
from pincite.model.topic import Caveat
from pincite.reporting.evidence import QuoteView, RuleLine, find_quotes, find_rules
from pincite.reporting.view import ScorecardView
from pincite.reporting.words import Sign, Words, spell_code

_NOT_ANSWERED = "This run did not answer it."


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """One agency's or protection's row. observed: sentences on practice. missing: sources still to read."""

    name: str
    sign: Sign
    basis: str
    cautions: tuple[str, ...]
    missing: tuple[str, ...]
    observed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """One question with its answer and all that stands behind it.

    quotes: the key quote first. same_as: question that rests on the very same words, "" for none.
    rows: where there are several; only_row: where there is one. is_uniform: every row says the same.
    tally: "3 Yes, 1 No". open_to: words of the answers that remain possible.
    how: sentences on how the layers of law were resolved. review: who reviewed it and why.
    """

    id: str
    anchor: str
    text: str
    asks: str
    asked: str
    sign: Sign
    reported: bool
    basis: str
    rules: list[RuleLine]
    quotes: list[QuoteView]
    same_as: str
    rows: list[RowView]
    only_row: RowView | None
    is_uniform: bool
    tally: str
    caveats: tuple[Caveat, ...]
    flags: tuple[str, ...]
    cautions: tuple[str, ...]
    durability: str
    missing: tuple[str, ...]
    open_to: tuple[str, ...]
    searched: tuple[str, ...]
    where: tuple[WhereToLook, ...]
    notes: tuple[str, ...]
    how: tuple[str, ...]
    draft: bool
    review: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionView:
    """A criterion with its questions; beside: (anchor, sentence) of conducts that are shown with it."""

    id: str
    anchor: str
    title: str
    sign: Sign
    remark: str
    questions: list[QuestionView]
    unasked: tuple[str, ...]
    notes: tuple[str, ...]
    beside: list[tuple[str, str]]


def make_anchor(prefix: str, identifier: str) -> str:
    """An id for HTML: no white space or other odd characters."""
    return f"{prefix}-{re.sub(r'[^A-Za-z0-9_.-]+', '-', identifier)}"


def sign_answer(answer: str, words: Words, *, prefers: bool) -> Sign:
    """The sign of an answer; without a tone where the words do not know it or the standard prefers none."""
    known = words.answers.get(answer)
    if known is None:
        return Sign(word=words.rules.get(answer, spell_code(answer)), symbol="•", tone="plain")
    if prefers or answer in (UNKNOWN, NOT_APPLICABLE):
        return known
    return Sign(word=known.word, symbol=known.symbol, tone="plain")


def build_criteria(view: ScorecardView, words: Words) -> list[CriterionView]:
    """Every criterion of the rubric in its order; one that was not judged is unknown."""
    judged = {item.criterion: item for item in view.assessment.criteria}
    return [_criterion(view, item, judged.get(item.id), words) for item in view.rubric.criteria]


def _criterion(
    view: ScorecardView, criterion: Criterion, judged: CriterionAnswer | None, words: Words
) -> CriterionView:
    result = judged.result if judged else CriterionResult.UNKNOWN
    asked = [item for item in view.rubric.questions if item.criterion == criterion.id]
    return CriterionView(
        id=criterion.id,
        anchor=make_anchor("criterion", criterion.id),
        title=criterion.title,
        sign=words.results[result.value],
        remark=judged.remark if judged else "",
        questions=[build_question(view, item, view.assessment.answers, words) for item in asked],
        unasked=criterion.unasked,
        notes=criterion.notes,
        beside=_beside(view, criterion.id),
    )


def _beside(view: ScorecardView, criterion: str) -> list[tuple[str, str]]:
    conducts = {item.id for item in view.topic.conducts if criterion in item.beside}
    shown = [item for item in view.assessment.beside if item.question in conducts]
    return [(make_anchor("beside", item.question), item.basis) for item in shown]


def build_elements(view: ScorecardView, words: Words) -> list[QuestionView]:
    """Every element of the rubric in its order."""
    return [build_question(view, item, view.assessment.elements, words) for item in view.rubric.elements]


def build_loose(view: ScorecardView, words: Words) -> list[QuestionView]:
    """The questions that belong to no criterion, in the rubric's order: all of them where a standard has none."""
    criteria = {item.id for item in view.rubric.criteria}
    loose = (item for item in view.rubric.questions if item.criterion not in criteria)
    return [build_question(view, item, view.assessment.answers, words) for item in loose]


def build_question(
    view: ScorecardView, question: Question, answers: tuple[Answer, ...], words: Words
) -> QuestionView:
    """A question with its answer; one that the assessment does not hold is unknown, never N."""
    found = next((item for item in answers if item.question == question.id), None)
    answer = found or Answer(question=question.id, answer=UNKNOWN, reason="not-answered", basis=_NOT_ANSWERED)
    unknown = answer.answer == UNKNOWN
    prefers = view.rubric.prefers
    rows = [_row(view, question, row, words) for row in answer.by_agency]
    return QuestionView(
        id=question.id,
        anchor=make_anchor("question", question.id),
        text=question.text,
        asks=words.asks.get(question.asks, ""),
        asked=_asked(view, question),
        sign=sign_answer(answer.answer, words, prefers=prefers),
        reported=answer.reason == "reported",
        basis=answer.basis,
        rules=find_rules(view, answer, words),
        quotes=find_quotes(view, answer),
        same_as=_same_as(view, answer.citations, question.id) if answer in view.assessment.elements else "",
        rows=rows if len(rows) > 1 or question.protections else [],
        only_row=rows[0] if len(rows) == 1 and not question.protections else None,
        is_uniform=_is_uniform(rows) and not question.protections,
        tally=_tally(rows),
        caveats=_caveats(view, answer),
        flags=tuple(_flag(view, flag) for flag in answer.flags),
        cautions=answer.cautions,
        durability=_durability(view, answer.durability),
        missing=tuple(view.kind_label(kind) for kind in answer.missing) if unknown else (),
        open_to=_open_to(answer, words, prefers=prefers) if unknown else (),
        searched=tuple(view.document_title(item) for item in answer.searched),
        where=question.where,
        notes=question.notes,
        how=_how(view, answer),
        draft=answer.draft,
        review=_review(answer),
    )


def _row(view: ScorecardView, question: Question, row: AgencyAnswer, words: Words) -> RowView:
    names = {item.id: item.label for item in question.protections}
    return RowView(
        name=names.get(row.agency) or view.agency_name(row.agency),
        sign=sign_answer(row.answer, words, prefers=view.rubric.prefers),
        basis=row.basis,
        cautions=tuple(dict.fromkeys((*(_flag(view, flag) for flag in row.flags), *row.cautions))),
        missing=tuple(view.kind_label(kind) for kind in row.missing),
        observed=tuple(_observed(item, words) for item in row.observed),
    )


def _observed(item: Observation, words: Words) -> str:
    seen_on = words.date(item.seen_on)
    return f"{spell_code(item.shows)}: {item.source}, {seen_on} (confidence {item.confidence})"


def _is_uniform(rows: list[RowView]) -> bool:
    return (
        len(rows) > 1 and len({(row.sign.word, row.basis, row.cautions, row.observed) for row in rows}) == 1
    )


def _asked(view: ScorecardView, question: Question) -> str:
    return next((item.label for item in view.rubric.asked_of if item.id == question.asked_of), "")


def _tally(rows: list[RowView]) -> str:
    counts = Counter(row.sign.word for row in rows)
    return ", ".join(f"{count} {word}" for word, count in counts.most_common())


def _caveats(view: ScorecardView, answer: Answer) -> tuple[Caveat, ...]:
    """The caveats that stand with this question, and those that the answer names besides."""
    return tuple(
        item for item in view.topic.caveats if item.id in answer.caveats or answer.question in item.questions
    )


def _flag(view: ScorecardView, flag: str) -> str:
    for caveat in view.topic.caveats:
        if flag.startswith(f"{caveat.id}-"):
            return f"{spell_code(flag.removeprefix(caveat.id)).capitalize()}: see {caveat.id}, {caveat.title}"
    return spell_code(flag).capitalize()


def _durability(view: ScorecardView, kind: str) -> str:
    source = view.topic.source_kind(kind)
    if source is None:
        return view.kind_label(kind) if kind else ""
    last = max(item.rank for item in view.topic.source_kinds)
    return f"{source.label} (durability {source.rank} of {last}; 1 lasts longest)"


def _open_to(answer: Answer, words: Words, *, prefers: bool) -> tuple[str, ...]:
    return tuple(
        sign_answer(value, words, prefers=prefers).word for value in answer.possible if value != UNKNOWN
    )


def _how(view: ScorecardView, answer: Answer) -> tuple[str, ...]:
    rules = [rule for row in answer.by_agency for rule in row.controlling]
    lines = [
        f"{view.agency_name(rule.agency)}, {view.conduct_label(rule.conduct)}: {' '.join(rule.derivation)}"
        for rule in rules
        if rule.derivation
    ]
    return tuple(dict.fromkeys(lines))


def _review(answer: Answer) -> str:
    if answer.draft:
        return ""
    reason = f": {answer.review_reason}" if answer.review_reason else ""
    return f"Reviewed by {answer.reviewed_by or 'a person'}{reason}"


def _same_as(view: ScorecardView, citations: tuple[Citation, ...], own_id: str) -> str:
    """The first question that rests on the very same words; its card shows them already."""
    if not citations:
        return ""
    same = (item.question for item in view.assessment.answers if item.citations == citations)
    return next((question for question in same if question != own_id), "")
