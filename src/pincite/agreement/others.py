"""Answers of others beside ours: each row for its own date, measured on distinct texts. No row answers nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pincite.agreement.kappa import cohen_kappa
from pincite.model.answer import NO, NOT_APPLICABLE, UNKNOWN, YES
from pincite.model.comparison import Compared, Comparison, ItemFigures, OthersAnswer, OurAnswer

AGREES, CONFLICTS, UNANSWERABLE, NOT_COMPARED = "agrees", "conflicts", "unanswerable", "not-compared"
NO_STUDY, NO_DATE, AFTER, BEFORE = "no-study", "no-date", "after-study", "before-instruments"
CHANGES, OURS_UNKNOWN, OURS_NOT_APPLICABLE, NOT_ASKED = "changes-within", "unknown", "not-applicable", "not-asked"
LEAST_FOR_KAPPA = 10
_PLACES = 4

AnswerOn = Callable[[str], Mapping[tuple[str, str], OurAnswer]]
"""The answers on an ISO day by (item, protection); ("C4.1", "") is the whole item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyAnswers:
    """What a study can answer. place: as in OthersAnswer; first, last: the ISO days that its documents speak for.

    points: ISO days on which an answer may change, in order.
    """

    name: str
    place: str
    first: str
    last: str
    points: tuple[str, ...]
    answer_on: AnswerOn


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnConflict:
    """Rows of one table that answer one question for one place and date differently."""

    label: str
    question: str
    date: str
    rows: tuple[OthersAnswer, ...]


def compare_others(
    rows: Iterable[OthersAnswer], comparison: Comparison, studies: Mapping[str, StudyAnswers]
) -> tuple[Compared, ...]:
    """Each row beside each item of the rubric that asks the same. studies: by place; none where there are none."""
    found: list[Compared] = []
    for row in rows:
        if row.why:
            found.append(Compared(row=row, item="", outcome=NOT_COMPARED, why=row.why))
            continue
        asked = comparison.question(row.question)
        study = studies.get(row.place)
        found += [_compare(row, item, asked.part, study=study) for item in asked.items]
    return tuple(found)


def _compare(row: OthersAnswer, item: str, part: str, *, study: StudyAnswers | None) -> Compared:
    name = study.name if study else ""
    why = _find_why(row, study)
    ours: OurAnswer | None = None
    if study is not None and not why:
        ours, why = _get_ours(row, (item, part), study)
    if ours is None or why:
        return Compared(row=row, item=item, outcome=UNANSWERABLE, why=why, ours=ours, study=name)
    outcome = AGREES if ours.answer == row.answer else CONFLICTS
    return Compared(row=row, item=item, outcome=outcome, ours=ours, study=name)


def _find_why(row: OthersAnswer, study: StudyAnswers | None) -> str:
    """Why no study can answer the row, "" where one can be asked."""
    if study is None:
        return NO_STUDY
    if row.period is None:
        return NO_DATE
    if row.period.last > study.last:
        return AFTER
    return BEFORE if row.period.first < study.first else ""


def _get_ours(row: OthersAnswer, key: tuple[str, str], study: StudyAnswers) -> tuple[OurAnswer | None, str]:
    """Our answer where it is one and the same on every day that the row's date may mean, else the reason."""
    if row.period is None:
        return None, NO_DATE
    first, last = row.period.first, row.period.last
    days = [first, *(day for day in study.points if first < day <= last)]
    answers = [study.answer_on(day).get(key) for day in days]
    ours = answers[0]
    if any(item != ours for item in answers):
        return None, CHANGES
    if ours is None:
        return None, NOT_ASKED
    return ours, {UNKNOWN: OURS_UNKNOWN, NOT_APPLICABLE: OURS_NOT_APPLICABLE}.get(ours.answer, "")


def measure_others(compared: Iterable[Compared]) -> tuple[ItemFigures, ...]:
    """Figures for each item of the rubric that a row asks about, in order of item."""
    by_item: dict[str, list[Compared]] = {}
    for one in compared:
        if one.item:
            by_item.setdefault(one.item, []).append(one)
    return tuple(_measure(item, by_item[item]) for item in sorted(by_item))


def _measure(item: str, rows: Sequence[Compared]) -> ItemFigures:
    answered = [one for one in rows if one.outcome in (AGREES, CONFLICTS)]
    units = find_units(answered)
    agree = sum(1 for theirs, ours, _ in units if theirs == ours)
    return ItemFigures(
        item=item,
        rows=len(rows),
        texts=len({text_of(one.row) for one in rows}),
        compared_rows=len(answered),
        compared=len(units),
        agree=agree,
        conflict=len(units) - agree,
        opposed=sum(1 for theirs, ours, _ in units if {theirs, ours} == {YES, NO}),
        drafts=sum(1 for _, _, draft in units if draft),
        agreement=round(agree / len(units), _PLACES) if units else None,
        kappa=_find_kappa(units),
        unanswerable=dict(Counter(one.why for one in rows if one.outcome == UNANSWERABLE).most_common()),
    )


def find_units(answered: Iterable[Compared]) -> tuple[tuple[str, str, bool], ...]:
    """(their answer, ours, ours is a draft) once for each distinct text and pair of answers."""
    found: dict[tuple[str, str, str], bool] = {}
    for one in answered:
        if one.ours is not None:
            key = (text_of(one.row), one.row.answer, one.ours.answer)
            found[key] = found.get(key, False) or one.ours.draft
    return tuple((theirs, ours, draft) for (_, theirs, ours), draft in found.items())


def _find_kappa(units: Sequence[tuple[str, str, bool]]) -> float | None:
    if len(units) < LEAST_FOR_KAPPA:
        return None
    return round(cohen_kappa([unit[0] for unit in units], [unit[1] for unit in units]), _PLACES)


def text_of(row: OthersAnswer) -> str:
    """The row's text as it compares, without capitals and marks; a row without a text is a text of its own."""
    folded = " ".join("".join(char if char.isalnum() else " " for char in row.text.casefold()).split())
    return folded or f"row {row.row}"


def find_own_conflicts(rows: Iterable[OthersAnswer]) -> tuple[OwnConflict, ...]:
    """Where the table contradicts itself: same place, question and date, different answers."""
    by_key: dict[tuple[str, str, str], list[OthersAnswer]] = {}
    for row in rows:
        if row.answer and row.date:
            by_key.setdefault((row.place, row.question, row.date), []).append(row)
    return tuple(
        OwnConflict(label=same[0].label, question=same[0].question, date=same[0].date, rows=tuple(same))
        for same in by_key.values()
        if len({row.answer for row in same}) > 1
    )


def find_both(rows: Sequence[OthersAnswer], comparison: Comparison) -> tuple[tuple[OthersAnswer, ...], ...]:
    """For each place of which everything in ``comparison.both`` is said: all its rows that answer anything."""
    by_place: dict[str, list[OthersAnswer]] = {}
    for row in rows:
        by_place.setdefault(row.place, []).append(row)
    wanted = comparison.both.said
    return tuple(
        tuple(row for row in same if comparison.question(row.question).items)
        for same in sorted(by_place.values(), key=lambda same: (same[0].label.rpartition(", ")[2], same[0].label))
        if all(any(row.question == one.question and row.said in one.said for row in same) for one in wanted)
    )
