"""A paper as DOCX: real styles, lists and table heads, alternative texts, and the language of each run."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable
from typing import Any

from docx import Document
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Inches, Pt, RGBColor

from pincite.model.paper import (
    Blanks,
    Block,
    Bullets,
    Chart,
    Heading,
    Line,
    PageBreak,
    Paper,
    Paragraph,
    Quotation,
    Span,
    Table,
)

_FONT, _SIZE, _SMALL = "Arial", 10, 8.5
_TEXT_WIDTH = 6.7
_LANGUAGES = {"en": "en-US", "es": "es-US"}
_TONES = {"good": (0x1B, 0x6E, 0x3C), "bad": (0xA3, 0x26, 0x2A), "mixed": (0x8A, 0x52, 0x00)}
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
Picture = Callable[[Chart], bytes]


def write_paper_docx(paper: Paper, *, picture: Picture) -> bytes:
    """The DOCX of a paper. picture: gives the PNG of a drawing."""
    document = Document()
    _set_up(document, paper)
    _add_heading(document, Heading(text=paper.title, lang=paper.title_lang), level=1)
    for block in paper.blocks:
        _add(document, block, picture)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _clean(text: str) -> str:
    return _UNPRINTABLE.sub("\ufffd", text)


def _set_up(document: Any, paper: Paper) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = Inches(0.9)
    section.top_margin = section.bottom_margin = Inches(0.8)
    language = _LANGUAGES.get(paper.lang, paper.lang)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(_SIZE)
    normal.paragraph_format.space_after = Pt(5)
    _set_language(normal.element.get_or_add_rPr(), language)
    _set_language(
        document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr")), language
    )
    for level, size in ((1, 19), (2, 14), (3, 11.5), (4, 10.5)):
        _set_heading(document.styles[f"Heading {level}"], size)
    properties = document.core_properties
    properties.title, properties.author, properties.language = _clean(paper.title)[:255], paper.author, language
    properties.comments = ""
    _add_foot(section.footer.paragraphs[0], paper)


def _set_heading(style: Any, size: float) -> None:
    style.font.name, style.font.size, style.font.bold = _FONT, Pt(size), True
    style.font.color.rgb = RGBColor(0, 0, 0)
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        style.element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(11), Pt(4)


def _set_language(properties: Any, language: str) -> None:
    found = properties.find(qn("w:lang"))
    element = OxmlElement("w:lang") if found is None else found
    element.set(qn("w:val"), language)
    if found is None:
        properties.append(element)


def _add_foot(paragraph: Any, paper: Paper) -> None:
    before, _, rest = paper.page_of.partition("{page}")
    between, _, after = rest.partition("{all}")
    run = paragraph.add_run(_clean(f"{paper.foot}   {before}"))
    run.font.size = Pt(7.5)
    for field, text in (("PAGE", between), ("NUMPAGES", after)):
        _add_field(paragraph.add_run(), field)
        paragraph.add_run(text).font.size = Pt(7.5)


def _add_field(run: Any, name: str) -> None:
    run.font.size = Pt(7.5)
    for kind in ("begin", "", "end"):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = name
        run._r.append(element)


def _add(document: Any, block: Block, picture: Picture) -> None:
    if isinstance(block, Heading):
        _add_heading(document, block, level=block.level)
    elif isinstance(block, Paragraph):
        _add_paragraph(document, block)
    elif isinstance(block, Bullets):
        for line in block.lines:
            _add_line(document.add_paragraph(style="List Number" if block.ordered else "List Bullet"), line)
    elif isinstance(block, Quotation):
        _add_quotation(document, block)
    elif isinstance(block, Table):
        _add_table(document, block)
    elif isinstance(block, Chart):
        _add_chart(document, block, picture)
    elif isinstance(block, Blanks):
        _add_blanks(document, block)
    elif isinstance(block, PageBreak):
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _add_heading(document: Any, block: Heading, *, level: int) -> None:
    _tell_language(document.add_heading(_clean(block.text), level=level).runs, block.lang)


def _tell_language(runs: Iterable[Any], lang: str) -> None:
    """Say the language of the runs; "" for the paper's own, which needs no saying."""
    for run in runs if lang else ():
        _set_language(run._r.get_or_add_rPr(), _LANGUAGES.get(lang, lang))


