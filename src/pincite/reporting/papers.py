"""The scorecard as a paper: the same figures and words as the page, in blocks that PDF and DOCX writers set."""

from __future__ import annotations

from collections.abc import Iterator

from pincite.model.paper import Block, Bullets, Heading, Line, PageBreak, Paper, Paragraph, Span, Table
from pincite.reporting.figures import make_criteria, make_levers, make_matrix, make_range, make_timeline, spell_ways
from pincite.reporting.paper_questions import show_question
from pincite.reporting.report_model import ReportModel
from pincite.reporting.words import Sign, spell_code

CODE = "code"


def line(text: str, look: str = "") -> Line:
    """Words of one look."""
    return (Span(text=text, look=look),)


def signed(sign: Sign) -> Line:
    """An answer or result: its symbol and word, never the tone alone."""
    return (Span(text=f"{sign.symbol} {sign.word}", look="strong", tone=sign.tone),)


def make_paper(report: ReportModel) -> Paper:
    """The whole report, some twenty pages for a county."""
    return Paper(
        title=report.words.say("title", place=report.place),
        lang=report.language,
        blocks=tuple(_blocks(report)),
        foot=report.words.say("not-legal"),
        page_of=report.words.phrases["page-of"],
    )


def _blocks(report: ReportModel) -> Iterator[Block]:
    yield from head(report)
    yield from _score(report)
    yield from _glance(report)
    yield from _wanted(report)
    yield from _matrix(report)
    yield from _timeline(report)
    yield from _levers(report)
    yield PageBreak()
    yield from _criteria(report)
    yield from _elements(report)
    yield from show_reports(report, level=2)
    yield from _landscape(report)
    yield from _instruments(report)
    yield from _searched(report)
    yield from _standard(report)


def head(report: ReportModel) -> Iterator[Block]:
    """What every paper opens with: the day, whose standard, and how much of it people have reviewed."""
    words, view = report.words, report.view
    done, every = report.reviewed
    status = words.say("reviewed" if every and done == every else "draft", done=done, all=every)
    yield Paragraph(line=line(view.rubric.title), look="lead")
    said = words.say("by-standard", author=view.rubric.author, day=report.day(view.rubric.as_of))
    yield Paragraph(line=line(f"{words.say('as-of', day=report.day(view.assessment.as_of))}. {said}"))
    yield Paragraph(line=line(status if report.answered else words.say("no-answers"), "strong"), look="callout")


def _score(report: ReportModel) -> Iterator[Block]:
    words, score = report.words, report.score
    yield Heading(text=words.say("score"))
    yield Paragraph(line=line(report.score_sentence), look="lead")
    chart = make_range(report)
    if chart is not None and score is not None:
        yield chart
        yield Paragraph(line=line(f"{chart.alt}."))
        parts = words.say("parts", met=score.elements_met, asked=score.elements_asked)
        yield Paragraph(line=line(f"{words.say('score-least')} {parts}"), look="quiet")
    if report.view.assessment.warnings:
        yield Bullets(lines=tuple(line(message) for _, message in report.view.assessment.warnings))


def _glance(report: ReportModel) -> Iterator[Block]:
    words = report.words
    if not report.criteria:
        return
    yield Heading(text=words.say("glance"))
    chart = make_criteria(report)
    if chart is not None:
        yield chart
    rows = [
        (
            (Span(text=item.id, look=CODE), Span(text=f" {item.title}")),
            (*signed(item.sign), *(line(f" {item.remark}", "quiet") if item.remark else ())),
            line(", ".join(f"{q.id} {q.sign.word}" for q in item.questions)),
        )
        for item in report.criteria
    ]
    names = (words.say("criterion"), words.say("result"), words.say("questions"))
    yield Table(caption=words.say("glance"), head=names, rows=tuple(rows), widths=(4, 2, 4))


def _wanted(report: ReportModel) -> Iterator[Block]:
    words = report.words
    yield Heading(text=words.say("wanted"))
    if not report.wanted:
        yield Paragraph(line=line(words.say("wanted-none")))
        return
    names = (words.say("document"), words.say("whose"), words.say("ask"), words.say("could-settle"))
    rows = tuple(
        (line(row.title, "strong"), line(row.whose), line(row.ask), line(", ".join(row.questions)))
        for row in report.wanted
    )
    yield Table(caption=words.say("wanted"), head=names, rows=rows, widths=(3, 2.5, 3, 3))


def _matrix(report: ReportModel) -> Iterator[Block]:
    words, matrix = report.words, report.matrix
    yield Heading(text=words.say("matrix"))
    chart = make_matrix(report)
    if chart is None:
        yield Paragraph(line=line(words.say("matrix-none" if matrix.rows else "matrix-no-rule")))
        return
    yield Paragraph(line=line(words.say("matrix-intro")))
    yield chart
    names = (words.say("matrix-protection"), words.say("matrix-rule"), words.say("exceptions"))
    rows = tuple((line(row.name), line(row.rule), line(spell_ways(row, report))) for row in matrix.rows)
    yield Table(caption=words.say("matrix"), head=names, rows=rows, widths=(3, 2, 5))


def _timeline(report: ReportModel) -> Iterator[Block]:
    words = report.words
    yield Heading(text=words.say("timeline"))
    chart = make_timeline(report)
    if chart is None:
        yield Paragraph(line=line(words.say("timeline-none")))
        return
    yield chart
    rows = tuple(
        (line(f"{number}"), line(report.day(day)), line(said)) for number, (day, said) in enumerate(report.timeline, 1)
    )
    names = (words.say("form-id"), words.say("day"), words.say("event"))
    yield Table(caption=words.say("timeline"), head=names, rows=rows, widths=(0.6, 2, 7))
    yield Paragraph(line=line(words.say("timeline-now", day=report.day(report.view.assessment.as_of))))


