"""Sentences that take something out of rules elsewhere ("this section does not apply if ...")."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pincite.reading.clauses import Clause
from pincite.reading.clausing import Clausing, find_matches
from pincite.reading.compiled import CompiledGrammar
from pincite.reading.prefilter import Reach
from pincite.reading.ways_out import OTHER, Way, ways_in, ways_of

# "Does not apply to: (1) ...; and (2) ..." lists cases; "does not apply if: (1) ...; and (2) ..." conditions of one.
_CONDITIONS = re.compile(r"\b(?:if|where|when|unless|provided that|all of the following)\b[^.;]{0,120}$")
# "Does not prevent an agency from doing any of the following: ..." lists what may be done: each item speaks for itself.
_CONDUCTS = re.compile(
    r"\b(?:from|to)(?: (?:doing|engaging in|taking|performing|carrying out|do|take|perform))?"
    r"(?: (?:any|one or more|all|each)(?: one or more)?(?: of)?)?(?: the)?(?: following)?\b[^.;]{0,260}:\W*$"
)
_PREVENTING = re.compile(r"\b(?:prevent|prohibit|preclud|restrict|limit|bar|forbid|stop|keep)\w*\b")
_FROM = re.compile(r"\bfrom \w+ing\b")
_FIRST = 60
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
        return _find_listed(clause, reach, compiled)
    own = own[match.start() :]
    if clause.conditions is None and _PREVENTING.search(own) and _CONDUCTS.search(own) and clause.listed() is not None:
        return None
    under = None if _STOPPED.search(own) else clause.listed()
    if under and not _CONDITIONS.search(own):
        under = replace(under, joined="or")
    ways = ways_of(under, compiled) if under else ways_in(own, compiled)
    reading = Clausing(clause, compiled.prefilter.scan(own), compiled, [], [], len(own))
    conducts = _conducts_in(reading)
    if not conducts and _PREVENTING.search(own) and _FROM.search(own):
        ways = [way for way in ways if way & set(compiled.grammar.judged)]
    about = frozenset(conduct for conduct, pattern in compiled.about.items() if pattern.search(own))
    return Sibling(
        clause=clause, text=own, ways=tuple(ways), conducts=conducts or about, start=clause.own + match.start()
    )


def _find_listed(clause: Clause, reach: Reach, compiled: CompiledGrammar) -> Sibling | None:
    """An item under "does not prevent an agency from: ..." that names a kind of case before any conduct of its own."""
    text, lead = reach.text, reach.text[: clause.own]
    if not (lead and _CONDUCTS.search(lead) and _PREVENTING.search(lead) and _opens(lead, compiled)):
        return None
    own = text[clause.own :]
    ways = [way for way in ways_in(own, compiled) if OTHER not in way]
    reading = Clausing(clause, compiled.prefilter.scan(own), compiled, [], [], len(own))
    if _conducts_in(reading):
        first = ways_in(own[:_FIRST], compiled)
        ways = [way for way in ways if way in first]
    if not ways:
        return None
    return Sibling(
        clause=clause, text=text, ways=tuple(ways), conducts=frozenset(compiled.grammar.general), start=clause.own
    )


def _opens(lead: str, compiled: CompiledGrammar) -> bool:
    """Whether the last sentence of a lead-in takes something out of rules elsewhere."""
    last = lead[max(lead.rfind(". "), lead.rfind(": ", 0, -2)) + 1 :]
    return compiled.sibling.pattern.search(last) is not None


def _conducts_in(reading: Clausing) -> frozenset[str]:
    return frozenset(
        item.conduct
        for item in reading.compiled.frames
        if not (item.beside or item.bits & ~reading.reach.possible)
        and any(True for _ in find_matches(item, reading))
        and not (item.veto and reading.reach.search(item.veto))
    )
