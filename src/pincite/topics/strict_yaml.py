"""Strict YAML: duplicate keys, implicit dates, octals and yes/no booleans are errors that name file and line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import msgspec
import yaml

from pincite.errors import PackError

_LOOSE = (
    (re.compile(r"(?i)^(y|yes|n|no|on|off)$"), "is read as true or false by some readers", "Write it in quotes."),
    (re.compile(r"^\d{4}-\d{1,2}-\d{1,2}"), "would turn into a date", 'Write it in quotes: "{}".'),
    (re.compile(r"^[-+]?0\d+$"), "has a leading zero and would be read as octal", 'Write it in quotes: "{}".'),
    (re.compile(r"^[-+]?\d+(:[0-5]?\d)+$"), "would be read as a base-60 number", 'Write it in quotes: "{}".'),
)
_INTEGER = re.compile(r"^[-+]?(0|[1-9]\d*)$")
_FLOAT = re.compile(r"^[-+]?(0|[1-9]\d*)\.\d+$")
_MAX_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Located:
    """Plain values with the line of every path, ("questions", 3, "id") -> 17."""

    value: Any
    lines: dict[tuple[str | int, ...], int]

    def line_of(self, path: tuple[str | int, ...]) -> int:
        """The line of ``path`` or of its nearest parent that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def parse_strict(text: str, where: str) -> Located:
    """Read one YAML document strictly; raises PackError with file and line."""
    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
        node = loader.get_single_node()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        what = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise PackError(f"not YAML: {what}.", where=f"{where}:{line}", way_out="Mend the line or its quotes.") from None
    if node is None:
        raise PackError("the file is empty.", where=f"{where}:1", way_out="Fill it or remove it.")
    lines: dict[tuple[str | int, ...], int] = {}
    return Located(_build(node, (), lines, where), lines)


def _build(node: yaml.Node, path: tuple[str | int, ...], lines: dict[tuple[str | int, ...], int], where: str) -> Any:
    line = node.start_mark.line + 1
    lines[path] = line
    if len(path) > _MAX_DEPTH:
        raise PackError("nested too deep (an alias that holds itself?).", where=f"{where}:{line}", way_out="Flatten it.")
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, f"{where}:{line}")
    if isinstance(node, yaml.SequenceNode):
        return [_build(item, (*path, index), lines, where) for index, item in enumerate(node.value)]
    return _mapping(node, path, lines, where)


def _mapping(node: yaml.Node, path: tuple[str | int, ...], lines: dict[tuple[str | int, ...], int], where: str) -> Any:
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        at = f"{where}:{key_node.start_mark.line + 1}"
        if not isinstance(key_node, yaml.ScalarNode):
            raise PackError("a key must be a plain word.", where=at, way_out="Write key: value.")
        key = str(key_node.value)
        if key in result:
            raise PackError(f"the key {key!r} stands twice.", where=at, way_out="Keep one of the two.")
        result[key] = _build(value_node, (*path, key), lines, where)
    return result


def _scalar(node: yaml.ScalarNode, at: str) -> Any:
    word = str(node.value)
    if node.style is not None:
        return word
    for pattern, fault, way_out in _LOOSE:
        if pattern.match(word):
            raise PackError(f"unquoted {word} {fault}.", where=at, way_out=way_out.format(word))
    if word in {"true", "false"}:
        return word == "true"
    if word in {"", "null", "~"}:
        raise PackError("an empty value.", where=at, way_out="Leave the key out, or write a named value.")
    if _INTEGER.match(word):
        return int(word)
    return float(word) if _FLOAT.match(word) else word


_PATH = re.compile(r"\.([A-Za-z_][\w-]*)|\[(\d+)\]|\[\.\.\.\]")


def parse_as(text: str, where: str, *, shape: type[Any]) -> tuple[Any, Located]:
    """Read strictly and convert to ``shape`` (a dataclass or container type); raises PackError with the line."""
    located = parse_strict(text, where)
    try:
        return msgspec.convert(located.value, type=shape, strict=True), located
    except msgspec.ValidationError as error:
        what, _, tail = str(error).partition(" - at `")
        path = tuple(int(b) if b else a for a, b in _PATH.findall(tail) if a or b)
        line = located.line_of(path)
        raise PackError(f"{what}{_at(path)}.", where=f"{where}:{line}", way_out="See the codebook.") from None


def _at(path: tuple[str | int, ...]) -> str:
    return f" (at {'.'.join(str(part) for part in path)})" if path else ""
