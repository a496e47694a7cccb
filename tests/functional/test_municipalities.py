"""A village's law, outline and letters: they reach its own agencies, and the county's jail is the county's."""

from dataclasses import replace
from pathlib import Path

import pytest

from alder_county import answers, assess
from pincite.cli import run
from pincite.model.law import Level
from pincite.model.place import Agency, Place
from pincite.packs.us.belonging import find_belonging, is_beyond
from pincite.workflow.addressees import find_government

ORDINANCE = """VILLAGE OF ELMBROOK, MERIDIA
ORDINANCE NO. 2022-5

Be it ordained by the Village Board of the Village of Elmbrook:

Section 1. No person shall be held in custody on the basis of an immigration detainer or an administrative warrant.
"""
VILLAGE = "Village of Elmbrook, XM"


def make(tmp_path: Path, lock_up: str) -> Path:
    """A study of the village from its ordinance, with or without a lock-up of its police."""
    text, study = tmp_path / "ordinance.txt", tmp_path / "study"
    text.write_text(ORDINANCE, "utf-8")
    assert assess(text, "--place", VILLAGE, "--as-of", "2025-06-01", "-o", study) == 0
    path = study / "place.yaml"
    path.write_text(path.read_text("utf-8").replace('lock_up: "unknown"', f'lock_up: "{lock_up}"'), "utf-8")
    assert assess("-o", study) == 0
    by = ["--by", "A. Clerk", "--reason", "Read."]
    assert run(["review", str(study), "ordinance#hold", "--accept", *by]) == 0
    return study


@pytest.mark.parametrize(("lock_up", "asked"), [("no", {"county-jail"}), ("yes", {"county-jail", "police"})])
def test_a_villages_ordinance_binds_its_police_and_not_the_countys_jail(
    tmp_path: Path, lock_up: str, asked: set[str]
) -> None:
    answer = answers(make(tmp_path, lock_up))["C1.2"]
    rows = {name: row["answer"] for name, row in answer["by_agency"].items()}
    assert rows.keys() == asked
    assert rows["county-jail"] == "unknown"
    assert rows.get("police", "Y") == "Y"
    assert answer["answer"] == "unknown"


def test_an_outline_covers_whom_the_council_can_bind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    study = make(tmp_path, "no")
    capsys.readouterr()
    assert run(["outline", str(study), "--body", "Council"]) == 0
    text = capsys.readouterr().out
    (covered,) = [line for line in text.splitlines() if '"Covered agency" means' in line]
    assert "Elmbrook Police Department and the Council of Village of Elmbrook, with" in covered
    assert "It leaves out Keeper of the county jail that takes the arrestees of Elmbrook" in text
    assert "C1.2 (unknown), C2.1 (unknown)" in text.split("Unchanged: ")[1]


def test_letters_are_addressed_to_the_government_of_each_office(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    study = make(tmp_path, "no")
    assert run(["request", "draft", str(study), "--format", "txt"]) == 0
    letters = {path.parent.name: path.read_text("utf-8") for path in (study / "requests").glob("*/letter.txt")}
    assert "[to fill: name of the county that this office is of], XM" in letters["county-jail-1"]
    assert VILLAGE not in letters["county-jail-1"]
    assert VILLAGE in letters["police-1"]


CITY = Place(
    name="Elmbrook", state="XM", kind="city", as_of="2025-06-01",
    within=("ocd-division/country:us/state:il/county:dupage", "ocd-division/country:us/state:il"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "name", "whose", "government"),
    [
        ("police", "Elmbrook Police Department", "own", "Elmbrook, XM"),
        ("police", "Alder County Police", "county", "Alder County, XM"),
        ("jail", "City of Elmbrook Jail", "own", "Elmbrook, XM"),
        ("jail", "Elmbrook Department of Correction", "own", "Elmbrook, XM"),
        ("jail", "Keeper of the county jail that takes the arrestees of Elmbrook", "county", "DuPage County, XM"),
        ("jail", "Alder County Jail", "county", "Alder County, XM"),
        ("jail", "Metro Jail", "unknown", "[to fill: name of the county or city that this office is of], XM"),
        ("prosecutor", "Prosecutor for Elmbrook", "unknown", "[to fill: name of the county or city that this office"),
        ("corrections", "Meridia Department of Corrections", "state", "Meridia"),
        ("sheriff", "Sheriff of the City and County of Elmbrook", "unknown", "[to fill"),
    ],
)
def test_whose_an_agency_is(kind: str, name: str, whose: str, government: str) -> None:
    agency = Agency(id="one", name=name, kind=kind)
    assert find_belonging(agency, CITY).value == whose
    assert is_beyond(agency, CITY, level=Level.CITY) is (whose in {"county", "state"})
    assert not is_beyond(agency, CITY, level=Level.COUNTY)
    assert find_government(agency, CITY, state="Meridia").startswith(government)
    for other in (replace(CITY, kind="county"), replace(CITY, name="City and County of Elmbrook")):
        assert find_belonging(agency, other).value == "own"
