"""The reader: gated sections of a document in, draft provisions out. It abstains rather than guesses."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pincite.model.anchor import cite
from pincite.model.document import SourceDocument
from pincite.model.grammar import Grammar
from pincite.model.law import Citation, Provision, Scope
from pincite.model.pinpoint import pinpoint
from pincite.model.topic import Topic
from pincite.reading.back_references import sign_back_references
from pincite.reading.bound import Bearers, find_bearers, find_bound
from pincite.reading.candidates import Candidate, find_candidates, is_on_topic
from pincite.reading.clauses import Clause, find_clauses
from pincite.reading.compiled import CompiledGrammar, compile_grammar
from pincite.reading.definitions import (
    BannedTerms,
    Definition,
    TermSigns,
    find_banned_terms,
    find_definitions,
    sign_terms,
)
from pincite.reading.echoes import find_echoes
from pincite.reading.features import find_features
from pincite.reading.merge import Merged, is_beside, is_near, merge_conduct
from pincite.reading.modality import mask_clause
from pincite.reading.outline import Outline, build_outline
from pincite.reading.prefilter import Reach
from pincite.reading.siblings import Sibling, find_sibling
from pincite.reading.signals import find_signals, find_support, weigh_signals
from pincite.reading.ways_out import exceptions_of

READER = "pincite-rules"
READER_VERSION = "1"
_MOST_QUOTE, _MOST_QUOTES, _MOST_ELSEWHERE = 620, 4, 4
_LEAST_QUOTE = 300  # a quote that is cut keeps at least so many code points
_SENTENCE_END = re.compile(r"(?<=[a-z\d)”\"]{2})[.;](?=\s)")
_BLANK = re.compile(r"\s+")
_CLOSE = 0.3
_SHORT = 24_000
_COLLECTION, _AROUND = 100_000, 6000  # code points: from which on a text is long, and how near a word of the topic is


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the reader made of one document. abstained: conducts on which it saw something and will not say what.

    evidence: document spans by conduct, best first, for the ranking of passages.
    """

    provisions: tuple[Provision, ...]
    abstained: tuple[str, ...]
    definitions: tuple[Definition, ...]
    evidence: Mapping[str, tuple[tuple[int, int], ...]]


def draft_provisions(
    document: SourceDocument,
    nodes: Sequence[int],
    *,
    topic: Topic,
    grammar: Grammar,
    instrument: str = "",
    definitions_from: Sequence[Definition] = (),
) -> Reading:
    """Draft one provision a conduct from the given section indices of ``document``.

    definitions_from: definitions of other documents that hold here too, as of the same code or order.
    """
    heard = hear_document(document, nodes, topic=topic, grammar=grammar, definitions_from=definitions_from)
    compiled = compile_grammar(grammar)
    merged, least = [_weigh(item, heard, compiled) for item in heard.merged], grammar.drafts_from
    drafting = _Drafting(
        instrument=instrument or document.id,
        outline=heard.outline,
        definitions=(*heard.definitions, *definitions_from),
        bearers=find_bearers(heard.candidates, heard.outline, compiled),
        candidates=heard.candidates,
        topic=topic,
        compiled=compiled,
    )
    return Reading(
        provisions=tuple(_provision(item, drafting) for item in merged if item.probability >= least),
        abstained=tuple(item.conduct for item in merged if item.probability < least),
        definitions=heard.definitions,
        evidence={item.conduct: tuple(_span(ground) for ground in item.grounds) for item in merged},
    )


