"""Which characters of raw text are kept, and as what. Every step here keeps the length of the text.

A character that is taken out becomes HOLE; the holes are closed at the very end, so offsets stay simple.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

HOLE = "\0"

_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_SPACES = "\t\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LINE_ENDS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"

# Everything that needs a decision, except HOLE, newline, CR and the layout hyphens (U+0002, U+00AD, U+FFFE).
_odd = re.compile(
    "[\x01\x03-\x09\x0b\x0c\x0e-\x1f\x7f-\xa0\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\uffff\U000e0000-\U000e007f]"
)
_kept_run = re.compile(f"[^{HOLE}]+")


def clean_characters(text: str) -> str:
    """Odd spaces as plain ones, every line end as a newline, control and invisible characters as holes."""
    if "\r" in text:
        text = text.replace("\r\n", HOLE + "\n").replace("\r", "\n")
    match = _odd.search(text)
    while match:
        char = match.group()
        text = text.replace(char, _replacement(char))
        match = _odd.search(text, match.start())
    return text


def _replacement(char: str) -> str:
    if char in _SPACES:
        return " "
    return "\n" if char in _LINE_ENDS else HOLE


def has_bidi_controls(text: str) -> bool:
    """Whether the text holds characters that turn the direction of writing and could hide words."""
    return any(char in text for char in _BIDI)


def cut_out(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with holes for the spans, which are in order and do not overlap."""
    pieces: list[str] = []
    at = 0
    for start, end in spans:
        pieces += (text[at:start], HOLE * (end - start))
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


def close_holes(text: str) -> str:
    """The text without its holes."""
    return text.replace(HOLE, "")


def kept_runs(text: str) -> list[tuple[int, int]]:
    """The (start, end) of each run between holes."""
    return [match.span() for match in _kept_run.finditer(text)]


def reopen_holes(outer: str, inner: str) -> str:
    """``inner``, which was made from ``outer`` with its holes closed, at the length of ``outer`` again."""
    if len(outer) == len(inner):
        return inner
    pieces: list[str] = []
    at = taken = 0
    for start, end in kept_runs(outer):
        pieces += (HOLE * (start - at), inner[taken : taken + end - start])
        taken += end - start
        at = end
    pieces.append(HOLE * (len(outer) - at))
    return "".join(pieces)
