"""What was looked at: passages found per conduct and the record of the search."""

from __future__ import annotations

from dataclasses import dataclass

from pincite.errors import ImpossibleValueError


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A run of at most 200 words of a document that may speak on a conduct, with its rank score (higher first).

    sections: indices of the outline nodes that it shows, deepest last. page: 1-based, 0 for none.
    """

    document: str
    conduct: str
    start: int
    end: int
    score: float
    page: int = 0
    pinpoint: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ImpossibleValueError(f"passage {self.start}:{self.end}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRecord:
    """What was read of one document, how much, and with what, so that silence can be weighed.

    words and pages: read; pages_without_text: not readable, so silence does not count there.
    gated: sections that the cue gate let through. conducts: how many passages each conduct had. abstained: conducts
    on which the reader saw something and will not say what, so that the document is not silent on them.
    """

    document: str
    words: int
    pages: int
    pages_without_text: tuple[int, ...]
    sections: int
    gated: int
    topic: str
    topic_version: str
    reader: str
    conducts: tuple[tuple[str, int], ...] = ()
    abstained: tuple[str, ...] = ()
    complete: bool = True
    why_incomplete: str = ""
