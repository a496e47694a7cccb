"""Real sheets of participating agencies and lists of facilities, read in place: how much of them is matched."""

import csv
from functools import cache
from pathlib import Path

import pytest

from pincite.model.observed import Facilities, Participations
from pincite.packs.us import load_places
from pincite.packs.us.observations import load_agreements, load_agreements_source
from pincite.workflow.observe import ReadTable, read_observations

OBSERVED = Path(__file__).resolve().parents[3] / "shared" / "observations"
SHEETS, LISTS = OBSERVED / "ice_287g_sheets", OBSERVED / "ice_detention_facilities"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHEETS.is_dir(), reason="../shared with the real sheets is not there"),
]
# File -> rows, county agencies, municipal agencies.
READ = {
    "participating_2025-01-04_wayback.csv": (135, 126, 2),
    "participating_2025-01-04_wayback.xlsx": (135, 126, 2),
    "participating_2025-07-18pm.csv": (832, 443, 187),
    "participating_2025-07-18pm.xlsx": (832, 443, 187),
    "participating_2025-12-31am.csv": (1274, 637, 345),
    "participating_2025-12-31am.xlsx": (1274, 637, 345),
    "pending_2026-02-27am.csv": (2, 1, 0),
    "pending_2026-02-27am.xlsx": (2, 1, 0),
    "watch_agreements_panel_2025-05-16_2025-07-03.csv": (11257, 392, 170),
}


@cache
def read(name: str) -> ReadTable:
    (table,) = read_observations([SHEETS / name], today="2026-11-22").tables
    return table


def participations(name: str) -> Participations:
    result = read(name).result
    assert isinstance(result, Participations)
    return result


def test_every_sheet_is_tested() -> None:
    assert {path.name for path in SHEETS.iterdir() if path.suffix in {".csv", ".xlsx"}} == set(READ)


@pytest.mark.parametrize("name", READ)
def test_agencies_are_matched_to_counties_and_the_rest_is_listed(name: str) -> None:
    found = participations(name)
    assert (len(found.rows), found.count_agencies("county"), found.count_agencies("municipal")) == READ[name]
    for kind in ("county", "municipal"):
        assert found.count_agencies(kind, matched=True) >= 0.99 * found.count_agencies(kind)
    assert found.count_agencies("other") == 0
    listed = {item.row for item in found.not_matched}
    assert {item.row for item in found.rows if not item.geoids} <= listed


@pytest.mark.parametrize("name", READ)
def test_every_match_is_a_county_of_the_agencys_state(name: str) -> None:
    registry = load_places()
    for item in participations(name).rows:
        places = [registry.by_geoid(geoid) for geoid in item.geoids]
        assert {place.state for place in places} <= {item.state}
        assert {len(place.geoid) for place in places} <= ({2} if item.kind == "state" else {5})


@pytest.mark.parametrize("name", READ)
def test_models_are_known_and_days_read(name: str) -> None:
    found = participations(name)
    assert all(item.model for item in found.rows)
    unread = [item for item in found.rows if not item.signed_date]
    assert len(unread) <= 3 or name.startswith(("pending", "watch"))
    assert {item.status for item in found.rows} == {"pending" if name.startswith("pending") else "in-force"}


@pytest.mark.parametrize("name", [name for name in READ if name.endswith(".csv") and name[:-3] + "xlsx" in READ])
def test_a_workbook_and_its_csv_say_the_same(name: str) -> None:
    assert participations(name).rows == participations(f"{name[:-3]}xlsx").rows


def test_agencies_of_one_sheet_have_the_counties_that_another_gives() -> None:
    """The counties that we know for municipalities are those that a sheet with the cell names."""
    given = {
        (item.state, item.agency.casefold()): item.geoids
        for name in READ
        for item in participations(name).rows
        if item.how == "county cell"
    }
    known = {
        (item.state, item.agency.casefold()): item.geoids
        for name in READ
        for item in participations(name).rows
        if item.how in {"known municipality", "name"}
    }
    assert {key: (geoids, given[key]) for key, geoids in known.items() if given.get(key, geoids) != geoids} == {}


def test_the_shipped_agreements_are_those_of_the_newest_sheet() -> None:
    newest = read("participating_2025-12-31am.xlsx")
    assert load_agreements_source() == newest.source
    shown = [(item.agency, item.geoids, item.model, item.signed_date, item.row) for item in load_agreements()]
    assert shown == [
        (item.agency, item.geoids, item.model, item.signed_date, item.row)
        for item in participations("participating_2025-12-31am.xlsx").rows
    ]


@pytest.mark.parametrize("path", sorted(LISTS.glob("ice_*list*.csv")) + sorted(LISTS.glob("ice_*20*-*-*.csv")))
def test_lists_of_facilities_are_read(path: Path) -> None:
    if "definitions" in path.name:
        return
    (table,) = read_observations([path], today="2026-11-22").tables
    assert table.kind == "facilities"
    assert isinstance(table.result, Facilities)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        named = sum(1 for row in csv.DictReader(stream) if (row.get("Name") or row.get("NAME") or "").strip())
    assert len(table.result.rows) + len(table.result.not_matched) == named
