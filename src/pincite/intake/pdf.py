"""PDF bytes -> raw text, page by page: text layer, drawn strike-through, columns, pictures of text."""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace

import pypdfium2 as pdfium

from pincite.errors import InputError, MissingProgramError
from pincite.intake.pdf_columns import SAME_ORDER, is_read_across, read_second
from pincite.intake.pdf_lines import lines_of
from pincite.intake.pdf_page import IMAGE, Box, DamagedPageError, PdfPage, object_box, open_page
from pincite.intake.pdf_strikes import BarKind, find_drawn_marks, look_at_bars
from pincite.intake.raw import Ocr, RawPage, RawText
from pincite.model.document import Flag, Mark, MarkKind, TextMethod

FETCH_AGAIN = "Fetch the file again from its source."
SPARSE_TEXT = 200  # characters; a page with fewer may be a picture under a stamp
PICTURE_SHARE = 0.4  # of the page
DOTS_PER_INCH = 300
MOST_PIXELS = 25_000_000  # of a page picture; larger sheets are drawn coarser

UNDERLINE_WORDS = ("underlin", "underscor", "new matter", "additions are", "additions in")


@dataclass(slots=True)
class _Reading:
    """What one page gave; marks are offsets into its text."""

    text: str
    method: TextMethod = TextMethod.TEXT_LAYER
    quality: float | None = None
    marks: list[Mark] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    """The open file and what is remembered from page to page."""

    content: bytes
    name: str
    document: pdfium.PdfDocument
    ocr: Ocr | None
    idle_bars: set[Box] = field(default_factory=set)
    barred_pages: list[int] = field(default_factory=list)
    strikes: bool = False
    no_ocr: str = "This program was started without a text recogniser: run it with tesseract installed."


def read_pdf(content: bytes, *, name: str, ocr: Ocr | None = None) -> RawText:
    """The words of a PDF in reading order, pages joined with one newline.

    A page without a text layer is drawn and given to ``ocr``; where that cannot be done the page is empty and
    flagged "page-not-read". Words drawn through are STRUCK marks; underlined ones INSERTED, if the file
    strikes words or explains its underlining. An empty line stands where the page leaves a wide gap.
    Raises InputError for a file that is locked, cut short, damaged or without pages.
    """
    document = _open(content, name)
    try:
        reader = _Reader(content=content, name=name, document=document, ocr=ocr)
        readings = [_read_page(reader, index) for index in range(len(document))]
        explained = _explains_underlining(reader, readings)
        if reader.strikes or explained:
            _mark_drawn(reader, readings)
        if not explained and not any(mark.kind == MarkKind.STRUCK for one in readings for mark in one.marks):
            readings = [replace(reading, marks=[]) for reading in readings]
    finally:
        document.close()
    return _joined(readings)


def _open(content: bytes, name: str) -> pdfium.PdfDocument:
    if b"%PDF-" not in content[:1024]:
        raise InputError("This is not a PDF.", where=name, way_out=FETCH_AGAIN)
    if _is_cut_short(content):
        raise InputError("The PDF ends too early.", where=name, way_out=FETCH_AGAIN)
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise _open_error(error, name) from error
    if len(document) == 0:
        document.close()
        raise InputError("The PDF has no pages.", where=name, way_out=FETCH_AGAIN)
    return document


def _is_cut_short(content: bytes) -> bool:
    """Whether the last end mark is missing, or objects follow it: PDFium would quietly drop what is lost."""
    end = content.rfind(b"%%EOF")
    return end < 0 or b" obj" in content[end:]


def _open_error(error: pdfium.PdfiumError, name: str) -> InputError:
    if "password" in str(error).lower() or "security" in str(error).lower():
        way_out = "Save a copy without a password and add that."
        return InputError("The PDF is locked with a password.", where=name, way_out=way_out)
    return InputError("The PDF is damaged or has no pages.", where=name, way_out=FETCH_AGAIN)


def _read_page(reader: _Reader, index: int) -> _Reading:
    try:
        with open_page(reader.document.raw, index) as page:
            objects = page.objects()
            if len(page.text) < SPARSE_TEXT and _is_picture(page, objects):
                return _read_picture(reader, index, page.text)
            bars = look_at_bars(page, objects, reader.idle_bars)
            if bars != BarKind.NONE:
                reader.barred_pages.append(index)
                reader.strikes |= bars == BarKind.THROUGH
            if is_read_across(page):
                return _read_columns(reader, index, page)
            return _Reading(lines_of(page))
    except DamagedPageError:
        raise InputError(f"Page {index + 1} is damaged.", where=reader.name, way_out=FETCH_AGAIN) from None


