"""Which expressions can match a clause at all: each is asked for the words without which it cannot.

An expression's words are taken from its own parse, so that nothing is to be kept in step by hand: of a sequence
those of its most telling part, of alternatives those of each. Where none can be told, it is always tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import ahocorasick_rs

_SHORTEST = 2  # letters of a word that is looked for; a sign that stands for a term is enough by itself
_MOST = 400  # words of one expression; one with more is always tried
Words = frozenset[str]
_REPEATS = frozenset({_constants.MAX_REPEAT, _constants.MIN_REPEAT})


@dataclass(frozen=True, slots=True)
class Prefilter:
    """Words in one automaton, the numbers of the expressions that each may open as bits, and those always open."""

    automaton: ahocorasick_rs.AhoCorasick
    opened: tuple[int, ...]
    always: int

    def possible(self, text: str) -> int:
        """The numbers, as bits, of the expressions that can match somewhere in ``text``."""
        bits = self.always
        for index in {found[0] for found in self.automaton.find_matches_as_indexes(text, overlapping=True)}:
            bits |= self.opened[index]
        return bits


def make_prefilter(patterns: Mapping[int, re.Pattern[str]]) -> Prefilter:
    """A prefilter for expressions by number; they must be case-sensitive."""
    opened: dict[str, int] = {}
    always = 0
    for number, pattern in patterns.items():
        words = find_needed_words(pattern)
        always |= 0 if words else 1 << number
        for word in words:
            opened[word] = opened.get(word, 0) | 1 << number
    return Prefilter(ahocorasick_rs.AhoCorasick(list(opened)), tuple(opened.values()), always)


def find_needed_words(pattern: re.Pattern[str]) -> Words:
    """Words of which every match of ``pattern`` holds at least one; empty where none can be told."""
    if pattern.flags & re.IGNORECASE:
        return frozenset()
    words = _needed(_parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))
    return words if words and len(words) <= _MOST else frozenset()


def _needed(sequence: Iterable[tuple[Any, Any]]) -> Words | None:
    """The most telling words that the parts of a sequence need; None for none."""
    found: list[Words] = []
    run = ""
    for kind, value in sequence:
        if kind is _constants.LITERAL:
            run += chr(value)
            continue
        found.append(frozenset({run}))
        run = ""
        found.append(_needed_by_part(kind, value) or frozenset())
    found.append(frozenset({run}))
    telling = [words for words in found if words and min(map(_length, words)) >= _SHORTEST]
    return max(telling, key=_weight, default=None)


def _needed_by_part(kind: Any, value: Any) -> Words | None:
    """The words that one part of an expression needs; None where it may stand without any."""
    if kind is _constants.SUBPATTERN:
        return _needed(value[3])
    if kind is _constants.BRANCH:
        return _needed_by_each(value[1])
    if kind in _REPEATS and value[0] >= 1:
        return _needed(value[2])
    return None


def _needed_by_each(alternatives: Sequence[Any]) -> Words | None:
    """All words of all alternatives; None where one of them needs none."""
    each = [_needed(item) for item in alternatives]
    return None if any(words is None for words in each) else frozenset().union(*filter(None, each))


def _weight(words: Words) -> tuple[int, int]:
    """Longer words tell more, and fewer of them."""
    return min(map(_length, words)), -len(words)


def _length(word: str) -> int:
    """How much a word tells: its letters, signs that are no letters of English counted double."""
    return len(word) if word.isascii() else 2 * len(word)
