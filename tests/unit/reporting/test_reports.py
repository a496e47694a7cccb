"""What is reported of state law is told in full once on the page, and by its number in the answers."""

from __future__ import annotations

from dataclasses import replace

from pincite.model.answer import AgencyAnswer, Answer
from pincite.reporting.reports import gather_reports, link_reports
from pincite.reporting.view import ScorecardView
from unit.reporting.sample_assessment import make_assessment, make_view

TOLD = (
    "Reported, not quoted: Lamp Act (Lamp Code 1), state law of XM, prohibits it from 2020-01-01 "
    "(in force, as of 2024-01, confidence low; source: a list). Supply its text to settle this."
)
OPEN = f"No text supplied answers it. {TOLD}"
SHORT = "Reported, not quoted: state law prohibits it (report 1)."


def answer(question: str) -> Answer:
    row = AgencyAnswer(agency="board", answer="unknown", reason="reported", basis=OPEN)
    return Answer(
        question=question, answer="unknown", reason="reported", basis=OPEN, cautions=(TOLD,), by_agency=(row,)
    )


def view() -> ScorecardView:
    return make_view(assessment=replace(make_assessment(), answers=(answer("C1.1"), answer("C1.2"))))


def test_a_report_stands_once_in_full_and_by_number_in_each_answer() -> None:
    shortened, reports = gather_reports(view())
    assert [(item.number, item.anchor, item.text) for item in reports] == [(1, "report-1", TOLD)]
    for item in shortened.assessment.answers:
        assert item.basis == item.by_agency[0].basis == f"No text supplied answers it. {SHORT}"
        assert item.cautions == (SHORT,)


def test_a_number_leads_to_its_report_and_foreign_text_is_escaped() -> None:
    assert link_reports("<b> (report 2).") == '&lt;b&gt; (<a href="#report-2">report 2</a>).'
    assert "informe 1</a>" in link_reports("(informe 1)")
