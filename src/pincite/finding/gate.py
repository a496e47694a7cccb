"""The gate: which sections of a document hold any word of the topic, in one fast pass."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick_rs

from pincite.model.document import SourceDocument
from pincite.model.topic import Topic

# How much around a hit is read: a whole article of an act, but of a code or manual only the section at hand.
WIDEST_SUBTREE, WIDEST_IN_COLLECTION = 24_000, 5_000
COLLECTION = 400_000
_AROUND = 40
_FOLD = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("—", "-"), ("\n", " "), ("\xa0", " "))
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Literals:
    """Literals ready to be matched at word starts; ``open_ended`` ones need no word end."""

    words: tuple[str, ...]
    open_ended: tuple[bool, ...]
    automaton: ahocorasick_rs.AhoCorasick


@lru_cache(maxsize=64)
def compile_literals(literals: tuple[str, ...]) -> Literals:
    """Literals as the cue files write them: lower case, a trailing * for any ending."""
    words = tuple(item.rstrip("*") for item in literals)
    return Literals(words, tuple(item.endswith("*") for item in literals), ahocorasick_rs.AhoCorasick(list(words)))


def fold(text: str) -> str:
    """Lower case with plain quotes, dashes and spaces; the length never changes."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    for fancy, plain in _FOLD:
        low = low.replace(fancy, plain)
    return low


def find_literals(folded: str, literals: Literals) -> list[tuple[int, int]]:
    """(offset, index of the literal) of every whole-word hit, in order; overlapping hits are all given."""
    hits = []
    for index, start, end in literals.automaton.find_matches_as_indexes(folded, overlapping=True):
        if start and _WORD.match(folded[start - 1]) and _WORD.match(folded[start]):
            continue
        if (
            not literals.open_ended[index]
            and end < len(folded)
            and _WORD.match(folded[end])
            and _WORD.match(folded[end - 1])
        ):
            continue
        hits.append((start, index))
    return hits


def find_gated(document: SourceDocument, topic: Topic, *, folded: str = "") -> list[int]:
    """Indices of the sections to read, in order: those with a hit and the rest of their surrounding section.

    A document of moderate size is read as a whole as soon as it has one hit.
    """
    folded = folded or fold(document.text)
    small = tuple(item for item in topic.gate if item == item.lower())
    hits = [offset for offset, _ in find_literals(folded, compile_literals(small))]
    hits += _find_capitals(document.text, tuple(item for item in topic.gate if item not in small))
    if hits and len(document.text) <= WIDEST_SUBTREE:
        return list(range(len(document.sections)))
    chosen: set[int] = set()
    for offset in sorted(hits):
        index = document.section_at(offset)
        if index >= 0 and index not in chosen:
            chosen.update(_subtree(document, _surrounding(document, index)))
    return sorted(chosen)


def _find_capitals(text: str, names: tuple[str, ...]) -> list[int]:
    """Offsets of names that are known by their capitals ("ICE"), where the words around are not all in capitals."""
    if not names or not any(name in text for name in names):
        return []
    found = []
    for offset, index in find_literals(text, compile_literals(names)):
        around = text[max(0, offset - _AROUND) : offset + len(names[index]) + _AROUND]
        if sum(map(str.islower, around)) > sum(map(str.isupper, around)):
            found.append(offset)
    return found


def _surrounding(document: SourceDocument, index: int) -> int:
    """The widest ancestor that is still of moderate size."""
    widest = WIDEST_IN_COLLECTION if len(document.text) > COLLECTION else WIDEST_SUBTREE
    while True:
        parent = document.sections[index].parent
        if parent < 0 or document.sections[parent].end - document.sections[parent].start > widest:
            return index
        index = parent


def _subtree(document: SourceDocument, root: int) -> Iterable[int]:
    """The root, its ancestors (their lead-ins may govern it) and all that stands under it."""
    parent = document.sections[root].parent
    while parent >= 0:
        yield parent
        parent = document.sections[parent].parent
    end = document.sections[root].end
    yield root
    for index in range(root + 1, len(document.sections)):
        if document.sections[index].start >= end:
            return
        yield index


def count_words(text: str) -> int:
    """Words of a reading text, whose words are parted by one blank or newline each."""
    return text.count(" ") + text.count("\n") + 1 if text.strip() else 0
