"""Old agreements that a ban lets run out: "may remain in effect until December 31, 2021"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from pincite.reading.candidates import Candidate
from pincite.reading.dates import DATE, parse_date

_LASTS = re.compile(
    r"\b(?:remain|continue|run|stay|be kept|be performed)\w*\b[^.;]{0,60}"
    r"\b(?:until|through|for the (?:rest|remainder) of)\b",
    re.IGNORECASE,
)
_DAY = re.compile(DATE)


class Lasting(NamedTuple):
    """That something old may go on for a while; day: ISO, the last one stated, "" where none is."""

    day: str


def find_lasting(permissions: Iterable[Candidate]) -> Lasting | None:
    """What permissions beside a ban let run out, None where none does."""
    texts = [item.clause.text[item.clause.own :] for item in permissions]
    lasting = [(text, match) for text in texts if (match := _LASTS.search(text))]
    if not lasting:
        return None
    days = [parse_date(found[0]) for text, match in lasting for found in _DAY.finditer(text, match.end())]
    return Lasting(max((day for day in days if day), default=""))
