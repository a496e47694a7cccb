"""The human pinpoint of a place in a document: "§ 9-131(b)(1), p. 3", "415.3(a), p. 289", "para. 12"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pincite.model.document import Section, SourceDocument

_SECTION = re.compile(
    r"(?:[A-Z][A-Z.]* )*§|(?i:sec(?:tion|s)?\b|secci[oó]n\b)|(?:[A-Z][A-Z.]{2,} )?\d+[A-Za-z]?(?:[-–.:]\w+)+$"
)
_LIST_MARK = re.compile(r"\(?(\w{1,6})[.)]$")


def pinpoint(document: SourceDocument, offset: int) -> str:
    """Where ``offset`` of the reading text stands, as a person would cite it.

    The deepest section with the items below it, else the items alone ("V.C.2"), else the paragraph's number
    in the document; then the page, by its printed label where it has one.
    """
    path = document.section_path(document.section_at(offset))
    numbers = [section.number for section in path if section.number]
    place = _render_numbers(numbers) or f"para. {_paragraph_number(document.sections, document.text, offset)}"
    page = document.page_at(offset)
    return place if page is None else f"{place}, p. {page.label or page.number}"


def _render_numbers(numbers: Sequence[str]) -> str:
    """A chain of printed numbers as one citation; "" for an empty chain."""
    last = max((i for i, number in enumerate(numbers) if _SECTION.match(number)), default=-1)
    if last >= 0:
        return numbers[last] + "".join(f"({_core(number)})" for number in numbers[last + 1 :])
    named = [number for number in numbers if not _LIST_MARK.match(number)]
    items = _render_items([number for number in numbers if _LIST_MARK.match(number)])
    return ", ".join(part for part in (named[-1] if named else "", items) if part)


def _core(number: str) -> str:
    """A list mark without its dots and parentheses."""
    return number.strip("().")


def _render_items(numbers: Sequence[str]) -> str:
    """List marks that no section holds: "V.C.2", "1(a)"."""
    items = ""
    for number in numbers:
        if number.startswith("("):
            items += f"({_core(number)})"
        else:
            items += f".{_core(number)}" if items else _core(number)
    return items


def _paragraph_number(sections: Sequence[Section], text: str, offset: int) -> int:
    """The 1-based number of the paragraph at ``offset``, blank lines not counted."""
    stop = text.find("\n", offset)
    return max(1, sum(1 for line in text[: stop if stop >= 0 else len(text)].split("\n") if line.strip()))
