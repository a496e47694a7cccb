"""Where in a text a rule may look: its head, its tail, or both; the raw text comes after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pincite.model.document import Span

TAIL = 6000  # code points at the end of a text that count as its tail


class Sources(NamedTuple):
    """What can be asked: reading text, raw text ("" where there is none) and file name."""

    text: str
    raw: str
    name: str


class Found(NamedTuple):
    """A match and where it stands in the reading text; span is None for one in the raw text."""

    match: re.Match[str]
    span: Span | None


def search_zone(pattern: re.Pattern[str], sources: Sources, *, zone: str = "any", size: int = TAIL) -> Found | None:
    """The first match in the head, then the tail, of the reading text, then of the raw text.

    zone: "head" or "any"; size: code points of the head.
    """
    for words, is_reading in ((sources.text, True), (sources.raw, False)):
        for start, stop in zone_limits(len(words), zone, size):
            match = pattern.search(words, start, stop)
            if match:
                whole = is_reading and match.end() > match.start()
                return Found(match, Span(start=match.start(), end=match.end()) if whole else None)
    return None


def zone_limits(length: int, zone: str, size: int) -> Iterator[tuple[int, int]]:
    """The runs of a text of ``length`` that a zone covers, without overlap."""
    head = min(length, size)
    yield 0, head
    if zone == "any" and length > head:
        yield max(head, length - TAIL), length