def _explains_underlining(reader: _Reader, readings: list[_Reading]) -> bool:
    """Whether bars touch words and the file says what underlining means; else it is only a style."""
    texts = (reading.text.lower() for reading in readings) if reader.barred_pages else ()
    return any(word in text for text in texts for word in UNDERLINE_WORDS)


def _mark_drawn(reader: _Reader, readings: list[_Reading]) -> None:
    """Marks struck and underlined words on the pages where bars touch words."""
    for index in reader.barred_pages:
        with open_page(reader.document.raw, index) as page:
            if readings[index].text == lines_of(page):  # else the second reader's order stands there
                readings[index].marks = _moved(find_drawn_marks(page), page.text, readings[index].text)


def _moved(marks: list[Mark], original: str, text: str) -> list[Mark]:
    """Marks moved from PDFium's own text to ``text``, which has other line ends."""
    offsets, at = [], 0
    for char in original:
        at = text.index(char, at) if char != "\r" else at
        offsets.append(at)
        at += char != "\r"
    return [replace(mark, start=offsets[mark.start], end=offsets[mark.end - 1] + 1) for mark in marks]


def _is_picture(page: PdfPage, objects: list[tuple[int, int]]) -> bool:
    """Whether images cover much of the page, or drawings alone make it up."""
    if not page.text.strip() and len(objects) > 0:
        return True
    covered = 0.0
    for handle, kind in objects:
        if kind == IMAGE:
            left, bottom, right, top = object_box(handle)
            covered += max(0.0, right - left) * max(0.0, top - bottom)
    return covered >= PICTURE_SHARE * page.area


def _read_columns(reader: _Reader, index: int, page: PdfPage) -> _Reading:
    """A page whose lines run across columns, in the second reader's order where that holds the same words."""
    reading = _Reading(lines_of(page))
    second = read_second(reader.content, index, reading.text)
    if second is None or second.agreement >= SAME_ORDER:
        reading.quality = second.agreement if second else None
        return reading
    reading.quality = second.agreement
    message = "Two readers disagree about the order of the words on this page; compare it with the original."
    reading.flags.append(Flag(code="reading-order", message=message, page=index + 1))
    if second.plausible:
        reading.text = second.text
    return reading


def _read_picture(reader: _Reader, index: int, text: str) -> _Reading:
    """A page without a text layer, by OCR; its few stamped words stay where OCR finds fewer."""
    if reader.ocr is None:
        return _unread(reader.no_ocr, index)
    try:
        page = reader.ocr(_picture_of(reader.document, index))
    except MissingProgramError as error:
        reader.ocr, reader.no_ocr = None, error.message()
        return _unread(reader.no_ocr, index)
    except InputError as error:
        return _unread(error.message(), index)
    if len(page.text.split()) < len(text.split()):
        return _Reading(text.replace("\r\n", "\n"))
    return _Reading(page.text.replace("\r\n", "\n"), TextMethod.OCR, page.quality)


def _unread(reason: str, index: int) -> _Reading:
    message = f"This page is a picture and its words were not read. {reason}"
    flag = Flag(code="page-not-read", message=message, page=index + 1)
    return _Reading("", TextMethod.NONE, flags=[flag])


def _picture_of(document: pdfium.PdfDocument, index: int) -> bytes:
    """The page as a grey PNG, 300 dots an inch unless the sheet is very large."""
    page = document[index]
    try:
        width, height = page.get_size()
        scale = min(DOTS_PER_INCH / 72, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        bitmap = page.render(scale=scale, grayscale=True)
        png = io.BytesIO()
        bitmap.to_pil().save(png, "PNG", compress_level=1, dpi=(scale * 72, scale * 72))
        bitmap.close()
    finally:
        page.close()
    return png.getvalue()


def _joined(readings: list[_Reading]) -> RawText:
    pages: list[RawPage] = []
    marks: list[Mark] = []
    start = 0
    for number, reading in enumerate(readings, 1):
        end = start + len(reading.text)
        pages.append(
            RawPage(number=number, start=start, end=end, method=reading.method, quality=reading.quality)
        )
        marks += [replace(mark, start=mark.start + start, end=mark.end + start) for mark in reading.marks]
        start = end + 1
    text = "\n".join(reading.text for reading in readings)
    return RawText(
        text=text,
        hard_breaks=False,
        pages=tuple(pages),
        marks=tuple(marks),
        flags=tuple(flag for reading in readings for flag in reading.flags),
    )
