"""Modality as composition: which operators govern a verb, and what they come to together."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from pincite.reading.compiled import CompiledGrammar
from pincite.reading.prefilter import Finder, Reach
from pincite.reading.subjects import noun_phrase, subject_of
from pincite.reading.wording import even_stops, lower_case

_BUT = re.compile(r"\bbut\W*$")  # "shall report ..., but only upon": the duty stands, for fewer cases
_ONLY = re.compile(
    r"\b(?:only|solely|no other)\b,? (?:if|when|whenever|where|upon|after|with|pursuant|in|to the extent|under|as|by|on"
    r"|for|at|in (?:the )?cases?|to (?:keep|protect|prevent|preserve|ensure|confirm|comply|avoid)|terms|following"
    r"|so far)\b|\b(?:on|under|in) no other (?:terms|condition|circumstance|case)",
    re.IGNORECASE,
)
_POLICY = re.compile(
    r"\b(?:polic(?:y|ies)|ordinance|rule|regulation|resolution|directive|measure|practice|order|law)s?\b", re.IGNORECASE
)
_RELATIVE = re.compile(r"\b(?:who|whom|which|that|whose|he|she|they|it)\W*$", re.IGNORECASE)
_BY_WHICH = re.compile(r"\b(?:(?:by|under|through|with|pursuant to) which|whereby) (?:[\w’'-]+ ){1,9}$", re.IGNORECASE)
_PARENTHESIS = re.compile(r"^, (?:[^,;.]|,(?= (?:or|and)\b)){4,200}, ?", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=\w\w\w)[.?!][\"”’)]?\s+(?=[\w(\[“\"])")
_NO_SUCH = re.compile(r"\bno(?: (?!who|which|that|person|officer)\w+){0,2} $", re.IGNORECASE)
_GROUND = re.compile(
    r"(?:an? |any )?(?:sufficient |lawful |valid )?(?:grounds?|basis|authority|cause|reason|justification)\b",
    re.IGNORECASE,
)
_WEAKLY = re.compile(r"\b(?:discourag|avoid|minimi[sz])\w*", re.IGNORECASE)
_PURPOSE = re.compile(r"(?:\bin order|\bso as|,) to $", re.IGNORECASE)
_EMPOWERED = re.compile(r"\b(?:authorized|empowered|entitled|permitted) to\b", re.IGNORECASE)
_NO_ONE = re.compile(
    r"(?<!have )(?<!has )(?<!with )\bno (?!later|more|less|fewer|longer|sooner|earlier|other|doubt|event|case)[a-z]+",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"(?:no|none|neither|nor)\b", re.IGNORECASE)
_STATIVE = re.compile(r"(?:(?:is|are|does|do|has|have) (?:not|no)|cannot|can not|could not)\b", re.IGNORECASE)
_TRANSPARENT = re.compile(
    r"\b(?:see(?: to it)?|ensure|assure|make sure|make certain|provide|require|request|ask|demand|insist|direct"
    r"|take care) that\b"
    r"|\b(?:(?:by|under|through|with|pursuant to) which|whereby) (?:[\w’'-]+ ){1,9}"
    r"(?:would|shall|will|may|could|can)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:advis(?:e|es|ed|ing)|inform(?:s|ed|ing)?|explain\w*|tell\w*|told|certif\w*|declar\w*|acknowledg\w*|warn\w*)\b[^.;:]{0,60}\bthat\b",
    re.IGNORECASE,
)
_INFINITIVE = re.compile(r"\bto (?:be )?$", re.IGNORECASE)
_BARGAIN = re.compile(r"\b(?:agreement|contract|arrangement|memorand\w+)s?\b", re.IGNORECASE)
_COORDINATE = re.compile(r"[;:,]|\b(?:or|and|nor)\b|\(\w{1,4}\)", re.IGNORECASE)
_SUBORDINATE = re.compile(
    r"\b(?:who|whom|which|that|whose|if|when|whenever|where|because|until|unless|while|before|after|once|so|having|whether|what)\b",
    re.IGNORECASE,
)
_RELATIVE_REACH = 60
_ADJACENT = 6
_LOOSE = 0.4
_TOLD_THAT = re.compile(r"\b(?:told|informed|advised)\b[^.;:]{0,60}\bthat\b[^.;:]{0,80}$", re.IGNORECASE)
_SUBJECT, _AHEAD, _BACK = 140, 24, 90
_DIRECT, _PER_WORD, _DEEPEST = 6, 0.1, 0.7
_PASSIVE_REACH = 200
PROTECTING = frozenset({"ban", "weak-ban", "only"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """One operator as it stands in a clause."""

    effect: str
    start: int
    end: int
    after: bool
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Governed:
    """What a clause says on a verb. effect: ban, weak-ban, only, duty, permission, forbids-limits, savings or "".

    subject: the words before the operator, who is spoken of. loose: 0 where the operator governs the verb directly,
    up to 1 where the verb stands deep in another phrase or in a subordinate clause.
    """

    effect: str
    subject: str
    operator: Operator | None
    loose: float = 0.0


NOTHING = Governed(effect="", subject="", operator=None)


def mask_clause(text: str, compiled: CompiledGrammar) -> str:
    """The clause in lower case, without false stops and phrases that only look like negations; lengths are kept."""
    return compiled.mask.sub(lambda match: "_" * len(match.group()), lower_case(even_stops(text)))


def find_operators(reach: Reach, compiled: CompiledGrammar) -> list[Operator]:
    """All operators of a clause, masked, in order; where two overlap the earlier rank wins."""
    found = [
        Operator(effect=item.effect, start=match.start(), end=match.end(), after=item.after, rank=item.rank)
        for item in compiled.operators
        if reach.possible & item.finder.flag
        for match in reach.find(item.finder)
        if match.end() > match.start() and not _is_described(reach.text, match)
    ]
    found.sort(key=lambda item: (item.rank, item.start - item.end))
    kept: list[Operator] = []
    starts: list[int] = []
    for item in found:
        at = bisect_left(starts, item.start)
        near = kept[max(0, at - 3) : at + 3]
        if not any(item.start < other.end and other.start < item.end for other in near if other.after == item.after):
            kept.insert(at, item)
            starts.insert(at, item.start)
    return kept


def _is_described(text: str, match: re.Match[str]) -> bool:
    """Whether "is not ..." or "does not ..." only describes a case ("if the person is not released")."""
    if not _STATIVE.match(match[0]) or _GROUND.match(text, match.end()):
        return False
    return _SUBORDINATE.search(re.split(r"[,;:.]", text[max(0, match.start() - 90) : match.start()])[-1]) is not None


def govern(reach: Reach, verb: int, end: int, *, operators: Sequence[Operator], compiled: CompiledGrammar) -> Governed:
    """The effect on the verb at ``verb`` of a conduct whose words end at ``end``."""
    text = reach.text
    chain = _chain(text, verb, operators) or _around(text, verb, operators)
    after = _next_after(text, verb, end, operators)
    if not chain:
        return _governed_after(reach, verb, after, compiled) if after else NOTHING
    head = chain[-1]
    opposed = after and after.effect in {"ban", "void"} and compiled.restrict.pattern.match(text, head.start)
    if after and (opposed or head.effect in {"duty", "permission"} or _SENTENCE.search(text[head.end : verb])):
        return _governed_after(reach, verb, after, compiled)
    effect = _compose(reach, chain, verb, compiled)
    if effect in {"permission", "duty"} and _is_only(text, head, verb, operators):
        effect = "only"
    subject = subject_of(text, head.start, head.end)
    if head.effect in {"permission", "duty"} and _is_negated(subject):
        return NOTHING
    return Governed(
        effect=effect,
        subject=subject,
        operator=head,
        loose=1.0 if _is_told(text, head) else _looseness(reach, head.end, verb, compiled),
    )


def _is_told(text: str, head: Operator) -> bool:
    """Whether what may be is only what someone is told ("shall be told that the answer may be shared")."""
    before = text[max(0, head.start - _SUBJECT) : head.start]
    return head.effect == "permission" and _TOLD_THAT.search(before) is not None


def _looseness(reach: Reach, start: int, end: int, compiled: CompiledGrammar) -> float:
    """How far the verb behind ``text[start:end]`` is from what the operator before these words governs."""
    between = reach.text[start:end]
    if _TOLD.search(between):
        return 1.0
    between = _TRANSPARENT.sub(" ", between)
    possible = (finder.pattern for finder in (compiled.policy, compiled.restrict) if reach.possible & finder.flag)
    for pattern in (*possible, _BARGAIN):
        between = between[max((match.end() for match in pattern.finditer(between)), default=0) :]
    tail = _COORDINATE.split(between)[-1]
    if _SUBORDINATE.search(tail):
        return 0.5 if _INFINITIVE.search(tail) else 1.0
    return min(_DEEPEST, max(0, len(tail.split()) - _DIRECT) * _PER_WORD)


def _chain(text: str, verb: int, operators: Sequence[Operator]) -> list[Operator]:
    """Operators before the verb whose reach goes so far, in order."""
    before = [item for item in operators if not item.after and item.end <= verb + 1]
    while len(before) > 1:
        head, prior = before[-1], before[-2]
        aside = _PARENTHESIS.match(text[prior.end : prior.end + 260])
        inside = aside and head.end <= prior.end + aside.end() <= verb
        relative = _RELATIVE.search(text[max(0, head.start - 12) : head.start])
        agreed = prior.effect == "ban" and _BY_WHICH.search(text[max(0, head.start - _BACK) : head.start])
        aside_only = (relative or agreed) and head.effect in {"duty", "permission"}
        if not inside and not aside_only and not (relative and verb - head.end > _RELATIVE_REACH):
            break
        before.pop()
    return before


def _is_negated(subject: str) -> bool:
    """Whether a negative subject turns a permission or duty around, so that nothing safe can be said."""
    return bool(_NEGATED.match(noun_phrase(subject)) or _NO_ONE.search(subject[-_SUBJECT:]))


def _around(text: str, verb: int, operators: Sequence[Operator]) -> list[Operator]:
    """The ban whose subject names the conduct ("no inquiry into ... may be made")."""
    return [
        item
        for item in operators
        if item.effect == "ban" and item.start <= verb < item.end and _NO_SUCH.search(text[item.start : verb])
    ][:1]


def _next_after(text: str, verb: int, end: int, operators: Sequence[Operator]) -> Operator | None:
    """The first operator that may stand behind what it governs, in reach and with no other one between."""
    for item in operators:
        if item.start <= verb or item.start > end + _PASSIVE_REACH:
            continue
        if not item.after or item.effect in {"duty", "permission"}:
            if item.after:
                return item if not re.search(r"[;.,]", text[end : item.start]) else None
            return None
        return None if _SENTENCE.search(text[verb : item.start]) else item
    return None


def _is_only(text: str, head: Operator, verb: int, operators: Sequence[Operator]) -> bool:
    """Whether a permission holds in the named cases alone ("may hold ... only if")."""
    following = next((item.start for item in operators if item.start > verb and not item.after), len(text))
    stop = _SENTENCE.search(text, head.end, following)
    match = _ONLY.search(text, head.end, stop.start() if stop else following)
    narrowed = head.effect == "duty" and match is not None and _BUT.search(text, head.end, match.start())
    return match is not None and not narrowed


def _governed_after(reach: Reach, verb: int, head: Operator, compiled: CompiledGrammar) -> Governed:
    text, start = reach.text, max(0, verb - 300)
    restricted = reach.search(compiled.restrict, start, verb) and _POLICY.search(text, start, verb)
    effect = head.effect
    if effect == "void":
        effect = "forbids-limits" if restricted else "ban"
    elif effect == "ban" and restricted:
        effect = "forbids-limits"
    elif effect in {"permission", "duty"}:
        stop = _SENTENCE.search(text, head.end)
        effect = "only" if _ONLY.search(text, head.end, stop.start() if stop else len(text)) else effect
    return Governed(effect=effect, subject=text[start:verb], operator=head)


def _compose(reach: Reach, chain: Sequence[Operator], verb: int, compiled: CompiledGrammar) -> str:
    """The effect of nested operators, innermost first."""
    text, head = reach.text, chain[-1]
    effect = _inner(reach, head, verb, compiled)
    if len(chain) < 2:
        return effect
    outer = chain[-2]
    between = text[outer.end : head.start]
    restricting = compiled.restrict.pattern.match(text, head.start) and ";" not in between
    near = restricting or len(between) < _ADJACENT or compiled.policy.pattern.search(between)
    if _SENTENCE.search(between) or not near:
        return effect
    return _nested(outer.effect, effect)


def _nested(outer: str, inner: str) -> str:
    if outer in PROTECTING:
        return "forbids-limits" if inner in PROTECTING or inner == "forbids-limits" else inner
    if outer == "nothing":
        return "savings" if inner in PROTECTING else ""
    return inner


def _inner(reach: Reach, head: Operator, verb: int, compiled: CompiledGrammar) -> str:
    restricted = _is_governed(compiled.restrict, reach, head, verb, compiled)
    refused = _is_governed(compiled.refuse, reach, head, verb, compiled)
    if head.effect == "nothing":
        return "savings" if reach.search(compiled.restrict, head.start, verb) else ""
    if head.effect in PROTECTING:
        if restricted or (refused and reach.search(compiled.policy, head.end, verb)):
            return "forbids-limits"
        return "duty" if refused else head.effect
    if head.effect == "duty" and (restricted or refused):
        return "weak-ban" if _WEAKLY.search(reach.text, head.end, verb) else "ban"
    if head.effect in {"permission", "need-not"}:
        return "" if restricted or refused else "permission"
    return head.effect


def _is_governed(finder: Finder, reach: Reach, head: Operator, verb: int, compiled: CompiledGrammar) -> bool:
    """Whether a verb of restricting or refusing stands between the two, as what the operator governs."""
    text = reach.text
    for match in reach.find(finder, head.end, min(len(text), verb + _AHEAD)):
        if match.end() > verb:
            return False
        loose = _looseness(reach, head.end, match.start(), compiled)
        purpose = _PURPOSE.search(text[head.end : match.start()])
        if loose < _LOOSE and not purpose and not _EMPOWERED.search(text, head.end, match.start()):
            return True
    return False


def invert(effect: str, between: str, compiled: CompiledGrammar) -> str:
    """The effect on a conduct of words that say its opposite; ``between``: from the operator to the verb."""
    if effect in PROTECTING and compiled.policy.pattern.search(between):
        return "forbids-limits"
    if effect in PROTECTING:
        return "duty"
    return {"duty": "ban", "permission": "permission", "savings": "", "forbids-limits": ""}.get(effect, "")
