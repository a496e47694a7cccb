"""Whether a filled form is about a study's place: its state must be the study's, and a name alone must be plain."""

from __future__ import annotations

import pytest

from pincite.model.place import Place
from pincite.workflow.form_places import judge_form_place

ORANGE = Place(name="Orange County", state="CA", kind="county", as_of="2025-06-30", geoid="06059")
ALDER = Place(name="Alder County", state="XM", kind="county", as_of="2025-06-30")
CITY = Place(name="Brookfield", state="IL", kind="city", as_of="2025-06-30")


@pytest.mark.parametrize("said", ["Orange County, CA", "orange  county,ca", "Orange County, California", "06059"])
def test_the_same_name_and_state_count(said: str) -> None:
    assert judge_form_place(said, ORANGE).ours
    assert not judge_form_place(said, ORANGE).told


@pytest.mark.parametrize("said", ["Orange County, FL", "Orange County, Florida", "Kern County, CA", "Orange, TX, CA"])
def test_a_form_of_another_state_or_name_does_not_count(said: str) -> None:
    judged = judge_form_place(said, ORANGE)
    assert (judged.ours, judged.told) == (False, f"it is about {said}.")


@pytest.mark.parametrize(("said", "place"), [("Orange County", ORANGE), ("Brookfield", CITY)])
def test_a_name_that_other_places_may_have_needs_its_state(said: str, place: Place) -> None:
    judged = judge_form_place(said, place)
    assert not judged.ours
    assert f'write "{place.name}, {place.state}"' in judged.told


@pytest.mark.parametrize(("said", "told"), [("Alder County", "it names no state"), ("", "it names no place")])
def test_a_plain_name_and_none_are_taken_and_said(said: str, told: str) -> None:
    judged = judge_form_place(said, ALDER)
    assert judged.ours
    assert told in judged.told
