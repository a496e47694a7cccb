"""Defined terms: what a document means by its words, so that a rule on a term is a rule on its content."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pincite.reading.clauses import Outline
from pincite.reading.compiled import CompiledGrammar

_LONGEST_MEANING = 1800
_TRIM = re.compile(r"^(?:the term|a|an|the)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A term, what it means, and where: text[start:end] of the document."""

    term: str
    meaning: str
    start: int
    end: int
    node: int


def find_definitions(outline: Outline, nodes: Iterable[int], compiled: CompiledGrammar) -> list[Definition]:
    """Definitions in the given nodes, each with everything listed under it, in order."""
    found = []
    for index in nodes:
        section = outline.sections[index]
        _, own = outline.own_text(index)
        for pattern in compiled.definitions:
            for match in pattern.finditer(own[:1200]):
                start = section.start + match.start()
                end = min(section.end, start + _LONGEST_MEANING)
                term = _TRIM.sub("", match["term"].strip(" ,.")).lower()
                found.append(
                    Definition(term=term, meaning=outline.law[start:end], start=start, end=end, node=index)
                )
    return found
