"""What settling something does to the score's range."""

from itertools import product

import universe as u
from pincite.answering.narrowing import complete_unknowns, rank_unknowns, rank_wanted
from pincite.answering.score import score_answers
from pincite.model.answer import Answer, Score, Wanted
from pincite.model.lever import Narrowing


def answers(**given: str) -> dict[str, Answer]:
    """Every question unknown and open to all answers, but for those given."""
    return {
        item.id: Answer(
            question=item.id,
            answer=given.get(item.id.replace(".", "_"), "unknown"),
            reason="",
            basis="",
            possible=(given.get(item.id.replace(".", "_")),)
            if item.id.replace(".", "_") in given
            else ("Y", "N", "other"),
        )
        for item in u.RUBRIC.questions
    }


def scored(found: dict[str, Answer]) -> Score:
    score = score_answers(u.RUBRIC, found, ())
    assert score is not None
    return score


def width(found: dict[str, Answer]) -> int:
    score = scored(found)
    return score.most - score.least


def settle(found: dict[str, Answer], values: dict[str, str]) -> dict[str, Answer]:
    """The answers with these settled by hand."""
    fixed = {
        key: Answer(question=key, answer=value, reason="", basis="", possible=(value,)) for key, value in values.items()
    }
    return found | fixed


def test_a_question_that_alone_decides_a_criterion_narrows_surely() -> None:
    found = answers()
    ranked = {
        item.question: item.narrowing for item in rank_unknowns(complete_unknowns(u.RUBRIC, found), u.RUBRIC, found)
    }
    now = width(found)
    assert ranked["C7.1"] == Narrowing(now=now, worst=now - 1, best=now - 1)
    assert ranked["C1.2"] == Narrowing(now=now, worst=now, best=now - 1)
    assert ranked["C8.1"] == Narrowing(now=now, worst=now, best=now)


def test_it_is_the_same_as_scoring_after_every_answer_by_hand() -> None:
    found = answers(C2_1="N", C3_1="Y", C5_1="Y", C8_2="Y")
    for item in rank_unknowns(complete_unknowns(u.RUBRIC, found), u.RUBRIC, found):
        if u.RUBRIC.question(item.question).skip_if:
            continue
        widths = [width(settle(found, {item.question: value})) for value in ("Y", "N", "other")]
        assert item.narrowing == Narrowing(now=width(found), worst=max(widths), best=min(widths)), item.question


def test_documents_are_ordered_by_what_settling_their_questions_does() -> None:
    found = answers(C2_1="Y")
    wanted = [
        Wanted(kind="contract", title="", whose="A", questions=("C8.1", "E07")),
        Wanted(kind="statute", title="", whose="B", questions=("C1.1", "C1.2")),
        Wanted(kind="ordinance", title="", whose="C", questions=("C4.1", "C4.2", "C7.1")),
    ]
    ranked = rank_wanted(wanted, complete_unknowns(u.RUBRIC, found), found)
    assert [item.whose for item in ranked] == ["C", "B", "A"]
    for item in ranked:
        questions = [name for name in item.questions if name in found]
        widths = [
            width(settle(found, dict(zip(questions, values, strict=True))))
            for values in product(("Y", "N", "other"), repeat=len(questions))
        ]
        assert (item.narrowing.worst, item.narrowing.best) == (max(widths), min(widths))


def test_what_a_review_has_settled_is_no_longer_wanted() -> None:
    found = answers(C8_1="N", C8_2="N")
    wanted = [
        Wanted(kind="contract", title="", whose="A", questions=("C8.1", "C8.2")),
        Wanted(kind="statute", title="", whose="B", questions=("C8.1", "C8.3")),
    ]
    ranked = rank_wanted(wanted, complete_unknowns(u.RUBRIC, found), found)
    assert [(item.whose, item.questions) for item in ranked] == [("B", ("C8.3",))]


def test_a_descriptive_standard_has_no_range_to_narrow() -> None:
    found = {item.question: item for item in u.world().assess(u.DESCRIPTIVE).answers}
    groups = complete_unknowns(u.DESCRIPTIVE, found)
    assert rank_unknowns(groups, u.DESCRIPTIVE, found) == ()
    wanted = [Wanted(kind="statute", title="", whose="B", questions=("Q-hold",))]
    assert rank_wanted(wanted, groups, found)[0].narrowing == Narrowing(now=0, worst=0, best=0)
