"""The grammar of RTF: groups, control words, bytes and text, in one linear pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?"  # 1 word, 2 its number
    rb"|\\'([0-9a-fA-F]{2})"  # 3 one byte in hexadecimal
    rb"|\\(.)"  # 4 control symbol
    rb"|([{}])"  # 5 group
    rb"|([^\\{}\r\n\x00]+)"  # 6 text
    rb"|[\r\n\x00]+|\\\Z",
    re.DOTALL,
)


class Token(NamedTuple):
    """One piece of RTF. kind: "word", "bytes", "symbol", "open" or "close"; number: None if it has none."""

    kind: str
    word: str = ""
    number: int | None = None
    raw: bytes = b""


def find_tokens(content: bytes) -> Iterator[Token]:
    """All tokens in order; the bytes after \\binN are passed over."""
    position = 0
    while position < len(content):
        found = _TOKEN.match(content, position)
        if not found:
            position += 1
            continue
        position = found.end()
        index = found.lastindex or 0
        if index in (1, 2):
            word, number = found[1].decode("ascii"), int(found[2]) if found[2] else None
            if word == "bin":
                position += max(0, number or 0)
            else:
                yield Token("word", word, number)
        elif index == 3:
            yield Token("bytes", raw=bytes.fromhex(found[3].decode("ascii")))
        elif index == 4:
            yield Token("symbol", found[4].decode("latin-1"))
        elif index == 5:
            yield Token("open" if found[5] == b"{" else "close")
        elif index == 6:
            yield Token("bytes", raw=found[6])
