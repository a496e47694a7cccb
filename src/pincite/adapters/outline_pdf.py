"""An outline as PDF (tagged, PDF/UA-1), set by typst from a fixed template; the words go in as data."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from pincite.adapters.typesetting import make_breakable, set_fixed_pdf
from pincite.model.outline import DISCLAIMER, Block

_WAY_OUT = "Take the DOCX or Markdown, or install such a font."
_WIDTHS = {"What it would cost": 3, "Question": 6, "Words": 3, "Possible change": 2}


def write_outline_pdf(blocks: Iterable[Block], *, title: str) -> bytes:
    """The PDF with the disclaimer at the foot of every page.

    Raises InputError where no font here shows a character of it.
    """
    said = {"outline": {"title": title, "disclaimer": DISCLAIMER, "blocks": _group(blocks)}}
    return set_fixed_pdf("outline.typ", said, where="outline.pdf", way_out=_WAY_OUT)


def _group(blocks: Iterable[Block]) -> list[dict[str, object]]:
    """The blocks, with bullets that follow one another as one list."""
    grouped: list[dict[str, object]] = []
    for kind, run in groupby(blocks, key=lambda block: block.kind):
        if kind == "bullet":
            grouped.append({"kind": kind, "items": [make_breakable(block.text) for block in run]})
        else:
            grouped.extend(_describe(block) for block in run)
    return grouped


def _describe(block: Block) -> dict[str, object]:
    return {
        "kind": block.kind,
        "text": make_breakable(block.text),
        "label": block.label,
        "runs": [{"mark": run.mark.value, "text": make_breakable(run.told)} for run in block.runs],
        "rows": [[make_breakable(cell) for cell in row] for row in block.rows],
        "columns": [_WIDTHS.get(head, 1) for head in block.rows[0]] if block.rows else [],
    }
