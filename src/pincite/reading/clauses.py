"""Clauses: each sentence of law with the lead-ins that govern it and the conditions listed under it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pincite.model.document import MarkKind, Section, SourceDocument
from pincite.reading.compiled import CompiledGrammar

_ABBREVIATION = re.compile(
    r"(?:\b(?:U\.S\.C?|C\.F\.R|No|Nos|Sec|Secs|Art|Ch|v|et seq|Inc|Dept|Gov|Mr|Ms|Mrs|Dr|St|vs|cf|e\.g|i\.e|a\.m|p\.m"
    r"|Stat|Ann|Rev|Code|Pub|Fed|Reg|Lt|Sgt|Capt|Jr|Sr|ILCS|R\.C|N\.Y|D\.C)|\b[A-Z]|\([a-z]\)|^\W*\w{1,4})$",
    re.IGNORECASE,
)
_END = re.compile(r"[.?!][\"”’)\]]*(?=\s+[\"“(\[]?[A-Z0-9(§])|\n")
_LEAD_END = re.compile(r"[:—–-]\W*$")
_STOPPED = re.compile(r"[.;?!]\W*$")
_CONDITION_TAIL = re.compile(
    r"\b(?:if|unless|when|whenever|where|provided(?:,? however)?,?(?: that)?|only if|except(?: that| when| where| if| as| in)*"
    r"|upon|in (?:one or more of )?the following (?:circumstances|cases|situations)"
    r"|(?:any|all|one|either|both)(?: or more)? of the following (?:conditions?|circumstances|criteria|requirements|apply|applies|is met|are met|exists?|is true|are true|occurs?|factors)?)"
    r"\b[^.;]{0,110}$",
    re.IGNORECASE,
)
_VERBAL = re.compile(r"\b(?:shall|may|must|will|should)(?: not)?\W*$", re.IGNORECASE)
_MEANS = re.compile(r"\b(?:following (?:terms|words|definitions)|definitions?|meanings?|shall mean|means)\b[^.;]{0,80}$", re.IGNORECASE)
_AND = re.compile(r"\band\W*$", re.IGNORECASE)
_OR = re.compile(r"\bor\W*$", re.IGNORECASE)
_ALL = re.compile(r"\b(?:all|both|each) of the following\b", re.IGNORECASE)
LONGEST = 6000


@dataclass(frozen=True, slots=True)
class Condition:
    """One listed condition: its words, and those listed under it. joined: "and" or "or" among the inner ones."""

    text: str
    inner: tuple[Condition, ...] = ()
    joined: str = "or"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A sentence with its lead-ins, as one text, mapped back to the document.

    pieces: (offset in text, offset in document, length). own: where the sentence itself starts in ``text``.
    node: index of its section, -1 for none. conditions: listed under it. headings: captions above it.
    """

    text: str
    pieces: tuple[tuple[int, int, int], ...]
    own: int
    node: int
    conditions: Condition | None = None
    headings: str = ""
    report: bool = False

    def document_spans(self, start: int, end: int) -> list[tuple[int, int]]:
        """The document spans of ``text[start:end]``, one for each piece that it touches."""
        spans = []
        for at, origin, length in self.pieces:
            left, right = max(start, at), min(end, at + length)
            if left < right:
                spans.append((origin + left - at, origin + right - at))
        return spans


@dataclass(slots=True)
class Outline:
    """The document's law text with children and sentences at hand. Struck words and notes are blanked out."""

    document: SourceDocument
    law: str
    children: list[list[int]] = field(default_factory=list)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The document's sections."""
        return self.document.sections

    def own_text(self, index: int) -> tuple[int, str]:
        """Where the node's own words start, and the words."""
        section = self.sections[index]
        return section.start, self.law[section.start : section.own_end]


def blank_marks(document: SourceDocument) -> str:
    """The reading text with struck words and notes replaced by spaces, so that offsets hold."""
    parts, at = [], 0
    for mark in sorted(document.marks, key=lambda item: item.start):
        if mark.kind is MarkKind.INSERTED or mark.end <= at:
            continue
        start = max(at, mark.start)
        parts += [document.text[at:start], " " * (mark.end - start)]
        at = mark.end
    return "".join([*parts, document.text[at:]])


