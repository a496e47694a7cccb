"""Sheets as an XLSX workbook. Every text is written as text: what looks like a formula or an address stays words."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

import xlsxwriter

from pincite.model.paper import Sheet

_CELL = 32_000  # a cell takes 32,767 characters
_LIST = 255  # the list of a choice takes as many
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")


def write_workbook(sheets: Sequence[Sheet], *, title: str) -> bytes:
    """The XLSX, a sheet each, with the row of heads frozen and a filter on it. title: of the document's properties."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": _clean(title)[:255], "author": "Pincite"})
        for sheet in sheets:
            _write_sheet(book, sheet)
    return out.getvalue()


def _clean(text: str) -> str:
    said = _UNPRINTABLE.sub("\ufffd", text)
    return said if len(said) <= _CELL else f"{said[:_CELL]} […]"


def _write_sheet(book: xlsxwriter.Workbook, sheet: Sheet) -> None:
    page = book.add_worksheet(_NOT_IN_NAMES.sub(" ", sheet.name)[:31])
    heads = book.add_format({"bold": True, "bg_color": "#E8E8E8", "text_wrap": True, "valign": "top", "border": 1})
    cells = book.add_format({"text_wrap": True, "valign": "top"})
    for column, (name, width) in enumerate(zip(sheet.head, sheet.widths, strict=True)):
        page.set_column(column, column, width)
        page.write_string(0, column, _clean(name), heads)
    for number, row in enumerate(sheet.rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, int):
                page.write_number(number, column, value, cells)
            else:
                page.write_string(number, column, _clean(value), cells)
    page.freeze_panes(1, 0)
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.head) - 1)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    _add_choices(page, sheet)


def _add_choices(page: xlsxwriter.worksheet.Worksheet, sheet: Sheet) -> None:
    for column, values in sheet.choices:
        if sheet.rows and len(",".join(values)) <= _LIST:
            rule = {"validate": "list", "source": list(values)}
            page.data_validation(1, column, len(sheet.rows), column, rule)
