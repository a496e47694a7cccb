"""Printed line numbers down the margin of a bill: 1 to N, at the start, at the end or between the lines.

Session laws often print every fifth number only; those count where exactly five lines lie from one to the next.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

FEWEST_NUMBERS = 6  # in a row on one page
LEAST_SHARE = 0.6  # of the page's lines must be numbered
STEP, FEWEST_STEPS = 5, 3  # every fifth line; how many such numbers in a row
Span = tuple[int, int]

_at_start = re.compile(r"(?:^|\n)[ ]*(\d{1,3})(?=[ \n]|$)")
_at_end = re.compile(r"(?<=[ ])(\d{1,3})[ ]*(?=\n|$)")
_any_start = re.compile(r"\n[ ]*\d{1,3}(?=[ \n])")
_any_end = re.compile(r"\n(?<=\d\n)")


def find_line_numbers(text: str, pages: Sequence[Span]) -> list[Span]:
    """Spans of the printed line numbers, in order; pages: (start, end) of each page in ``text``."""
    starts = [match.start() for match in _any_start.finditer(text)]
    ends = [match.start() for match in _any_end.finditer(text)]
    found: list[Span] = []
    for start, end in pages:
        enough = _count(starts, start, end) >= FEWEST_NUMBERS - 1
        numbers = _numbers_on(text, start, end, _at_start) if enough else []
        if not numbers and _count(ends, start, end) >= FEWEST_NUMBERS - 1:
            numbers = _numbers_on(text, start, end, _at_end)
        if not numbers and _count(starts, start, end) >= FEWEST_STEPS:
            numbers = _steps_on(text, start, end, _at_start)
        if not numbers and _count(ends, start, end) >= FEWEST_STEPS:
            numbers = _steps_on(text, start, end, _at_end)
        found += numbers
    return found


def _count(positions: list[int], start: int, end: int) -> int:
    return bisect_left(positions, end) - bisect_left(positions, start)


def _numbers_on(text: str, start: int, end: int, pattern: re.Pattern[str]) -> list[Span]:
    """The line numbers of one page: the run 1, 2, 3 … if it takes in most lines, else nothing."""
    page = text[start:end]
    runs = _counting_runs(list(pattern.finditer(page)))
    matches = [match for run in runs for match in run if len(run) >= FEWEST_NUMBERS]
    lines = [line.strip() for line in page.split("\n")]
    worded = sum(bool(line) and not line.isdigit() for line in lines)
    if len(matches) < FEWEST_NUMBERS or len(matches) < LEAST_SHARE * worded:
        return []
    return [(start + match.start(1), start + match.end(1)) for match in matches]


def _steps_on(text: str, start: int, end: int, pattern: re.Pattern[str]) -> list[Span]:
    """The numbers 5, 10, 15 … of one page, each five lines with words below the one before, else nothing."""
    runs: list[list[Span]] = []
    last = (0, 0)  # the number before, and how many lines with words end at it
    counted, at = 0, start
    for match in pattern.finditer(text, start, end):
        number = int(match[1])
        if number % STEP:
            continue
        counted += sum(1 for line in text[at : match.end(1)].split("\n")[:-1] if line.strip())
        at = text.rfind("\n", start, match.end(1)) + 1 or start
        if number == STEP:
            runs.append([match.span(1)])
        elif runs and (number, counted) == (last[0] + STEP, last[1] + STEP):
            runs[-1].append(match.span(1))
        else:
            continue
        last = (number, counted)
    return [span for run in runs if len(run) >= FEWEST_STEPS for span in run]


def _counting_runs(matches: list[re.Match[str]]) -> list[list[re.Match[str]]]:
    """Matches whose numbers go up by one from 1; a number out of turn belongs to the text: passed over."""
    runs: list[list[re.Match[str]]] = []
    expected = 1
    for match in matches:
        number = int(match[1])
        if number == 1:
            runs.append([match])
            expected = 2
        elif runs and number == expected:
            runs[-1].append(match)
            expected += 1
    return runs
