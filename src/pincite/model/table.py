"""Tables that others made: rows of text cells, which columns were read, and how a row is cited."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One row. number: 1-based, as a spreadsheet shows it; cells: text without spaces around it."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSource:
    """Where rows are from. sheet: its name, "" for a CSV file; as_of: ISO day that the table stands for, or ""."""

    file: str
    sheet: str
    sha256: str
    as_of: str = ""

    @property
    def where(self) -> str:
        """For errors: "list.xlsx, sheet Sheet1"."""
        return f"{self.file}, sheet {self.sheet}" if self.sheet else self.file

    def cite(self, row: int) -> str:
        """The row for people: file, sheet, row, the sheet's day and the first digits of its SHA-256."""
        of = f"of {self.as_of}, " if self.as_of else ""
        return f"{self.where}, row {row} ({of}sha256 {self.sha256[:16]})"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMatch:
    """A column that is read. field: its id in the layout; index: 0-based; name: as the table writes it.

    loose: the name is only nearly one of those that are known.
    """

    field: str
    index: int
    name: str
    loose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableHead:
    """The row of names. row: its number; left_out: names of the columns that are not read."""

    layout: str
    row: int
    columns: tuple[ColumnMatch, ...]
    left_out: tuple[str, ...] = ()
