"""A quote in its surroundings, cut from the reading text, with struck words and notes told apart from law."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from pincite.model.document import MarkKind, SourceDocument, TextMethod
from pincite.model.law import Citation

LAW = "law"
REACH = 200
_SLACK = 40
# Where marks lie over each other the first kind wins: struck words are no law, whatever else they are.
_PRECEDENCE = (MarkKind.STRUCK, MarkKind.NOTE, MarkKind.INSERTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words of one kind: "law", "struck", "inserted" or "note"."""

    text: str
    kind: str = LAW


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteContext:
    """A quote with about 200 characters on each side.

    found: the words stand in the document where the citation says.
    opens, closes: the document goes on before and after what is shown.
    method: how the page's words were won; quality: 0..1 or None where not measured.
    """

    before: tuple[Run, ...]
    quote: tuple[Run, ...]
    after: tuple[Run, ...]
    found: bool
    opens: bool = False
    closes: bool = False
    method: str = TextMethod.TEXT_LAYER.value
    quality: float | None = None


def cut_context(citation: Citation, document: SourceDocument | None) -> QuoteContext:
    """The citation's words in context; only its prefix and suffix where the document does not bear it out."""
    if document is None or not _stands(citation, document):
        return QuoteContext(
            before=_plain(citation.prefix), quote=_plain(citation.quote), after=_plain(citation.suffix),
            found=False, opens=bool(citation.prefix), closes=bool(citation.suffix),
        )  # fmt: skip
    left = _word_start(document.text, max(0, citation.start - REACH), citation.start)
    right = _word_end(document.text, min(len(document.text), citation.end + REACH), citation.end)
    page = document.page_at(citation.start)
    return QuoteContext(
        before=cut_runs(document, left, citation.start),
        quote=cut_runs(document, citation.start, citation.end),
        after=cut_runs(document, citation.end, right),
        found=True,
        opens=left > 0,
        closes=right < len(document.text),
        method=(page.method if page else TextMethod.TEXT_LAYER).value,
        quality=page.quality if page else None,
    )


def cut_runs(document: SourceDocument, start: int, end: int) -> tuple[Run, ...]:
    """``text[start:end]`` as runs of one kind each; together they are exactly that text."""
    marks = document.marks_in(start, end, *_PRECEDENCE)
    edges = {start, end}
    edges.update(edge for mark in marks for edge in (mark.start, mark.end) if start < edge < end)
    points = sorted(edges)
    runs: list[Run] = []
    for left, right in pairwise(points):
        kinds = {mark.kind for mark in marks if mark.start <= left and right <= mark.end}
        kind = next((kind.value for kind in _PRECEDENCE if kind in kinds), LAW)
        if runs and runs[-1].kind == kind:
            runs[-1] = Run(text=runs[-1].text + document.text[left:right], kind=kind)
        else:
            runs.append(Run(text=document.text[left:right], kind=kind))
    return tuple(runs)


def shorten_runs(runs: tuple[Run, ...], limit: int) -> tuple[tuple[Run, ...], bool]:
    """The first ``limit`` characters, cut at a word, and whether anything was cut off."""
    kept: list[Run] = []
    room = limit
    for run in runs:
        if len(run.text) > room:
            kept.append(Run(text=_head(run.text, room), kind=run.kind))
            return tuple(kept), True
        kept.append(run)
        room -= len(run.text)
    return tuple(kept), False


def _stands(citation: Citation, document: SourceDocument) -> bool:
    same_file = citation.sha256 == document.sha256
    return same_file and document.text[citation.start : citation.end] == citation.quote


def _plain(text: str) -> tuple[Run, ...]:
    return (Run(text=text),) if text else ()


def _head(text: str, room: int) -> str:
    cut = text.rfind(" ", 0, room + 1)
    return text[: cut if cut > room - _SLACK and cut > 0 else room]


def _word_start(text: str, offset: int, stop: int) -> int:
    """The first word that begins at or after ``offset``, looking no further than a long word reaches."""
    if offset == 0:
        return 0
    found = next((i for i in range(offset, min(stop, offset + _SLACK)) if text[i - 1].isspace()), offset)
    return min(found, stop)


def _word_end(text: str, offset: int, stop: int) -> int:
    if offset == len(text):
        return offset
    return next((i for i in range(offset, max(stop, offset - _SLACK), -1) if text[i].isspace()), offset)
