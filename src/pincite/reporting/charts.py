"""Charts as SVG: pure functions from figures to drawings. Each has its text equivalent beside it, made by who calls.

A drawing holds no text of documents beyond what is escaped here, no script and no reference to anything outside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

TONES = {
    "good": "#1b6e3c",
    "bad": "#a3262a",
    "mixed": "#a86400",
    "open": "#ffffff",
    "off": "#d9d9d9",
    "plain": "#4a5a78",
}
_INK, _QUIET, _LINE = "#1a1a1a", "#555555", "#8a8a8a"
_FONT = "Liberation Sans, DejaVu Sans, Arial, sans-serif"
WIDTH = 480.0
_ROW, _LABEL = 20.0, 34.0
_LOW, _HIGH = 20.0, WIDTH - 40.0  # ends of the line of a timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """An SVG and its size in points."""

    svg: str
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BarRow:
    """A label and the segments beside it, each (tone, symbol, id)."""

    label: str
    segments: tuple[tuple[str, str, str], ...]


def _svg(body: str, height: float, width: float = WIDTH) -> Drawing:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" font-family="{_FONT}">'
    )
    back = f'<rect width="{width:.0f}" height="{height:.0f}" fill="#ffffff"/>'
    return Drawing(svg=f"{head}{back}{_HATCH}{body}</svg>", width=width, height=height)


_HATCH = (
    '<defs><pattern id="open" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="5" height="5" fill="#ffffff"/><rect width="1.6" height="5" fill="#4a5a78"/></pattern></defs>'
)


def _text(x: float, y: float, words: str, *, size: float = 9.0, fill: str = _INK, anchor: str = "start") -> str:
    said = escape("".join(char if char.isprintable() else "�" for char in words))
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{fill}" text-anchor="{anchor}">{said}</text>'


def _box(x: float, y: float, width: float, *, tone: str, height: float = 14.0) -> str:
    fill = "url(#open)" if tone == "open" else TONES.get(tone, TONES["plain"])
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0.5):.1f}" height="{height:.1f}" rx="2" fill="{fill}" '
        f'stroke="{_INK}" stroke-width="0.6"/>'
    )


def draw_range(least: int, most: int, applicable: int) -> Drawing:
    """The score: cells met for certain (filled), those that may be met (hatched) and the rest (empty)."""
    unit = WIDTH / max(applicable, 1)
    tones = ["good" if cell < least else "open" if cell < most else "off" for cell in range(applicable)]
    cells = (_box(number * unit + 1, 2, unit - 2, tone=tone, height=18) for number, tone in enumerate(tones))
    return _svg("".join(cells), 22)


def draw_criteria(rows: Sequence[BarRow]) -> Drawing:
    """A bar for each criterion, cut into its questions: what is met, what is not, and what is open."""
    body = []
    for number, row in enumerate(rows):
        top = number * _ROW + 2
        body.append(_text(0, top + 11, row.label, size=9.5))
        unit = (WIDTH - _LABEL) / max(len(row.segments), 1)
        for place, (tone, symbol, name) in enumerate(row.segments):
            left = _LABEL + place * unit
            body.append(_box(left, top, unit - 2, tone=tone))
            body.append(_on_box(left + (unit - 2) / 2, top + 10.5, f"{name} {symbol}", tone))
    return _svg("".join(body), max(len(rows), 1) * _ROW + 2)


def _on_box(x: float, y: float, words: str, tone: str) -> str:
    """Words on a box: white on dark tones, on a white plate where the box is hatched."""
    dark = tone in ("good", "bad", "mixed", "plain")
    plate = ""
    if tone == "open":
        wide = 5.2 * len(words) + 6
        plate = f'<rect x="{x - wide / 2:.1f}" y="{y - 8.5:.1f}" width="{wide:.1f}" height="11" fill="#ffffff"/>'
    return plate + _text(x, y, words, size=8.5, fill="#ffffff" if dark else _INK, anchor="middle")


def draw_matrix(rows: Sequence[str], columns: Sequence[str], cells: Sequence[Sequence[str]]) -> Drawing:
    """Protections down, kinds of exception across. A cell: "alone" (filled), "with" (ring) or "" (nothing)."""
    left = 268.0
    head = 16 + 3.3 * max((min(len(name), 36) for name in columns), default=0)
    unit = min(32.0, (WIDTH - left - 70) / max(len(columns), 1))
    body = [_slanted(left + place * unit + unit / 2, head - 6, name) for place, name in enumerate(columns)]
    for number, name in enumerate(rows):
        top = head + number * _ROW
        body.append(
            f'<line x1="0" y1="{top:.1f}" x2="{WIDTH:.0f}" y2="{top:.1f}" stroke="{_LINE}" stroke-width="0.4"/>'
        )
        body.append(_text(0, top + 13, _fit(name, 62), size=8.5))
        for place, cell in enumerate(cells[number]):
            body.append(_dot(left + place * unit + unit / 2, top + _ROW / 2, cell))
    return _svg("".join(body), head + max(len(rows), 1) * _ROW + 2)


def _slanted(x: float, y: float, words: str) -> str:
    turned = _text(0, 0, _fit(words, 36), size=8)
    return f'<g transform="translate({x:.1f} {y:.1f}) rotate(-48)">{turned}</g>'


def _dot(x: float, y: float, cell: str) -> str:
    if not cell:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1" fill="{_LINE}"/>'
    fill = TONES["bad"] if cell == "alone" else "#ffffff"
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5.5" fill="{fill}" stroke="{TONES["bad"]}" stroke-width="1.6"/>'


def _fit(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def draw_timeline(days: Sequence[tuple[str, int]], now: str) -> Drawing:
    """Days (ISO, number of the event) on a line, with the day for which the answers stand ("" for none).

    The numbers are those of the table beside it.
    """
    every = [_year_of(day) for day in (*(day for day, _ in days), *([now] if now else []))]
    first, last = min(every, default=0.0), max(every, default=0.0)
    span = max(last - first, 0.1)

    def at(day: str) -> float:
        return _LOW + (_HIGH - _LOW) * (_year_of(day) - first) / span

    body = [f'<line x1="{_LOW - 10}" y1="40" x2="{_HIGH + 10}" y2="40" stroke="{_INK}" stroke-width="1.4"/>']
    taken: list[float] = []
    for day, number in days:
        x = at(day)
        level = sum(1 for other in taken if abs(other - x) < 12)
        taken.append(x)
        body.append(f'<circle cx="{x:.1f}" cy="40" r="4" fill="{TONES["plain"]}"/>')
        body.append(_text(x, 30 - 10 * min(level, 2), str(number), size=8.5, anchor="middle"))
    if now:
        body.append(_mark_now(at(now), now))
    for year in _years(first, last):
        body.append(_text(at(f"{year:04}-01-01"), 74, str(year), size=8, fill=_QUIET, anchor="middle"))
    return _svg("".join(body), 80)


def _mark_now(x: float, day: str) -> str:
    mark = f'<line x1="{x:.1f}" y1="34" x2="{x:.1f}" y2="50" stroke="{TONES["bad"]}" stroke-width="2"/>'
    return mark + _text(x, 60, day, size=8.5, fill=TONES["bad"], anchor="middle" if x > _LOW + 20 else "start")


def _year_of(day: str) -> float:
    parts = [int(part) for part in day.split("-") if part.isdigit()]
    return parts[0] + ((parts[1] - 1) / 12 if len(parts) > 1 else 0) + ((parts[2] - 1) / 365 if len(parts) > 2 else 0)


def _years(first: float, last: float) -> list[int]:
    """At most eight years between the ends, evenly spaced."""
    years = list(range(int(first) + (first > int(first)), int(last) + 1))
    step = max(1, -(-len(years) // 8))
    return years[::step]


def draw_levers(rows: Sequence[tuple[str, int]], gaps: int) -> Drawing:
    """A bar for each action: how many of the gaps it could close."""
    left = 290.0
    unit = (WIDTH - left - 30) / max(gaps, 1)
    body = []
    for number, (name, count) in enumerate(rows):
        top = number * _ROW + 2
        body.append(_text(0, top + 11, _fit(name, 66), size=8.5))
        body.append(_box(left, top, count * unit, tone="plain"))
        body.append(_text(left + count * unit + 6, top + 11, str(count), size=9))
    return _svg("".join(body), max(len(rows), 1) * _ROW + 2)
