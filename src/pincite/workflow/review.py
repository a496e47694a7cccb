"""People decide on drafts: accept, change or reject with a reason; after each decision the study is answered again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pincite.adapters.atomic import lock_folder, write_one
from pincite.adapters.study import Study, load_study, read_place_text
from pincite.answering import Review
from pincite.answering.review import check_review
from pincite.errors import UsageError
from pincite.model.law import LegalException, Provision, Scope
from pincite.model.rubric import Rubric
from pincite.topics.problems import suggest
from pincite.workflow.pack import load_pack
from pincite.workflow.records import Recorded, find_effective, make_row
from pincite.workflow.review_sheet import UNDECIDED, Decision, parse_sheet, render_sheet
from pincite.workflow.study import Made, remake


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A draft as a person sees it in a list. says: its answer or rule; where: pinpoint of its first quote, or "".

    decision: what a person decided of it ("accept by A. Clerk"), "" where nobody has.
    """

    target: str
    says: str
    quote: str
    where: str
    decision: str


def find_drafts(study: Study) -> list[Draft]:
    """Every draft of the study: the provisions of its documents, then the answers and elements."""
    decided = {item.review.target: item.review for item in find_effective(study.reviews)}
    provisions = [_provision_draft(item, decided) for item in study.provisions]
    answers = [
        _answer_draft(question, answer, decided)
        for section in ("answers", "elements")
        for question, answer in study.assessment.get(section, {}).items()
    ]
    return [*provisions, *answers]


def _provision_draft(item: Provision, decided: Mapping[str, Review]) -> Draft:
    ways = ", ".join(_way_out(exception) for exception in item.exceptions)
    says = f"{item.rule}{', in part' if item.scope is Scope.PART else ''}{f', unless {ways}' if ways else ''}"
    first = item.citations[0] if item.citations else None
    return Draft(
        target=item.id, says=says, quote=first.quote if first else "", where=first.pinpoint if first else "",
        decision=_decision(item.id, decided),
    )  # fmt: skip


def _way_out(item: LegalException) -> str:
    return item.kind if item.alone else f"{item.kind} with another"


def _answer_draft(question: str, answer: Mapping[str, Any], decided: Mapping[str, Review]) -> Draft:
    cited = answer.get("citations", [])
    return Draft(
        target=question, says=f"{answer['answer']}: {answer['basis']}",
        quote=cited[0]["quote"] if cited else "", where=cited[0]["pinpoint"] if cited else "",
        decision=_decision(question, decided),
    )  # fmt: skip


def _decision(target: str, decided: Mapping[str, Review]) -> str:
    review = decided.get(target)
    if review is None:
        return ""
    to = review.answer or review.rule
    return f"{review.action}{f' to {to}' if to else ''} by {review.by}"


def review_draft(folder: Path, review: Review, *, today: str) -> Made:
    """Record one decision and answer the study again; for a provision ``review.answer`` names its new rule.

    Raises UsageError for a target, answer or rule that is not there, StudyError for a folder without a study.
    """
    with lock_folder_of(folder):
        study = load_study(folder)
        return _record(study, [_as_meant(review)], today=today)


def record_reviews(folder: Path, reviews: Sequence[Review], *, today: str) -> Made:
    """Record several decisions, or none where one of them is wrong, and answer the study again once.

    Raises UsageError where all of them are in effect already, and as ``review_draft`` does.
    """
    with lock_folder_of(folder):
        study = load_study(folder)
        known = _recorded(study)
        new = [item for item in reviews if item.target not in known or known[item.target].review != item]
        if not new:
            raise UsageError("every decision in it is recorded already.", way_out="See: pincite review OUT --list.")
        return _record(study, new, today=today)


def undo_review(folder: Path, undo: Review, *, today: str) -> Made:
    """Take back the latest decision on ``undo.target``, by a further row; the decision itself stays recorded."""
    with lock_folder_of(folder):
        study = load_study(folder)
        active = [item.review.target for item in find_effective(study.reviews)]
        if undo.target not in active:
            way_out = suggest(undo.target, active) if active else "No decision stands, so there is nothing to undo."
            raise UsageError(f"nobody has decided on {undo.target!r}.", way_out=way_out)
        rows = (*study.reviews, make_row(undo, draft=None, source=""))
        return remake(study, rows, today=today)


def write_sheet(folder: Path, sheet: Path) -> None:
    """Write all drafts of the study to a YAML sheet, to edit and to read back with ``edit_from_sheet``.

    Raises UsageError where the file exists: it may hold decisions.
    """
    study = load_study(folder)
    if sheet.exists():
        raise UsageError("there is a file of that name.", where=str(sheet), way_out="Name another one.")
    write_one(sheet, render_sheet(study, _recorded(study)).encode())


