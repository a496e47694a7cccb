"""One question of a report as blocks: the answer, why, the rule found, the words, the cautions and what is open."""

from __future__ import annotations

from collections.abc import Iterator

from pincite.model.paper import Block, Bullets, Heading, Line, Paragraph, Quotation, Span, Table
from pincite.model.topic import Caveat
from pincite.reporting.cards import QuestionView, RowView
from pincite.reporting.context import Run
from pincite.reporting.evidence import QuoteView
from pincite.reporting.report_model import ReportModel

QUOTES_SHOWN = 3
_LOOKS = {"struck": "struck", "note": "note", "inserted": "new"}


def cut_marks(runs: tuple[Run, ...]) -> Line:
    """The words of a quote, with struck, noted and new ones told apart."""
    return tuple(Span(text=run.text, look=_LOOKS.get(run.kind, "")) for run in runs)


def show_question(item: QuestionView, report: ReportModel, *, level: int) -> Iterator[Block]:
    """The blocks of one question, its heading of that level first."""
    words = report.words
    yield Heading(text=f"{item.id} {item.text}", level=level)
    reported = f" ({words.say('reported')})" if item.reported else ""
    answer = Span(text=f"{item.sign.symbol} {item.sign.word}{reported}.", look="strong", tone=item.sign.tone)
    yield Paragraph(line=(answer, Span(text=f" {item.basis}")))
    yield from _rules(item, report)
    yield from _quotes(item, report)
    yield from _rows(item, report)
    yield from _cautions(item, report)
    yield from _open(item, report)
    for note in item.notes:
        yield Paragraph(line=(Span(text=words.say("note", what=note)),), look="quiet")
    yield Paragraph(line=(Span(text=_foot(item, report)),), look="quiet")


def _rules(item: QuestionView, report: ReportModel) -> Iterator[Block]:
    if not item.rules:
        return
    found = Span(text=f"{report.words.say('rule-found')}: ", look="strong")
    lines = tuple(
        (
            found,
            Span(text=f"{rule.agencies + ' · ' if rule.agencies else ''}{rule.conduct}: {rule.text}"),
            Span(text=f" — {rule.source}" if rule.source else "", look="quiet"),
        )
        for rule in item.rules
    )
    yield Bullets(lines=lines)


def _quotes(item: QuestionView, report: ReportModel) -> Iterator[Block]:
    if item.same_as:
        yield Paragraph(line=(Span(text=report.words.say("rests-same", id=item.same_as)),), look="quiet")
        return
    for quote in item.quotes[:QUOTES_SHOWN]:
        yield _quotation(quote, report)
    if len(item.quotes) > QUOTES_SHOWN:
        more = report.words.say("more", count=len(item.quotes) - QUOTES_SHOWN)
        places = "; ".join(f"{quote.title}, {quote.place}" for quote in item.quotes[QUOTES_SHOWN:])
        yield Paragraph(line=(Span(text=f"{more}: {places}."),), look="quiet")


def _quotation(quote: QuoteView, report: ReportModel) -> Quotation:
    label = f"{quote.label}: " if quote.label else ""
    place = f"{label}{quote.title}{', ' + quote.place if quote.place else ''}"
    words: Line = cut_marks(quote.shown)
    if quote.is_cut:
        words = (*words, Span(text=report.words.say("cut"), look="quiet"))
    lost = (Span(text=f" {report.words.say('not-found')}", look="strong"),) if not quote.context.found else ()
    return Quotation(words=words, source=(Span(text=place), *lost))


def _rows(item: QuestionView, report: ReportModel) -> Iterator[Block]:
    words = report.words
    if item.only_row is not None:
        for seen in item.only_row.observed:
            yield Paragraph(line=(Span(text=words.say("observed", what=seen)),), look="quiet")
    if not item.rows or item.is_uniform:
        return
    rows = tuple(
        (
            (Span(text=row.name),),
            (Span(text=f"{row.sign.symbol} {row.sign.word}", look="strong", tone=row.sign.tone),),
            (Span(text=_why(row, report)),),
        )
        for row in item.rows
    )
    names = (words.say("row"), words.say("answer"), words.say("why"))
    yield Table(caption=f"{item.id}: {words.say('answer')}", head=names, rows=rows, widths=(3, 1.6, 5))


def _why(row: RowView, report: ReportModel) -> str:
    observed = (report.words.say("observed", what=seen) for seen in row.observed)
    return " ".join((row.basis, *observed))


def _cautions(item: QuestionView, report: ReportModel) -> Iterator[Block]:
    words = report.words
    for caveat in item.caveats:
        if _first_with(caveat, report) != item.id:
            said = words.say("caution-again", id=caveat.id, title=caveat.title, question=_first_with(caveat, report))
            yield Paragraph(line=(Span(text=said),))
            continue
        title = Span(text=words.say("caution", id=caveat.id, title=caveat.title), look="strong")
        day = report.day(caveat.as_of)
        yield Paragraph(line=(title, Span(text=f" {caveat.says}")), look="callout")
        source = words.say("caution-of", source=caveat.source, day=day, level=caveat.confidence)
        yield Paragraph(line=(Span(text=source),), look="quiet")
    told = (*item.flags, *item.cautions)
    if told:
        yield Bullets(lines=tuple((Span(text=words.say("mind", what=text)),) for text in told))


def _first_with(caveat: Caveat, report: ReportModel) -> str:
    """The question at which the caveat is told in full."""
    return next(item.id for item in report.questions if caveat in item.caveats)


def _open(item: QuestionView, report: ReportModel) -> Iterator[Block]:
    words = report.words
    said = []
    if item.missing:
        said.append(words.say("missing", what="; ".join(item.missing)))
    if item.open_to:
        said.append(words.say("may-be", what=", ".join(item.open_to)))
    if said:
        yield Paragraph(line=(Span(text=". ".join(said) + "."),))


def _foot(item: QuestionView, report: ReportModel) -> str:
    words = report.words
    said = []
    if item.only_row is not None:
        said.append(words.say("asked-of", names=item.only_row.name))
    if item.durability:
        said.append(words.say("rests-on", what=item.durability))
    said.append(words.say("machine-draft") if item.draft else item.review)
    return ". ".join(said) + "."
