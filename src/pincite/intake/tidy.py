"""Raw text -> reading text: no running heads, line numbers or layout hyphens, one paragraph a line.

Every step keeps the length of the text and writes holes where something goes, so that each kept character
knows where it came from; the holes are closed once, at the end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from pincite.intake.raw import Heading, RawPage, RawText
from pincite.intake.tidy_characters import (
    HOLE,
    clean_characters,
    close_holes,
    cut_out,
    has_bidi_controls,
    kept_runs,
    reopen_holes,
)
from pincite.intake.tidy_furniture import find_furniture, find_inner_pages
from pincite.intake.tidy_hyphens import rejoin_words
from pincite.intake.tidy_line_numbers import find_line_numbers
from pincite.intake.tidy_paragraphs import join_lines, line_width
from pincite.model.document import Flag, Mark, OffsetMap, Page

Span = tuple[int, int]
WHITE = " \n" + HOLE
BIDI_MESSAGE = "Invisible characters that turn the direction of writing were taken out: check the original."


@dataclass(frozen=True, slots=True, kw_only=True)
class Tidied:
    """The reading text and what stands in it; all offsets are code points into ``text``.

    text: paragraphs parted by one newline, no double spaces. offsets leads back to the raw text. flags: those
    of the raw text and what tidying adds.
    """

    text: str
    offsets: OffsetMap
    pages: tuple[Page, ...] = ()
    marks: tuple[Mark, ...] = ()
    headings: tuple[Heading, ...] = ()
    flags: tuple[Flag, ...] = ()


def tidy_text(raw: RawText) -> Tidied:
    """The reading text of ``raw``, with pages, marks and headings moved to it. Takes any text."""
    words = _without_furniture(clean_characters(raw.text), raw)
    whole = _in_layer(words, rejoin_words)
    width = line_width(close_holes(words))
    joined = _in_layer(whole, lambda text: join_lines(text, width=width, hard_breaks=raw.hard_breaks))
    runs = kept_runs(joined)
    way = _Way(runs)
    flags = (Flag(code="bidi-removed", message=BIDI_MESSAGE),) if has_bidi_controls(raw.text) else ()
    return Tidied(
        text=close_holes(joined),
        offsets=way.offset_map(),
        pages=tuple(way.page(page) for page in raw.pages),
        marks=tuple(filter(None, map(way.mark, raw.marks))),
        headings=tuple(filter(None, map(way.heading, raw.headings))),
        flags=raw.flags + flags,
    )


def _in_layer(text: str, step: Callable[[str], str]) -> str:
    """The outcome of a length-keeping step that must not see the holes of ``text``."""
    return reopen_holes(text, step(close_holes(text)))


def _without_furniture(text: str, raw: RawText) -> str:
    """The text with holes for running heads, line numbers and the empty lines around page breaks."""
    pages: list[Span] = [(page.start, page.end) for page in raw.pages]
    breaks: list[Span] = []
    if not pages and not raw.hard_breaks:
        pages, breaks = find_inner_pages(text)
        text = cut_out(text, breaks)
    if not pages:
        return text
    text = cut_out(text, find_line_numbers(text, pages))
    text = cut_out(text, find_furniture(text, pages))
    return _close_seams(text, pages) if len(pages) > 1 else text


def _close_seams(text: str, pages: Sequence[Span]) -> str:
    """The text with one newline left of the white space between the last word of a page and the next."""
    pieces: list[str] = []
    at = 0
    for start, end in pages:
        body = text[start:end].strip(WHITE)
        if body:
            begin = text.index(body[0], start)
            pieces += (_seam(text[at:begin]), body)
            at = begin + len(body)
    pieces.append(text[at:])
    return "".join(pieces)


def _seam(between: str) -> str:
    if between.strip(WHITE) or "\n" not in between:
        return between
    before, after = between.split("\n", 1)
    return HOLE * len(before) + "\n" + HOLE * len(after)


class _Way:
    """The way from raw offsets to offsets of the reading text, over the runs of raw text that were kept."""

    def __init__(self, runs: list[Span]) -> None:
        self.raws = [start for start, _ in runs]
        self.ends = [end for _, end in runs]
        sizes = (end - start for start, end in runs)
        self.starts = list(accumulate(sizes, initial=0))  # one more than runs: the last is the text's length

    def offset_map(self) -> OffsetMap:
        """The same way, back."""
        return OffsetMap(tuple(self.starts[:-1]), tuple(self.raws)) if self.raws else OffsetMap()

    def offset(self, raw: int) -> int:
        """How many kept characters stand before the raw offset."""
        run = bisect_right(self.raws, raw) - 1
        return self.starts[run] + min(raw, self.ends[run]) - self.raws[run] if run >= 0 else 0

    def page(self, page: RawPage) -> Page:
        """The page on the reading text; its start equals its end where nothing of it was kept."""
        return Page(
            number=page.number,
            start=self.offset(page.start),
            end=self.offset(page.end),
            method=page.method,
            quality=page.quality,
            label=page.label,
        )

    def mark(self, mark: Mark) -> Mark | None:
        """The mark on the reading text, or None where nothing of it was kept."""
        start, end = self.offset(mark.start), self.offset(mark.end)
        return replace(mark, start=start, end=end) if start < end else None

    def heading(self, heading: Heading) -> Heading | None:
        """The heading on the reading text, or None where nothing of it was kept."""
        start, end = self.offset(heading.start), self.offset(heading.end)
        return replace(heading, start=start, end=end) if start < end else None
