"""Sentences that take something out of rules elsewhere ("this section does not apply if ...")."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pincite.reading.clauses import Clause
from pincite.reading.clausing import Clausing, find_matches
from pincite.reading.compiled import CompiledGrammar
from pincite.reading.prefilter import Reach
from pincite.reading.ways_out import Way, ways_in, ways_of

# "Does not apply to: (1) ...; and (2) ..." lists cases; "does not apply if: (1) ...; and (2) ..." conditions of one.
_CONDITIONS = re.compile(r"\b(?:if|where|when|unless|provided that|all of the following)\b[^.;]{0,120}$")
_STOPPED = re.compile(r"[.;]\W*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sibling:
    """A sentence that takes something out of rules elsewhere ("this section does not apply if ...").

    conducts: those that it speaks of, none where it speaks of all. start: where in the clause it begins; what stands
    before is a rule of its own.
    """

    clause: Clause
    text: str
    ways: tuple[Way, ...]
    conducts: frozenset[str]
    start: int


def find_sibling(clause: Clause, reach: Reach, compiled: CompiledGrammar) -> Sibling | None:
    """The clause as an exception to rules elsewhere, or None where it is none. ``reach``: of the clause, masked."""
    if not reach.possible & compiled.sibling.flag:
        return None
    own = reach.text[clause.own :]
    match = compiled.sibling.pattern.search(own)
    if match is None:
        return None
    own = own[match.start() :]
    under = None if _STOPPED.search(own) else clause.listed()
    if under and not _CONDITIONS.search(own):
        under = replace(under, joined="or")
    ways = ways_of(under, compiled) if under else ways_in(own, compiled)
    reading = Clausing(clause, compiled.prefilter.scan(own), compiled, [], [], len(own))
    conducts = frozenset(
        item.conduct
        for item in compiled.frames
        if not (item.beside or item.bits & ~reading.reach.possible)
        and any(True for _ in find_matches(item, reading))
        and not (item.veto and reading.reach.search(item.veto))
    )
    about = frozenset(conduct for conduct, pattern in compiled.about.items() if pattern.search(own))
    return Sibling(
        clause=clause, text=own, ways=tuple(ways), conducts=conducts or about, start=clause.own + match.start()
    )
