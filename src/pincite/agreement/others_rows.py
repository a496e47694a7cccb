"""Rows of a table of others' answers: read strictly, so that each either answers for its own date or says why not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from pincite.agreement.periods import parse_period, parse_remarked
from pincite.errors import InputError, UsageError
from pincite.model.comparison import Comparison, OthersAnswer, Period
from pincite.model.table import SheetSource, TableHead, TableRow

UNCLEAR = "unclear"
NameKey = Callable[[str, str, str, str], str]
_FORMS = 'Write it as "2025-06-30", "2025-06" or "2025".'


@dataclass(slots=True)
class _Seen:
    """Ids of rows that were read, with the row of each."""

    ids: dict[str, int] = field(default_factory=dict)


def parse_others(
    rows: Iterable[TableRow], head: TableHead, *, comparison: Comparison, source: SheetSource, key: NameKey
) -> tuple[OthersAnswer, ...]:
    """Every row. key: (name, state, level, GEOID) -> what tells the place from others; it raises UsageError.

    Raises InputError with the row of the first one that cannot be, and how many more there are.
    """
    seen, found, faults = _Seen(), [], []
    for row in rows:
        try:
            found.append(_parse_row(row, _cells(row, head), comparison, key=key, seen=seen))
        except UsageError as error:
            where = f"{source.where}, row {row.number}"
            faults.append(InputError(error.what, where=where, way_out=error.way_out))
    if faults:
        more = f" (and {len(faults) - 1} more rows)" if len(faults) > 1 else ""
        first = faults[0]
        raise InputError(first.what, where=first.where, way_out=f"{first.way_out}{more}")
    if not found:
        raise InputError("it has no rows below the names.", where=source.where, way_out="Give a table with rows.")
    return tuple(found)


def find_personal(names: Iterable[str], comparison: Comparison) -> tuple[str, ...]:
    """The columns whose names say that they are on single persons."""
    padded = [(name, f" {_fold(name)} ") for name in names]
    return tuple(name for name, folded in padded if any(f" {word} " in folded for word in comparison.personal))


def _fold(name: str) -> str:
    return " ".join("".join(char if char.isalnum() else " " for char in name.casefold()).split())


def _cells(row: TableRow, head: TableHead) -> dict[str, str]:
    """The row by field, where only the head's columns were read, in their order."""
    return {column.field: cell for column, cell in zip(head.columns, row.cells, strict=False)}


def _parse_row(
    row: TableRow, cells: Mapping[str, str], comparison: Comparison, *, key: NameKey, seen: _Seen
) -> OthersAnswer:
    _check_id(cells.get("id", ""), row.number, seen)
    for name in ("place", "state", "question"):
        if not cells.get(name):
            raise UsageError(f"it has no {name}.", way_out="Fill the cell or take the row out.")
    asked = comparison.question(_get_known(cells["question"], [item.id for item in comparison.questions], "question"))
    said = cells.get("said", "")
    answer = comparison.answers.get(said, "")
    if not answer and said not in comparison.unclear:
        known = [*comparison.answers, *(word for word in comparison.unclear if word)]
        _get_known(said, known, "answer")
    date, period = _find_date(cells)
    why = asked.why or ("" if answer else UNCLEAR)
    return OthersAnswer(
        row=row.number,
        place=key(cells["place"], cells["state"], cells.get("level", ""), cells.get("geoid", "")),
        label=f"{cells['place']}, {cells['state']}",
        question=asked.id, said=said, answer="" if why else answer, text=cells.get("text", ""), date=date,
        period=period, source=cells.get("source", ""), why=why, agency=cells.get("agency", ""),
        reliability=cells.get("reliability", ""),
    )  # fmt: skip


def _check_id(row_id: str, number: int, seen: _Seen) -> None:
    if row_id and row_id in seen.ids:
        what = f"the id {row_id!r} stands in row {seen.ids[row_id]} already."
        raise UsageError(what, way_out="Give each row its own id.")
    seen.ids[row_id] = number


def _get_known(said: str, known: Sequence[str], noun: str) -> str:
    if said in known:
        return said
    near = get_close_matches(said, known, n=1)
    way_out = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(known)}."
    raise UsageError(f"unknown {noun} {said!r}.", way_out=way_out)


def _find_date(cells: Mapping[str, str]) -> tuple[str, Period | None]:
    """The row's own date, else its source's; ("", None) where it has neither."""
    own, of_source = cells.get("date", ""), cells.get("source_date", "")
    period = parse_period(own) if own else parse_remarked(of_source)
    if period is None and (own or of_source):
        raise UsageError(f"{own or of_source!r} is no date.", way_out=_FORMS)
    return own or of_source, period
