"""The meeting packet: the brief, the outline for counsel, and the answers with their words; whole and in parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pincite.model import outline
from pincite.model.paper import Block, Bullets, Heading, PageBreak, Paper, Paragraph, Span
from pincite.reporting.brief import make_brief, show_brief, status_of
from pincite.reporting.brief_model import Brief
from pincite.reporting.outline_paper import show_outline
from pincite.reporting.paper_questions import show_question
from pincite.reporting.papers import CODE, line, made, show_reports, signed
from pincite.reporting.report_model import ReportModel


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketOutline:
    """The outline's part of a packet. body: who could adopt it. blocks: () where there is none; why says why."""

    body: str = ""
    title: str = ""
    blocks: tuple[outline.Block, ...] = ()
    why: str = ""


def make_packet(brief: Brief, drafted: PacketOutline) -> Paper:
    """The whole packet as one paper, each part on a new page."""
    words = brief.report.words
    return _paper(words.say("packet-title", place=brief.report.place), brief.report, _packet(brief, drafted))


def make_parts(brief: Brief, drafted: PacketOutline) -> dict[str, Paper]:
    """The parts as papers of their own, by the name of their files."""
    report = brief.report
    answers = report.words.say("packet-answers-title", place=report.place)
    return {
        "brief": make_brief(brief, outline=_name(drafted, report)),
        "outline": replace(
            _paper(drafted.title or report.words.say("packet-outline"), report, _raise(_outline(drafted, report))),
            title_lang="en" if drafted.title else "",
        ),
        "answers": _paper(answers, report, (status_of(brief), *_raise(_answers(report)))),
    }


def _raise(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks of a part that stands alone: its headings are one level higher than in the packet."""
    for block in blocks:
        yield replace(block, level=block.level - 1) if isinstance(block, Heading) else block


def _paper(title: str, report: ReportModel, blocks: Iterable[Block]) -> Paper:
    words = report.words
    return Paper(
        title=title,
        lang=report.language,
        blocks=tuple(blocks),
        foot=words.say("not-legal"),
        page_of=words.phrases["page-of"],
    )


def _packet(brief: Brief, drafted: PacketOutline) -> Iterator[Block]:
    report = brief.report
    yield from show_brief(brief, outline=_name(drafted, report))
    yield PageBreak()
    yield Heading(text=drafted.title or report.words.say("packet-outline"), lang="en" if drafted.title else "")
    yield from _outline(drafted, report)
    if drafted.blocks:
        yield PageBreak()
    yield Heading(text=report.words.say("packet-answers"))
    yield from _answers(report)


def _name(drafted: PacketOutline, report: ReportModel) -> str:
    words = report.words
    return words.say("packet-outline-of", body=drafted.body) if drafted.blocks else words.say("packet-outline-none")


def _outline(drafted: PacketOutline, report: ReportModel) -> Iterator[Block]:
    words = report.words
    if not drafted.blocks:
        why = Span(text=f" {drafted.why}", lang="en")
        yield Paragraph(line=(*line(words.say("packet-no-outline")), why))
        return
    if report.language != "en":
        yield Paragraph(line=line(words.say("packet-outline-english")), look="quiet")
    yield from show_outline(drafted.blocks)


def _answers(report: ReportModel) -> Iterator[Block]:
    words = report.words
    for criterion in report.criteria:
        yield Heading(text=f"{criterion.id} {criterion.title}", level=3)
        remark = line(f" {criterion.remark}", "quiet") if criterion.remark else ()
        yield Paragraph(line=(*signed(criterion.sign), *remark))
        for item in criterion.questions:
            yield from show_question(item, report, level=4)
    for item in report.loose:
        yield from show_question(item, report, level=3)
    if report.elements:
        yield Heading(text=words.say("elements"), level=3)
    for item in report.elements:
        yield from show_question(item, report, level=4)
    yield from show_reports(report, level=3)
    yield from _end(report)


def _end(report: ReportModel) -> Iterator[Block]:
    words, assessment = report.words, report.view.assessment
    if assessment.warnings:
        yield Heading(text=words.say("packet-warnings"), level=3)
        yield Bullets(lines=tuple(line(message) for _, message in assessment.warnings))
    yield Heading(text=words.say("check"), level=3)
    yield Paragraph(line=line(words.say("check-text")))
    yield Paragraph(line=line("pincite verify .", CODE))
    yield Paragraph(line=made(report), look="quiet")
