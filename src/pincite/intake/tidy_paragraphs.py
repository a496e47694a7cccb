"""Printed lines joined to paragraphs: which line end is only that, and which ends a paragraph."""

from __future__ import annotations

import re
from typing import NamedTuple

from pincite.intake.tidy_characters import HOLE
from pincite.intake.tidy_openings import cites, dangles, ends_item, last_stop, opening_mark, word_set

DELIBERATE = (
    0.8  # share of the line width; a line that could have held the next word within it ends on purpose
)
SHORT = 0.55  # share of the line width of the document
HEADING_WIDTH = 0.62  # share of the line width that a title in one line may take
WIDEST_PRINT = 200  # characters; where full lines are longer, nothing wraps them
MOST_TITLE_WORDS = 12
SAMPLE = 2_000  # lines that are measured for the line width

_double_space = re.compile(r" (?= )")
_definition = re.compile(r"[“\"][^”\"]{1,80}[”\"],?(?: |$)")
_small_words = word_set("a an and at by for from in into of on or the to under upon with within – - &")


class _Paragraph(NamedTuple):
    """The paragraph that is being joined: its last line, the size of its widest line, its number of lines."""

    line: str
    widest: int
    lines: int


def join_lines(text: str, *, width: int, hard_breaks: bool) -> str:
    """The text at the same length: inner line ends become spaces, one newline stays between paragraphs.

    width: of a full printed line, in characters (see ``line_width``). hard_breaks: every line is a paragraph; so it is
    where lines are longer than print. ``text`` holds no holes. Spaces at line edges, double spaces and empty lines
    become holes.
    """
    lines = text.split("\n")
    hard_breaks = hard_breaks or width > WIDEST_PRINT
    pieces: list[str] = []  # those of a line are as long as the line and the newline before it
    before, widest, count, blank = "", 0, 0, False  # of the paragraph so far
    for line in lines:
        words = line.strip(" ")
        if not words:
            pieces.append(HOLE * (len(line) + 1))
            blank = True
            continue
        if not before:
            fresh, glue = True, HOLE
        elif hard_breaks or (blank and _clearly_parts(before, words)):
            fresh, glue = True, "\n"
        elif not blank and _goes_on(words):
            fresh, glue = False, " "
        else:
            fresh = _parts(_Paragraph(before, widest, count), words, blank, width)
            glue = "\n" if fresh else " "
        pieces += (glue, words if words is line and "  " not in words else _squeezed(line, words))
        size = len(words)
        widest = size if fresh or size > widest else widest
        before, count, blank = words, 1 if fresh else count + 1, False
    return "".join(pieces)[1:]


def line_width(text: str) -> int:
    """How long a full line of the document is, in characters; a few lines are longer.

    Measured as printed: a word that was torn at a line end and made whole would join two lines to one.
    """
    lines = text.split("\n")
    sizes = sorted(len(line) for line in lines[:: len(lines) // SAMPLE + 1] if line)
    return sizes[len(sizes) * 9 // 10] if sizes else 0


def _squeezed(line: str, words: str) -> str:
    """The line at the same length, with holes for outer spaces and all but the last of neighbouring ones."""
    lead = len(line) - len(line.lstrip(" "))
    if "  " in words:
        words = _double_space.sub(HOLE, words)
    return HOLE * lead + words + HOLE * (len(line) - lead - len(words))


def _clearly_parts(before: str, line: str) -> bool:
    """Whether an empty line stands between two sentences."""
    return before[-1] in ".:;" and not line[0].islower() and line[0] != "§"


def _goes_on(line: str) -> bool:
    """Whether the line goes on with a sentence: it begins with a small letter that is no mark of a list."""
    return line[0].islower() and "." not in line[:6] and ")" not in line[:6] and line[1:2] != " "


def _parts(so_far: _Paragraph, line: str, blank: bool, width: int) -> bool:
    """Whether ``line`` begins a new paragraph after the lines so far."""
    mark = opening_mark(line)
    if mark:
        return not cites(so_far.line, line, mark)
    if line[0].islower() or line[0] in ",;.)":
        return blank and not (so_far.line[-1].islower() or dangles(so_far.line))
    if blank:
        return ends_item(so_far.line) or not (dangles(so_far.line) or _runs_on(so_far.line, line, width))
    return _ends_on_purpose(so_far, line, width)


def _runs_on(before: str, line: str, width: int) -> bool:
    """Whether a sentence runs over an empty line: the line before is full and ends with a common word."""
    return before[-1].islower() and len(before) >= DELIBERATE * width and not _is_heading(line, width)


def _ends_on_purpose(so_far: _Paragraph, line: str, width: int) -> bool:
    """Whether the last line ends a paragraph, by its own end and length and by how ``line`` begins."""
    stop = last_stop(so_far.line)
    if stop and stop in ".!?:":
        return _is_short(so_far, line, width) or bool(_definition.match(line)) or _is_heading(line, width)
    if stop == ";" or ends_item(so_far.line):
        return True
    if dangles(so_far.line):
        return False
    if so_far.lines == 1 and so_far.line.isupper() and not line.isupper():
        return True
    if so_far.lines == 1 and _is_heading(so_far.line, width):
        return not line.isupper() or len(so_far.line) < SHORT * min(width, len(line))
    return _is_heading(line, width) and len(so_far.line) < SHORT * width


def _is_short(so_far: _Paragraph, line: str, width: int) -> bool:
    """Whether the first word of ``line`` would have fitted well behind the last line."""
    needed = len(so_far.line) + 1 + len(line[:40].split(" ", 1)[0])
    if so_far.lines == 1 and needed < SHORT * width:
        return True
    return needed < DELIBERATE * min(width, max(so_far.widest, len(line)))


def _is_heading(line: str, width: int) -> bool:
    """Whether a line reads like a title: short, no sentence, in capitals or its chief words capitalised."""
    mark = opening_mark(line)
    if len(line) > (DELIBERATE if mark else HEADING_WIDTH) * width or line[-1] in ".;:,":
        return False
    words = (line[mark.end() :] if mark else line).split()
    chief = [word for word in words if word.lower() not in _small_words and word[0].isalpha()]
    return bool(chief) and len(words) <= MOST_TITLE_WORDS and all(word[0].isupper() for word in chief)
