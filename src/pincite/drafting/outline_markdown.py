"""An outline as Markdown; nothing from outside is read as markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from pincite.model.outline import Block, RedlineRun, RunMark

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")
_STROKES = {RunMark.KEPT: "{}", RunMark.STRUCK: "~~{}~~", RunMark.INSERTED: "**{}**"}


def render_markdown(blocks: Iterable[Block]) -> str:
    """The blocks as CommonMark with tables; the struck words of a redline are also told in words."""
    lines: list[str] = []
    before = ""
    for block in blocks:
        if lines and not (block.kind == before == "bullet"):
            lines.append("")
        lines.extend(_RENDER[block.kind](block))
        before = block.kind
    return "\n".join(lines) + "\n"


def _escape(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)


def _line(block: Block) -> list[str]:
    return [f"({block.label}) {_escape(block.text)}" if block.label else _escape(block.text)]


def _redline(block: Block) -> list[str]:
    return [" ".join(_run(run) for run in block.runs)]


def _run(run: RedlineRun) -> str:
    return _STROKES[run.mark].format(_escape(run.told))


def _table(block: Block) -> Iterator[str]:
    head, *rows = block.rows
    yield _row(head)
    yield _row("---" for _ in head)
    yield from (_row(_escape(cell) for cell in row) for row in rows)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


_RENDER: dict[str, Callable[[Block], Iterable[str]]] = {
    "title": lambda block: [f"# {_escape(block.text)}"],
    "heading": lambda block: [f"## {_escape(block.text)}"],
    "subheading": lambda block: [f"### {_escape(block.text)}"],
    "section": lambda block: [f"### Section {block.label}. {_escape(block.text)}"],
    "strong": lambda block: [f"**{_escape(block.text)}**"],
    "paragraph": lambda block: [_escape(block.text)],
    "bullet": lambda block: [f"- {_escape(block.text)}"],
    "line": _line,
    "redline": _redline,
    "table": _table,
}
