"""Reviews: what a person's decision does to provisions, answers, gates, criteria and score."""

import pytest

import universe as u
from pincite.answering import Review, apply_reviews
from pincite.answering.review import check_review, latest_reviews, parse_reviews, review_provisions
from pincite.errors import StudyError
from pincite.model.answer import Assessment, CriterionResult
from pincite.model.law import LegalException, Rule, Scope

BAN = u.law("ordinance: prohibits hold; except judicial-warrant")


def review(target: str, action: str, **fields: object) -> Review:
    shape = {"by": "A. Reader", "at": "2025-06-02T10:00:00Z", "reason": "the heading says otherwise"}
    return Review(target=target, action=action, **{**shape, **fields})


def reviewed(world: u.World, *reviews: Review) -> Assessment:
    latest = latest_reviews(reviews)
    used = review_provisions(world.provisions, latest)
    return apply_reviews(u.with_provisions(world, used).assess(), latest, rubric=u.RUBRIC)


def result(assessment: Assessment, criterion: str) -> CriterionResult:
    (found,) = (item.result for item in assessment.criteria if item.criterion == criterion)
    return found


@pytest.mark.parametrize(
    ("made", "problem"),
    [
        (review("C1.2", "accept", reason=""), ""),
        (review("C1.2", "change", answer="N"), ""),
        (review("C1.2", "change", answer="unknown"), ""),
        (review("C1.2", "reject"), ""),
        (review("ordinance#hold", "change", rule="limits"), ""),
        (review("C1.2", "praise"), "the action 'praise' is none of accept, change, reject"),
        (review("C9.9", "accept"), "there is no draft 'C9.9'"),
        (review("C1.2", "accept", by=" "), "it does not say who reviewed"),
        (review("C1.2", "reject", reason=" "), "reject needs a reason"),
        (review("C1.2", "change", answer="maybe"), "the answer 'maybe' is none of Y, N, other or unknown"),
        (review("ordinance#hold", "change", rule="loves"), "the rule 'loves' is none of prohibits"),
    ],
)
def test_a_review_is_checked(made: Review, problem: str) -> None:
    problems = check_review(made, targets=["C1.2", "ordinance#hold"], answers=u.RUBRIC.answers)
    assert bool(problems) is bool(problem)
    assert not problem or problems[0].startswith(problem)


def test_the_last_review_of_a_target_is_in_effect() -> None:
    first, second = review("C1.2", "accept"), review("C1.2", "reject")
    assert latest_reviews([first, second]) == {"C1.2": second}


def test_an_accepted_provision_carries_the_persons_name_and_no_probability() -> None:
    (found,) = review_provisions([BAN], {BAN.id: review(BAN.id, "accept")})
    assert (found.coder, found.probability, found.rule) == ("A. Reader", None, Rule.PROHIBITS)
    assert review_provisions([BAN], {}) == (BAN,)


def test_a_changed_provision_is_coded_as_the_person_says() -> None:
    change = review(
        BAN.id, "change", rule="limits", exceptions=("conviction", "charge"), alone=("charge",), scope="part"
    )
    (found,) = review_provisions([BAN], {BAN.id: change})
    assert found.rule is Rule.LIMITS
    assert found.exceptions == (
        LegalException(kind="conviction", alone=False),
        LegalException(kind="charge", alone=True),
    )
    assert (found.scope, found.note, found.citations) == (Scope.PART, "the heading says otherwise", BAN.citations)


def test_what_a_change_does_not_name_stays() -> None:
    (found,) = review_provisions([BAN], {BAN.id: review(BAN.id, "change", rule="limits")})
    assert (found.exceptions, found.scope) == (BAN.exceptions, Scope.WHOLE)
    (listed,) = review_provisions([BAN], {BAN.id: review(BAN.id, "change", rule="limits", exceptions=("gang",))})
    assert listed.exceptions == (LegalException(kind="gang", alone=True),)


@pytest.mark.parametrize("made", [review(BAN.id, "reject"), review(BAN.id, "change", rule="silent")])
def test_a_rejected_provision_answers_nothing(made: Review) -> None:
    assert review_provisions([BAN], {BAN.id: made}) == ()
    assert u.get_answer(reviewed(u.world("ordinance: prohibits hold"), made), "C1.2").answer == "unknown"


def test_a_changed_provision_changes_the_answer() -> None:
    change = review(BAN.id, "change", rule="limits", exceptions=("conviction",))
    assessment = reviewed(u.world("ordinance: prohibits hold"), change)
    answer = u.get_answer(assessment, "C1.2")
    assert (answer.answer, answer.draft, answer.reviewed_by) == ("other", False, "A. Reader")


