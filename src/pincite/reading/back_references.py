"""Words that point back ("that agency", "them"): what they stand for, told from the words right before them."""

from __future__ import annotations

from pincite.reading.clauses import Clause
from pincite.reading.compiled import CompiledBackReference, CompiledGrammar
from pincite.reading.prefilter import Reach
from pincite.reading.wording import lower_case

_REACH = 600


def sign_back_references(clause: Clause, reach: Reach, compiled: CompiledGrammar) -> Reach:
    """The clause, masked, with each word that points back to the far side overwritten by its sign.

    Lengths are kept. Only the clause's own words are changed, and only where what they point to stands before them in
    the clause, in the 600 code points of law before it or in the opening of a short document, with no rival of its
    kind between.
    """
    for kind in compiled.back_references:
        found = reach.find(kind.words, clause.own)
        if not found:
            continue
        text = reach.text
        before = clause.opening + lower_case(clause.law[max(0, clause.origin - _REACH) : clause.origin])
        for match in found:
            if points_back(f"{before} {text[clause.own : match.start()]}", kind):
                text = text[: match.start()] + kind.sign * len(match[0]) + text[match.end() :]
        if text != reach.text:
            reach = compiled.prefilter.scan(text)
    return reach


def points_back(before: str, kind: CompiledBackReference) -> bool:
    """Whether the last thing that the words can point to is the one looked for, not its rival."""
    meant = max((match.end() for match in kind.antecedent.finditer(before)), default=-1)
    rival = max((match.end() for match in kind.rival.finditer(before)), default=-1)
    return meant > rival
