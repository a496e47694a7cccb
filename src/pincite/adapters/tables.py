"""Reads tables of CSV and XLSX files as text, only the columns that are asked for, a row at a time.

Nothing of a workbook is run: macros are refused, and a formula is refused where its value would be needed.
"""

from __future__ import annotations

import csv
import hashlib
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, TextIO

import openpyxl
from charset_normalizer import from_bytes
from openpyxl.utils.exceptions import InvalidFileException

from pincite.adapters.archives import Limits
from pincite.errors import InputError
from pincite.model.table import TableRow

_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_MACRO_NAMES = (".xlsm", ".xltm", ".xlsb", ".xlam")
_MACRO_PART = "vbaproject"
_DELIMITERS = (",", ";", "\t", "|")
# Encodings of American tables besides UTF-8, the likelier first.
_LATIN = ["cp1252", "mac_roman"]
_SAMPLE = 1 << 20
_RATIO_FLOOR = 32 * 1024 * 1024
# What the library raises on a damaged workbook; faults in its XML are SyntaxErrors.
_DAMAGED = (
    AttributeError, EOFError, IndexError, InvalidFileException, KeyError, OSError, SyntaxError, TypeError, ValueError,
    zipfile.BadZipFile, zlib.error,
)  # fmt: skip
_AS_VALUES = "Open it, save the sheet as CSV or as .xlsx with values only, and give that."


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFile:
    """A file of tables. name: for people; sheets: their names, ("",) for CSV; encoding, delimiter: of a CSV file."""

    path: Path
    name: str
    sha256: str
    sheets: tuple[str, ...]
    encoding: str = ""
    delimiter: str = ""


def open_table(path: Path, *, limits: Limits | None = None) -> TableFile:
    """What the file is, by its bytes. Raises InputError for what is no table, for macros and for bombs."""
    try:
        with path.open("rb") as stream:
            head = stream.read(8)
            stream.seek(0)
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        what = f"it cannot be read ({error.strerror})."
        raise InputError(what, where=str(path), way_out="Check the path.") from None
    if head.startswith(_OLD):
        raise _refuse(path, "an old or an encrypted workbook.", "Save it as .xlsx without a password, or as CSV.")
    if head.startswith(_ZIP):
        sheets = _check_workbook(path, limits or Limits())
        return TableFile(path=path, name=path.name, sha256=digest, sheets=sheets)
    encoding = _find_encoding(path)
    delimiter = _find_delimiter(path, encoding)
    return TableFile(path=path, name=path.name, sha256=digest, sheets=("",), encoding=encoding, delimiter=delimiter)


def read_rows(
    table: TableFile, sheet: str, *, after: int = 0, columns: Sequence[int] | None = None
) -> Iterator[TableRow]:
    """Rows that are not empty, below row ``after``, with these columns alone (0-based) or with all.

    Cells of other columns are never turned into text. Raises InputError with sheet and row for a formula in a column
    that is read and for what is damaged.
    """
    return (
        _read_csv(table, after=after, columns=columns)
        if table.encoding
        else _read_workbook(table, sheet, after=after, columns=columns)
    )


def _refuse(path: Path, what: str, way_out: str) -> InputError:
    return InputError(what, where=path.name, way_out=way_out)


def _check_workbook(path: Path, limits: Limits) -> tuple[str, ...]:
    """Names of the sheets of a workbook that is safe to read."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            names = [info.filename for info in infos]
            unpacked = sum(info.file_size for info in infos)
            hostile = _has_entities(archive, names)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise _refuse(path, f"it is damaged ({error}).", "Get the file anew.") from None
    packed = max(1, path.stat().st_size)
    too_much = unpacked > limits.max_archive_bytes or len(names) > limits.max_members
    if too_much or (unpacked > _RATIO_FLOOR and unpacked / packed > limits.max_ratio):
        what = f"it unpacks to {unpacked / 1e6:,.0f} MB, more than a table should."
        raise _refuse(path, what, "Open it yourself and save the sheet as CSV.")
    if path.suffix.lower() in _MACRO_NAMES or any(_MACRO_PART in name.lower() for name in names):
        raise _refuse(path, "the workbook holds macros; none is run, and it is not read (all sheets).", _AS_VALUES)
    if hostile or "xl/workbook.xml" not in names:
        what = "its parts define entities." if hostile else "it is no workbook."
        raise _refuse(path, what, "Give a CSV or an .xlsx file.")
    with closing(_load(path)) as book:
        return tuple(book.sheetnames)


def _has_entities(archive: zipfile.ZipFile, names: Sequence[str]) -> bool:
    for name in names:
        if name.endswith((".xml", ".rels")):
            with archive.open(name) as part:
                start = part.read(2048).replace(b"\0", b"").lower()
            if b"<!doctype" in start or b"<!entity" in start:
                return True
    return False


def _load(path: Path) -> Any:
    """The workbook, read a row at a time, with formulas as formulas."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(path, read_only=True, data_only=False, keep_links=False)
    except _DAMAGED as error:
        raise _refuse(
            path, f"it is damaged ({type(error).__name__}).", "Get the file anew, or save it as CSV."
        ) from None


