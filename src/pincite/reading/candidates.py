"""Candidates: every place where a clause says something on a conduct, with its modality and ways out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pincite.reading.clauses import Clause
from pincite.reading.compiled import CompiledFrame, CompiledGrammar
from pincite.reading.modality import (
    Governed,
    Operator,
    find_operators,
    govern,
    is_federal,
    mask_clause,
)
from pincite.reading.ways_out import Tail, Way, find_tails, ways_in, ways_of

PROTECTING = frozenset({"ban", "weak-ban", "only"})
_SOLELY = re.compile(r"\b(?:solely|only|merely)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One clause's word on one conduct. ways: ways out of a ban, or conditions of a permission or duty.

    span: offsets in the clause that hold the operator and the frame. beside: counts only near another conduct.
    """

    conduct: str
    effect: str
    ways: tuple[Way, ...]
    part: bool
    scope_words: str
    subject: str
    clause: Clause
    start: int
    end: int
    weight: float
    beside: bool
    frame: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sibling:
    """A sentence that takes something out of rules elsewhere ("this section does not apply if ...")."""

    clause: Clause
    text: str
    ways: tuple[Way, ...]
    conducts: frozenset[str]
    applies: bool


def find_candidates(clause: Clause, compiled: CompiledGrammar) -> Iterator[Candidate]:
    """What one clause says, at most one candidate a conduct and effect."""
    text = mask_clause(clause.text, compiled)
    if compiled.skip.search(text[clause.own : clause.own + 400]) or _defines(text, clause, compiled):
        return
    operators = find_operators(text, compiled)
    tails = find_tails(text, operators, compiled)
    seen: set[tuple[str, str]] = set()
    for compiled_frame in compiled.frames:
        if clause.report and not compiled_frame.beside:
            continue
        candidate = _try_frame(compiled_frame, text, clause, operators=operators, tails=tails, compiled=compiled)
        if candidate and (candidate.conduct, candidate.effect) not in seen:
            seen.add((candidate.conduct, candidate.effect))
            yield candidate


def _defines(text: str, clause: Clause, compiled: CompiledGrammar) -> bool:
    return any(pattern.search(text[clause.own : clause.own + 160]) for pattern in compiled.definitions)


def _try_frame(
    item: CompiledFrame,
    text: str,
    clause: Clause,
    *,
    operators: Sequence[Operator],
    tails: Sequence[Tail],
    compiled: CompiledGrammar,
) -> Candidate | None:
    if any(not need.search(text) and not need.search(clause.headings) for need in item.needs):
        return None
    for verb, start, end in _matches(item, text):
        if end <= clause.own or any(tail.start <= verb < tail.end for tail in tails):
            continue
        if item.veto and item.veto.search(text, max(0, start - 160), min(len(text), end + 120)):
            continue
        governed = govern(text, verb, end, operators=operators, compiled=compiled)
        candidate = _judge(item, governed, clause, text=text, span=(start, end), tails=tails, compiled=compiled)
        if candidate is not None:
            return candidate
    return None


def _matches(item: CompiledFrame, text: str) -> Iterator[tuple[int, int, int]]:
    """(verb offset, start, end) for each verb that has its object near enough."""
    frame = item.frame
    for verb in item.verb.finditer(text):
        if item.object is None:
            yield verb.start(), verb.start(), verb.end()
            continue
        if frame.order in ("vo", "any"):
            found = item.object.search(text, verb.end(), min(len(text), verb.end() + frame.within))
            if found and ". " not in text[verb.end() : found.start()]:
                yield verb.start(), verb.start(), found.end()
                continue
        if frame.order in ("ov", "any"):
            found = item.object.search(text, max(0, verb.start() - frame.within), verb.start())
            if found:
                yield verb.start(), found.start(), verb.end()


def _judge(
    item: CompiledFrame,
    governed: Governed,
    clause: Clause,
    *,
    text: str,
    span: tuple[int, int],
    tails: Sequence[Tail],
    compiled: CompiledGrammar,
) -> Candidate | None:
    effect = governed.effect or ("permission" if item.frame.bare else "")
    if not effect or (item.frame.only and effect not in _effects_of(item.frame.only)):
        return None
    if item.frame.actor == "local" and governed.operator and is_federal(governed.subject, compiled):
        return None
    ways = _ways(effect, clause, text, tails, compiled)
    narrowing = compiled.narrowing.get(item.conduct)
    narrowed = narrowing.search(text, clause.own) if narrowing else None
    start = min([span[0], *([governed.operator.start] if governed.operator else [])])
    end = max([span[1], *([governed.operator.end] if governed.operator else [])])
    return Candidate(
        conduct=item.conduct,
        effect=effect,
        ways=tuple(ways),
        part=bool(narrowed) or item.frame.part,
        scope_words=narrowed.group() if narrowed else "",
        subject=governed.subject,
        clause=clause,
        start=start,
        end=end,
        weight=_weight(item, governed, clause, text, span),
        beside=item.beside,
        frame=item.frame.id,
    )


def _effects_of(names: Sequence[str]) -> set[str]:
    """Frame conditions name operators; what they compose to counts with them."""
    effects = set(names)
    if "nothing" in effects:
        effects.add("savings")
    if "ban" in effects:
        effects |= PROTECTING
    return effects


def _ways(
    effect: str, clause: Clause, text: str, tails: Sequence[Tail], compiled: CompiledGrammar
) -> list[Way]:
    ways: list[Way] = []
    for tail in tails:
        words = text[tail.start : tail.end]
        if clause.conditions is not None and tail is tails[-1] and tail.end == len(text):
            continue
        ways.extend(way for way in ways_in(words, compiled) if way not in ways)
    if clause.conditions is not None:
        ways.extend(way for way in ways_of(clause.conditions, compiled) if way not in ways)
    return ways


def _weight(item: CompiledFrame, governed: Governed, clause: Clause, text: str, span: tuple[int, int]) -> float:
    weight = item.frame.weight
    weight += 0.3 if governed.operator else -0.2
    weight += 0.2 if _SOLELY.search(text, *span) else 0.0
    weight -= min(0.3, (span[1] - span[0]) / 1500)
    return weight


def find_sibling(clause: Clause, compiled: CompiledGrammar) -> Sibling | None:
    """The clause as an exception to rules elsewhere, or None where it is none."""
    own = mask_clause(clause.text[clause.own :], compiled)
    if not compiled.sibling.search(own):
        return None
    ways = ways_of(clause.conditions, compiled) if clause.conditions else ways_in(own, compiled)
    applies = bool(re.search(r"\bnot (?:be construed to )?apply\b", own, re.IGNORECASE))
    conducts = frozenset(
        item.conduct
        for item in compiled.frames
        if not item.beside and any(True for _ in _matches(item, own)) and not (item.veto and item.veto.search(own))
    )
    return Sibling(clause=clause, text=own, ways=tuple(ways), conducts=conducts, applies=applies)
