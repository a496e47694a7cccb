"""Writes docs/reference/how-law-is-layered.md from the tables that the resolver is tested with.

python docs/make_layers.py
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pincite.topics.strict_yaml import parse_strict

PAGE = Path(__file__).parent / "reference" / "how-law-is-layered.md"
SPEC = Path(__file__).resolve().parents[1] / "tests" / "spec"
AS_OF = "2025-06-01"
_HEAD = """# How law is layered

Made by `python docs/make_layers.py` from `tests/spec/layers/` and `tests/spec/reports/`; not edited by hand. Every row
below is a test: it is run against the program at each change.

For one agency, one conduct and one day these rules decide which text controls. What loses is shown with the reason,
never dropped. `pincite show STUDY QUESTION` prints the reasons for a question of a study, `pincite timeline STUDY` the
days on which an answer changed.

**How to read a row.** The world is an invented county with a sheriff who keeps its jail, a county board and a district
attorney, and a city with its own police, in an invented state. A text is told as *source: rule*, with its days and
ways out. Unless the row says otherwise the agency is the sheriff, the conduct is `hold`, and the day is June 1, 2025.
*Silent* means that no rule controls.

| what became of a text | means |
| --- | --- |
| pre-empted | a state mandate set it aside |
| contradicts | it contradicts a higher text, which controls |
| shown beside | it counts, and another text decides |
| not yet in force, no longer in force, repealed, enjoined | it does not count on that day |
| a bill, an agreement, federal | it sets no rule here, on any day |
| does not bind | it does not reach the agency, or says nothing on the conduct |
"""
_RULE_HEAD = "| texts | day, agency, conduct | controls | what became of the others |\n| --- | --- | --- | --- |"
_REPORT_HEAD = "| reported | texts and searches | question | answer |\n| --- | --- | --- | --- |"


def render_layers() -> str:
    """The page: the rules with their tables, then reports on state law."""
    tables = [_load(path) for path in sorted((SPEC / "layers").glob("*.yaml"))]
    reports = _load(SPEC / "reports" / "reports.yaml")
    return "\n".join([_HEAD, *(line for table in tables for line in _rule(table)), *_reports(reports)]) + "\n"


def _load(path: Path) -> Any:
    return parse_strict(path.read_text("utf-8"), path.name).value


def _rule(table: dict[str, Any]) -> Iterator[str]:
    yield f"## {table['rule']}. {table['title']}\n\n{table['about'].strip()}\n\n{_RULE_HEAD}"
    for row in table["rows"]:
        yield f"| {_texts(row['texts'])} | {_where(row)} | {_controls(row)} | {_fates(row)} |"
    said = [row["says"] for row in table["rows"] if "says" in row]
    yield "\nSo it is told:\n" if said else ""
    yield from (f"> {text}\n" for text in said)


def _texts(lines: list[str]) -> str:
    return "<br>".join(lines) or "none"


def _where(row: dict[str, Any]) -> str:
    said = [row[key] for key in ("on", "agency", "conduct") if key in row]
    return ", ".join(said) or "as usual"


def _controls(row: dict[str, Any]) -> str:
    marks = [word for key, word in (("partly", "only in part"), ("implied", "by implication")) if row.get(key)]
    return ", ".join([f"**{row['controls']}**", *marks])


def _fates(row: dict[str, Any]) -> str:
    told = [f"{source}: {fate}" for source, fate in row.get("others", {}).items()]
    told += [f"caution: {row['caution']}"] if "caution" in row else []
    return "<br>".join(told) or "–"


def _reports(table: dict[str, Any]) -> Iterator[str]:
    yield f"## {table['title']}\n\n{table['about'].strip()}\n\n{_REPORT_HEAD}"
    for row in table["rows"]:
        reason = f" ({row['reason']})" if "reason" in row else ""
        caution = ", with a caution" if "caution" in row else ""
        yield f"| {'<br>'.join(row['reported'])} | {_given(row)} | {row['ask']} | {row['expect']}{reason}{caution} |"


def _given(row: dict[str, Any]) -> str:
    said = list(row.get("texts", ()))
    said += [f"section {row['carries']} at the head of the text"] if "carries" in row else []
    said += ["every kind of source searched"] if "searched" in row else []
    said += [f"state law supplied: {row['state_law']}"] if "state_law" in row else []
    return "<br>".join(said) or "none"


if __name__ == "__main__":
    PAGE.write_text(render_layers(), "utf-8")
