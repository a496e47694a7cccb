"""References inside an instrument: the ways out that "except as provided in subsection (3)" points to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from pincite.reading.clauses import conditions_under
from pincite.reading.compiled import CompiledGrammar
from pincite.reading.outline import Outline
from pincite.reading.ways_out import OTHER, Way, ways_in, ways_of
from pincite.reading.wording import DOT, even_stops, lower_case

_NUMBER = (
    r"(?:\(\w{1,4}\)(?:\(\w{1,4}\))*|[\w.-]*\d[\w-]*(?:\.\w+)*(?:\(\w{1,4}\))*|[ivx]{1,4}(?:[.-]\w+)+|[ivx]{2,4}|[b-hj-z]\b"
    r"|a(?= and| or|,)|(?:one|two|three|four|five|six|seven)\b)"
)
_NUMBERS = rf"(?P<numbers>{_NUMBER}(?:\.?(?:, (?:and |or )?| and | or | and/or ){_NUMBER})*)"
_KIND = (
    r"(?:\b(?:sub)?(?:section|division|paragraph|clause|item|part)s? |§+ ?"
    r"|\b(?:ors|rcw|nrs|rsa|krs|mcl|s\.|art\.|sec\.) )"
)
_OUTER = rf"(?P<outer>(?:,? of {_KIND}{_NUMBER})*)"
_NAMED = re.compile(_KIND + _NUMBERS + _OUTER, re.IGNORECASE)
_POINTER = re.compile(
    r"\b(?:(?:except as|except in|as (?:otherwise )?|subject to|unless|only as|only under)[^.;:]{0,50}?"
    r"|(?:except|unless|save|other than|only|absent)\b[^;:]{0,240}?"
    r"(?:in accordance with|pursuant to|under|as \w+ (?:in|by|under)"
    r"|(?:conditions?|circumstances?|criteria|exceptions?|requirements?) (?:\w+ ){0,3}(?:of|in|by|under)) )"
    + _KIND
    + _NUMBERS
    + _OUTER
    + r"(?!,? of (?:title|chapter|article|the [\w ]{0,40}(?:code|act|laws|statutes|constitution)|[\w ]{0,20}code))"
)
_BARE = re.compile(r"\W+")
_WORDED = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7"}
_FULL = re.compile(r"\d\w*(?:[.-]\w+)+$")
_WHOLE = re.compile(r"(?:§|\bsec(?:tion|\.)? ?\d)|\d\w*(?:[.:-]\w+)+\.?$", re.IGNORECASE)
_ROMAN_PART = re.compile(r"\b([ivx]{1,4})-([a-z])\b", re.IGNORECASE)
_WORD = re.compile(r"[^\s()]+")
_NO_STEP = frozenset(
    ["or", "and", "of", "section", "subsection", "subdivision", "division", "paragraph", "clause", "item", "part"]
)
_MOST_TEXT = 3000
_HEAD = 160
_LEADS = re.compile(r"(?:[:—–-]|\b(?:if|unless|who|that|when|where))\W*$", re.IGNORECASE)
_TOKEN = re.compile(r"(?<![\w)])\(\w{1,4}\)|[\w.-]+(?:\(\w{1,4}\))*")


@lru_cache(maxsize=20_000)
def bare_number(text: str) -> str:
    """A section's number as it is referred to: "(3)", "II.A.3" and "three" are "3", "§ 12-4.1" is "12-4.1"."""
    words = _WORD.findall(text.lower().strip("().§ ,"))
    word = words[-1].strip(".§") if words else ""
    if _FULL.match(word):
        return word
    word = _BARE.split(word)[-1]
    return _WORDED.get(word, word)


def is_whole(number: str) -> bool:
    """Whether a number is that of a section and not of a part of one: "§ 12", "Sec. 3" or "2-173-040"."""
    return _WHOLE.search(number) is not None


def referred_ways(text: str, node: int, outline: Outline, compiled: CompiledGrammar) -> list[Way]:
    """Ways out stated by the parts of the instrument to which the words of a ban refer.

    text: the clause; node: its section. Parts that are not found, or list nothing and state no known way, give none.
    """
    ways: list[Way] = []
    for steps in _pointed_at(lower_case(text)):
        part = _find_part(steps, node, outline)
        if part >= 0:
            ways.extend(way for way in _ways_of_part(part, outline, compiled) if way not in ways)
    return ways


