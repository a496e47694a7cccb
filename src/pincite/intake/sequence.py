"""Where the next list item belongs: decided by the sequence of marks on the stack of open nodes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pincite.intake.enumerators import Enumerator, Reading, Shape

CONTAINER, PLAIN_SECTION, CODE_SECTION, HEADING, ITEM, PARAGRAPH = 10, 20, 21, 30, 40, 50
_LARGEST_GAP = 5  # items that may be missing (repealed, unreadable) inside a list
DEEPEST = 24  # nodes open at once; deeper nesting is a fault of the text ("1." on every line)
_LARGEST_START = 30  # highest ordinal with which an excerpt may begin a list


@dataclass(slots=True)
class OpenNode:
    """A node that may still take children.

    node: its index. rank: one of the constants above, smaller is higher. origin: index of the opening that it
    stands in. shape, last, struck: its list and the ordinals reached there, in force and deleted. key: its
    number without marks. level: of the format's heading. holds: paragraphs that follow belong to it. colon:
    it ends as lead-ins do. amends: a part of an act that quotes the law it changes.
    """

    node: int
    rank: int
    origin: int
    shape: Shape | None = None
    last: int = 0
    struck: int = 0
    key: str = ""
    level: int = 0
    holds: bool = False
    colon: bool = False
    amends: bool = False

    def follows(self, reading: Reading) -> bool:
        """Whether ``reading`` is the very next item of this node's list."""
        if self.shape != reading.shape:
            return False
        return reading.ordinal == self.last + 1 or (self.struck > 0 and reading.ordinal == self.struck + 1)


class Place(NamedTuple):
    """Where a mark goes: the stack is cut to ``height``; sibling is the item before, None in a new one."""

    height: int
    reading: Reading
    sibling: OpenNode | None


def find_place(
    stack: Sequence[OpenNode],
    mark: Enumerator,
    *,
    upcoming: Sequence[Reading] = (),
    origin: int = -1,
    quoted: bool = False,
) -> Place | None:
    """Where a mark at the start of a paragraph goes; None where it is no list item.

    upcoming: readings of the next mark, which settle what "(i)" is. origin: index of the mark's paragraph.
    quoted: the mark stands inside quotation marks, so only a plain sequence counts.
    """
    exact = find_exact(stack, mark.readings)
    first = _find_first(stack, mark.readings, origin)
    if exact and first and exact.reading != first.reading:
        return first if _prefers_first(stack, exact, first, upcoming, origin) else exact
    found = exact or _find_other_case(stack, mark.readings) or first
    if found or quoted:
        return found
    return _find_gap(stack, mark.readings) or _find_start(stack, mark, origin)


def find_exact(stack: Sequence[OpenNode], readings: Iterable[Reading]) -> Place | None:
    """The deepest open list of which a reading is the next item."""
    for height in range(len(stack) - 1, -1, -1):
        entry = stack[height]
        if entry.rank < ITEM:
            continue
        for reading in readings:
            if entry.follows(reading):
                return Place(height, reading, entry)
    return None


def _find_other_case(stack: Sequence[OpenNode], readings: Iterable[Reading]) -> Place | None:
    """An open list that goes on in the other case: bills print new matter in capitals, "(t)" then "(U)"."""
    swapped = [Reading(Shape(r.shape.wrap, r.shape.series.swapcase()), r.ordinal) for r in readings if r.ordinal > 1]
    return find_exact(stack, swapped) if swapped else None


def _prefers_first(
    stack: Sequence[OpenNode], exact: Place, first: Place, upcoming: Sequence[Reading], origin: int
) -> bool:
    """Whether "(i)" after "(h)" opens a list of numerals: the next mark tells, else a colon before it."""
    roman = Reading(first.reading.shape, first.reading.ordinal + 1)
    letter = Reading(exact.reading.shape, exact.reading.ordinal + 1)
    if (roman in upcoming) != (letter in upcoming):
        return roman in upcoming
    return stack[-1].colon and stack[-1].origin == origin - 1


def _find_first(stack: Sequence[OpenNode], readings: Iterable[Reading], origin: int) -> Place | None:
    """A new list: below the deepest open node, or beside the old one where that shape is still open."""
    reading = next((r for r in reversed(tuple(readings)) if r.ordinal == 1), None)
    return None if reading is None else open_list(stack, reading, origin)


def open_list(stack: Sequence[OpenNode], reading: Reading, origin: int) -> Place:
    """Where a list that begins with ``reading`` goes."""
    lead_in = bool(stack) and len(stack) < DEEPEST and stack[-1].colon and stack[-1].origin >= origin - 1
    if not lead_in:
        for height in range(len(stack) - 1, -1, -1):
            if stack[height].shape == reading.shape:
                return Place(height, reading, None)
    return Place(height_of_lists(stack), reading, None)


def height_of_lists(stack: Sequence[OpenNode]) -> int:
    """Height of the stack without paragraphs that are no lead-in."""
    height = len(stack)
    while height and stack[height - 1].rank == PARAGRAPH and not stack[height - 1].colon:
        height -= 1
    return height


def _find_gap(stack: Sequence[OpenNode], readings: Iterable[Reading]) -> Place | None:
    """An open list that goes on after missing items, or repeats the last (two versions of a paragraph)."""
    for height in range(len(stack) - 1, -1, -1):
        for reading in readings:
            entry = stack[height]
            if entry.shape == reading.shape and 0 <= reading.ordinal - entry.last <= _LARGEST_GAP:
                return Place(height, reading, entry)
    return None


def _find_start(stack: Sequence[OpenNode], mark: Enumerator, origin: int) -> Place | None:
    """An excerpt that begins in the middle of a list; initials ("J. Doe") are none."""
    reading = mark.readings[0] if len(mark.label.strip("().")) == 1 else mark.readings[-1]
    lead_in = bool(stack) and stack[-1].colon and stack[-1].origin == origin - 1
    if (reading.ordinal > _LARGEST_START and not lead_in) or (
        reading.shape.wrap == "." and reading.shape.series in ("A", "AA")
    ):
        return None
    return open_list(stack, reading, origin)
