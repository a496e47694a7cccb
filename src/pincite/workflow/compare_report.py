"""What came of a comparison with others' answers: in lines, as plain JSON and as a CSV table."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pincite.adapters.atomic import write_one
from pincite.agreement.others import (
    AFTER,
    BEFORE,
    CHANGES,
    CONFLICTS,
    NO_DATE,
    NO_STUDY,
    NOT_ASKED,
    NOT_COMPARED,
    OURS_NOT_APPLICABLE,
    OURS_UNKNOWN,
    text_of,
)
from pincite.agreement.others_rows import UNCLEAR
from pincite.model.comparison import Compared, ItemFigures, OthersAnswer
from pincite.workflow.compare import ComparedTable

_SHOWN = 20
_LONGEST = 90
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WHYS = {
    UNCLEAR: "they give no clear answer",
    NO_STUDY: "no study of the place is given",
    NO_DATE: "the row has no date",
    AFTER: "the row is later than the study",
    BEFORE: "the row is earlier than the study's documents",
    CHANGES: "our answer changes within the row's month or year",
    OURS_UNKNOWN: "our answer is unknown",
    OURS_NOT_APPLICABLE: "our question does not apply there",
    NOT_ASKED: "our study does not ask it",
}


def describe_compared(table: ComparedTable) -> dict[str, Any]:
    """All of it as plain JSON: the file, the figures by item, every row, and what is peculiar about the table."""
    return {
        "file": {**_count(table), "source": asdict(table.source), "personal_columns_dropped": list(table.personal)},
        "studies": list(table.studies),
        "figures": [asdict(item) for item in table.figures],
        "own_conflicts": [
            {"place": item.label, "question": item.question, "date": item.date, "rows": [_plain(r) for r in item.rows]}
            for item in table.own
        ],
        "both": {
            "title": table.comparison.both.title,
            "places": [{"place": same[0].label, "rows": [_plain(row) for row in same]} for same in table.both],
        },
        "rows": [_flat(one) for one in table.compared],
    }


def _count(table: ComparedTable) -> dict[str, Any]:
    """What is in the file. texts: distinct ones; mapped: rows whose question asks what the rubric asks."""
    mapped = [row for row in table.rows if table.comparison.question(row.question).items]
    answering = [row for row in mapped if row.answer]
    left = [one.row for one in table.compared if one.outcome == NOT_COMPARED]
    common = Counter(text_of(row) for row in answering).most_common(1)
    return {
        "rows": len(table.rows),
        "texts": len({text_of(row) for row in table.rows}),
        "places": len({row.place for row in table.rows}),
        "mapped": len(mapped),
        "answering": len(answering),
        "answering_texts": len({text_of(row) for row in answering}),
        "most_rows_of_one_text": common[0][1] if common else 0,
        "not_compared": dict(Counter(row.why for row in left).most_common()),
    }


def _plain(row: OthersAnswer) -> dict[str, Any]:
    return {name: value for name, value in asdict(row).items() if name != "period"}


def _flat(one: Compared) -> dict[str, Any]:
    """One row of the CSV table."""
    row = one.row
    return {
        "row": row.row, "place": row.label, "agency": row.agency, "date": row.date, "question": row.question,
        "said": row.said, "item": one.item, "theirs": row.answer, "ours": one.ours.answer if one.ours else "",
        "ours_draft": ("yes" if one.ours.draft else "no") if one.ours else "", "outcome": one.outcome, "why": one.why,
        "study": one.study, "text": row.text, "source": row.source, "reliability": row.reliability,
    }  # fmt: skip


def write_compared(path: Path, table: ComparedTable) -> None:
    """Every row with its outcome as CSV; a row that asks about two items stands twice."""
    rows = [_flat(one) for one in table.compared]
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: _safe(value) for key, value in row.items()} for row in rows)
    write_one(path, stream.getvalue().encode("utf-8", "replace"))


def _safe(value: object) -> object:
    """Text that no spreadsheet runs as a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def render_compared(table: ComparedTable) -> str:
    """The same in lines for people; long lists are cut, and say so."""
    lines = [*_file_lines(table), "", *_figure_lines(table), *_conflict_lines(table), *_own_lines(table)]
    return "\n".join([*lines, *_both_lines(table)]) + "\n"


