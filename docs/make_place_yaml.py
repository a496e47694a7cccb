"""Writes docs/reference/place-yaml.md from the model of a place and the topic: python docs/make_place_yaml.py."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import MISSING, Field, fields
from pathlib import Path
from typing import Any

import yaml

from pincite.model.law import Level, Status
from pincite.model.place import Agency, AttestedSearch, LandscapeFact, Observation, Place, PlaceFile
from pincite.workflow.pack import load_pack

PAGE = Path(__file__).parent / "reference" / "place-yaml.md"
_HEAD = """# place.yaml

Made by `python docs/make_place_yaml.py` from `src/pincite/model/place.py` and the topic; not edited by hand.

What a person knows of the place and its documents. `pincite assess` writes one into the study folder when there is
none, with what it read of each file behind a `#`. Edit it and run `pincite assess -o study/` again: the study is
answered anew from its own sources. **What a person writes here wins over what the program reads.** A field
that is left out is read from the text.

The file is read strictly. An unknown key, a key that stands twice, an id that does not exist, or a day without quotes
is an error that names file and line and says what to write; nothing is changed then. Days are written `"2025-06-30"`.
"""
_EXAMPLE = """## An example

```yaml
name: Alder County
state: XM                # XA to XZ are never a real state
kind: county
as_of: "2025-06-01"
agencies:
  - {id: sheriff, name: Alder County Sheriff's Office, kind: sheriff, keeps_jail: true}
  - {id: board, name: Board of Commissioners of Alder County, kind: contracting-body}
files:
  - {file: code.txt, level: county, kind: ordinance, binds: [all], text_date: "2025-01-01", whole: true}
  - {file: policy.pdf, level: agency, kind: departmental-policy, binds: [sheriff], whole: true}
attested_searches:
  - {kind: executive-order, level: county, by: A. Clerk, on_date: "2025-05-20", note: The county has no executive.}
observations:
  - {agency: sheriff, conduct: hold, shows: declines, source: Letter of the sheriff, on_date: "2025-05-12"}
state_law_supplied: none
```
"""
SHAPES = (Place, Agency, PlaceFile, AttestedSearch, Observation, LandscapeFact)


def load_said() -> dict[str, dict[str, Any]]:
    """What each field says, by class: title, about and fields."""
    said: dict[str, dict[str, Any]] = yaml.safe_load(
        (Path(__file__).parent / "place_yaml_fields.yaml").read_text("utf-8")
    )
    return said


def render_place_yaml() -> str:
    """The page: every field of a place.yaml, its values and an example."""
    return "\n".join([_HEAD, _EXAMPLE, *(line for shape in SHAPES for line in _shape(shape)), *_values()])


def _shape(shape: type) -> Iterator[str]:
    said = load_said()[shape.__name__]
    yield f"## {said['title']}\n\n{said['about']}\n\n| field | value | left out | says |\n| --- | --- | --- | --- |"
    for field in fields(shape):
        yield f"| `{field.name}` | {_value(field)} | {_default(field)} | {said['fields'][field.name]} |"
    yield ""


def _value(field: Field[object]) -> str:
    kind = str(field.type)
    if kind.startswith("bool"):
        return "true or false"
    if kind.startswith("tuple[str"):
        return "list of ids"
    return "list" if kind.startswith("tuple") else "text"


def _default(field: Field[object]) -> str:
    if field.default is MISSING:
        return "must stand"
    if field.default in ("", None):
        return "not said"
    shown = {True: "true", False: "false", (): "empty"}
    return shown[field.default] if isinstance(field.default, bool | tuple) else f"`{field.default}`"


def _values() -> Iterator[str]:
    topic = load_pack().topic
    yield "## Values\n"
    yield from _table("Levels", ((item.value, "") for item in Level))
    yield from _table(
        "Statuses", (*((item.value, "") for item in Status), ("adopted", "in force, whatever the text looks like"))
    )
    yield from _table("Kinds of agencies", ((item.id, item.label) for item in topic.agency_kinds))
    yield from _table("Kinds of sources", ((item.id, item.label) for item in topic.source_kinds))
    yield from _table("Conducts", ((item.id, item.short) for item in topic.conducts))
    yield from _table("What an observation may show", ((item, "") for item in find_shows()))


def find_shows() -> list[str]:
    """Every value of ``shows`` that some table of a packaged rubric asks for."""
    rubrics = [load_pack().rubric(item) for item in load_pack().rubric_ids]
    return sorted(
        {seen for rubric in rubrics for table in rubric.tables for row in table.rows for seen in row.when.observed}
    )


def _table(title: str, rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield f"**{title}**: " + " · ".join(f"`{name}`" + (f" {label}" if label else "") for name, label in rows) + "\n"


if __name__ == "__main__":
    PAGE.write_text(render_place_yaml(), "utf-8")
