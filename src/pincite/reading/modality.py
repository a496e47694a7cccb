"""Modality as composition: which operator governs a verb, and what stands between the two."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pincite.reading.compiled import CompiledGrammar

SUBJECT_REACH = 220
_PREFIX = re.compile(r"^[\s\W\d]*(?:\w{1,4}[).]\s*)*$")


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
    """What a clause says on a verb. effect: ban, weak-ban, only, duty, permission, forbids-limits, savings, void or "".

    subject: the words before the operator, who is spoken of.
    """

    effect: str
    subject: str
    operator: Operator | None


def mask_clause(text: str, compiled: CompiledGrammar) -> str:
    """The clause with phrases that only look like negations blanked out; lengths are kept."""
    return compiled.mask.sub(lambda match: "_" * len(match.group()), text)


def find_operators(text: str, compiled: CompiledGrammar) -> list[Operator]:
    """All operators of a clause in order; where two overlap the earlier rank wins."""
    found = [
        Operator(effect=item.effect, start=match.start(), end=match.end(), after=item.after, rank=item.rank)
        for item in compiled.operators
        for match in item.pattern.finditer(text)
        if match.end() > match.start()
    ]
    found.sort(key=lambda item: (item.rank, item.start - item.end))
    kept: list[Operator] = []
    for item in found:
        if not any(item.start < other.end and other.start < item.end for other in kept if not other.after):
            kept.append(item)
    return sorted(kept, key=lambda item: item.start)


def govern(
    text: str, verb: int, end: int, *, operators: Sequence[Operator], compiled: CompiledGrammar
) -> Governed:
    """The effect on the verb at ``verb`` of a conduct whose words end at ``end``."""
    before = [item for item in operators if not item.after and item.end <= verb + 1]
    after = [item for item in operators if item.after and item.start >= verb]
    head = before[-1] if before else None
    if head is None or _is_cut_off(text, head, verb):
        head = after[0] if after else None
        if head is None:
            return Governed(effect="", subject="", operator=None)
        return _governed_after(text, verb, head, compiled)
    if head.effect == "duty" and after and after[0].effect in {"ban", "void"} and after[0].start < end + 160:
        return _governed_after(text, verb, after[0], compiled)
    effect = _compose(text, head, verb, compiled)
    return Governed(effect=effect, subject=subject_of(text, head), operator=head)


def _governed_after(text: str, verb: int, head: Operator, compiled: CompiledGrammar) -> Governed:
    restricted = compiled.restrict.search(text[:verb])
    effect = head.effect
    if effect == "void":
        effect = "forbids-limits" if restricted else "ban"
    elif effect == "ban" and restricted and re.search(r"\b(?:polic|ordinance|rule|resolution)", text[:verb], re.IGNORECASE):
        effect = "forbids-limits"
    return Governed(effect=effect, subject=text[:verb], operator=head)


def _is_cut_off(text: str, head: Operator, verb: int) -> bool:
    """Whether a semicolon or a new sentence ends the operator's reach before the verb."""
    between = text[head.end : verb]
    return bool(re.search(r";\s+(?!or\b|and\b|nor\b|\()", between)) and not re.search(r":", between)


def _compose(text: str, head: Operator, verb: int, compiled: CompiledGrammar) -> str:
    between = text[head.end : verb]
    restricted = _last(compiled.restrict, between)
    refused = _last(compiled.refuse, between)
    if head.effect == "nothing":
        hit = compiled.restrict.search(text, max(0, head.start), verb)
        return "savings" if hit else ""
    if head.effect in {"ban", "weak-ban", "only"}:
        if restricted:
            return "forbids-limits"
        return "duty" if refused else head.effect
    if head.effect == "duty":
        return "ban" if restricted or refused else "duty"
    if head.effect == "permission":
        return "" if restricted or refused else "permission"
    return "permission" if head.effect == "need-not" else head.effect


def _last(pattern: re.Pattern[str], text: str) -> bool:
    return pattern.search(text) is not None


def subject_of(text: str, operator: Operator) -> str:
    """The words before the operator (with the operator's own, for "no officer shall")."""
    own = text[operator.start : operator.end]
    if len(own) > 24:
        return own
    start = max(0, operator.start - SUBJECT_REACH)
    before = text[start : operator.start]
    cut = max(before.rfind("; "), before.rfind(". "), before.rfind(": "))
    return before[cut + 2 :] if cut >= 0 else before


def is_federal(subject: str, compiled: CompiledGrammar) -> bool:
    """Whether the nearest subject is the federal side, so that nothing is said of state or local agencies."""
    return compiled.federal_subject.search(subject) is not None


def operator_ends(operators: Sequence[Operator]) -> list[int]:
    """Ends of the operators, sorted, for look-up."""
    return sorted(item.end for item in operators)


def next_operator(operators: Sequence[Operator], offset: int) -> Operator | None:
    """The first operator that starts at or after ``offset``."""
    starts = [item.start for item in operators]
    index = bisect_right(starts, offset - 1)
    return operators[index] if index < len(operators) else None
