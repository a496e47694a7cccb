"""Maps of the nation as SVG: counties in the colours of their answers, and a grid of tiles, one a state."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap
from typing import Any

from markupsafe import Markup, escape

from pincite.model.registry import RegisteredPlace
from pincite.reporting.nation_series import SIGNS, MapClass, Series
from pincite.reporting.page import clean_text, read_sheet
from pincite.reporting.topojson import Line, Shape, find_borders, find_shapes

# Maps are drawn in tenths of the units that the shapes are projected to, so that whole numbers will do. The box is
# wider than that of the projection, 975 by 610, which leaves out the westernmost islands.
TENTHS = 10
LEFT, TOP, WIDTH, HEIGHT = -60, 8, 1020, 602
TILE, TILE_GAP, TILE_HEAD, TILE_PAD = 60, 4, 21, 4
SWATCH_WIDTH, SWATCH_HEIGHT = 30, 18
_HEAD_LENGTH, _LINE_LENGTH = 90, 135
_MARGIN = 24
_LEGEND_ROW = 24
_MARKS = {
    "dots": '<circle cx="2" cy="2" r="1.05" stroke="none"/><circle cx="6" cy="6" r="1.05" stroke="none"/>',
    "lines": '<path d="M0 2H8M0 6H8" stroke-width=".95"/>',
    "hatch": '<path d="M-2 2L2-2M-1 9L9-1M6 10L10 6" stroke-width="1.1"/>',
    "plus": '<path d="M4 1.5V6.5M1.5 4H6.5" stroke-width="1"/>',
    "cross": '<path d="M3 3L5 5M5 3L3 5" stroke-width=".6"/>',
    "bars": '<path d="M0 0V8M4 0V8" stroke-width=".7"/>',
    "grid": '<path d="M0 4H8M4 0V8" stroke-width=".7"/>',
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What never changes on a map of counties: paths in tenths. counties: in the registry's order, "" for none."""

    counties: tuple[str, ...]
    borders: str


def trace_outline(shapes: Mapping[str, Any], counties: Sequence[RegisteredPlace]) -> Outline:
    """The counties' and states' paths from a topology with the objects "counties" and "states"."""
    drawn = {item.id: trace_shape(item) for item in find_shapes(shapes, "counties")}
    borders = "".join(_trace(line, close=False) for line in find_borders(shapes, "states"))
    return Outline(counties=tuple(drawn.get(place.geoid, "") for place in counties), borders=borders)


def trace_shape(shape: Shape) -> str:
    """A shape as path data in whole tenths; a shape that is too small to be seen is a dot of one tenth."""
    found = "".join(_trace(ring, close=True) for polygon in shape.polygons for ring in polygon)
    if found or not shape.polygons:
        return found
    x, y = shape.polygons[0][0][0]
    return f"M{round(x * TENTHS)},{round(y * TENTHS)}h1v1h-1z"


def _trace(line: Line, *, close: bool) -> str:
    """A line in steps of whole tenths; "" where no two of its points differ, or too few to enclose anything."""
    points = [(round(x * TENTHS), round(y * TENTHS)) for x, y in line]
    steps = [
        (right - left, lower - upper)
        for (left, upper), (right, lower) in pairwise(points)
        if (left, upper) != (right, lower)
    ]
    if close and steps and points[0] == points[-1]:
        steps.pop()
    if len(steps) < (2 if close else 1):
        return ""
    told = "".join(
        f"{' ' if x >= 0 and number else ''}{x}{',' if y >= 0 else ''}{y}" for number, (x, y) in enumerate(steps)
    )
    return f"M{points[0][0]},{points[0][1]}l{told}{'z' if close else ''}"


def render_fills(classes: Sequence[MapClass]) -> Markup:
    """Patterns and rules by which class number n is drawn.

    ".kn" is a county's colour and ".on" the marks over all counties of a class, in tenths; ".tn" is both at once, for
    tiles and swatches. One shape a class has marks, as programs that print spend much on each.
    """
    rules, patterns = [], []
    for number, item in enumerate(classes):
        flat = f"fill:var(--f-{item.colour})"
        rules.append(f".k{number},.t{number}{{{flat}}}")
        if item.marked:
            rules.append(f".o{number}{{fill:url(#m{number})}}.t{number}{{fill:url(#p{number})}}")
            rules.append(f"@media print{{.bars .t{number}{{{flat}}}}}")
            patterns.append(_pattern(f"m{number}", item, scale=TENTHS, ground=""))
            ground = f'<rect width="8" height="8" style="{flat}"/>'
            patterns.append(_pattern(f"p{number}", item, scale=1, ground=ground))
    return Markup(f"<defs><style>{''.join(rules)}</style>{''.join(patterns)}</defs>")  # noqa: S704 - all our own


def _pattern(name: str, item: MapClass, *, scale: int, ground: str) -> str:
    ink = f"var(--i-{item.colour})"
    marks = "".join(_MARKS[mark] for mark in (item.texture, item.overlay) if mark)
    return (
        f'<pattern id="{name}" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="scale({scale})">'
        f'{ground}<g style="fill:{ink};stroke:{ink}">{marks}</g></pattern>'
    )


