"""Clauses: each sentence of law with the lead-ins that govern it and the conditions listed under it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial

from pincite.reading.compiled import CompiledGrammar
from pincite.reading.outline import Outline
from pincite.reading.wording import Piece, even_out, lower_case, merge_spans

_LEAD_END = re.compile(r"[:—–-]\W*$")
_STOPPED = re.compile(r"[.;?!]\W*$")
_AND = re.compile(r"\band\W*$", re.IGNORECASE)
_OR = re.compile(r"\bor\W*$", re.IGNORECASE)
_ALL = re.compile(r"\b(?:all|both|each) of the following\b", re.IGNORECASE)
_PREDICATE = re.compile(r"\b(?:shall|may|must|will|should|not|no|is|are)\b", re.IGNORECASE)
_ENUMERATOR = re.compile(r"^\W*(?:\(?\w{1,4}[).]\s+)+")
LONGEST = 6000
_LONGEST_LEAD = 2500
_LONGEST_CAPTION = 14
_DEEPEST = 12
_GAP = 3
_AMENDS = re.compile(
    r"\b(?:amended|added|inserted|enacted|adopted|replaced|codified)\b[^.;]{0,60}\b(?:read|follows|following)\W*$",
    re.IGNORECASE,
)
_NO_RULES = frozenset({"definition", "finding", "report", "condition"})
_CONTEXT = 400


@dataclass(frozen=True, slots=True)
class Condition:
    """One listed condition: its words, and those listed under it. joined: "and" or "or" among the inner ones."""

    text: str
    inner: tuple[Condition, ...] = ()
    joined: str = "or"


def _nothing() -> Condition | None:
    """Nothing stands under the clause."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A sentence with its lead-ins, as one text, mapped back to the document.

    pieces: (offset in text, offset in document, length). own: where the sentence itself starts in ``text``.
    node: index of its section, -1 for none. conditions: listed under it.
    headings: captions above it and the sentence before it, in lower case.
    report: items under it are things to be reported. listed: gives whatever stands under it.
    bargain: it stands in an agreement. law: the document's law text. opening: first words of a short document.
    """

    text: str
    pieces: tuple[Piece, ...]
    own: int
    node: int
    conditions: Condition | None = None
    headings: str = ""
    report: bool = False
    listed: Callable[[], Condition | None] = _nothing
    bargain: bool = False
    law: str = ""
    opening: str = ""

    @property
    def origin(self) -> int:
        """Where the sentence itself starts in the document."""
        return next((place for at, place, _ in self.pieces if at >= self.own), self.pieces[-1][1])

    def document_spans(self, start: int, end: int) -> list[tuple[int, int]]:
        """The document spans of ``text[start:end]``, one for each run of the document that it touches."""
        spans = []
        for at, origin, length in self.pieces:
            left, right = max(start, at), min(end, at + length)
            if left < right:
                spans.append((origin + left - at, origin + right - at))
        return merge_spans(spans, _GAP, lambda left, right: not self.law[left:right].strip())


def find_clauses(outline: Outline, nodes: Sequence[int], compiled: CompiledGrammar) -> Iterator[Clause]:
    """Clauses of the given nodes, in order, without definitions, findings, items of reports and listed conditions."""
    for index in nodes:
        if not _is_skipped(outline, index, compiled):
            yield from _clauses_of(outline, index, compiled)


def _clauses_of(outline: Outline, index: int, compiled: CompiledGrammar) -> Iterator[Clause]:
    origin, own = outline.own_text(index)
    spans = outline.sentences(index)
    kids = outline.children[index]
    headings, opening = _headings(outline, index), outline.opening
    for number, (start, end) in enumerate(spans):
        captioned = bool(kids or spans[1:]) and _is_heading(outline, index, own[spans[0][0] : spans[0][1]])
        leads = _leads(outline, index, compiled) if number == captioned else []
        before = own[spans[number - 1][0] : spans[number - 1][1]] if number else _item_before(outline, index)
        last = number == len(spans) - 1
        kind = outline.list_kind(index, compiled) if last and kids else ""
        listed = cache(partial(conditions_under, outline, index)) if kind in {"condition", "conduct"} else _nothing
        for left in range(start, end, LONGEST):
            text, pieces, at = _assemble(outline, leads, origin + left, own[left : min(end, left + LONGEST)])
            if not text[at:].strip():
                continue
            yield Clause(
                text=text,
                pieces=pieces,
                own=at,
                node=index,
                conditions=listed() if kind == "condition" else None,
                listed=listed,
                bargain=outline.bargain,
                headings=f"{opening}{headings} / {lower_case(before[-_CONTEXT:])}",
                report=kind == "report",
                law=outline.law,
                opening=opening,
            )


def _is_heading(outline: Outline, index: int, sentence: str) -> bool:
    """Whether the first sentence of a node is no more than its number and caption."""
    heading = outline.sections[index].heading
    return bool(heading) and _ENUMERATOR.sub("", sentence).strip(" .:—–-\n") == heading.strip(" .:—–-")


def _item_before(outline: Outline, index: int) -> str:
    """The words of the list item right before a node; "" for the first one."""
    parent = outline.sections[index].parent
    kids = outline.children[parent] if parent >= 0 else []
    at = bisect_left(kids, index)
    return outline.own_text(kids[at - 1])[1] if 0 < at < len(kids) else ""


def _assemble(
    outline: Outline, leads: Sequence[tuple[int, str]], origin: int, own: str
) -> tuple[str, tuple[Piece, ...], int]:
    """One text of lead-ins and own words, its pieces, and where the own words start."""
    text, pieces, at = "", [], 0
    for place, words in [*leads, (origin, own)]:
        lead = len(words) - len(words.lstrip())
        even, runs = even_out(words.strip(), place + lead, lexicon=outline.lexicon)
        at = len(text) + 1 if text else 0
        text = f"{text} {even}" if text else even
        pieces += [(at + offset, where, length) for offset, where, length in runs]
    return text, tuple(pieces), at


def _is_skipped(outline: Outline, index: int, compiled: CompiledGrammar) -> bool:
    """Whether an ancestor leads into definitions, reports or conditions."""
    climbed: list[int] = []
    skipped = False
    while index >= 0 and index not in outline.skipped:
        climbed.append(index)
        index = outline.sections[index].parent
    for below in reversed(climbed):
        above = outline.sections[below].parent
        kind = outline.list_kind(above, compiled) if above >= 0 else ""
        skipped = above >= 0 and (outline.skipped[above] or kind in _NO_RULES) and below not in outline.ruling
        outline.skipped[below] = skipped
    return skipped if climbed else outline.skipped[index]


def _leads(outline: Outline, index: int, compiled: CompiledGrammar) -> list[tuple[int, str]]:
    """Lead-ins of a node, outermost first: the last sentence of each ancestor that opens a list, while it goes on."""
    leads: list[tuple[int, str]] = []
    parent, below = outline.sections[index].parent, index
    while parent >= 0 and len(leads) < _DEEPEST:
        origin, own = outline.own_text(parent)
        spans = outline.sentences(parent)
        if not spans:
            break
        start, end = spans[-1]
        words = own[max(start, end - _LONGEST_LEAD) : end]
        if _STOPPED.search(words[-40:]) and not _LEAD_END.search(words[-40:]):
            break
        if not _LEAD_END.search(words[-40:]) and _is_paragraph(outline, below):
            break
        if outline.list_kind(parent, compiled) != "conduct" or _is_caption(words) or _AMENDS.search(words[-160:]):
            break
        leads.insert(0, (origin + end - len(words), words))
        if len(spans) > 1:
            break
        parent, below = outline.sections[parent].parent, parent
    return leads


def _is_paragraph(outline: Outline, index: int) -> bool:
    """Whether a section is an unnumbered paragraph that begins a sentence of its own."""
    return not outline.sections[index].number and outline.own_text(index)[1].lstrip()[:1].isupper()


def _is_caption(text: str) -> bool:
    """A heading that stands over items without leading into them grammatically."""
    words = _ENUMERATOR.sub("", text)
    return not _LEAD_END.search(words) and len(words.split()) < _LONGEST_CAPTION and not _PREDICATE.search(words)


def conditions_under(outline: Outline, index: int, depth: int = 0) -> Condition:
    """The conditions listed under a node, with how they are joined."""
    inner, joined = [], "or"
    for child in outline.children[index]:
        _, own = outline.own_text(child)
        tail = own[-12:]
        if _AND.search(tail):
            joined = "and"
        elif _OR.search(tail):
            joined = "or"
        deeper = outline.children[child] and depth < _DEEPEST
        words, _ = even_out(own[:LONGEST], 0, lexicon=outline.lexicon)
        inner.append(conditions_under(outline, child, depth + 1) if deeper else Condition(words))
    _, text = outline.own_text(index)
    if _ALL.search(text):
        joined = "and"
    return Condition(text, tuple(inner), joined)


def _headings(outline: Outline, index: int) -> str:
    """Captions over a node, innermost last, of at most so many levels."""
    found: list[str] = []
    for _ in range(_DEEPEST):
        if index < 0:
            break
        section = outline.sections[index]
        if section.heading:
            found.append(section.heading)
        index = section.parent
    return lower_case(" / ".join(reversed(found)))
