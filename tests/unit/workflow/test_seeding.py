"""Agencies by rule: kinds of places, what differs by state, regional jails."""

import pytest

from pincite.packs.us import Provenance, RegionalJail, load_agency_rules, load_places
from pincite.workflow.pack import load_pack
from pincite.workflow.place import name_registered, seed_place
from pincite.workflow.seeding import NamedPlace, add_regional_jails, find_absent, find_assumed

TODAY = "2026-11-22"
STATE_RUN = ("AK", "CT", "DE", "HI", "RI", "VT")
ALDER = NamedPlace(bare="Alder County", full="Alder County", kind="county", state="XM", ocd_id="alder")


def agencies(named: str) -> dict[str, bool]:
    """Ids of the assumed agencies, and whether each keeps the jail."""
    place = seed_place(named, as_of=TODAY)
    assert all(agency.assumed for agency in place.agencies)
    return {agency.id: agency.keeps_jail for agency in place.agencies}


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("Alder County, XM", {"sheriff": True, "board": False, "prosecutor": False}),
        ("Orleans Parish, LA", {"sheriff": True, "board": False, "prosecutor": False}),
        ("06059", {"sheriff": True, "board": False, "prosecutor": False, "probation": False}),
        ("Kent County, DE", {"sheriff": False, "board": False, "prosecutor": False, "state-corrections": True}),
        ("Kent County, RI", {"state-corrections": True}),
        ("Capitol Planning Region, CT", {"state-corrections": True}),
        ("Town of Elm, CT", {"police": False, "council": False, "prosecutor": False, "state-corrections": True}),
        ("Maui County, HI", {"board": False, "prosecutor": False, "state-corrections": True, "police": False}),
        ("North Slope Borough, AK", {"board": False, "state-corrections": True}),
        ("Nome Census Area, AK", {"state-corrections": True}),
        ("Baltimore, MD", {"police": False, "jail": True, "council": False, "prosecutor": False}),
        (
            "Roanoke, VA",
            {"police": False, "jail": True, "council": False, "prosecutor": False, "sheriff": False},
        ),
        ("Washington, DC", {"police": False, "jail": True, "council": False, "prosecutor": False}),
        ("44", {"state-police": False, "state-corrections": True}),
        ("06", {"state-police": False, "state-corrections": False}),
    ],
)
def test_agencies_by_rule(named: str, expected: dict[str, bool]) -> None:
    assert agencies(named) == expected


@pytest.mark.parametrize("state", STATE_RUN)
def test_a_state_department_keeps_the_jails_of_the_six_states(state: str) -> None:
    for place in load_places().counties(state):
        keepers = [item for item in find_assumed(name_registered(place)) if item.agency.keeps_jail]
        assert [item.agency.kind for item in keepers] == ["corrections"], place.label
        assert keepers[0].agency.name == load_agency_rules().corrections[state]
        assert keepers[0].known.confidence == "high"
        assert "National Institute of Corrections" in keepers[0].known.source


def test_every_county_has_one_keeper_of_the_jail_and_known_kinds() -> None:
    known = {item.id for item in load_pack().topic.agency_kinds}
    for place in load_places().counties():
        found = [item.agency for item in find_assumed(name_registered(place))]
        assert sum(agency.keeps_jail for agency in found) == 1, place.label
        assert len({agency.id for agency in found}) == len(found), place.label
        assert {agency.kind for agency in found} <= known, place.label
        assert not any("{" in agency.name for agency in found), place.label


def test_counties_without_government_say_why() -> None:
    absent = find_absent(name_registered(load_places().by_geoid("44003")))
    assert [item.id for item in absent] == ["state-run-jails", "no-county-government"]
    assert absent[1].known.as_of == "2022-03-15"
    assert find_absent(ALDER) == ()


def test_every_rule_has_a_source() -> None:
    rules = load_agency_rules()
    for known in (rules.known, *(item.known for item in rules.exceptions)):
        assert known.source
        assert known.as_of >= "2022"
        assert known.confidence in {"high", "medium", "low"}


def test_regional_jail_is_one_agency_of_several_places() -> None:
    known = Provenance(source="A list that we made up", as_of="2026-01-01", confidence="low")
    jail = RegionalJail(id="alder-birch-jail", name="Alder-Birch Jail", members=("alder", "birch"), known=known)
    found = add_regional_jails(find_assumed(ALDER), "alder", jails=(jail,))
    keepers = [item.agency for item in found if item.agency.keeps_jail]
    assert [(item.id, item.kind, item.serves, item.assumed) for item in keepers] == [
        ("alder-birch-jail", "jail", ("alder", "birch"), True)
    ]
    assert [item.agency.id for item in found][:3] == ["sheriff", "board", "prosecutor"]
    assert add_regional_jails(find_assumed(ALDER), "oak", jails=(jail,)) == find_assumed(ALDER)


def test_no_regional_jail_is_shipped_without_a_checked_list() -> None:
    assert load_agency_rules().regional_jails == ()
