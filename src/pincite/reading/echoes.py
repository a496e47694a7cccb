"""Sentences that speak of the conduct of the sentence before them ("An officer may do so if ...")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pincite.reading.candidates import PROTECTING, Candidate, ways_stated
from pincite.reading.clauses import Clause
from pincite.reading.clausing import Clausing
from pincite.reading.compiled import CompiledGrammar
from pincite.reading.modality import find_operators, govern
from pincite.reading.prefilter import Reach
from pincite.reading.ways_out import find_tails

_ECHO = re.compile(
    r"\b(?:do(?:ing|ne)? (?:so|this|that|the same|otherwise)|do it|take (?:such|that|this) (?:an )?(?:action|step)"
    r"|act(?: so)?(?= (?:only )?(?:if|when|where|upon|on)\b))"
)
_LESS = 0.15
_CLOSEST = 8  # code points between the sentence and the end of the one that it speaks of


def find_echoes(
    clause: Clause, reach: Reach, before: Sequence[Candidate], compiled: CompiledGrammar
) -> list[Candidate]:
    """What a clause says of the conducts of the clause right before it; none where it speaks for itself.

    before: candidates found so far, in the order of the text. reach: of the clause, masked.
    """
    match = _ECHO.search(reach.text, clause.own)
    if match is None or not before:
        return []
    last = before[-1].clause
    if not 0 <= clause.origin - last.pieces[-1][1] - last.pieces[-1][2] <= _CLOSEST:
        return []
    operators = find_operators(reach, compiled)
    governed = govern(reach, match.start(), match.end(), operators=operators, compiled=compiled)
    if governed.effect not in {"permission", *PROTECTING}:
        return []
    tails = find_tails(reach, operators, compiled)
    reading = Clausing(clause, reach, compiled, operators, tails, len(reach.text))
    ways = tuple(ways_stated(reading, governed.effect, governed.operator))
    spoken = {item.conduct: item for item in before if item.clause is last and not item.beside}
    return [
        replace(
            item, effect=governed.effect, ways=ways, subject=governed.subject, clause=clause,
            start=governed.operator.start if governed.operator else match.start(), end=match.end(),
            weight=item.weight - _LESS - 0.9 * governed.loose, inverse=False,
        )
        for item in spoken.values()
    ]  # fmt: skip
