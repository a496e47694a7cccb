"""The outline of a document: sections, paragraphs and items as one tree, read from the *sequence* of marks.

Indentation is not looked at: extraction loses it. "(b)" follows "(a)"; "(i)" is a roman numeral where it
opens a list and a letter after "(h)"; "1." after a caption opens a list. A paragraph without a mark goes back
to the item whose list the next mark goes on with, else to the section. Each code point that is not blank
belongs to the own words of exactly one node.
"""

from __future__ import annotations

from collections.abc import Sequence

from pincite.intake.enumerators import BULLET, Enumerator, Reading, find_inline_marks
from pincite.intake.openings import Kind, Opening, find_caption, parse_openings
from pincite.intake.sequence import (
    CODE_SECTION,
    CONTAINER,
    DEEPEST,
    HEADING,
    ITEM,
    PARAGRAPH,
    PLAIN_SECTION,
    OpenNode,
    Place,
    find_exact,
    find_place,
    height_of_lists,
    open_list,
)
from pincite.model.document import Section

_CONTAINER_RANKS = {
    name: CONTAINER + rank
    for rank, names in enumerate(
        (
            ("title", "título", "titulo"),
            ("subtitle",),
            ("chapter", "capítulo", "capitulo"),
            ("subchapter",),
            ("article", "artículo", "articulo", "division", "exhibit", "attachment", "schedule", "appendix"),
            ("subarticle", "subdivision"),
            ("part",),
            ("subpart",),
        )
    )
    for name in names
}
_SECTIONS = (Kind.PLAIN_SECTION, Kind.CODE_SECTION)
_BARRIERS = (*_SECTIONS, Kind.CONTAINER, Kind.HEADING)
_ITEMS_AHEAD = 6  # marks looked at to see whether a list goes on behind a plain paragraph
_SECOND_AHEAD = 80  # marks looked at for the second item of a list that opens inside a paragraph
_QUOTES = "“\"‘'"


def outline_sections(text: str, headings: Sequence[tuple[int, int, int]] = ()) -> tuple[Section, ...]:
    """The outline of a reading text, in document order, parents before children.

    text: one newline ends a paragraph. headings: (start, end, level) that the format itself marked as such.
    Plain paragraphs are nodes with number "".
    """
    return _Outline(text, parse_openings(text, headings)).build()


def _next_items(openings: Sequence[Opening]) -> list[int]:
    """For each opening the index of the next list item before the next heading; -1 where there is none."""
    following = [-1] * len(openings)
    coming = -1
    for index in range(len(openings) - 1, -1, -1):
        following[index] = coming
        kind = openings[index].kind
        coming = index if kind is Kind.ITEM else -1 if kind in _BARRIERS else coming
    return following


