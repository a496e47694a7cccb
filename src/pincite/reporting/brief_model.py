"""What a meeting brief says: the most telling answers with their words, the unknowns in order, and the actions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pincite.model.answer import NOT_APPLICABLE, UNKNOWN, Answer
from pincite.model.law import Citation, Instrument
from pincite.model.lever import Narrowing
from pincite.model.place import Observation
from pincite.model.topic import Caveat
from pincite.reporting.cards import QuestionView
from pincite.reporting.catalogue import Catalogue
from pincite.reporting.context import Run, cut_context, shorten_runs
from pincite.reporting.evidence import build_quote
from pincite.reporting.levers_view import ActionView
from pincite.reporting.report_model import ReportModel, WantedRow
from pincite.reporting.words import spell_code

ANSWERS = 2  # of one fact, at most
FEWEST = 3  # facts, where words for so many were read
_ITEM = re.compile(r"\(?\w{1,4}[.)]\s")
_REACH = 800  # characters between a list's lead-in and an item of it
_TURNS = ("bad", "good", "mixed", "plain")


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefSize:
    """How much a brief tells, so that it keeps to two pages. quote: characters; limits: of each action, at most."""

    facts: int = 5
    points: int = 6
    quote: int = 400
    limits: int = 9
    asked: int = 2


SIZES = (
    BriefSize(),
    BriefSize(facts=4),
    BriefSize(facts=4, points=5, limits=1),
    BriefSize(facts=3, points=4, limits=1),
    BriefSize(facts=3, points=3, limits=1),
    BriefSize(facts=3, points=4, limits=1, asked=1),
    BriefSize(facts=3, points=3, quote=260, limits=1, asked=1),
    BriefSize(facts=3, points=3, quote=160, limits=1, asked=1),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FactQuote:
    """Words of a document as a brief shows them, with what they are of. place: pinpoint and page."""

    citation: Citation
    shown: tuple[Run, ...]
    is_cut: bool
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Answers with the words that they rest on most: of a list the lead-in and the item. issuer: "" where not known."""

    answers: tuple[QuestionView, ...]
    quotes: tuple[FactQuote, ...]
    title: str
    issuer: str
    dated: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPoint:
    """A question that is not answered. narrowing: None where no score hangs on it. ask: the records that could tell."""

    question: str
    text: str
    asked: str
    narrowing: Narrowing | None
    ask: tuple[WantedRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A brief of a report. more_facts, more_points: how many of each were left out to keep it short."""

    report: ReportModel
    facts: tuple[Fact, ...]
    more_facts: int
    observed: tuple[str, ...]
    points: tuple[OpenPoint, ...]
    more_points: int
    actions: tuple[ActionView, ...]
    closing: str
    caveats: tuple[Caveat, ...]
    size: BriefSize


def build_brief(report: ReportModel, size: BriefSize = SIZES[0], *, observed: tuple[str, ...] = ()) -> Brief:
    """The brief at that size; every figure in it is the report's own. observed: sentences on practice."""
    facts = list(_find_facts(report, size))
    points = list(_find_points(report))
    chosen = report.levers.sets[0] if report.levers.sets else None
    return Brief(
        report=report,
        facts=tuple(facts[: size.facts]),
        more_facts=sum(len(item.answers) for item in facts)
        - sum(len(item.answers[:ANSWERS]) for item in facts[: size.facts]),
        observed=observed,
        points=tuple(points[: size.points]),
        more_points=max(0, len(points) - size.points),
        actions=tuple(chosen.actions) if chosen else (),
        closing=chosen.sentence if chosen else "",
        caveats=tuple(dict.fromkeys(item for question in report.questions for item in question.caveats)),
        size=size,
    )


def _find_facts(report: ReportModel, size: BriefSize) -> Iterator[Fact]:
    """Answers with words, No, Yes and Other in turn; those that rest on the same words stand together.

    Where they are few, words that were read and do not settle an answer follow.
    """
    views = {item.id: item for item in report.questions}
    assessment = report.view.assessment
    held = [item for item in (*assessment.answers, *assessment.elements) if item.question in views]
    grouped: dict[tuple[Citation, ...], list[QuestionView]] = {}
    for answer in _in_turn(held, views):
        key = _find_key(find_cited(answer))
        if key:
            grouped.setdefault(key, []).append(views[answer.question])
    for answer in held:
        key = _find_key(answer.citations)
        if len(grouped) < FEWEST and answer.answer == UNKNOWN and key and key not in grouped:
            grouped[key] = [views[answer.question]]
    for citations, answers in grouped.items():
        yield _make_fact(answers, citations, report, size)


def spell_observations(
    observations: Iterable[Observation], report: ReportModel, catalogue: Catalogue
) -> tuple[str, ...]:
    """Each observation of practice up to the report's day: who, on what, what it shows, the source and the day."""
    view = report.view
    return tuple(
        f"{view.agency_name(item.agency)}, {view.conduct_label(item.conduct)}: {_spell(item, report, catalogue)}"
        for item in dict.fromkeys(observations)
        if item.on_date <= view.assessment.as_of
    )


def _spell(item: Observation, report: ReportModel, catalogue: Catalogue) -> str:
    shows = spell_code(item.shows)
    return catalogue.translate(f"{shows}: {item.source}, {report.day(item.seen_on)} (confidence {item.confidence})")


def _find_key(citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
    """The key citation, behind its lead-in where it is an item of a list; () where there is none."""
    key = next(iter(citations), None)
    if key is None or not _ITEM.match(key.quote):
        return citations[:1]
    near = (item for item in citations if item.document == key.document and 0 < key.start - item.start <= _REACH)
    leads = (item for item in near if not _ITEM.match(item.quote))
    lead = max(leads, key=lambda item: (item.start, item.end), default=None)
    return (key,) if lead is None else (lead, key)


def _in_turn(answers: list[Answer], views: dict[str, QuestionView]) -> Iterator[Answer]:
    known = [item for item in answers if item.answer not in (UNKNOWN, NOT_APPLICABLE)]
    rows = {tone: [item for item in known if views[item.question].sign.tone == tone] for tone in _TURNS}
    for number in range(len(known)):
        for tone in _TURNS:
            yield from rows[tone][number : number + 1]


def find_cited(answer: Answer) -> tuple[Citation, ...]:
    """The citations behind an answer, the key ones first: its own, its rows', of practice seen, of the rule."""
    rows = answer.by_agency
    found = (
        *answer.citations,
        *(item for row in rows for item in row.citations),
        *(item for row in rows for seen in row.observed for item in seen.citations),
        *(item for row in rows for rule in row.controlling for basis in rule.basis for item in basis.citations),
    )
    return tuple(dict.fromkeys(found))


def _make_fact(
    answers: list[QuestionView], citations: tuple[Citation, ...], report: ReportModel, size: BriefSize
) -> Fact:
    view, document = report.view, citations[0].document
    instrument = next((one for one in view.instruments if one.document == document), None)
    return Fact(
        answers=tuple(answers),
        quotes=tuple(_cut(item, report, size) for item in citations),
        title=view.document_title(document),
        issuer=instrument.issuer if instrument else "",
        dated=_date(instrument, report),
    )


def _cut(citation: Citation, report: ReportModel, size: BriefSize) -> FactQuote:
    view = report.view
    shown, is_cut = shorten_runs(cut_context(citation, view.documents.get(citation.document)).quote, size.quote)
    return FactQuote(citation=citation, shown=shown, is_cut=is_cut, place=build_quote(view, citation).place)


def _date(instrument: Instrument | None, report: ReportModel) -> str:
    words = report.words
    if instrument is None or not (instrument.in_force_from or instrument.text_date):
        return words.say("packet-undated")
    if instrument.in_force_from:
        return words.say("packet-from", day=report.day(instrument.in_force_from))
    return words.say("packet-dated", day=report.day(instrument.text_date))


def _find_points(report: ReportModel) -> Iterator[OpenPoint]:
    """Open questions, what narrows the score most first; those on which no score hangs follow."""
    assessment = report.view.assessment
    ranked = {item.question: item.narrowing for item in assessment.unsettled}
    views = {item.id: item for item in report.questions}
    unknown = [item.question for item in assessment.answers if item.answer == UNKNOWN]
    for name in (item for item in dict.fromkeys((*ranked, *unknown)) if item in views):
        yield _make_point(views[name], ranked.get(name), report)


def _make_point(item: QuestionView, narrowing: Narrowing | None, report: ReportModel) -> OpenPoint:
    """The records of the agencies that are asked come first, then law that binds them."""
    asked = {row.name for row in ((item.only_row,) if item.only_row is not None else item.rows)}
    wanted = [row for row in report.wanted if item.id in row.questions]
    return OpenPoint(
        question=item.id,
        text=item.text,
        asked=item.only_row.name if item.only_row is not None else item.asked,
        narrowing=narrowing,
        ask=tuple(sorted(wanted, key=lambda row: row.whose not in asked)),
    )
