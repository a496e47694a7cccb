"""A paper as Markdown; nothing from outside is read as markup. A chart stands as the words that say the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pincite.model.paper import (
    Blanks,
    Block,
    Bullets,
    Chart,
    Heading,
    Line,
    PageBreak,
    Paper,
    Paragraph,
    Quotation,
    Table,
)

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_LIST_LIKE = re.compile(r"^(\d+)([.)])|^([-+=])")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_LOOKS = {"strong": "**{}**", "struck": "~~{}~~", "note": "*{}*", "new": "**{}**"}


def render_paper_markdown(paper: Paper) -> str:
    """The paper as CommonMark with tables."""
    parts = [f"# {_escape(paper.title)}", *("\n".join(_render(block)) for block in paper.blocks), _escape(paper.foot)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _escape(text: str) -> str:
    """The text on one line, with every character that Markdown or HTML could read as its own made plain."""
    line = " ".join(_UNPRINTABLE.sub("\ufffd", text).split())
    return _LIST_LIKE.sub(r"\1\\\2\3" if line[:1].isdigit() else r"\\\3", _MARKUP.sub(r"\\\1", line))


def _line(line: Line) -> str:
    return "".join(_span(span.text, span.look) for span in line)


def _span(text: str, look: str) -> str:
    said = _escape(text)
    if not said:
        return " " if text else ""
    before, after = " " * text[:1].isspace(), " " * text[-1:].isspace()
    return f"{before}{_LOOKS.get(look, '{}').format(said)}{after}"


def _render(block: Block) -> Iterable[str]:
    if isinstance(block, Heading):
        return [f"{'#' * block.level} {_escape(block.text)}"]
    if isinstance(block, Paragraph):
        return [_line(block.line)]
    if isinstance(block, Bullets):
        marks = (f"{number}." if block.ordered else "-" for number in range(1, len(block.lines) + 1))
        return [f"{mark} {_line(line)}" for mark, line in zip(marks, block.lines, strict=True)]
    if isinstance(block, Quotation):
        return [f"> {_line(block.words)}", ">", f"> — {_line(block.source)}"]
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Chart):
        return [_escape(block.alt)]
    if isinstance(block, Blanks):
        return [f"{_escape(block.label)}: ____"]
    if isinstance(block, PageBreak):
        return ["---"]
    raise TypeError(f"a block of {type(block).__name__}")


def _table(block: Table) -> Iterator[str]:
    yield _row(_escape(name) for name in block.head)
    yield _row("---" for _ in block.head)
    yield from (_row(_line(cell) for cell in row) for row in block.rows)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
