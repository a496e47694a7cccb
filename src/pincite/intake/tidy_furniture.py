"""Running heads and feet: lines at the top or bottom of pages that are not part of the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

TOP_LINES = 10  # nearest the top edge that may be a running head
BOTTOM_LINES = 5
TOP_SIZE, BOTTOM_SIZE = 900, 600  # characters of a page that are looked at from its edges
NEAR = 2  # pages before or after on which a running line stands again (left and right pages differ)
LONGEST_LINE = 200
LONGEST_LABEL = 90
WHOLE_PAGE = 0.8  # share of a page
LONGEST_HEAD = 160  # characters of heads and feet on a page that may hold nothing else
Span = tuple[int, int]

_digits = re.compile(r"\d+")
_caption = re.compile(r"[^.;:]*[^\W\d_][^.;:]*?(?: [-–—|]|,| page| p\.)? ?#", re.IGNORECASE)
_page_number = re.compile(
    r"(?:page|pg?\.) ?\d+(?: ?(?:of|/) ?\d+)?|\d+ ?(?:of|/) ?\d+|[-–—|~] ?\d+ ?[-–—|~]?|\[? ?\d{1,4} ?\]?"
    r"|\d+ \| ?page|page \| ?\d+",
    re.IGNORECASE,
)
_sure_page_number = re.compile(
    r"page ?\d+(?: ?(?:of|/) ?\d+)?|[-–—] ?\d+ ?[-–—]|\d+ \| ?page|page \| ?\d+", re.IGNORECASE
)
_list_item = re.compile(r"[\[“\"]?(?:\(\w{1,4}\)|(?:\d{1,3}|[A-Za-z]|[ivx]{2,5}|[IVX]{2,5}|#)[.)])(?= |$)")
_section_number = re.compile(r"#(?:\.#)+(?= |$)")
_bill_head = re.compile(r"[ASH]\. ?#(?:-+[A-Z])? #")
_edge_number = re.compile(r"^(\d{1,4})\b|\b(\d{1,4})$")

# Page breaks inside plain text that has no form feeds.
_break_line = re.compile(
    r"\n(?P<mark>[ ]*(?:(?:(?:start|end) of )?page \d{1,4}(?: of \d{1,4})?|[-–—] ?\d{1,4} ?[-–—]"
    r"|[ASH]\. ?\d{1,5}(?:-+[A-Z])? +\d{1,3})[ ]*)(?=\n)",
    re.IGNORECASE,
)
_legend = re.compile(
    r"\n(?P<mark>[ ]*EXPLANATION ?[-–—:]+ ?(?:Matter|MATTER|CAPITALS)[^\n]*"
    r"(?:\n[^\n]*(?:omitted|deleted|indicate|old law|amendment|italic|bracket)[^\n]*){0,6}"
    r"(?:\n[ ]*LBD[\d-]+[ ]*)?)(?=\n)"
)


class _Line(NamedTuple):
    """A worded line near the edge of a page: where it stands, and how it reads with digits folded to #."""

    start: int
    end: int
    words: str
    folded: str


def find_furniture(text: str, pages: Sequence[Span]) -> list[Span]:
    """Spans of running heads, feet, page numbers and bill legends, in order, without overlap.

    pages: (start, end) of each page in ``text``, in order; a text without pages is one page.
    """
    sides = [[take(text, *page) for page in pages] for take in (_lines_from_top, _lines_from_bottom)]
    offsets = _label_offsets(sides)
    places = [_places_of_running_lines(side) for side in sides]
    spans = [match.span("mark") for match in _legend.finditer(text)] if "EXPLANATION" in text else []
    for index, page in enumerate(pages):
        found: list[_Line] = []
        for side, running in zip(sides, places, strict=True):
            lines = side[index]
            marked = [
                (line.folded in running and _is_near(running[line.folded], index))
                or (_is_numbered(line.folded) and _is_label(line, index + 1, offsets))
                for line in lines
            ]
            if any(marked):
                outer = list(_outer_lines(lines, marked))
                found += outer[:-1] if side is sides[0] and _is_title(lines, outer, index, running) else outer
        if not _is_whole_page(page, found):
            spans += [(line.start, line.end) for line in found]
    return _without_overlap(spans)


def _is_whole_page(page: Span, found: list[_Line]) -> bool:
    """Whether the lines are nearly a whole page: then two pages are alike, and these are no heads."""
    start, end = page
    size = sum(line.end - line.start for line in found)
    return size > LONGEST_HEAD and size > WHOLE_PAGE * (end - start)


def find_inner_pages(text: str) -> tuple[list[Span], list[Span]]:
    """For text without pages: the runs between printed page-break lines, and the spans of those lines."""
    marks = [match.span("mark") for match in _break_line.finditer(text)]
    if not marks:
        return [(0, len(text))], []
    edges = [0, *(edge for mark in marks for edge in mark), len(text)]
    pages = [(edges[at], edges[at + 1]) for at in range(0, len(edges), 2)]
    return [page for page in pages if text[page[0] : page[1]].strip()], marks


