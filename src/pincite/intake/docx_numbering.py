"""Automatic numbers of a Word document: counts paragraphs as Word does and writes the number it shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from pincite.intake.numbering import render_number

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of a list: way of counting, pattern such as "(%1)" or "%1.%2", first number.

    legal: numbers of higher levels inside the pattern are always decimal.
    """

    style: str = "decimal"
    pattern: str = ""
    start: int = 1
    legal: bool = False


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted.

    levels: list id -> its levels by depth. families: list id -> what it shares its count with. restarting:
    ids of lists that begin anew where they first stand.
    """

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    families: dict[str, str] = field(default_factory=dict)
    restarting: set[str] = field(default_factory=set)
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _started: set[str] = field(default_factory=set)

    def next_number(self, list_id: str, depth: int) -> str:
        """Count one paragraph on and return its number as printed; "" where the list shows none."""
        levels = self.levels.get(list_id, {})
        level = levels.get(depth)
        if level is None:
            return ""
        counter = self._counters.setdefault(self.families.get(list_id, list_id), {})
        if list_id in self.restarting - self._started:
            self._started.add(list_id)
            counter.clear()
        counter[depth] = counter.get(depth, level.start - 1) + 1
        for deeper in [other for other in counter if other > depth]:
            del counter[deeper]
        return _render(level, levels, counter)


def read_numbering(root: etree._Element | None) -> Numbering:
    """The lists of word/numbering.xml; no lists for None."""
    numbering = Numbering()
    if root is None:
        return numbering
    abstract = {node.get(W + "abstractNumId"): _read_levels(node) for node in root.iter(W + "abstractNum")}
    for node in root.iter(W + "num"):
        list_id, link = node.get(W + "numId"), node.find(W + "abstractNumId")
        family = link.get(W + "val") if link is not None else None
        levels = dict(abstract.get(family, {}))
        for override in node.iter(W + "lvlOverride"):
            _override(override, levels)
            numbering.restarting.add(list_id)
        numbering.levels[list_id] = levels
        numbering.families[list_id] = family or list_id
    return numbering


def _read_levels(node: etree._Element) -> dict[int, Level]:
    return {_number(level.get(W + "ilvl"), 0): _read_level(level) for level in node.iter(W + "lvl")}


def _read_level(node: etree._Element) -> Level:
    return Level(
        style=_value(node, "numFmt", "decimal"),
        pattern=_value(node, "lvlText", ""),
        start=_number(_value(node, "start", "1"), 1),
        legal=node.find(W + "isLgl") is not None,
    )


def _override(node: etree._Element, levels: dict[int, Level]) -> None:
    depth = _number(node.get(W + "ilvl"), 0)
    own = node.find(W + "lvl")
    if own is not None:
        levels[depth] = _read_level(own)
    start = node.find(W + "startOverride")
    if start is not None and depth in levels:
        old = levels[depth]
        value = _number(start.get(W + "val"), 1)
        levels[depth] = Level(style=old.style, pattern=old.pattern, start=value, legal=old.legal)


def _render(level: Level, levels: dict[int, Level], counter: dict[int, int]) -> str:
    if level.style == "bullet":
        return "•"
    if level.style == "none":
        return ""

    def one(found: re.Match[str]) -> str:
        depth = int(found[1]) - 1
        other = levels.get(depth, Level())
        style = "decimal" if level.legal else other.style
        return render_number(counter.get(depth, other.start), style)

    return re.sub(r"%([1-9])", one, level.pattern)


def _value(node: etree._Element, name: str, default: str) -> str:
    child = node.find(W + name)
    return default if child is None else child.get(W + "val") or default


def _number(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else default
