"""What a format reader hands on: raw text with its pages, marks and headings, before it is tidied."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pincite.model.document import Flag, Mark, TextMethod


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPage:
    """One page of the file: 1-based number and its run ``raw.text[start:end]``."""

    number: int
    start: int
    end: int
    method: TextMethod = TextMethod.TEXT_LAYER
    quality: float | None = None
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A caption that the format itself marks as one (h1, Heading 1, #); level from 1."""

    start: int
    end: int
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RawText:
    """Text as a format reader extracted it; all offsets are code points into ``text``.

    hard_breaks: True where a newline ends a paragraph (HTML, DOCX, RTF, XML, Markdown); False where it may be
    only the end of a printed line (PDF, plain text). pages: empty for formats without pages.
    """

    text: str
    hard_breaks: bool
    pages: tuple[RawPage, ...] = ()
    marks: tuple[Mark, ...] = ()
    headings: tuple[Heading, ...] = ()
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OcrPage:
    """What optical character recognition gave for one page image; quality is mean word confidence, 0..1."""

    text: str
    quality: float


# Page image (PNG bytes) -> words. Comes in as an argument: intake starts no process. It may raise
# MissingProgramError, which intake turns into a flag on the page.
Ocr = Callable[[bytes], OcrPage]
