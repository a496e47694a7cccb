"""An outline of an ordinance or policy: sections with notes, what is not offered and why, and what would change."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pincite.model.clause import Clause, Variant
from pincite.model.law import Citation

DISCLAIMER = "Outline for counsel, not legal advice"


class Standing(StrEnum):
    """What becomes of a clause at a place."""

    OFFERED = "offered"
    COVERED = "covered"  # present law says it already
    CLOSED = "closed"  # a higher text stands in its way
    BEYOND = "beyond"  # the body cannot bind those whom it is about
    UNNEEDED = "unneeded"  # an amendment leaves it, for nothing is open there


class RunMark(StrEnum):
    """What becomes of a run of words in a redline."""

    KEPT = "kept"
    STRUCK = "struck"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class RedlineRun:
    """A run of words with what becomes of it."""

    mark: RunMark
    text: str

    @property
    def told(self) -> str:
        """The run for those who cannot see strokes: "[struck: the words]"; kept words as they are."""
        return self.text if self.mark is RunMark.KEPT else f"[{self.mark}: {self.text}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentText:
    """What an instrument says now, the words that decide first. draft: no person has reviewed that it says this."""

    instrument: str
    title: str
    citations: tuple[Citation, ...]
    draft: bool = True

    @property
    def words(self) -> str:
        """All that is cited, in the order of the text, what stands in two citations once."""
        runs, end = [], 0
        for item in sorted(self.citations, key=lambda item: (item.start, -item.end)):
            if item.end > end:
                runs.append(item.quote[max(0, end - item.start) :])
                end = item.end
        return " ".join(" ".join(run.split()) for run in runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseStanding:
    """A clause with what becomes of it. why: a sentence; cautions: what counsel has to look at first.

    shown: the texts that decide it; replaces: texts of the same body that it would replace.
    """

    clause: Clause
    standing: Standing
    why: str = ""
    cautions: tuple[str, ...] = ()
    shown: tuple[PresentText, ...] = ()
    replaces: tuple[PresentText, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Redline:
    """A present text marked up to become a section's words."""

    of: PresentText
    runs: tuple[RedlineRun, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineSection:
    """One section as it would be adopted, with its clause and notes. number: from 1."""

    number: int
    title: str
    lines: tuple[str, ...]
    clause: Clause
    cautions: tuple[str, ...] = ()
    redlines: tuple[Redline, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerChange:
    """A question or element: what it is answered now, and with the outline adopted as it stands."""

    item: str
    text: str
    now: str
    then: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The whole outline. act: "ordinance", "policy" ...; enacting: the words before the sections.

    aside: clauses that are not offered, with the reason. cautions: limits of the body. answers: all that were asked.
    """

    title: str
    place: str
    state: str
    as_of: str
    body: str
    act: str
    variant: Variant
    enacting: str
    sections: tuple[OutlineSection, ...]
    aside: tuple[ClauseStanding, ...] = ()
    cautions: tuple[str, ...] = ()
    answers: tuple[AnswerChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block of an outline as it is shown.

    kind: title, strong, heading, subheading, section, line, paragraph, bullet, redline or table.

    label: a section's number or a line's letter, "" for none. rows: a table's, its heads first.
    """

    kind: str
    text: str = ""
    label: str = ""
    runs: tuple[RedlineRun, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
