"""The assessment as a whole: warnings, landscape, what is shown beside, what to obtain next, score."""

from dataclasses import replace

import pytest

import universe as u
from pincite.answering.assess import answer_all
from pincite.answering.score import judge_criterion, score_answers
from pincite.model.answer import CriterionResult, Score
from pincite.model.place import Agency
from pincite.model.rubric import AnswerTable


def codes(world: u.World) -> list[str]:
    return [code for code, _ in world.assess().warnings]


def test_it_answers_every_question_and_element_once() -> None:
    assessment = u.world().assess()
    assert [item.question for item in assessment.answers] == [item.id for item in u.RUBRIC.questions]
    assert [item.question for item in assessment.elements] == [item.id for item in u.RUBRIC.elements]
    assert [item.criterion for item in assessment.criteria] == [item.id for item in u.RUBRIC.criteria]
    assert (assessment.place, assessment.state, assessment.as_of) == ("Orchard County", "XM", u.AS_OF)


@pytest.mark.parametrize(
    ("texts", "supplied", "code", "sentence"),
    [
        ((), "", "state-law-not-supplied", "has not been supplied as text; every answer is open to it."),
        (("statute: requires hold",), "", "state-law-in-part", "compels or protects cooperation."),
        (("statute: prohibits hold", "second statute: permits contract"), "part", "state-law-in-part", "sets limits."),
        (("statute: permits hold",), "whole (code of 2025)", "state-law-supplied", "speaks of none of the conducts."),
        (
            ("statute: requires hold", "second statute: limits arrest"),
            "part",
            "state-law-in-part",
            "compels or protects cooperation and sets limits.",
        ),
        (("bill: prohibits hold",), "", "state-law-not-supplied", "has not been supplied"),
    ],
)
def test_it_says_how_much_of_the_states_law_it_has_read(texts: tuple, supplied: str, code: str, sentence: str) -> None:
    assessment = u.world(*texts, state_law_supplied=supplied).assess()
    found = dict(assessment.warnings)
    assert sentence in found[code]
    (stated,) = (item for item in assessment.landscape if item.question == "L5")
    assert stated.answer == ("unknown" if code == "state-law-not-supplied" else "stated")


def test_it_warns_of_agencies_that_are_missing_assumed_or_not_known() -> None:
    police = replace(u.POLICE, lock_up="unknown", assumed=True)
    found = codes(u.world(agencies=(police, u.BOARD)))
    assert {"no-agency", "lock-up-unknown", "assumed-agency"} <= set(found)
    assert not {"no-agency", "lock-up-unknown", "assumed-agency"} & set(codes(u.world()))


def test_a_question_that_nobody_is_asked_is_unknown() -> None:
    answer = u.world("ordinance: prohibits hold", agencies=(u.BOARD,)).ask("C1.2")
    assert (answer.answer, answer.reason, answer.by_agency) == ("unknown", "no-agency", ())
    protections = u.world(agencies=(u.BOARD,)).ask("C7.1")
    assert (protections.answer, len(protections.by_agency)) == ("unknown", 3)


def test_an_agency_that_is_not_asked_has_no_row() -> None:
    other = Agency(id="annex", name="Annex", kind="jail", asked=False)
    answer = u.world("ordinance: prohibits hold", agencies=(*u.PLACES["county"], other)).ask("C1.2")
    assert [row.agency for row in answer.by_agency] == ["sheriff"]


def test_a_lock_up_that_is_not_known_is_asked_as_if() -> None:
    police = replace(u.POLICE, lock_up="unknown")
    answer = u.world("ordinance: prohibits hold; binds jail", agencies=(u.JAIL, police)).ask("C1.2")
    assert {row.agency: row.answer for row in answer.by_agency} == {"jail": "Y", "police": "unknown"}


def test_who_keeps_the_jail_is_stated_and_marked_where_assumed() -> None:
    def keepers(*agencies: Agency) -> tuple[str, str]:
        (found,) = (item for item in u.world(agencies=agencies).assess().landscape if item.question == "L2")
        return found.answer, found.basis

    assert keepers(u.SHERIFF, u.BOARD) == ("stated", "Orchard County Sheriff")
    assert keepers(replace(u.JAIL, assumed=True)) == ("stated", "Orchard County Jail (assumed)")
    assert keepers(u.BOARD)[0] == "unknown"


def test_handing_over_is_shown_beside_and_turns_no_answer() -> None:
    without, with_transfer = u.world().assess(), u.world("ordinance: requires transfer").assess()
    shown = [(item.question, item.answer, item.citations[0].document) for item in with_transfer.beside]
    assert shown == [("transfer", "requires", "ordinance")]
    assert without.beside == ()
    assert [item.answer for item in without.answers] == [item.answer for item in with_transfer.answers]
    assert u.world("ordinance: prohibits spend-resources").assess().beside == ()


