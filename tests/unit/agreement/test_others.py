"""Others' answers beside ours: what agrees, what cannot be answered and why, counted on distinct texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from pincite.agreement.others import (
    StudyAnswers,
    compare_others,
    find_both,
    find_own_conflicts,
    measure_others,
)
from pincite.agreement.periods import parse_period, parse_remarked
from pincite.model.comparison import (
    Both,
    Compared,
    ComparedQuestion,
    Comparison,
    OthersAnswer,
    OurAnswer,
    Period,
    SaidOf,
)

LAMPS = Comparison(
    id="lamps",
    title="Lamps",
    rubric="lamps",
    columns=(),
    answers={"Y": "Y", "N": "N"},
    unclear=("?",),
    questions=(
        ComparedQuestion(id="L1", asks="lamps are lit", items=("C1", "C2")),
        ComparedQuestion(id="L2", asks="lamps are red", items=("C3",), part="glass"),
        ComparedQuestion(id="L3", asks="a list of lamps", why="context"),
    ),
    whys=(),
    both=Both(title="lit and red", said=(SaidOf(question="L1", said=("Y",)), SaidOf(question="L2", said=("Y", "?")))),
)
LAST = "2024-06-30"


def row(number: int, question: str = "L1", answer: str = "Y", *, date: str = "2023-05-01", **more: str) -> OthersAnswer:
    plain = OthersAnswer(
        row=number, place="elm", label="Elm, XM", question=question, said=answer or "?", answer=answer,
        text=f"text {number}", date=date, period=parse_period(date), source="a list",
    )  # fmt: skip
    return replace(plain, **more)  # type: ignore[arg-type]


def study(answers: Mapping[str, str], *, points: Mapping[str, Mapping[str, str]] | None = None) -> StudyAnswers:
    """A study of Elm from 2020 to LAST. answers: by item; points: what else holds from a day on."""

    def answer_on(day: str) -> dict[tuple[str, str], OurAnswer]:
        said = dict(answers)
        for start, later in (points or {}).items():
            if start <= day:
                said |= later
        return {(item, part): OurAnswer(answer=value) for item, value in said.items() for part in ("", "glass")}

    return StudyAnswers(
        name="elm", place="elm", first="2020-01-01", last=LAST, points=tuple(points or ()), answer_on=answer_on
    )


def outcomes(rows: list[OthersAnswer], *studies: StudyAnswers) -> list[tuple[str, str, str]]:
    compared = compare_others(rows, LAMPS, {item.place: item for item in studies})
    return [(item.item, item.outcome, item.why) for item in compared]


def test_a_row_is_set_beside_every_item_that_asks_the_same() -> None:
    assert outcomes([row(1)], study({"C1": "Y", "C2": "N"})) == [("C1", "agrees", ""), ("C2", "conflicts", "")]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        (row(1, place="oak"), "no-study"),
        (row(1, date=""), "no-date"),
        (row(1, date="2024-07-01"), "after-study"),
        (row(1, date="2024"), "after-study"),
        (row(1, date="2019-12-31"), "before-instruments"),
        (row(1, date="2019"), "before-instruments"),
    ],
)
def test_a_row_that_no_study_can_answer_says_why(changed: OthersAnswer, why: str) -> None:
    found = outcomes([changed], study({"C1": "Y", "C2": "Y"}))
    assert found == [("C1", "unanswerable", why), ("C2", "unanswerable", why)]


@pytest.mark.parametrize(
    ("ours", "why"), [({"C1": "unknown"}, "unknown"), ({"C1": "not-applicable"}, "not-applicable"), ({}, "not-asked")]
)
def test_what_we_do_not_know_is_no_answer(ours: dict[str, str], why: str) -> None:
    assert outcomes([row(1)], study({"C2": "Y"} | ours))[0] == ("C1", "unanswerable", why)


def test_a_row_is_answered_on_its_own_date_and_no_other() -> None:
    changing = study({"C1": "N", "C2": "N"}, points={"2022-03-15": {"C1": "Y"}})
    dates = ["2022-03-14", "2022-03-15", "2022-03", "2022", "2022-04", "2021"]
    found = outcomes([row(number, date=day) for number, day in enumerate(dates)], changing)
    assert [one[1:] for one in found if one[0] == "C1"] == [
        ("conflicts", ""),
        ("agrees", ""),
        ("unanswerable", "changes-within"),
        ("unanswerable", "changes-within"),
        ("agrees", ""),
        ("conflicts", ""),
    ]
    assert [one[1] for one in found if one[0] == "C2"] == ["conflicts"] * 6


def test_a_part_of_an_item_is_compared_with_that_part() -> None:
    asked: list[str] = []

    def answer_on(day: str) -> dict[tuple[str, str], OurAnswer]:
        asked.append(day)
        return {("C3", ""): OurAnswer(answer="N"), ("C3", "glass"): OurAnswer(answer="Y")}

    of_parts = replace(study({}), answer_on=answer_on)
    assert outcomes([row(1, "L2")], of_parts) == [("C3", "agrees", "")]
    assert asked == ["2023-05-01"]


def test_labels_and_unclear_answers_are_not_compared() -> None:
    rows = [row(1, "L3", "", why="context"), row(2, answer="", why="unclear")]
    assert outcomes(rows, study({"C1": "Y"})) == [("", "not-compared", "context"), ("", "not-compared", "unclear")]


def test_one_text_in_many_rows_counts_once() -> None:
    rows = [row(number, text="Will not LIGHT lamps!") for number in range(45)] + [row(46, answer="N", text="Lit.")]
    (figures,) = (item for item in measure_others(compare_others(rows, LAMPS, {"elm": study({"C1": "Y"})}))
                  if item.item == "C1")  # fmt: skip
    assert (figures.rows, figures.texts, figures.compared_rows) == (46, 2, 46)
    assert (figures.compared, figures.agree, figures.conflict, figures.opposed, figures.drafts) == (2, 1, 1, 1, 2)
    assert figures.agreement == 0.5
    assert figures.kappa is None


def test_rows_that_are_absent_count_nowhere() -> None:
    with_rows = compare_others([row(1)], LAMPS, {"elm": study({"C1": "Y", "C2": "Y", "C3": "Y"})})
    figures = measure_others(with_rows)
    assert [item.item for item in figures] == ["C1", "C2"]
    assert sum(item.compared for item in figures) == 2
    assert measure_others(compare_others([], LAMPS, {"elm": study({"C1": "Y"})})) == ()


def test_kappa_from_ten_distinct_texts_on() -> None:
    rows = [row(number, answer="Y" if number % 2 else "N") for number in range(10)]

    def kappa(some: list[OthersAnswer]) -> float | None:
        compared = [
            Compared(row=one, item="C1", outcome="agrees", ours=OurAnswer(answer=one.answer, draft=False))
            for one in some
        ]
        return measure_others(compared)[0].kappa

    assert kappa(rows) == 1.0
    assert kappa(rows[:9]) is None
    always = compare_others(rows, LAMPS, {"elm": study({"C1": "Y", "C2": "Y"})})
    assert measure_others(always)[0].kappa == 0.0


def test_unanswerable_rows_are_counted_by_reason() -> None:
    rows = [row(1, place="oak"), row(2, place="oak"), row(3, date="2030-01-01"), row(4)]
    figures = measure_others(compare_others(rows, LAMPS, {"elm": study({"C1": "Y", "C2": "Y"})}))[0]
    assert figures.unanswerable == {"no-study": 2, "after-study": 1}
    assert (figures.rows, figures.compared, figures.agree) == (4, 1, 1)


def test_a_table_that_contradicts_itself_is_said() -> None:
    rows = [row(1), row(2, answer="N"), row(3, date="2023-05"), row(4, "L2", "N"), row(5, place="oak", answer="N")]
    (found,) = find_own_conflicts(
        [*rows, row(6, answer="", why="unclear"), row(7, date=""), row(8, answer="N", date="")]
    )
    assert (found.label, found.question, found.date) == ("Elm, XM", "L1", "2023-05-01")
    assert [item.row for item in found.rows] == [1, 2]


def test_places_of_which_both_is_said_keep_every_row_and_get_no_label() -> None:
    rows = [
        row(1), row(2, "L2", "", why="unclear"), row(3, "L3", "", why="context"), row(4, answer="N", date="2024"),
        row(5, place="oak"), row(6, "L2", "N", place="oak"),
    ]  # fmt: skip
    (same,) = find_both(rows, LAMPS)
    assert [item.row for item in same] == [1, 2, 4]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023", "2023-01-01", "2023-12-31"),
    ],
)
def test_days_months_and_years(text: str, first: str, last: str) -> None:
    assert parse_period(text) == Period(first=first, last=last)


@pytest.mark.parametrize("text", ["", "June 2024", "2023-02-29", "2023-13", "45000", "06/30/2024", "2024-6-1", "0000"])
def test_what_is_no_date(text: str) -> None:
    assert parse_period(text) is None


def test_a_remark_may_follow_a_sources_date() -> None:
    assert parse_remarked("2014 (latest entry Sep 2014)") == parse_period("2014")
    assert parse_remarked("about 2014") is None
