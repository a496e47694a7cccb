"""What counts as a gap, and whose part of it needs a remedy."""

from dataclasses import replace

import universe as u
from pincite.answering import Review, apply_reviews, assess_place, survey_levers
from pincite.answering.gaps import find_gaps
from pincite.model.answer import Assessment
from pincite.model.lever import Gap
from pincite.workflow.pack import load_pack


def gaps(assessment: Assessment) -> dict[str, Gap]:
    return {gap.item: gap for gap in find_gaps(assessment, u.RUBRIC)}


def override(assessment: Assessment, question: str, answer: str) -> Assessment:
    review = Review(target=question, action="change", by="A. Reader", at=u.AS_OF, reason="seen", answer=answer)
    return apply_reviews(assessment, {question: review}, rubric=u.RUBRIC)


def test_only_the_agencies_that_are_not_bound_have_a_part() -> None:
    found = gaps(u.world("police policy: prohibits hold", kind="city", attested_searches=u.attested("all")).assess())
    assert found["C1.2"].parts == ("jail",)


def test_the_parts_of_a_question_in_protections_are_agencies() -> None:
    found = gaps(u.world("ordinance: prohibits hold; except conviction").assess())
    assert found["C7.1"].parts == ("sheriff",)


def test_a_review_closes_a_gap_and_opens_one() -> None:
    given = u.world("ordinance: prohibits hold").assess()
    assert "C1.2" not in gaps(given)
    opened = gaps(override(given, "C1.2", "N"))["C1.2"]
    assert (opened.certain, opened.parts) == (True, ("sheriff",))
    assert "C4.2" not in gaps(override(given, "C4.2", "Y"))


def test_a_place_without_agencies_has_no_gap() -> None:
    assert gaps(u.world(agencies=()).assess()) == {}


def test_the_order_of_texts_and_agencies_changes_no_closing_set() -> None:
    texts = ("statute: requires hold", "ordinance: prohibits notify-release; except conviction", "policy: permits hold")
    for kind in ("county", "city"):
        told = set()
        for lines, agencies in ((texts, u.PLACES[kind]), (texts[::-1], u.PLACES[kind][::-1])):
            given = u.world(*(() if kind == "city" else lines), kind=kind, agencies=agencies)
            evidence = replace(given.evidence(), lever_kinds=load_pack().lever_kinds)
            surveyed = survey_levers(assess_place(evidence), evidence)
            told.add(tuple(tuple(action.lever for action in found.actions) for found in surveyed.closing))
        assert len(told) == 1
