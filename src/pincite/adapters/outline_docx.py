"""An outline as DOCX: real headings, sections and their paragraphs numbered by Word itself, struck words struck."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from typing import Any

from docx import Document
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Inches, Pt

from pincite.model.outline import DISCLAIMER, Block, RunMark

_FONT, _SIZE, _SMALL = "Times New Roman", 11, 9
_NUMBER = "77"
# Level 0 is "Section 1.", level 1 "(a)", which begins anew in every section.
_NUMBERING = f"""<w:abstractNum {nsdecls("w")} w:abstractNumId="{_NUMBER}"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="space"/><w:lvlText w:val="Section %1."/>
<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/><w:lvlJc w:val="left"/>
<w:pPr><w:ind w:left="540" w:hanging="540"/></w:pPr></w:lvl></w:abstractNum>"""
_NUM = f'<w:num {nsdecls("w")} w:numId="{_NUMBER}"><w:abstractNumId w:val="{_NUMBER}"/></w:num>'


def write_outline_docx(blocks: Iterable[Block], *, title: str) -> bytes:
    """The DOCX with the disclaimer at the foot of every page."""
    document = Document()
    _set_up(document, title)
    for block in blocks:
        _ADD[block.kind](document, block)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(document: Any, title: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(_SIZE)
    normal.paragraph_format.space_after = Pt(8)
    for name, size in (("Title", 16), ("Heading 1", 13), ("Heading 2", 11)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold = _FONT, Pt(size), True
        style.font.color.rgb = None
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title[:255], "", DISCLAIMER
    properties.language = "en-US"
    _add_numbering(document)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_PARAGRAPH_ALIGNMENT.CENTER
    footer.add_run(f"{DISCLAIMER}. ").font.size = Pt(_SMALL)
    _add_page_number(footer.add_run())


def _add_numbering(document: Any) -> None:
    """The list of sections; a definition has to stand before every number that uses one."""
    numbering = document.part.numbering_part.element
    first = numbering.find(qn("w:num"))
    definition = parse_xml(_NUMBERING)
    if first is None:
        numbering.append(definition)
    else:
        first.addprevious(definition)
    numbering.append(parse_xml(_NUM))


def _add_page_number(run: Any) -> None:
    run.font.size = Pt(_SMALL)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _number(paragraph: Any, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = int(_NUMBER)


def _add_section(document: Any, block: Block) -> None:
    _number(document.add_heading(f"{block.text}.", level=2), 0)


def _add_line(document: Any, block: Block) -> None:
    paragraph = document.add_paragraph(block.text)
    if block.label:
        _number(paragraph, 1)


def _add_strong(document: Any, block: Block) -> None:
    document.add_paragraph().add_run(block.text).bold = True


def _add_redline(document: Any, block: Block) -> None:
    paragraph = document.add_paragraph()
    for number, item in enumerate(block.runs):
        run = paragraph.add_run(f"{' ' if number else ''}{item.told}")
        run.font.strike = item.mark is RunMark.STRUCK
        run.font.underline = item.mark is RunMark.INSERTED


def _add_table(document: Any, block: Block) -> None:
    head, *rows = block.rows
    table = document.add_table(rows=1, cols=len(head), style="Table Grid")
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_paragraph()


_ADD: dict[str, Callable[[Any, Block], object]] = {
    "title": lambda document, block: document.add_heading(block.text, level=0),
    "heading": lambda document, block: document.add_heading(block.text, level=1),
    "subheading": lambda document, block: document.add_heading(block.text, level=2),
    "section": _add_section,
    "strong": _add_strong,
    "paragraph": lambda document, block: document.add_paragraph(block.text),
    "bullet": lambda document, block: document.add_paragraph(block.text, style="List Bullet"),
    "line": _add_line,
    "redline": _add_redline,
    "table": _add_table,
}
