"""The nation as files: tables for people and programs, the page with its maps, and what it was made from."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from pincite import __version__
from pincite.adapters.atomic import Part, lock_folder, write_together
from pincite.adapters.parquet import has_parquet, write_parquet
from pincite.errors import UsageError
from pincite.model.nation import CountyAnswer, CountyChange, Nation
from pincite.packs.us import load_places
from pincite.packs.us.observations import load_agreements_source
from pincite.workflow.pack import Pack

ANSWERS, CHANGES, STATES, SCORES, MANIFEST = "answers.csv", "changes.csv", "by-state.csv", "scores.csv", "nation.json"
PARQUET = "answers.parquet"
FORMAT = "pincite-nation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Where the nation was written, and which files."""

    folder: Path
    files: tuple[str, ...]
    notices: tuple[str, ...]


def check_nation_folder(folder: Path) -> None:
    """Raise UsageError where the folder holds something that is not a nation."""
    taken = folder.is_dir() and any(item.name not in (".lock",) for item in folder.iterdir())
    if folder.is_file() or (taken and not (folder / MANIFEST).is_file()):
        raise UsageError(f"{folder} holds something else.", way_out="Name a new or empty folder with -o.")


def write_nation(nation: Nation, folder: Path, *, pack: Pack, pages: Mapping[str, str], today: str) -> Written:
    """Write all files of the nation together, or none. pages: name -> text of the page and the maps."""
    check_nation_folder(folder)
    tables = {
        ANSWERS: render_answers(nation.answers),
        CHANGES: _table(CountyChange, (asdict(item) for item in nation.changes)),
        STATES: render_states(nation),
        SCORES: _render_rows(["geoid", "rubric", "least", "most", "applicable"], map(asdict, nation.scores)),
        MANIFEST: json.dumps(describe_nation(nation, pack, today=today), indent=2, ensure_ascii=False) + "\n",
        **pages,
    }
    notices = list(nation.notices)
    with lock_folder(folder):
        parts: list[Part] = [(name, partial(text.encode, "utf-8")) for name, text in tables.items()]
        if has_parquet():
            parts.append((PARQUET, partial(write_parquet, _flat_answers(nation.answers))))
        else:
            notices.append("answers.parquet was not written: install it with pip install 'pincite[parquet]'.")
        write_together(folder, parts)
    return Written(folder=folder, files=tuple(name for name, _ in parts), notices=tuple(notices))


def render_answers(answers: Sequence[CountyAnswer]) -> str:
    """One row a county, rubric and question, as CSV."""
    return _table(CountyAnswer, _flat_answers(answers))


def _flat_answers(answers: Iterable[CountyAnswer]) -> list[dict[str, Any]]:
    rows = []
    for item in answers:
        row = {name: getattr(item, name) for name in CountyAnswer.__dataclass_fields__}
        row["by_agency"] = "; ".join(f"{agency}: {answer}" for agency, answer in item.by_agency)
        row["possible"] = "|".join(item.possible)
        row["cautions"] = " ".join(item.cautions)
        rows.append(row)
    return rows


def render_states(nation: Nation) -> str:
    """How many counties of each state have which answer, and on what it rests, as CSV."""
    counts = Counter((a.state, a.rubric, a.question, a.answer, a.standing) for a in nation.answers)
    names = ["state", "rubric", "question", "answer", "standing", "counties"]
    return _render_rows(names, (dict(zip(names, (*key, count), strict=True)) for key, count in sorted(counts.items())))


def _table(kind: type, rows: Iterable[Mapping[str, Any]]) -> str:
    return _render_rows(list(kind.__dataclass_fields__), rows)  # type: ignore[attr-defined]


def _render_rows(names: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _cell(row[name]) for name in names} for row in rows)
    return out.getvalue()


def _cell(value: object) -> object:
    """A cell that no table program takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t") else value


def describe_nation(nation: Nation, pack: Pack, *, today: str) -> dict[str, Any]:
    """What the nation was made from and how much of it is known, as plain JSON."""
    sheet = load_agreements_source()
    known = Counter(item.standing for item in nation.answers)
    return {
        "format": FORMAT,
        "format_version": "1",
        "pincite": __version__,
        "generated_on": today,
        "as_of": nation.as_of,
        "since": nation.since,
        "topic": pack.topic.id,
        "topic_version": pack.topic.version,
        "rubrics": {name: pack.rubric(name).version for name in nation.rubrics},
        "counties": len({item.geoid for item in nation.answers}),
        "places": len(load_places().counties()),
        "answers": len(nation.answers),
        "standing": dict(sorted(known.items())),
        "changes": len(nation.changes),
        "evaluated": nation.evaluated,
        "state_texts": {state: list(titles) for state, titles in nation.covered.items()},
        "state_texts_without_answer": {state: list(titles) for state, titles in nation.beside.items()},
        "agreements": {
            "sheet": sheet.file,
            "as_of": sheet.as_of,
            "sha256": sheet.sha256,
            "of_no_county": nation.outside,
        },
        "notices": list(nation.notices),
    }
