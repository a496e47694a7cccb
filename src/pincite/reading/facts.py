"""What a document says of itself: kind, status, dates. Looks at head and tail, abstains rather than guesses.

Rules are data (``packs/law``). Where the reading text is silent, running heads and stamps of the raw text are
looked at too, and last the file's name; such facts have no evidence span.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pincite.model.document import MarkKind, SourceDocument, Span
from pincite.model.facts import DocumentFacts, InstrumentKind, Language, RelativeDate, Term
from pincite.model.law import Status
from pincite.packs.law import KindRule, Pattern, load_date_rules, load_kind_rules
from pincite.reading.dates import StatedDate, date_pattern, find_stated_dates, parse_days
from pincite.reading.issuer import is_credited_to_state, read_issuer
from pincite.reading.zones import Sources, search_zone

_WHOLE = 150_000  # texts up to this many code points are searched for dates from end to end
_ENDS = 8000  # of longer ones only so much at each end
_HEAD_OF_ORDER = 1500
_STAMPS = 3000
_CODIFIED = (InstrumentKind.STATUTE, InstrumentKind.FEDERAL_STATUTE, InstrumentKind.REGULATION)
_COLLECTIONS = (InstrumentKind.CODE, InstrumentKind.MANUAL, InstrumentKind.CONSTITUTION)
_ADOPTABLE = ("ordinance", "resolution", "statute")  # kinds of which drafts look like the adopted text
_PARTIES = 2
_LANGUAGE_SAMPLE = 20_000
_FEWEST_WORDS = 8
_PREVAILS = 3
_ENGLISH = frozenset(["the", "of", "and", "to", "in", "or", "shall", "for", "by", "any", "with", "not"])
_SPANISH = frozenset(["de", "la", "que", "el", "los", "en", "las", "por", "del", "una", "con", "para"])
_WORD = re.compile(r"[a-záéíóúñ]+")


def parse_facts(document: SourceDocument, *, name: str = "") -> DocumentFacts:
    """What ``document`` says of itself. name: of its file, where it differs from ``document.name``."""
    sources = Sources(document.text, document.raw_text, name or document.name)
    rule, kind_span = _find_kind(sources)
    kind = InstrumentKind(rule.kind) if rule else InstrumentKind.UNCLEAR
    status, status_span, named = _read_status(sources, rule)
    issuer = read_issuer(sources, kind, level=rule.level if rule else "")
    notes = [(mark.start, mark.end) for mark in document.marks if mark.kind is MarkKind.NOTE]
    dates = _read_dates(sources, named or kind, status, notes)
    evidence = [("kind", kind_span), ("status", status_span), *issuer.evidence, *dates.evidence]
    return DocumentFacts(
        kind=named or kind,
        level=issuer.level,
        status=status,
        issuing_body=issuer.body,
        state=issuer.state,
        place_name=issuer.place,
        effective_date=dates.effective,
        effective_quote=dates.quote,
        relative_effective=dates.relative,
        adopted_date=dates.adopted,
        sunset_date=dates.sunset,
        term=dates.term,
        text_date=dates.text,
        supersedes=dates.supersedes,
        language=_read_language(document.text),
        evidence=tuple((field, span) for field, span in evidence if span is not None),
    )


# kind and status


def _find_kind(sources: Sources) -> tuple[KindRule | None, Span | None]:
    """The first rule on kinds that the text meets, and the words that met it."""
    for rule in load_kind_rules().kinds:
        if len(sources.text) < rule.longer:
            continue
        found = search_zone(_compiled(rule.pattern), sources, zone=rule.zone, size=rule.size)
        if found is None or (rule.unless and search_zone(_compiled(rule.unless), sources, size=_ENDS)):
            continue
        if rule.needs_state_mark and not is_credited_to_state(sources):
            continue
        return rule, found.span
    return None, None


def _read_status(sources: Sources, rule: KindRule | None) -> tuple[Status, Span | None, InstrumentKind | None]:
    """Status, the words that tell it, and the kind where the file's name tells another one."""
    for stated in load_kind_rules().statuses:
        found = search_zone(_compiled(stated.pattern), sources, zone=stated.zone, size=stated.size)
        if found:
            return Status(stated.status), found.span, None
    if rule is None:
        return Status.UNCLEAR, None, None
    if rule.enacted and (found := search_zone(_compiled(rule.enacted), sources, size=_ENDS)):
        return Status.IN_FORCE, found.span, None
    if rule.status != Status.UNCLEAR:
        return Status(rule.status), None, None
    for named in load_kind_rules().names:
        if rule.kind in _ADOPTABLE and _compiled(named.pattern).search(sources.name):
            return Status(named.status), None, InstrumentKind(named.kind) if named.kind else None
    return Status.UNCLEAR, None, None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


# dates


class _Dates(NamedTuple):
    """All that a text says about time."""

    effective: str = ""
    quote: Span | None = None
    relative: RelativeDate | None = None
    adopted: str = ""
    sunset: str = ""
    term: Term | None = None
    text: str = ""
    supersedes: tuple[str, ...] = ()
    evidence: tuple[tuple[str, Span | None], ...] = ()


