"""The meeting brief on two pages: where we stand, what we do not know, who can change what, in which order."""

from __future__ import annotations

from collections.abc import Iterator

from pincite.model.paper import Block, Bullets, Heading, Line, Paper, Paragraph, Quotation, Span, Table
from pincite.reporting.brief_model import ANSWERS, Brief, Fact, OpenPoint
from pincite.reporting.figures import make_range
from pincite.reporting.levers_view import ActionView
from pincite.reporting.paper_questions import cut_marks
from pincite.reporting.papers import line, made

_RECORDS, _OBSERVED = 3, 4
_TONES = ("good", "mixed", "bad", "open", "off", "plain")
DRAFT_LETTERS = "pincite request draft"


def make_brief(brief: Brief, *, outline: str) -> Paper:
    """The brief as a paper of its own. outline: what the packet's second part is, in words."""
    words = brief.report.words
    return Paper(
        title=words.say("brief-title", place=brief.report.place),
        lang=brief.report.language,
        blocks=tuple(show_brief(brief, outline=outline)),
        foot=words.say("not-legal"),
        page_of=words.phrases["page-of"],
    )


def show_brief(brief: Brief, *, outline: str) -> Iterator[Block]:
    """The blocks of the brief, without its title."""
    yield from _stand(brief)
    yield from _facts(brief)
    yield from _unknown(brief)
    yield from _change(brief)
    words = brief.report.words
    yield Paragraph(line=line(words.say("packet-parts", outline=outline)), look="quiet")
    yield Paragraph(line=made(brief.report), look="quiet")


def status_of(brief: Brief) -> Paragraph:
    """How much of it people have reviewed, in a box."""
    report = brief.report
    done, every = report.reviewed
    key = "packet-reviewed" if every and done == every else "packet-draft"
    said = report.words.say(key, done=done, all=every) if report.answered else report.words.say("no-answers")
    return Paragraph(line=line(said, "strong"), look="callout")


def _stand(brief: Brief) -> Iterator[Block]:
    report, words = brief.report, brief.report.words
    rubric, assessment = report.view.rubric, report.view.assessment
    yield status_of(brief)
    yield Heading(text=words.say("packet-stand"))
    said = words.say("packet-what", place=report.place, day=report.day(assessment.as_of), title=rubric.title,
                     author=rubric.author, version=rubric.version)  # fmt: skip
    yield Paragraph(line=line(said))
    yield Paragraph(line=line(report.score_sentence), look="lead")
    chart = make_range(report)
    if chart is not None and report.score is not None:
        yield chart
        key = "packet-exact" if report.score.least == report.score.most else "packet-range"
        yield Paragraph(line=line(words.say(key, told=chart.alt)))
    if report.criteria:
        yield Bullets(lines=tuple(_glance(brief)))
    if assessment.warnings:
        yield Paragraph(line=line(words.say("packet-limits", count=len(assessment.warnings))), look="quiet")


def _glance(brief: Brief) -> Iterator[Line]:
    """A line for each result, with the criteria that have it."""
    every = {item.sign.word: item.sign for item in brief.report.criteria}
    signs = sorted(every.items(), key=lambda item: _TONES.index(item[1].tone))
    for word, sign in signs:
        held = "; ".join(f"{item.id} {item.title}" for item in brief.report.criteria if item.sign.word == word)
        result = brief.report.words.say("packet-glance", result=f"{sign.symbol} {sign.word}")
        yield (Span(text=result, look="strong", tone=sign.tone), Span(text=held))


def _facts(brief: Brief) -> Iterator[Block]:
    words = brief.report.words
    yield Heading(text=words.say("packet-facts"))
    if not brief.facts:
        yield Paragraph(line=line(words.say("packet-facts-none")))
    for fact in brief.facts:
        for item in fact.answers[:ANSWERS]:
            answer = Span(text=f" {item.sign.symbol} {item.sign.word}.", look="strong", tone=item.sign.tone)
            asked = (Span(text=f"{item.id} ", look="code"), Span(text=item.text))
            yield Paragraph(line=(*asked, answer, Span(text=f" {item.basis}")))
        yield _quote(fact, brief)
    if brief.more_facts:
        yield Paragraph(line=line(words.say("packet-facts-more", count=brief.more_facts)), look="quiet")
    yield from _observed(brief)


def _observed(brief: Brief) -> Iterator[Block]:
    """What was seen of practice, apart from what is written."""
    if not brief.observed:
        return
    words = brief.report.words
    yield Paragraph(line=line(words.say("packet-observed"), "strong"))
    more = len(brief.observed) - _OBSERVED
    rest = (words.say("more", count=more),) if more > 0 else ()
    yield Bullets(lines=tuple(line(text) for text in (*brief.observed[:_OBSERVED], *rest)))