def _weigh(merged: Merged, heard: Heard, compiled: CompiledGrammar) -> Merged:
    """The same with the probability that its rule is right in the place of the reader's own raw weight."""
    signals = find_signals(merged, heard.candidates, compiled)
    return replace(merged, probability=weigh_signals(signals, compiled.grammar.confidence))


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What the clauses of a document say, before it is decided what is sure enough to be drafted."""

    outline: Outline
    definitions: tuple[Definition, ...]
    candidates: Sequence[Candidate]
    merged: tuple[Merged, ...]


def hear_document(
    document: SourceDocument,
    nodes: Sequence[int],
    *,
    topic: Topic,
    grammar: Grammar,
    definitions_from: Sequence[Definition] = (),
) -> Heard:
    """Read the given sections: one merged rule a conduct, with the reader's own raw weight as probability."""
    compiled = compile_grammar(grammar)
    outline = build_outline(document, compiled)
    definitions = find_definitions(outline, nodes, compiled)
    signs = sign_terms([*definitions, *definitions_from], compiled)
    read = range(len(document.sections)) if nodes and len(document.text) <= _SHORT else nodes
    banned = find_banned_terms(definitions, outline, read, compiled)
    outline.ruling = banned.nodes
    candidates, siblings = _read_clauses(outline, read, compiled, (signs, banned))
    merged = _merge_all(candidates, siblings, topic=topic, outline=outline, compiled=compiled)
    return Heard(outline=outline, definitions=tuple(definitions), candidates=candidates, merged=tuple(merged))


def _read_clauses(
    outline: Outline, nodes: Sequence[int], compiled: CompiledGrammar, signs: tuple[TermSigns, BannedTerms]
) -> tuple[list[Candidate], list[Sibling]]:
    """What the clauses say. Those off the topic are read only where something on it stands near."""
    candidates: list[Candidate] = []
    siblings: list[Sibling] = []
    aside: list[tuple[Clause, Reach]] = []
    for clause in find_clauses(outline, nodes, compiled):
        text = signs[1].put_into(signs[0].put_into(mask_clause(clause.text, compiled)))
        reach = sign_back_references(clause, compiled.prefilter.scan(text), compiled)
        if _is_aside(clause, reach, compiled):
            aside.append((clause, reach))
        else:
            _read_clause(clause, reach, compiled, candidates, siblings)
    anchors = sorted(item.clause.origin for item in candidates if not item.beside)
    for clause, reach in aside:
        if is_beside(clause.origin, anchors):
            _read_clause(clause, reach, compiled, candidates, siblings)
    candidates = [item for item in candidates if _is_near_topic(item, outline, compiled)]
    return sorted(candidates, key=lambda item: item.clause.origin), siblings


def _is_near_topic(candidate: Candidate, outline: Outline, compiled: CompiledGrammar) -> bool:
    """Whether a word of the topic alone stands near; in a short document all of it is near."""
    if candidate.beside or len(outline.law) <= _COLLECTION:
        return True
    at = candidate.clause.origin
    return compiled.telling.search(outline.law, max(0, at - _AROUND), at + _AROUND) is not None


def _is_aside(clause: Clause, reach: Reach, compiled: CompiledGrammar) -> bool:
    """Whether nothing in the clause, in its headings or in its kind of document is on the topic."""
    return not (clause.report or clause.bargain or is_on_topic(clause, reach, compiled))


def _read_clause(
    clause: Clause, reach: Reach, compiled: CompiledGrammar, candidates: list[Candidate], siblings: list[Sibling]
) -> None:
    """Add what one clause says to ``candidates`` and ``siblings``."""
    sibling = find_sibling(clause, reach, compiled)
    if sibling is not None:
        siblings.append(sibling)
    found = list(find_candidates(clause, reach, compiled)) or find_echoes(clause, reach, candidates, compiled)
    candidates.extend(
        item for item in found if sibling is None or item.effect == "savings" or item.end <= sibling.start
    )


def _merge_all(
    candidates: Sequence[Candidate],
    siblings: Sequence[Sibling],
    *,
    topic: Topic,
    outline: Outline,
    compiled: CompiledGrammar,
) -> list[Merged]:
    merged = []
    anchors = sorted(item.clause.origin for item in candidates if not item.beside)
    for conduct in topic.conducts:
        own = [
            i
            for i in candidates
            if i.conduct == conduct.id and (not i.beside or is_near(i, anchors, outline, compiled))
        ]
        if own:
            result = merge_conduct(conduct.id, own, siblings, outline=outline, compiled=compiled)
            if result is not None:
                merged.append(result)
    return merged


