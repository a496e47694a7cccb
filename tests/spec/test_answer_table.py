"""The normative answer table, every cell and every finer point, as cases in answer_table/*.yaml."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

import universe as u
from pincite.model.answer import NOT_APPLICABLE, UNKNOWN, Answer
from pincite.topics.strict_yaml import parse_strict

CASES = Path(__file__).parent / "answer_table"
FIELDS = {"law", "searched", "observed", "place", "expect", "reason", "says", "caution", "flags", "rows", "why"} | {
    "cites",
    "durability",
}
WORDS = {"n/a": NOT_APPLICABLE}


@cache
def load_cases() -> tuple[tuple[str, str, str, Any], ...]:
    """(file, cell, question, case) of every case."""
    found = []
    for path in sorted(CASES.glob("*.yaml")):
        for group in parse_strict(path.read_text("utf-8"), path.name).value:
            for case in group["cases"]:
                found.extend((path.stem, group["cell"], question, case) for question in group["ask"])
    return tuple(found)


def tell(case: dict[str, Any]) -> str:
    """The case in one line, for the name of its test."""
    parts = [*case.get("law", ()), *case.get("observed", ())] or ["nothing"]
    searched = case.get("searched")
    return " + ".join(parts) + (f" [searched {searched}]" if searched else "")


@cache
def answered(
    place: str, lines: tuple[str, ...], searched: tuple[str, ...], observed: tuple[str, ...], ask: str
) -> Answer:
    """The answer to one question in the world of one case."""
    conduct = u.RUBRIC.question(ask).conducts[0]
    return u.world(
        *lines,
        kind=place,
        conduct=conduct,
        attested_searches=u.attested(*searched),
        observations=tuple(_observed(item, conduct) for item in observed),
    ).ask(ask)


def _observed(text: str, conduct: str) -> Any:
    agency, shows, *named = text.split()
    return u.observation(agency, named[0] if named else conduct, shows)


def answer_of(question: str, case: dict[str, Any]) -> Answer:
    searched = case.get("searched", ())
    return answered(
        case.get("place", "county"),
        tuple(case.get("law", ())),
        (searched,) if isinstance(searched, str) else tuple(searched),
        tuple(case.get("observed", ())),
        question,
    )


def params() -> list[Any]:
    return [
        pytest.param(question, case, id=f"{file}-{question}-{tell(case)}"[:140])
        for file, _, question, case in load_cases()
    ]


@pytest.mark.parametrize(("question", "case"), params())
def test_case(question: str, case: dict[str, Any]) -> None:
    assert set(case) <= FIELDS
    answer = answer_of(question, case)

    assert answer.answer == WORDS.get(case["expect"], case["expect"]), f"{answer.reason}: {answer.basis}"
    assert answer.reason == case.get("reason", answer.reason)
    assert case.get("says", "").lower() in answer.basis.lower()
    assert not case.get("caution") or any(case["caution"] in text for text in answer.cautions)
    assert tuple(case.get("flags", answer.flags)) == answer.flags
    assert case.get("durability", answer.durability) == answer.durability
    assert {case["cites"]} <= {item.document for item in answer.citations} if "cites" in case else True
    rows = {row.agency: row.answer for row in answer.by_agency}
    assert case.get("rows", {}).items() <= rows.items()


@pytest.mark.parametrize(("question", "case"), params())
def test_every_answer_rests_on_something(question: str, case: dict[str, Any]) -> None:
    """A Y, N or other cites words, rests on an observation, or on a complete search; an unknown says what it lacks."""
    answer = answer_of(question, case)
    if answer.answer == NOT_APPLICABLE:
        assert answer.by_agency == ()
        return
    for row in answer.by_agency:
        searched = case.get("searched") is not None
        assert row.answer == UNKNOWN or row.citations or row.observed or searched, row
        assert row.basis
        assert "{" not in row.basis
    assert answer.draft


@pytest.mark.parametrize("table", [item.id for item in u.RUBRIC.tables])
def test_every_row_of_every_table_decides_some_case(table: str) -> None:
    wanted = {(row.answer, row.reason) for row in u.RUBRIC.table(table).rows}
    decided = {
        (row.answer, row.reason)
        for _, _, question, case in load_cases()
        if u.RUBRIC.question(question).table == table
        for row in answer_of(question, case).by_agency
    }
    assert wanted <= decided | protections(table)


def protections(table: str) -> set[tuple[str, str]]:
    """Rows that decide an agency's part of a protection, which the place's rows take together."""
    if table != "conviction-free":
        return set()
    return {("N", "carves-out"), ("Y", "conviction-free"), ("other", "partly-preempted")}


@pytest.mark.parametrize("question", [item.id for item in (*u.RUBRIC.questions, *u.RUBRIC.elements)])
def test_every_question_has_a_case_for_each_of_its_answers(question: str) -> None:
    item = u.RUBRIC.question(question)
    possible = {row.answer for row in u.RUBRIC.table(item.table).rows}
    possible |= {NOT_APPLICABLE} if item.skip_if else set()
    seen = {answer_of(asked, case).answer for _, _, asked, case in load_cases() if asked == question}
    assert possible <= seen


def test_every_finer_point_is_told_somewhere() -> None:
    """Points with a case here; the others have tests of their own, named in the module that tests them."""
    elsewhere = {"3", "5", "6", "8", "9", "11", "13", "14", "17", "2"}
    told = {cell.split(" - ")[0] for file, cell, _, _ in load_cases() if file == "finer_points"}
    assert told | elsewhere >= {str(number) for number in range(1, 18)}
