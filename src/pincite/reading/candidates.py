"""Candidates: every place where a clause says something on a conduct, with its modality and ways out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pincite.reading.clauses import Clause
from pincite.reading.clausing import BE, PARTICIPLE, Clausing, Span, find_matches
from pincite.reading.compiled import CompiledFrame, CompiledGrammar
from pincite.reading.definitions import BANNED
from pincite.reading.modality import (
    PROTECTING,
    Governed,
    Operator,
    find_operators,
    govern,
    invert,
)
from pincite.reading.prefilter import Finder, Reach
from pincite.reading.subjects import is_federal, is_private
from pincite.reading.ways_out import (
    OTHER,
    Tail,
    Way,
    attached_ways,
    find_tails,
    neighbouring_ways,
    triggering_ways,
    ways_in,
    ways_of,
)

__all__ = ["PROTECTING", "Candidate", "find_candidates", "ways_stated"]
_SOLELY = re.compile(r"\b(?:solely|only|merely)\b", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:until|unless|without|before|except|save)\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_AUXILIARY = re.compile(r"\b(?:be|been|being|is|are|was|were|has|have|had|get|gets)\b", re.IGNORECASE)
_LETTING = re.compile(
    r"\b(?:allow|permit|let|lets|giv(?:e|en|ing)|grant|admit|bring|brought|provid|arrang|facilitat|produc|afford|request"
    r"|access|set up|available|open|restrict|prohibit|limit|prevent|from|for|by|in which|interviewed|questioned)\w*",
    re.IGNORECASE,
)
_NEXT_ACT = re.compile(r"; |, (?:and |or )?to (?=[a-z]+ )|, and (?:shall|must|may|will) ")
_CLEARLY = 0.05
_VETO_BEFORE, _VETO_AFTER = 160, 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One clause's word on one conduct. ways: ways out of a ban, or conditions of a permission or duty.

    start, end: offsets in the clause that hold the operator and the frame. beside: counts only near another conduct.
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
    inverse: bool = False


def find_candidates(clause: Clause, reach: Reach, compiled: CompiledGrammar) -> Iterator[Candidate]:
    """What one clause says, at most one candidate a conduct and effect. ``reach``: of the clause, masked."""
    if BANNED not in reach.text and (_is_skipped(reach, clause, compiled) or _defines(clause, compiled)):
        return
    operators = find_operators(reach, compiled)
    listed = reach.search(compiled.reporting)
    reading = Clausing(
        clause=clause,
        reach=reach,
        compiled=compiled,
        operators=operators,
        tails=find_tails(reach, operators, compiled),
        reported=listed.end() if listed else len(reach.text),
    )
    yield from _without_contradiction(_try_all(reading))


def _is_skipped(reach: Reach, clause: Clause, compiled: CompiledGrammar) -> bool:
    """Whether the clause opens with words that rule nothing ("whereas")."""
    opening = reach.text[clause.own : clause.own + 400]
    return bool(reach.possible & compiled.skip.flag) and compiled.skip.pattern.search(opening) is not None


def _without_contradiction(found: Iterable[Candidate]) -> list[Candidate]:
    """Words that forbid limits on a conduct, or say its opposite, say nothing else on it in the same clause."""
    kept = list(found)
    freed = {item.conduct for item in kept if item.effect == "forbids-limits"}
    turned = {item.conduct for item in kept if item.inverse} - freed
    kept = [item for item in kept if item.effect == "forbids-limits" or item.conduct not in freed]
    kept = [item for item in kept if not any(_is_clearer(other, item) for other in kept)]
    return [item for item in kept if item.inverse or item.conduct not in turned]


def _is_clearer(item: Candidate, other: Candidate) -> bool:
    """Whether the same words are tied to one operator more closely than to the other, which says the contrary."""
    if (item.conduct, item.frame) != (other.conduct, other.frame) or {item.effect, other.effect} != {"ban", "duty"}:
        return False
    return item.weight > other.weight + _CLEARLY


def _try_all(reading: Clausing) -> list[Candidate]:
    """The best candidate a conduct and effect."""
    clause = reading.clause
    best: dict[tuple[str, str], Candidate] = {}
    aside = clause.report or not is_on_topic(clause, reading.reach, reading.compiled)
    impossible = ~reading.reach.possible
    for frame in reading.compiled.frames:
        if frame.bits & impossible or not _is_due(frame, reading, aside=aside):
            continue
        for candidate in _try_frame(frame, reading):
            key = candidate.conduct, candidate.effect
            if key not in best or candidate.weight > best[key].weight:
                best[key] = candidate
    return list(best.values())


def is_on_topic(clause: Clause, reach: Reach, compiled: CompiledGrammar) -> bool:
    """Whether a word of the topic stands in the clause or over it."""
    on_topic = compiled.on_topic
    return bool(reach.search(on_topic) or on_topic.pattern.search(clause.headings))


def _is_due(item: CompiledFrame, reading: Clausing, *, aside: bool) -> bool:
    """Whether a frame is tried on a clause. aside: the clause is not on the topic, or leads into a report."""
    if item.bargain and not reading.clause.bargain:
        return False
    if aside and not (item.beside or item.bargain):
        return False
    return bool(reading.operators) or _speaks_alone(item, reading.clause)


def _speaks_alone(item: CompiledFrame, clause: Clause) -> bool:
    """Whether a frame counts without any operator."""
    return bool(item.frame.says) or (item.frame.bare and clause.bargain)


def _defines(clause: Clause, compiled: CompiledGrammar) -> bool:
    opening = clause.text[clause.own : clause.own + 160]
    return any(pattern.search(opening) for pattern in compiled.definitions)


def _try_frame(item: CompiledFrame, reading: Clausing) -> Iterator[Candidate]:
    clause = reading.clause
    if not all(map(reading.holds, item.needs)):
        return
    for verb, start, end in find_matches(item, reading):
        if end <= clause.own or (end > reading.reported and not item.beside):
            continue
        if not item.frame.proviso and _is_excepted(verb, (start, end), reading.tails):
            continue
        if item.veto and _is_vetoed(item.veto, reading, start, end):
            continue
        governed = govern(reading.reach, verb, end, operators=reading.operators, compiled=reading.compiled)
        candidate = _judge(item, governed, reading, (start, end), verb)
        if candidate is not None:
            yield candidate


def _is_vetoed(veto: Finder, reading: Clausing, start: int, end: int) -> bool:
    """Whether words around a match rule it out."""
    if not reading.reach.possible & veto.flag:
        return False
    return reading.reach.search(veto, max(0, start - _VETO_BEFORE), _veto_end(reading, end)) is not None


def _veto_end(reading: Clausing, end: int) -> int:
    """How far behind a match words may rule it out: not beyond the next operator or act."""
    limit = min(len(reading.text), end + _VETO_AFTER)
    other = _NEXT_ACT.search(reading.text, end, limit)
    limit = other.start() if other else limit
    return min([limit, *(item.start for item in reading.operators if item.start >= end and not item.after)])


def _is_excepted(verb: int, span: Span, tails: Sequence[Tail]) -> bool:
    """Whether the verb stands in words that state a way out, or its match reaches into such words behind it."""
    return any(
        tail.start <= verb < tail.end
        or (tail.start <= span[0] < tail.end if tail.prefix else span[0] < tail.start < span[1])
        for tail in tails
        if not tail.rules
    )


def _is_adjective(text: str, operator: Operator, verb: int) -> bool:
    """Whether the word at ``verb`` is a participle that no form of "be" or "have" before it makes a verb."""
    word = _WORD.match(text, verb)
    if word is None or operator.start > verb or not PARTICIPLE.search(word[0]):
        return False
    return not _AUXILIARY.search(text, operator.start, verb)


def _lets(text: str, operator: Operator | None, verb: int) -> bool:
    """Whether words of letting stand before the verb, so that another than the subject does it."""
    if operator is None or operator.start > verb:
        return _LETTING.search(text, max(0, verb - _VETO_BEFORE), verb) is not None
    return _LETTING.search(text, operator.start, verb) is not None


def _is_passive(text: str, operator: Operator, verb: int) -> bool:
    """Whether something is done to the subject ("agents shall be admitted"), so that it does not act."""
    word = _WORD.match(text, verb)
    done = word is not None and PARTICIPLE.search(word[0]) is not None
    return done and BE.search(text, operator.start, verb) is not None


def _judge(item: CompiledFrame, governed: Governed, reading: Clausing, span: Span, verb: int) -> Candidate | None:
    """The candidate that a match comes to under its operator; None where nothing is ruled by it."""
    operator = governed.operator
    if operator is not None and _is_adjective(reading.text, operator, verb):
        return None
    effect, loose = _effect(item, governed, reading, span, verb)
    if not effect or not _is_by_agency(item, governed, reading, verb):
        return None
    ways = ways_stated(reading, "" if item.beside else effect, operator, span)
    if item.frame.proviso and effect == "duty":
        turned = governed.effect in PROTECTING
        ways = [] if turned else [way for way in ways if OTHER not in way]
    narrowing = reading.compiled.narrowing.get(item.conduct)
    narrowed = reading.reach.search(narrowing, reading.clause.own) if narrowing else None
    return Candidate(
        conduct=item.conduct,
        effect=effect,
        ways=tuple(ways),
        part=bool(narrowed) or item.frame.part,
        scope_words=reading.clause.text[slice(*narrowed.span())] if narrowed else "",
        subject=governed.subject,
        clause=reading.clause,
        start=min(span[0], operator.start) if operator else span[0],
        end=max(span[1], operator.end) if operator else span[1],
        weight=_weight(item, operator, reading.text, span, loose),
        beside=item.beside,
        frame=item.frame.id,
        inverse=item.frame.inverse,
    )


def _effect(item: CompiledFrame, governed: Governed, reading: Clausing, span: Span, verb: int) -> tuple[str, float]:
    """What is said on the conduct, "" for nothing, and how loosely the operator governs it."""
    effect, loose, operator = governed.effect, governed.loose, governed.operator
    if operator is None or (item.frame.says and operator.start > verb):
        effect = item.frame.says or ("permission" if _speaks_alone(item, reading.clause) else "")
    between = reading.text[operator.end : max(span)] if operator else ""
    if item.frame.proviso:
        loose = 0.0
        if effect == "only" or _is_content(effect, operator, reading.operators):
            return "", loose
        if effect in PROTECTING and _BEFORE.search(between):
            effect = "duty"
    if item.frame.only and effect not in _effects_of(item.frame.only):
        return "", loose
    return (invert(effect, between, reading.compiled) if item.frame.inverse else effect), loose


def _is_by_agency(item: CompiledFrame, governed: Governed, reading: Clausing, verb: int) -> bool:
    """Whether the one who acts is of the side that the frame is about."""
    text, compiled, operator = reading.text, reading.compiled, governed.operator
    acts = operator is not None and not _is_passive(text, operator, verb)
    if acts and is_private(governed.subject, compiled):
        return False
    outside = acts and is_federal(governed.subject, compiled)
    if item.frame.actor == "local":
        return not outside and compiled.by_federal.match(text, verb) is None
    return item.frame.actor != "federal" or outside or _lets(text, operator, verb)


def _is_content(effect: str, operator: Operator | None, operators: Sequence[Operator]) -> bool:
    """Whether a permission is only what somebody has to be told ("shall advise him that he may decline")."""
    if effect != "permission" or operator is None:
        return False
    return any(item.effect == "duty" and item.start < operator.start for item in operators)


def _effects_of(names: Sequence[str]) -> set[str]:
    """Frame conditions name operators; what they compose to counts with them."""
    effects = set(names)
    if "nothing" in effects:
        effects.add("savings")
    if "ban" in effects:
        effects |= PROTECTING
    return effects


def ways_stated(reading: Clausing, effect: str, operator: Operator | None, span: Span = (0, 0)) -> list[Way]:
    """The ways out, or conditions, that a clause states for what it rules; ``span``: the words on the conduct."""
    clause, text, compiled = reading.clause, reading.text, reading.compiled
    ways: list[Way] = []
    for tail in reading.tails:
        if clause.conditions is not None and tail is reading.tails[-1] and tail.end == len(text):
            continue
        ways.extend(way for way in ways_in(text[tail.start : tail.end], compiled) if way not in ways)
    if clause.conditions is not None:
        ways.extend(way for way in ways_of(clause.conditions, compiled) if way not in ways)
    if effect in {"permission", "duty"}:
        own = text[clause.own :]
        triggers = triggering_ways(own, compiled) if effect == "permission" else []
        ways.extend(way for way in triggers if way not in ways)
        if effect == "permission":
            ways = _with_approval(ways, neighbouring_ways(clause, compiled))
        ways.extend(way for way in attached_ways(text, compiled, span) if not any(way <= other for other in ways))
    if effect == "only" and not ways and operator is not None:
        ways.extend(ways_in(text[operator.start :], compiled))
    return ways


def _with_approval(ways: list[Way], approvals: Sequence[Way]) -> list[Way]:
    """Ways of a permission with the approval that the sentence beside it asks for besides each of them."""
    if not ways or not approvals:
        return [*ways, *(way for way in approvals if way not in ways)]
    return list(dict.fromkeys(way | approval for way in ways for approval in approvals))


def _weight(item: CompiledFrame, operator: Operator | None, text: str, span: Span, loose: float) -> float:
    weight = item.frame.weight
    weight += 0.3 if operator or item.frame.says else -0.2
    weight += 0.2 if _SOLELY.search(text, *span) else 0.0
    weight -= min(0.3, (span[1] - span[0]) / 1500)
    return weight - 0.9 * loose
