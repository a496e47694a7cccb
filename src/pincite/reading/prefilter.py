"""Which expressions can match a text at all, and where: one pass over it for the words that they ask for.

An expression's words are taken from its own parse (``shapes``), so that nothing is to be kept in step by hand. One
whose matches all begin with known words is tried only where such a word stands; one of which nothing can be told is
always tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import ahocorasick_rs

from pincite.reading.shapes import Shape, Shapes


@dataclass(frozen=True, slots=True)
class Finder:
    """An expression with its number in a prefilter; flag: the bit of that number."""

    number: int
    pattern: re.Pattern[str]
    flag: int


@dataclass(frozen=True, slots=True)
class Reach:
    """A text with the expressions, as bits, that can match somewhere in it.

    placed: those that can match only at ``places``, pairs of an offset and the expressions that may begin there.
    """

    text: str
    possible: int
    placed: int
    places: list[tuple[int, int]]

    def find(self, finder: Finder, start: int = 0, end: int | None = None) -> list[re.Match[str]]:
        """The matches of an expression in ``text[start:end]``, as ``finditer`` gives them."""
        flag = finder.flag
        if not self.possible & flag:
            return []
        text, limit = self.text, len(self.text) if end is None else end
        if not self.placed & flag:
            return list(finder.pattern.finditer(text, start, limit))
        found, match_at = [], finder.pattern.match
        for place, bits in self.places:
            if bits & flag and place >= start and (match := match_at(text, place, limit)):
                found.append(match)
                start = match.end()
        return found

    def search(self, finder: Finder, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match in ``text[start:end]``, as ``search`` gives it."""
        flag = finder.flag
        if not self.possible & flag:
            return None
        limit = len(self.text) if end is None else end
        if not self.placed & flag:
            return finder.pattern.search(self.text, start, limit)
        for place, bits in self.places:
            if bits & flag and place >= start and (match := finder.pattern.match(self.text, place, limit)):
                return match
        return None


@dataclass(frozen=True, slots=True)
class Prefilter:
    """Words in one automaton, and for each the numbers of the expressions, as bits, for which it counts.

    needed: they need it; freed: with it in the text they may begin anywhere; at_word, anywhere: they may begin with
    it, at the beginning of a word or in any place. always: they need no word. placed: they begin with known words.
    """

    automaton: ahocorasick_rs.AhoCorasick
    needed: tuple[int, ...]
    freed: tuple[int, ...]
    at_word: tuple[int, ...]
    anywhere: tuple[int, ...]
    always: int
    placed: int

    def scan(self, text: str) -> Reach:
        """What can match in ``text``, and where."""
        possible, freed, begun = self.always, 0, 0
        places: dict[int, int] = {}
        needed, freeing, at_word, anywhere = self.needed, self.freed, self.at_word, self.anywhere
        for index, start, _ in self.automaton.find_matches_as_indexes(text, overlapping=True):
            possible |= needed[index]
            freed |= freeing[index]
            bits = anywhere[index]
            if at_word[index] and not (start and (text[start - 1].isalnum() or text[start - 1] == "_")):
                bits |= at_word[index]
            if bits:
                begun |= bits
                places[start] = places.get(start, 0) | bits
        placed = self.placed & ~freed
        return Reach(text, possible & (begun | ~placed), placed, sorted(places.items()))


def make_prefilter(patterns: Mapping[int, str], groups: Mapping[str, Iterable[str]] | None = None) -> Prefilter:
    """A prefilter for case-sensitive expressions by number. groups: what {name} in them stands for."""
    shapes = Shapes(groups)
    words: dict[str, list[int]] = {}
    always = placed = 0
    for number, pattern in patterns.items():
        shape, flag = shapes.shape(pattern), 1 << number
        always |= 0 if shape.needed else flag
        placed |= 0 if shape.begins is None else flag
        for kind, word in _words_of(shape):
            words.setdefault(word, [0, 0, 0, 0])[kind] |= flag
    needed, freed, at_word, anywhere = zip(*words.values(), strict=True) if words else ((), (), (), ())
    return Prefilter(ahocorasick_rs.AhoCorasick(list(words)), needed, freed, at_word, anywhere, always, placed)


_NEEDED, _FREED, _AT_WORD, _ANYWHERE = range(4)


def _words_of(shape: Shape) -> Iterable[tuple[int, str]]:
    """The words that an expression asks for, each with what it counts for."""
    yield from ((_NEEDED, word) for word in shape.needed)
    yield from ((_FREED, word) for word in shape.else_needed)
    for word in shape.begins or ():
        yield (_AT_WORD if shape.at_word and (word[0].isalnum() or word[0] == "_") else _ANYWHERE), word
