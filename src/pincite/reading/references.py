"""References inside an instrument: the ways out that "except as provided in subsection (3)" points to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pincite.reading.clauses import conditions_under
from pincite.reading.compiled import CompiledGrammar
from pincite.reading.outline import Outline
from pincite.reading.ways_out import OTHER, Way, ways_in, ways_of
from pincite.reading.wording import lower_case

_POINTER = re.compile(
    r"\b(?:except as|except in|as (?:otherwise )?|subject to|unless|only as|only under)[^.;:]{0,50}?"
    r"\b(?:sub)?(?:section|division|paragraph|clause|part)s? (?P<first>\(?\w{1,5}\)?)"
    r"(?:,? (?:or|and) (?P<second>\(\w{1,4}\)|\d+))?"
    r"(?! of (?:title|chapter|the (?:code|act|laws)))"
)
_BARE = re.compile(r"\W+")
_WORDED = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7"}
_NO_NUMBER = frozenset({"or", "and", "is", "of", "in", "do", "does", "may", "this", "that", "it", "the", "a"})
_MOST_TEXT = 3000
_HEAD = 160
_LEADS = re.compile(r"(?:[:—–-]|\b(?:if|unless|who|that|when|where))\W*$", re.IGNORECASE)
_NUMBER = (
    r"(?:\(\w{1,4}\)|[\w.-]*\d[\w.-]*(?:\(\w{1,4}\))*|[ivx]{2,4}(?:\.\w+)*|[b-hj-z]\b|a(?= and| or|,)"
    r"|(?:one|two|three|four|five|six|seven)\b)"
)
_NAMED = re.compile(
    r"\b(?:sub)?(?:section|division|paragraph|clause|item)s? "
    rf"(?P<numbers>{_NUMBER}(?:(?:, (?:and |or )?| and | or ){_NUMBER})*)",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"(?<![\w)])\(\w{1,4}\)|[\w.-]+(?:\(\w{1,4}\))*")


def bare_number(text: str) -> str:
    """A section's number as it is referred to: "(3)", "II.A.3" and "three" are "3"."""
    word = _BARE.split(text.lower().strip("().§ "))[-1]
    return _WORDED.get(word, word)


def referred_ways(text: str, node: int, outline: Outline, compiled: CompiledGrammar) -> list[Way]:
    """Ways out stated by the parts of the instrument to which the words of a ban refer.

    text: the clause; node: its section. Parts that are not found, or list nothing and state no known way, give none.
    """
    ways: list[Way] = []
    for number in _numbers(lower_case(text)):
        part = _find_part(number, node, outline)
        if part < 0:
            continue
        ways.extend(way for way in _ways_of_part(part, outline, compiled) if way not in ways)
    return ways


def _numbers(text: str) -> Iterator[str]:
    for match in _POINTER.finditer(text):
        yield from (bare_number(item) for item in (match["first"], match["second"]) if item and item not in _NO_NUMBER)


def _find_part(number: str, node: int, outline: Outline) -> int:
    """The section of that number nearest to ``node``: under the same parent first, then further out; -1 for none."""
    at, below = outline.sections[node].parent, node
    while True:
        inside = outline.children[at] if at >= 0 else [i for i, item in enumerate(outline.sections) if item.parent < 0]
        for index in inside:
            section = outline.sections[index]
            if index != below and section.number and bare_number(section.number) == number:
                return index
        if at < 0:
            return -1
        at, below = outline.sections[at].parent, at


def _ways_of_part(part: int, outline: Outline, compiled: CompiledGrammar) -> list[Way]:
    """Of a list what it lists; of sections under a heading what each says that does not name what it reaches."""
    _, own = outline.own_text(part)
    if outline.children[part] and outline.list_kind(part, compiled) and _LEADS.search(own):
        return ways_of(conditions_under(outline, part), compiled)
    ways: list[Way] = []
    for index in (part, *outline.children[part]):
        text = lower_case(outline.own_text(index)[1][:_MOST_TEXT])
        if not (compiled.sibling.pattern.search(text) and find_numbers(text[:_HEAD])):
            ways.extend(way for way in ways_in(text, compiled) if OTHER not in way and way not in ways)
    return ways


def find_numbers(text: str) -> list[str]:
    """Every number of the paragraphs or sections that a sentence names: "(1)" and "(2)" of "paragraphs (1) and (2)"."""
    match = _NAMED.search(text)
    if match is None:
        return []
    return [number for number in map(bare_number, _TOKEN.findall(match["numbers"])) if number]
