"""Word documents made here with python-docx, for the invented town of Arden."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pincite.errors import InputError
from pincite.intake.docx import read_docx
from pincite.intake.raw import RawText
from unit.intake.marked import SHARED, codes, headings, inserted, notes, struck

W = nsdecls("w")
NUMBERING = """<w:numbering {w}>
 <w:abstractNum w:abstractNumId="0">
  <w:lvl w:ilvl="0"><w:start w:val="1"/>
   <w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/>
   <w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="3"/>
   <w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%2.%3"/><w:isLgl/></w:lvl>
 </w:abstractNum>
 <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
 <w:num w:numId="2"><w:abstractNumId w:val="0"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
 <w:num w:numId="3"><w:abstractNumId w:val="9"/></w:num>
</w:numbering>"""


def paragraph(inner: str, *, properties: str = "") -> str:
    return f"<w:p {W}><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def run(text: str, form: str = "") -> str:
    return f'<w:r><w:rPr>{form}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def listed(text: str, list_id: int, depth: int = 0) -> str:
    number = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return paragraph(run(text), properties=number)


def saved(made_with: DocumentType, **parts: str) -> bytes:
    """The file, some of its parts replaced or added under word/."""
    out = io.BytesIO()
    made_with.save(out)
    made = io.BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename.removeprefix("word/").removesuffix(".xml") not in parts:
                new.writestr(info, old.read(info))
        for name, text in parts.items():
            new.writestr(f"word/{name}.xml", text)
    return made.getvalue()


def read(*blocks: str, **parts: str) -> RawText:
    document = Document()
    body = document.element.body
    for block in reversed(blocks):
        body.insert(0, parse_xml(block))
    return read_docx(saved(document, **parts), name="a.docx")


def build(make: Callable[[DocumentType], object]) -> RawText:
    document = Document()
    make(document)
    return read_docx(saved(document), name="a.docx")


def test_paragraphs_headings_and_tables_in_order() -> None:
    def make(document: DocumentType) -> None:
        document.add_heading("Lamp policy", 0)
        document.add_heading("Lamps", 2)
        document.add_paragraph("The warden shall act.")
        table = document.add_table(2, 2)
        for cell, text in zip(table._cells, ("(a)", "Light lamps.", "(b)", "Watch walls."), strict=True):
            cell.text = text
        document.add_paragraph("End.")

    raw = build(make)
    assert raw.text == "Lamp policy\nLamps\nThe warden shall act.\n(a) Light lamps.\n(b) Watch walls.\nEnd."
    assert headings(raw) == [(1, "Lamp policy"), (2, "Lamps")]
    assert raw.hard_breaks


def test_cells_of_several_paragraphs_stay_paragraphs() -> None:
    def make(document: DocumentType) -> None:
        cells = document.add_table(1, 2).rows[0].cells
        cells[0].text = "Lamps"
        cells[1].text = "One."
        cells[1].add_paragraph("Two.")

    assert build(make).text == "Lamps\nOne.\nTwo."


def test_plain_cells_are_parted_by_tabs() -> None:
    def make(document: DocumentType) -> None:
        table = document.add_table(2, 3)
        for cell, text in zip(table._cells, ("Oil", "3", "", "Gas", "", "5"), strict=True):
            cell.text = text

    assert build(make).text == "Oil\t3\nGas\t5"


def test_automatic_numbers_are_written_out() -> None:
    blocks = [
        listed("Lamps", 1),
        listed("oil", 1, 1),
        listed("gas", 1, 1),
        listed("wick", 1, 2),
        listed("Walls", 1),
        listed("tall", 1, 1),
    ]
    raw = read(*blocks, listed("Anew", 2), listed("On", 2), listed("Unknown", 3), numbering=NUMBERING.format(w=W))
    assert raw.text.split("\n") == [
        "1. Lamps", "(a) oil", "(b) gas", "1.2.3 wick", "2. Walls", "(a) tall", "1. Anew", "2. On", "Unknown",
    ]  # fmt: skip


def test_tracked_changes_and_struck_words_are_marked() -> None:
    raw = read(
        paragraph(
            run("A ")
            + '<w:del w:id="1"><w:r><w:delText>grave</w:delText></w:r></w:del>'
            + '<w:ins w:id="2">' + run("great") + "</w:ins>"
            + run(" old", "<w:strike/>") + run(" tall") + run(" wide", "<w:dstrike/>")
            + run(" lamp", '<w:strike w:val="0"/>')
        )
    )  # fmt: skip
    assert raw.text == "A gravegreat old tall wide lamp"
    assert struck(raw) == ["grave", " old", " wide"]
    assert inserted(raw) == ["great"]


def test_underlined_words_are_new_matter_only_in_acts_that_change_law() -> None:
    words = paragraph(run("A ") + run("great", '<w:u w:val="single"/>') + run(" lamp", '<w:u w:val="none"/>'))
    act = paragraph(run("Be it enacted: section 4 is amended to read as follows:"))
    assert inserted(read(act, words)) == ["great"]
    assert inserted(read(words)) == []


def test_signs_fields_controls_boxes_and_hidden_text() -> None:
    raw = read(
        paragraph(
            "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t>"
            "<w:noBreakHyphen/><w:sym w:font='X' w:char='00A7'/></w:r>"
        ),
        paragraph("<w:r><w:instrText>PAGE</w:instrText></w:r>" + run("4") + run("obey", "<w:vanish/>")),
        f"<w:sdt {W}><w:sdtContent>{paragraph(run('Controlled'))}</w:sdtContent></w:sdt>",
        paragraph(
            run("Anchor") + f"<w:r><w:pict><w:txbxContent>{paragraph(run('Boxed'))}</w:txbxContent></w:pict></w:r>"
        ),
    )
    assert raw.text == "a\tb\nc\u2011§\n4\nControlled\nAnchor\nBoxed"
    assert codes(raw) == ["hidden-text"]


def test_footnotes_follow_at_the_end() -> None:
    note = paragraph(run("See rule 4."))
    footnotes = f'<w:footnotes {W}><w:footnote w:id="2">{note}</w:footnote></w:footnotes>'
    raw = read(
        paragraph(run("Lit") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(".")),
        paragraph(run("End")),
        footnotes=footnotes,
    )
    assert raw.text == "Lit[1].\nEnd\n[1] See rule 4."


def test_notes_beside_the_law_are_marked() -> None:
    raw = read(paragraph(run("Lamps shall be lit.")), paragraph(run("(Ord. No. 4, § 2, 5-1-1999)")))
    assert notes(raw) == ["(Ord. No. 4, § 2, 5-1-1999)"]


def test_a_bomb_is_refused() -> None:
    content = saved(Document(), document="<a>" + " " * 60_000_000 + "</a>")
    with pytest.raises(InputError, match="unpacks to far more"):
        read_docx(content, name="a.docx")


def test_entities_are_refused() -> None:
    content = saved(Document(), document='<!DOCTYPE a [<!ENTITY b "lamp">]><a>&b;</a>')
    with pytest.raises(InputError, match="entities"):
        read_docx(content, name="a.docx")


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 no zip", saved(Document())[:-200], saved(Document(), document="<w:p")]
)
def test_damage_is_one_clear_line(content: bytes) -> None:
    with pytest.raises(InputError, match="damaged") as caught:
        read_docx(content, name="policy.docx")
    assert caught.value.message().startswith("policy.docx: the Word file is damaged")


def test_a_file_without_text_part_says_so() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/styles.xml", "<a/>")
    with pytest.raises(InputError, match="no text part"):
        read_docx(out.getvalue(), name="a.docx")


@pytest.mark.shared
def test_a_real_county_code_is_read_exactly_and_fast() -> None:
    path = SHARED / "instruments" / "ga-seminole-county-code-full.docx"
    if not path.exists():
        pytest.skip("../shared/corpus is absent")
    start = time.perf_counter()
    raw = read_docx(path.read_bytes(), name=path.name)
    assert time.perf_counter() - start < 5
    assert raw.text.split() == path.with_suffix(".txt").read_text("utf-8-sig").split()
    assert not raw.hard_breaks  # each printed line is a paragraph of its own in this file
