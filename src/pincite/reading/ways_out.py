"""Ways out of a rule as alternatives of conditions that must hold together (disjunctive normal form)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pincite.model.law import LegalException
from pincite.reading.clauses import Clause, Condition
from pincite.reading.compiled import CompiledGrammar
from pincite.reading.modality import Operator
from pincite.reading.prefilter import Reach
from pincite.reading.wording import lower_case

OTHER = "other"
_OFFENCE = frozenset({"conviction", "charge"})
Way = frozenset[str]
_TOGETHER = re.compile(r"\b(?:and|both)\b", re.IGNORECASE)
_APART = re.compile(r"\b(?:or|unless|except)\b|;(?!\W*and\b)", re.IGNORECASE)
_MOST_WAYS = 24
_LEAST_CONDITION = 6
_ALTERNATIVE = re.compile(
    r"[,;] or (?:if |when |where |unless )?(?=(?:the |an? |any |such |[\w' ]{0,30})\w+ (?:has|have|is|are|was|were)\b)"
)
_FINITE = re.compile(r"\b(?:has|have|is|are|was|were)\b")
_NEW_PREDICATE = re.compile(
    r"(?:, (?:and|but|nor)|; ?(?:and|but|nor|or)?) (?:the |an? |any |such |no |each )?(?:[\w'-]+ ){0,4}$"
)
_ENCLOSED = re.compile(
    r"(?:without|absent|in the absence of|unless otherwise|except as|as (?:otherwise )?\w+ed|to the (?:\w+ )?extent)"
    r" [^,.;:]{4,60}, "
    r"(?!or\b|and\b|nor\b|but\b|in which"
    r"|(?:an? |the |any )?(?:\w+ ){0,2}(?:orders?|warrants?|subpoenas?|process|consent)\b)"
)
_TRIGGER = re.compile(
    r"\W*(?:\(?\w{1,4}[).] ?)*(?P<when>(?:if|when|whenever|where|once|upon|in the event|in (?:any )?cases?)"
    r"\b[^;:]{8,400}?),"
    r"(?= (?:then )?(?:the |an? |any |such |each |this |he |she |it |that )[^,]{0,120}?"
    r"\b(?:shall|may|must|will|should|is|are)\b)",
    re.IGNORECASE,
)
_OPENED = re.compile(r"(?:^|[.;:—–]\s)[^\w]*(?:(?:\(?\w{1,4}[).]|§ ?[\w.-]+|\d[\w.-]*)\s+)*[^\w]*$")
_OPENING = 24
_LISTED = re.compile(r":\W*(?:\(?\w{1,4}[).]\s+)*")
_LEADS_ON = re.compile(r":(?= \(?\w{1,4}[).] )")
_COMMA = re.compile(r", ")
_PROVISO = re.compile(r"provided\b[^.;]{0,16}\bthat\b")
_NEXT = 260
_LEAD = 160
_CONDITION_WORD = re.compile(r"\b(?:unless|except|if|when|where|only|provided that)\b", re.IGNORECASE)
_ITEM_MARK = re.compile(r"^\W*(?:\(?\w{1,4}[).]\s+)+")
_SENTENCE_END = re.compile(r"\w\w[.;]\s")
_INSET, _LONGEST_INSET = 3, 300


@dataclass(frozen=True, slots=True)
class Tail:
    """A run of a clause that states a way out; prefix: it stands before the operator. rules: it rules by itself."""

    start: int
    end: int
    prefix: bool
    only_if: bool
    rules: bool = False


def find_tails(reach: Reach, operators: Sequence[Operator], compiled: CompiledGrammar) -> list[Tail]:
    """The runs of a clause that state ways out, in order; later ones end the one before."""
    text = reach.text
    heads = [item for item in operators if not item.after]
    first = heads[0].start if heads else len(text)
    tails: list[Tail] = []
    for match in reach.find(compiled.conditions):
        if tails and match.start() < tails[-1].end and tails[-1].prefix:
            continue
        if any(item.effect == "only" and item.start <= match.start() < item.end for item in heads):
            continue
        opened = _OPENED.search(text, max(0, match.start() - _OPENING), match.start()) is not None
        prefix = match.start() < first and (opened or bool(heads))
        end = _prefix_end(text, match.start(), first, heads) if prefix else len(text)
        if prefix and opened:
            tails.append(Tail(match.start(), end, prefix=True, only_if=False))
        elif not prefix and (inset := _inset(text, match.start(), heads, compiled)):
            tails.append(Tail(match.start(), inset, prefix=True, only_if=False))
        elif not prefix:
            if tails and not tails[-1].prefix and not tails[-1].only_if:
                tails[-1] = Tail(tails[-1].start, match.start(), prefix=False, only_if=False)
            tails.append(Tail(match.start(), _tail_end(text, match.start(), heads), prefix=False, only_if=False))
    tails = [replace(tail, rules=_is_ruling(text, tail, heads)) for tail in tails]
    return [*tails, *_only_tails(reach, operators, compiled, tails)]


def _is_ruling(text: str, tail: Tail, heads: Sequence[Operator]) -> bool:
    """Whether a proviso holds a rule of its own ("provided, however, that such person may be detained")."""
    return _PROVISO.match(text, tail.start) is not None and any(tail.start < item.start < tail.end for item in heads)


def _inset(text: str, start: int, heads: Sequence[Operator], compiled: CompiledGrammar) -> int:
    """Where a condition ends that stands inside what is ruled, before its verb goes on; 0 where it closes the rule."""
    return (
        _inset_end(text, start, heads)
        or _enclosed_end(text, start)
        or (_item_end(text, start, compiled) if any(_is_right_behind(text, item.end, start) for item in heads) else 0)
    )


def _is_right_behind(text: str, end: int, start: int) -> bool:
    """Whether a condition stands right behind an operator ("shall not without ...") or opens the item of its list."""
    return 0 <= start - end <= 1 or _LISTED.fullmatch(text, end, start) is not None


def _item_end(text: str, start: int, compiled: CompiledGrammar) -> int:
    """Where a condition that opens a list item ends: at the comma before the item's own verb, or where it leads on.

    0 where neither is found.
    """
    further = _LEADS_ON.search(text, start, start + _LONGEST_INSET)
    if further:
        return further.start() + 1
    for match in _COMMA.finditer(text, start, start + _LONGEST_INSET):
        if any(frame.verb.pattern.match(text, match.end()) for frame in compiled.frames if not frame.frame.main):
            return match.start() + 1
    return 0


def _inset_end(text: str, start: int, heads: Sequence[Operator]) -> int:
    """Where a condition set between commas right behind an operator ends ("shall, absent ..., refuse"); 0 for none."""
    if not any(0 <= start - item.end <= _INSET and "," in text[item.end : start] for item in heads):
        return 0
    return text.find(", ", start, start + _LONGEST_INSET) + 1


def _tail_end(text: str, start: int, heads: Sequence[Operator]) -> int:
    """Where a condition ends: at a new predicate behind it ("unless ..., and shall not ..."), else with the clause."""
    for item in heads:
        match = _NEW_PREDICATE.search(text, start, item.start) if item.start > start else None
        if match:
            return match.start()
    return len(text)


def _enclosed_end(text: str, start: int) -> int:
    """Where a short condition between two commas ends ("arrest, without a warrant, any person"); 0 for none."""
    match = _ENCLOSED.match(text, start) if text[max(0, start - 2) : start] == ", " else None
    return match.end() - 1 if match else 0


def _prefix_end(text: str, start: int, first: int, heads: Sequence[Operator]) -> int:
    """Where a condition before what is ruled ends: at the last comma before the operator or, for want of one, in it."""
    comma = text.rfind(",", start, first)
    if comma < 0 and heads:
        comma = text.find(",", first, heads[0].end)
    return comma if comma > start else first


def _only_tails(
    reach: Reach, operators: Sequence[Operator], compiled: CompiledGrammar, tails: Sequence[Tail]
) -> list[Tail]:
    """For "may only ... if ...": the condition is the way out."""
    found = []
    for item in operators:
        if item.effect != "only" or any(tail.start > item.end and not tail.prefix for tail in tails):
            continue
        if reach.search(compiled.only_if, item.start, item.end):
            continue
        match = reach.search(compiled.only_if, item.end)
        if match:
            found.append(Tail(match.start(), len(reach.text), prefix=False, only_if=True))
    return found


def ways_in(text: str, compiled: CompiledGrammar) -> list[Way]:
    """The ways out that a run of words states; one unnamed way ("other") where no kind is recognised."""
    text = lower_case(text)
    hits = sorted(
        (match.start(), match.end(), kind) for kind, pattern in compiled.ways_out for match in pattern.finditer(text)
    )
    if not hits:
        return [frozenset({OTHER})]
    ways: list[set[str]] = []
    last = -1
    for start, end, kind in hits:
        between = text[last:start] if 0 <= last <= start else ""
        joined = ways and last >= 0 and _is_together(between)
        if joined:
            ways[-1].add(kind)
        elif not any(kind in way for way in ways):
            ways.append({kind})
        last = max(last, end)
    found = [frozenset(way) for way in ways]
    return [*found, frozenset({OTHER})] if _has_unnamed(text, [start for start, _, _ in hits]) else found


def _has_unnamed(text: str, starts: Sequence[int]) -> bool:
    """Whether one of the alternatives ("or the officer has ...") is a condition of no known kind."""
    at = 0
    for end in [*(match.start() for match in _ALTERNATIVE.finditer(text)), len(text)]:
        part = text[at:end]
        if len(part.split()) >= _LEAST_CONDITION and _FINITE.search(part) and not any(at <= s < end for s in starts):
            return True
        at = end
    return False


def _is_together(between: str) -> bool:
    """Whether the last word that joins two conditions is "and"."""
    together = max((match.start() for match in _TOGETHER.finditer(between)), default=-1)
    return together > max((match.start() for match in _APART.finditer(between)), default=-1)


def ways_of(condition: Condition, compiled: CompiledGrammar, depth: int = 0) -> list[Way]:
    """The ways out that listed conditions state: "or" adds ways, "and" joins every way with every other."""
    if not condition.inner or (depth and _names_offences(condition.text, compiled)):
        return ways_in(condition.text, compiled)
    lead = _CONDITION_WORD.split(condition.text[-_LEAD:])[-1]
    parts = [_ways_of_item(item, lead, compiled) for item in condition.inner]
    if condition.joined == "or":
        return _unique(way for part in parts for way in part)
    joined: list[Way] = [frozenset()]
    for part in parts:
        joined = [left | right for left in joined for right in part][:_MOST_WAYS]
    return _unique(joined)


def _names_offences(text: str, compiled: CompiledGrammar) -> bool:
    """Whether an item speaks of a conviction or charge, so that what is listed under it are offences."""
    return any(way & _OFFENCE for way in ways_in(text, compiled))


def _ways_of_item(item: Condition, lead: str, compiled: CompiledGrammar) -> list[Way]:
    """The ways of one listed condition; where it names none by itself, read together with the words that lead to it."""
    ways = ways_of(item, compiled, depth=1)
    if ways != [frozenset({OTHER})] or item.inner:
        return ways
    return ways_in(f"{lead.rstrip(' :—–-')} {_ITEM_MARK.sub('', item.text)}", compiled)


def _unique(ways: Iterable[Way]) -> list[Way]:
    return list(dict.fromkeys(ways))[:_MOST_WAYS]


def exceptions_of(ways: Sequence[Way], *, sunset: str = "") -> tuple[LegalException, ...]:
    """Typed exceptions; alone where one way consists of that kind only."""
    kinds = dict.fromkeys(kind for way in ways for kind in sorted(way))
    return tuple(
        LegalException(kind=kind, alone=frozenset({kind}) in ways, sunset_date=sunset if kind == OTHER else "")
        for kind in kinds
    )


def is_judged(ways: Sequence[Way], compiled: CompiledGrammar) -> bool:
    """Whether every way out passes through a judge, the law or the person's consent."""
    judged = set(compiled.grammar.judged)
    return all(way & judged for way in ways)


