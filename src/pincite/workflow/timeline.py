"""The timeline of a study: every day on which an answer changed, and what happened on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pincite.model.answer import UNKNOWN, Answer, Assessment
from pincite.model.freshness import is_stale
from pincite.packs.us.frameworks import load_frameworks
from pincite.resolving import Change
from pincite.workflow.assess import Assessed
from pincite.workflow.reopen import OpenStudy, open_study


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerChange:
    """One answer before and after, each with the code of its reason; unknown for another reason is a change too.

    reviewed_before, reviewed: whether a person stands behind it.
    """

    question: str
    before: str
    before_reason: str
    after: str
    reason: str
    basis: str
    reviewed_before: bool
    reviewed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineDay:
    """What happened on one day, and the answers that changed with it; () where none did."""

    day: str
    events: tuple[str, ...]
    changes: tuple[AnswerChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The answers of one place through time. before: those of the day before the first change point.

    ahead: what is known to come after today. stale: facts that are old today. notices: reviews that no longer count.
    """

    place: str
    state: str
    rubric: str
    today: str
    start: str
    before: dict[str, str]
    days: tuple[TimelineDay, ...]
    ahead: tuple[Change, ...]
    stale: tuple[str, ...]
    notices: tuple[str, ...]


def make_timeline(folder: Path, *, today: str) -> Timeline:
    """The timeline of the study in ``folder`` up to ``today`` (ISO); nothing is written.

    Raises StudyError, PackError or InputError where the study is broken.
    """
    opened = open_study(folder, today=today)
    place, events = opened.place, opened.changes
    start = _day_before(opened.points[0]) if opened.points else place.as_of
    first = opened.answer_on(start)
    return Timeline(
        place=place.name,
        state=place.state,
        rubric=opened.rubric.id,
        today=today,
        start=start,
        before={item.question: item.answer for item in _every(first.assessment)},
        days=tuple(_find_days(opened, first, events)),
        ahead=tuple(item for item in events if item.day > today),
        stale=tuple(_find_stale(opened, today)),
        notices=opened.stale,
    )


def _find_days(opened: OpenStudy, first: Assessed, events: Sequence[Change]) -> Iterator[TimelineDay]:
    before = first.assessment
    for day in opened.points:
        after = opened.answer_on(day).assessment
        told = tuple(item.sentence for item in events if item.day == day)
        yield TimelineDay(day=day, events=told, changes=tuple(_compare(before, after)))
        before = after


def _compare(before: Assessment, after: Assessment) -> Iterator[AnswerChange]:
    old = {item.question: item for item in _every(before)}
    for new in _every(after):
        was = old[new.question]
        if was.answer != new.answer or (new.answer == UNKNOWN and was.reason != new.reason):
            yield AnswerChange(
                question=new.question, before=was.answer, before_reason=was.reason, after=new.answer,
                reason=new.reason, basis=new.basis, reviewed_before=not was.draft, reviewed=not new.draft,
            )  # fmt: skip


def _every(assessment: Assessment) -> tuple[Answer, ...]:
    return (*assessment.answers, *assessment.elements)


def _find_stale(opened: OpenStudy, today: str) -> Iterator[str]:
    for note in opened.pack.topic.caveats:
        if is_stale(note.as_of, today, kind="federal"):
            yield f"The note on {note.title} is of {note.as_of}, more than 90 days before {today}."
    for item in load_frameworks():
        if item.state == opened.place.state and is_stale(item.status_as_of, today, kind="state"):
            as_of = item.status_as_of or "a day not known"
            yield f"The report on {item.name} ({item.state}) is of {as_of}, more than 90 days before {today}."


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def describe_timeline(timeline: Timeline) -> dict[str, Any]:
    """The timeline as plain JSON; ``before`` and ``days`` together give every answer on every day."""
    return {"format": "pincite-timeline", "format_version": "1", **asdict(timeline)}


def render_timeline(timeline: Timeline) -> str:
    """The timeline for people, oldest day first."""
    lines = [f"{timeline.place}, {timeline.state}, by {timeline.rubric}, up to {timeline.today}"]
    if not timeline.days:
        lines.append("No document and no observation has a day, so nothing is known to have changed.")
    for day in timeline.days:
        lines += ["", day.day, *(f"  {sentence}" for sentence in day.events)]
        lines += [f"    {_told(item)}" for item in day.changes] or ["    No answer changed."]
    lines += ["", *(f"Ahead: {item.day} {item.sentence}" for item in timeline.ahead)]
    lines += [f"Stale: {sentence}" for sentence in timeline.stale]
    return "\n".join(lines).rstrip()


def _told(item: AnswerChange) -> str:
    by = "reviewed" if item.reviewed else "machine draft"
    was = "reviewed" if item.reviewed_before else "machine draft"
    before, after = f"{item.before} ({item.before_reason}, {was})", f"{item.after} ({item.reason}, {by})"
    return f"{item.question}: {before} -> {after}: {item.basis}"
