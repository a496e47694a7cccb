"""A letter as DOCX, with its last page."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from docx import Document
from docx.enum.text import WD_BREAK, WD_PARAGRAPH_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt

from pincite.model.letter import Letter, LetterPart

_FONT, _SIZE, _SMALL = "Times New Roman", 11, 9


def write_letter_docx(letter: Letter, *, last_page: tuple[str, str, str]) -> bytes:
    """The DOCX. last_page: its title and the headings of what is to fill and to check."""
    document = Document()
    _set_up(document, letter)
    _add_lines(document, letter.sender)
    _add_lines(document, (letter.day,))
    _add_lines(document, letter.recipient)
    _add_heading(document, f"Re: {letter.subject}", level=1)
    document.add_paragraph(letter.salutation)
    for part in letter.parts:
        _add_part(document, part)
    _add_closing(document, letter)
    _add_last_page(document, letter, last_page)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(document: Any, letter: Letter) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Inches(1))
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(_SIZE)
    normal.paragraph_format.space_after = Pt(8)
    for level in (1, 2):
        style = document.styles[f"Heading {level}"]
        style.font.name, style.font.size, style.font.bold = _FONT, Pt(_SIZE), True
        style.font.color.rgb = None
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(12), Pt(6)
    properties = document.core_properties
    properties.title, properties.author = letter.title[:255], letter.sender[0][:255]
    properties.comments, properties.language = "", "en-US"
    _add_page_number(section.footer.paragraphs[0])


def _add_page_number(paragraph: Any) -> None:
    paragraph.alignment = WD_PARAGRAPH_ALIGNMENT.CENTER
    run = paragraph.add_run()
    run.font.size = Pt(_SMALL)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _add_lines(document: Any, lines: Iterable[str]) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(14)
    for number, line in enumerate(lines):
        run = paragraph.add_run()
        if number:
            run.add_break(WD_BREAK.LINE)
        run.add_text(line)


def _add_heading(document: Any, text: str, *, level: int) -> None:
    document.add_heading(text, level=level)


def _add_part(document: Any, part: LetterPart) -> None:
    if part.heading:
        _add_heading(document, part.heading, level=2)
    for text in part.paragraphs:
        document.add_paragraph(text)
    for text in part.items:
        document.add_paragraph(text, style="List Number")


def _add_closing(document: Any, letter: Letter) -> None:
    thanks, greeting, name = letter.closing
    for text in (thanks, greeting):
        paragraph = document.add_paragraph(text)
        paragraph.paragraph_format.keep_with_next = True
    signed = document.add_paragraph(name)
    signed.paragraph_format.space_before = Pt(30)


def _add_last_page(document: Any, letter: Letter, last_page: tuple[str, str, str]) -> None:
    title, to_fill, to_check = last_page
    document.add_page_break()
    _add_heading(document, title, level=1)
    for heading, texts in ((to_fill, letter.blanks), (to_check, letter.notes)):
        if texts:
            _add_heading(document, heading, level=2)
        for text in texts:
            document.add_paragraph(text, style="List Bullet")
