"""The reports from one model: the same figures everywhere, words for every chart, and hostile words kept as words."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
import pikepdf
import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pincite.adapters.paper_docx import write_paper_docx
from pincite.adapters.typesetting import draw_picture, write_paper_pdf
from pincite.adapters.workbook import write_workbook
from pincite.model.answer import Assessment
from pincite.model.paper import Chart, Heading, Paper, Paragraph, Quotation, Sheet, Span, Table
from pincite.reporting.charts import BarRow, draw_criteria, draw_levers, draw_matrix, draw_range, draw_timeline
from pincite.reporting.figures import make_figures
from pincite.reporting.paper_page import render_paper
from pincite.reporting.papers import make_paper
from pincite.reporting.report_model import ReportModel, build_report
from pincite.reporting.scorecard import render_scorecard
from pincite.reporting.sheets import make_sheets
from pincite.reporting.short_papers import make_plain, make_worksheet
from pincite.workflow.translations import load_catalogue
from unit.reporting.sample import HEBREW, HOSTILE
from unit.reporting.sample_assessment import EMPTY, make_view

DAYS = [("2019-01-05", "code.pdf comes into force."), ("2024-02-29", f"{HOSTILE} is signed and in force.")]


def make_report(language: str = "en", assessment: Assessment | None = None) -> ReportModel:
    view = make_view() if assessment is None else make_view(assessment=assessment)
    return build_report(view, load_catalogue(language), timeline=DAYS)


@pytest.fixture(scope="module")
def report() -> ReportModel:
    return make_report()


@pytest.fixture(scope="module")
def pdf(report: ReportModel) -> bytes:
    return write_paper_pdf(make_paper(report))


def walk(node: Any) -> Iterator[Any]:
    yield node
    kids = node.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from walk(kid)


def test_the_pdf_has_headings_tables_alternative_texts_and_a_language(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert str(opened.Root.Lang).startswith("en")
        assert opened.Root.MarkInfo.Marked
        nodes = [node for kid in opened.Root.StructTreeRoot.K for node in walk(kid)]
        names = [str(node.get("/S")) for node in nodes]
        assert {"/H1", "/H2", "/H3", "/H4", "/Table", "/TH", "/TD", "/L", "/Figure"} <= set(names)
        assert all(str(node.get("/Alt", "")) for node in nodes if node.get("/S") == "/Figure")
        assert b"<pdfuaid:part>1</pdfuaid:part>" in opened.Root.Metadata.read_bytes()
        assert opened.docinfo["/Title"] or opened.Root.Metadata


def read_pdf(content: bytes) -> str:
    opened = pypdfium2.PdfDocument(content)
    text = "".join(page.get_textpage().get_text_bounded() for page in opened)
    opened.close()
    return text


def test_the_score_and_every_answer_are_the_same_in_every_form(report: ReportModel, pdf: bytes) -> None:
    said = report.score_sentence
    page = render_scorecard(make_view())
    words = " ".join(read_pdf(pdf).split())
    assert said in page
    assert said in words
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(make_sheets(report), title="x")))
    assert said in [row[1].value for row in book.worksheets[0].iter_rows()]
    answers = {row[0].value: row[3].value for row in book.worksheets[1].iter_rows(min_row=2)}
    assert answers == {item.id: item.sign.word for item in report.questions}
    document = Document(io.BytesIO(write_paper_docx(make_paper(report), picture=draw_picture)))
    assert said in [paragraph.text for paragraph in document.paragraphs]
    for item in report.questions:
        assert any(p.text.startswith(f"{item.sign.symbol} {item.sign.word}") for p in document.paragraphs), item.id


def test_the_workbook_holds_no_formula_and_every_quote_with_its_place(report: ReportModel) -> None:
    bad = Sheet(name="a/b*c", head=("=1+1",), rows=(("=HYPERLINK(1)",), ("+cmd",), ("x" * 40_000,), (7,)), widths=(9,))
    content = write_workbook((*make_sheets(report), bad), title="x")
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert all(cell.data_type != "f" for page in book for row in page.iter_rows() for cell in row)
    assert book["a b c"]["A2"].value == "=HYPERLINK(1)"
    assert all(page.freeze_panes == "A2" for page in book)
    evidence = list(book.worksheets[2].iter_rows(min_row=2, values_only=True))
    assert evidence
    assert [row[6] for row in evidence] == [item.sha256 for item in report.evidence]


def test_the_docx_has_styles_heads_alternative_texts_and_languages(report: ReportModel) -> None:
    content = write_paper_docx(make_paper(make_report("es")), picture=draw_picture)
    document = Document(io.BytesIO(content))
    styles = {paragraph.style.name for paragraph in document.paragraphs}
    assert {"Heading 1", "Heading 2", "Heading 3", "Quote", "List Bullet"} <= styles
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in document.tables)
    assert document.inline_shapes
    assert all(shape._inline.docPr.get("descr") for shape in document.inline_shapes)
    assert document.core_properties.language == "es-US"
    xml = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    assert '<w:lang w:val="en-US"/>' in xml  # the quotes stay in their language


def test_no_template_sentence_of_english_is_left_in_spanish() -> None:
    english, spanish = make_report("en"), make_report("es")
    catalogue = load_catalogue("es")
    ours = {text for text in (*catalogue.exact, *english.words.phrases.values()) if len(text) > 24 and "{" not in text}
    for make in (make_paper, make_plain, make_worksheet):
        page = re.sub(
            r"<blockquote.*?</blockquote>|<style>.*?</style>", "", render_paper(make(spanish)), flags=re.DOTALL
        )
        assert '<html lang="es">' in page
        assert sorted(text for text in ours if text in page) == []
        assert spanish.words.say("not-legal") in page


def test_every_chart_has_words_and_is_well_formed(report: ReportModel) -> None:
    figures = make_figures(report)
    assert {item.id for item in figures} >= {"criteria", "timeline"}
    for item in figures:
        assert item.chart.alt
        assert item.lines
        etree.fromstring(item.chart.svg.encode())


@given(names=st.lists(st.text(max_size=60), max_size=6), count=st.integers(0, 12))
@settings(max_examples=25, deadline=None)
def test_charts_take_any_words_and_any_numbers(names: list[str], count: int) -> None:
    rows = [BarRow(label=name, segments=(("good", "✓", name), ("open", "?", name))) for name in names]
    cells = [["alone" if place % 2 else "with" for place in range(len(names))] for _ in names]
    for drawing in (
        draw_criteria(rows), draw_matrix(names, names, cells), draw_levers([(name, count) for name in names], count),
        draw_range(min(count, 2), count, count), draw_timeline([("2020", 1), ("2020-02-29", 2)], "2021-01-01"),
    ):  # fmt: skip
        root = etree.fromstring(drawing.svg.encode())
        assert not root.findall(".//{*}script")


def test_hostile_words_are_shown_as_words(report: ReportModel, pdf: bytes) -> None:
    said = " ".join(read_pdf(pdf).replace("\u200b", "").split())
    assert "<script>" in said
    page = render_paper(make_paper(report))
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def make_small(text: str) -> Paper:
    span = (Span(text=text),)
    return Paper(
        title=text or "x",
        lang="en",
        blocks=(
            Heading(text=text or "x"),
            Paragraph(line=span),
            Quotation(words=span, source=span),
            Table(caption=text, head=("a",), rows=((span,),), widths=(1,)),
        ),
    )


@pytest.mark.parametrize(
    "text",
    [HEBREW, '#import "x": *; $1/0$ `raw` @ref <label> \\n', "W" * 4000, "\x00\x07\ufffe\ud800", "漢字 한국어 ไทย 😀"],
    ids=["right-to-left", "markup", "long", "unprintable", "no-font"],
)
def test_any_text_can_be_set(text: str) -> None:
    paper = make_small(text)
    assert write_paper_pdf(paper).startswith(b"%PDF")
    Document(io.BytesIO(write_paper_docx(paper, picture=draw_picture)))
    assert "<h1>" in render_paper(paper)


@given(st.text(max_size=80))
@settings(max_examples=20, deadline=None)
def test_any_short_text_can_be_written_as_docx_and_xlsx(text: str) -> None:
    write_paper_docx(make_small(text), picture=draw_picture)
    sheet = Sheet(name="s", head=(text,), rows=((text,),), widths=(5,))
    openpyxl.load_workbook(io.BytesIO(write_workbook([sheet], title=text)))


def test_a_drawing_becomes_a_picture() -> None:
    drawing = draw_range(1, 2, 3)
    chart = Chart(svg=drawing.svg, alt="x", width=drawing.width, height=drawing.height)
    assert draw_picture(chart).startswith(b"\x89PNG")


def test_an_assessment_without_answers_says_so_everywhere() -> None:
    report = make_report(assessment=EMPTY)
    assert not report.answered
    for make in (make_paper, make_plain):
        assert report.words.say("no-answers") in render_paper(make(report))
        assert write_paper_pdf(make(report)).startswith(b"%PDF")
    write_paper_pdf(make_worksheet(report))
    assert make_sheets(report)[2].rows == ()


def test_plain_version_is_one_page(report: ReportModel) -> None:
    opened = pypdfium2.PdfDocument(write_paper_pdf(make_plain(report)))
    assert len(opened) == 1
    opened.close()
