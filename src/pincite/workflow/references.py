"""Definitions brought along: a document that refers to a section of another one uses the terms defined there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pincite.model.law import Provision
from pincite.model.topic import Topic
from pincite.reading.features import find_features
from pincite.workflow.read import SourceReading

# A number that is one of a section and of nothing else: "43.17.420", "12-101", not "(a)" or "3".
_SECTION = re.compile(r"\d[\w]*(?:[.:-]\d[\w]*)+")


def bring_definitions(readings: Sequence[SourceReading], topic: Topic) -> tuple[Provision, ...]:
    """The readings' drafts, with the limbs that they show once definitions they refer to are read with them."""
    return tuple(item for reading in readings for item in _with_definitions(reading, readings, topic))


def _with_definitions(reading: SourceReading, readings: Sequence[SourceReading], topic: Topic) -> Iterator[Provision]:
    meanings = tuple(find_meanings(reading, readings))
    for provision in reading.provisions:
        if not meanings:
            yield provision
            continue
        shown = find_features(provision, reading.document, topic=topic, meanings=meanings)
        yield replace(provision, features=tuple(dict.fromkeys((*provision.features, *shown))))


def find_meanings(reading: SourceReading, readings: Sequence[SourceReading]) -> Iterator[str]:
    """Definitions of other documents that stand in a section whose number this document names."""
    for other in readings:
        if other.document.id == reading.document.id:
            continue
        for definition in other.definitions:
            path = other.document.section_path(definition.node)
            numbers = (match.group() for section in path for match in _SECTION.finditer(section.number))
            if any(re.search(rf"(?<![\w.]){re.escape(number)}(?![\w])", reading.document.text) for number in numbers):
                yield definition.meaning
