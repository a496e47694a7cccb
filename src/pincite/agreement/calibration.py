"""How far probabilities of drafts can be believed: bins, abstention, Brier score, log loss and ranking.

A case is right where the draft's rule is the reference rule or one of its alternatives; all shares are 0..1.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pincite.agreement.drafts import Drafted

BINS = 10
_Z = 1.96  # of a 95 % interval
_LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class Case:
    """One draft: its probability, whether its rule is right, and the family that it belongs to."""

    probability: float
    right: bool
    family: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """The drafts whose probability is in low..high. said: their mean; right: the share that is, with its interval."""

    low: float
    high: float
    cases: int
    said: float
    right: float
    right_from: float
    right_to: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Abstention:
    """What is left where drafts below ``threshold`` abstain: the share answered and the share of those right."""

    threshold: float
    answered: float
    right: float


def find_cases(drafted: Iterable[Drafted]) -> list[Case]:
    """A case for each draft of the instruments, in their order; the family is the instrument's name."""
    cases = []
    for item in drafted:
        for conduct, draft in item.provisions.items():
            gold = item.coding.on(conduct)
            right = draft.rule == gold.rule or draft.rule in gold.rule_alternatives
            cases.append(Case(1.0 if draft.probability is None else draft.probability, right, item.coding.slug))
    return cases


def measure_calibration(cases: Sequence[Case]) -> dict[str, object]:
    """Figures of some cases: mean said and right, Brier score and log loss with those of always saying the share."""
    count = len(cases)
    if not count:
        return {"cases": 0}
    share = sum(case.right for case in cases) / count
    return {
        "cases": count,
        "said": round(sum(case.probability for case in cases) / count, 4),
        "right": round(share, 4),
        "brier": round(sum((case.probability - case.right) ** 2 for case in cases) / count, 4),
        "brier_of_share": round(share * (1 - share), 4),
        "log_loss": round(sum(_surprise(case.probability, case.right) for case in cases) / count, 4),
        "log_loss_of_share": round(sum(_surprise(share, case.right) for case in cases) / count, 4),
        "auc": measure_ranking(cases),
    }


def _surprise(probability: float, right: bool) -> float:
    return -math.log(max(_LEAST, probability if right else 1 - probability))


def measure_ranking(cases: Sequence[Case]) -> float | None:
    """The chance that a right draft has a higher probability than a wrong one (AUC); None without one of the two."""
    right = [case.probability for case in cases if case.right]
    wrong = [case.probability for case in cases if not case.right]
    if not right or not wrong:
        return None
    above = sum((a > b) + (a == b) / 2 for a in right for b in wrong)
    return round(above / (len(right) * len(wrong)), 4)


def find_bins(cases: Iterable[Case], bins: int = BINS) -> list[Bin]:
    """The bins of equal width that hold any case, lowest first."""
    held: dict[int, list[Case]] = {}
    for case in cases:
        held.setdefault(min(bins - 1, int(case.probability * bins)), []).append(case)
    return [_bin(index / bins, (index + 1) / bins, held[index]) for index in sorted(held)]


def _bin(low: float, high: float, cases: Sequence[Case]) -> Bin:
    count, right = len(cases), sum(case.right for case in cases)
    left, top = find_interval(right, count)
    return Bin(
        low=low,
        high=high,
        cases=count,
        said=round(sum(case.probability for case in cases) / count, 4),
        right=round(right / count, 4),
        right_from=round(left, 4),
        right_to=round(top, 4),
    )


def find_interval(part: int, whole: int) -> tuple[float, float]:
    """The 95 % interval of a share by Wilson's method; (0, 1) for none of none."""
    if not whole:
        return 0.0, 1.0
    share, square = part / whole, _Z * _Z
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    reach = _Z * math.sqrt(share * (1 - share) / whole + square / (4 * whole * whole)) / (1 + square / whole)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def find_abstentions(cases: Sequence[Case], thresholds: Iterable[float]) -> list[Abstention]:
    """What is answered at each threshold, and how much of it is right; thresholds that leave nothing are left out."""
    rows = []
    for threshold in thresholds:
        left = [case for case in cases if case.probability >= threshold]
        if left:
            right = sum(case.right for case in left) / len(left)
            answered = len(left) / len(cases)
            rows.append(Abstention(threshold=threshold, answered=round(answered, 4), right=round(right, 4)))
    return rows
