"""The chain behind ``observe``: tables of practice read, and what concerns a study added to its place.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pincite.adapters.tables import TableFile, open_table, read_rows
from pincite.errors import InputError, UsageError
from pincite.model.observed import Facilities, Outcomes, Participations, Statement
from pincite.model.table import SheetSource, TableHead, TableRow
from pincite.observing.columns import find_head
from pincite.observing.days import find_day_in_name
from pincite.observing.detainers import add_up_outcomes
from pincite.observing.facilities import read_facilities
from pincite.observing.participants import read_participants
from pincite.observing.statements import Known, read_statements
from pincite.packs.us import load_agency_rules, load_places
from pincite.packs.us.observations import (
    Layout,
    load_facility_rules,
    load_outcome_rules,
    load_participant_rules,
    load_statement_rules,
)
from pincite.workflow.pack import load_pack
from pincite.workflow.place import parse_day

AUTO, PARTICIPANTS, FACILITIES, OUTCOMES, STATEMENTS = "auto", "participants", "facilities", "detainers", "statements"
KINDS = (AUTO, PARTICIPANTS, FACILITIES, OUTCOMES, STATEMENTS)
_DATED = frozenset({PARTICIPANTS, FACILITIES})
_OWN_DATE = "date"

Result = Participations | Facilities | Outcomes | tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTable:
    """One sheet as it was read. kind: one of KINDS but auto; head: its columns; result: what its rows came to."""

    kind: str
    source: SheetSource
    head: TableHead
    result: Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """All sheets that were read. skipped: sheets of a workbook without known columns, with the reason."""

    tables: tuple[ReadTable, ...]
    skipped: tuple[str, ...] = ()


def read_observations(paths: Sequence[Path], *, kind: str = AUTO, as_of: str = "", today: str) -> Observed:
    """Every table of the files. as_of: the day that they stand for, "" for the day in a file's name.

    Raises InputError for a file that is no such table, UsageError for an impossible or a future day.
    """
    if not paths:
        raise UsageError("no file is given.", way_out="Name tables: pincite observe FILE...")
    day = parse_day(as_of, today=today, ahead="no table is of a day to come.") if as_of else ""
    tables: list[ReadTable] = []
    skipped: list[str] = []
    for path in paths:
        table = open_table(path)
        read, faults = _read_file(table, kind=kind, as_of=day or find_day_in_name(table.name))
        if not read:
            raise faults[0]
        tables += read
        skipped += [fault.message() for fault in faults]
    return Observed(tables=tuple(tables), skipped=tuple(skipped))


def _read_file(table: TableFile, *, kind: str, as_of: str) -> tuple[list[ReadTable], list[InputError]]:
    """The sheets of a file that hold a known head, and an error for each of the others."""
    layouts = _layouts(kind)
    read: list[ReadTable] = []
    faults: list[InputError] = []
    for sheet in table.sheets:
        source = SheetSource(file=table.name, sheet=sheet, sha256=table.sha256, as_of=as_of)
        try:
            head = find_head(read_rows(table, sheet), [layout for layout, _ in layouts], source=source)
        except InputError as error:
            faults.append(error)
            continue
        found = next(name for layout, name in layouts if layout.id == head.layout)
        read.append(_read_sheet(table, found, source=_dated(source, found, head), head=head))
    return read, faults


def _layouts(kind: str) -> list[tuple[Layout, str]]:
    """Every layout that a kind of table may have, with its kind."""
    every = {
        OUTCOMES: load_outcome_rules().layouts,
        PARTICIPANTS: load_participant_rules().layouts,
        STATEMENTS: load_statement_rules().layouts,
        FACILITIES: load_facility_rules().layouts,
    }
    return [(item, name) for name, layouts in every.items() for item in layouts if kind in (AUTO, name)]


def _dated(source: SheetSource, kind: str, head: TableHead) -> SheetSource:
    """The source; raises InputError where nobody says which day the sheet stands for."""
    own = any(column.field == _OWN_DATE for column in head.columns)
    if kind in _DATED and not own and not source.as_of:
        what = "it is not said which day the sheet is of."
        raise InputError(
            what, where=source.where, way_out="Say it with --as-of, or in the file's name: list_2025-06-30."
        )
    return source


def _read_sheet(table: TableFile, kind: str, *, source: SheetSource, head: TableHead) -> ReadTable:
    columns = [column.index for column in head.columns]
    rows = read_rows(table, source.sheet, after=head.row, columns=columns)
    return ReadTable(kind=kind, source=source, head=head, result=_read_result(rows, kind, source=source, head=head))


def _read_result(rows: Iterator[TableRow], kind: str, *, source: SheetSource, head: TableHead) -> Result:
    if kind == OUTCOMES:
        return add_up_outcomes(rows, head, rules=load_outcome_rules())
    if kind == STATEMENTS:
        return read_statements(rows, head, source=source, rules=load_statement_rules(), known=load_known())
    if kind == FACILITIES:
        return read_facilities(rows, head, source=source, registry=load_places(), rules=load_facility_rules())
    return read_participants(
        rows, head, source=source, registry=load_places(), rules=load_participant_rules(),
        made_up=load_agency_rules().made_up,
    )  # fmt: skip


def load_known() -> Known:
    """Conducts of the topic, and what the tables of its rubrics ask of observations."""
    pack = load_pack()
    rubrics = [pack.rubric(name) for name in pack.rubric_ids]
    shows = {item for rubric in rubrics for table in rubric.tables for row in table.rows for item in row.when.observed}
    return Known([conduct.id for conduct in pack.topic.conducts], {*shows, load_facility_rules().shows})
