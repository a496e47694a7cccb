"""The tesseract adapter: its table, its failures, and one real run where the program is installed."""

from __future__ import annotations

import io
import shutil

import pytest
from PIL import Image, ImageDraw, ImageFont

from pincite.adapters import tesseract
from pincite.errors import InputError, MissingProgramError

needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="tesseract is not installed: OCR is NOT tested here"
)


def row(level: int, block: int, paragraph: int, line: int, word: int, confidence: float, text: str) -> str:
    cells = [level, 1, block, paragraph, line, word, 0, 0, 10, 10, confidence, text]
    return "\t".join(str(cell) for cell in cells)


def page_of(text: str) -> bytes:
    image = Image.new("L", (1400, 400), 255)
    ImageDraw.Draw(image).text((60, 100), text, fill=0, font=ImageFont.load_default(size=56))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def test_lines_and_paragraphs_are_kept_and_confidence_is_averaged():
    table = "\n".join(
        [
            "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext",
            row(1, 0, 0, 0, 0, -1, ""),
            row(5, 1, 1, 1, 1, 90, "The"),
            row(5, 1, 1, 1, 2, 80, "warden"),
            row(5, 1, 1, 2, 1, 70, "keeps"),
            row(5, 1, 2, 1, 1, 100, "Gates."),
            row(5, 2, 1, 1, 1, 95, " "),
        ]
    )
    page = tesseract.parse_table(table)
    assert page.text == "The warden\nkeeps\n\nGates."
    assert page.quality == pytest.approx(0.85)


def test_a_table_without_words_has_no_quality():
    assert tesseract.parse_table("level\tpage_num\n") == ("", 0.0)


def test_a_missing_program_is_named_with_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(MissingProgramError, match="apt install tesseract-ocr"):
        tesseract.recognise_page(b"")


@needs_tesseract
def test_words_of_a_picture_are_read():
    page = tesseract.recognise_page(page_of("The warden keeps the gate"))
    assert page.text == "The warden keeps the gate"
    assert 0.8 < page.quality <= 1


@needs_tesseract
def test_an_empty_picture_gives_no_words():
    assert tesseract.recognise_page(page_of("")).text == ""


@needs_tesseract
def test_a_missing_language_is_named():
    with pytest.raises(MissingProgramError, match="tesseract-ocr-zzz"):
        tesseract.recognise_page(page_of("Gate"), language="zzz")


@needs_tesseract
def test_no_picture_is_refused():
    with pytest.raises(InputError, match="could not read"):
        tesseract.recognise_page(b"this is no picture")


@needs_tesseract
def test_a_page_that_takes_too_long_is_given_up():
    with pytest.raises(InputError, match="longer than"):
        tesseract.recognise_page(page_of("The warden keeps the gate"), timeout=0.001)
