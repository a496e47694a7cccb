"""Meeting packets: the brief, the outline for counsel and the answers with quotes, from one study, written together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pincite.adapters.atomic import lock_folder, write_together
from pincite.adapters.pages import count_pages
from pincite.adapters.paper_docx import write_paper_docx
from pincite.adapters.typesetting import draw_picture, write_paper_pdf
from pincite.errors import StudyError, UsageError
from pincite.model.law import Citation
from pincite.model.lever import Effect
from pincite.model.paper import Blanks, Paper
from pincite.reporting.assessment_json import Json
from pincite.reporting.brief_model import SIZES, Brief, build_brief, spell_observations
from pincite.reporting.catalogue import ENGLISH, Catalogue
from pincite.reporting.packet import PacketOutline, make_packet, make_parts
from pincite.reporting.paper_markdown import render_paper_markdown
from pincite.reporting.paper_page import render_paper
from pincite.reporting.report_model import ReportModel, build_report
from pincite.workflow.outlines import OutlineWish, check_variant, outline_opened
from pincite.workflow.reopen import OpenStudy, open_study
from pincite.workflow.reports import view_study
from pincite.workflow.translations import load_catalogue
from pincite.workflow.verify import Say, check_quotes

PACKET = "packet"
BRIEF_PAGES = 2
_SLACK = 6  # lines
WRITERS: Mapping[str, Callable[[Paper], bytes]] = {
    "pdf": write_paper_pdf,
    "docx": partial(write_paper_docx, picture=draw_picture),
    "html": lambda paper: render_paper(paper).encode(),
    "md": lambda paper: render_paper_markdown(paper).encode(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketOrder:
    """What to make. body: who would adopt the outline, "" for the first of the closing set; out: None for its own.

    variant: of the outline, "" for the body's own.
    """

    study: Path
    formats: tuple[str, ...]
    today: str
    body: str = ""
    variant: str = ""
    language: str = ENGLISH
    out: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketMade:
    """Where the packet is and what its brief says. quotes: how many were found again; pages: of the brief as PDF."""

    folder: Path
    files: tuple[str, ...]
    quotes: int
    brief: Brief
    outline: PacketOutline
    pages: int
    notices: tuple[str, ...]


def parse_packet_formats(text: str) -> tuple[str, ...]:
    """ "pdf,docx" as formats, each once; raises UsageError for an unknown one or none."""
    found = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    wrong = [part for part in found if part not in WRITERS]
    if wrong or not found:
        what = f"there is no format {wrong[0]!r}." if wrong else "no format is named."
        raise UsageError(what, way_out=f"Take one or more of {','.join(WRITERS)}.")
    return found


def make_meeting_packet(order: PacketOrder, *, say: Say = lambda line: None) -> PacketMade:
    """Check every quote, then make the packet and its parts and write all of them or none.

    Raises VerificationError that names a quote that was not found again; UsageError for an unknown body, variant or
    language; StudyError, PackError, InputError.
    """
    catalogue = load_catalogue(order.language)
    check_variant(order.variant)
    out = order.out or order.study / PACKET
    if out.exists() and not out.is_dir():
        raise StudyError("it is a file, not a folder.", where=str(out), way_out="Name another with -o.")
    quotes = check_quotes(order.study, say=say, wanted=PACKET)
    opened = open_study(order.study, today=order.today)
    report = _report(opened, catalogue, order)
    drafted = _draft_outline(order, opened, report)
    observed = spell_observations(opened.place.observations, report, catalogue)
    brief, pages = fit_brief(report, drafted, observed)
    files = _set_files(brief, drafted, order)
    with lock_folder(out):
        write_together(out, ((name, partial(bytes, content)) for name, content in files.items()))
    notices = () if pages <= BRIEF_PAGES else (f"the brief has {pages} pages: its texts are long.",)
    return PacketMade(
        folder=out, files=tuple(files), quotes=quotes, brief=brief, outline=drafted, pages=pages,
        notices=(*opened.stale, *notices),
    )  # fmt: skip


def _report(opened: OpenStudy, catalogue: Catalogue, order: PacketOrder) -> ReportModel:
    events = [(item.day, item.sentence) for item in opened.changes]
    return build_report(view_study(opened, today=order.today, beside=False), catalogue, timeline=events)


def _draft_outline(order: PacketOrder, opened: OpenStudy, report: ReportModel) -> PacketOutline:
    """The outline for the body named; for none, that of the first action, or the reason why there is none."""
    if order.body:
        return _outline_for(order.body, opened, order)
    if not opened.place.agencies:
        return PacketOutline(why="The place has no agency, so nobody can be bound.")
    if not opened.rubric.prefers:
        return PacketOutline(why=f"The standard {opened.rubric.id} prefers no answer, so no outline follows from it.")
    body = _find_first_body(report)
    if not body:
        return PacketOutline(why="No body of this place could close a gap with a rule of its own, as far as is known.")
    try:
        return _outline_for(body, opened, order)
    except UsageError as error:
        if order.variant:
            raise
        return PacketOutline(why=f"For {body}: {error.what} {error.way_out}")


def _outline_for(body: str, opened: OpenStudy, order: PacketOrder) -> PacketOutline:
    wish = OutlineWish(study=order.study, body=body, variant=order.variant, today=order.today)
    made = outline_opened(opened, wish)
    return PacketOutline(body=made.outline.body, title=made.outline.title, blocks=made.blocks)


def _find_first_body(report: ReportModel) -> str:
    """The body of the first action that sets a rule; the set with the place's own bodies comes first."""
    assessment = report.view.assessment
    levers = {item.id: item for item in assessment.levers}
    actions = (levers[action.lever] for found in assessment.closing[:1] for action in found.actions)
    return next((item.body for item in actions if item.effect is Effect.RULE), "")