def triggering_ways(text: str, compiled: CompiledGrammar) -> list[Way]:
    """Ways that stand before a permission or duty as what has to be so first ("If the person is convicted, ...")."""
    match = _TRIGGER.match(text)
    return ways_in(match["when"], compiled) if match else []


def attached_ways(text: str, compiled: CompiledGrammar, span: tuple[int, int]) -> list[Way]:
    """Ways that hold for a permission or duty by what its sentence says it is for, or who has to agree.

    span: the words that name the conduct itself; an agreement that is to be made is no condition of making it.
    """
    return _kinds_in(f"{text[: span[0]]} {text[span[1] :]}", compiled.grammar.attached, compiled)


def neighbouring_ways(clause: Clause, compiled: CompiledGrammar) -> list[Way]:
    """Ways that hold for a permission by what the sentence right before or right behind it says ("must approve")."""
    end = clause.pieces[-1][1] + clause.pieces[-1][2]
    behind = clause.law[end : end + _NEXT]
    stop = _SENTENCE_END.search(behind)
    before = clause.headings.rpartition(" / ")[2]
    near = compiled.grammar.attached_near
    return [
        way
        for text in (before[-_NEXT:], lower_case(behind[: stop.end() if stop else _NEXT]))
        for way in _kinds_in(text, near, compiled)
    ]


def _kinds_in(text: str, kinds: Sequence[str], compiled: CompiledGrammar) -> list[Way]:
    return [frozenset({kind}) for kind, pattern in compiled.ways_out if kind in kinds and pattern.search(text)]
