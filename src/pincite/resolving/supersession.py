"""Instruments that another one of the same study says it replaces."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pincite.model.document import SourceDocument
from pincite.model.law import Instrument, Status
from pincite.resolving.force import can_control

RETIRED = "says that it replaces"
_HEAD = 900
_NUMBERED = re.compile(r"\b(?P<what>[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)?)\s+(?:No\.?|Number)?\s*(?P<number>\d[\d-]*)\b")


def retire_superseded(
    instruments: Sequence[Instrument],
    documents: Mapping[str, SourceDocument],
    supersedes: Mapping[str, tuple[str, ...]],
    *,
    as_of: str,
) -> tuple[Instrument, ...]:
    """Mark each instrument that a later one in force names as replaced ("Executive Order No. 12").

    supersedes: instrument id -> what its text says it replaces. Only instruments of the same level are matched, by the
    number at the head of their text. A replacement that does not bind here, or is not yet in force on ``as_of``,
    retires nothing.
    """
    retired: dict[str, str] = {}
    for item in instruments:
        if not can_control(item, as_of):
            continue
        for named in supersedes.get(item.id, ()):
            for other in instruments:
                if other.id != item.id and other.level is item.level and _is_named(named, documents[other.document]):
                    retired[other.id] = f"{item.title} {RETIRED} {named}."
    return tuple(
        replace(item, status=Status.REPEALED, why=retired[item.id]) if item.id in retired else item
        for item in instruments
    )


def _is_named(named: str, document: SourceDocument) -> bool:
    """Whether the head of the document carries the kind and number that are named."""
    match = _NUMBERED.search(named)
    if match is None:
        return False
    what = r"\s+".join(map(re.escape, match["what"].split()))
    head = document.text[:_HEAD]
    own = re.search(rf"\b{what}\s+(?:No\.?|Number)?\s*{re.escape(match['number'])}\b", head, re.IGNORECASE)
    first = _NUMBERED.search(head.title())
    return own is not None and (first is None or own.start() <= first.start() + 5)
