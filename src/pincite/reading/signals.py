"""Signals of a draft: what can be counted on its grounds, and the probability that they come to."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from pincite.model.grammar import Confidence
from pincite.model.law import Rule
from pincite.reading.candidates import PROTECTING, Candidate
from pincite.reading.compiled import CompiledGrammar
from pincite.reading.merge import Merged
from pincite.reading.ways_out import OTHER
from pincite.reading.wording import lower_case

_DUTY, _PERMISSION, _MANDATE = frozenset({"duty"}), frozenset({"permission", "savings"}), frozenset({"forbids-limits"})
_SAYS = {
    Rule.PROHIBITS: PROTECTING,
    Rule.LIMITS: PROTECTING,
    Rule.REQUIRES: _DUTY | _MANDATE,
    Rule.FORBIDS_LIMITS: _MANDATE,
    Rule.PERMITS: _PERMISSION,
}
_SUBJECT = 160
_MOST_COUNTED = 8


def find_signals(
    merged: Merged, candidates: Sequence[Candidate], compiled: CompiledGrammar, *, conducts: int
) -> dict[str, float]:
    """Signals of the draft on one conduct by name, each of the order of 0..1.

    candidates: all of the document; conducts: how many the document speaks on.
    """
    own = [item for item in candidates if item.conduct == merged.conduct]
    says = _SAYS.get(merged.rule, frozenset())
    always = merged.conduct in compiled.always
    against = [] if always else [item for item in own if item.effect not in says]
    best = max(merged.grounds, key=lambda item: item.weight)
    return {
        "weight": best.weight,
        "dissent": _dissent(best, against),
        "support": math.log2(min(_MOST_COUNTED, max(1, len(own) - len(against)))) / 3,
        "company": math.log2(min(_MOST_COUNTED, max(1, conducts))) / 3,
        **_of_rule(merged),
        **_of_clause(merged.grounds[0], compiled),
    }


def _dissent(best: Candidate, against: Sequence[Candidate]) -> float:
    """How strongly other clauses say otherwise: 1 where one weighs as much, 0 where none comes near."""
    return max((max(0.0, min(1.5, 1.0 + item.weight - best.weight)) for item in against), default=0.0)


def _of_rule(merged: Merged) -> dict[str, float]:
    return {
        "part": float(merged.part),
        "limits": float(merged.rule is Rule.LIMITS),
        "prohibits": float(merged.rule is Rule.PROHIBITS),
        "requires": float(merged.rule is Rule.REQUIRES),
        "permits": float(merged.rule is Rule.PERMITS),
        "ways": min(4, len(merged.ways)) / 4,
        "unknown-way": float(any(OTHER in way for way in merged.ways)),
    }


def _of_clause(ground: Candidate, compiled: CompiledGrammar) -> dict[str, float]:
    clause = ground.clause
    subject = lower_case(ground.subject[-_SUBJECT:])
    words = lower_case(clause.text[clause.own :])
    return {
        "inherited": float(ground.start < clause.own),
        "span": min(1.0, (ground.end - ground.start) / 300),
        "length": math.log2(max(16, len(words))) / 10,
        "agency": float(any(pattern.search(subject) for _, pattern in compiled.bearers)),
        "agreement": float(clause.bargain),
        "named": float(compiled.topical.search(words) is not None),
        "headed": float(compiled.topical.search(clause.headings) is not None),
        "turned": float(ground.inverse),
    }


def weigh_signals(signals: Mapping[str, float], confidence: Confidence) -> float:
    """The probability (0..1) that a draft with these signals has the right rule; a signal without weight is ignored."""
    score = confidence.constant + sum(confidence.weights[name] * signals[name] for name in confidence.weights)
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, score)))), 3)
