"""An outline's blocks as blocks of a paper, so that it can stand in a packet beside other parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from pincite.model import outline, paper
from pincite.model.outline import RunMark

_HEADINGS = {"heading": 3, "subheading": 4, "section": 4}
_LOOKS = {RunMark.KEPT: "", RunMark.STRUCK: "struck", RunMark.INSERTED: "new"}
_WIDE, _LONG = 4.0, 40


def show_outline(blocks: Iterable[outline.Block]) -> Iterator[paper.Block]:
    """The blocks under a heading of level 2 that the caller sets; the outline's own title is left to it."""
    for kind, run in groupby(blocks, key=lambda item: item.kind):
        if kind == "bullet":
            yield paper.Bullets(lines=tuple(_english(item.text) for item in run))
        elif kind != "title":
            yield from (_show(item) for item in run)


def _english(text: str, look: str = "") -> paper.Line:
    return (paper.Span(text=text, look=look, lang="en"),)


def _show(block: outline.Block) -> paper.Block:
    if block.kind in _HEADINGS:
        label = f"Section {block.label}. " if block.kind == "section" else ""
        return paper.Heading(text=f"{label}{block.text}", level=_HEADINGS[block.kind], lang="en")
    if block.kind == "table":
        return _table(block)
    if block.kind == "redline":
        return paper.Paragraph(line=tuple(_runs(block)))
    if block.kind == "strong":
        return paper.Paragraph(line=_english(block.text, "strong"), look="callout")
    label = f"({block.label}) " if block.label else ""
    return paper.Paragraph(line=_english(f"{label}{block.text}"))


def _runs(block: outline.Block) -> Iterator[paper.Span]:
    for number, run in enumerate(block.runs):
        space = " " if number else ""
        yield paper.Span(text=f"{space}{run.told}", look=_LOOKS[run.mark], lang="en")


def _table(block: outline.Block) -> paper.Table:
    head, *rows = block.rows
    longest = [max(len(row[column]) for row in block.rows) for column in range(len(head))]
    return paper.Table(
        caption=block.text,
        head=head,
        lang="en",
        rows=tuple(tuple(_english(cell) for cell in row) for row in rows),
        widths=tuple(_WIDE if length > _LONG else 1.0 + length / _LONG for length in longest),
    )
