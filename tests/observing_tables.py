"""Small invented tables and a small invented registry for the tests of observations."""

from __future__ import annotations

from collections.abc import Sequence

from pincite.model.registry import PlaceRegistry, RegisteredPlace
from pincite.model.table import SheetSource, TableHead, TableRow
from pincite.observing.columns import find_head
from pincite.packs.us.observations import Layout

STATE = "ocd-division/country:us/state:xm"
HEAD = ("STATE", "LAW ENFORCEMENT AGENCY", "TYPE", "COUNTY", "SUPPORT TYPE", "SIGNED", "MOA")
SOURCE = SheetSource(file="participating_2025-06-30.xlsx", sheet="Sheet1", sha256="ab" * 32, as_of="2025-06-30")


def county(geoid: str, name: str, kind: str = "county") -> RegisteredPlace:
    ocd_id = f"{STATE}/county:{name.split()[0].lower()}_{geoid}"
    return RegisteredPlace(ocd_id=ocd_id, geoid=geoid, name=name, kind=kind, state="XM", parent=STATE)


REGISTRY = PlaceRegistry(
    places=(
        RegisteredPlace(ocd_id=STATE, geoid="99", name="Meridia", kind="state", state="XM", parent=""),
        county("99001", "Alder County"),
        county("99003", "Birch County"),
        county("99005", "St. Cedar County"),
        county("99501", "Dogwood city", kind="independent-city"),
        county("99007", "Dogwood County"),
    )
)


def rows(*cells: Sequence[str]) -> list[TableRow]:
    return [TableRow(number=number, cells=tuple(row)) for number, row in enumerate(cells, start=1)]


def split(table: list[TableRow], layouts: Sequence[Layout]) -> tuple[TableHead, list[TableRow]]:
    """The head, and the rows below it with the head's columns alone, as the adapter gives them."""
    head = find_head(table, layouts, source=SOURCE)
    wanted = [column.index for column in head.columns]
    below = [row for row in table if row.number > head.row]
    return head, [TableRow(number=row.number, cells=tuple(row.cells[index] for index in wanted)) for row in below]
