"""Change points: what begins, ends, is enjoined, closes or was seen."""

from dataclasses import replace

import pytest

import universe as u
from pincite.model.framework import StateFramework
from pincite.model.law import Injunction, LegalException, Status
from pincite.resolving import find_change_points, find_changes

COURT = Injunction(from_date="2021-01-01", to_date="2021-12-31", by="the court", conducts=("hold",))


@pytest.mark.parametrize(
    ("source", "fields", "points"),
    [
        ("ordinance", {}, ()),
        ("ordinance", {"in_force_from": "2019-03-01"}, ("2019-03-01",)),
        ("ordinance", {"in_force_to": "2020-02-28"}, ("2020-02-29",)),
        ("ordinance", {"in_force_from": "2019-03-01", "in_force_to": "2020-12-31"}, ("2019-03-01", "2021-01-01")),
        ("ordinance", {"enjoined": (COURT,)}, ("2021-01-01", "2022-01-01")),
        ("ordinance", {"text_date": "2018"}, ("2018-01-01",)),
        ("ordinance", {"text_date": "2018-06"}, ("2018-06-01",)),
        ("ordinance", {"text_date": "2018", "in_force_from": "2017-01-01"}, ("2017-01-01",)),
        ("agreement", {"in_force_from": "2019-03-01"}, ("2019-03-01",)),
        ("bill", {"in_force_from": "2019-03-01"}, ()),
        ("federal statute", {"in_force_from": "2019-03-01"}, ()),
        ("other county's ordinance", {"in_force_from": "2019-03-01"}, ()),
        ("ordinance", {"status": Status.REPEALED, "in_force_to": "2020-12-31"}, ("2021-01-01",)),
    ],
)
def test_points_of_an_instrument(source: str, fields: dict[str, object], points: tuple[str, ...]) -> None:
    assert find_change_points([u.instrument(source, **fields)]) == points


def test_observations_and_closing_ways_out_are_points_too() -> None:
    closing = u.provision(
        "ordinance", "hold", "prohibits", exceptions=(LegalException(kind="conviction", sunset_date="2020-06-30"),)
    )
    seen = u.observation("sheriff", "hold", "declines", "2019-05-05")
    changes = find_changes([u.instrument("ordinance")], [seen], provisions=[closing])
    assert [item.day for item in changes] == ["2019-05-05", "2020-07-01"]
    assert "declines" in changes[0].sentence
    assert "the ordinance on hold closed" in changes[1].sentence


def test_names_stand_for_codes_where_they_are_known() -> None:
    seen = u.observation("sheriff", "hold", "declines", "2019-05-05")
    (told,) = find_changes([], [seen], names={"sheriff": "Reeve of Alder", "hold": "holding on request"})
    assert told.sentence.startswith("Observed of Reeve of Alder on holding on request: declines")
    assert told.about == "sheriff"
    (signed,) = find_changes([], [replace(seen, shows="agreement-in-force")])
    assert ": agreement in force (" in signed.sentence
    (bare,) = find_changes([], [seen], names={"jail": "Alder Jail"})
    assert bare.sentence.startswith("Observed of sheriff on hold: declines")


def test_a_report_counts_from_the_first_to_the_last_day_of_its_years() -> None:
    told = {"state": "XM", "name": "An act", "kind": "statute", "status": "in-force", "sources": "a list"}
    report = StateFramework(**told, effective_from="2019", effective_to="2024-02")
    assert find_change_points([], reports=[report]) == ("2019-01-01", "2024-03-01")
    assert all("Reported, not quoted" in item.sentence for item in find_changes([], reports=[report]))


def test_the_same_day_stands_once() -> None:
    both = [u.instrument(name, in_force_from="2019-03-01") for name in ("ordinance", "policy")]
    assert find_change_points(both) == ("2019-03-01",)
    assert len(find_changes(both)) == 2
