"""Which columns of a table are which: by names that are data, moved or renamed a little, and said what was matched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz

from pincite.errors import InputError
from pincite.model.table import ColumnMatch, SheetSource, TableHead, TableRow
from pincite.packs.us.observations import Column, Layout

_ROWS_LOOKED_AT = 20
_NEARLY = 88.0


def find_head(rows: Iterable[TableRow], layouts: Sequence[Layout], *, source: SheetSource) -> TableHead:
    """The row of names among the first twenty; no row after it is looked at.

    Raises InputError with the columns that are missing and those that were seen.
    """
    best: tuple[tuple[int, int], Layout, TableRow] | None = None
    for row in rows:
        if row.number > _ROWS_LOOKED_AT:
            break
        for layout in layouts:
            found = _match(layout, row.cells)
            if not _missing(layout, found):
                return _make_head(layout, row, found)
            rank = (-len(_missing(layout, found)), len(found))
            if found and (best is None or rank > best[0]):
                best = rank, layout, row
    raise _refuse(best, layouts, source)


def cell_of(row: TableRow, head: TableHead, field: str) -> str:
    """The cell of a field where only the head's columns were read, in their order; "" where there is no such column."""
    for position, column in enumerate(head.columns):
        if column.field == field:
            return row.cells[position] if position < len(row.cells) else ""
    return ""


def fold_header(text: str) -> str:
    """A column's name as it compares: small letters and digits, a space between words."""
    return " ".join(re.findall(r"[a-z0-9]+", text.casefold()))


def _match(layout: Layout, cells: Sequence[str]) -> dict[str, ColumnMatch]:
    folded = [fold_header(cell) for cell in cells]
    found: dict[str, ColumnMatch] = {}
    for field, column in layout.columns.items():
        index = _find_exact(column, folded)
        if index is not None:
            found[field] = ColumnMatch(field=field, index=index, name=cells[index])
    if layout.loose and found:
        _add_loose(layout.columns, cells, folded=folded, found=found)
    return found


def _find_exact(column: Column, folded: Sequence[str]) -> int | None:
    """The column of the first name that is there exactly once; the order of the names is their rank."""
    for name in map(fold_header, column.names):
        if folded.count(name) == 1:
            return folded.index(name)
    return None


def _add_loose(
    columns: Mapping[str, Column], cells: Sequence[str], *, folded: Sequence[str], found: dict[str, ColumnMatch]
) -> None:
    """Columns whose name is nearly a known one, where no other column comes as near."""
    taken = {item.index for item in found.values()}
    for field, column in columns.items():
        if field in found:
            continue
        near = [
            index
            for index, name in enumerate(folded)
            if index not in taken
            and name
            and any(fuzz.ratio(name, fold_header(item)) >= _NEARLY for item in column.names)
        ]
        if len(near) == 1:
            found[field] = ColumnMatch(field=field, index=near[0], name=cells[near[0]], loose=True)
            taken.add(near[0])


def _missing(layout: Layout, found: Mapping[str, ColumnMatch]) -> list[str]:
    return [field for field, column in layout.columns.items() if column.needed and field not in found]


def _make_head(layout: Layout, row: TableRow, found: Mapping[str, ColumnMatch]) -> TableHead:
    read = {item.index for item in found.values()}
    left_out = tuple(cell for index, cell in enumerate(row.cells) if index not in read and cell)
    columns = tuple(sorted(found.values(), key=lambda item: item.index))
    return TableHead(layout=layout.id, row=row.number, columns=columns, left_out=left_out)


def _refuse(
    best: tuple[tuple[int, int], Layout, TableRow] | None, layouts: Sequence[Layout], source: SheetSource
) -> InputError:
    """The error for a table without its columns; cells are shown only of a row that holds a known name."""
    if best is None:
        wanted = " or ".join(_names_of(layout, _needed(layout)) for layout in layouts)
        what = f"no row of the first {_ROWS_LOOKED_AT} has the names of the columns."
        return InputError(what, where=source.where, way_out=f"Give it a row with {wanted}.")
    _, layout, row = best
    missing = _names_of(layout, _missing(layout, _match(layout, row.cells)))
    seen = ", ".join(cell for cell in row.cells if cell)
    what = f"a column is missing: {missing}. Row {row.number} has: {seen}."
    return InputError(what, where=source.where, way_out=f"Name it {missing} in that row.")


def _needed(layout: Layout) -> list[str]:
    return [field for field, column in layout.columns.items() if column.needed]


def _names_of(layout: Layout, fields: Iterable[str]) -> str:
    return ", ".join(f'"{layout.columns[field].names[0]}"' for field in fields)
