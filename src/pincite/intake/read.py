"""Bytes of one file in, a source document out: what it is, its words, its outline, what in it is not law."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from hashlib import sha256

from pincite.errors import InputError
from pincite.intake.brackets import mark_bracketed
from pincite.intake.docx import read_docx
from pincite.intake.html import read_html
from pincite.intake.languages import find_unread_languages
from pincite.intake.markdown import read_markdown
from pincite.intake.media import DOCX, HTML, MARKDOWN, PDF, PLAIN, RTF, XML, check_extension, detect_media_type
from pincite.intake.notes import mark_notes
from pincite.intake.outline import outline_sections
from pincite.intake.pdf import read_pdf
from pincite.intake.personal import find_personal_records
from pincite.intake.plain import read_plain
from pincite.intake.raw import Ocr, RawText
from pincite.intake.rtf import read_rtf
from pincite.intake.scanning import find_bad_scanning
from pincite.intake.tidy import tidy_text
from pincite.intake.xml import read_xml
from pincite.model.document import Flag, Mark, SourceDocument

READER_VERSION = "1"
_FORMATS: dict[str, Callable[..., RawText]] = {
    DOCX: read_docx, HTML: read_html, MARKDOWN: read_markdown, PLAIN: read_plain, RTF: read_rtf, XML: read_xml,
}  # fmt: skip


def read_document(content: bytes, *, name: str, document_id: str = "", ocr: Ocr | None = None) -> SourceDocument:
    """Read one file. Raises InputError, with where, what and the way out, for what cannot be read."""
    if not content:
        raise InputError("the file is empty.", where=name, way_out="Get the document again.")
    media_type = detect_media_type(content, name)
    raw = _read_raw(content, media_type, name=name, ocr=ocr)
    tidied = tidy_text(mark_bracketed(raw))
    sections = outline_sections(tidied.text, tuple((item.start, item.end, item.level) for item in tidied.headings))
    notes = mark_notes(tidied.text, sections)
    marks = merge_marks((*tidied.marks, *notes))
    flags = (*check_extension(media_type, name), *tidied.flags, *find_personal_records(tidied.text))
    foreign = find_unread_languages(tidied.text, tidied.pages)
    flags = (*flags, *(foreign or find_bad_scanning(tidied.text)))
    if not tidied.text.strip():
        flags = (*flags, Flag("no-text", "No words were found in this file."))
    return SourceDocument(
        id=document_id or make_document_id(name), name=name, media_type=media_type,
        sha256=sha256(content).hexdigest(), byte_count=len(content), text=tidied.text, raw_text=raw.text,
        offsets=tidied.offsets, pages=tidied.pages, marks=marks, sections=sections,
        flags=tuple(dict.fromkeys(flags)),
    )  # fmt: skip


def _read_raw(content: bytes, media_type: str, *, name: str, ocr: Ocr | None) -> RawText:
    if media_type == PDF:
        return read_pdf(content, name=name, ocr=ocr)
    if media_type not in _FORMATS:
        raise InputError(
            f"{media_type} is not a document that can be read.",
            where=name,
            way_out="Give the files in it, or save it as PDF, DOCX, HTML or text.",
        )
    return _FORMATS[media_type](content, name=name)


def merge_marks(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks in order; those of one kind that overlap or touch become one, with the reason of the first."""
    merged: list[Mark] = []
    for mark in sorted(marks, key=lambda item: (item.kind, item.start, item.end)):
        last = merged[-1] if merged else None
        if last is not None and last.kind is mark.kind and mark.start <= last.end:
            merged[-1] = replace(last, end=max(last.end, mark.end))
        else:
            merged.append(mark)
    return tuple(sorted(merged, key=lambda item: (item.start, item.end)))


def make_document_id(name: str) -> str:
    """A short id from a file name: lower case, hyphens, no extension."""
    stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0] or name
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-") or "document"
