"""What is reported of state law, told once in a page or paper: a sentence of many answers, with its number there.

Only what is shown is shortened so; every answer of the assessment keeps the report in full.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from markupsafe import Markup, escape

from pincite.model.answer import AgencyAnswer, Answer
from pincite.reporting.view import ScorecardView

_REPORT = re.compile(
    r"Reported, not quoted: (?P<name>.+?), state law of (?P<state>[A-Z]{2}), "
    r"(?P<rule>prohibits it|limits it|permits it|requires it|forbids local limits on it)\b"
    r".*?Supply its text to settle this\.",
    re.DOTALL,
)
_NUMBER = re.compile(r"\((report|informe) (\d+)\)")


class Report(NamedTuple):
    """One report as it is told in full. anchor: of its place on the page."""

    number: int
    anchor: str
    text: str


def gather_reports(view: ScorecardView) -> tuple[ScorecardView, tuple[Report, ...]]:
    """The view with each report in its answers shortened to a sentence with a number, and the reports by number."""
    numbers: dict[str, int] = {}
    assessment = replace(
        view.assessment,
        answers=tuple(_shorten(item, numbers) for item in view.assessment.answers),
        elements=tuple(_shorten(item, numbers) for item in view.assessment.elements),
    )
    reports = tuple(Report(number, f"report-{number}", text) for text, number in numbers.items())
    return replace(view, assessment=assessment), reports


def link_reports(text: str) -> Markup:
    """The text, escaped, with each number of a report leading to the report."""
    return Markup(_NUMBER.sub(r'(<a href="#report-\2">\1 \2</a>)', str(escape(text))))  # noqa: S704 - escaped before


def _shorten(answer: Answer, numbers: dict[str, int]) -> Answer:
    return replace(
        answer,
        basis=_told(answer.basis, numbers),
        cautions=tuple(_told(text, numbers) for text in answer.cautions),
        by_agency=tuple(_shorten_row(row, numbers) for row in answer.by_agency),
    )


def _shorten_row(row: AgencyAnswer, numbers: dict[str, int]) -> AgencyAnswer:
    cautions = tuple(_told(text, numbers) for text in row.cautions)
    return replace(row, basis=_told(row.basis, numbers), cautions=cautions)


def _told(text: str, numbers: dict[str, int]) -> str:
    """The text with each report in it as a short sentence; a report that is new gets the next number."""

    def shorten(found: re.Match[str]) -> str:
        number = numbers.setdefault(found[0], len(numbers) + 1)
        return f"Reported, not quoted: state law {found['rule']} (report {number})."

    return _REPORT.sub(shorten, text)
