"""A field form that a person filled in: answers with where they were found."""

from __future__ import annotations

from dataclasses import dataclass

FORM_REASON = "Field form: "  # what the reason of a recorded answer begins with


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledAnswer:
    """One question's answer. row: where it stands in the file, for errors; source: document, section, page."""

    question: str
    answer: str
    source: str
    note: str
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledForm:
    """One person's form on one day (ISO). where: "checklist.xlsx, row 3", for errors."""

    coder: str
    day: str
    place: str
    answers: tuple[FilledAnswer, ...]
    where: str