def _span(candidate: Candidate) -> tuple[int, int]:
    spans = candidate.clause.document_spans(candidate.clause.own, len(candidate.clause.text))
    return spans[0] if spans else (candidate.clause.origin, candidate.clause.origin + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drafting:
    """What every provision of one document is drafted from."""

    instrument: str
    outline: Outline
    definitions: tuple[Definition, ...]
    bearers: Bearers
    candidates: Sequence[Candidate]
    topic: Topic
    compiled: CompiledGrammar


def _provision(merged: Merged, drafting: _Drafting) -> Provision:
    document = drafting.outline.document
    citations = tuple(dict.fromkeys(c for ground in merged.grounds for c in _cite(ground, document)))[:_MOST_QUOTES]
    provision = Provision(
        instrument=drafting.instrument,
        conduct=merged.conduct,
        rule=merged.rule,
        exceptions=exceptions_of(merged.ways, sunset=merged.closes),
        scope=Scope.PART if merged.part else Scope.WHOLE,
        scope_words=merged.grounds[0].scope_words,
        bound=find_bound(merged.grounds, drafting.definitions, drafting.bearers, drafting.compiled),
        citations=citations,
        coder=f"{READER}-{READER_VERSION}",
        probability=merged.probability,
    )
    meanings = tuple(item.meaning for item in drafting.definitions)
    features = find_features(provision, document, topic=drafting.topic, meanings=meanings)
    return replace(provision, features=features, citations=(*citations, *_cite_elsewhere(merged, citations, drafting)))


def _cite_elsewhere(merged: Merged, cited: Sequence[Citation], drafting: _Drafting) -> list[Citation]:
    """Citations of other sections that say the same nearly as plainly, as long agreements and manuals do."""
    document, found = drafting.outline.document, list[Citation]()
    sections = {document.section_at(item.start) for item in cited}
    for item in find_support(merged, drafting.candidates, drafting.compiled):
        plain = item.weight > merged.grounds[0].weight - _CLOSE
        if plain and len(found) < _MOST_ELSEWHERE and item.clause.node not in sections:
            sections.add(item.clause.node)
            found += [citation for citation in _cite(item, document)[:1] if citation not in cited]
    return found


def _cite(candidate: Candidate, document: SourceDocument) -> list[Citation]:
    """Citations of the clause: its own words, and its lead-in if the operator stands there. Struck words split it."""
    clause = candidate.clause
    cited = []
    for left, right in clause.document_spans(min(candidate.start, clause.own), len(clause.text)):
        for start, end in _law_runs(document, left, _cut(document.text, left, right)):
            if len(document.text[start:end].split()) >= 2:
                cited.append(cite(document, start, end, pinpoint=pinpoint(document, start)))
    return list(reversed(cited))


def _cut(text: str, left: int, right: int) -> int:
    """Where a quote of left..right ends: whole if it is short, else at the last sentence, else at the last word."""
    if right - left <= _MOST_QUOTE:
        return right
    words = text[left : left + _MOST_QUOTE + 1]
    ends = [match.start() + 1 for match in _SENTENCE_END.finditer(words) if match.start() >= _LEAST_QUOTE]
    blank = max(match.start() for match in _BLANK.finditer(words)) if _BLANK.search(words) else _MOST_QUOTE
    return left + (ends[-1] if ends else blank)


def _law_runs(document: SourceDocument, start: int, end: int) -> list[tuple[int, int]]:
    """The runs of start..end that are law, without struck words and notes."""
    runs, at = [], start
    for mark in sorted(document.marks_in(start, end), key=lambda item: item.start):
        if mark.kind == "inserted":
            continue
        if mark.start > at:
            runs.append((at, mark.start))
        at = max(at, mark.end)
    if at < end:
        runs.append((at, end))
    return [(left, right) for left, right in runs if document.text[left:right].strip()]