class _Outline:
    """Builds the tree: a stack of open nodes, and one row per node."""

    def __init__(self, text: str, openings: list[Opening]) -> None:
        self.text = text
        self.openings = openings
        self.next_items = _next_items(openings)
        self.stack: list[OpenNode] = []
        self.rows: list[list[int]] = []  # start, own_end, end, depth, parent
        self.names: list[tuple[str, str]] = []
        self.edge = 0  # where the text placed so far ends

    def build(self) -> tuple[Section, ...]:
        """Place each paragraph, then freeze the rows."""
        places = {
            Kind.PLAIN: self._place_plain,
            Kind.BULLET: self._place_bullet,
            Kind.ITEM: self._place_item,
            Kind.HEADING: self._place_heading,
            Kind.CONTAINER: self._place_container,
            Kind.PLAIN_SECTION: self._place_section,
            Kind.CODE_SECTION: self._place_section,
        }
        for index, opening in enumerate(self.openings):
            places[opening.kind](index, opening)
            if not opening.whole:
                self._place_inline(index, opening)
            self.edge = opening.stop
        self._close(0)
        return tuple(
            Section(number=number, heading=heading, start=start, own_end=own, end=end, depth=depth, parent=parent)
            for (number, heading), (start, own, end, depth, parent) in zip(self.names, self.rows, strict=True)
        )

    def _add(self, start: int, entry: OpenNode, number: str = "", heading: str = "") -> None:
        """Open a node below the top of the stack."""
        parent, depth = -1, 0
        if self.stack:
            parent = self.stack[-1].node
            row = self.rows[parent]
            depth = row[3] + 1
            if row[1] < 0:
                row[1] = start
        entry.node = len(self.rows)
        self.rows.append([start, -1, -1, depth, parent])
        self.names.append((number, heading))
        self.stack.append(entry)

    def _close(self, height: int) -> None:
        """End all open nodes above the first ``height`` at the edge."""
        for entry in self.stack[height:]:
            row = self.rows[entry.node]
            row[2] = self.edge
            if row[1] < 0:
                row[1] = self.edge
        del self.stack[height:]

    # sections and headings

    def _place_section(self, index: int, opening: Opening) -> None:
        """A numbered section, below the act that quotes it or the number that it extends."""
        rank = PLAIN_SECTION if opening.kind is Kind.PLAIN_SECTION else CODE_SECTION
        key = opening.label.split()[-1].lstrip("§")
        self._close(self._section_height(rank, key, opening.level))
        entry = OpenNode(-1, rank, index, key=key, level=opening.level, holds=True, colon=opening.colon)
        entry.amends = rank == PLAIN_SECTION and opening.colon
        self._add(opening.start, entry, opening.label, opening.heading)

    def _section_height(self, rank: int, key: str, level: int) -> int:
        """Where a section goes, below the number that it extends ("415.4" for "415.4.1"), or aside."""
        if rank == CODE_SECTION:
            for height in range(len(self.stack), 0, -1):
                above = self.stack[height - 1].key
                if above and key.startswith(above + "."):
                    return height
        for height, entry in enumerate(self.stack):
            if entry.rank >= rank and entry.rank != HEADING:
                return height
            if level and entry.level >= level and entry.rank == HEADING:
                return height
        return len(self.stack)

    def _place_container(self, index: int, opening: Opening) -> None:
        """A title, chapter, article or part; inside a part of an act that quotes it, below that part."""
        rank = _CONTAINER_RANKS[opening.label.split()[0].lower()]
        self._close(self._height_below(rank))
        entry = OpenNode(-1, rank, index, level=opening.level, holds=True)
        self._add(opening.start, entry, opening.label, opening.heading)

    def _height_below(self, rank: int) -> int:
        """Height of the stack once ``rank`` and deeper is closed, down to an amending part of an act."""
        floor = 0
        for height, entry in enumerate(self.stack):
            if entry.amends:
                floor = height + 1
        for height in range(floor, len(self.stack)):
            if self.stack[height].rank >= rank:
                return height
        return len(self.stack)

    def _place_heading(self, index: int, opening: Opening) -> None:
        """A caption without a number: stays inside the open section unless a section follows at once."""
        if self._names_container(index):
            self.names[-1] = (self.names[-1][0], opening.heading)
            return
        groups = index + 1 < len(self.openings) and self.openings[index + 1].kind in _SECTIONS
        self._close(self._height_below(PLAIN_SECTION if groups and not opening.level else ITEM))
        self._close(self._heading_height(opening.level))
        entry = OpenNode(-1, HEADING, index, level=opening.level, holds=True, colon=opening.colon)
        self._add(opening.start, entry, heading=opening.heading)

    def _names_container(self, index: int) -> bool:
        """Whether the heading is the second line of the container just opened, "CHAPTER 5" / "POLICE"."""
        if not self.stack or self.stack[-1].origin != index - 1 or self.names[-1][1]:
            return False
        return self.stack[-1].rank < PLAIN_SECTION

    def _heading_height(self, level: int) -> int:
        """What a heading of ``level`` closes; one that the format did not mark (0) is below all marked."""
        for height, entry in enumerate(self.stack):
            if entry.rank == HEADING and not entry.level:
                return height
            if level and entry.level >= level:
                return height
        return len(self.stack)

    # list items

    def _place_item(self, index: int, opening: Opening) -> None:
        """A paragraph that opens with one or more marks."""
        following = self.next_items[index]
        upcoming = self.openings[following].marks[0].readings if following >= 0 else ()
        for position, mark in enumerate(opening.marks):
            place = (
                Place(len(self.stack), mark.readings[-1], None)
                if position
                else find_place(self.stack, mark, upcoming=upcoming, origin=index, quoted=opening.quoted)
            )
            if place is None:
                self._place_plain(index, opening)
                return
            last = position == len(opening.marks) - 1
            self._add_item(index, mark, place, heading=opening.heading if last else "")
        self.stack[-1].colon, self.stack[-1].holds = opening.colon, opening.whole

    def _add_item(self, index: int, mark: Enumerator, place: Place, *, heading: str = "") -> None:
        """Open the node of a mark at its place."""
        shape, ordinal = place.reading
        before = place.sibling
        self._close(place.height)
        entry = OpenNode(-1, ITEM, index, shape, ordinal, before.struck if before else 0)
        if mark.struck or (before and 0 < before.struck == ordinal - 1 != before.last):
            entry.last, entry.struck = before.last if before else ordinal - 1, ordinal
        entry.key = str(ordinal) if shape.series == "1" and shape.wrap == "." else ""
        self._add(mark.start, entry, mark.label, heading)

    def _place_bullet(self, index: int, opening: Opening) -> None:
        """An item without a number."""
        place = open_list(self.stack, Reading(BULLET, 1), index)
        self._close(place.height)
        self._add(opening.start, OpenNode(-1, ITEM, index, BULLET, 1, colon=opening.colon))

    def _place_inline(self, index: int, opening: Opening) -> None:
        """Items that stand inside the paragraph just placed."""
        marks = find_inline_marks(self.text, opening.body, opening.stop)
        for position, mark in enumerate(marks):
            place = self._inline_place(index, mark, marks[position + 1 : position + _SECOND_AHEAD])
            if place is not None:
                if mark.start == opening.start:
                    self._take_back()
                    place = place._replace(height=min(place.height, len(self.stack)))
                self.edge = self._end_of_words(mark.start)
                self._add_item(index, mark, place, heading=find_caption(self.text, mark.body, opening.stop))
        if marks:
            self.stack[-1].colon = opening.colon

    def _take_back(self) -> None:
        """Remove the paragraph just placed: it begins with an item, which stands in its stead."""
        self.stack.pop()
        self.names.pop()
        start, *_, parent = self.rows.pop()
        if parent >= 0 and self.rows[parent][1] == start:
            self.rows[parent][1] = -1

    def _end_of_words(self, offset: int) -> int:
        """The end of the last word before ``offset``."""
        while self.text[offset - 1].isspace():
            offset -= 1
        return offset

    def _inline_place(self, index: int, mark: Enumerator, later: Sequence[Enumerator]) -> Place | None:
        """Where an inline mark goes: on in an open list, or first of a list whose second item is seen."""
        place = find_exact(self.stack, mark.readings)
        if place is not None and place.sibling is not None:
            here = place.sibling.origin == index
            return place if mark.strength >= (0 if here else 3) and not self._comes_next(index, mark) else None
        for reading in reversed(mark.readings):
            if reading.ordinal == 1 and self._is_confirmed(index, reading, later, mark.strength):
                return self._inline_list(index, reading)
        return None

    def _inline_list(self, index: int, reading: Reading) -> Place | None:
        """Where a list that opens inside a paragraph goes: below its last node, or beside its own like."""
        for height, entry in enumerate(self.stack):
            if entry.origin == index and entry.shape == reading.shape:
                return Place(height, reading, None)
        return Place(len(self.stack), reading, None) if len(self.stack) < DEEPEST else None

    def _comes_next(self, index: int, mark: Enumerator) -> bool:
        """Whether the next paragraph with a mark has this very one, so that here it is only cited."""
        following = self.next_items[index]
        return following >= 0 and self.openings[following].label == mark.label

    def _is_confirmed(self, index: int, first: Reading, later: Sequence[Enumerator], strength: int) -> bool:
        """Whether the second item of a list follows: in this paragraph, or as one of the next."""
        second = Reading(first.shape, 2)
        if any(second in mark.readings for mark in later):
            return True
        following = self.next_items[index] if strength == 3 else -1
        for _ in range(_SECOND_AHEAD):
            if following < 0:
                return False
            readings = self.openings[following].marks[0].readings
            if second in readings or first in readings:
                return second in readings
            following = self.next_items[following]
        return False

    # plain paragraphs

    def _place_plain(self, index: int, opening: Opening) -> None:
        """A paragraph without a mark."""
        self._close(min(self._plain_height(index, opening), DEEPEST))
        follower = self.openings[index + 1] if index + 1 < len(self.openings) else None
        leads = follower is not None and follower.kind in (Kind.ITEM, Kind.BULLET)
        colon = opening.colon or (leads and self.text[opening.stop - 1] not in '.;!?”")')
        self._add(opening.start, OpenNode(-1, PARAGRAPH, index, colon=colon), heading=opening.heading)

    def _plain_height(self, index: int, opening: Opening) -> int:
        """Where a plain paragraph goes."""
        stack = self.stack
        if not stack or stack[-1].rank < ITEM:
            return len(stack)
        if stack[-1].colon and stack[-1].origin == index - 1 and len(stack) < DEEPEST:
            return len(stack)
        if stack[-1].rank == PARAGRAPH and len(stack) > 1 and stack[-2].colon and self._runs_on(index, opening):
            return len(stack) - 1
        going_on = self._list_going_on(index)
        if going_on >= 0:
            return going_on + 1
        floor = self._holder_height()
        if self.text[opening.start].islower():
            return max(floor, self._innermost_list())
        return floor

    def _runs_on(self, index: int, opening: Opening) -> bool:
        """Whether unnumbered items go on: the one before ends with a semicolon, or both are quoted terms."""
        before = self.openings[index - 1]
        if self.stack[-1].origin != index - 1:
            return False
        tail = self.text[max(before.start, before.stop - 8) : before.stop].rstrip(" andor")
        return tail[-1:] in (";", ",") or (self.text[before.start] in _QUOTES and self.text[opening.start] in _QUOTES)

    def _list_going_on(self, index: int) -> int:
        """Height of the open item whose list a coming mark goes on with; -1 where none does."""
        following = self.next_items[index]
        shapes = {entry.shape for entry in self.stack if entry.shape}
        for _ in range(_ITEMS_AHEAD):
            if following < 0 or not shapes:
                return -1
            readings = self.openings[following].marks[0].readings
            place = find_exact(self.stack, readings)
            if place is not None:
                return place.height
            if any(reading.ordinal == 1 and reading.shape in shapes for reading in readings):
                return -1
            following = self.next_items[following]
        return -1

    def _holder_height(self) -> int:
        """Height above the deepest node that holds paragraphs: section, heading, item that is a caption."""
        for height in range(len(self.stack), 0, -1):
            entry = self.stack[height - 1]
            if entry.holds or entry.rank < ITEM:
                return height
        return 0

    def _innermost_list(self) -> int:
        """Height of the node that holds the innermost list, to which a sentence that goes on returns."""
        for height in range(len(self.stack) - 1, -1, -1):
            if self.stack[height].shape is not None:
                return height
        return height_of_lists(self.stack)
