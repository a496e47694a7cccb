"""Answers that others gave: how their questions map to a rubric's, their rows, and what became of each."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedColumn:
    """A column that is read. names: what it is called; needed: without it the table cannot be compared."""

    field: str
    names: tuple[str, ...]
    needed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedQuestion:
    """A question of others. items: ids of the rubric that ask the same; part: one protection of them, "" for all.

    why: id of the reason for which it answers nothing, "" where it has items.
    """

    id: str
    asks: str
    items: tuple[str, ...] = ()
    part: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """A reason for which questions answer nothing."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidOf:
    """What is said on one question of others. said: their words for it, any of which counts."""

    question: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Both:
    """Places of which several things are said that one label would hide."""

    title: str
    said: tuple[SaidOf, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How one kind of table of others' answers maps to a rubric.

    answers: their words -> an answer of the rubric; unclear: their words that answer nothing. personal: words in the
    names of columns on single persons, which are not read.
    """

    id: str
    title: str
    rubric: str
    columns: tuple[ComparedColumn, ...]
    answers: dict[str, str]
    unclear: tuple[str, ...]
    questions: tuple[ComparedQuestion, ...]
    whys: tuple[Why, ...]
    both: Both
    personal: tuple[str, ...] = ()

    def question(self, question_id: str) -> ComparedQuestion:
        """The question of that id; raises KeyError."""
        for item in self.questions:
            if item.id == question_id:
                return item
        raise KeyError(question_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days that a written date may mean, first and last as ISO days: one day, a month or a year."""

    first: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OthersAnswer:
    """One row. row: its number in the table; place: what tells its place from others, the same for one and the same.

    said: as the table says it; answer: in the rubric's words, "" where it is not compared. period: None where the row
    has no date. why: id of the reason for which it is not compared, "" where it is.
    """

    row: int
    place: str
    label: str
    question: str
    said: str
    answer: str
    text: str
    date: str
    period: Period | None
    source: str
    why: str = ""
    agency: str = ""
    reliability: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OurAnswer:
    """What a study answers to one item on one day. draft: no person has reviewed it."""

    answer: str
    draft: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One row beside one item of the rubric. item: "" for a row that is not compared; ours: None where we have none.

    outcome: agrees, conflicts, unanswerable or not-compared; why: the reason for the last two.
    """

    row: OthersAnswer
    item: str
    outcome: str
    why: str = ""
    ours: OurAnswer | None = None
    study: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFigures:
    """What the rows come to for one item. texts: distinct texts among its rows; unanswerable: rows by reason.

    compared, agree, conflict, opposed: distinct texts with the two answers on them, opposed where they are Y and N;
    compared_rows: the rows behind them. drafts: how many of compared are machine drafts on our side.
    agreement: 0..1, None without any; kappa: Cohen's, None under ten.
    """

    item: str
    rows: int
    texts: int
    compared_rows: int
    compared: int
    agree: int
    conflict: int
    opposed: int
    drafts: int
    agreement: float | None
    kappa: float | None
    unanswerable: dict[str, int] = field(default_factory=dict)