def test_an_answer_is_no_draft_once_all_that_it_rests_on_was_reviewed() -> None:
    world = u.world("ordinance: prohibits hold", "policy: limits hold; except charge")
    half = reviewed(world, review("ordinance#hold", "accept"))
    assert u.get_answer(half, "C1.2").draft
    whole = reviewed(world, review("ordinance#hold", "accept"), review("policy#hold", "accept"))
    answer = u.get_answer(whole, "C1.2")
    assert (answer.draft, answer.review_reason) == (False, "every provision it rests on was reviewed")
    assert whole.reviewed == sum(not item.draft for item in (*whole.answers, *whole.elements)) > 0


@pytest.mark.parametrize(
    "world",
    [
        u.world("jail policy: prohibits hold", kind="city", attested_searches=u.attested("all")),
        u.world("jail policy: limits hold; except charge", kind="city"),
    ],
)
def test_an_answer_that_rests_on_silence_stays_a_draft(world: u.World) -> None:
    """One agency's row is by words that were reviewed, the other's by silence, which nobody has reviewed."""
    answer = u.get_answer(reviewed(world, review("jail policy#hold", "accept")), "C1.2")
    assert answer.answer == "other"
    assert answer.draft


def test_an_accepted_answer_is_kept_as_it_is() -> None:
    world = u.world("ordinance: prohibits hold")
    answer = u.get_answer(reviewed(world, review("C1.2", "accept", reason="")), "C1.2")
    assert (answer.answer, answer.draft, answer.basis) == ("Y", False, world.ask("C1.2").basis)


def test_a_changed_answer_changes_criterion_and_score() -> None:
    world = u.world("ordinance: prohibits hold", observations=(u.observation("sheriff", "hold", "declines"),))
    before, after = world.assess(), reviewed(world, review("C1.1", "change", answer="N"))
    assert (result(before, "C1"), result(after, "C1")) == (CriterionResult.MET, CriterionResult.PARTLY)
    assert (before.score.least, after.score.least) == (1, 0)
    assert u.get_answer(after, "C1.1").basis == "A. Reader decided: the heading says otherwise"
    assert u.get_answer(after, "C1.1").missing == ()


def test_a_rejected_answer_is_open_to_every_answer_again() -> None:
    world = u.world("ordinance: prohibits hold", observations=(u.observation("sheriff", "hold", "declines"),))
    after = reviewed(world, review("C1.1", "reject"))
    answer = u.get_answer(after, "C1.1")
    assert (answer.answer, answer.possible, answer.durability) == ("unknown", u.RUBRIC.answers, "")
    assert after.score.least == 0
    assert after.score.most == world.assess().score.most


def test_a_changed_answer_closes_the_gates_behind_it() -> None:
    after = reviewed(u.world("policy: permits jail-access"), review("C2.1", "change", answer="Y"))
    assert u.get_answer(after, "C2.2").answer == "not-applicable"
    assert result(after, "C3") is CriterionResult.NOT_APPLICABLE
    assert result(after, "C2") is CriterionResult.MET
    assert after.score.applicable == 7


def test_a_changed_answer_opens_the_gates_behind_it() -> None:
    world = u.world("policy: prohibits jail-access")
    after = reviewed(world, review("C2.1", "change", answer="N"), review("C3.1", "change", answer="other"))
    opened = u.get_answer(after, "C3.2")
    assert (opened.answer, opened.reason, opened.possible) == ("unknown", "gate-opened", u.RUBRIC.answers)
    assert u.get_answer(after, "C3.1").answer == "other"
    assert result(world.assess(), "C3") is CriterionResult.NOT_APPLICABLE
    assert result(after, "C3") is CriterionResult.PARTLY


def test_what_a_person_decided_himself_stays_behind_a_closed_gate() -> None:
    after = reviewed(u.world(), review("C2.1", "change", answer="Y"), review("C3.1", "change", answer="N"))
    assert u.get_answer(after, "C3.1").answer == "N"
    assert u.get_answer(after, "C3.2").answer == "not-applicable"


def test_an_element_is_reviewed_too() -> None:
    after = reviewed(u.world(), review("E05", "change", answer="Y"))
    assert u.get_answer(after, "E05").answer == "Y"
    assert after.score.elements_met == 1


def test_reviews_are_read_from_plain_rows() -> None:
    row = {"target": "C1.2", "action": "accept", "by": "A", "at": "2025-01-01", "reason": ""}
    assert parse_reviews([row]) == [Review(**row)]
    with pytest.raises(StudyError, match=r"review 2.*Mend the row"):
        parse_reviews([row, {"target": "C1.2"}])
