"""What can be told of an expression from its parse: words that each match needs, and words that it begins with.

Groups ({name}) are parsed once and shared by all expressions that hold them. Nothing here changes what matches;
where nothing can be told, that is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

_SHORTEST = 2  # letters of a needed word; a sign that stands for a term is enough by itself
_MOST_NEEDED = 400  # needed words of one expression; one with more is always tried
_MOST_HEADS, _LONGEST_HEAD = 400, 10  # words that an expression begins with, and letters of them that are told
_MOST_LETTERS = 16  # characters of a class that are told one by one
_FIRST_MARK = 0xF0000  # characters from here on stand for groups
_GROUP = re.compile(r"\{([a-z_]+)\}")
_REPEATS = frozenset({_constants.MAX_REPEAT, _constants.MIN_REPEAT})
_NO_WIDTH = frozenset({_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT})
_NO_WORD_BEFORE = (-1, [(_constants.IN, [(_constants.CATEGORY, _constants.CATEGORY_WORD)])])

Words = frozenset[str]
Heads = frozenset[tuple[str, bool]]  # how a match begins, and whether more is known to follow
Part = tuple[Any, Any]
_EMPTY: Heads = frozenset({("", True)})
_UNKNOWN: Heads = frozenset({("", False)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What is known of an expression.

    needed: every match holds one of these; none where it cannot be told. begins: a match that begins with none of
    these words holds one of ``else_needed``; None where it cannot be told. at_word: no match begins inside a word.
    """

    needed: Words = frozenset()
    begins: Words | None = None
    else_needed: Words = frozenset()
    at_word: bool = False


