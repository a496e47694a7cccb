"""Which rows concern a study, and which are left out rather than guessed."""

from dataclasses import replace

import pytest

from observing_tables import SOURCE
from pincite.model.observed import Facilities, FacilityUse, Participation, Participations, Statement
from pincite.model.place import Agency, Place
from pincite.model.table import SheetSource
from pincite.observing.concerned import Concerned, find_agency, find_agreements, find_beds, find_stated
from pincite.packs.us.observations import load_facility_rules, load_participant_rules

RULES = load_participant_rules()
SHERIFF = Agency(id="sheriff", name="Sheriff of Alder County", kind="sheriff", keeps_jail=True)
BOARD = Agency(id="board", name="Board of Commissioners", kind="contracting-body")
COUNTY = Place(
    name="Alder County", state="XM", kind="county", as_of="2025-07-31", agencies=(SHERIFF, BOARD), geoid="99001"
)
TOWN = Place(
    name="City of Larkspur Falls", state="XM", kind="city", as_of="2025-07-31",
    agencies=(Agency(id="police", name="Police of Larkspur Falls", kind="police"),),
)  # fmt: skip


def row(agency: str = "Alder County Sheriff's Office", kind: str = "county", **fields: object) -> Participation:
    base = Participation(
        agency=agency, state="XM", county_text="", kind=kind, model="task-force", signed_date="2025-03-01",
        status="in-force", geoids=("99001",), as_of="2025-06-30", row=7,
    )  # fmt: skip
    return replace(base, **fields)


def sheet(*found: Participation, day: str = "2025-06-30") -> tuple[SheetSource, Participations]:
    dated = tuple(replace(item, as_of=day) for item in found)
    return replace(SOURCE, as_of=day), Participations(rows=dated)


def agreements(*sheets: tuple[SheetSource, Participations], place: Place = COUNTY) -> Concerned:
    return find_agreements(sheets, place, rules=RULES)


def test_the_agency_of_the_county() -> None:
    (found,) = agreements(sheet(row())).observations
    assert (found.agency, found.conduct, found.shows, found.on_date, found.listed_on, found.confidence) == (
        "sheriff", "deputize", "agreement-in-force", "2025-03-01", "2025-06-30", "high",
    )  # fmt: skip
    assert found.source == (
        "participating_2025-06-30.xlsx, sheet Sheet1, row 7 (of 2025-06-30, sha256 abababababababab): "
        "Alder County Sheriff's Office, task-force, signed 2025-03-01"
    )


def test_a_row_whose_day_of_signing_cannot_be_shows_nothing() -> None:
    assert agreements(sheet(row(signed_date="2031-01-01", status="unclear"))) == Concerned()


@pytest.mark.parametrize(
    "item",
    [
        row(state="XN"), row(geoids=("99003",)), row(geoids=()), row(geoids=("99001", "99003")),
        row("Alder County Police Department"), row("Alder County Prison"), row("Alder Grange"),
        row("Alder Sheriff", kind="municipal"), row("Sheriff of Alder County", geoids=("99003",)),
    ],
)  # fmt: skip
def test_rows_of_others(item: Participation) -> None:
    assert find_agency(item, COUNTY, rules=RULES) is None
    assert agreements(sheet(item)) == Concerned()


def test_a_row_that_fits_two_agencies_fits_none() -> None:
    twice = replace(COUNTY, agencies=(SHERIFF, replace(SHERIFF, id="second", name="Second sheriff")))
    assert find_agency(row(), twice, rules=RULES) is None


def test_an_agency_of_exactly_the_same_name_needs_no_county() -> None:
    assert find_agency(row("SHERIFF of Alder County", geoids=()), COUNTY, rules=RULES) == SHERIFF
    assert find_agency(row("Sheriff of Alder County", geoids=()), replace(COUNTY, geoid=""), rules=RULES) == SHERIFF


@pytest.mark.parametrize(
    ("agency", "kind", "fits"),
    [
        ("Larkspur Falls Police Department", "municipal", True), ("Larkspur Falls Police Department", "county", False),
        ("Larkspur Police Department", "municipal", False), ("Larkspur Falls Fire Company", "municipal", False),
    ],
)  # fmt: skip
def test_the_police_of_a_town(agency: str, kind: str, fits: bool) -> None:
    assert (find_agency(row(agency, kind, geoids=()), TOWN, rules=RULES) is not None) is fits


def test_pending_and_ended_agreements_are_none_in_force() -> None:
    assert agreements(sheet(row(status="pending"), row(status="terminated"))) == Concerned()


def test_an_agency_that_the_later_sheet_no_longer_lists_is_left_out_and_named() -> None:
    other = row("Birch County Sheriff", geoids=("99003",))
    found = agreements(sheet(row(), day="2025-01-04"), sheet(other, day="2025-06-30"))
    assert found.observations == ()
    assert "the sheet of 2025-06-30 no longer lists Alder County Sheriff's Office" in found.left_out[0]


def test_of_several_sheets_the_latest_up_to_the_day_counts() -> None:
    found = agreements(*(sheet(row(), day=day) for day in ("2025-01-04", "2025-06-30", "2025-12-31")))
    assert [(item.on_date, item.listed_on) for item in found.observations] == [("2025-03-01", "2025-06-30")]


def test_a_later_sheet_shows_what_was_signed_before() -> None:
    before = replace(COUNTY, as_of="2025-04-01")
    (found,) = agreements(sheet(row()), place=before).observations
    assert (found.on_date, found.listed_on, found.seen_on) == ("2025-03-01", "2025-06-30", "2025-06-30")
    unsigned = agreements(sheet(row(signed_date="2025-05-01"), row(signed_date="")), place=before)
    assert unsigned.observations == ()
    assert len(unsigned.left_out) == 2


def test_without_a_day_of_signature_it_begins_with_the_sheet() -> None:
    (found,) = agreements(sheet(row(signed_date=""))).observations
    assert (found.on_date, found.listed_on) == ("2025-06-30", "2025-06-30")


def beds(**fields: object) -> Concerned:
    use = FacilityUse(
        name="ALDER COUNTY JAIL", city="Elm", state="XM", county_text="", kind="IGSA", first_date="", last_date="",
        geoid="99001", as_of="2025-06-30", row=3, by_name=True,
    )  # fmt: skip
    return find_beds([(SOURCE, Facilities(rows=(replace(use, **fields),)))], COUNTY, rules=load_facility_rules())


def test_use_of_beds_is_noted_where_the_facility_bears_the_countys_name() -> None:
    (found,) = beds().observations
    assert (found.agency, found.shows, found.on_date) == ("sheriff", "beds-used", "2025-06-30")
    assert beds(last_date="2017-01-02").observations[0].on_date == "2017-01-02"
    assert beds(by_name=False) == beds(geoid="99003") == beds(state="XN") == Concerned()


def test_statements_go_to_an_agency_by_id_or_name() -> None:
    said = Statement(agency="sheriff", conduct="hold", shows="declines", source="Letter", on_date="2025-05-01", row=2)
    others = (
        replace(said, agency="BOARD of commissioners", url="https://a.example", quote="No."),
        replace(said, agency="x"),
    )
    found = find_stated([(SOURCE, (said, *others))], COUNTY)
    assert [item.agency for item in found.observations] == ["sheriff", "board"]
    assert found.observations[1].source.startswith("Letter <https://a.example>: “No.”; noted in participating_2025")
    assert found.left_out[0].endswith("'x' is no agency of Alder County.")
