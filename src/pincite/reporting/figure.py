"""A chart as it is shown, with its heading and the lines that say the same in words."""

from __future__ import annotations

from dataclasses import dataclass

from pincite.model.paper import Chart


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A chart under a heading. lines: its content in words, one for each row of it."""

    id: str
    heading: str
    intro: str
    chart: Chart
    lines: tuple[str, ...]
