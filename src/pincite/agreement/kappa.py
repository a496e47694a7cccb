"""Chance-corrected agreement of two coders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence


def cohen_kappa(first: Sequence[str], second: Sequence[str]) -> float:
    """Cohen's kappa of two codings of the same items, -1..1 (Cohen 1960). 1.0 where both use one and the same label.

    Raises ValueError for lists of different length or without items.
    """
    if len(first) != len(second) or not first:
        raise ValueError("kappa needs two codings of the same items, at least one")
    total = len(first)
    observed = sum(1 for a, b in zip(first, second, strict=True) if a == b) / total
    left, right = Counter(first), Counter(second)
    expected = sum(left[label] * right[label] for label in left) / (total * total)
    return 1.0 if expected == 1.0 else (observed - expected) / (1.0 - expected)
