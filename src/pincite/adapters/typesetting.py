"""Papers as PDF (tagged, PDF/UA-1) and drawings as pictures, set by typst. Words go in as JSON, never into code."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, Literal

import msgspec
import typst

from pincite.errors import InputError
from pincite.model.paper import Block, Chart, Paper, Table

# A line can break behind a hyphen that no digit follows, so only what lies between such hyphens can be too long.
_LONG = re.compile(r"(?:[^\s-]|-(?=\d)){32}(?=[^\s-])")
_UNSHOWN = re.compile(r'text `"?(?P<text>[^`]*?)"?` could not be displayed')
_PICTURE = b"""#let drawing = json(bytes(sys.inputs.at("drawing")))
#set page(width: drawing.width * 1pt, height: drawing.height * 1pt, margin: 0pt)
#image(bytes(drawing.svg), format: "svg", width: 100%)"""
_TRIES = 40
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def write_paper_pdf(paper: Paper) -> bytes:
    """The PDF of a paper. A character that no font here shows stands as its number ("[U+4E2D]").

    Raises InputError where the paper cannot be set.
    """
    data = _describe(paper)
    for _ in range(_TRIES):
        try:
            return set_pdf("paper.typ", {"paper": data})
        except _NotShownError as error:
            data = _spell_out(data, error.text)
    what = "it holds too many characters that no font here shows."
    raise InputError(what, where=paper.title, way_out="Take HTML or DOCX, or install fonts for its script.")


class _NotShownError(Exception):
    """No font shows this text."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(text)


def set_pdf(template: str, values: Mapping[str, object]) -> bytes:
    """The PDF/UA-1 that a template of this package makes of values, each of which it finds as JSON under its name."""
    said = {name: json.dumps(value, ensure_ascii=False) for name, value in values.items()}
    try:
        return _compile(files(__package__).joinpath(template).read_bytes(), said, form="pdf")
    except typst.TypstError as error:
        found = _UNSHOWN.search(str(error))
        if found and found["text"]:
            raise _NotShownError(found["text"]) from None
        what = f"the PDF could not be set ({' '.join(str(error).split())})."
        raise InputError(what, where=template, way_out="Take HTML, DOCX or XLSX, and report it.") from None


def set_fixed_pdf(template: str, values: Mapping[str, object], *, where: str, way_out: str) -> bytes:
    """The PDF/UA-1 of words that must stand as they are, such as a letter's.

    Raises InputError at ``where`` with that way out, where no font here shows a character.
    """
    try:
        return set_pdf(template, values)
    except _NotShownError as error:
        raise InputError(f"no font here shows {error.text!r}.", where=where, way_out=way_out) from None


def make_breakable(text: str) -> str:
    """A very long word may break, so that it does not run off the page."""
    return _LONG.sub(lambda found: found[0] + "\u200b", text)


def draw_picture(chart: Chart, *, dots_per_inch: int = 200) -> bytes:
    """The drawing as PNG, for what takes no SVG."""
    drawing = {"svg": chart.svg, "width": chart.width, "height": chart.height}
    return _compile(_PICTURE, {"drawing": json.dumps(drawing)}, form="png", dots_per_inch=dots_per_inch)


def _compile(
    template: bytes, values: dict[str, str], *, form: Literal["pdf", "png"], dots_per_inch: int = 144
) -> bytes:
    standards: list[Any] = ["ua-1"] if form == "pdf" else []
    made = typst.compile(template, format=form, sys_inputs=values, pdf_standards=standards, ppi=float(dots_per_inch))
    if not isinstance(made, bytes):
        raise TypeError("typst gave several files where one was asked for")
    return made


def _describe(paper: Paper) -> dict[str, Any]:
    return {
        "title": _clean(paper.title), "author": paper.author, "lang": paper.lang, "title_lang": paper.title_lang,
        "foot": paper.foot, "page_of": paper.page_of, "blocks": [_block(item) for item in paper.blocks],
    }  # fmt: skip


def _block(item: Block) -> dict[str, Any]:
    plain: dict[str, Any] = {"is": type(item).__name__}
    if isinstance(item, Table):
        rows = [[{"spans": msgspec.to_builtins(cell)} for cell in row] for row in item.rows]
        said = {
            "caption": item.caption,
            "head": list(item.head),
            "rows": rows,
            "widths": list(item.widths),
            "lang": item.lang,
        }
    else:
        said = msgspec.to_builtins(item)
    return plain | {key: value if key == "svg" else _over(value, _clean) for key, value in said.items()}


def _over(value: Any, change: Any) -> Any:
    """The plain value with every text in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list | tuple):
        return [_over(item, change) for item in value]
    if isinstance(value, dict):
        return {key: item if key in ("look", "tone", "lang", "is", "svg") else _over(item, change)
                for key, item in value.items()}  # fmt: skip
    return value


def _clean(text: str) -> str:
    """The text without what no page may hold, and with long words that may break."""
    return make_breakable(_UNPRINTABLE.sub("\ufffd", text))


def _spell_out(data: dict[str, Any], unshown: str) -> dict[str, Any]:
    """The same data with each of these characters as its number, in drawings too."""
    numbers = {ord(char): f"[U+{ord(char):04X}]" for char in unshown}

    def change(text: str) -> str:
        return text.translate(numbers)

    blocks = [_over(item, change) | ({"svg": change(item["svg"])} if "svg" in item else {}) for item in data["blocks"]]
    return {**_over({key: value for key, value in data.items() if key != "blocks"}, change), "blocks": blocks}