def _add_paragraph(document: Any, block: Paragraph) -> None:
    paragraph = document.add_paragraph()
    _add_line(paragraph, block.line)
    if block.look == "callout":
        _shade(paragraph._p.get_or_add_pPr())
    size = {"lead": 12.5, "quiet": _SMALL}.get(block.look, _SIZE)
    for run in paragraph.runs if size != _SIZE else ():
        run.font.size = Pt(size)


def _shade(properties: Any) -> None:
    element = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "F0F0F0")):
        element.set(qn(f"w:{name}"), value)
    properties.append(element)


def _add_line(paragraph: Any, line: Line, *, lang: str = "") -> None:
    for span in line:
        _add_span(paragraph, span, lang)


def _add_span(paragraph: Any, span: Span, lang: str) -> None:
    run = paragraph.add_run(_clean(span.text))
    run.bold = span.look == "strong" or None
    run.font.strike = span.look == "struck" or None
    run.italic = span.look == "note" or None
    run.underline = span.look == "new" or None
    if span.look in ("quiet", "code"):
        run.font.size = Pt(_SMALL)
    if span.tone in _TONES:
        run.font.color.rgb = RGBColor(*_TONES[span.tone])
    _tell_language((run,), span.lang or lang)


def _add_quotation(document: Any, block: Quotation) -> None:
    words = document.add_paragraph(style="Quote")
    words.paragraph_format.left_indent = Inches(0.25)
    words.paragraph_format.space_after = Pt(0)
    words.paragraph_format.keep_with_next = True
    _add_line(words, block.words, lang=block.lang)
    source = document.add_paragraph()
    source.paragraph_format.left_indent = Inches(0.25)
    _add_line(source, block.source)
    for run in source.runs:
        run.font.size = Pt(_SMALL)


def _add_table(document: Any, block: Table) -> None:
    table = document.add_table(rows=1, cols=len(block.head), style="Table Grid")
    table.autofit = False
    _describe_table(table, block.caption)
    for cell, name in zip(table.rows[0].cells, block.head, strict=True):
        cell.paragraphs[0].add_run(_clean(name)).bold = True
        _tell_language(cell.paragraphs[0].runs, block.lang)
    _mark_head(table.rows[0])
    for row in block.rows:
        for cell, line in zip(table.add_row().cells, row, strict=True):
            _add_line(cell.paragraphs[0], line)
    whole = sum(block.widths)
    for column, share in zip(table.columns, block.widths, strict=True):
        for cell in column.cells:
            cell.width = Inches(_TEXT_WIDTH * share / whole)
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(_SMALL)
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _describe_table(table: Any, caption: str) -> None:
    for name in ("w:tblCaption", "w:tblDescription"):
        element = OxmlElement(name)
        element.set(qn("w:val"), _clean(caption))
        table._tbl.tblPr.append(element)


def _mark_head(row: Any) -> None:
    """Say that the row holds heads: it is read out as such and comes again on each page."""
    element = OxmlElement("w:tblHeader")
    element.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(element)


def _add_chart(document: Any, block: Chart, picture: Picture) -> None:
    wide = min(block.width / 72, _TEXT_WIDTH)
    run = document.add_paragraph().add_run()
    shape = run.add_picture(io.BytesIO(picture(block)), width=Emu(int(wide * 914400)))
    shape._inline.docPr.set("descr", _clean(block.alt))


def _add_blanks(document: Any, block: Blanks) -> None:
    paragraph = document.add_paragraph(_clean(block.label))
    for _ in range(block.lines):
        paragraph.add_run().add_break(WD_BREAK.LINE)
        paragraph.add_run("_" * 80)
