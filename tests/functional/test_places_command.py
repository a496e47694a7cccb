"""pincite places: look-up by name, GEOID and id, with "did you mean" and exit codes."""

import json
from typing import Any

import pytest

from pincite.cli import run

US = "ocd-division/country:us"


def shown(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    assert run(["places", *args]) == 0
    return capsys.readouterr().out


def rows(capsys: pytest.CaptureFixture[str], *args: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(shown(capsys, *args, "--json"))["places"]
    return found


@pytest.mark.parametrize("query", ["Orange County, CA", "orange, california", "06059", f"{US}/state:ca/county:orange"])
def test_a_county(capsys: pytest.CaptureFixture[str], query: str) -> None:
    (row,) = rows(capsys, query)
    assert (row["geoid"], row["kind"], row["within"]) == ("06059", "county", [f"{US}/state:ca"])
    assert [item["id"] for item in row["agencies"]] == ["sheriff", "board", "prosecutor", "probation"]
    assert all(item["assumed"] and item["source"] and item["as_of"] for item in row["agencies"])


def test_a_county_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    said = shown(capsys, "Kent County", "--state", "RI")
    for words in (
        "Kent County, RI  (county)",
        "GEOID    44003",
        "within   Rhode Island",
        "assumed until a person confirms",
        "Rhode Island Department of Corrections (corrections, keeps the jail)",
        "not here sheriff, board, prosecutor: ",
        "2022-12-31, confidence high",
    ):
        assert words in said


def test_county_and_city_of_one_name(capsys: pytest.CaptureFixture[str]) -> None:
    found = rows(capsys, "Baltimore")
    assert [(row["geoid"], row["kind"]) for row in found] == [("24005", "county"), ("24510", "independent-city")]


def test_many_are_listed_in_one_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    lines = shown(capsys, "Orange County").splitlines()
    assert len(lines) == 8
    assert lines[0] == "06059  Orange County, CA  (county)"


def test_all_of_a_state(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(shown(capsys, "--state", "Connecticut").splitlines()) == 9
    assert {row["kind"] for row in rows(capsys, "--state", "CT")} == {"planning-region"}


def test_id_that_is_not_published_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert "not a published one" in shown(capsys, "09110")


def test_town_by_id(capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = rows(capsys, f"{US}/state:ny/county:orange/place:elm")
    assert row["within"] == [f"{US}/state:ny/county:orange", f"{US}/state:ny"]
    assert "county-jail" in [item["id"] for item in row["agencies"]]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["Oragne County, CA"], "Did you mean Orange County, CA?"),
        (["Alamdea", "--state", "CA"], "no place 'Alamdea' is known in California. Did you mean Alameda County, CA?"),
        (["Hartford County, CT"], "is known in Connecticut. The registry holds"),
        (["Zzyzx"], "no place 'Zzyzx' is known"),
        (["6059"], "Did you mean 06059?"),
        (["09001"], "no county of GEOID 09001"),
        (["99999"], "is in no state"),
        (["06059", "--state", "NY"], "06059 is Orange County, CA."),
        ([f"{US}/state:ca/county:oragne"], "Did you mean Orange County, CA?"),
        (["Orange", "--state", "ZZ"], "'ZZ' is no state"),
        (["--state", "XM"], "the registry holds no counties of XM"),
        ([], "it is not said which place"),
        ([""], "it is not said which place"),
    ],
)
def test_not_found(capsys: pytest.CaptureFixture[str], args: list[str], said: str) -> None:
    assert run(["places", *args]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1


def test_not_found_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["places", "Zzyzx", "--json"]) == 2
    error = json.loads(capsys.readouterr().err)["error"]
    assert error["exit_code"] == 2
    assert error["way_out"]