def _read_dates(sources: Sources, kind: InstrumentKind, status: Status, notes: Sequence[tuple[int, int]]) -> _Dates:
    """Dates of an instrument of ``kind``; for whole collections only the date of the text.

    notes: runs that are printed beside the law; what they say of an end is the end of another text.
    """
    rules = load_date_rules()
    text_date, text_span = _first(sources, rules.text, limit=_STAMPS)
    if kind in _COLLECTIONS:
        return _Dates(text=text_date, evidence=(("text_date", text_span),))
    adopted, adopted_span = _first(sources, rules.adopted, limit=_ENDS)
    sunset, sunset_span = _first(sources, rules.sunset, limit=_ENDS)
    if sunset_span and any(start <= sunset_span.start < end for start, end in notes):
        sunset, sunset_span = "", None
    term, term_span = (None, None) if sunset else _find_term(sources.text, notes)
    effective, quote, relative = _read_effect(sources, kind, adopted)
    return _Dates(
        "" if status is Status.BILL else effective,
        quote,
        relative,
        adopted,
        sunset,
        term,
        text_date,
        _read_superseded(sources.text),
        (
            ("effective_date", quote),
            ("adopted_date", adopted_span),
            ("sunset_date", sunset_span),
            ("term", term_span),
            ("text_date", text_span),
        ),
    )


def _limits(length: int, limit: int) -> Iterator[tuple[int, int]]:
    """The whole of a text of modest length, else ``limit`` code points at each end."""
    if length <= _WHOLE:
        yield 0, length
    else:
        yield 0, limit
        yield length - limit, length


def _first(sources: Sources, rules: Sequence[Pattern], *, limit: int) -> tuple[str, Span | None]:
    """The first date that the reading text, else the raw text, states in the ways of ``rules``."""
    for words in (sources.text, sources.raw):
        for start, stop in _limits(len(words), limit):
            for found in find_stated_dates(words, rules, start, stop):
                return found.iso, _span(found) if words is sources.text else None
    return "", None


def _span(found: StatedDate) -> Span:
    return Span(start=found.start, end=found.end)


def _read_effect(sources: Sources, kind: InstrumentKind, adopted: str) -> tuple[str, Span | None, RelativeDate | None]:
    """Effective date, the words on it, and the days that they count where they name no date."""
    rules = load_date_rules()
    if kind in _CODIFIED and (found := _latest(sources.text, rules.codified)):
        return found.iso, _span(found), None
    stated, span = _first(sources, rules.effective, limit=_ENDS)
    if stated:
        return stated, span, None
    match, relative = _find_counted(sources.text)
    if match is None or relative is None:
        return "", None, None
    quote = Span(start=match.start(), end=match.end())
    at_once = relative.days == 0
    return _date_of_act(sources, kind, adopted) if at_once else "", quote, relative


def _latest(text: str, rules: Sequence[Pattern]) -> StatedDate | None:
    """The latest date of all that are stated in the ways of ``rules``."""
    stated = [
        found for start, stop in _limits(len(text), _ENDS) for found in find_stated_dates(text, rules, start, stop)
    ]
    return max(stated) if stated else None


def _find_counted(text: str) -> tuple[re.Match[str] | None, RelativeDate | None]:
    """The first statement that counts the effect from an event: "60 days after adoption", "immediately"."""
    rules = load_date_rules()
    matches = [
        match
        for rule in (*rules.relative, *rules.immediate)
        for start, stop in _limits(len(text), _ENDS)
        if (match := date_pattern(rule.pattern).search(text, start, stop))
    ]
    for match in sorted(matches, key=lambda found: found.start()):
        words = match.groupdict().get("days")
        days = parse_days(words) if words else 0
        if days or not words:
            return match, RelativeDate(days=days, trigger=" ".join(match["trigger"].split()))
    return None, None


def _find_term(text: str, notes: Sequence[tuple[int, int]]) -> tuple[Term | None, Span | None]:
    """How long the text says that it lasts ("for no longer than 90 days"), and where."""
    for rule in load_date_rules().lasting:
        for start, stop in _limits(len(text), _ENDS):
            for match in date_pattern(rule.pattern).finditer(text, start, stop):
                number = parse_days(match["number"])
                beside = any(left <= match.start() < right for left, right in notes)
                if number and not beside:
                    told = " ".join(match[0].split())
                    unit = match["unit"].lower().rstrip("s")
                    return Term(number=number, unit=unit, told=told), Span(start=match.start(), end=match.end())
    return None, None


def _date_of_act(sources: Sources, kind: InstrumentKind, adopted: str) -> str:
    """The day of an act that takes effect at once: an order's date, the last signature, the adoption."""
    rules = load_date_rules()
    if kind is InstrumentKind.EXECUTIVE_ORDER:
        dated = next(find_stated_dates(sources.text, rules.issued, 0, _HEAD_OF_ORDER), None)
        return dated.iso if dated else adopted
    if kind is InstrumentKind.CONTRACT:
        signed = [found.iso for found in find_stated_dates(sources.text, rules.signed)]
        return max(signed) if len(signed) == _PARTIES else ""
    return adopted


def _read_superseded(text: str) -> tuple[str, ...]:
    """Names of the instruments that the text says it replaces, in order, each once."""
    names = [
        " ".join(match["what"].split()).rstrip(",.")
        for rule in load_date_rules().supersedes
        for start, stop in _limits(len(text), _ENDS)
        for match in date_pattern(rule.pattern).finditer(text, start, stop)
    ]
    return tuple(dict.fromkeys(names))


# language


def _read_language(text: str) -> Language:
    """English or Spanish, by the small words of the text's beginning."""
    words = _WORD.findall(text[:_LANGUAGE_SAMPLE].lower())
    english, spanish = sum(word in _ENGLISH for word in words), sum(word in _SPANISH for word in words)
    if english + spanish < _FEWEST_WORDS:
        return Language.UNCLEAR
    if english >= _PREVAILS * spanish:
        return Language.ENGLISH
    return Language.SPANISH if spanish >= _PREVAILS * english else Language.UNCLEAR
