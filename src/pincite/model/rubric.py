"""A rubric: a versioned standard as data, with the table that turns rules into answers."""

from __future__ import annotations

from dataclasses import dataclass

CLOSING = "closing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What must hold for a table row to decide; every field that is given must hold.

    rule: the controlling rule is one of them. level, kind: such a text says so, whether it controls or not.
    scope: whole or part. alone_within: the live exceptions that stand alone are all in this set (names of rubric
    sets or exception ids; "closing" stands for those that a stated day closes). alone_has: at least one of them is.
    features, without: limbs shown, limbs not shown. own: the agency's own policy says so, whether it controls or
    not. implied: by a general rule.
    search: "complete". decides: a permission that settles the matter (own policy, or the search below is complete).
    general_mandate: a general ban on limits may reach the conduct. partly_preempted: a narrower mandate takes a part.
    also: rules that other provisions of the same level have. observed: what observations of practice show.
    levels_only: every level that speaks is one of these. question: other question -> place answers.
    """

    rule: tuple[str, ...] = ()
    scope: str = ""
    alone_within: tuple[str, ...] | None = None
    alone_has: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    levels_only: tuple[str, ...] = ()
    own: bool | None = None
    implied: bool | None = None
    search: str = ""
    decides: bool | None = None
    general_mandate: bool | None = None
    partly_preempted: bool | None = None
    also: tuple[str, ...] = ()
    observed: tuple[str, ...] = ()
    question: dict[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One row: if ``when`` holds the answer is ``answer``; reason is its code, basis its sentence for people."""

    when: Conditions
    answer: str
    reason: str
    basis: str
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTable:
    """Ordered rows; the first one that holds decides. The last row must hold always."""

    id: str
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOf:
    """A group of agencies that a question is asked of.

    kinds: agency kinds; jail_keepers: also every agency that keeps the jail or a lock-up (or may keep one).
    """

    id: str
    label: str
    kinds: tuple[str, ...]
    jail_keepers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WhereToLook:
    """A kind of source that must be searched before silence counts. ours: added by us, not by the standard."""

    kind: str
    text: str
    ours: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """One of several protections that a question is answered for before they are taken together."""

    id: str
    label: str
    conducts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question or element. asks: practice, policy or rule. conducts: those it is answered from.

    skip_if: other question -> place answers that make this one not applicable. combine: how agencies are taken
    together, "all" (they must agree) or "any" (one is enough).
    covered_by: conducts whose ban as a whole is a ban of this one too. observed_on: further conducts whose
    observations count here. notes: errata and remarks that are shown with it.
    """

    id: str
    text: str
    asks: str
    conducts: tuple[str, ...]
    asked_of: str
    table: str
    criterion: str = ""
    where: tuple[WhereToLook, ...] = ()
    skip_if: dict[str, tuple[str, ...]] | None = None
    combine: str = "all"
    protections: tuple[Protection, ...] = ()
    covered_by: tuple[str, ...] = ()
    observed_on: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """What is judged; met_by: the questions that must all be Y where applicable."""

    id: str
    title: str
    met_by: tuple[str, ...]
    unasked: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LandscapeItem:
    """A fact to establish about who holds the levers.

    ask: what to ask, of whom, where it is not established. questions: those whose answers tell of it.
    """

    id: str
    text: str
    field: str
    ask: str = ""
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    """A versioned standard. prefers: it has a better answer (Y); a descriptive one only says what the law says.

    answers: the vocabulary besides unknown and not-applicable. differ: the answer where agencies differ.
    author, source: whose standard it is. sets: named sets of exception kinds.
    """

    id: str
    version: str
    topic: str
    title: str
    author: str
    source: str
    as_of: str
    prefers: bool
    answers: tuple[str, ...]
    differ: str
    disclaimer: str
    sets: dict[str, tuple[str, ...]]
    asked_of: tuple[AskedOf, ...]
    tables: tuple[AnswerTable, ...]
    criteria: tuple[Criterion, ...]
    questions: tuple[Question, ...]
    elements: tuple[Question, ...] = ()
    landscape: tuple[LandscapeItem, ...] = ()
    related: tuple[str, ...] = ()
    errata: tuple[str, ...] = ()

    def question(self, question_id: str) -> Question:
        """The question or element of that id; raises KeyError."""
        for item in (*self.questions, *self.elements):
            if item.id == question_id:
                return item
        raise KeyError(question_id)

    def table(self, table_id: str) -> AnswerTable:
        """The answer table of that id; raises KeyError."""
        for item in self.tables:
            if item.id == table_id:
                return item
        raise KeyError(table_id)

    def group(self, group_id: str) -> AskedOf:
        """The asked-of group of that id; raises KeyError."""
        for item in self.asked_of:
            if item.id == group_id:
                return item
        raise KeyError(group_id)
