"""Optical character recognition with the system program ``tesseract``, started once a page."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import NamedTuple

from pincite.errors import InputError, MissingProgramError

PROGRAM = "tesseract"
PAGE_TIMEOUT = 120.0  # seconds
HOW_TO_INSTALL = (
    "Install tesseract (Debian, Ubuntu: apt install tesseract-ocr; macOS: brew install tesseract;"
    " Windows: winget install UB-Mannheim.TesseractOCR) and run again."
)
WORD = "5"  # level of a word in tesseract's table
COLUMNS = 12


class RecognisedPage(NamedTuple):
    """The words on a page picture; quality is their mean confidence, 0..1, and 0 where there are none."""

    text: str
    quality: float


def find_tesseract() -> str:
    """Path of the program; raises MissingProgramError where it is not installed."""
    path = shutil.which(PROGRAM)
    if path is None:
        raise MissingProgramError("The program tesseract is not installed.", way_out=HOW_TO_INSTALL)
    return path


def recognise_page(image: bytes, *, language: str = "eng", timeout: float = PAGE_TIMEOUT) -> RecognisedPage:
    """The words on a page picture (PNG bytes): lines end with a newline, blocks with an empty line.

    language: tesseract's code, several joined by "+". timeout: seconds for the page. Raises
    MissingProgramError where the program or the language is not installed, InputError where it fails or
    takes too long.
    """
    command = [find_tesseract(), "stdin", "stdout", "-l", language, "--psm", "3", "tsv"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}  # a page a core: more threads only slow it down
    try:
        run = subprocess.run(  # noqa: S603 -- a fixed program; the image goes in through standard input
            command, input=image, capture_output=True, timeout=timeout, env=environment, check=False
        )
    except subprocess.TimeoutExpired:
        what = f"Reading a page picture took longer than {timeout:g} seconds."
        raise InputError(what, way_out="Add a copy of the file with a text layer.") from None
    if run.returncode != 0:
        raise _failure(run.stderr.decode("utf-8", "replace"), language)
    return parse_table(run.stdout.decode("utf-8", "replace"))


def _failure(complaint: str, language: str) -> InputError | MissingProgramError:
    lines = complaint.strip().splitlines()
    if "loading" in complaint and "language" in complaint:
        way_out = f"Install it (Debian, Ubuntu: apt install tesseract-ocr-{language.split('+')[0]})."
        return MissingProgramError(f"Tesseract has no data for the language {language!r}.", way_out=way_out)
    reason = lines[-1] if lines else "it gave no reason"
    what = f"Tesseract could not read a page picture: {reason}."
    return InputError(what, way_out="Add a better scan of the page.")


def parse_table(table: str) -> RecognisedPage:
    """Tesseract's TSV table as text and mean confidence.

    Columns: level, page, block, paragraph, line, word, left, top, width, height, confidence (0..100), text.
    """
    parts: list[str] = []
    confidences: list[float] = []
    last: tuple[str, ...] = ()
    for row in table.splitlines():
        cells = row.split("\t", COLUMNS - 1)
        if len(cells) < COLUMNS or cells[0] != WORD or not cells[-1].strip():
            continue
        place = tuple(cells[2:5])  # block, paragraph, line
        parts.append(_gap(last, place))
        parts.append(cells[-1].strip())
        confidences.append(max(0.0, float(cells[10])) / 100)
        last = place
    quality = sum(confidences) / len(confidences) if confidences else 0.0
    return RecognisedPage(text="".join(parts), quality=round(quality, 3))


def _gap(last: tuple[str, ...], place: tuple[str, ...]) -> str:
    """What stands before a word: nothing, a space, a line end, or an empty line before a new paragraph."""
    if not last:
        return ""
    if place == last:
        return " "
    return "\n" if place[:2] == last[:2] else "\n\n"
