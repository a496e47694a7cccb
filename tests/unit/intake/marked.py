"""Shared by the reader tests: what a RawText marks, as plain words."""

from __future__ import annotations

from pathlib import Path

from pincite.intake.raw import RawText
from pincite.model.document import MarkKind

SHARED = Path(__file__).parents[4] / "shared" / "corpus"
ASIDE = (Path(__file__).parents[3] / "benchmarks" / "set-aside.txt").read_text("utf-8").split()


def words_of(raw: RawText, kind: MarkKind) -> list[str]:
    """The marked runs of one kind, in order."""
    return [raw.text[mark.start : mark.end] for mark in raw.marks if mark.kind is kind]


def struck(raw: RawText) -> list[str]:
    return words_of(raw, MarkKind.STRUCK)


def inserted(raw: RawText) -> list[str]:
    return words_of(raw, MarkKind.INSERTED)


def notes(raw: RawText) -> list[str]:
    return words_of(raw, MarkKind.NOTE)


def headings(raw: RawText) -> list[tuple[int, str]]:
    return [(heading.level, raw.text[heading.start : heading.end]) for heading in raw.headings]


def codes(raw: RawText) -> list[str]:
    return [flag.code for flag in raw.flags]
