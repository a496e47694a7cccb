"""Marks of what is printed beside the law in a reading text: history, editor's notes, annotations, copyright.

Works on the outline, so it serves every format. A caption that stands alone ("Editor's notes.") makes a note
of all that follows up to the next section or container; one with words behind it only of its own paragraph.
A run also ends where the list before it goes on: law is never swallowed for a note's sake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pincite.intake.enumerators import find_readings, is_container_number, is_section_number
from pincite.model.document import Mark, MarkKind, Section
from pincite.packs.intake import note_caption_pattern, note_credit_pattern
from pincite.packs.law import load_note_rules

_CAPTION_LIMIT = 200  # code points of a paragraph that are looked at for a caption
_QUOTES = "“\"‘'"
_BESIDE = "printed beside the law"


def mark_notes(text: str, sections: Sequence[Section]) -> tuple[Mark, ...]:
    """NOTE marks on a reading text, in order, neighbours with one reason joined. sections: its outline."""
    found = sorted([*_find_paragraphs(text, sections), *_find_tails(text)])
    marks: list[Mark] = []
    for start, end, reason in found:
        last = marks[-1] if marks else None
        if last and start < last.end:
            continue
        if last and last.reason == reason and not text[last.end : start].strip():
            marks[-1] = Mark(kind=MarkKind.NOTE, start=last.start, end=end, reason=reason)
        else:
            marks.append(Mark(kind=MarkKind.NOTE, start=start, end=end, reason=reason))
    return tuple(marks)


def _find_paragraphs(text: str, sections: Sequence[Section]) -> Iterator[tuple[int, int, str]]:
    """Start, end and reason of each node that is a note; nodes of a run one by one."""
    run, run_start, narrow, law_seen = "", 0, False, False
    for index, section in enumerate(sections):
        if section.number:
            law_seen = law_seen or is_section_number(section.number)
            quoted = text[section.start] in _QUOTES
            if run and (narrow or (not quoted and _ends_run(sections, index, run_start))):
                run = ""
            if run:
                yield section.start, section.own_end, run
            continue
        paragraph = text[section.start : min(section.own_end, section.start + _CAPTION_LIMIT)].partition("\n")[0]
        caption, alone = _caption(paragraph)
        if caption and alone:
            run, run_start, narrow = caption if law_seen else run, index, bool(_ambiguous().match(paragraph))
            caption = run
        elif run and narrow and section.heading:
            run = ""
        reason = run or caption or _paragraph_reason(text, section)
        if reason:
            yield section.start, _end_of_words(text, section, bool(run)), reason


def _end_of_words(text: str, section: Section, in_run: bool) -> int:
    """End of a note: its own words inside a run, with its items where it stands alone."""
    end = section.own_end if in_run else section.end
    return section.start + len(text[section.start : end].rstrip())


def _ends_run(sections: Sequence[Section], index: int, run_start: int) -> bool:
    """Whether a numbered node ends a run of notes: a section, a container, the next item of a list."""
    section = sections[index]
    if is_section_number(section.number) or is_container_number(section.number):
        return True
    if section.parent >= run_start:
        return False
    for before in range(run_start - 1, section.parent, -1):
        if sections[before].parent == section.parent and sections[before].number:
            return _follows(sections[before].number, section.number)
    return False


def _follows(before: str, number: str) -> bool:
    """Whether ``number`` is the next mark of the list of ``before``."""
    coming = {(reading.shape, reading.ordinal) for reading in find_readings(number)}
    return any((reading.shape, reading.ordinal + 1) in coming for reading in find_readings(before))


def _caption(paragraph: str) -> tuple[str, bool]:
    """Reason of a paragraph that begins with a note's caption, and whether the caption stands alone."""
    found = note_caption_pattern().match(paragraph)
    if found is None:
        return (f"{_BESIDE}: {paragraph.strip()}", True) if _captions().match(paragraph) else ("", False)
    rest = found["rest"] or ""
    name = paragraph[: found.start("rest")] if rest else paragraph
    return f"{_BESIDE}: {name.split(',')[0].strip(' .:—–-[]')[:60]}", not rest.strip(" .:—–-]")


def _paragraph_reason(text: str, section: Section) -> str:
    """Reason of a paragraph that is a source line, a finding or a copyright line; "" where it is none."""
    match = _paragraph_pattern().match(text, section.start, section.end)
    if match and match.lastgroup:
        return load_note_rules().paragraphs[int(match.lastgroup[1:])].reason
    if text[section.start] in "([0123456789R":
        words = text[section.start : section.end].rstrip()
        if "\n" not in words and note_credit_pattern().fullmatch(words):
            return f"{_BESIDE}: source line"
    return ""


def _find_tails(text: str) -> Iterator[tuple[int, int, str]]:
    """Source lines at the end of a paragraph of law."""
    for pattern, reason in _tail_patterns():
        for match in pattern.finditer(text):
            yield match.start(), match.end(), reason


@cache
def _paragraph_pattern() -> re.Pattern[str]:
    rules = load_note_rules().paragraphs
    return re.compile("|".join(f"(?P<n{number}>{rule.pattern})" for number, rule in enumerate(rules)))


@cache
def _tail_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(rf"{rule.pattern}(?=\.?\s*$)", re.MULTILINE), rule.reason) for rule in load_note_rules().tails
    )


@cache
def _captions() -> re.Pattern[str]:
    return re.compile(load_note_rules().captions.pattern)


@cache
def _ambiguous() -> re.Pattern[str]:
    return re.compile(load_note_rules().ambiguous)
