"""Clauses filled, weakened, and coded as the provisions of the instrument that they make up."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pincite.drafting.clean import clean_line
from pincite.model.clause import Clause, ClauseCoding, ClauseOption
from pincite.model.law import PROTECTIVE, Citation, LegalException, Provision, Rule

CODER = "clause-library"
SHOULD = "should"
_SHALL = (
    (re.compile(r"\bNo ([^.]*?) shall\b"), r"No \1 should"),
    (re.compile(r"\bshall\b"), "should"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledClause:
    """A clause with its blanks filled. lines: one paragraph each; weakened: the option or "should" that is in it."""

    clause: Clause
    title: str
    lines: tuple[str, ...]
    coding: ClauseCoding | None
    weakened: str = ""


def fill_clause(clause: Clause, blanks: Mapping[str, str], *, option: str = "") -> FilledClause:
    """The clause for one place. blanks: words for {body}, {agency}, {place}, {act}. option: an exception's kind.

    Raises KeyError for an option that the clause does not have.
    """
    chosen = _get_option(clause, option) if option else None
    words = {key: clean_line(value) for key, value in blanks.items()}
    text = clause.text.format(**words, ways=chosen.text if chosen else "")
    return FilledClause(
        clause=clause,
        title=clause.title,
        lines=tuple(" ".join(line.split()) for line in text.splitlines() if line.strip()),
        coding=_with_option(clause.coding, chosen),
        weakened=option,
    )


def weaken_to_should(filled: FilledClause) -> FilledClause:
    """The same with "should" for "shall": a wish, coded as limits where it was a ban and as permits where a duty."""
    lines = []
    for line in filled.lines:
        for pattern, by in _SHALL:
            line = pattern.sub(by, line)
        lines.append(line)
    coding = filled.coding
    if coding and coding.rule in PROTECTIVE:
        coding = replace(coding, rule=Rule.LIMITS)
    elif coding and coding.rule is Rule.REQUIRES:
        coding = replace(coding, rule=Rule.PERMITS)
    return replace(filled, lines=tuple(lines), coding=coding, weakened=SHOULD)


def _get_option(clause: Clause, kind: str) -> ClauseOption:
    for item in clause.options:
        if item.kind == kind:
            return item
    raise KeyError(kind)


def _with_option(coding: ClauseCoding | None, option: ClauseOption | None) -> ClauseCoding | None:
    if coding is None or option is None:
        return coding
    exceptions = (*coding.exceptions, LegalException(kind=option.kind, alone=option.alone))
    return replace(coding, rule=option.rule, exceptions=exceptions, features=(*coding.features, *option.features))


def code_provisions(
    filled: Sequence[FilledClause], *, instrument: str, sha256: str, text: str
) -> tuple[Provision, ...]:
    """One provision for each clause that is coded, citing its words in ``text``, the reading text of the outline."""
    return tuple(
        _code(item, item.coding, cite=_cite(item, instrument, sha256, text))
        for item in filled
        if item.coding is not None
    )


def _code(item: FilledClause, coding: ClauseCoding, *, cite: Citation) -> Provision:
    return Provision(
        instrument=cite.document,
        conduct=item.clause.conduct,
        rule=coding.rule,
        exceptions=coding.exceptions,
        scope=coding.scope,
        bound=coding.bound,
        citations=(cite,),
        features=coding.features,
        coder=CODER,
    )


def _cite(item: FilledClause, instrument: str, sha256: str, text: str) -> Citation:
    quote = item.lines[0]
    start = text.index(quote)
    return Citation(
        document=instrument, sha256=sha256, quote=quote, start=start, end=start + len(quote), pinpoint=item.title
    )
