"""Reviews: a person accepts, changes or rejects a draft, with a reason. Records are only ever added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from pincite.answering.questions import is_closed, skip_question
from pincite.answering.score import judge_criteria, score_answers
from pincite.errors import StudyError
from pincite.model.answer import NOT_APPLICABLE, UNKNOWN, Answer, Assessment
from pincite.model.law import LegalException, Provision, Rule, Scope
from pincite.model.rubric import Question, Rubric

ACTIONS = ("accept", "change", "reject")


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One person's decision on one draft. target: a question id, or "instrument#conduct" for a provision.

    action: accept, change or reject. answer: the new answer (change of a question). rule, exceptions, alone, scope:
    the new coding (change of a provision). at: ISO time. A later review of the same target replaces an earlier one
    in effect; both records stay.
    """

    target: str
    action: str
    by: str
    at: str
    reason: str
    answer: str = ""
    rule: str = ""
    exceptions: tuple[str, ...] | None = None
    alone: tuple[str, ...] | None = None
    scope: str = ""


def check_review(review: Review, *, targets: Iterable[str], answers: Sequence[str]) -> list[str]:
    """What is wrong with a review, as sentences; empty where nothing is."""
    problems = []
    if review.action not in ACTIONS:
        problems.append(f"the action {review.action!r} is none of {', '.join(ACTIONS)}")
    if review.target not in set(targets):
        problems.append(f"there is no draft {review.target!r}")
    if not review.by.strip():
        problems.append("it does not say who reviewed")
    if review.action != "accept" and not review.reason.strip():
        problems.append(f"{review.action} needs a reason")
    if review.action == "change":
        problems.extend(_check_change(review, answers))
    return problems


def _check_change(review: Review, answers: Sequence[str]) -> list[str]:
    if "#" in review.target and review.rule not in set(Rule):
        return [f"the rule {review.rule!r} is none of {', '.join(Rule)}"]
    if "#" not in review.target and review.answer not in (*answers, UNKNOWN):
        return [f"the answer {review.answer!r} is none of {', '.join(answers)} or unknown"]
    return []


def latest_reviews(reviews: Iterable[Review]) -> dict[str, Review]:
    """The review in effect for each target: the last one recorded."""
    return {review.target: review for review in reviews}


def review_provisions(provisions: Sequence[Provision], reviews: Mapping[str, Review]) -> tuple[Provision, ...]:
    """The provisions with reviews applied: rejected ones are left out, changed ones carry the person's coding."""
    kept = []
    for provision in provisions:
        review = reviews.get(provision.id)
        if review is None:
            kept.append(provision)
        elif review.action == "accept":
            kept.append(replace(provision, coder=review.by, probability=None))
        elif review.action == "change" and review.rule != Rule.SILENT:
            kept.append(_changed(provision, review))
    return tuple(kept)


def _changed(provision: Provision, review: Review) -> Provision:
    exceptions = provision.exceptions
    if review.exceptions is not None:
        alone = set(review.alone if review.alone is not None else review.exceptions)
        exceptions = tuple(LegalException(kind=kind, alone=kind in alone) for kind in review.exceptions)
    return replace(
        provision,
        rule=Rule(review.rule),
        exceptions=exceptions,
        scope=Scope(review.scope) if review.scope else provision.scope,
        coder=review.by,
        note=review.reason,
        probability=None,
    )


def apply_reviews(assessment: Assessment, reviews: Mapping[str, Review], *, rubric: Rubric) -> Assessment:
    """Mark what a person has reviewed and put overrides in; gates, criteria and score are judged again."""
    answers = review_answers(assessment.answers, reviews, rubric=rubric)
    elements = tuple(_reviewed(item, reviews, rubric) for item in assessment.elements)
    by_id = {item.question: item for item in answers}
    return replace(
        assessment,
        answers=answers,
        elements=elements,
        criteria=judge_criteria(rubric, by_id),
        score=score_answers(rubric, by_id, elements),
        reviewed=sum(1 for item in (*answers, *elements) if not item.draft),
    )


def review_answers(
    answers: Iterable[Answer], reviews: Mapping[str, Review], *, rubric: Rubric
) -> tuple[Answer, ...]:
    """The answers to the rubric's questions with people's decisions in; gates are judged again."""
    return _regated([_reviewed(item, reviews, rubric) for item in answers], rubric)


def _reviewed(answer: Answer, reviews: Mapping[str, Review], rubric: Rubric) -> Answer:
    review = reviews.get(answer.question)
    if review is None:
        return _draft_or_not(answer, reviews)
    marked = replace(answer, draft=False, reviewed_by=review.by, review_reason=review.reason)
    if review.action == "accept":
        return marked
    given = review.answer if review.action == "change" else UNKNOWN
    known = given != UNKNOWN
    return replace(
        marked,
        answer=given,
        reason="reviewed",
        basis=f"{review.by} decided: {review.reason}",
        possible=(given,) if known else rubric.answers,
        missing=() if known else answer.missing,
        durability=answer.durability if known else "",
    )


def _regated(answers: Sequence[Answer], rubric: Rubric) -> tuple[Answer, ...]:
    """The answers after gates that a review has closed or opened; what a person decided himself stays."""
    plain = {item.question: item.answer for item in answers}
    return tuple(_through_gate(item, rubric.question(item.question), plain, rubric) for item in answers)


def _through_gate(answer: Answer, question: Question, plain: Mapping[str, str], rubric: Rubric) -> Answer:
    closed = is_closed(question, plain)
    if answer.reason == "reviewed" or closed == (answer.answer == NOT_APPLICABLE):
        return answer
    if closed:
        return skip_question(question)
    return replace(
        answer,
        answer=UNKNOWN,
        reason="gate-opened",
        basis=f"A review opened it: {', '.join(question.skip_if or {})} had closed it, so it was not answered.",
        possible=rubric.answers,
    )


def _draft_or_not(answer: Answer, reviews: Mapping[str, Review]) -> Answer:
    """An answer rests on reviewed ground where every row of it rests on provisions that were all reviewed."""
    rests_on = [{item.id for rule in row.controlling for item in rule.basis} for row in answer.by_agency]
    if not rests_on or answer.searched or not all(ids and ids <= set(reviews) for ids in rests_on):
        return answer
    by = ", ".join(sorted({reviews[item].by for ids in rests_on for item in ids}))
    return replace(answer, draft=False, reviewed_by=by, review_reason="every provision it rests on was reviewed")


def parse_reviews(rows: Iterable[Mapping[str, object]]) -> list[Review]:
    """Reviews from plain rows; raises StudyError that names the row."""
    found = []
    for number, row in enumerate(rows, start=1):
        try:
            found.append(msgspec.convert(row, Review))
        except msgspec.ValidationError as error:
            raise StudyError(f"{error}.", where=f"review {number}", way_out="Mend the row.") from None
    return found