def _read_workbook(table: TableFile, sheet: str, *, after: int, columns: Sequence[int] | None) -> Iterator[TableRow]:
    with closing(_load(table.path)) as book:
        page = book[sheet]
        if not hasattr(page, "iter_rows"):
            return
        page.reset_dimensions()
        for number, cells in enumerate(_guarded(table, page), start=1):
            if number <= after:
                continue
            wanted = cells if columns is None else [cells[index] for index in columns if index < len(cells)]
            texts = [_text(cell, where=f"{table.name}, sheet {sheet}, row {number}") for cell in wanted]
            if any(texts):
                yield TableRow(number=number, cells=_filled(texts, columns))


def _guarded(table: TableFile, page: Any) -> Iterator[Any]:
    """The rows of a sheet; what the library raises on damaged ones becomes an InputError."""
    rows = page.iter_rows()
    while True:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                row = next(rows, None)
        except _DAMAGED as error:
            what = f"sheet {page.title} is damaged ({type(error).__name__})."
            raise _refuse(table.path, what, "Get the file anew, or save it as CSV.") from None
        if row is None:
            return
        yield row


def _text(cell: Any, *, where: str) -> str:
    """A cell's value as text: days as ISO, whole numbers without a point, a formula refused."""
    if cell.data_type == "f":
        raise InputError(f"cell {cell.coordinate} holds a formula, not a value.", where=where, way_out=_AS_VALUES)
    value = cell.value
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def _filled(texts: Sequence[str], columns: Sequence[int] | None) -> tuple[str, ...]:
    """As many cells as columns were asked for."""
    missing = 0 if columns is None else len(columns) - len(texts)
    return (*texts, *("",) * missing)


def _read_csv(table: TableFile, *, after: int, columns: Sequence[int] | None) -> Iterator[TableRow]:
    with _open_text(table.path, table.encoding) as stream:
        reader = csv.reader(stream, delimiter=table.delimiter)
        number = 0
        try:
            for cells in reader:
                number += 1
                if number <= after:
                    continue
                wanted = cells if columns is None else [cells[index] for index in columns if index < len(cells)]
                texts = [cell.strip() for cell in wanted]
                if any(texts):
                    yield TableRow(number=number, cells=_filled(texts, columns))
        except (csv.Error, UnicodeError) as error:
            what = f"row {number + 1} cannot be read ({error})."
            raise _refuse(table.path, what, "Save the table anew as CSV in UTF-8.") from None


@contextmanager
def _open_text(path: Path, encoding: str) -> Iterator[TextIO]:
    with path.open("r", encoding=encoding, newline="") as stream:
        yield stream


def _find_encoding(path: Path) -> str:
    """UTF-8 where all of it is, else what the first million bytes look like; raises InputError where it is no text."""
    with path.open("rb") as stream:
        sample = stream.read(_SAMPLE)
    if not sample.strip():
        raise _refuse(path, "the file is empty.", "Give a CSV or an .xlsx file with rows.")
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if b"\0" in sample:
        raise _refuse(path, "it is no table of text.", "Give a CSV or an .xlsx file.")
    if _is_utf8(path):
        return "utf-8-sig"
    best = from_bytes(sample, cp_isolation=_LATIN).best()
    if best is None:
        raise _refuse(path, "its letters are in no known encoding.", "Save it as CSV in UTF-8.")
    return best.encoding


def _is_utf8(path: Path) -> bool:
    try:
        with path.open("r", encoding="utf-8") as stream:
            while stream.read(_SAMPLE):
                pass
    except UnicodeDecodeError:
        return False
    return True


def _find_delimiter(path: Path, encoding: str) -> str:
    """What stands between cells: the mark that gives most rows of the beginning more than one cell."""
    try:
        with _open_text(path, encoding) as stream:
            start = stream.read(65_536)
    except UnicodeError as error:
        raise _refuse(path, f"its letters cannot be read ({error}).", "Save it as CSV in UTF-8.") from None
    return max(_DELIMITERS, key=lambda mark: _count_cells(start, mark))


def _count_cells(text: str, delimiter: str) -> int:
    """How many cells the first rows have beyond one each."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))[:30]
    except csv.Error:
        return 0
    return sum(len(row) - 1 for row in rows)