class Shapes:
    """Reads the shapes of case-sensitive expressions with their groups."""

    def __init__(self, groups: Mapping[str, Iterable[str]] | None = None) -> None:
        self._groups = {name: "|".join(items) for name, items in (groups or {}).items()}
        self._marks = {name: chr(_FIRST_MARK + at) for at, name in enumerate(self._groups)}
        self._names = list(self._groups)
        self._parsed: dict[int, Sequence[Part]] = {}
        self._heads_of: dict[int, Heads] = {}
        self._needed_by: dict[int, Words | None] = {}

    def shape(self, pattern: str) -> Shape:
        """The shape of one expression; an empty one where it ignores case."""
        parsed = self._parse(pattern)
        if parsed.state.flags & re.IGNORECASE:
            return Shape()
        needed = self._needed(parsed) or frozenset()
        begun = self._beginnings(parsed)
        return Shape(
            needed=needed if len(needed) <= _MOST_NEEDED else frozenset(),
            begins=_shortest(begun[0]) if begun else None,
            else_needed=begun[1] if begun else frozenset(),
            at_word=self._is_at_word(parsed),
        )

    def _parse(self, pattern: str) -> Any:
        return _parser.parse(_GROUP.sub(lambda match: self._marks.get(match[1], match[0]), pattern))

    def _group(self, mark: int) -> Sequence[Part]:
        """The parse of the group that a character stands for."""
        if mark not in self._parsed:
            self._parsed[mark] = self._parse(self._groups[self._names[mark - _FIRST_MARK]])
        return self._parsed[mark]

    # needed words

    def _needed(self, sequence: Iterable[Part]) -> Words | None:
        """The most telling words that the parts of a sequence need; None for none."""
        found: list[Words] = []
        run = ""
        for kind, value in sequence:
            if kind is _constants.LITERAL and value < _FIRST_MARK:
                run += chr(value)
                continue
            found.append(frozenset({run}))
            run = ""
            found.append(self._needed_by_part(kind, value) or frozenset())
        found.append(frozenset({run}))
        telling = [words for words in found if words and min(map(_length, words)) >= _SHORTEST]
        return max(telling, key=_weight, default=None)

    def _needed_by_part(self, kind: Any, value: Any) -> Words | None:
        """The words that one part of an expression needs; None where it may stand without any."""
        if kind is _constants.LITERAL:
            return self._needed_by_group(value)
        if kind is _constants.SUBPATTERN and not value[1] & re.IGNORECASE:
            return self._needed(value[3])
        if kind is _constants.BRANCH:
            return self._needed_by_each(value[1])
        if kind is _constants.IN and (letters := _letters(value)):
            return self._needed_by_each([[(_constants.LITERAL, letter)] for letter in letters])
        if kind in _REPEATS and value[0] >= 1:
            return self._needed(value[2])
        return None

    def _needed_by_group(self, mark: int) -> Words | None:
        if mark not in self._needed_by:
            self._needed_by[mark] = self._needed(self._group(mark))
        return self._needed_by[mark]

    def _needed_by_each(self, alternatives: Sequence[Any]) -> Words | None:
        """All words of all alternatives; None where one of them needs none."""
        each = [self._needed(item) for item in alternatives]
        return None if any(words is None for words in each) else frozenset().union(*filter(None, each))

    # beginnings

    def _beginnings(self, sequence: Sequence[Part]) -> tuple[Words, Words] | None:
        """How matches begin, and words that all others need; None where neither can be told."""
        begins = frozenset(word for word, _ in self._heads(sequence))
        if "" not in begins:
            return begins, frozenset()
        each = [self._beginnings(item) for item in self._first_alternatives(sequence)]
        if each and all(each):
            told = [item for item in each if item]
            return frozenset().union(*(item[0] for item in told)), frozenset().union(*(item[1] for item in told))
        needed = self._needed(sequence)
        return (frozenset(), needed) if needed else None

    def _first_alternatives(self, sequence: Sequence[Part]) -> Sequence[Sequence[Part]]:
        """The alternatives of the first part that takes up width; none where it may be empty or has no alternatives."""
        first = next(((kind, value) for kind, value in sequence if kind not in _NO_WIDTH), None)
        if first is None or ("", True) in self._heads_of_part(*first):
            return []
        kind, value = first
        if kind is _constants.BRANCH:
            return list(value[1])
        if kind is _constants.SUBPATTERN and not value[1] & re.IGNORECASE:
            return [value[3]]
        return [self._group(value)] if kind is _constants.LITERAL and value >= _FIRST_MARK else []

    def _heads(self, sequence: Iterable[Part]) -> Heads:
        """How matches of a sequence begin."""
        heads = _EMPTY
        for kind, value in sequence:
            if kind in _NO_WIDTH:
                continue
            tails = self._heads_of_part(kind, value)
            longer = frozenset(head for first in heads for head in _lengthened(first, tails))
            if len(longer) > _MOST_HEADS:
                return frozenset((word, False) for word, _ in heads)
            heads = longer
            if not any(is_open for _, is_open in heads):
                break
        return heads

    def _heads_of_part(self, kind: Any, value: Any) -> Heads:
        """How matches of one part begin; unknown where it is a class of characters."""
        if kind is _constants.LITERAL:
            return frozenset({(chr(value), True)}) if value < _FIRST_MARK else self._heads_of_group(value)
        if kind in _NO_WIDTH:
            return _EMPTY
        if kind is _constants.IN and (letters := _letters(value)):
            return frozenset().union(*(self._heads_of_part(_constants.LITERAL, letter) for letter in letters))
        if kind is _constants.SUBPATTERN and not value[1] & re.IGNORECASE:
            return self._heads(value[3])
        if kind is _constants.BRANCH:
            return frozenset().union(*map(self._heads, value[1]))
        return self._heads_of_repeat(*value) if kind in _REPEATS else _UNKNOWN

    def _heads_of_group(self, mark: int) -> Heads:
        if mark not in self._heads_of:
            self._heads_of[mark] = self._heads(self._group(mark))
        return self._heads_of[mark]

    def _heads_of_repeat(self, least: int, most: Any, body: Sequence[Part]) -> Heads:
        heads = self._heads(body)
        if most != 1:
            heads = frozenset((word, False) for word, _ in heads)
        return heads if least else heads | _EMPTY

    def _is_at_word(self, sequence: Sequence[Part]) -> bool:
        """Whether no match of a sequence begins right behind a letter, digit or underscore, if it begins with one."""
        for kind, value in sequence:
            if (kind is _constants.AT and value is _constants.AT_BOUNDARY) or (
                kind is _constants.ASSERT_NOT and (value[0], list(value[1])) == _NO_WORD_BEFORE
            ):
                return True
            if kind not in _NO_WIDTH:
                return kind not in _REPEATS and self._are_at_word(kind, value)
        return False

    def _are_at_word(self, kind: Any, value: Any) -> bool:
        if kind is _constants.SUBPATTERN:
            return self._is_at_word(value[3])
        if kind is _constants.BRANCH:
            return all(map(self._is_at_word, value[1]))
        return kind is _constants.LITERAL and value >= _FIRST_MARK and self._is_at_word(self._group(value))


def _lengthened(head: tuple[str, bool], tails: Heads) -> Iterator[tuple[str, bool]]:
    """A beginning with each of the next ones behind it, where it goes on."""
    word, is_open = head
    if not is_open:
        yield head
        return
    for tail, goes_on in tails:
        longer = word + tail
        yield longer[:_LONGEST_HEAD], goes_on and len(longer) < _LONGEST_HEAD


def _letters(items: Sequence[Part]) -> list[int]:
    """The characters of a class, in code points; none where they are many, or those that are left out are named."""
    letters: list[int] = []
    for kind, value in items:
        if kind is _constants.LITERAL:
            letters.append(value)
        elif kind is _constants.RANGE and value[1] - value[0] < _MOST_LETTERS:
            letters += range(value[0], value[1] + 1)
        else:
            return []
    return letters if len(letters) <= _MOST_LETTERS else []


def _shortest(words: Words) -> Words:
    """The words without those that begin with another of them."""
    kept: list[str] = []
    for word in sorted(words):
        if not kept or not word.startswith(kept[-1]):
            kept.append(word)
    return frozenset(kept)


def _weight(words: Words) -> tuple[int, int]:
    """Longer words tell more, and fewer of them."""
    return min(map(_length, words)), -len(words)


def _length(word: str) -> int:
    """How much a word tells: its letters, signs that are no letters of English counted double."""
    return len(word) if word.isascii() else 2 * len(word)
