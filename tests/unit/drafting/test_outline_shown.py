"""An outline shown: the same blocks as Markdown, DOCX and PDF, marked as what it is in each of them."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdfium2
from docx import Document
from docx.oxml.ns import qn
from markdown_it import MarkdownIt

import outline_place as o
import universe as u
from pincite.adapters.outline_docx import write_outline_docx
from pincite.adapters.outline_pdf import write_outline_pdf
from pincite.drafting.outline_blocks import make_blocks, tell_costs
from pincite.drafting.outline_markdown import render_markdown
from pincite.drafting.outline_text import render_law
from pincite.intake.read import read_document
from pincite.model.clause import Variant
from pincite.model.outline import DISCLAIMER, AnswerChange, Block, Outline, PresentText, Redline, RedlineRun, RunMark

HOSTILE = "<b>*Orchard* [x](javascript:1)</b> | #1"
PRESENT = PresentText(instrument="ordinance", title=HOSTILE, citations=(u.citation(),))
RUNS = (RedlineRun(RunMark.KEPT, "No"), RedlineRun(RunMark.STRUCK, "officer"), RedlineRun(RunMark.INSERTED, "agency"))


def outline() -> Outline:
    """The whole policy with a redline and an answer that changes."""
    plain = o.outline_of(Variant.FULL)
    first, *rest = plain.sections
    first = replace(first, redlines=(Redline(of=PRESENT, runs=RUNS),))
    change = AnswerChange(item="C1.2", text="Is it forbidden?", now="N", then="Y")
    return replace(plain, sections=(first, *rest), answers=(change,), place=HOSTILE)


BLOCKS = make_blocks(outline(), u.TOPIC)
TITLE = outline().title


def test_the_disclaimer_stands_first_and_last_and_in_the_words_alone() -> None:
    strong = [block.text for block in BLOCKS if block.kind == "strong"]
    assert strong == [f"{DISCLAIMER}."] * 2
    assert BLOCKS[1].kind == "strong"
    assert render_law(outline()).startswith(DISCLAIMER.upper())


def test_markdown_reads_nothing_from_outside_as_markup() -> None:
    made = MarkdownIt("commonmark").enable("table").enable("strikethrough").render(render_markdown(BLOCKS))
    assert "<b>" not in made
    assert "href" not in made
    assert "&lt;b&gt;*Orchard* [x](javascript:1)&lt;/b&gt; | #1" in made
    assert made.count("<h1>") == 1
    assert made.count("<table>") == sum(block.kind == "table" for block in BLOCKS)


def test_a_redline_is_told_in_words_in_markdown() -> None:
    assert "No ~~\\[struck: officer\\]~~ **\\[inserted: agency\\]**" in render_markdown(BLOCKS)


def test_docx_has_real_headings_numbers_and_strokes() -> None:
    document = Document(io.BytesIO(write_outline_docx(BLOCKS, title=TITLE)))
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles.count("Title") == 1
    assert styles.count("Heading 1") == sum(block.kind == "heading" for block in BLOCKS)
    numbered = [item for item in document.paragraphs if item._p.pPr is not None and item._p.pPr.numPr is not None]
    levels = [item._p.pPr.numPr.ilvl.val for item in numbered]
    assert levels.count(0) == len(outline().sections)
    assert levels.count(1) == sum(block.kind == "line" and bool(block.label) for block in BLOCKS)
    struck = [run.text for item in document.paragraphs for run in item.runs if run.font.strike]
    assert struck == [" [struck: officer]"]
    assert DISCLAIMER in document.sections[0].footer.paragraphs[0].text
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in document.tables)


def test_the_reader_of_docx_files_sees_the_sections_with_their_numbers() -> None:
    read = read_document(write_outline_docx(BLOCKS, title=TITLE), name="outline.docx")
    assert "Section 3." in read.text
    assert "(a)" in read.text


def test_pdf_is_tagged_and_says_what_it_is_on_every_page() -> None:
    made = write_outline_pdf(BLOCKS, title=TITLE)
    assert b"/MarkInfo" in made or b"/StructTreeRoot" in made
    pages = pypdfium2.PdfDocument(made)
    assert len(pages) > 3
    assert all(DISCLAIMER in page.get_textpage().get_text_range() for page in pages)


def test_words_of_any_script_and_length_are_set() -> None:
    blocks = (Block(kind="title", text="x" * 400), Block(kind="line", label="a", text="Ñandú é “q” §" + "y" * 300))
    assert write_outline_pdf(blocks, title="x").startswith(b"%PDF")
    assert write_outline_docx(blocks, title="x" * 400).startswith(b"PK")
    assert render_markdown(blocks).startswith("# xxx")


def test_costs_are_told_in_words() -> None:
    (clause,) = [item for item in o.LIBRARY if item.id == "jail-access-ordinance"]
    told = tell_costs({"C2.1": "other", "E06": "other", "C3.1": "Y"}, clause)
    assert told == "C2.1, E06 from Y to other; and then it matters: C3.1 (Y)"
    assert tell_costs({}, clause) == "no answer of this standard"


def test_an_outline_with_nothing_to_adopt_says_so() -> None:
    empty = replace(outline(), sections=(), answers=())
    shown = render_markdown(make_blocks(empty, u.TOPIC))
    assert "Nothing is left that this body could adopt" in shown
    assert "What the answers would be" not in shown
