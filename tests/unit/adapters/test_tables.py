"""CSV and XLSX files as people save them, and those that are refused."""

import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from pincite.adapters.archives import Limits
from pincite.adapters.tables import open_table, read_rows
from pincite.errors import InputError

ROWS = [["name", "day"], ["Señor Alder", "2025-01-02"]]


def write_xlsx(path: Path, *rows: list[object], sheet: str = "Sheet1") -> Path:
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(row)
    book.save(path)
    return path


def read_all(path: Path) -> list[tuple[int, tuple[str, ...]]]:
    table = open_table(path)
    return [(row.number, row.cells) for row in read_rows(table, table.sheets[0])]


def read_every_sheet(path: Path, limits: Limits | None) -> None:
    table = open_table(path, limits=limits)
    for sheet in table.sheets:
        list(read_rows(table, sheet))


def refused(path: Path, *, limits: Limits | None = None) -> InputError:
    with pytest.raises(InputError) as caught:
        read_every_sheet(path, limits)
    assert caught.value.way_out
    assert "\n" not in caught.value.message()
    return caught.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_csv_in_any_encoding_with_any_mark(tmp_path: Path, encoding: str, mark: str) -> None:
    path = tmp_path / "a.csv"
    text = "\r\n".join(mark.join(row) for row in [*ROWS, *[["Señora Birch, née Peña", "x"]] * 5]) + "\r\n"
    path.write_bytes(text.replace("Birch,", "Birch").encode(encoding))
    assert read_all(path)[:2] == [(1, ("name", "day")), (2, ("Señor Alder", "2025-01-02"))]


def test_empty_rows_are_left_out_and_numbers_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a,b\n,\n"x\ny", z \n', "utf-8")
    assert read_all(path) == [(1, ("a", "b")), (3, ("x\ny", "z"))]


def test_cells_of_a_workbook_as_text(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "a.xlsx",
        ["day", "at", "number", "half", "text"],
        [datetime(2025, 6, 25), datetime(2025, 6, 25, 10, 30), 45833.0, 0.5, " x "],
        [None, None, None, None, None],
        ["#N/A", True, 7, None, "y"],
    )
    assert read_all(path) == [
        (1, ("day", "at", "number", "half", "text")),
        (2, ("2025-06-25", "2025-06-25 10:30:00", "45833", "0.5", "x")),
        (4, ("#N/A", "True", "7", "", "y")),
    ]


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_only_the_columns_that_are_asked_for_below_a_row(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    table = [["a", "secret", "c"], ["1", "Doe", "3"], ["4", "Roe"], ["", "Poe", ""]]
    if name.endswith("csv"):
        path.write_text("\n".join(",".join(row) for row in table), "utf-8")
    else:
        write_xlsx(path, *table)
    opened = open_table(path)
    found = list(read_rows(opened, opened.sheets[0], after=1, columns=[0, 2]))
    assert [(row.number, row.cells) for row in found] == [(2, ("1", "3")), (3, ("4", ""))]


def test_every_sheet_is_named(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", ["a"], sheet="One")
    book = openpyxl.load_workbook(path)
    book.create_sheet("Two").append(["b"])
    book.save(path)
    table = open_table(path)
    assert table.sheets == ("One", "Two")
    assert [row.cells for row in read_rows(table, "Two")] == [("b",)]
    assert len(table.sha256) == 64


def test_a_formula_is_refused_only_where_its_value_is_needed(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", ["a", "b"], ["x", "=1+1"])
    table = open_table(path)
    assert [row.cells for row in read_rows(table, "Sheet1", after=1, columns=[0])] == [("x",)]
    error = refused(path)
    assert error.where == "a.xlsx, sheet Sheet1, row 2"
    assert "B2 holds a formula" in error.what


@pytest.mark.parametrize("name", ["a.xlsm", "a.xlsx"])
def test_macros_are_refused(tmp_path: Path, name: str) -> None:
    path = write_xlsx(tmp_path / name, ["a"])
    if name == "a.xlsx":
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr("xl/vbaProject.bin", b"x")
    assert "holds macros" in refused(path).what


def test_bombs_are_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", ["a"])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b"\0" * (40 * 1024 * 1024))
    assert "more than a table should" in refused(path).what
    small = write_xlsx(tmp_path / "b.xlsx", ["a"])
    assert "more than a table should" in refused(small, limits=Limits(max_archive_bytes=10)).what


def test_entities_are_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", ["a"])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/other.xml", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>')
    assert "entities" in refused(path).what


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"  \n",
        b"\x00\x01\x02 a",
        b"PK\x03\x04broken",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old",
        b'a,"b\n' + b"x" * 200_000,
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert "a.xlsx" in refused(path).where


def test_a_damaged_sheet_and_another_archive_are_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", ["a"])
    parts = {}
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, b"<worksheet><sheetData><row" if "sheet1" in name else content)
    assert "damaged" in refused(path).what
    other = tmp_path / "b.xlsx"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("word/document.xml", b"<a/>")
    assert "no workbook" in refused(other).what
    assert "cannot be read" in refused(tmp_path / "none.csv").what
