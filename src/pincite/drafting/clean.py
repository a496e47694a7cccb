"""Names and other words from outside, made fit for one line of a letter."""

from __future__ import annotations

import unicodedata

_LONGEST = 300
_STEERING = {"Cc", "Cs", "Co", "Cn"}
_BIDI = set("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def clean_line(text: str) -> str:
    """``text`` on one line without characters that steer a page or turn its direction; at most 300 characters."""
    spaced = "".join(" " if char.isspace() or unicodedata.category(char) in {"Zl", "Zp"} else char for char in text)
    kept = (char for char in spaced if char not in _BIDI and unicodedata.category(char) not in _STEERING)
    line = " ".join("".join(kept).split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
