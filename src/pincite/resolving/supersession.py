"""Instruments that another one of the same study says it replaces."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

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
    retires nothing. Of texts that replace one another in a circle only one that begins later retires an earlier one;
    where their days do not tell, none is retired and each carries a caution.
    """
    edges = _find_edges(instruments, documents, supersedes, as_of=as_of)
    told = [edge for edge in edges if not _is_circular(edge, edges) or _is_later(edge)]
    retired = {edge.older.id: f"{edge.newer.title} {RETIRED} {edge.named}." for edge in told}
    open_edges = (edge for edge in edges if edge not in told and edge.newer.id not in retired)
    doubtful = {edge.older.id: edge for edge in open_edges}
    return tuple(_judged(item, retired, doubtful) for item in instruments)


@dataclass(frozen=True, slots=True)
class _Edge:
    """One text that says it replaces another, in the words ``named``."""

    newer: Instrument
    older: Instrument
    named: str


def _find_edges(
    instruments: Sequence[Instrument],
    documents: Mapping[str, SourceDocument],
    supersedes: Mapping[str, tuple[str, ...]],
    *,
    as_of: str,
) -> list[_Edge]:
    return [
        _Edge(item, other, named)
        for item in instruments
        if can_control(item, as_of)
        for named in supersedes.get(item.id, ())
        for other in instruments
        if other.id != item.id and other.level is item.level and _is_named(named, documents[other.document])
    ]


def _is_circular(edge: _Edge, edges: Sequence[_Edge]) -> bool:
    """Whether the older text, by itself or through others, replaces the newer one."""
    reached, front = {edge.older.id}, {edge.older.id}
    while front:
        front = {item.older.id for item in edges if item.newer.id in front} - reached
        reached |= front
    return edge.newer.id in reached


def _is_later(edge: _Edge) -> bool:
    first, second = edge.older.in_force_from, edge.newer.in_force_from
    return bool(first) and first < second


def _judged(item: Instrument, retired: Mapping[str, str], doubtful: Mapping[str, _Edge]) -> Instrument:
    if item.id in retired:
        return replace(item, status=Status.REPEALED, why=retired[item.id])
    if item.id in doubtful:
        newer = doubtful[item.id].newer.title
        caution = f"{item.title} and {newer} replace one another; say in place.yaml when each begins (in_force_from)."
        return replace(item, cautions=(*item.cautions, caution))
    return item


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
