"""One open PDF page, seen through the few PDFium calls that intake needs.

pypdfium2's own bindings build a Python object for every handle. Intake asks about every object and every
line of every page, so the hot calls are bound once more with plain integers, which takes half the time.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import c_double, c_float, c_int, c_void_p
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

PATH, IMAGE = 2, 3  # FPDF_PAGEOBJ_PATH, FPDF_PAGEOBJ_IMAGE
MOST_OBJECTS = 20_000  # pages with more are drawings; only this many objects are looked at

Box = tuple[float, float, float, float]  # left, bottom, right, top, in points


def _bind(function: Any, result: Any, *arguments: Any) -> Any:
    """The same C function, taking and giving plain integers for handles."""
    address = ctypes.cast(function, c_void_p).value
    assert address is not None
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


_count_objects = _bind(pdfium.FPDFPage_CountObjects, c_int, c_void_p)
_object_at = _bind(pdfium.FPDFPage_GetObject, c_void_p, c_void_p, c_int)
_object_type = _bind(pdfium.FPDFPageObj_GetType, c_int, c_void_p)
_object_bounds = _bind(pdfium.FPDFPageObj_GetBounds, c_int, c_void_p, *[c_void_p] * 4)
_char_count = _bind(pdfium.FPDFText_CountChars, c_int, c_void_p)
_get_text = _bind(pdfium.FPDFText_GetText, c_int, c_void_p, c_int, c_int, c_void_p)
_char_origin = _bind(pdfium.FPDFText_GetCharOrigin, c_int, c_void_p, c_int, c_void_p, c_void_p)
_loose_box = _bind(pdfium.FPDFText_GetLooseCharBox, c_int, c_void_p, c_int, c_void_p)
_text_in_box = _bind(
    pdfium.FPDFText_GetBoundedText, c_int, c_void_p, *[c_double] * 4, c_void_p, c_int
)  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class PdfPage:
    """Handles of one open page, its box in points, and its text with PDFium's own line ends (CR LF)."""

    page: int
    textpage: int
    box: Box
    char_count: int
    text: str

    @property
    def area(self) -> float:
        """Square points of the page."""
        left, bottom, right, top = self.box
        return (right - left) * (top - bottom)

    def objects(self) -> list[tuple[int, int]]:
        """(handle, type) of each object drawn directly on the page."""
        count = min(_count_objects(self.page), MOST_OBJECTS)
        handles = [_object_at(self.page, index) for index in range(count)]
        return [(handle, _object_type(handle)) for handle in handles]

    def chars_in(self, left: float, bottom: float, right: float, top: float) -> int:
        """How many characters the rectangle touches."""
        return max(0, int(_text_in_box(self.textpage, left, top, right, bottom, None, 0)) - 1)

    def baselines(self, indexes: list[int]) -> list[float]:
        """Height of the baseline under each of these characters, in points."""
        x, y = c_double(), c_double()
        at_x, at_y = ctypes.addressof(x), ctypes.addressof(y)
        found: list[float] = []
        for index in indexes:
            _char_origin(self.textpage, index, at_x, at_y)
            found.append(y.value)
        return found

    def char_at(self, index: int) -> tuple[float, float, float, float]:
        """Left, right, baseline and line height of one character, in points."""
        frame = pdfium.FS_RECTF()
        x, y = c_double(), c_double()
        _loose_box(self.textpage, index, ctypes.addressof(frame))
        _char_origin(self.textpage, index, ctypes.addressof(x), ctypes.addressof(y))
        return frame.left, frame.right, y.value, frame.top - frame.bottom


def object_box(handle: int) -> Box:
    """Bounds of a page object, in points."""
    edges = [c_float() for _ in range(4)]
    _object_bounds(handle, *[ctypes.addressof(edge) for edge in edges])
    left, bottom, right, top = (edge.value for edge in edges)
    return left, bottom, right, top


class DamagedPageError(Exception):
    """PDFium cannot open this page."""


@contextmanager
def open_page(document: Any, index: int) -> Iterator[PdfPage]:
    """The page at a 0-based index, closed again afterwards; raises DamagedPageError."""
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        raise DamagedPageError
    textpage = pdfium.FPDFText_LoadPage(page)
    try:
        if not textpage:
            raise DamagedPageError
        yield _view(page, textpage)
    finally:
        if textpage:
            pdfium.FPDFText_ClosePage(textpage)
        pdfium.FPDF_ClosePage(page)


def _view(page: Any, textpage: Any) -> PdfPage:
    page_handle = ctypes.cast(page, c_void_p).value or 0
    text_handle = ctypes.cast(textpage, c_void_p).value or 0
    count = max(0, int(_char_count(text_handle)))
    frame = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, frame)
    return PdfPage(
        page=page_handle,
        textpage=text_handle,
        box=(frame.left, frame.bottom, frame.right, frame.top),
        char_count=count,
        text=_text(text_handle, count),
    )


def _text(textpage: int, count: int) -> str:
    """The words of the page; UTF-16 halves that stand alone become U+FFFD."""
    size = 1 << (2 * count + 2).bit_length()  # only powers of two: ctypes keeps a type for each size
    buffer = ctypes.create_string_buffer(size)
    written = _get_text(textpage, 0, count, ctypes.addressof(buffer))
    return ctypes.string_at(buffer, 2 * max(0, written - 1)).decode("utf-16-le", "replace")
