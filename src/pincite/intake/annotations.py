"""Marks what is printed beside the law: captioned notes ("Editor's note") and lines that name a source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pincite.intake.raw import RawText
from pincite.model.document import Mark, MarkKind
from pincite.packs.intake import full_text_pattern, note_caption_pattern, note_credit_pattern

_SECTION_LINE = re.compile(
    r"\s*(?:§+ ?[\d.:-]+\w*|(?:Sec(?:tions?|s?\.)|SEC(?:TIONS?|S?\.)) [\d.:-]+\w*|\d+[-.:]\d[-.:\w]*)[.:]?"
    r"(?:\s{1,4}[“\"A-Z[]|\s*[—–-]|\s*$)"
    r"|\s*(?:ARTICLE|CHAPTER|PART|TITLE|Article|Chapter|Part|Title) (?:[IVXLC]+|\d+[A-Z]?)\b(?!,| of)"
)
_MAX_CAPTION = 200  # characters of a line that are looked at for a caption
_BARE_NUMBER = re.compile(r"\s*\(\w{1,4}\)\s*$")
_MAX_LINES = 40  # printed lines of one note
_ENDS_SENTENCE = re.compile(r"[.!?][)\]”\"’']*\s*$")


def mark_annotations(raw: RawText, *, reach: bool = False, heading_level: int = 3) -> RawText:
    """``raw`` with NOTE marks on captioned notes and source lines.

    A caption with words after it makes a note of its paragraph. One that stands alone also takes what
    follows: up to the next heading of at most ``heading_level`` or line like "§ 12. Lamps", or, in a text
    without headings, the next paragraph. With ``reach`` (the publisher prints all notes after the law) both
    go on to the next heading.
    """
    marker = _Marker(raw, reach=reach, heading_level=heading_level)
    marks = _mark_preface(raw)
    covered = [mark for mark in raw.marks if mark.kind is MarkKind.NOTE]
    for start, line in _find_lines(raw.text):
        while covered and covered[0].end <= start:
            del covered[0]
        if covered and covered[0].start <= start:
            continue
        note = marker.take(start, line) or _credit(line)
        if note and line.strip():
            marks.append(Mark(kind=MarkKind.NOTE, start=start, end=start + len(line), reason=note))
    return replace(raw, marks=_merge(raw, marks)) if marks else raw


def _mark_preface(raw: RawText) -> list[Mark]:
    """What a publisher puts before a heading "Full Text": its own title, links and summary."""
    for heading in raw.headings:
        if full_text_pattern().fullmatch(raw.text[heading.start : heading.end]):
            reason = "printed beside the law: the publisher's summary"
            return [Mark(kind=MarkKind.NOTE, start=0, end=heading.end, reason=reason)]
    return []


class _Marker:
    """Knows, line by line, whether a note is open and what closes it."""

    def __init__(self, raw: RawText, *, reach: bool, heading_level: int) -> None:
        self._levels = {h.start: h.level for h in raw.headings if h.level <= heading_level}
        self._reach = reach
        self._printed = not raw.hard_breaks
        self._reason = ""
        self._to_heading = False
        self._lines = 0  # of the open note, beyond a caption that stands alone

    def take(self, start: int, line: str) -> str:
        """The reason if this line is part of a note, else "" ."""
        caption = _caption(line)
        if caption:
            self._reason, alone = caption
            self._to_heading = self._reach or (alone and bool(self._levels))
            self._lines = 0
            return self._reason if alone else self._end_paragraph(line)
        if self._reason and (self._is_law(start, line) or (self._printed and _BARE_NUMBER.match(line))):
            self._reason = ""
        return self._end_paragraph(line)

    def _is_law(self, start: int, line: str) -> bool:
        return start in self._levels or (not self._reach and bool(_SECTION_LINE.match(line)))

    def _end_paragraph(self, line: str) -> str:
        """The open reason; the note is closed if it reaches no further than this line."""
        reason = self._reason
        if self._to_heading or not reason:
            return reason
        self._lines += bool(line.strip())
        ends = not self._printed or not line.strip() or _ENDS_SENTENCE.search(line)
        if self._lines > _MAX_LINES or (self._lines and ends):
            self._reason = ""
        return reason


def _find_lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _caption(line: str) -> tuple[str, bool] | None:
    """The reason that the caption at the start of ``line`` gives, and whether the caption stands alone."""
    found = note_caption_pattern().match(line[:_MAX_CAPTION])
    if not found:
        return None
    rest = (found["rest"] or "").strip(" .:—–-]")
    name = line[: found.start("rest")] if found["rest"] is not None else line
    return f"printed beside the law: {name.split(',')[0].strip(' .:—–-[]')[:60]}", not rest


def _credit(line: str) -> str:
    return "printed beside the law: source line" if note_credit_pattern().fullmatch(line) else ""


def _merge(raw: RawText, new: list[Mark]) -> tuple[Mark, ...]:
    """All marks in order; notes on neighbouring lines with one reason become one."""
    merged: list[Mark] = []
    for mark in new:
        last = merged[-1] if merged else None
        if last and last.reason == mark.reason and not raw.text[last.end : mark.start].strip():
            merged[-1] = replace(last, end=mark.end)
        else:
            merged.append(mark)
    return tuple(sorted((*raw.marks, *merged), key=lambda mark: (mark.start, mark.end)))
