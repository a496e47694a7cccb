"""Who can change what, from a study as it stands on a day."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pincite.model.answer import Assessment
from pincite.model.place import Place
from pincite.reporting.assessment_json import Json
from pincite.reporting.levers_json import render_levers
from pincite.reporting.levers_text import render_levers_text
from pincite.workflow.place import parse_day
from pincite.workflow.reopen import open_study


@dataclass(frozen=True, slots=True, kw_only=True)
class Surveyed:
    """A study's gaps and levers on a day. notices: reviews that no longer count."""

    place: Place
    assessment: Assessment
    notices: tuple[str, ...]


def survey_study(folder: Path, *, today: str, as_of: str = "") -> Surveyed:
    """The gaps and levers of the study in ``folder`` on ``as_of``, "" for its own day; nothing is written.

    Raises UsageError for a day that is none or lies in the future, StudyError and PackError for a broken study.
    """
    if as_of:
        parse_day(as_of, today=today)
    opened = open_study(folder, today=today)
    assessed = opened.answer_on(as_of or opened.place.as_of)
    return Surveyed(place=opened.place, assessment=assessed.assessment, notices=opened.stale)


def describe_surveyed(surveyed: Surveyed) -> Json:
    """The part of assessment.json on levers, with place, day and standard."""
    assessment = surveyed.assessment
    head: Json = {
        "place": assessment.place, "state": assessment.state, "as_of": assessment.as_of, "rubric": assessment.rubric,
    }  # fmt: skip
    return head | render_levers(assessment)


def render_surveyed(surveyed: Surveyed) -> str:
    """The same for people."""
    names = {agency.id: agency.name for agency in surveyed.place.agencies}
    return render_levers_text(surveyed.assessment, lambda agency: names.get(agency) or agency)
