"""An outline as PDF (tagged, PDF/UA-1), set by typst from a fixed template; the words go in as data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from importlib.resources import files
from itertools import groupby

import typst

from pincite.errors import InputError
from pincite.model.outline import DISCLAIMER, Block

_TEMPLATE = "outline.typ"
_LONG = re.compile(r"\S{40}(?=\S)")
_MISSING = re.compile(r'text `"?(?P<text>[^`]*?)"?` could not be displayed')
_WIDTHS = {"What it would cost": 3, "Question": 6, "Words": 3, "Possible change": 2}


def write_outline_pdf(blocks: Iterable[Block], *, title: str) -> bytes:
    """The PDF with the disclaimer at the foot of every page.

    Raises InputError where no font here shows a character of it.
    """
    plain = {"title": title, "disclaimer": DISCLAIMER, "blocks": _group(blocks)}
    said = json.dumps(plain, ensure_ascii=False)
    template = files(__package__).joinpath(_TEMPLATE).read_bytes()
    try:
        made = typst.compile(template, format="pdf", sys_inputs={"outline": said}, pdf_standards=["ua-1"])
    except typst.TypstError as error:
        raise _explain(error) from None
    if not isinstance(made, bytes):
        raise TypeError("typst gave no PDF")
    return made


def _explain(error: typst.TypstError) -> InputError:
    found = _MISSING.search(str(error))
    what = f"no font here shows {found['text']!r}." if found else f"the PDF could not be set ({error})."
    return InputError(what, where="outline.pdf", way_out="Take the DOCX or Markdown, or install such a font.")


def _group(blocks: Iterable[Block]) -> list[dict[str, object]]:
    """The blocks, with bullets that follow one another as one list."""
    grouped: list[dict[str, object]] = []
    for kind, run in groupby(blocks, key=lambda block: block.kind):
        if kind == "bullet":
            grouped.append({"kind": kind, "items": [_breakable(block.text) for block in run]})
        else:
            grouped.extend(_describe(block) for block in run)
    return grouped


def _describe(block: Block) -> dict[str, object]:
    return {
        "kind": block.kind,
        "text": _breakable(block.text),
        "label": block.label,
        "runs": [{"mark": run.mark.value, "text": _breakable(run.told)} for run in block.runs],
        "rows": [[_breakable(cell) for cell in row] for row in block.rows],
        "columns": [_WIDTHS.get(head, 1) for head in block.rows[0]] if block.rows else [],
    }


def _breakable(text: str) -> str:
    """A word of more than 40 characters may break, so that it does not run off the page."""
    return _LONG.sub(lambda found: found[0] + "\u200b", text)
