"""Signals of a draft: what can be counted on its grounds, and the probability that they come to."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from pincite.model.grammar import Confidence
from pincite.model.law import Rule
from pincite.reading.candidates import PROTECTING, Candidate
from pincite.reading.compiled import CompiledGrammar
from pincite.reading.merge import Merged
from pincite.reading.wording import lower_case

_WEAK, _DUTY, _MANDATE = frozenset({"weak-ban"}), frozenset({"duty"}), frozenset({"forbids-limits"})
_PERMISSION = frozenset({"permission", "savings"})
_SAYS = {
    Rule.PROHIBITS: PROTECTING - _WEAK,
    Rule.LIMITS: PROTECTING,
    Rule.REQUIRES: _DUTY | _MANDATE,
    Rule.FORBIDS_LIMITS: _MANDATE,
    Rule.PERMITS: _PERMISSION,
}
_SUBJECT = 160
_MOST_COUNTED = 8


def find_signals(merged: Merged, candidates: Sequence[Candidate], compiled: CompiledGrammar) -> dict[str, float]:
    """Signals of the draft on one conduct by name, each about 0..1; ``candidates``: all of the document.

    weight: the reader's own raw weight; support: how many clauses say the same, on a scale of doublings; agency: the
    rule names an agency that it binds.
    """
    says = 1 + len(find_support(merged, candidates, compiled))
    subject = lower_case(merged.grounds[0].subject[-_SUBJECT:])
    return {
        "weight": merged.probability,
        "support": math.log2(min(_MOST_COUNTED, says)) / math.log2(_MOST_COUNTED),
        "agency": float(any(pattern.search(subject) for _, pattern in compiled.bearers)),
    }


def _effect(item: Candidate) -> str:
    """What a clause comes to when drafts are merged: in an agreement "may only" shapes what is agreed."""
    return "permission" if item.effect == "only" and item.clause.bargain else item.effect


def find_support(merged: Merged, candidates: Sequence[Candidate], compiled: CompiledGrammar) -> list[Candidate]:
    """The clauses beside its first ground that say the same as the draft, the weightiest first."""
    says = _SAYS.get(merged.rule, frozenset())
    always = merged.conduct in compiled.always
    same = [i for i in candidates if i.conduct == merged.conduct and (always or _effect(i) in says)]
    return sorted((item for item in same if item is not merged.grounds[0]), key=lambda item: -item.weight)


def weigh_signals(signals: Mapping[str, float], confidence: Confidence) -> float:
    """The probability (0..1) that a draft with these signals has the right rule."""
    score = confidence.constant + sum(weight * signals[name] for name, weight in confidence.weights.items())
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, score)))), 3)
