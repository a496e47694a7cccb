"""Two short papers for people: the answers in plain words on a page, and a worksheet to take along."""

from __future__ import annotations

from collections.abc import Iterator

from pincite.model.paper import Blanks, Block, Bullets, Heading, Line, Paper, Paragraph, Span
from pincite.reporting.cards import QuestionView
from pincite.reporting.figures import make_range
from pincite.reporting.papers import line, made
from pincite.reporting.report_model import ReportModel

_ITEMS, _ACTIONS = 3, 3
_OPEN = "open"
_PARTS = (("good", "plain-yes"), ("mixed", "plain-partly"), ("bad", "plain-no"), (_OPEN, "plain-open"))


def make_plain(report: ReportModel) -> Paper:
    """One page in plain words: what the rules secure, what they do not, what is not known and what would help."""
    return Paper(
        title=report.words.say("plain-title", place=report.place),
        lang=report.language,
        blocks=tuple(_plain(report)),
        foot=report.words.say("not-legal"),
        page_of=report.words.phrases["page-of"],
    )


def _plain(report: ReportModel) -> Iterator[Block]:
    words, view = report.words, report.view
    day = report.day(view.assessment.as_of)
    what = words.say("plain-what-text", place=report.place, author=view.rubric.author, day=day)
    yield Paragraph(line=line(what))
    done, every = report.reviewed
    status = words.say("plain-draft", done=done, all=every) if report.answered else words.say("no-answers")
    if not (every and done == every):
        yield Paragraph(line=line(status), look="callout")
    yield Paragraph(line=line(report.score_sentence), look="lead")
    chart = make_range(report)
    if chart is not None:
        yield chart
    for tone, key in _PARTS:
        yield from _part(report, tone, key)
    yield from _next(report)
    yield Paragraph(line=line(words.say("plain-more")), look="quiet")


def _part(report: ReportModel, tone: str, key: str) -> Iterator[Block]:
    found = [item for item in report.criteria if item.sign.tone == tone]
    if not found and report.criteria:
        return
    yield Heading(text=report.words.say(key))
    if not found:
        yield Paragraph(line=line(report.words.say("plain-none")))
        return
    yield Bullets(
        lines=tuple(
            (Span(text=f"{item.sign.symbol} {item.title}", look="strong"), Span(text=f" ({item.id})", look="quiet"))
            for item in found
        )
    )


def _next(report: ReportModel) -> Iterator[Block]:
    words = report.words
    if report.wanted:
        yield Heading(text=words.say("plain-next"))
        yield Bullets(
            lines=tuple(
                line(
                    words.say("plain-next-item" if row.ask else "plain-next-short", title=row.title, whose=row.whose,
                              ask=row.ask)
                )
                for row in report.wanted[:_ITEMS]
            )
        )  # fmt: skip
    actions = report.levers.sets[0].actions[:_ACTIONS] if report.levers.sets else []
    if actions:
        yield Heading(text=words.say("plain-who"))
        yield Bullets(lines=tuple(line(f"{item.name} ({', '.join(item.items)})") for item in actions))


def make_worksheet(report: ReportModel) -> Paper:
    """A worksheet: what is known with the place to read it, then each open question with whom to ask and lines."""
    return Paper(
        title=report.words.say("worksheet-title", place=report.place),
        lang=report.language,
        blocks=tuple(_worksheet(report)),
        foot=report.words.say("not-legal"),
        page_of=report.words.phrases["page-of"],
    )


def _worksheet(report: ReportModel) -> Iterator[Block]:
    words = report.words
    yield Paragraph(line=line(words.say("sheet-intro")))
    yield Paragraph(line=line(words.say("sheet-safe"), "strong"), look="callout")
    yield Heading(text=words.say("sheet-know"))
    known = [item for item in report.questions if item.sign.tone not in (_OPEN, "off")]
    if known:
        yield Bullets(lines=tuple(_known(item) for item in known))
    else:
        yield Paragraph(line=line(words.say("sheet-know-none")))
    yield Heading(text=words.say("sheet-unknown"))
    unknown = [item for item in report.questions if item.sign.tone == _OPEN]
    if not unknown:
        yield Paragraph(line=line(words.say("sheet-unknown-none")))
    for item in unknown:
        yield from _unknown(item, report)
    yield Paragraph(line=made(report), look="quiet")


def _known(item: QuestionView) -> Line:
    place = next((f"{quote.title}, {quote.place}" for quote in item.quotes), "")
    return (
        Span(text=f"{item.id} ", look="code"),
        Span(text=f"{item.text} "),
        Span(text=f"{item.sign.symbol} {item.sign.word}.", look="strong", tone=item.sign.tone),
        Span(text=f" {place}" if place else "", look="quiet"),
    )


def _unknown(item: QuestionView, report: ReportModel) -> Iterator[Block]:
    words = report.words
    yield Heading(text=f"{item.id} {item.text}", level=3)
    yield Paragraph(line=line(words.say("sheet-ask", who=_asked(item, report))))
    if item.where:
        look = words.say("sheet-look", where="; ".join(place.text for place in item.where))
        yield Paragraph(line=line(look), look="quiet")
    yield Blanks(label=words.say("sheet-told"), lines=2)
    yield Blanks(label=words.say("sheet-who"))


def _asked(item: QuestionView, report: ReportModel) -> str:
    """The agencies asked by name, else as the rubric calls them."""
    if item.only_row is not None:
        return item.only_row.name
    by_protection = bool(report.view.rubric.question(item.id).protections)
    return item.asked if by_protection else "; ".join(row.name for row in item.rows) or item.asked