def _quote(fact: Fact, brief: Brief) -> Quotation:
    words = brief.report.words
    shown = list[Span]()
    for quote in fact.quotes:
        shown += [Span(text=" … ")] if shown else []
        shown += cut_marks(quote.shown)
        shown += [Span(text=words.say("cut"), look="quiet")] if quote.is_cut else []
    places = "; ".join(dict.fromkeys(quote.place for quote in fact.quotes if quote.place))
    where = words.say("packet-source", title=fact.title, place=places) if places else fact.title
    issuer = words.say("packet-of", issuer=fact.issuer) if fact.issuer else ""
    draft = f" {words.say('machine-draft')}." if any(item.draft for item in fact.answers) else ""
    return Quotation(words=tuple(shown), source=line(f"{where}.{issuer}{fact.dated}{draft}"))


def _unknown(brief: Brief) -> Iterator[Block]:
    report, words, score = brief.report, brief.report.words, brief.report.score
    yield Heading(text=words.say("packet-unknown"))
    if not brief.points:
        yield Paragraph(line=line(words.say("packet-unknown-none")))
        return
    yield _table(brief)
    intro = words.say("packet-unknown-plain")
    if score is not None:
        intro = words.say("packet-unknown-intro", now=score.most - score.least, all=score.applicable)
    more = words.say("packet-unknown-more", count=brief.more_points) if brief.more_points else ""
    yield Paragraph(line=line(f"{intro} {more}".strip()))
    most = "; ".join(
        words.say("packet-record", whose=row.whose, title=row.title, count=len(row.questions))
        for row in report.wanted[:_RECORDS]
    )
    if most:
        yield Paragraph(line=line(words.say("packet-most", what=most)))
    letters = words.say("packet-letters", state=report.view.assessment.state or report.place)
    yield Paragraph(line=(*line(letters), *line(DRAFT_LETTERS, "code")), look="quiet")


def _table(brief: Brief) -> Table:
    """The open questions; the column of the score is left out where nothing is scored."""
    words, scored = brief.report.words, brief.report.score is not None
    rows = tuple(
        (
            (Span(text=f"{item.question} ", look="code"), Span(text=item.text)),
            *((line(_left(item, brief)),) if scored else ()),
            line(_ask(item, brief)),
        )
        for item in brief.points
    )
    left = (words.say("packet-left"),) if scored else ()
    head = (words.say("question"), *left, words.say("packet-ask"))
    return Table(caption=words.say("packet-unknown"), head=head, rows=rows, widths=(5, 1.1, 5) if scored else (1, 1))


def _left(point: OpenPoint, brief: Brief) -> str:
    """How many criteria would still be open: "3", or "3 to 4" where it hangs on the answer."""
    found = point.narrowing
    if found is None:
        return "–"
    if found.best == found.worst:
        return f"{found.best}"
    return brief.report.words.say("packet-left-range", best=found.best, worst=found.worst)


def _ask(point: OpenPoint, brief: Brief) -> str:
    """The first records to ask for; those of one kind that several have are named once."""
    held: dict[str, list[str]] = {}
    for row in point.ask[: brief.size.asked]:
        held.setdefault(row.title, []).append(row.whose)
    words = brief.report.words
    said = (words.say("packet-ask-of", whose=", ".join(whose), title=title) for title, whose in held.items())
    return "; ".join(said) or point.asked


def _change(brief: Brief) -> Iterator[Block]:
    report, words = brief.report, brief.report.words
    yield Heading(text=words.say("packet-change"))
    if not report.levers.gaps:
        yield Paragraph(line=line(words.say("levers-none" if report.view.rubric.prefers else "levers-unscored")))
        return
    if not brief.actions:
        yield Paragraph(line=line(words.say("packet-nobody")))
        return
    yield Paragraph(line=line(brief.closing))
    names = (words.say("form-id"), words.say("action"), words.say("packet-could"), words.say("limits"))
    rows = tuple(_action(number, item, brief) for number, item in enumerate(brief.actions, 1))
    yield Table(caption=words.say("packet-change"), head=names, rows=rows, widths=(0.6, 3.4, 2.6, 5.6))
    yield Paragraph(line=line(words.say("packet-could-note")), look="quiet")
    if brief.caveats:
        titles = "; ".join(f"{item.id} {item.title}" for item in brief.caveats)
        yield Paragraph(line=line(words.say("packet-mind", what=titles)), look="quiet")


def _action(number: int, item: ActionView, brief: Brief) -> tuple[Line, ...]:
    words = brief.report.words
    parts = [words.say("packet-gaps", count=len(item.items), all=brief.report.levers.gaps)]
    if item.criteria:
        parts.append(words.say("packet-action-criteria", what=", ".join(item.criteria)))
    if item.doubtful:
        parts.append(words.say("packet-doubtful", count=len(item.doubtful)))
    more = len(item.limits) - brief.size.limits
    rest = (Span(text=f" {words.say('packet-more-limits', count=more)}", look="quiet"),) if more > 0 else ()
    return (
        line(f"{number}"),
        (Span(text=item.name, look="strong"), Span(text=f" ({item.lasting})", look="quiet")),
        line("; ".join(parts)),
        (*line(" ".join(item.limits[: brief.size.limits])), *rest),
    )
