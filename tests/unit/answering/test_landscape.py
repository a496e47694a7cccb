"""The landscape: established from a person's word, the agencies and the answers, else asked."""

from dataclasses import replace

import pytest

import universe as u
from pincite.answering import assess_place, survey_levers
from pincite.errors import ImpossibleValueError
from pincite.model.answer import Answer, Assessment
from pincite.model.place import Agency, LandscapeFact
from pincite.workflow.pack import load_pack


def survey(*texts: str, **fields: object) -> Assessment:
    evidence = replace(u.world(*texts, **fields).evidence(), lever_kinds=load_pack().lever_kinds)
    return survey_levers(assess_place(evidence), evidence)


def item(assessment: Assessment, name: str) -> Answer:
    (found,) = [answer for answer in assessment.landscape if answer.question == name]
    return found


def told(name: str = "L1", says: str = "The city's police.", on_date: str = "2025-05-01") -> LandscapeFact:
    return LandscapeFact(item=name, says=says, by="A. Reader", on_date=on_date, source="two interviews")


def test_what_nobody_has_said_is_unknown_with_what_to_ask() -> None:
    found = item(survey(), "L1")
    assert (found.answer, found.reason) == ("unknown", "ask")
    assert found.basis.startswith("Ask residents")


def test_a_persons_word_wins_and_says_who_and_when() -> None:
    found = item(survey(landscape=(told(), told("L2", "The state keeps it."))), "L2")
    assert (found.answer, found.reason, found.draft) == ("stated", "from-person", False)
    assert found.basis == "The state keeps it. (Said by A. Reader on 2025-05-01, from two interviews.)"


def test_the_latest_word_counts() -> None:
    words = (told(says="Newer.", on_date="2025-05-02"), told(says="Older."))
    assert item(survey(landscape=words), "L1").basis.startswith("Newer.")


def test_a_word_on_something_the_standard_does_not_ask_is_told() -> None:
    assert "landscape-item-unknown" in dict(survey(landscape=(told("L9"),)).warnings)


@pytest.mark.parametrize("wrong", [{"says": " "}, {"on_date": "2025-02-30"}, {"on_date": "May"}])
def test_a_word_without_content_or_day_cannot_be_built(wrong: dict[str, str]) -> None:
    with pytest.raises(ImpossibleValueError):
        told(**wrong)


def test_an_assumed_keeper_of_the_jail_is_called_assumed() -> None:
    keeper = replace(u.SHERIFF, assumed=True)
    found = item(survey(agencies=(keeper, u.BOARD)), "L2")
    assert (found.answer, found.basis) == ("stated", "Orchard County Sheriff (assumed)")


@pytest.mark.parametrize(
    ("agency", "answer", "says"),
    [
        (u.SHERIFF, "unknown", "is a fact of the state"),
        (u.JAIL, "stated", "an ordinance reaches Orchard County Jail"),
        (Agency(id="doc", name="Department of Corrections", kind="corrections"), "stated", "answers to the state"),
    ],
)
def test_oversight_follows_the_kind_of_keeper(agency: Agency, answer: str, says: str) -> None:
    found = item(survey(agencies=(agency, u.BOARD)), "L4")
    assert found.answer == answer
    assert says in found.basis
    assert ("Ask the counsel" in found.basis) is (answer == "unknown")


def test_responses_are_established_by_an_answer_on_practice_alone() -> None:
    written = item(survey("ordinance: prohibits share-information"), "L3")
    assert (written.answer, "C5.1 Y" in written.basis) == ("unknown", True)
    seen = item(survey(observations=(u.observation("sheriff", "hold", "declines"),)), "L3")
    assert (seen.answer, "C1.1 Y" in seen.basis) == ("stated", True)


def test_state_law_is_stated_once_its_text_is_there() -> None:
    assert item(survey(), "L5").answer == "unknown"
    assert item(survey("statute: requires hold"), "L5").answer == "stated"


def test_oversight_is_asked_where_the_fact_on_the_legislature_is_not_verified() -> None:
    """Nothing verified is known of the councils of independent cities."""
    found = survey(agencies=(u.JAIL, u.COUNCIL), kind="city")
    evidence = replace(u.world(kind="city").evidence(), lever_kinds=load_pack().lever_kinds)
    evidence = replace(evidence, place=replace(evidence.place, kind="independent-city"))
    independent = survey_levers(assess_place(evidence), evidence)
    assert "only if that jail is the city's own" in item(found, "L4").basis
    assert item(independent, "L4").basis.startswith("Ask the counsel")
