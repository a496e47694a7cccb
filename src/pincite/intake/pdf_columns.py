"""Pages set in columns whose lines PDFium reads straight across, and the second reader that sets them right.

PDFium follows the order in which a page was drawn. Most pages in columns are drawn column by column and
come out well; a few are drawn row by row, and then each line holds a piece of both columns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pdf_oxide import PdfDocument as SecondReader
from rapidfuzz.distance import LCSseq

from pincite.intake.pdf_page import PdfPage

GUTTER_WIDTH = 6.0  # points, in the middle of the page
FEWEST_LINES = 8
FEWEST_CHARS = 400
GUTTER_SHARE = 0.2  # of the lines may touch the gutter: headings across both columns
ACROSS_SHARE = 0.4  # of the lines must lie on both sides to call the page read across
PROSE_WIDTH = 18.0  # characters on each side: shorter ones are the cells of a table
SAME_ORDER = 0.9  # agreement of the two readers from which the first is left alone
SAME_WORDS = 0.85  # share of words that both readers must have

_line = re.compile(r"\S(?:[^\r\n]*\S)?")


@dataclass(frozen=True, slots=True)
class SecondReading:
    """What the second reader made of a page; agreement of word order with the first, 0..1."""

    text: str
    agreement: float
    plausible: bool


def is_read_across(page: PdfPage) -> bool:
    """Whether nothing stands in the middle of the page while most lines hold words on both sides of it."""
    lines = page.text.count("\n") + 1
    if page.char_count < FEWEST_CHARS or lines < FEWEST_LINES:
        return False
    left, bottom, right, top = page.box
    middle = (left + right) / 2
    touching = page.chars_in(middle - GUTTER_WIDTH / 2, bottom, middle + GUTTER_WIDTH / 2, top)
    return touching < lines * GUTTER_SHARE and _lines_lie_across(page, middle)


def _lines_lie_across(page: PdfPage, middle: float) -> bool:
    lines = [match.span() for match in _line.finditer(page.text)]
    across = [(start, end) for start, end in lines if _left(page, start) < middle <= _left(page, end - 1)]
    if not across or len(across) < ACROSS_SHARE * len(lines):
        return False
    sides = [_left(page, at) < middle for start, end in across for at in range(start, end)]
    return min(sum(sides), len(sides) - sum(sides)) / len(across) >= PROSE_WIDTH


def _left(page: PdfPage, index: int) -> float:
    return page.char_at(index)[0]


def read_second(content: bytes, index: int, first: str) -> SecondReading | None:
    """The page at a 0-based index as pdf_oxide reads it; None where it cannot."""
    try:
        text = str(SecondReader.from_bytes(content).extract_text(index))
    except (OSError, RuntimeError, ValueError):
        return None
    words, others = first.split(), text.split()
    shared = LCSseq.normalized_similarity(sorted(words), sorted(others))
    return SecondReading(
        text=text.replace("\r\n", "\n"),
        agreement=round(LCSseq.normalized_similarity(words, others), 3),
        plausible=shared >= SAME_WORDS,
    )
