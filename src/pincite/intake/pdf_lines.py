"""Where white space on a PDF page parts one paragraph from the next."""

from __future__ import annotations

from pincite.intake.pdf_page import PdfPage

LEAST_STEP = 5.0  # points; smaller steps down are superscripts, not lines
WIDE_STEP = 1.3  # times the usual step from line to line


def lines_of(page: PdfPage) -> str:
    """The text of the page with plain line ends, and an empty line where the page leaves a wide gap."""
    text = page.text
    if len(text) != page.char_count:  # characters do not match PDFium's count: positions would be wrong
        return text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\r\n")
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line) + 2
    gaps = _wide_gaps(page.baselines(starts))
    for index in gaps:
        lines[index] = "\n" + lines[index]
    return "\n".join(lines).replace("\r", "\n")


def _wide_gaps(baselines: list[float]) -> list[int]:
    """Indexes of the lines that stand farther below the line before them than lines here usually do."""
    steps = list(map(float.__sub__, baselines, baselines[1:]))
    downward = sorted(step for step in steps if step > LEAST_STEP)
    if not downward:
        return []
    limit = downward[len(downward) // 4] * WIDE_STEP
    return [index for index, step in enumerate(steps, 1) if step > limit]