def _pointed_at(text: str) -> Iterator[list[str]]:
    """Numbers from the outside in: "paragraph (3) of subdivision (c)" is c, 3; "12-4(b)" is 12-4, b."""
    for match in _POINTER.finditer(text):
        yield from _steps_of(match)


def _steps_of(match: re.Match[str]) -> Iterator[list[str]]:
    outer = [step for token in reversed(_TOKEN.findall(match["outer"])) for step in _steps(token)]
    for token in _TOKEN.findall(match["numbers"]):
        steps = _steps(token)
        if steps:
            yield [*outer, *steps]


def _steps(token: str) -> list[str]:
    token = _ROMAN_PART.sub(r"\1 \2", token)
    return [number for number in map(bare_number, _WORD.findall(token)) if number and number not in _NO_STEP]


def _find_part(steps: Sequence[str], node: int, outline: Outline) -> int:
    """The section that the numbers lead to, the first of them nearest to ``node``; -1 for none."""
    part = _find_nearest(steps[0], node, outline)
    for number in steps[1:]:
        if part < 0:
            break
        part = _find_numbered(outline.children[part], number, outline)
    return part


def _find_numbered(indexes: Iterable[int], number: str, outline: Outline) -> int:
    """The first of these sections that has the number; -1 for none."""
    return next((index for index in indexes if _is_numbered(outline, index, number)), -1)


def _is_numbered(outline: Outline, index: int, number: str) -> bool:
    own = outline.sections[index].number
    return bool(own) and bare_number(own) == number


def _find_nearest(number: str, node: int, outline: Outline) -> int:
    """The section of that number nearest to ``node``: under the same parent first, then further out; -1 for none."""
    if _FULL.match(number):
        return _find_numbered(range(len(outline.sections)), number, outline)
    at, below = outline.sections[node].parent, node
    while True:
        inside = outline.children[at] if at >= 0 else outline.outermost
        found = _find_numbered((index for index in inside if index != below), number, outline)
        if found >= 0:
            return found
        if at < 0:
            break
        if _is_numbered(outline, at, number):
            return at
        at, below = outline.sections[at].parent, at
    return _find_listed_before(number, node, outline)


def _find_listed_before(number: str, node: int, outline: Outline) -> int:
    """The item of that number in the list that ends right before ``node``; -1 for none."""
    parent = outline.sections[node].parent
    before = next((i for i in range(node - 1, -1, -1) if outline.sections[i].parent == parent), -1)
    items = outline.children[before] if before >= 0 and not outline.sections[before].number else []
    return _find_numbered(items, number, outline)


def _ways_of_part(part: int, outline: Outline, compiled: CompiledGrammar) -> list[Way]:
    """Of a list what it lists; of sections under a heading what each says that does not name what it reaches."""
    if _is_list(part, outline, compiled):
        return ways_of(conditions_under(outline, part), compiled)
    ways: list[Way] = []
    for index in (part, *outline.children[part]):
        text = lower_case(even_stops(outline.own_text(index)[1][:_MOST_TEXT]))
        if compiled.sibling.pattern.search(text) and _NAMED.search(text[:_HEAD]):
            continue
        listed = index != part and _is_list(index, outline, compiled)
        said = ways_of(conditions_under(outline, index), compiled) if listed else ways_in(text, compiled)
        ways.extend(way for way in said if OTHER not in way and way not in ways)
    return ways


def _is_list(part: int, outline: Outline, compiled: CompiledGrammar) -> bool:
    _, own = outline.own_text(part)
    return bool(outline.children[part] and outline.list_kind(part, compiled) and _LEADS.search(own))


def find_named_parts(text: str, node: int, outline: Outline) -> tuple[int, ...] | None:
    """The parts that the opening of a sentence names ("paragraphs (1) and (2) of section 12-4"); None for no number.

    node: the section of the sentence. Numbers that lead nowhere name no part.
    """
    match = _NAMED.search(lower_case(text).replace(DOT, "."))
    if match is None:
        return None
    return tuple(part for steps in _steps_of(match) if (part := _find_part(steps, node, outline)) >= 0)