def edit_from_sheet(folder: Path, sheet: Path, *, by: str, at: str, today: str) -> Made:
    """Record every new decision of an edited sheet, or none where one of them is wrong."""
    with lock_folder_of(folder):
        study = load_study(folder)
        decisions = parse_sheet(read_place_text(sheet), str(sheet))
        known = _recorded(study)
        for item in decisions:
            _check_untouched(item, study, known)
        reviews = [
            item.as_review(by=item.by or by, at=at)
            for item in decisions
            if item.decision != UNDECIDED and not _is_recorded(item, known)
        ]
        if not reviews:
            raise UsageError(
                "the sheet holds no new decision.",
                where=str(sheet),
                way_out="Write accept, change or reject for decision.",
            )
        return _record(study, reviews, today=today)


def _check_untouched(item: Decision, study: Study, known: Mapping[str, Recorded]) -> None:
    """Raise UsageError where values were edited and the decision does not say change: the edit would be lost."""
    if item.decision == "change" or item.target in known:
        return
    draft = next((draft for draft in study.provisions if draft.id == item.target), None)
    if draft is not None:
        alone = tuple(exception.kind for exception in draft.exceptions if exception.alone)
        kinds = tuple(exception.kind for exception in draft.exceptions)
        stated = {"rule": draft.rule.value, "scope": draft.scope.value, "exceptions": kinds, "alone": alone}
    else:
        given = {**study.assessment.get("answers", {}), **study.assessment.get("elements", {})}
        stated = {"answer": given[item.target]["answer"]} if item.target in given else {}
    edited = [key for key, value in stated.items() if getattr(item, key) not in ("", None, value)]
    if edited:
        way_out = "Write decision: change, or leave the draft's own value."
        raise UsageError(
            f"{', '.join(edited)} edited under decision: {item.decision}.", where=item.target, way_out=way_out
        )


def lock_folder_of(folder: Path) -> AbstractContextManager[None]:
    """The lock of a study that is there; raises StudyError where none is, without making the folder."""
    load_study(folder)
    return lock_folder(folder)


def _recorded(study: Study) -> dict[str, Recorded]:
    return {item.review.target: item for item in find_effective(study.reviews)}


def _is_recorded(decision: Decision, known: Mapping[str, Recorded]) -> bool:
    """Whether the decision in effect already is this one."""
    item = known.get(decision.target)
    return item is not None and decision.is_same(item.review)


def _as_meant(review: Review) -> Review:
    """A change of a provision names its rule where a change of an answer names the answer."""
    if "#" in review.target and review.answer:
        return replace(review, rule=review.answer, answer="")
    return review


def _record(study: Study, reviews: Sequence[Review], *, today: str) -> Made:
    """Check all decisions, then add them and answer again."""
    rubric = load_pack(study.manifest.topic).rubric(study.manifest.rubric)
    for review in reviews:
        _check(review, study, rubric)
    drafts = {item.id: item for item in study.provisions}
    sums = {item.id: item.sha256 for item in study.documents}
    rows = list(study.reviews)
    for review in reviews:
        draft = drafts.get(review.target)
        rows.append(make_row(review, draft=draft, source=sums.get(draft.instrument, "") if draft else ""))
    return remake(study, rows, today=today)


def _check(review: Review, study: Study, rubric: Rubric) -> None:
    targets = [item.target for item in find_drafts(study)]
    if review.target not in targets:
        way_out = f"{suggest(review.target, targets) if len(targets) < 12 else _nearest(review.target, targets)}"
        raise UsageError(f"there is no draft {review.target!r}.", way_out=way_out)
    problems = check_review(review, targets=targets, answers=rubric.answers)
    problems += _check_exceptions(review, study)
    if problems:
        raise UsageError(f"{'; '.join(problems)}.", where=review.target, way_out="See: pincite review OUT --list.")


def _nearest(target: str, targets: Sequence[str]) -> str:
    said = suggest(target, targets)
    return said if said.startswith("Did you mean") else "See: pincite review OUT --list."


def _check_exceptions(review: Review, study: Study) -> list[str]:
    known = [item.id for item in load_pack(study.manifest.topic).topic.exceptions]
    wrong = [kind for kind in review.exceptions or () if kind not in known]
    problems = [f"there is no kind of exception {kind!r}" for kind in wrong]
    loose = set(review.alone or ()) - set(review.exceptions or ())
    problems += [f"{kind!r} stands in alone and not in exceptions" for kind in sorted(loose)]
    if review.scope and review.scope not in set(Scope):
        problems.append(f"the scope {review.scope!r} is neither whole nor part")
    return problems
