"""PDF intake on files typeset here, in the invented county of Harrow Vale."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image
from reportlab.lib.pagesizes import letter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pincite.errors import InputError, MissingProgramError
from pincite.intake.pdf import read_pdf
from pincite.intake.raw import OcrPage
from pincite.model.document import MarkKind, TextMethod

SHARED = Path(__file__).parents[4] / "shared" / "corpus"
Draw = Callable[[Canvas], None]


def pdf_of(*pages: Draw, encrypt: str | None = None) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=letter, encrypt=encrypt)
    for draw in pages:
        canvas.setFont("Helvetica", 12)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def lines(*texts: str, top: float = 700, step: float = 14) -> Draw:
    def draw(canvas: Canvas) -> None:
        for row, text in enumerate(texts):
            canvas.drawString(72, top - row * step, text)

    return draw


def picture(canvas: Canvas) -> None:
    image = Image.new("L", (850, 1100), 240)
    canvas.drawImage(ImageReader(image), 0, 0, width=612, height=792)


def bar(canvas: Canvas, text: str, inside: str, *, y: float, rise: float, thin_box: bool = False) -> None:
    """Writes ``text`` at ``y`` and draws a line ``rise`` points over its baseline across ``inside``."""
    canvas.drawString(72, y, text)
    left = 72 + canvas.stringWidth(text[: text.index(inside)], "Helvetica", 12)
    right = left + canvas.stringWidth(inside, "Helvetica", 12)
    if thin_box:
        canvas.rect(left, y + rise, right - left, 0.6, stroke=0, fill=1)
    else:
        canvas.line(left, y + rise, right, y + rise)


def test_pages_are_joined_with_one_newline_and_know_their_runs():
    raw = read_pdf(pdf_of(lines("First page."), lines("Second page.")), name="two.pdf")
    assert raw.text == "First page.\nSecond page."
    assert [raw.text[page.start : page.end] for page in raw.pages] == ["First page.", "Second page."]
    assert [page.number for page in raw.pages] == [1, 2]
    assert not raw.hard_breaks


def test_a_wide_gap_between_lines_is_an_empty_line():
    def page(canvas: Canvas) -> None:
        lines("The warden keeps", "the gate.")(canvas)
        lines("The clerk keeps", "the seal.", top=640)(canvas)

    assert (
        read_pdf(pdf_of(page), name="gap.pdf").text
        == "The warden keeps\nthe gate.\n\nThe clerk keeps\nthe seal."
    )


@pytest.mark.parametrize("thin_box", [False, True])
def test_words_drawn_through_are_struck(thin_box: bool):
    def page(canvas: Canvas) -> None:
        bar(canvas, "The warden shall may open the gate.", "shall", y=700, rise=3.5, thin_box=thin_box)

    raw = read_pdf(pdf_of(page), name="bill.pdf")
    assert [(mark.kind, raw.text[mark.start : mark.end]) for mark in raw.marks] == [
        (MarkKind.STRUCK, "shall")
    ]


def test_a_strike_over_two_lines_is_one_mark():
    def page(canvas: Canvas) -> None:
        bar(canvas, "The warden keeps every key", "every key", y=700, rise=3.5)
        bar(canvas, "and every lantern in store.", "and every", y=686, rise=3.5)

    raw = read_pdf(pdf_of(page), name="bill.pdf")
    assert [raw.text[mark.start : mark.end] for mark in raw.marks] == ["every key\nand every"]


def test_underlined_words_are_new_matter_where_others_are_struck():
    def page(canvas: Canvas) -> None:
        bar(canvas, "The warden shall open the gate.", "shall", y=700, rise=3.5)
        bar(canvas, "The gate may be open at noon.", "may", y=660, rise=-1.5)

    raw = read_pdf(pdf_of(page), name="bill.pdf")
    found = [(mark.kind, raw.text[mark.start : mark.end]) for mark in raw.marks]
    assert found == [(MarkKind.STRUCK, "shall"), (MarkKind.INSERTED, "may")]


def test_underlining_alone_is_a_style():
    def page(canvas: Canvas) -> None:
        bar(canvas, "Opening of gates", "Opening of gates", y=700, rise=-1.5)

    assert read_pdf(pdf_of(page), name="policy.pdf").marks == ()


def test_underlining_that_the_file_explains_is_new_matter():
    def page(canvas: Canvas) -> None:
        bar(canvas, "The gate may be open.", "may be", y=700, rise=-1.5)
        lines("Underlined words are new.", top=650)(canvas)

    raw = read_pdf(pdf_of(page), name="bill.pdf")
    assert [(mark.kind, raw.text[mark.start : mark.end]) for mark in raw.marks] == [
        (MarkKind.INSERTED, "may be")
    ]


def test_table_rules_and_borders_strike_nothing():
    def page(canvas: Canvas) -> None:
        canvas.rect(60, 600, 300, 120)
        for row in range(5):
            canvas.drawString(72, 700 - row * 20, f"Gate {row}: open at noon")
            canvas.line(60, 694 - row * 20, 360, 694 - row * 20)

    assert read_pdf(pdf_of(page), name="table.pdf").marks == ()


def test_a_redline_of_many_pages_is_marked_on_each():
    def page(canvas: Canvas) -> None:
        canvas.line(72, 750, 540, 750)  # the running rule that touches nothing
        bar(canvas, "Wardens shall must report.", "shall", y=700, rise=3.5)

    raw = read_pdf(pdf_of(*[page] * 4), name="bill.pdf")
    assert [raw.text[mark.start : mark.end] for mark in raw.marks] == ["shall"] * 4


def two_columns(canvas: Canvas, *, across: bool) -> None:
    left = [f"Left line {row} tells of gates" for row in range(30)]
    right = [f"Right line {row} tells of lamps" for row in range(30)]
    places = [(72, row, text) for row, text in enumerate(left)] + [
        (330, row, text) for row, text in enumerate(right)
    ]
    for x, row, text in sorted(places, key=lambda place: place[1]) if across else places:
        canvas.drawString(x, 700 - row * 14, text)


def test_columns_drawn_one_after_the_other_are_left_alone():
    raw = read_pdf(pdf_of(lambda canvas: two_columns(canvas, across=False)), name="columns.pdf")
    assert raw.flags == ()
    assert raw.text.index("Left line 29") < raw.text.index("Right line 0")


def test_columns_drawn_across_are_flagged_and_set_right():
    raw = read_pdf(pdf_of(lambda canvas: two_columns(canvas, across=True)), name="columns.pdf")
    assert [(flag.code, flag.page) for flag in raw.flags] == [("reading-order", 1)]
    assert raw.pages[0].quality is not None
    assert raw.pages[0].quality < 0.9
    assert raw.text.index("Left line 29") < raw.text.index("Right line 0")


def test_a_table_is_no_page_in_columns():
    def page(canvas: Canvas) -> None:
        for row in range(30):
            canvas.drawString(72, 700 - row * 14, f"Gate number {row} of the vale")
            canvas.drawString(400, 700 - row * 14, "Y N")

    assert read_pdf(pdf_of(page), name="table.pdf").flags == ()


def test_a_picture_goes_to_ocr():
    seen: list[bytes] = []

    def ocr(image: bytes) -> OcrPage:
        seen.append(image)
        return OcrPage(text="Read from a picture.", quality=0.91)

    raw = read_pdf(pdf_of(lines("Typed."), picture), name="scan.pdf", ocr=ocr)
    assert raw.text == "Typed.\nRead from a picture."
    assert [(page.method, page.quality) for page in raw.pages] == [
        (TextMethod.TEXT_LAYER, None),
        (TextMethod.OCR, 0.91),
    ]
    image = Image.open(io.BytesIO(seen[0]))
    assert image.format == "PNG"
    assert image.mode == "L"
    assert image.size == pytest.approx((2550, 3300), abs=1)


def test_a_picture_without_ocr_is_flagged():
    raw = read_pdf(pdf_of(picture), name="scan.pdf")
    assert [(flag.code, flag.page) for flag in raw.flags] == [("page-not-read", 1)]
    assert "tesseract" in raw.flags[0].message
    assert (raw.text, raw.pages[0].method) == ("", TextMethod.NONE)


def test_a_missing_program_is_asked_for_once_and_flagged_on_each_page():
    calls: list[int] = []

    def ocr(image: bytes) -> OcrPage:
        calls.append(len(image))
        raise MissingProgramError("The program is missing.", way_out="Install it so.")

    raw = read_pdf(pdf_of(picture, picture), name="scan.pdf", ocr=ocr)
    assert len(calls) == 1
    assert [flag.page for flag in raw.flags] == [1, 2]
    assert all("Install it so." in flag.message for flag in raw.flags)


def test_a_page_that_ocr_gives_up_is_flagged():
    def ocr(image: bytes) -> OcrPage:
        raise InputError("It took too long.")

    raw = read_pdf(pdf_of(picture), name="scan.pdf", ocr=ocr)
    assert "It took too long." in raw.flags[0].message


def test_an_empty_page_is_no_picture():
    raw = read_pdf(pdf_of(lines("Words."), lambda canvas: None), name="blank.pdf")
    assert raw.flags == ()
    assert raw.text == "Words.\n"


GOOD = pdf_of(lines("Words of the vale."))


def without_pages() -> bytes:
    out = io.BytesIO()
    document = pdfium.PdfDocument.new()
    document.save(out)
    document.close()
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not a PDF"),
        (b"PK\x03\x04 something else", "not a PDF"),
        (GOOD[: len(GOOD) // 2], "ends too early"),
        (b"%PDF-1.4\ngarbage\n%%EOF", "damaged"),
        (without_pages(), "no pages"),
        (pdf_of(lines("Secret."), encrypt="key"), "password"),
    ],
    ids=["empty", "zip", "cut", "garbage", "no-pages", "locked"],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_line(content: bytes, words: str):
    with pytest.raises(InputError, match=words) as caught:
        read_pdf(content, name="bad.pdf")
    message = str(caught.value)
    assert message.startswith("bad.pdf: ")
    assert "\n" not in message
    assert caught.value.way_out


@pytest.mark.shared
def test_struck_words_of_a_real_act_are_marked():
    path = SHARED / "instruments" / "md-sb46-2025-wrongful-detainer.pdf"
    if not path.exists():
        pytest.skip("the shared corpus is not here")
    raw = read_pdf(path.read_bytes(), name=path.name)
    pages = {page.number: (page.start, page.end) for page in raw.pages}
    struck = [mark for mark in raw.marks if mark.kind == MarkKind.STRUCK]
    start, end = pages[2]  # the whole second page but for its head and its last line is drawn through
    second = sum(mark.end - mark.start for mark in struck if start <= mark.start < end)
    assert second > 0.9 * (end - start - 80)
    assert any(raw.text[mark.start : mark.end] == "IMMEDIATELY" for mark in struck)
    assert not any("GIVE JUDGMENT" in raw.text[mark.start : mark.end].upper() for mark in struck)
