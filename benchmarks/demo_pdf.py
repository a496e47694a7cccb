"""The two PDF documents of `make demo`: the sheriff's policy manual and the scanned contract."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import reportlab
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import letter
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

SOURCES = Path(__file__).resolve().parent / "demo_text"
FICTION = "Orchard County, Meridia, is a fictional place. This document was written for a demonstration."


def source_lines(name: str) -> list[str]:
    return [line for line in (SOURCES / name).read_text(encoding="utf-8").splitlines() if line]


# ---- 02 policy manual: PDF with running heads, hyphens at line ends, two pages in columns ----

FONT, BOLD, SIZE, LEADING = "Times-Roman", "Times-Bold", 12.0, 17.0
LEFT, RIGHT, TOP, BOTTOM = 72.0, 540.0, 690.0, 84.0
BREAKABLE = re.compile(r"(?<=[a-z][aeiou][bcdfgklmnprst])(?=[bcdfgklmnprst][aeiou][a-z])")


@dataclass
class Manual:
    """The page that is being written, and where on it."""

    canvas: Canvas
    policy: str = ""
    columns: int = 1
    column: int = 0
    y: float = TOP
    page: int = 0
    contents: list[tuple[str, int]] = field(default_factory=list)

    @property
    def width(self) -> float:
        return (RIGHT - LEFT - 24 * (self.columns - 1)) / self.columns

    @property
    def x(self) -> float:
        return LEFT + self.column * (self.width + 24)

    def open_page(self) -> None:
        if self.page:
            self.canvas.showPage()
        self.page, self.column, self.y = self.page + 1, 0, TOP
        draw = self.canvas
        draw.setFont(FONT, 9)
        draw.drawString(LEFT, 742, "Orchard County Sheriff's Office")
        draw.drawRightString(RIGHT, 742, "Policy Manual")
        draw.setFont(BOLD, 11)
        draw.drawString(LEFT, 722, self.policy)
        draw.line(LEFT, 714, RIGHT, 714)
        draw.setFont(FONT, 9)
        draw.drawString(LEFT, 50, "Revised September 3, 2024")
        draw.drawRightString(RIGHT, 50, f"{self.policy} - {self.page}")

    def need(self, height: float) -> None:
        if self.y - height >= BOTTOM:
            return
        if self.column + 1 < self.columns:
            self.column, self.y = self.column + 1, TOP
        else:
            self.open_page()

    def write(self, text: str, *, bold: bool = False, indent: float = 0.0) -> None:
        font, size = (BOLD, 11.0) if bold else (FONT, SIZE)
        self.need(LEADING * (3 if bold else 1))
        for line in wrapped(text, font=font, size=size, width=self.width - indent):
            self.need(LEADING)
            self.canvas.setFont(font, size)
            self.canvas.drawString(self.x + indent, self.y - LEADING, line)
            self.y -= LEADING
        self.y -= 2 if bold else 8


def wrapped(text: str, *, font: str, size: float, width: float) -> Iterator[str]:
    """Break text into lines; a long lower-case word is divided with a hyphen where it does not fit."""
    line = ""
    for word in text.split():
        trial = f"{line} {word}".strip()
        if stringWidth(trial, font, size) <= width:
            line = trial
            continue
        room = width - stringWidth(f"{line} -", font, size)
        head, tail = _divided(word, room, lambda part: stringWidth(part, font, size))
        if head:
            yield f"{line} {head}-"
        else:
            yield line
        line = tail
    yield line


def _divided(word: str, room: float, width_of: Callable[[str], float]) -> tuple[str, str]:
    if len(word) < 7 or "-" in word:
        return "", word
    for point in reversed([match.start() for match in BREAKABLE.finditer(word)]):
        if width_of(word[:point]) <= room:
            return word[:point], word[point:]
    return "", word


def make_manual() -> bytes:
    contents: list[tuple[str, int]] = []
    for _ in range(2):  # the second time the page numbers of the table of contents are known
        buffer = io.BytesIO()
        canvas = Canvas(buffer, pagesize=letter, invariant=1, pageCompression=1)
        canvas.setTitle("Policy Manual, Orchard County Sheriff's Office (fictional)")
        manual = Manual(canvas=canvas)
        _write_front(manual, contents)
        for line in source_lines("manual.txt"):
            _write_manual_line(manual, line)
        canvas.save()
        contents = manual.contents
    return buffer.getvalue()


def _write_front(manual: Manual, contents: list[tuple[str, int]]) -> None:
    manual.policy = "Foreword"
    manual.open_page()
    for text in ("ORCHARD COUNTY SHERIFF'S OFFICE", "POLICY MANUAL", "State of Meridia"):
        manual.write(text, bold=True)
    manual.write("Revised September 3, 2024. This manual is published in full.")
    manual.write(FICTION)
    manual.policy = "Table of Contents"
    manual.open_page()
    for title, page in contents:
        manual.canvas.setFont(FONT, SIZE)
        manual.canvas.drawString(LEFT, manual.y - LEADING, title)
        manual.canvas.drawRightString(RIGHT, manual.y - LEADING, str(page))
        manual.y -= LEADING + 4


def _write_manual_line(manual: Manual, line: str) -> None:
    if line.startswith("#P "):
        title, _, columns = line[3:].partition(" @")
        manual.policy, manual.columns = f"Policy {title}", int(columns or 1)
        manual.open_page()
        manual.contents.append((manual.policy, manual.page))
    elif line.startswith("## "):
        manual.write(line[3:], bold=True)
    else:
        manual.write(line, indent=18.0 if line.startswith("(") else 0.0)


# ---- 04 contract: a scan, two page images at 200 dots per inch ----

PAGE_PIXELS, MARGIN, INK = (1700, 2200), 210, 45


def make_scan() -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=letter, invariant=1)
    canvas.setTitle("IGSA XM-16-0042 (fictional)")
    pages = (SOURCES / "contract.txt").read_text(encoding="utf-8").split("---\n")
    for number, text in enumerate(pages, start=1):
        image = _scanned(_typed_page(text, number), number)
        jpeg = io.BytesIO()
        image.save(jpeg, "JPEG", quality=42, dpi=(200, 200))
        canvas.drawImage(ImageReader(jpeg), 0, 0, *letter)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _font(name: str, size: int) -> Any:
    path = Path(reportlab.__file__).parent / "fonts" / f"{name}.ttf"
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


def _typed_page(text: str, number: int) -> Image.Image:
    page = Image.new("L", PAGE_PIXELS, 247)
    draw, y = ImageDraw.Draw(page), 190
    plain, bold, small = _font("Vera", 28), _font("VeraBd", 29), _font("Vera", 19)
    for line in text.splitlines():
        heading = line.startswith(("= ", "ARTICLE"))
        shown, font = line.removeprefix("= ").removeprefix("~ "), bold if heading else plain
        for piece in _wrapped_pixels(shown, font):
            x = (PAGE_PIXELS[0] - font.getlength(piece)) / 2 if line.startswith(("= ", "~ ")) else MARGIN
            draw.text((x, y), piece, font=font, fill=INK)
            y += 40
        y += 12 if line else -16
    draw.text((MARGIN, 2080), f"XM-16-0042   Page {number} of 2   {FICTION}", font=small, fill=INK + 30)
    return page


def _wrapped_pixels(text: str, font: Any) -> list[str]:
    lines = [""]
    for word in re.findall(r"\S+\s*", text):
        if font.getlength(lines[-1] + word.rstrip()) > PAGE_PIXELS[0] - 2 * MARGIN:
            lines.append("")
        lines[-1] += word
    return lines


def _scanned(page: Image.Image, seed: int) -> Image.Image:
    chance = random.Random(seed)
    tilted = page.rotate(0.6 if seed % 2 else -0.45, resample=Image.Resampling.BICUBIC, fillcolor=247)
    pixels = tilted.load()
    assert pixels is not None
    for _ in range(2600):
        x, y = chance.randrange(PAGE_PIXELS[0]), chance.randrange(PAGE_PIXELS[1])
        pixels[x, y] = chance.choice((60, 120, 180, 255))
    return tilted