def _lines_from_top(text: str, start: int, end: int) -> list[_Line]:
    """The first worded lines of a page, outermost first."""
    lines = text[start : min(end, start + TOP_SIZE)].split("\n", TOP_LINES + 4)
    whole = lines[:-1] if start + TOP_SIZE < end or len(lines) > TOP_LINES + 4 else lines
    found = _worded_lines(whole, start)[:TOP_LINES]
    return found if _is_long(start, end) else [line for line in found if line.start <= (start + end) // 2]


def _lines_from_bottom(text: str, start: int, end: int) -> list[_Line]:
    """The last worded lines of a page, outermost first."""
    lines = text[max(start, end - BOTTOM_SIZE) : end].rsplit("\n", BOTTOM_LINES + 3)
    whole = lines[1:] if end - BOTTOM_SIZE > start or len(lines) > BOTTOM_LINES + 3 else lines
    begin = end - sum(map(len, whole)) - len(whole) + 1
    found = _worded_lines(whole, begin)[: -BOTTOM_LINES - 1 : -1]
    return found if _is_long(start, end) else [line for line in found if line.start > (start + end) // 2]


def _is_long(start: int, end: int) -> bool:
    """Whether the top and the bottom of a page cannot meet."""
    return end - start > TOP_SIZE + BOTTOM_SIZE


def _worded_lines(lines: list[str], at: int) -> list[_Line]:
    """Those of the lines that have words; the first begins at offset ``at``."""
    if not lines:
        return []
    found: list[_Line] = []
    for line, folded in zip(lines, _digits.sub("#", "\n".join(lines)).split("\n"), strict=True):
        end = at + len(line)
        if words := line.strip():
            one_spaced = " ".join(folded.split()) if "  " in folded else folded.strip()
            found.append(_Line(at, end, words, one_spaced))
        at = end + 1
    return found


def _places_of_running_lines(side: list[list[_Line]]) -> dict[str, list[int]]:
    """For each folded line that may be a running one: the pages, from 0, on whose edge it stands."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, lines in enumerate(side):
        for line in lines:
            if places[line.folded][-1:] != [index]:
                places[line.folded].append(index)
    fewest = 3 if len(side) > 3 else 2
    return {folded: at for folded, at in places.items() if len(at) >= fewest and _can_run(folded)}


def _can_run(folded: str) -> bool:
    """Whether a line may be a running one: no list item, no whole paragraph, more than digits and dashes."""
    if len(folded) > LONGEST_LINE or (sum(map(str.isalpha, folded)) < 3 and set(folded) != {"_"}):
        return False
    if _section_number.match(folded):
        return False
    return not _list_item.match(folded) or bool(_bill_head.fullmatch(folded))


def _is_near(places: list[int], index: int) -> bool:
    """Whether a running line of page ``index`` stands again on a page within NEAR of it."""
    at = bisect_left(places, index)
    before, after = places[at - 1] if at else -NEAR - 1, places[at + 1 : at + 2]
    return index - before <= NEAR or bool(after and after[0] - index <= NEAR)


def _label_offsets(sides: list[list[list[_Line]]]) -> set[int]:
    """How far printed page numbers run from the file's own, on three pages and a fifth of them or more."""
    counts: Counter[int] = Counter()
    for side in sides:
        for number, lines in enumerate(side, 1):
            numbered = [line for line in lines if _is_numbered(line.folded)]
            counts.update({printed - number for line in numbered if (printed := _printed_number(line)) >= 0})
    return {offset for offset, count in counts.items() if count >= max(3, len(sides[0]) // 5)}


def _is_numbered(folded: str) -> bool:
    """Whether a folded line may show a page number: at its start or end, or between dashes."""
    return folded[0] == "#" or folded[-1] == "#" or (folded[-1] in "-–—|" and "#" in folded)


def _printed_number(line: _Line) -> int:
    """The number at the end or start of a line, -1 where there is none."""
    match = _edge_number.search(line.words)
    return int(match[1] or match[2]) if match else -1


def _is_label(line: _Line, number: int, offsets: set[int]) -> bool:
    """Whether the line is the page number, alone ("- 4 -", "Page 4 of 9") or captioned ("Hours - 4")."""
    if len(line.words) > LONGEST_LABEL:
        return False
    if _sure_page_number.fullmatch(line.words):
        return True
    offset = _printed_number(line) - number
    if _page_number.fullmatch(line.words):
        return offset == 0 or offset in offsets
    captioned = line.folded[-1] == "#" and line.words[0].isupper() and offset in offsets
    return captioned and bool(_caption.fullmatch(line.folded))


def _outer_lines(lines: list[_Line], marked: list[bool]) -> Iterator[_Line]:
    """The marked lines as far as they reach in from the edge, with the one or two captions between them."""
    inner = -1
    for index, line in enumerate(lines):
        if not marked[index]:
            continue
        between = lines[inner + 1 : index]
        if len(between) > 2 or not all(map(_is_caption, between)):
            return
        yield from between
        yield line
        inner = index


def _is_title(lines: list[_Line], running: list[_Line], index: int, places: dict[str, list[int]]) -> bool:
    """Whether the innermost running line is the title of a chapter that begins here, and so is text."""
    if not running or len(running) == len(lines):
        return False
    title, below = running[-1], lines[len(running)]
    pages = places.get(title.folded, [])
    at = bisect_left(pages, index)
    begins = bool(pages) and (at == 0 or index - pages[at - 1] > NEAR)
    return begins and "#" not in title.folded[0] + title.folded[-1] and not below.words[0].islower()


def _is_caption(line: _Line) -> bool:
    """Whether a line between running lines may be one of them, such as the name of a chapter of one page."""
    return (
        len(line.words) < LONGEST_LABEL
        and not line.words[0].islower()
        and line.words[-1] not in ".;:,"
        and not _list_item.match(line.words)
    )


def _without_overlap(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept
