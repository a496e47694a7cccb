"""Agencies' own statements and jail counts in the plain form, checked strictly; labels are no conduct."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pincite.errors import InputError
from pincite.model.observed import Statement
from pincite.model.table import SheetSource, TableHead, TableRow
from pincite.observing.columns import cell_of
from pincite.observing.days import parse_table_day
from pincite.packs.us.observations import StatementRules


def read_statements(
    rows: Iterable[TableRow], head: TableHead, *, source: SheetSource, rules: StatementRules, known: Known
) -> tuple[Statement, ...]:
    """Every row; raises InputError at the first that is no observation, with its row and the way out."""
    kept = []
    for row in rows:
        cells = {column.field: " ".join(cell_of(row, head, column.field).split()) for column in head.columns}
        if any(cells.values()):
            kept.append(_make_statement(cells, row.number, source=source, rules=rules, known=known))
    return tuple(kept)


class Known:
    """The ids that a statement may use: conducts of the topic, and what the tables of answers ask for."""

    def __init__(self, conducts: Collection[str], shows: Collection[str]) -> None:
        self.conducts, self.shows = tuple(sorted(conducts)), tuple(sorted(shows))


def _make_statement(
    cells: dict[str, str], row: int, *, source: SheetSource, rules: StatementRules, known: Known
) -> Statement:
    where = f"{source.where}, row {row}"
    shows = cells["shows"]
    if shows not in known.shows:
        raise _refuse_shows(shows, where, rules=rules, known=known)
    if cells["conduct"] not in known.conducts:
        way_out = f"Write one of: {', '.join(known.conducts)}."
        raise InputError(f"{cells['conduct'] or 'an empty cell'} is no conduct.", where=where, way_out=way_out)
    for field in ("agency", "source"):
        if not cells[field]:
            raise InputError(f"the {field} is empty.", where=where, way_out="Say whose it is and where it was seen.")
    day = parse_table_day(cells["on_date"])
    if not day:
        what = f"{cells['on_date'] or 'an empty cell'} is no day of the calendar."
        raise InputError(what, where=where, way_out="Write it as 2025-06-30.")
    confidence = cells.get("confidence") or "medium"
    if confidence not in rules.confidence:
        way_out = f"Write {', '.join(rules.confidence)}."
        raise InputError(f"{confidence!r} is no confidence.", where=where, way_out=way_out)
    return Statement(
        agency=cells["agency"], conduct=cells["conduct"], shows=shows, source=cells["source"], on_date=day, row=row,
        confidence=confidence, url=cells.get("url", ""), quote=cells.get("quote", ""),
    )  # fmt: skip


def _refuse_shows(shows: str, where: str, *, rules: StatementRules, known: Known) -> InputError:
    way_out = f"Write what was seen ({', '.join(known.shows)}), or leave the row out."
    lower = shows.casefold()
    if any(label in lower for label in rules.labels):
        what = f"{shows!r} is a label that somebody put on a place; it answers nothing on a conduct."
        return InputError(what, where=where, way_out=way_out)
    return InputError(f"{shows or 'an empty cell'} is nothing that an observation shows.", where=where, way_out=way_out)