def test_what_to_obtain_next_names_whose_it_is() -> None:
    wanted = {(item.kind, item.whose): item for item in u.world("ordinance: prohibits hold").assess().wanted}
    statute = wanted["statute", "XM"]
    assert statute.title == "state statute"
    assert "C6.1" in statute.questions
    assert "C1.2" not in statute.questions
    assert ("ordinance", "Orchard County") in wanted
    assert ("departmental-policy", "Orchard County Sheriff") in wanted
    assert ("departmental-policy", "District Attorney of Orchard County") in wanted
    assert "C7.1" in wanted["departmental-policy", "Orchard County Sheriff"].questions
    assert ("departmental-policy", "Orchard County") not in wanted


def test_what_would_settle_most_comes_first() -> None:
    counts = [len(item.questions) for item in u.world().assess().wanted]
    assert counts == sorted(counts, reverse=True)
    assert u.world(attested_searches=u.attested("all")).assess().wanted == ()


@pytest.mark.parametrize(
    ("answers", "result", "remark"),
    [
        ("Y Y Y", "met", ""),
        ("N Y Y", "met", ""),
        ("unknown Y Y", "met", ""),
        ("N N N", "not met", ""),
        ("unknown N N", "not met", ""),
        ("other N N", "partly", ""),
        ("N Y N", "partly", ""),
        ("N other N", "partly", ""),
        ("N Y unknown", "partly", "may still be met"),
        ("N other unknown", "partly", "cannot be met"),
        ("N N unknown", "unknown", "cannot be met"),
        ("unknown unknown unknown", "unknown", "may still be met"),
        ("N not-applicable not-applicable", "not applicable", ""),
        ("N Y not-applicable", "met", ""),
    ],
)
def test_point_3_criteria(answers: str, result: str, remark: str) -> None:
    """C8.1 is shown; C8.2 and C8.3 decide."""
    (criterion,) = (item for item in u.RUBRIC.criteria if item.id == "C8")
    given = dict(zip(("C8.1", "C8.2", "C8.3"), answers.split(), strict=True))
    judged = judge_criterion(criterion, given, list(given))
    assert (judged.result, judged.remark) == (CriterionResult(result), remark)


def test_asking_by_the_second_question_alone_is_partly() -> None:
    world = u.world("ordinance: limits inquire-status; except charge", attested_searches=u.attested("all"))
    found = {item.criterion: str(item.result) for item in world.assess().criteria}
    assert found["C6"] == "partly"


@pytest.mark.parametrize(
    ("texts", "score"),
    [
        ((), Score(least=0, most=7, applicable=8, elements_met=0, elements_asked=11)),
        (
            ("statute: requires hold", "statute: requires notify-release"),
            Score(least=0, most=4, applicable=8, elements_met=0, elements_asked=11),
        ),
        (
            ("policy: prohibits jail-access", "policy: prohibits inquire-status"),
            Score(least=2, most=7, applicable=7, elements_met=2, elements_asked=11),
        ),
        (
            ("policy: limits jail-access; except consent-of-person",),
            Score(least=0, most=6, applicable=8, elements_met=0, elements_asked=11),
        ),
    ],
)
def test_the_score_is_a_range(texts: tuple[str, ...], score: Score) -> None:
    """C2 and C3 are never both met; a duty to hold closes C1 and C7, access by consent both C2 and C3."""
    assert u.world(*texts).assess().score == score


def test_point_17_an_agencys_other_cannot_become_a_yes() -> None:
    """The jail's row is Y, the police's unknown: Y or other; with the police's other it is settled."""
    open_to = u.world("jail policy: prohibits hold", kind="city").ask("C1.2")
    assert open_to.possible == ("Y", "other")
    known = u.world("jail policy: requires hold", kind="city").ask("C1.2")
    assert known.possible == ("N", "other")


def test_a_rubric_that_prefers_nothing_is_not_scored() -> None:
    assessment = u.world("ordinance: prohibits hold", "ordinance: prohibits spend-resources").assess(u.DESCRIPTIVE)
    found = {item.question: item.answer for item in assessment.answers}
    assert assessment.score is None
    assert (found["Q-hold"], found["Q-notify-release"], found["Q-arrest"]) == ("prohibits", "limits", "unknown")
    assert score_answers(u.DESCRIPTIVE, {}, ()) is None


def test_tables_and_gates_that_the_checks_refuse_are_programming_mistakes() -> None:
    question = u.RUBRIC.question("C1.2")
    open_ended = replace(u.RUBRIC, tables=(AnswerTable(id="full-ban", rows=u.RUBRIC.table("full-ban").rows[:1]),))
    with pytest.raises(AssertionError, match="no last row"):
        answer_all([question], u.world().evidence(open_ended))
    circle = replace(question, skip_if={"C1.2": ("Y",)})
    with pytest.raises(AssertionError, match="cyclic"):
        answer_all([circle], u.world().evidence())


def test_evidence_gives_exactly_one_instrument() -> None:
    evidence = u.world("ordinance: prohibits hold").evidence()
    assert evidence.instrument("ordinance").title == "the ordinance"
    with pytest.raises(KeyError):
        evidence.instrument("rumour")


def test_a_partial_protection_says_how_far_it_reaches() -> None:
    rows = u.world("ordinance: prohibits jail-access; in part").ask("C7.1").by_agency
    (found,) = (row for row in rows if row.agency == "jail-access")
    assert found.answer == "Y"
    assert found.basis.startswith("access to people in custody: As far as the protection reaches (night visits)")