def render_counties(
    outline: Outline, counties: Sequence[RegisteredPlace], series: Series, numbers: Sequence[int]
) -> Markup:
    """Each county once, with its name, in the class of its sign; then marks by class, then the states' borders.

    numbers: of the series' classes on the page.
    """
    places = [SIGNS.index(sign) for sign in series.packed]
    paths = "".join(
        f'<path class="k{numbers[at]}" id="c{place.geoid}" d="{path}"><title>{escape(place.label)}</title></path>'
        for place, path, at in zip(counties, outline.counties, places, strict=True)
    )
    over = "".join(
        f'<path class="o{number}" d="{_join(outline, places, n)}"/>'
        for n, (number, item) in enumerate(zip(numbers, series.classes, strict=True))
        if item.marked
    )
    borders = f'<path class="borders" d="{outline.borders}"/>'
    return Markup(f'<g class="counties">{paths}</g><g class="overlays">{over}</g>{borders}')  # noqa: S704


def _join(outline: Outline, places: Sequence[int], wanted: int) -> str:
    return "".join(path for path, at in zip(outline.counties, places, strict=True) if at == wanted)


def render_tiles(
    grid: Mapping[str, tuple[int, int]], counts: Mapping[str, Sequence[int]], names: Mapping[str, str],
    numbers: Sequence[int], labels: Sequence[str],
) -> Markup:  # fmt: skip
    """A tile for each state of the grid with the shares of its counties by class. numbers, labels: of the classes."""
    step = TILE + TILE_GAP
    tiles = []
    for state, (column, row) in grid.items():
        found = counts.get(state, [0] * len(labels))
        told = "; ".join(f"{count} {label}" for count, label in zip(found, labels, strict=True) if count)
        tiles.append(
            f'<g class="tile" data-state="{escape(state)}" transform="translate({column * step},{row * step})">'
            f"<title>{escape(names.get(state, state))}: {escape(told)}</title>"
            f'<rect class="plate" x=".5" y=".5" width="{TILE - 1}" height="{TILE - 1}" rx="4"/>'
            f'<text x="5" y="16">{escape(state)}</text><text class="count" x="{TILE - 5}" y="15.5">{sum(found)}</text>'
            f'<g class="bars">{_render_bars(found, numbers)}</g></g>'
        )
    return Markup("".join(tiles))  # noqa: S704 - what is foreign in it is escaped above


def _render_bars(found: Sequence[int], numbers: Sequence[int]) -> str:
    height = TILE - TILE_HEAD - TILE_PAD
    return "".join(
        f'<rect class="t{number}" x="{x:.2f}" y="{TILE_HEAD}" width="{width:.2f}" height="{height}"/>'
        for x, width, number in _split(found, numbers)
    )


def _split(found: Sequence[int], numbers: Sequence[int]) -> Iterable[tuple[float, float, int]]:
    """(x, width, class number) of each class that occurs."""
    room, at, total = TILE - 2 * TILE_PAD, float(TILE_PAD), sum(found)
    for count, number in zip(found, numbers, strict=False):
        if count:
            width = room * count / total
            yield at, width, number
            at += width


def measure_tiles(grid: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    """Width and height of the grid of tiles."""
    columns, rows = (1 + max((at[axis] for at in grid.values()), default=0) for axis in (0, 1))
    return columns * (TILE + TILE_GAP) - TILE_GAP, rows * (TILE + TILE_GAP) - TILE_GAP


def render_alone(series: Series, *, body: Markup, size: tuple[int, int], heading: str, summary: str) -> str:
    """A file of its own: heading, the map (``size``, drawn from 0,0), a legend with counts, the summary beneath."""
    head, foot = wrap(heading, _HEAD_LENGTH), wrap(summary, _LINE_LENGTH)
    top = 34 + 22 * len(head)
    legend_top = top + size[1] + 26
    foot_top = legend_top + len(series.classes) * _LEGEND_ROW + 26
    width, height = max(size[0] + 2 * _MARGIN, 1000), foot_top + 17 * len(foot) + 2
    whole = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-labelledby="title desc" lang="en"><title id="title">{escape(heading)}</title>'
        f'<desc id="desc">{escape(summary)}</desc><style>{read_sheet("map_alone.css")}</style>'
        f'{render_fills(series.classes)}<rect class="ground" width="{width}" height="{height}"/>'
        f'<text class="heading" y="34">{_render_lines(head, 22)}</text>'
        f'<g transform="translate({_MARGIN},{top})">{body}</g>{_render_legend(series, legend_top)}'
        f'<text class="summary" y="{foot_top}">{_render_lines(foot, 17)}</text></svg>\n'
    )
    return clean_text(_resolve(whole))


def _render_lines(lines: Sequence[str], step: int) -> str:
    return "".join(
        f'<tspan x="{_MARGIN}" dy="{step if number else 0}">{escape(line)}</tspan>' for number, line in enumerate(lines)
    )


def _render_legend(series: Series, top: int) -> str:
    return "".join(
        f'<g transform="translate({_MARGIN},{top + number * _LEGEND_ROW})"><rect class="t{number} swatch" '
        f'width="{SWATCH_WIDTH}" height="{SWATCH_HEIGHT}"/>'
        f'<text x="40" y="14">{escape(item.label)}: {count:,}</text></g>'
        for number, (item, count) in enumerate(zip(series.classes, series.totals(), strict=True))
    )


def _resolve(text: str) -> str:
    """The text with each colour put in for its name, as programs that draw SVG files know no names of colours."""
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", read_sheet("map.css")))
    return re.sub(r"var\(--([\w-]+)\)", lambda match: colours[match[1]], text)
