"""The body that a person names: by its own name, by what its kind is called, or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

import universe as u
from pincite.answering.levers import find_levers
from pincite.drafting.bodies import Body, find_bodies, match_bodies, suggest_body
from pincite.workflow.pack import load_pack

KINDS = load_pack().lever_kinds


def bodies(kind: str) -> tuple[Body, ...]:
    evidence = replace(u.world(kind=kind).evidence(), lever_kinds=KINDS)
    return find_bodies(find_levers(evidence), KINDS)


COUNTY, CITY = bodies("county"), bodies("city")


@pytest.mark.parametrize(
    ("wanted", "name", "lever"),
    [
        ("County Board", u.BOARD.name, "board-ordinance"),
        ("board of supervisors", u.BOARD.name, "board-ordinance"),
        ("  BOARD of commissioners ", u.BOARD.name, "board-ordinance"),
        (u.BOARD.name, u.BOARD.name, "board-ordinance"),
        ("commissioners", u.BOARD.name, "board-ordinance"),
        ("Sheriff", u.SHERIFF.name, "sheriff-policy:sheriff"),
        ("Orchard Sheriff", u.SHERIFF.name, "sheriff-policy:sheriff"),
        ("prosecutor", None, None),
        ("District Attorney", u.PROSECUTOR.name, "prosecutor-policy:prosecutor"),
        ("governor", "Governor", "governor-order"),
    ],
)
def test_a_body_of_a_county_is_found(wanted: str, name: str | None, lever: str | None) -> None:
    found = match_bodies(wanted, COUNTY)
    assert [body.name for body in found] == ([name] if name else [])
    assert [body.ruling.id for body in found if body.ruling] == ([lever] if lever else [])


def test_the_council_of_a_city_goes_by_many_names_and_the_countys_board_by_others() -> None:
    for wanted in ("village board", "City Council", "board of trustees"):
        assert [body.name for body in match_bodies(wanted, CITY)] == [u.COUNCIL.name]
    assert u.COUNCIL.name not in [body.name for body in match_bodies("county board", CITY)]


def test_a_word_that_several_bodies_have_finds_them_all() -> None:
    assert len(match_bodies("board", CITY)) > 1


@pytest.mark.parametrize("wanted", ["", "   ", "?!", "\u202e"])
def test_no_words_find_nothing(wanted: str) -> None:
    assert match_bodies(wanted, COUNTY) == ()


def test_the_nearest_name_is_suggested_and_all_are_told() -> None:
    told = suggest_body("Sherif", COUNTY)
    assert told.startswith(f'Did you mean "{u.SHERIFF.name}"? Known here: ')
    assert "Governor" in told


def test_who_only_advises_rules_nothing() -> None:
    (found,) = match_bodies("county counsel", COUNTY)
    assert found.ruling is None
