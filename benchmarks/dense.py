"""A 200-page instrument in which every section is on the topic: the packaged examples, typeset again and again."""

from __future__ import annotations

import io
import time
from pathlib import Path

import yaml
from reportlab.lib.pagesizes import letter
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from pincite import packs
from pincite.intake.read import read_document
from pincite.workflow.pack import DEFAULT_TOPIC, load_pack
from pincite.workflow.read import read_source

PAGES, LINES, LEADING, WIDTH = 200, 46, 14, 440
FONT, SIZE, LEFT, TOP = "Times-Roman", 10.5, 80, 730


def measure_dense() -> list[str]:
    """Rows of a Markdown table: seconds from the PDF's bytes to drafts and ranked passages, in one process."""
    content, words = make_pdf()
    pack = load_pack()
    times = []
    for _ in range(4):
        started = time.process_time()
        reading = read_source(read_document(content, name="dense.pdf"), pack)
        times.append(time.process_time() - started)
    drafts = len(reading.provisions)
    return [
        "| a 200-page instrument, every section on the topic | words | drafts | processor seconds |",
        "| --- | --- | --- | --- |",
        f"| PDF with a text layer, best of four | {words} | {drafts} | {min(times):.2f} |",
    ]


def make_pdf() -> tuple[bytes, int]:
    """The PDF's bytes and how many words it holds."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=letter)
    lines = _lines()
    for page in range(PAGES):
        canvas.setFont(FONT, SIZE)
        for at, line in enumerate(lines[page * LINES : (page + 1) * LINES]):
            canvas.drawString(LEFT, TOP - at * LEADING, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue(), sum(len(line.split()) for line in lines)


def _lines() -> list[str]:
    texts = [" ".join(item["text"].split()) for item in _examples()]
    lines: list[str] = []
    number = 0
    while len(lines) < PAGES * LINES:
        number += 1
        lines += [*simpleSplit(f"Section {number}. {texts[number % len(texts)]}", FONT, SIZE, WIDTH), ""]
    return lines[: PAGES * LINES]


def _examples() -> list[dict[str, str]]:
    folder = Path(packs.__file__).parent / "topics" / DEFAULT_TOPIC / "examples"
    banks = [yaml.safe_load(path.read_text("utf-8")) for path in sorted(folder.glob("*.yaml"))]
    return [item for bank in banks for kind in ("yes", "no", True, False) for item in bank.get(kind, [])]
