"""Lists of detention facilities: whose beds were used, where and when. They answer nothing alone."""

from __future__ import annotations

from collections.abc import Iterable

from pincite.model.observed import Facilities, FacilityUse, NotMatched
from pincite.model.registry import PlaceRegistry
from pincite.model.table import SheetSource, TableHead, TableRow
from pincite.observing.columns import cell_of
from pincite.observing.counties import CountyFinder
from pincite.observing.days import parse_table_day
from pincite.packs.us.observations import FacilityRules


def read_facilities(
    rows: Iterable[TableRow], head: TableHead, *, source: SheetSource, registry: PlaceRegistry, rules: FacilityRules
) -> Facilities:
    """Every row that names a facility. Its county is the one that its name spells, else that of the county cell."""
    finder = CountyFinder(registry, misspelt={})
    blank = {item.casefold() for item in rules.blank}
    kept: list[FacilityUse] = []
    not_matched: list[NotMatched] = []
    for row in rows:
        cells = {column.field: _cell(row, head, column.field, blank) for column in head.columns}
        if not cells["name"]:
            continue
        state = finder.state(cells["state"])
        if state is None:
            text = f"{cells['name']} / {cells['state'] or '(empty)'}"
            not_matched.append(NotMatched(row=row.number, text=text, why="it names no state that is known."))
            continue
        kept.append(_make_use(cells, row.number, state=state.state, source=source, finder=finder))
    return Facilities(rows=tuple(kept), not_matched=tuple(not_matched))


def _make_use(cells: dict[str, str], row: int, *, state: str, source: SheetSource, finder: CountyFinder) -> FacilityUse:
    county = cells.get("county", "")
    in_cell = finder.in_cell(county, state) if county else ()
    named = finder.in_name(cells["name"], state)
    geoid = named or (in_cell[0] if len(in_cell) == 1 else "")
    return FacilityUse(
        name=cells["name"], city=cells["city"], state=state, county_text=county, kind=cells.get("type", ""),
        first_date=parse_table_day(cells.get("first", "")), last_date=parse_table_day(cells.get("last", "")),
        geoid=geoid, as_of=source.as_of, row=row, by_name=bool(named),
    )  # fmt: skip


def _cell(row: TableRow, head: TableHead, field: str, blank: set[str]) -> str:
    text = " ".join(cell_of(row, head, field).split())
    return "" if text.casefold() in blank else text
