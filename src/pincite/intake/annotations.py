"""Marks what is printed beside the law: captioned notes ("Editor's note") and lines that only name a source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pincite.intake.raw import RawText
from pincite.model.document import Mark, MarkKind
from pincite.packs.intake import note_caption_pattern, note_credit_pattern

_SECTION_LINE = re.compile(
    r"\s*(?:§+ ?[\d.:-]+\w*|(?:Sec(?:tion|\.)|SEC(?:TION|\.)) [\d.:-]+\w*|\d+[-.:]\d[-.:\w]*)[.:]?(?:\s{1,4}[“\"A-Z[]|\s*[—–]|\s*$)"
    r"|\s*(?:ARTICLE|CHAPTER|PART|TITLE|Article|Chapter|Part|Title) (?:[IVXLC]+|\d+[A-Z]?)\b(?!,| of)"
)
_MAX_CAPTION = 200  # characters of a line that are looked at for a caption


def mark_annotations(raw: RawText, *, reach: bool = False, heading_level: int = 3) -> RawText:
    """``raw`` with NOTE marks on captioned notes and source lines; for texts with one paragraph a line.

    A caption that stands alone makes a note of all that follows, up to the next heading of at most
    ``heading_level`` or line like "§ 12. Lamps"; one with words after it only of its own line. With ``reach`` both
    make a note up to the next heading.
    """
    levels = {heading.start: heading.level for heading in raw.headings}
    marks: list[Mark] = []
    reason = ""
    for start, line in _find_lines(raw.text):
        caption = _caption(line)
        level = levels.get(start, 0)
        if reason and not caption and (0 < level <= heading_level or (not reach and _SECTION_LINE.match(line))):
            reason = ""
        if caption and (reach or not caption[1]):
            reason = caption[0]
        note = reason or (caption[0] if caption else "") or _credit(line)
        if note and line.strip():
            marks.append(Mark(kind=MarkKind.NOTE, start=start, end=start + len(line), reason=note))
    return replace(raw, marks=_merge(raw, marks)) if marks else raw


def _find_lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _caption(line: str) -> tuple[str, bool] | None:
    """The caption at the start of ``line`` and whether words follow it."""
    found = note_caption_pattern().match(line[:_MAX_CAPTION])
    if not found:
        return None
    rest = (found["rest"] or "").strip(" .:—–-]")
    name = line[: found.start("rest")] if found["rest"] is not None else line
    return f"printed beside the law: {name.strip(' .:—–-[]')[:60]}", bool(rest)


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
