"""The words of an outline alone, as they would be adopted."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_lowercase

from pincite.model.outline import DISCLAIMER, Outline, OutlineSection


def render_law(outline: Outline) -> str:
    """The sections as plain text under the disclaimer, without notes; "" sections give the head alone."""
    blocks = [f"{DISCLAIMER.upper()}", outline.title, outline.enacting]
    blocks += [block for section in outline.sections for block in _blocks(section)]
    return "\n\n".join(blocks) + "\n"


def _blocks(section: OutlineSection) -> Iterator[str]:
    yield f"Section {section.number}. {section.title}."
    for letter, line in letter_lines(section):
        yield f"({letter}) {line}" if letter else line


def letter_lines(section: OutlineSection) -> list[tuple[str, str]]:
    """Each paragraph with its letter, "" where there is only one."""
    if len(section.lines) == 1:
        return [("", section.lines[0])]
    return list(zip(ascii_lowercase, section.lines, strict=False))
