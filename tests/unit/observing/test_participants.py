"""Dirty rows of an invented sheet, matched to the counties of an invented state."""

from dataclasses import replace

import msgspec
import pytest

from observing_tables import HEAD, REGISTRY, SOURCE, rows, split
from pincite.errors import ImpossibleValueError
from pincite.model.observed import Participation, Participations
from pincite.model.table import SheetSource
from pincite.observing.counties import CountyFinder
from pincite.observing.participants import read_participants
from pincite.packs.us.observations import KnownAgency, ParticipantRules, load_participant_rules

RULES = load_participant_rules()
TASK = "Task Force Model"


def made_rules() -> ParticipantRules:
    return msgspec.structs.replace(
        RULES,
        misspelt={"XM": {"Aldr County": "99001"}},
        municipal={"99003": ("Larkspur Falls",)},
        agencies=(
            KnownAgency(state="XM", names=("Three Rivers Jail",), geoids=("99001", "99003"), kind="county"),
            KnownAgency(state="XM", names=("Meridia Lottery",), kind="state"),
        ),
    )


def read(*cells: tuple[str, ...], source: SheetSource = SOURCE) -> Participations:
    head, below = split(rows(HEAD, *((*row, *("",) * (7 - len(row))) for row in cells)), RULES.layouts)
    return read_participants(below, head, source=source, registry=REGISTRY, rules=made_rules())


def one(agency: str, kind: str = "", county: str = "", model: str = TASK, signed: str = "") -> Participation:
    return read(("MERIDIA ", agency, kind, county, model, signed)).rows[0]


@pytest.mark.parametrize(
    ("agency", "county", "geoids", "how"),
    [
        ("Alder County Sheriff's Office ", " Alder  County ", ("99001",), "county cell"),
        ("Alder County Sheriff’s Office", "", ("99001",), "name"),
        ("Alder County Sheriff's Office", "#N/A", ("99001",), "name"),
        ("Alder County Sheriff's Office", "Aldr County", ("99001",), "county cell"),
        ("Alder County Sheriff's Office", "Old Coast County", ("99001",), "name"),
        ("Saint Cedar County Sheriff", "ST CEDAR COUNTY", ("99005",), "county cell"),
        ("Drug Unit of Birch County", "", ("99003",), "name"),
        ("Regional Jail", "Alder County; Birch County", ("99001", "99003"), "county cell"),
        ("Regional Jail", "Alder and Birch", ("99001", "99003"), "county cell"),
        ("Three Rivers Jail", "", ("99001", "99003"), "known agency"),
        ("Dogwood County Sheriff", "Dogwood County", ("99007",), "county cell"),
        # Not certain: two places of the name, one of several unknown, name and cell apart, only alike.
        ("Sheriff", "Dogwood", (), ""),
        ("Regional Jail", "Alder County; Elm County", (), ""),
        ("Alder County Sheriff's Office", "Birch County", (), ""),
        ("Aldre County Sheriff's Office", "Alderr County", (), ""),
    ],
)
def test_a_county_agency(agency: str, county: str, geoids: tuple[str, ...], how: str) -> None:
    found = one(agency, "County", county)
    assert (found.geoids, found.how) == (geoids, how)


@pytest.mark.parametrize(
    ("agency", "county", "geoids"),
    [
        ("Larkspur Falls Police Department", "Alder County", ("99001",)),
        ("Larkspur Falls Police Dept", "", ("99003",)),
        ("City of Larkspur Falls Police Department", "NA", ("99003",)),
        ("Mill Hill Police Department", "", ()),
        ("Larkspur Falls Police Department", "Elm County", ()),
    ],
)
def test_a_municipal_agency(agency: str, county: str, geoids: tuple[str, ...]) -> None:
    found = one(agency, "Municipality ", county)
    assert (found.kind, found.geoids) == ("municipal", geoids)


@pytest.mark.parametrize(
    ("agency", "kind", "told"),
    [
        ("Meridia Highway Patrol", "", "state"), ("Meridia Department of Parks", "", "state"),
        ("Meridia City Police Department", "", "municipal"), ("Department of Corrections", "", "state"),
        ("Alder County Sheriff's Office", "", "county"), ("Mill Hill Constable", "", "municipal"),
        ("Birch University Police", "Municipality", "state"), ("Meridia Lottery", "Municipality", "state"),
        ("The Guild", "", "other"), ("x", "(001) Sheriff", "county"), ("x", "(003) Local Police", "municipal"),
    ],
)  # fmt: skip
def test_whose_agency_it_is(agency: str, kind: str, told: str) -> None:
    found = one(agency, kind)
    assert found.kind == told
    assert found.geoids == (("99",) if told == "state" else found.geoids)


def test_models_days_and_status() -> None:
    found = one("Alder County Sheriff's Office", model="Warrant Service Office ", signed="45833")
    assert (found.model, found.signed_date, found.status, found.as_of) == (
        "warrant-service-officer", "2025-06-25", "in-force", "2025-06-30",
    )  # fmt: skip
    pending = replace(SOURCE, file="pending_2026-02-27.xlsx")
    assert read(("XM", "Alder County Sheriff", "", "", TASK), source=pending).rows[0].status == "pending"


def test_what_was_signed_after_the_sheets_day_is_reported_and_not_in_force() -> None:
    found = read(
        ("Meridia", "Alder County Sheriff", "", "", TASK, "2031-01-01"),
        ("Meridia", "Birch County Sheriff", "", "", TASK, "2025-06-30"),
    )
    assert [item.status for item in found.rows] == ["unclear", "in-force"]
    told = [(item.row, item.reason) for item in found.not_matched]
    assert told == [(2, "signed 2031-01-01: the sheet is of 2025-06-30, so it is not counted as in force.")]


def test_what_does_not_match_is_listed_with_its_row() -> None:
    found = read(
        ("Nowhere", "Alder County Sheriff's Office", "County", "Alder County", TASK),
        ("Meridia", "", "", "", ""),
        ("Meridia", "Aldre County Sheriff's Office", "County", "Alderr County", TASK),
        ("Meridia", "Birch County Sheriff's Office", "County", "Birch County", "Another Model", "7/72025"),
    )
    assert [item.agency for item in found.rows] == ["Aldre County Sheriff's Office", "Birch County Sheriff's Office"]
    assert [(item.row, item.text) for item in found.not_matched] == [
        (2, "Nowhere / Alder County Sheriff's Office"),
        (4, "Aldre County Sheriff's Office, XM / Alderr County"),
        (5, "Another Model"),
        (5, "7/72025"),
    ]
    assert "Alder County, XM" in found.not_matched[1].reason
    assert found.rows[1].model == ""
    assert (found.count_agencies("county"), found.count_agencies("county", matched=True)) == (2, 1)


def test_a_state_that_does_not_exist_is_taken_where_it_is_named() -> None:
    head, below = split(
        rows(HEAD, ("XQ", "Alder County Sheriff", "County", "Alder County", TASK, "", "")), RULES.layouts
    )
    found = read_participants(below, head, source=SOURCE, registry=REGISTRY, rules=made_rules(), made_up=["XQ"])
    assert (found.rows[0].state, found.rows[0].geoids) == ("XQ", ())


def test_a_misspelling_must_lead_somewhere() -> None:
    with pytest.raises(ImpossibleValueError):
        CountyFinder(REGISTRY, misspelt={"XM": {"Aldr": "99999"}})
