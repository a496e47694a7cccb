"""Reports of a study: the page, the papers and the workbook, all made from one model and written together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pincite.adapters.atomic import lock_folder, write_together
from pincite.adapters.paper_docx import write_paper_docx
from pincite.adapters.typesetting import draw_picture, write_paper_pdf
from pincite.adapters.workbook import write_workbook
from pincite.errors import UsageError
from pincite.reporting.catalogue import ENGLISH, Catalogue
from pincite.reporting.figures import make_figures
from pincite.reporting.paper_page import render_paper
from pincite.reporting.papers import make_paper
from pincite.reporting.report_model import ReportModel, build_report
from pincite.reporting.scorecard import render_scorecard
from pincite.reporting.sheets import make_sheets
from pincite.reporting.short_papers import make_plain, make_worksheet
from pincite.reporting.view import ScorecardView
from pincite.workflow.reopen import OpenStudy, open_study
from pincite.workflow.translations import load_catalogue
from pincite.workflow.verify import Say, check_quotes

FORMATS = ("html", "pdf", "docx", "xlsx", "plain", "worksheet")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsMade:
    """Where the reports are, and sentences on reviews that no longer count."""

    folder: Path
    files: tuple[str, ...]
    language: str
    quotes: int
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOrder:
    """What to make: formats, language, and the folder (the study's own where ``out`` is None)."""

    study: Path
    formats: tuple[str, ...]
    today: str
    language: str = ENGLISH
    out: Path | None = None


def parse_formats(text: str) -> tuple[str, ...]:
    """ "html,pdf" as formats, each once; raises UsageError for an unknown one or none."""
    found = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    wrong = [part for part in found if part not in FORMATS]
    if wrong or not found:
        what = f"there is no format {wrong[0]!r}." if wrong else "no format is named."
        raise UsageError(what, way_out=f"Take one or more of {','.join(FORMATS)}.")
    return found


def make_reports(order: ReportOrder, *, say: Say = lambda line: None) -> ReportsMade:
    """Check every quote, then make the reports and write all of them or none.

    Raises VerificationError where a claim of the study does not hold; UsageError, StudyError, PackError, InputError.
    """
    catalogue = load_catalogue(order.language)
    quotes = check_quotes(order.study, say=say)
    opened = open_study(order.study, today=order.today)
    out = order.out or order.study
    view = view_study(opened, today=order.today, beside=out.resolve() == order.study.resolve())
    parts = render_reports(view, opened, catalogue, formats=order.formats)
    with lock_folder(out):
        write_together(out, parts.items())
    files = tuple(parts)
    return ReportsMade(folder=out, files=files, language=order.language, quotes=quotes, notices=opened.stale)


def view_study(opened: OpenStudy, *, today: str, beside: bool) -> ScorecardView:
    """The study on its own day as a report sees it. beside: the reports lie beside the sources and link to them."""
    assessed = opened.answer_on(opened.place.as_of)
    return ScorecardView(
        assessment=assessed.assessment,
        rubric=opened.rubric,
        topic=opened.pack.topic,
        generated_on=today,
        instruments=assessed.instruments,
        documents={reading.document.id: reading.document for reading in opened.readings},
        links={item.id: item.source for item in opened.study.documents} if beside else {},
        searches=opened.study.searches,
        refusals=tuple((item.name, item.what, item.way_out) for item in opened.study.manifest.refused),
        agencies=opened.place.agencies,
    )


Load = Callable[[], bytes]


def render_reports(
    view: ScorecardView, opened: OpenStudy, catalogue: Catalogue, *, formats: tuple[str, ...]
) -> Mapping[str, Load]:
    """File name -> what gives its bytes, for each format."""
    events = [(item.day, item.sentence) for item in opened.changes]
    report = build_report(view, catalogue, timeline=events)
    ending = "" if catalogue.is_english else f".{catalogue.language}"
    parts: dict[str, Load] = {}
    for name in formats:
        made = _make(name, report, view, catalogue)
        parts |= {f"{stem}{ending}.{kind}": load for (stem, kind), load in made.items()}
    return parts


def _make(name: str, report: ReportModel, view: ScorecardView, catalogue: Catalogue) -> dict[tuple[str, str], Load]:
    if name == "html":
        page = partial(render_scorecard, view, catalogue=catalogue, figures=make_figures(report))
        return {("report", "html"): lambda: page().encode()}
    if name == "xlsx":
        return {("report", "xlsx"): lambda: write_workbook(make_sheets(report), title=report.place)}
    if name in ("pdf", "docx"):
        paper = make_paper(report)
        if name == "pdf":
            return {("report", "pdf"): lambda: write_paper_pdf(paper)}
        return {("report", "docx"): lambda: write_paper_docx(paper, picture=draw_picture)}
    short = make_plain(report) if name == "plain" else make_worksheet(report)
    return {
        (name, "html"): lambda: render_paper(short).encode(),
        (name, "pdf"): lambda: write_paper_pdf(short),
    }
