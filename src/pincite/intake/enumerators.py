"""Enumerators: the printed marks that open list items, what each may mean, and where they stand in a line.

A mark has one or more *readings*, each a shape and an ordinal: "(i)" is the ninth letter or the first roman
numeral. Which reading holds is decided by sequence, in ``outline``; this module only finds the marks and
leaves out cross references ("subsection (a) of this section").
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple


class Shape(NamedTuple):
    """How a series of marks looks. wrap: "()", ")" or "."; series: "1", "a", "A", "i", "I", "aa", "AA"."""

    wrap: str
    series: str


class Reading(NamedTuple):
    """One meaning of a mark: the n-th of its series."""

    shape: Shape
    ordinal: int


class Enumerator(NamedTuple):
    """A mark in the text. start: where its item begins; body: first code point behind it.

    strength: what stands before an inline mark: 3 stop, colon, semicolon or dash, 2 comma, 1 "and"/"or",
    0 a word; 4 at the start of a paragraph. struck: the item stands in [deleted matter].
    """

    start: int
    body: int
    label: str
    readings: tuple[Reading, ...]
    strength: int = 4
    struck: bool = False


BULLET = Shape("•", "•")

_ROMANS = {
    "".join(parts): 10 * tens + ones
    for tens, left in enumerate(("", "x", "xx", "xxx", "xl"))
    for ones, right in enumerate(("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"))
    if (parts := (left, right)) != ("", "")
}


@lru_cache(maxsize=4096)
def find_readings(mark: str) -> tuple[Reading, ...]:
    """All readings of a printed mark such as "(a)", "iv.", "2)"; empty where it is no enumerator."""
    wrap = "()" if mark[0] == "(" else mark[-1]
    core = mark.strip("().")
    if core.isdigit():
        return (Reading(Shape(wrap, "1"), int(core)),) if int(core) else ()
    if not core.isalpha() or not (core.islower() or core.isupper()):
        return ()
    first = "a" if core.islower() else "A"
    letter = ord(core[0]) - ord(first) + 1
    readings: list[Reading] = []
    if len(core) == 1:
        readings.append(Reading(Shape(wrap, first), letter))
    elif len(set(core)) == 1 and len(core) == 2:
        readings.append(Reading(Shape(wrap, first * 2), letter))
        readings.append(Reading(Shape(wrap, first), 26 + letter))
    if core.lower() in _ROMANS:
        readings.append(Reading(Shape(wrap, "i" if first == "a" else "I"), _ROMANS[core.lower()]))
    return tuple(readings)


_MARK = (
    r"(?:\((?:\d{1,3}|[a-z]{1,6}|[A-Z]{1,6})\)(?=[\s\[“\"(‘'A-Za-z]|$)"
    r"|(?:\d{1,3}|[a-z]{1,2}|[ivxl]{1,6}|[A-Z]{1,2}|[IVXL]{1,6})(?:\.(?=\s|$|\(|[A-Z][a-z]|[A-Z]{4}|[“\"])|\)(?=\s|$)))"
)
# Deleted number before the new one, "[5] 3."; a bracket that opens deleted matter, "[3."; opening quotes.
LINE_MARK = r"(?P<lead>[\[“\"]{0,2})(?:\[\(?\w{1,4}\)?\.?\]\s*)?(?P<mark>" + _MARK + ")"
_CHAINED = re.compile(r"\s*(" + _MARK + ")", re.MULTILINE)


def find_chained_marks(text: str, body: int, stop: int) -> list[Enumerator]:
    """Further marks directly behind the first of a paragraph, "(a) (1) ..." or "b.1.", each a first item."""
    chain: list[Enumerator] = []
    while match := _CHAINED.match(text, body, stop):
        readings = tuple(r for r in find_readings(match[1]) if r.ordinal == 1)
        if not readings:
            break
        body = match.end()
        chain.append(Enumerator(match.start(1), body, match[1], readings))
    return chain


_INLINE_PAREN = re.compile(r"\((?:\d{1,2}|[a-z]{1,5}|[A-Z]{1,5})\)(?=\s*[^\s)])")
_INLINE_DOT = re.compile(r"[.:;—]\s+((?:\d{1,2}|[a-z]|[ivx]{2,5}|[A-Z]|[IVX]{2,5})\.)(?=\s+[^\d\s])")
_REFERRED_BEFORE = re.compile(
    r"(?:\b(?:sub)?(?:section|division|paragraph|clause|chapter|part|article|title|item|rule|form|act)s?"
    r"|\b(?:subs|subd|par|sec|cl|no|see|under|in|of|per|both|either|neither|column|exhibit|appendix|schedule|group|class|type)\.?"
    r"|§+|[\d)]"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|first|second|third))[\s-]*$",
    re.IGNORECASE,
)
_REFERRED_AFTER = re.compile(
    r"\s*(?:[,;.:\]]|(?:of (?:this|that|these|the|such|section|sub|paragraph|clause|article|title|part)|and\b"
    r"|or\b|through\b|above\b|below\b|hereof\b))"
)
_JOINED = re.compile(r"[\s,;]*(?:(?:and|or|to|through|and/or|or in|and in)\s*)?$")
_STRENGTH = re.compile(
    r"(?:(?P<stop>[.:;—–])|(?P<comma>,))?[\"”’]?\s*(?P<word>\b(?:and/or|and|or|nor|but|either))?\s*$"
)
# Words whose stop ends no sentence.
ABBREVIATION = re.compile(
    r"(?:\b(?:no|nos|sec|secs|art|arts|ch|vol|pp?|fig|app|op|rev|stat|inc|co|v|vs|dr|mr|mrs|ms|st|dist|ex|div"
    r"|pt|subd|subds|par|ord|res|dept)|\b[a-z])\.$",
    re.IGNORECASE,
)
_WINDOW = 28  # code points before a mark that can tell a reference from an item


def find_inline_marks(text: str, start: int, stop: int) -> list[Enumerator]:
    """Marks inside ``text[start:stop]`` that may open items, in order; cross references are left out."""
    marks = _find_paren_marks(text, start, stop) if text.find("(", start, stop) >= 0 else []
    dotted = [
        Enumerator(m.start(1), m.end(), m[1], readings, 3)
        for m in _INLINE_DOT.finditer(text, max(0, start - 1), stop)
        if (readings := find_readings(m[1])) and not ABBREVIATION.search(text[max(0, m.start() - 8) : m.start() + 1])
    ]
    return sorted(marks + dotted) if dotted and marks else marks or dotted


def _find_paren_marks(text: str, start: int, stop: int) -> list[Enumerator]:
    """Inline marks in parentheses that are not references."""
    marks: list[Enumerator] = []
    referred_end = accepted_end = -1
    for match in _INLINE_PAREN.finditer(text, start, stop):
        begin, end = match.span()
        readings = find_readings(match[0])
        if begin == accepted_end or (accepted_end > 0 and not text[accepted_end:begin].strip()):
            referred = not readings or readings[-1].ordinal != 1
        else:
            referred = not readings or _is_reference(text, start, begin, end, referred_end)
        if referred:
            referred_end = end
            continue
        accepted_end = end
        marks.append(Enumerator(begin, end, match[0], readings, _strength(text, start, begin)))
    return marks


def _is_reference(text: str, start: int, begin: int, end: int, referred_end: int) -> bool:
    """Whether the mark ``text[begin:end]`` cites another provision rather than opening an item."""
    if begin > start and not (text[begin - 1].isspace() or text[begin - 1] in "—–:;,"):
        return True
    if referred_end > 0 and begin - referred_end < 12 and _JOINED.match(text[referred_end:begin]):
        return True
    window = text[max(start, begin - _WINDOW) : begin]
    return bool(_REFERRED_BEFORE.search(window) or _REFERRED_AFTER.match(text, end))


def _strength(text: str, start: int, begin: int) -> int:
    """How clearly what stands before ``begin`` ends a clause, 3 to 0; a caption right before it does."""
    if not text[start:begin].strip():
        return 3
    match = _STRENGTH.search(text[max(start, begin - 12) : begin])
    if match is None:
        return 0
    if match["stop"]:
        return 3
    return 2 if match["comma"] else 1 if match["word"] else 0


_SECTION_WORD = re.compile(r"§|(?i:sec(?:tion|\.|s\.)?\b|secci[oó]n\b)|[A-Z][A-Z.]+ \d")
_CONTAINER_WORD = re.compile(
    r"(?i)(?:sub)?(?:title|chapter|part|article|division)\b|t[ií]tulo|cap[ií]tulo|art[ií]culo|appendix|exhibit|attachment"
)
_COMPOUND = re.compile(r"\d+[A-Za-z]?(?:[-–.:]\d+[A-Za-z]?)+")


def is_section_number(number: str) -> bool:
    """Whether a printed number names a section: "§ 9-131", "Section 3", "415.3", "RCW 10.93.160"."""
    return bool(number) and bool(_SECTION_WORD.match(number) or _COMPOUND.match(number))


def is_container_number(number: str) -> bool:
    """Whether a printed number names what holds sections: "Chapter 27A", "ARTICLE III"."""
    return bool(_CONTAINER_WORD.match(number))
