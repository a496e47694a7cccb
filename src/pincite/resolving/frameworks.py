"""Which reports on a state's law still count: those that no text of that state in the study replaces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from pincite.model.document import SourceDocument
from pincite.model.framework import StateFramework
from pincite.model.law import Binding, Instrument, Level
from pincite.model.place import Place

_NUMBER = re.compile(r"\d+[a-z]?(?:[-.:/]\d+[a-z]?)+", re.IGNORECASE)
_RANGE = re.compile(r"\b((\d+[a-z]?)(?:[.:]\d+)?)-(?=\2[.:])", re.IGNORECASE)
_BREAK = re.compile(r"[-.:/]+")
_HEAD = 400
_WHOLE = "whole"


def find_reports(
    frameworks: Iterable[StateFramework],
    instruments: Sequence[Instrument],
    documents: Mapping[str, SourceDocument],
    *,
    place: Place,
) -> tuple[StateFramework, ...]:
    """The reports that count on the place's day: they may have been in force, and no text replaces them."""
    unreplaced = find_unreplaced(frameworks, instruments, documents, place=place)
    return tuple(item for item in unreplaced if item.is_live(place.as_of))


def find_unreplaced(
    frameworks: Iterable[StateFramework],
    instruments: Sequence[Instrument],
    documents: Mapping[str, SourceDocument],
    *,
    place: Place,
) -> tuple[StateFramework, ...]:
    """The reports on the place's state, of any day, whose text is not among the documents.

    A text replaces a report where it is law of the state and carries the first section that the report cites, as the
    number of a section, at its head or in its name. Where all of the state's law was supplied nothing is reported.
    """
    if place.state_law_supplied.split(" ")[0] == _WHOLE:
        return ()
    texts = [
        documents[item.document]
        for item in instruments
        if item.level is Level.STATE and item.binding is Binding.BINDS and item.document in documents
    ]
    numbers = {number for document in texts for number in _find_own_numbers(document)}
    of_state = (item for item in frameworks if item.state == place.state)
    return tuple(item for item in of_state if not numbers.intersection(_find_numbers(item.citation)[:1]))


def _find_own_numbers(document: SourceDocument) -> list[str]:
    """The numbers that a document says it is or holds; those that it only refers to are left out."""
    named = " ".join(f"{section.number} {section.heading}" for section in document.sections)
    title = re.sub(r"[a-z]+-", " ", document.name, flags=re.IGNORECASE)
    return _find_numbers(f"{title} {document.text[:_HEAD]} {named}")


def _find_numbers(text: str) -> list[str]:
    """Section numbers in one spelling: "27A.2" and "27a-2" are the same. Of "33:81-33:86" both ends are found."""
    ends = _RANGE.sub(r"\1 ", text)
    return [_BREAK.sub("-", match.group().lower()) for match in _NUMBER.finditer(ends)]