def fit_brief(report: ReportModel, drafted: PacketOutline, observed: tuple[str, ...] = ()) -> tuple[Brief, int]:
    """The fullest brief that keeps to two pages, else the shortest; and how many pages it has as PDF.

    A few lines are left free, for a word processor sets the DOCX a little wider.
    """
    for size in SIZES:
        brief = build_brief(report, size, observed=observed)
        paper = make_parts(brief, drafted)["brief"]
        roomy = replace(paper, blocks=(*paper.blocks, Blanks(label="", lines=_SLACK)))
        if count_pages(write_paper_pdf(roomy)) <= BRIEF_PAGES:
            break
    return brief, count_pages(write_paper_pdf(paper))


def _set_files(brief: Brief, drafted: PacketOutline, order: PacketOrder) -> dict[str, bytes]:
    """File name -> bytes of the whole packet and of each part, in each format."""
    papers = {PACKET: make_packet(brief, drafted), **make_parts(brief, drafted)}
    ending = "" if order.language == ENGLISH else f".{order.language}"
    return {f"{stem}{ending}.{name}": WRITERS[name](paper) for name in order.formats for stem, paper in papers.items()}


def describe_packet(made: PacketMade, order: PacketOrder) -> Json:
    """What was made and what the brief says, as plain JSON."""
    brief, report = made.brief, made.brief.report
    assessment, score = report.view.assessment, report.score
    return {
        "study": str(order.study),
        "files": [str(made.folder / name) for name in made.files],
        "language": order.language,
        "quotes": made.quotes,
        "place": assessment.place, "state": assessment.state, "as_of": assessment.as_of, "rubric": assessment.rubric,
        "reviewed": report.reviewed[0], "answers": report.reviewed[1],
        "score": {"least": score.least, "most": score.most, "applicable": score.applicable} if score else None,
        "brief_pages": made.pages,
        "facts": [
            {
                "answers": [{"id": one.id, "answer": one.sign.word, "draft": one.draft} for one in item.answers],
                "title": item.title,
                "quotes": [_cite(quote.citation) for quote in item.quotes],
            }
            for item in brief.facts
        ],
        "observed": list(brief.observed),
        "unknown": [
            {
                "question": item.question, "text": item.text,
                "narrowing": {"now": found.now, "worst": found.worst, "best": found.best} if found else None,
                "ask": [{"whose": row.whose, "title": row.title} for row in item.ask],
            }
            for item in brief.points
            for found in [item.narrowing]
        ],
        "actions": [
            {"who": item.name, "gaps": list(item.items), "doubtful": list(item.doubtful), "limits": list(item.limits)}
            for item in brief.actions
        ],
        "outline": {"body": made.outline.body, "title": made.outline.title, "why_none": made.outline.why},
    }  # fmt: skip


def _cite(citation: Citation) -> Json:
    return {
        "document": citation.document, "page": citation.page, "pinpoint": citation.pinpoint,
        "quote": citation.quote, "sha256": citation.sha256,
    }  # fmt: skip
