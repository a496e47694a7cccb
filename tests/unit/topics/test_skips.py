"""Skip logic, measured against every way to answer."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product

from hypothesis import given, settings
from hypothesis import strategies as st

from pincite.model.rubric import AnswerTable, Conditions, Question, Rubric, TableRow
from pincite.topics import check_rubric, load_topic, parse_rubric
from pincite.topics.skips import find_dependencies
from unit.topics.library import FILES, RUBRIC

TOPIC = load_topic(FILES)
BASE = parse_rubric(RUBRIC, "rubric.yaml", topic=TOPIC)
GIVEN = ("Y", "N", "other", "unknown")
NAMES = ("A", "B", "C", "D")


def asked(name: str, skip_if: dict[str, tuple[str, ...]] | None, table: str = "ban") -> Question:
    return Question(
        id=name,
        text="x",
        asks="rule",
        conducts=("keep-loans",),
        asked_of="libraries",
        table=table,
        skip_if=skip_if,
    )


def rubric_of(*questions: Question) -> Rubric:
    return replace(BASE, questions=questions, elements=(), criteria=())


SKIPS = st.lists(st.sampled_from((*GIVEN, "not-applicable")), min_size=1, max_size=5, unique=True).map(tuple)


@st.composite
def rubrics(draw: st.DrawFn) -> Rubric:
    """Up to four questions; each may be skipped on answers to earlier ones."""
    questions = []
    for index, name in enumerate(NAMES):
        earlier = draw(st.lists(st.sampled_from(NAMES[:index]), unique=True, max_size=2)) if index else []
        questions.append(asked(name, {other: draw(SKIPS) for other in earlier} or None))
    return rubric_of(*questions)


def ever_asked(rubric: Rubric) -> set[str]:
    """Questions that are asked under at least one way to answer, by trying all of them."""
    found: set[str] = set()
    for answers in product(GIVEN, repeat=len(rubric.questions)):
        known: dict[str, str] = {}
        for question, answer in zip(rubric.questions, answers, strict=True):
            skips = question.skip_if or {}
            skipped = any(known[other] in wanted for other, wanted in skips.items())
            known[question.id] = "not-applicable" if skipped else answer
            found |= set() if skipped else {question.id}
    return found


@settings(max_examples=150, deadline=None)
@given(rubrics())
def test_always_skipped_is_exactly_what_no_answers_ask(rubric: Rubric) -> None:
    problems = check_rubric(rubric, TOPIC)
    called = {item.what.split('"')[1] for item in problems if "is always skipped" in item.what}
    assert called == {item.id for item in rubric.questions} - ever_asked(rubric)


@given(st.permutations(NAMES), st.integers(1, 4))
def test_a_circle_is_named_whole(order: list[str], size: int) -> None:
    ring = order[:size]
    after = dict(zip(ring, [*ring[1:], ring[0]], strict=True))
    rubric = rubric_of(*(asked(name, {after[name]: ("Y",)} if name in after else None) for name in NAMES))
    said = [item.what for item in check_rubric(rubric, TOPIC) if "wait for one another" in item.what]
    assert len(said) == 1
    circle = said[0].removeprefix("the questions wait for one another: ").removesuffix(".").split(" -> ")
    assert set(circle) == set(ring)
    assert circle[0] == circle[-1]
    assert all(after[name] == other for name, other in pairwise(circle))


def test_a_table_that_asks_another_question_makes_a_dependency() -> None:
    skips = {"R1": ("N",), "gone": ("Y",)}
    rubric = rubric_of(asked("R1", None), asked("B", skips, "follow-up"), asked("C", None, "none"))
    assert find_dependencies(rubric) == {"R1": (), "B": ("R1",), "C": ()}


def test_a_table_may_not_wait_for_its_own_question() -> None:
    row = TableRow(when=Conditions(question={"A": ("Y",)}), answer="N", reason="r", basis="b")
    last = TableRow(when=Conditions(), answer="unknown", reason="r", basis="b")
    rubric = replace(rubric_of(asked("A", None)), tables=(AnswerTable(id="ban", rows=(row, last)),))
    assert [item.what for item in check_rubric(rubric, TOPIC)] == [
        "the questions wait for one another: A -> A."
    ]


def test_a_condition_on_a_skipped_question_may_hold() -> None:
    rubric = rubric_of(asked("A", None), asked("B", {"A": ("Y",)}), asked("C", {"B": ("not-applicable",)}))
    assert not [item for item in check_rubric(rubric, TOPIC) if "never" in item.what or "always" in item.what]
