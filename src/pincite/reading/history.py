"""History notes of sections: the years in which a text was enacted and last amended, as its own note names them.

"[2019 c 44 § 3]", "2018 Acts, ch 108, §4", "History. Ga. L. 2011, p. 79", "(Added by Stats. 2013, Ch. 570)".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pincite.model.law import Citation
from pincite.reading.dates import full_year

_YEAR = r"(?:18|19|20)\d\d"
_LAW = re.compile(
    rf"\b({_YEAR}),? cc?h?s?\.? ?\d"  # 2019 c 44; 1979, c. 94; 2008, cc. 18, 41
    rf"|\b({_YEAR}) (?:Acts|Laws|Ga\. Laws|Session Laws|P\.A\.)\b"  # 2018 Acts, ch 108
    rf"|\b(?:Acts|Laws|Stats\.|Ga\. L\.|P\.L\.|L\.|Pub\. Acts?)(?: of)?,? ?({_YEAR})\b"  # Acts 2019, No. 1076
    r"|\bP\.A\. (\d\d)-\d+"  # P.A. 19-20
    rf"|\bOrd\.[^;)\n]*?\b\d{{1,2}}[-/]\d{{1,2}}[-/]({_YEAR})\b"  # Ord. No. 2010-12-2, § 1, 12-14-2010
)
_OPENING = re.compile(
    r"(?im)^[^\w\n]*(?:(?:history(?: of section)?|source|credits?|hist|statutory history)\b[.:]?"
    r"|(?:added|amended|enacted|repealed and added|formerly)\b|code \d{4}\b|(?:en|am)\. )"
)


class HistoryNote(NamedTuple):
    """The years that one note names: of the first and of the last law in it. start: where it stands in the text."""

    start: int
    first_year: str
    last_year: str


def find_history(text: str) -> tuple[HistoryNote, ...]:
    """The history notes of a text, one a line, in their order. A line that only mentions a law is none."""
    return tuple(_find_notes(text))


def _find_notes(text: str) -> Iterator[HistoryNote]:
    start = 0
    for line in text.splitlines(keepends=True):
        years = sorted(_year(match) for match in _LAW.finditer(line))
        if years and (_OPENING.match(line) or _opens_with_law(line)):
            yield HistoryNote(start, years[0], years[-1])
        start += len(line)


def _opens_with_law(line: str) -> bool:
    """Whether a law is the first that the line says, but for brackets."""
    first = _LAW.search(line)
    return first is not None and not re.search(r"\w", line[: first.start()])


def _year(match: re.Match[str]) -> str:
    return str(full_year(int(next(group for group in match.groups() if group))))


def find_worded_since(text: str, citations: Iterable[Citation]) -> str:
    """The year in which the last of the cited sections got its present words, by the note behind each; "" unknown.

    A text of which nothing is cited is taken as a whole.
    """
    notes = find_history(text)
    ends = [item.end for item in citations]
    behind = [next((note for note in notes if note.start >= end), None) for end in ends] if ends else notes
    return max((note.last_year for note in behind if note), default="")
