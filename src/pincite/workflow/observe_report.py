"""What was read of tables of practice: in lines, as plain JSON and as a CSV table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pincite.adapters.atomic import write_one
from pincite.model.observed import Facilities, NotMatched, Outcomes, Participations
from pincite.model.table import SheetSource
from pincite.observing.detainers import AT_LEAST
from pincite.packs.us.observations import load_facility_rules
from pincite.workflow.observe import Observed, ReadTable
from pincite.workflow.observe_study import Added

_SHOWN = 20
_LOCAL = (("county", "county agencies"), ("municipal", "municipal agencies"))
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def describe_observed(observed: Observed, added: Added | None) -> dict[str, Any]:
    """All that was read, with sources, columns and what did not match, as plain JSON."""
    return {
        "tables": [_describe(item) for item in observed.tables],
        "skipped": list(observed.skipped),
        "added": None if added is None else _describe_added(added),
    }


def render_observed(observed: Observed, added: Added | None) -> str:
    """The same in lines for people; long lists are cut, and say so."""
    lines = [line for item in observed.tables for line in _render(item)]
    if added is not None:
        lines += _render_added(added)
    return "\n".join(lines) + "\n"


def write_observed(path: Path, observed: Observed) -> None:
    """All rows that were read as CSV: one table with the columns of every kind that is there."""
    rows = [{"table": item.kind, **row} for item in observed.tables for row in _rows(item)]
    names = list(dict.fromkeys(name for row in rows for name in row)) or ["table"]
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: _safe(value) for key, value in row.items()} for row in rows)
    write_one(path, stream.getvalue().encode("utf-8", "replace"))


def _safe(value: object) -> object:
    """Text that no spreadsheet runs as a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _rows(item: ReadTable) -> Iterator[dict[str, Any]]:
    source = asdict(item.source)
    if isinstance(item.result, Outcomes):
        yield from (_flat_month(asdict(row)) | source for row in item.result.rows)
        return
    for row in _entries(item):
        flat = asdict(row)
        geoids = flat.pop("geoids", None)
        own = {} if geoids is None else {"geoids": ";".join(geoids)}
        shows = {"shows": load_facility_rules().shows} if isinstance(item.result, Facilities) else {}
        yield {**source, **flat, **own, **shows}


def _entries(item: ReadTable) -> Sequence[Any]:
    return item.result if isinstance(item.result, tuple) else item.result.rows


def _flat_month(row: dict[str, Any]) -> dict[str, Any]:
    reasons = row.pop("reasons")
    return {**row, "reasons": "; ".join(f"{reason}: {count}" for reason, count in reasons)}


def _not_matched(item: ReadTable) -> tuple[NotMatched, ...]:
    return item.result.not_matched if isinstance(item.result, Participations | Facilities) else ()


def _describe(item: ReadTable) -> dict[str, Any]:
    rows = list(_rows(item))
    keys = asdict(item.source)
    own = ("as_of",) if not isinstance(item.result, tuple | Outcomes) else ()
    return {
        "kind": item.kind,
        "source": keys,
        "layout": item.head.layout,
        "columns": [asdict(column) for column in item.head.columns],
        "left_out": list(item.head.left_out),
        "counts": _counts(item),
        "rows": [{key: row[key] for key in row if key not in keys or key in own} for row in rows],
        "not_matched": [asdict(one) for one in _not_matched(item)],
    }


def _counts(item: ReadTable) -> dict[str, Any]:
    result = item.result
    if isinstance(result, Outcomes):
        return {
            "requests": result.requests, "reported_refusals": result.refusals, "undated": result.undated,
            "refusal_words": list(result.refusal_words), "facility_months": len(result.rows),
        }  # fmt: skip
    if not isinstance(result, Participations):
        return {"rows": len(_entries(item))}
    agencies = {
        kind: {"matched": result.count_agencies(kind, matched=True), "all": result.count_agencies(kind)}
        for kind in ("county", "municipal", "state", "other")
    }
    return {"rows": len(result.rows), "agencies": agencies}


def _describe_added(added: Added) -> dict[str, Any]:
    return {
        "observations": [asdict(item) for item in added.observations],
        "known": added.known,
        "left_out": list(added.left_out),
        "answered_again": added.made is not None,
    }


def _render(item: ReadTable) -> Iterator[str]:
    yield f"{_title(item.source)}: {item.kind}"
    read = ", ".join(
        f'"{one.name}" as {one.field}{" (nearly its name)" if one.loose else ""}' for one in item.head.columns
    )
    yield f"  columns read (row {item.head.row}): {read}"
    if item.head.left_out:
        yield f"  columns never read: {', '.join(item.head.left_out)}"
    yield from _render_counts(item)
    listed = list(_group(_not_matched(item)))
    for line in listed[:_SHOWN]:
        yield f"  not matched: {line}"
    if len(listed) > _SHOWN:
        yield f"  and {len(listed) - _SHOWN} more, all in --json."


def _group(listed: Sequence[NotMatched]) -> Iterator[str]:
    """One line for all rows that say the same."""
    rows: dict[str, list[int]] = {}
    for one in listed:
        rows.setdefault(one.reason, []).append(one.row)
    for reason, numbers in rows.items():
        more = f" and {len(numbers) - 1} more" if len(numbers) > 1 else ""
        yield f"row {numbers[0]}{more}: {reason}"


def _title(source: SheetSource) -> str:
    return f"{source.where}{f', of {source.as_of}' if source.as_of else ''}"


def _render_counts(item: ReadTable) -> Iterator[str]:
    result = item.result
    if isinstance(result, Participations):
        yield f"  {_spell(len(result.rows), 'agreement', 'agreements, one for each agency and model')}"
        for kind, label in _LOCAL:
            if total := result.count_agencies(kind):
                matched = result.count_agencies(kind, matched=True)
                yield f"  {label} matched to a county: {matched} of {total} ({matched / total:.1%})"
    elif isinstance(result, Outcomes):
        words = " or ".join(f"“{word}”" for word in result.refusal_words)
        months = _spell(len(result.rows), "facility-month", "facility-months")
        yield f"  {result.requests} requests in {months}; no row of a person was kept"
        yield f"  reported refusals ({words} in the source): {result.refusals}; a cell without a reason counts as none"
        if any(text.startswith(AT_LEAST) for text in (result.requests, result.refusals, result.undated)):
            yield f"  {AT_LEAST}: small counts are left out of it, so that none of them can be reckoned"
        if result.undated != "0":
            yield f"  without a day that can be read: {result.undated}"
    elif isinstance(result, Facilities):
        count = _spell(len(result.rows), "facility", "facilities")
        yield f"  {count}; a list shows that beds were used and answers nothing alone"
    else:
        yield f"  {_spell(len(result), 'statement', 'statements')}"


def _spell(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _render_added(added: Added) -> list[str]:
    lines = [f"added: {item.agency}, {item.conduct}: {item.shows} ({item.source})" for item in added.observations]
    lines += [f"not added: {text}" for text in added.left_out[:_SHOWN]]
    if len(added.left_out) > _SHOWN:
        lines.append(f"and {len(added.left_out) - _SHOWN} more that were not added, all in --json.")
    if not (added.observations or added.known or added.left_out):
        lines.append("No agency of this study is listed. That does not show that it has no agreement.")
    known = f"; {added.known} were there already" if added.known else ""
    again = " The study was answered again." if added.made else " The study is as it was."
    return [*lines, f"{_spell(len(added.observations), 'observation', 'observations')} added{known}.{again}"]
