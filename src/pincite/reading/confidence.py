"""How sure a draft is: signals of its grounds, weighed by a calibration that was fitted to codings."""

from __future__ import annotations

import math

from pincite.model.grammar import Calibration
from pincite.model.law import Rule
from pincite.reading.merge import Merged
from pincite.reading.ways_out import OTHER

_SHORT_CLAUSE = 400


def find_signals(merged: Merged) -> dict[str, float]:
    """Numeric signals of a merged draft, each about -1..1."""
    best = merged.grounds[0]
    raw = min(max(merged.probability, 0.02), 0.98)
    return {
        "raw": math.log(raw / (1 - raw)) / 3,
        "weight": best.weight,
        "grounds": min(len(merged.grounds), 3) / 3,
        "agree": sum(1 for item in merged.grounds if item.effect == best.effect) / len(merged.grounds),
        "span": min((best.end - best.start) / _SHORT_CLAUSE, 2.0),
        "long": min(len(best.clause.text) / 2000, 2.0),
        "listed": 1.0 if best.clause.own else 0.0,
        "ways": min(len(merged.ways), 4) / 4,
        "unnamed_way": 1.0 if any(OTHER in way for way in merged.ways) else 0.0,
        "part": 1.0 if merged.part else 0.0,
        "bare_ban": 1.0 if merged.rule is Rule.PROHIBITS and not merged.ways else 0.0,
    }


def find_kinds(merged: Merged) -> tuple[str, ...]:
    """Named traits of a merged draft: the frame of its best ground, its rule."""
    return (f"frame:{merged.grounds[0].frame}", f"rule:{merged.rule}")


def estimate(merged: Merged, calibration: Calibration | None) -> float:
    """The probability, 0..1, that the draft's rule is right; the reader's own weight where nothing was fitted."""
    if calibration is None:
        return merged.probability
    score = calibration.intercept
    score += sum(calibration.signals.get(name, 0.0) * value for name, value in find_signals(merged).items())
    score += sum(calibration.kinds.get(name, 0.0) for name in find_kinds(merged))
    return round(1 / (1 + math.exp(-score)), 3)