def _levers(report: ReportModel) -> Iterator[Block]:
    words, levers = report.words, report.levers
    yield Heading(text=words.say("levers"))
    if not levers.gaps:
        yield Paragraph(line=line(words.say("levers-none" if report.view.rubric.prefers else "levers-unscored")))
        return
    chart = make_levers(report)
    if chart is not None:
        yield chart
    names = (words.say("action"), words.say("gaps"), words.say("limits"))
    for found in levers.sets:
        yield Heading(text=found.title, level=3)
        yield Paragraph(line=line(found.sentence))
        rows = tuple(
            (
                (Span(text=action.name, look="strong"), Span(text=f" ({action.lasting})", look="quiet")),
                line(", ".join(action.items)),
                line(" ".join(action.limits)),
            )
            for action in found.actions
        )
        if rows:
            yield Table(caption=found.title, head=names, rows=rows, widths=(3, 2.5, 5))


def _criteria(report: ReportModel) -> Iterator[Block]:
    words = report.words
    yield Heading(text=words.say("criteria" if report.criteria else "questions"))
    for criterion in report.criteria:
        yield Heading(text=f"{criterion.id} {criterion.title}", level=3)
        remark = line(f" {criterion.remark}", "quiet") if criterion.remark else ()
        yield Paragraph(line=(*signed(criterion.sign), *remark))
        for item in criterion.questions:
            yield from show_question(item, report, level=4)
        for note in criterion.notes:
            yield Paragraph(line=line(words.say("note", what=note)), look="quiet")
        if criterion.unasked:
            yield Paragraph(line=line(words.say("unasked", what="; ".join(criterion.unasked))), look="quiet")
    for item in report.loose:
        yield from show_question(item, report, level=3)


def _elements(report: ReportModel) -> Iterator[Block]:
    if not report.elements:
        return
    yield Heading(text=report.words.say("elements"))
    for item in report.elements:
        yield from show_question(item, report, level=3)


def show_reports(report: ReportModel, *, level: int) -> Iterator[Block]:
    """What is reported of state law, each once under the number that the answers give it."""
    if not report.reports:
        return
    yield Heading(text=report.words.say("reports"), level=level)
    told = ((Span(text=f"{item.number}. ", look="strong"), *line(item.text)) for item in report.reports)
    yield Bullets(lines=tuple(told))


def _landscape(report: ReportModel) -> Iterator[Block]:
    view = report.view
    found = {item.question: item for item in view.assessment.landscape}
    rows = tuple(
        (line(item.text), line(found[item.id].basis if item.id in found else "–")) for item in view.rubric.landscape
    )
    if rows:
        words = report.words
        yield Heading(text=words.say("landscape"))
        names = (words.say("question"), words.say("answer"))
        yield Table(caption=words.say("landscape"), head=names, rows=rows, widths=(3, 5))
    if view.assessment.beside:
        yield Heading(text=report.words.say("beside"))
        yield Bullets(lines=tuple(line(item.basis) for item in view.assessment.beside))


def _instruments(report: ReportModel) -> Iterator[Block]:
    words, assessment = report.words, report.view.assessment
    yield Heading(text=words.say("instruments"))
    if not assessment.instruments:
        yield Paragraph(line=line(words.say("instruments-none")))
        return
    rows = tuple(
        (line(item.title), line(words.roles.get(item.role, spell_code(item.role))), line(item.why))
        for item in assessment.instruments
    )
    names = (words.say("instrument"), words.say("role"), words.say("why"))
    yield Table(caption=words.say("instruments"), head=names, rows=rows, widths=(3, 2, 4))


def _searched(report: ReportModel) -> Iterator[Block]:
    words, view = report.words, report.view
    yield Heading(text=words.say("searched"))
    if not view.searches:
        yield Paragraph(line=line(words.say("searched-none")))
        return
    rows = []
    for record in view.searches:
        document = view.documents.get(record.document)
        rows.append(
            (
                line(view.document_title(record.document)),
                line(f"{record.words:,}"),
                line(f"{record.pages or '–'}"),
                line(words.say("read-whole" if record.complete else "read-part")),
                line(document.sha256 if document else "", CODE),
            )
        )
    names = tuple(words.say(key) for key in ("document", "words", "pages", "status", "sha256"))
    yield Table(caption=words.say("searched"), head=names, rows=tuple(rows), widths=(3, 1, 1, 2, 3.4))


def _standard(report: ReportModel) -> Iterator[Block]:
    words, rubric = report.words, report.view.rubric
    yield Heading(text=words.say("standard"))
    yield Paragraph(line=(Span(text=rubric.source, lang="en"), Span(text=f" ({rubric.id}, {rubric.version})")))
    yield Paragraph(line=line(rubric.disclaimer))
    yield Paragraph(line=line(words.say("not-legal")))
    if rubric.errata:
        yield Heading(text=words.say("errata"), level=3)
        yield Bullets(lines=tuple(line(item) for item in rubric.errata))
    yield Heading(text=words.say("check"))
    yield Paragraph(line=line(words.say("check-text")))
    yield Paragraph(line=line("pincite verify .", CODE))
    yield Paragraph(line=made(report), look="quiet")


def made(report: ReportModel) -> Line:
    """Who made the paper, when, and what it is not."""
    view = report.view
    return line(report.words.say("made", day=report.day(view.generated_on), author=view.rubric.author))