def _file_lines(table: ComparedTable) -> Iterator[str]:
    counts = _count(table)
    yield f"{table.source.file}: {counts['rows']} rows, {counts['texts']} distinct texts, {counts['places']} places"
    yield (
        f"  {counts['mapped']} rows ask what the rubric asks; {counts['answering']} of them give an answer, in "
        f"{counts['answering_texts']} distinct texts (one stands in {counts['most_rows_of_one_text']} rows)"
    )
    labels = _WHYS | {item.id: item.label for item in table.comparison.whys}
    for why, number in counts["not_compared"].items():
        yield f"  {number} rows not compared: {labels[why]}"
    if table.personal:
        yield f"  columns on single persons, not read: {', '.join(table.personal)}"


def _figure_lines(table: ComparedTable) -> Iterator[str]:
    """The figures by item; a row that is not there counts nowhere."""
    if not table.studies:
        yield "No study is given, so nothing is compared: pincite compare FILE STUDY..."
    yield "item   rows  texts  compared  agree  conflict  (Y against N)  agreement  kappa"
    for item in table.figures:
        yield (
            f"{item.item:6} {item.rows:4}  {item.texts:5}  {item.compared:8}  {item.agree:5}  {item.conflict:8}"
            f"  {item.opposed:13}  {_share(item.agreement):>9}  {_share(item.kappa):>5}"
        )
        yield from _why_lines(item)
    yield "Compared, agree and conflict are distinct texts, each for its own date; kappa from ten of them on."
    yield "Others may answer from practice; a study answers from law, policy and observations. Draft: not reviewed."


def _why_lines(item: ItemFigures) -> Iterator[str]:
    for why, number in item.unanswerable.items():
        yield f"       {number} unanswerable: {_WHYS[why]}"
    if item.drafts:
        yield f"       {item.drafts} of {item.compared} are machine drafts on our side"


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _conflict_lines(table: ComparedTable) -> Iterator[str]:
    found = [one for one in table.compared if one.outcome == CONFLICTS]
    if found:
        yield from ("", "Conflicts:")
    for one in found[:_SHOWN]:
        ours = f"{one.ours.answer}{' (draft)' if one.ours.draft else ''}" if one.ours else ""
        yield f"  row {one.row.row}: {one.row.label}, {one.row.date}, {one.item}: they {one.row.answer}, we {ours}"
    yield from _more(found)


def _own_lines(table: ComparedTable) -> Iterator[str]:
    yield ""
    yield f"Same place, question and date, different answers within the file: {len(table.own)}"
    for item in table.own[:_SHOWN]:
        rows = "; ".join(f"row {row.row} {row.answer}" for row in item.rows)
        yield f"  {item.label}, {item.question}, {item.date}: {rows}"
    yield from _more(table.own)


def _both_lines(table: ComparedTable) -> Iterator[str]:
    """Each place question by question, under no label."""
    yield ""
    yield f"{table.comparison.both.title}: {len(table.both)}"
    for same in table.both:
        yield f"  {same[0].label}"
        for row in same:
            text = row.text if len(row.text) <= _LONGEST else f"{row.text[:_LONGEST]}..."
            asks = table.comparison.question(row.question).asks
            yield f"    {asks}: {row.said} ({row.date or 'no date'}; {row.source}; row {row.row}): {text}"


def _more(found: Sequence[object]) -> Iterator[str]:
    if len(found) > _SHOWN:
        yield f"  and {len(found) - _SHOWN} more; -o OUT.csv writes all"