def build_outline(document: SourceDocument) -> Outline:
    """The outline with child lists."""
    children: list[list[int]] = [[] for _ in document.sections]
    for index, section in enumerate(document.sections):
        if section.parent >= 0:
            children[section.parent].append(index)
    return Outline(document=document, law=blank_marks(document), children=children)


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of ``text``; abbreviations and enumerators end none."""
    spans, start = [], 0
    for match in _END.finditer(text):
        before = text[max(start, match.start() - 12) : match.start()]
        if match.group()[0] == "." and _ABBREVIATION.search(before):
            continue
        if text[start : match.end()].strip():
            spans.append((start, match.end()))
        start = match.end()
    if text[start:].strip():
        spans.append((start, len(text)))
    return spans


def find_clauses(outline: Outline, nodes: Sequence[int], compiled: CompiledGrammar) -> Iterator[Clause]:
    """Clauses of the given nodes, in order. Definitions, items of report lists and listed conditions are left out."""
    for index in nodes:
        if _is_skipped(outline, index, compiled):
            continue
        yield from _clauses_of(outline, index, compiled)


def _clauses_of(outline: Outline, index: int, compiled: CompiledGrammar) -> Iterator[Clause]:
    origin, own = outline.own_text(index)
    spans = split_sentences(own)
    kids = outline.children[index]
    headings = _headings(outline, index)
    for number, (start, end) in enumerate(spans):
        if end - start > LONGEST:
            end = start + LONGEST
        leads = _leads(outline, index, compiled) if number == 0 else []
        pieces, text = _assemble(leads, origin + start, own[start:end])
        last = number == len(spans) - 1
        kind = lead_kind(own[start:end], compiled) if last and kids else ""
        yield Clause(
            text=text,
            pieces=tuple(pieces),
            own=pieces[-1][0],
            node=index,
            conditions=_conditions(outline, index) if kind == "condition" else None,
            headings=headings,
            report=kind == "report",
        )


def _assemble(leads: list[tuple[int, str]], origin: int, own: str) -> tuple[list[tuple[int, int, int]], str]:
    pieces, text = [], ""
    for at, words in [*leads, (origin, own)]:
        trimmed = words.rstrip()
        shift = len(trimmed) - len(trimmed.lstrip())
        trimmed = trimmed.lstrip()
        if text:
            text += " "
        pieces.append((len(text), at + shift, len(trimmed)))
        text += trimmed.replace("\n", " ")
    return pieces, text


def lead_kind(text: str, compiled: CompiledGrammar) -> str:
    """What a sentence with items under it leads into: definition, report, condition, conduct, or "" for none."""
    if _STOPPED.search(text) or not text.strip():
        return ""
    tail = text.rstrip(" \n:—–-")
    if _MEANS.search(tail[-160:]):
        return "definition"
    if _CONDITION_TAIL.search(tail[-150:]) and not _names_conducts(tail):
        return "condition"
    if compiled.report.search(tail[-320:]):
        return "report"
    return "conduct"


_DOING = re.compile(r"\b(?:from|do|doing|from doing|not do|engage in|to do|following (?:acts|actions|activities|conduct))\b[^.;]{0,40}$", re.IGNORECASE)


def _names_conducts(tail: str) -> bool:
    """Whether "any of the following" leads into conducts ("from doing any of the following"), not conditions."""
    return bool(_DOING.search(re.sub(r"\b(?:any|all|one) of the following\W*$", "", tail, flags=re.IGNORECASE)[-60:]) or _VERBAL.search(tail))


def _is_skipped(outline: Outline, index: int, compiled: CompiledGrammar) -> bool:
    parent = outline.sections[index].parent
    while parent >= 0:
        _, own = outline.own_text(parent)
        spans = split_sentences(own)
        if spans and lead_kind(own[spans[-1][0] : spans[-1][1]], compiled) in {"definition", "report", "condition"}:
            return True
        parent = outline.sections[parent].parent
    return False


def _leads(outline: Outline, index: int, compiled: CompiledGrammar) -> list[tuple[int, str]]:
    """Lead-ins of a node, outermost first: the last sentence of each ancestor that opens a list, while it goes on."""
    leads: list[tuple[int, str]] = []
    parent = outline.sections[index].parent
    while parent >= 0:
        origin, own = outline.own_text(parent)
        spans = split_sentences(own)
        if not spans:
            break
        start, end = spans[-1]
        if not _LEAD_END.search(own[start:end]) and _STOPPED.search(own[start:end]):
            break
        if lead_kind(own[start:end], compiled) != "conduct" or _is_caption(own[start:end]):
            break
        leads.insert(0, (origin + start, own[start:end]))
        if len(spans) > 1:
            break
        parent = outline.sections[parent].parent
    return leads


def _is_caption(text: str) -> bool:
    """A heading that stands over items without leading into them grammatically."""
    return not _LEAD_END.search(text) and len(text.split()) < 14 and not re.search(
        r"\b(?:shall|may|must|will|should|not|no|is|are)\b", text, re.IGNORECASE
    )


def _conditions(outline: Outline, index: int) -> Condition:
    """The conditions listed under a node, with how they are joined."""
    inner, joined = [], "or"
    for child in outline.children[index]:
        _, own = outline.own_text(child)
        tail = own[-12:]
        if _AND.search(tail):
            joined = "and"
        elif _OR.search(tail):
            joined = "or"
        inner.append(_conditions(outline, child) if outline.children[child] else Condition(own))
    _, text = outline.own_text(index)
    if _ALL.search(text):
        joined = "and"
    return Condition(text, tuple(inner), joined)


def _headings(outline: Outline, index: int) -> str:
    path = outline.document.section_path(index)
    return " / ".join(section.heading for section in path if section.heading)
