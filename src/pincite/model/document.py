"""Source documents: captured bytes read as text with pages, sections and marks.

All offsets are code points into ``SourceDocument.text``, the *reading text*: running heads, line numbers
and layout hyphens are taken out of it. ``OffsetMap`` leads back to ``raw_text``, what the extractor gave.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum

from pincite.errors import ImpossibleValueError


class MarkKind(StrEnum):
    """What a marked span is. Only INSERTED is law."""

    STRUCK = "struck"  # deleted words: drawn through, [bracketed], tracked deletion
    INSERTED = "inserted"  # new matter, shown underlined or as a tracked insertion
    NOTE = "note"  # editor's note, history, case annotation: printed beside the law, not law


class TextMethod(StrEnum):
    """How the words of a page were won."""

    TEXT_LAYER = "text-layer"
    OCR = "ocr"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Half-open run of code points, ``text[start:end]``; never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ImpossibleValueError(f"span {self.start}:{self.end} is empty or runs backwards")

    def overlaps(self, other: Span) -> bool:
        """Whether both share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, offset: int) -> bool:
        """Whether ``offset`` lies inside."""
        return self.start <= offset < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: its 1-based number in the file and its run of the reading text (start == end: no text).

    quality: 0..1, mean confidence of OCR or agreement of two readers; None where not measured.
    """

    number: int
    start: int
    end: int
    method: TextMethod = TextMethod.TEXT_LAYER
    quality: float | None = None
    label: str = ""

    def __post_init__(self) -> None:
        if self.number < 1 or not 0 <= self.start <= self.end:
            raise ImpossibleValueError(f"page {self.number} {self.start}:{self.end}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A span of the reading text that is not plain law, with the reason a person can read."""

    kind: MarkKind
    start: int
    end: int
    reason: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ImpossibleValueError(f"mark {self.start}:{self.end} is empty or runs backwards")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One node of the outline: a section, paragraph or list item and all that stands under it.

    number: as printed, "§ 9-131", "415.3", "(b)", "1."; "" for a plain paragraph. heading: its caption.
    start..end is the whole subtree, start..own_end its own words before the first child.
    parent: index into ``SourceDocument.sections``, -1 for the root. depth: 0 for the top.
    """

    number: str
    heading: str
    start: int
    own_end: int
    end: int
    depth: int
    parent: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.own_end <= self.end or self.depth < 0 or self.parent < -1:
            raise ImpossibleValueError(f"section {self.number!r} {self.start}:{self.own_end}:{self.end}")


@dataclass(frozen=True, slots=True)
class Flag:
    """Something a person should know about how a document was read.

    code: kebab-case id; page: 1-based or 0 for the whole document; severity grows from note to refused.
    """

    code: str
    message: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Leads offsets of the reading text back to the raw text.

    starts[i] is where run i begins in the reading text and raws[i] in the raw text; inside a run both
    advance together. Runs are ordered in the reading text and, since nothing is moved, in the raw text.
    """

    starts: tuple[int, ...] = (0,)
    raws: tuple[int, ...] = (0,)

    def __post_init__(self) -> None:
        if len(self.starts) != len(self.raws) or not self.starts or self.starts[0] != 0:
            raise ImpossibleValueError("an offset map needs runs that begin at 0, with a raw start each")

    def raw_offset(self, offset: int) -> int:
        """The raw offset of the code point at ``offset`` of the reading text."""
        run = bisect_right(self.starts, offset) - 1
        return self.raws[run] + offset - self.starts[run]

    def raw_pieces(self, start: int, end: int) -> list[tuple[int, int]]:
        """The raw runs, in order, that make up ``text[start:end]``."""
        pieces: list[tuple[int, int]] = []
        run = bisect_right(self.starts, start) - 1
        while run < len(self.starts) and self.starts[run] < end:
            stop = self.starts[run + 1] if run + 1 < len(self.starts) else end
            left, right = max(start, self.starts[run]), min(end, stop)
            if left < right:
                shift = self.raws[run] - self.starts[run]
                pieces.append((left + shift, right + shift))
            run += 1
        return pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDocument:
    """A captured file that witnesses an instrument, read as text. Its bytes never change.

    id: unique in the study, made from the file name. raw_text: as extracted; text: the reading text.
    flags: what a person should know (no text, OCR quality, reading order, page without law text).
    """

    id: str
    name: str
    media_type: str
    sha256: str
    byte_count: int
    text: str
    raw_text: str = field(repr=False, default="")
    offsets: OffsetMap = OffsetMap()
    pages: tuple[Page, ...] = ()
    marks: tuple[Mark, ...] = ()
    sections: tuple[Section, ...] = ()
    flags: tuple[Flag, ...] = ()

    def page_at(self, offset: int) -> Page | None:
        """The page on which ``offset`` stands, or None where the format has no pages."""
        index = bisect_right(self.pages, offset, key=lambda page: page.start) - 1
        return self.pages[index] if index >= 0 else None

    def marks_in(self, start: int, end: int, *kinds: MarkKind) -> list[Mark]:
        """Marks of the given kinds (all, where none is named) that share a code point with start..end."""
        return [
            mark
            for mark in self.marks
            if mark.start < end and start < mark.end and (not kinds or mark.kind in kinds)
        ]

    def section_at(self, offset: int) -> int:
        """Index of the deepest section whose span holds ``offset``; -1 where none does.

        Sections are stored in document order, so the deepest is the last one that starts before and ends after.
        """
        index = bisect_right(self.sections, offset, key=lambda section: section.start) - 1
        while index >= 0 and self.sections[index].end <= offset:
            index = self.sections[index].parent
        return index

    def section_path(self, index: int) -> tuple[Section, ...]:
        """The sections from the root down to ``index``; empty for -1."""
        path: list[Section] = []
        while index >= 0:
            path.append(self.sections[index])
            index = self.sections[index].parent
        return tuple(reversed(path))
