"""Defined terms: what a document means by its words, so that a rule on a term is a rule on its content."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pincite.reading.compiled import CompiledGrammar
from pincite.reading.outline import Outline
from pincite.reading.wording import lower_case

_LONGEST_MEANING = 1800
_MEANING_READ = 700
_SHORTEST_TERM = 4
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
                found.append(Definition(term=term, meaning=outline.law[start:end], start=start, end=end, node=index))
    return found


@dataclass(frozen=True, slots=True)
class TermSigns:
    """Defined terms that count as more than their words say, and the sign that each is read as."""

    pattern: re.Pattern[str] | None
    signs: dict[str, str]

    def put_into(self, text: str) -> str:
        """``text`` with each such term overwritten by its sign; lengths are kept."""
        if self.pattern is None:
            return text
        return self.pattern.sub(lambda match: self._sign(match[0]) * len(match[0]), text)

    def _sign(self, words: str) -> str:
        low = words.lower()
        return self.signs.get(low) or self.signs[low.removesuffix("s")]


def sign_terms(definitions: Sequence[Definition], compiled: CompiledGrammar) -> TermSigns:
    """The signs of the defined terms whose meaning makes them stand for something the topic looks for."""
    signs: dict[str, str] = {}
    for item in definitions:
        meaning = lower_case(item.meaning[:_MEANING_READ])
        for kind in compiled.terms:
            if len(item.term) >= _SHORTEST_TERM and item.term not in signs and kind.fits(item.term, meaning):
                signs[item.term] = kind.sign
    if not signs:
        return TermSigns(None, {})
    words = "|".join(re.escape(term) for term in sorted(signs, key=len, reverse=True))
    return TermSigns(re.compile(rf"\b(?:{words})s?\b", re.IGNORECASE), signs)
