"""Collects what a format reader finds into one text with marks and headings at the right offsets."""

from __future__ import annotations

import re

from pincite.intake.raw import Heading, RawText
from pincite.model.document import Flag, Mark, MarkKind

# Kind of mark and the reason that a person reads; a run of text may carry several.
Style = tuple[MarkKind, str]

_SPACES = re.compile(r"[ \t\n\r\f\v]+")
_ENUMERATOR = re.compile(r"(?:\(?[0-9]{1,3}[.)]|\(?[A-Za-z]{1,4}[.)]|§+ ?[\w.:-]{1,15}|[-•*])$")


class TextWriter:
    """Appends runs of text; a line break is held back until more text comes, so no line stands empty."""

    def __init__(self) -> None:
        self.length = 0
        self.last = ""
        self._pieces: list[str] = []
        self._pending = ""
        self._line_start = 0
        self._held = False
        self._gap = (-1, -1)
        self._runs: dict[Style, list[int]] = {}
        self._all_runs: list[tuple[Style, list[int]]] = []
        self._headings: list[Heading] = []
        self._heading: list[int] | None = None

    def write(self, text: str, styles: tuple[Style, ...] = ()) -> None:
        """Append ``text`` as it stands, each of ``styles`` marking it."""
        if not text:
            return
        self._flush()
        start = self.length
        self._append(text)
        self._held = False
        if self._heading and self._heading[1] < 0:
            self._heading[1] = start
        for style in styles:
            self._extend(style, start)

    def write_collapsed(self, text: str, styles: tuple[Style, ...] = ()) -> None:
        """Append ``text`` with white space run together, as a browser shows it; none at a line's start."""
        text = _SPACES.sub(" ", text)
        if text.startswith(" "):
            text = text[1:]
            self._want_space()
        tail = text.endswith(" ")
        self.write(text[:-1] if tail else text, styles)
        if tail:
            self._want_space()

    def write_number(self, number: str, styles: tuple[Style, ...] = ()) -> None:
        """Append an enumerator; the next text stays on its line, whatever breaks come between."""
        self.write(number, styles)
        self._pending = " "
        self._held = True

    def release(self) -> None:
        """Let lines break again after a number or cell that no text followed."""
        self._held = False

    def break_line(self, count: int = 1) -> None:
        """End the line; ``count`` newlines are written as soon as more text comes."""
        if self.length and not self._held and len(self._pending.strip(" \t")) < count:
            self._pending = "\n" * count

    def next_cell(self) -> None:
        """Begin a further cell of a table row: after a tab, or a space where the row so far is only "(a)"."""
        if self.line_is_enumerator():
            self._pending = " "
        elif not self._pending.startswith("\n"):
            self._pending = "\t" if self.length else ""
        else:
            return
        self._held = True

    def same_line(self) -> None:
        """Take back a line's end that no text has followed yet."""
        self._pending = self._pending.strip("\n")

    def line_is_enumerator(self) -> bool:
        """Whether the current line holds nothing but "(a)", "1.", "§ 4" or a bullet."""
        if self.length - self._line_start > 20:
            return False
        return bool(_ENUMERATOR.match("".join(self._tail(self.length - self._line_start)).strip()))

    def begin_heading(self, level: int) -> None:
        """Start a heading at the next text."""
        self.end_heading()
        self._heading = [level, -1]

    def end_heading(self) -> None:
        """Close the heading, if one with text is open."""
        if self._heading and 0 <= self._heading[1] < self.length:
            level, start = self._heading
            self._headings.append(Heading(start=start, end=self.length, level=level))
        self._heading = None

    def finish(self, *, hard_breaks: bool = True, flags: tuple[Flag, ...] = ()) -> RawText:
        """The whole text with its marks in document order."""
        self.end_heading()
        marks = [
            Mark(kind=kind, start=start, end=end, reason=reason) for (kind, reason), (start, end) in self._all_runs
        ]
        return RawText(
            text="".join(self._pieces),
            hard_breaks=hard_breaks,
            marks=tuple(sorted(marks, key=lambda mark: (mark.start, mark.end))),
            headings=tuple(self._headings),
            flags=flags,
        )

    def _append(self, text: str) -> None:
        self._pieces.append(text)
        newline = text.rfind("\n")
        if newline >= 0:
            self._line_start = self.length + newline + 1
        self.length += len(text)
        self.last = text[-1]

    def _flush(self) -> None:
        if self._pending:
            self._gap = (self.length, self.length + len(self._pending))
            self._append(self._pending)
            self._pending = ""

    def _want_space(self) -> None:
        if self.length and not self._pending and self.last not in " \n\t":
            self._pending = " "

    def _extend(self, style: Style, start: int) -> None:
        run = self._runs.get(style)
        if run and (run[1] == start or self._gap == (run[1], start)):
            run[1] = self.length
            return
        run = [start, self.length]
        self._runs[style] = run
        self._all_runs.append((style, run))

    def _tail(self, size: int) -> list[str]:
        tail: list[str] = []
        for piece in reversed(self._pieces):
            if size <= 0:
                break
            tail.insert(0, piece[-size:])
            size -= len(piece)
        return tail
