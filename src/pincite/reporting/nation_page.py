"""The nation as one HTML page that needs no other file, and its maps as SVG files of their own."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from pincite.errors import ImpossibleValueError
from pincite.model.answer import NOT_APPLICABLE, UNKNOWN
from pincite.model.nation import DRAFT, NOTHING, REVIEWED, Nation
from pincite.model.registry import PlaceRegistry, RegisteredPlace
from pincite.model.rubric import Rubric
from pincite.packs.us.maps import load_shapes, load_sources, load_tile_grid
from pincite.reporting.nation_maps import (
    HEIGHT,
    LEFT,
    TENTHS,
    TOP,
    WIDTH,
    Outline,
    measure_tiles,
    render_alone,
    render_counties,
    render_fills,
    render_tiles,
    trace_outline,
)
from pincite.reporting.nation_series import MapClass, Series, build_series, choose_first, tell_word
from pincite.reporting.nation_tables import (
    SPARK_BAR,
    SPARK_HEIGHT,
    build_changes,
    compare_rubrics,
    count_answers,
    count_scores,
    find_years,
    pack_details,
)
from pincite.reporting.page import clean_text, read_sheet, render_page
from pincite.reporting.words import load_words

PAGE, CHOROPLETH, TILES = "nation.html", "choropleth.svg", "tile-grid.svg"
_SHEETS = ("scorecard.css", "map.css", "map_dark.css", "nation.css")
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
Shapes = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawing:
    """What is drawn and on what. states: USPS code -> name, of those that have counties."""

    series: tuple[Series, ...]
    counties: tuple[RegisteredPlace, ...]
    states: Mapping[str, str]
    outline: Outline

    def get_series(self, rubric: Rubric, code: str) -> Series:
        """The series of that question or score; raises ImpossibleValueError."""
        wanted = f"{rubric.id}:{code}"
        for item in self.series:
            if item.id == wanted:
                return item
        raise ImpossibleValueError(f"nation: it has no answers to {wanted}")


def render_pages(nation: Nation, *, rubrics: Sequence[Rubric], places: PlaceRegistry) -> dict[str, str]:
    """File name -> text: the page, and both maps of the question on which most is known."""
    drawing = _prepare(nation, rubrics, load_shapes(), places)
    first = drawing.series[choose_first(drawing.series)]
    return {
        PAGE: _render_page(nation, rubrics, drawing),
        CHOROPLETH: _draw_counties(nation, first, drawing),
        TILES: _draw_tiles(nation, first, drawing),
    }


def render_choropleth(nation: Nation, *, rubric: Rubric, question: str, shapes: Shapes, places: PlaceRegistry) -> str:
    """The counties in the colours of their answers to one question, as SVG with legend and summary.

    question: its id, or "least" or "most" for the score. Raises ImpossibleValueError where the nation has none such.
    """
    drawing = _prepare(nation, [rubric], shapes, places)
    return _draw_counties(nation, drawing.get_series(rubric, question), drawing)


def render_tile_grid(nation: Nation, *, rubric: Rubric, question: str, places: PlaceRegistry) -> str:
    """A tile for each state with the shares of its counties by answer, as SVG; arguments as of render_choropleth."""
    drawing = _prepare(nation, [rubric], None, places)
    return _draw_tiles(nation, drawing.get_series(rubric, question), drawing)


def _prepare(nation: Nation, rubrics: Sequence[Rubric], shapes: Shapes | None, places: PlaceRegistry) -> _Drawing:
    counties = places.counties()
    series = build_series(nation, rubrics, counties)
    if not series:
        raise ImpossibleValueError("nation: it answers no question of these rubrics")
    used = {place.state for place in counties}
    return _Drawing(
        series=series,
        counties=counties,
        states={place.state: place.name for place in places.states() if place.state in used},
        outline=trace_outline(shapes, counties) if shapes else Outline(counties=(), borders=""),
    )


def _draw_counties(nation: Nation, series: Series, drawing: _Drawing) -> str:
    drawn = render_counties(drawing.outline, drawing.counties, series, range(len(series.classes)))
    moved = f"translate({-LEFT},{-TOP}) scale({1 / TENTHS})"
    body = Markup(f'<g transform="{moved}">{drawn}</g>')  # noqa: S704 - escaped where it was drawn
    return render_alone(
        series, body=body, size=(WIDTH, HEIGHT), heading=_head(series), summary=summarize(nation, series)
    )


def _draw_tiles(nation: Nation, series: Series, drawing: _Drawing) -> str:
    grid = load_tile_grid()
    body = render_tiles(
        grid, series.counts(drawing.counties), drawing.states, range(len(series.classes)),
        [item.label for item in series.classes],
    )  # fmt: skip
    return render_alone(
        series, body=body, size=measure_tiles(grid), heading=_head(series), summary=summarize(nation, series)
    )


def _heads(columns: Sequence[str]) -> list[str]:
    """What the columns of the key are called; a score has one column, of counties."""
    words = load_words().nation
    return [words.counties] if tuple(columns) == (NOTHING,) else [words.columns[item] for item in columns]


def _head(series: Series) -> str:
    return f"{series.code} {series.title}".strip()


def summarize(nation: Nation, series: Series) -> str:
    """A map in words: counties by class, the day, whose standard it is, and that unknown is not no."""
    words = load_words()
    columns, rows = series.key()
    totals = series.totals()
    parts = []
    for row in rows:
        split = [(words.nation.columns[c], totals[n]) for c, n in zip(columns, row.cells, strict=True) if n >= 0]
        told = ", ".join(f"{count:,} {column.lower()}" for column, count in split)
        alone = row.cells[-1] >= 0 and len(split) == 1 and columns[-1] == NOTHING
        parts.append(f"{row.word}: {row.total:,}" + ("" if alone else f" ({told})"))
    told = words.nation.of_counties.format(
        day=words.date(nation.as_of), count=f"{len(series.packed):,}", parts="; ".join(parts)
    )
    standard = words.nation.standard.format(author=series.rubric.author, day=words.date(series.rubric.as_of))
    caution = words.nation.not_no if series.code else words.nation.both_ends
    return f"{told} {caution} {standard}"


def render_nation(nation: Nation, *, rubrics: Sequence[Rubric], shapes: Shapes, places: PlaceRegistry) -> str:
    """The page. shapes: TopoJSON with "counties" and "states"; the same nation gives the same page.

    Without script it shows the question on which most is known, and every question as counts; with it, any question
    on both maps and the counties of any state with the words behind their answers.
    """
    return _render_page(nation, rubrics, _prepare(nation, rubrics, shapes, places))


def _render_page(nation: Nation, rubrics: Sequence[Rubric], drawing: _Drawing) -> str:
    series, counties = drawing.series, drawing.counties
    first = series[choose_first(series)]
    classes = tuple(dict.fromkeys(item for one in series for item in one.classes))
    numbers = [classes.index(item) for item in first.classes]
    script = read_sheet("nation.js")
    values: dict[str, object] = {
        "nation": nation,
        "rubrics": rubrics,
        "series": series,
        "first": first,
        "numbers": numbers,
        "key": first.key(),
        "key_heads": _heads(first.key()[0]),
        "totals": first.totals(),
        "firsts": {numbers[0] for _, numbers in first.groups()},
        "counts": first.counts(counties),
        "states": sorted(drawing.states.items(), key=lambda pair: pair[1]),
        "summary": summarize(nation, first),
        "fills": render_fills(classes),
        "county_map": render_counties(drawing.outline, counties, first, numbers),
        "tiles": render_tiles(
            load_tile_grid(), first.counts(counties), drawing.states, numbers, [c.label for c in first.classes]
        ),
        "sizes": {
            "counties": [side * TENTHS for side in (LEFT, TOP, WIDTH, HEIGHT)],
            "tiles": measure_tiles(load_tile_grid()),
        },
        "sources": load_sources(),
        "embedded": embed_json(_pack_page(nation, series, classes, counties)),
        "script": Markup(script),  # noqa: S704 - our own, no foreign text in it
        "script_hash": base64.b64encode(hashlib.sha256(f"\n{script}\n".encode()).digest()).decode(),
        **_fill_tables(nation, rubrics),
    }
    return render_page("nation.html.j2", values, style_sheets=_SHEETS)


def _fill_tables(nation: Nation, rubrics: Sequence[Rubric]) -> dict[str, object]:
    words = load_words()
    return {
        "reviewed": sum(item.standing == REVIEWED for item in nation.answers),
        "drafts": sum(item.standing == DRAFT for item in nation.answers),
        "asked": [(rubric, *_count_questions(nation, rubric)) for rubric in rubrics],
        "scores": [(rubric, found) for rubric in rubrics if (found := count_scores(nation, rubric))],
        "years": find_years(nation),
        "changes": [(rubric, build_changes(nation, rubric)) for rubric in rubrics],
        "pairs": compare_rubrics(nation, rubrics[0], rubrics[1]) if len(rubrics) > 1 else [],
        "tell": lambda answer: tell_word(answer, words),
        "spark": (SPARK_BAR, SPARK_HEIGHT),
    }


def _count_questions(nation: Nation, rubric: Rubric) -> tuple[list[str], list[tuple[str, str, list[int], int]]]:
    """The answers that are told, and for each question: id, text, counties by answer, and how many rest on a draft."""
    counted = count_answers(nation, rubric)
    present = {answer for found in counted.values() for answer, _ in found}
    columns = [item for item in (*rubric.answers, UNKNOWN, NOT_APPLICABLE) if item in present]
    rows = []
    for item in (*rubric.questions, *rubric.elements):
        found = counted.get(item.id)
        if found is not None:
            by_answer = [sum(n for (answer, _), n in found.items() if answer == column) for column in columns]
            drafted = sum(n for (_, standing), n in found.items() if standing == DRAFT)
            rows.append((item.id, item.text, by_answer, drafted))
    return columns, rows


def _pack_page(
    nation: Nation, series: Sequence[Series], classes: Sequence[MapClass], counties: Sequence[RegisteredPlace]
) -> dict[str, object]:
    """What the script needs: series with packed answers, labels of classes, and what stands behind the answers."""
    details = pack_details(nation, counties)
    words = load_words().nation
    return {
        "counties": [[place.geoid, place.state] for place in counties],
        "labels": [item.label for item in classes],
        "marked": [item.marked for item in classes],
        "keys": [[item.word, item.column] for item in classes],
        "series": [
            {
                "id": item.id, "head": _head(item), "classes": [classes.index(one) for one in item.classes],
                "packed": item.packed, "summary": summarize(nation, item), "scored": not item.code,
            }
            for item in series
        ],
        "scores": {rubric: _list_scores(nation, rubric) for rubric in nation.rubrics},
        "texts": details.texts, "rows": details.rows, "runs": details.runs,
        "columns": words.columns, "range": words.range, "alone": words.counties,
    }  # fmt: skip


def _list_scores(nation: Nation, rubric: str) -> dict[str, tuple[int, int, int]]:
    return {item.geoid: (item.least, item.most, item.applicable) for item in nation.scores if item.rubric == rubric}


def embed_json(value: object) -> Markup:
    """JSON that may stand in a script element whatever its texts say, without characters that may not be in a page."""
    told = clean_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    return Markup(told.translate(_ESCAPES))  # noqa: S704 - no sign that markup or script knows is left
