"""Words of a PDF page that a line is drawn through (struck) or under (new matter).

Bills show deleted law this way, and plain extraction gives it as if it were law. A page is looked at
closely only when a thin horizontal bar on it touches characters.
"""

from __future__ import annotations

import ctypes
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

import pypdfium2.raw as pdfium

from pincite.intake.pdf_page import PATH, Box, PdfPage, object_box
from pincite.model.document import Mark, MarkKind

THICKEST_BAR = 2.2  # points
SHORTEST_BAR = 1.8  # points
MOST_SEGMENTS = 2_000  # paths with more are drawings
THROUGH_SHARE = 0.5  # of the characters of its line a bar must touch to be taken for a strike at first sight
ABOVE_BAR = 6.0  # points over a bar in which the characters of its line are counted
STRIKE_BAND = (0.11, 0.55)  # height of the bar over the baseline, in line heights
UNDERLINE_BAND = (-0.35, 0.09)
REASONS = {MarkKind.STRUCK: "a line is drawn through it", MarkKind.INSERTED: "a line is drawn under it"}


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A visible character: its index, the middle of its box, its baseline and line height, in points."""

    index: int
    middle: float
    baseline: float
    height: float


class BarKind(StrEnum):
    """What the thin bars of a page do to its words, as far as a quick look tells."""

    NONE = "none"
    UNDER = "under"  # they touch tails of letters only
    THROUGH = "through"  # at least one touches most letters of its line


def look_at_bars(page: PdfPage, objects: list[tuple[int, int]], idle_bars: set[Box]) -> BarKind:
    """A quick look, a few microseconds a bar.

    idle_bars: bars of earlier pages that touch no words (running rules); they are skipped, and added to.
    """
    bars = set(_bars_in(objects)) - idle_bars
    touching = [(bar, hits) for bar in bars if (hits := page.chars_in(*bar))]
    if not touching:
        idle_bars.update(bars)
        return BarKind.NONE
    for (left, bottom, right, top), hits in touching:
        if hits >= THROUGH_SHARE * page.chars_in(left, bottom, right, top + ABOVE_BAR):
            return BarKind.THROUGH
    return BarKind.UNDER


def find_drawn_marks(page: PdfPage) -> list[Mark]:
    """Struck and underlined runs, offsets into ``page.text``; a line under struck words changes nothing."""
    if len(page.text) != page.char_count:
        return []
    rows = _glyph_rows(page)
    kinds: dict[int, MarkKind] = {}
    for bar in _bars_in(page.objects()):
        for index, kind in _touched(bar, rows):
            if kinds.get(index) != MarkKind.STRUCK:
                kinds[index] = kind
    return _runs(kinds, page.text)


def _bars_in(objects: list[tuple[int, int]]) -> list[Box]:
    return [bar for handle, kind in objects if kind == PATH for bar in _bars_of(handle)]


def _bars_of(handle: int) -> list[Box]:
    """The thin horizontal bars that one path object draws."""
    box = object_box(handle)
    if _is_bar(box):
        return [_rounded(box)]
    segments = pdfium.FPDFPath_CountSegments(_pointer(handle))
    if not 5 < segments <= MOST_SEGMENTS:
        return []
    return [_rounded(part) for part in _subpath_boxes(handle, segments) if _is_bar(part)]


def _is_bar(box: Box) -> bool:
    left, bottom, right, top = box
    return top - bottom <= THICKEST_BAR and right - left >= max(SHORTEST_BAR, 2 * (top - bottom))


def _rounded(box: Box) -> Box:
    left, bottom, right, top = box
    return round(left, 1), round(bottom, 1), round(right, 1), round(top, 1)


def _pointer(handle: int) -> ctypes._Pointer[pdfium.fpdf_pageobject_t__]:
    return ctypes.cast(handle, pdfium.FPDF_PAGEOBJECT)


def _subpath_boxes(handle: int, segments: int) -> list[Box]:
    """The box of each subpath, in points of the page."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(_pointer(handle), matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    subpaths: list[list[tuple[float, float]]] = []
    for index in range(segments):
        segment = pdfium.FPDFPath_GetPathSegment(_pointer(handle), index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO or not subpaths:
            subpaths.append([])
        across = matrix.a * x.value + matrix.c * y.value + matrix.e
        up = matrix.b * x.value + matrix.d * y.value + matrix.f
        subpaths[-1].append((across, up))
    return [_box_around(points) for points in subpaths]


def _box_around(points: list[tuple[float, float]]) -> Box:
    across, up = zip(*points, strict=True)
    return min(across), min(up), max(across), max(up)


def _glyph_rows(page: PdfPage) -> dict[int, list[_Glyph]]:
    """Visible characters by their baseline in whole points."""
    rows: dict[int, list[_Glyph]] = defaultdict(list)
    for index, char in enumerate(page.text):
        if not char.isspace():
            left, right, baseline, height = page.char_at(index)
            rows[int(baseline)].append(_Glyph(index, (left + right) / 2, baseline, height))
    return rows


def _touched(bar: Box, rows: dict[int, list[_Glyph]]) -> list[tuple[int, MarkKind]]:
    left, bottom, right, top = bar
    level = (bottom + top) / 2
    found: list[tuple[int, MarkKind]] = []
    for row in range(int(level) - 30, int(level) + 15):
        for glyph in rows.get(row, ()):
            kind = _kind_of(level, glyph) if left - 0.3 <= glyph.middle <= right + 0.3 else None
            if kind:
                found.append((glyph.index, kind))
    return found


def _kind_of(level: float, glyph: _Glyph) -> MarkKind | None:
    """What a bar at this height does to the character: strike it, underline it, or nothing."""
    if glyph.height <= 0:
        return None
    over = (level - glyph.baseline) / glyph.height
    if STRIKE_BAND[0] < over < STRIKE_BAND[1]:
        return MarkKind.STRUCK
    if UNDERLINE_BAND[0] < over <= UNDERLINE_BAND[1]:
        return MarkKind.INSERTED
    return None


def _runs(kinds: dict[int, MarkKind], text: str) -> list[Mark]:
    """Neighbouring characters of one kind as one mark; white space between them belongs to it."""
    marks: list[Mark] = []
    for index in sorted(kinds):
        kind, last = kinds[index], marks[-1] if marks else None
        if last and last.kind == kind and not text[last.end : index].strip():
            marks[-1] = Mark(kind=kind, start=last.start, end=index + 1, reason=REASONS[kind])
        else:
            marks.append(Mark(kind=kind, start=index, end=index + 1, reason=REASONS[kind]))
    return marks
