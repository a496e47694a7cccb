"""Strict YAML: whatever would silently turn into another value or be ignored is an error with file and line.

Errors are: keys that stand twice, unknown keys, implicit dates, octals and base-60 numbers, truth values other than
true and false, empty values, tags, and aliases that blow up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass
from difflib import get_close_matches
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import msgspec
import yaml

from pincite.errors import PackError

Path = tuple[str | int, ...]
_Shape = TypeVar("_Shape")

_QUOTE = 'Write it in quotes: "{}".'
_LOOSE = (
    (re.compile(r"(?i)^(y|yes|n|no|on|off)$"), "is read as true or false by some readers", _QUOTE),
    (re.compile(r"^(?!true$|false$)(?i:true|false)$"), "is read as true or false by some readers", _QUOTE),
    (re.compile(r"^\d{4}-\d{1,2}-\d{1,2}"), "would turn into a date", _QUOTE),
    (re.compile(r"^[-+]?0\d+$"), "has a leading zero and would be read as octal", _QUOTE),
    (re.compile(r"^[-+]?0[xob][0-9a-fA-F_]+$"), "would be read as a number", _QUOTE),
    (re.compile(r"^[-+]?\d[\d_]*_[\d_]*$"), "would be read as a number", _QUOTE),
    (re.compile(r"^[-+]?\d+(:[0-5]?\d)+$"), "would be read as a base-60 number", _QUOTE),
)
_INTEGER = re.compile(r"^[-+]?(0|[1-9]\d*)$")
_FLOAT = re.compile(r"^[-+]?(0|[1-9]\d*)\.\d+$")
_EMPTY = re.compile(r"(?i)^(null|~|)$")
_PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}" for name in "str int float bool null timestamp map seq merge value".split()
)
_TEXT_TAG = "tag:yaml.org,2002:str"
_MAX_DEPTH = 40
_MAX_NODES = 100_000


@dataclass(frozen=True, slots=True)
class Located:
    """Plain values with the line of every path, ("questions", 3, "id") -> 17.

    where: the file. parts: for values that several files make up together, the file of each top-level key.
    """

    value: Any
    lines: dict[Path, int]
    where: str = ""
    parts: dict[str, Located] = field(default_factory=dict)

    def line_of(self, path: Path) -> int:
        """The line of ``path`` or of its nearest parent that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def at(self, path: Path) -> str:
        """File and line of ``path``: "topic.yaml:17"."""
        part = self.parts.get(str(path[0])) if path else None
        return part.at(path) if part else f"{self.where}:{self.line_of(path)}"


def parse_strict(text: str, where: str) -> Located:
    """Read one YAML document strictly; raises PackError with file and line."""
    node = _compose(text, where)
    if node is None:
        raise PackError("the file is empty.", where=f"{where}:1", way_out="Fill it or remove it.")
    lines: dict[Path, int] = {}
    return Located(_build(node, (), lines, where), lines, where)


def parse_as(text: str, where: str, *, shape: type[_Shape]) -> tuple[_Shape, Located]:
    """Read strictly and convert to ``shape`` (dataclass or container); raises PackError with the line."""
    located = parse_strict(text, where)
    return convert(located, shape=shape), located


def parse_joined(texts: Mapping[str, str]) -> Located:
    """The top-level keys of several files (name -> YAML) as one value; no key may stand in two of them."""
    value: dict[str, Any] = {}
    parts: dict[str, Located] = {}
    for name, text in texts.items():
        located = parse_strict(text, name)
        if not isinstance(located.value, dict):
            raise PackError("the file holds no keys.", where=located.at(()), way_out="Write key: value.")
        for key, item in located.value.items():
            if key in parts:
                what = f'the key "{key}" stands in {parts[key].where} too.'
                raise PackError(what, where=located.at((key,)), way_out="Keep one of the two.")
            value[key], parts[key] = item, located
    return Located(value, {}, next(iter(texts), "nothing"), parts)


def convert(located: Located, *, shape: type[_Shape]) -> _Shape:
    """Plain values as ``shape``; unknown or missing keys and wrong types are a PackError with the line."""
    for path, known in _unknown_keys(located.value, shape, ()):
        near = get_close_matches(str(path[-1]), known, n=1)
        way_out = f'Did you mean "{near[0]}"?' if near else f"Known here: {', '.join(known)}."
        raise PackError(f'unknown key "{path[-1]}"{_at(path[:-1])}.', where=located.at(path), way_out=way_out)
    try:
        return msgspec.convert(located.value, type=shape, strict=True)
    except msgspec.ValidationError as error:
        what, _, tail = str(error).partition(" - at `")
        path = tuple(int(b) if b else a for a, b in _PATH.findall(tail) if a or b)
        said, way_out = _plain_words(what)
        raise PackError(f"{said}{_at(path)}.", where=located.at(path), way_out=way_out) from None


def _compose(text: str, where: str) -> yaml.Node | None:
    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
        node: yaml.Node | None = loader.get_single_node()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = mark.line + 1 if mark else _line_of_character(text, error)
        what = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
        raise PackError(
            f"not YAML: {what}.", where=f"{where}:{line}", way_out="Mend the line or its quotes."
        ) from None
    return node


def _line_of_character(text: str, error: yaml.YAMLError) -> int:
    """The line of a character that YAML forbids; the error knows only its position."""
    return text.count("\n", 0, int(getattr(error, "position", 0) or 0)) + 1


def _build(node: yaml.Node, path: Path, lines: dict[Path, int], where: str) -> Any:
    line = node.start_mark.line + 1
    at = f"{where}:{line}"
    lines[path] = line
    if len(path) > _MAX_DEPTH:
        raise PackError("nested too deep (an alias that holds itself?).", where=at, way_out="Flatten it.")
    if len(lines) > _MAX_NODES:
        raise PackError(
            f"more than {_MAX_NODES} values.", where=at, way_out="Split the file; mind repeated aliases."
        )
    if node.tag not in _PLAIN_TAGS or (_is_quoted(node) and node.tag != _TEXT_TAG):
        raise PackError(f"the tag {node.tag} is not used here.", where=at, way_out="Leave the tag out.")
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, at)
    if isinstance(node, yaml.SequenceNode):
        return [_build(item, (*path, index), lines, where) for index, item in enumerate(node.value)]
    return _mapping(node, path, lines, where)


def _is_quoted(node: yaml.Node) -> bool:
    """Whether a scalar is in quotes or a block; an unquoted one has style None or "" by the loader used."""
    return isinstance(node, yaml.ScalarNode) and bool(node.style)


def _mapping(node: yaml.Node, path: Path, lines: dict[Path, int], where: str) -> Any:
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
    if _is_quoted(node):
        return word
    for pattern, fault, way_out in _LOOSE:
        if pattern.match(word):
            raise PackError(f"unquoted {word} {fault}.", where=at, way_out=way_out.format(word))
    if word in {"true", "false"}:
        return word == "true"
    if _EMPTY.match(word):
        raise PackError("an empty value.", where=at, way_out="Leave the key out, or write a named value.")
    if _INTEGER.match(word):
        return int(word)
    return float(word) if _FLOAT.match(word) else word


def _unknown_keys(value: Any, shape: Any, path: Path) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Paths of keys that the shape does not have, each with those it has. Wrong types are passed over."""
    if is_dataclass(shape):
        yield from _unknown_fields(value, _hints(cast("type[Any]", shape)), path)
        return
    inner = get_args(shape)
    if get_origin(shape) in (Union, UnionType):
        for option in inner:
            yield from _unknown_keys(value, option, path)
    elif isinstance(value, list) and inner:
        for index, item in enumerate(value):
            yield from _unknown_keys(item, inner[0], (*path, index))
    elif isinstance(value, dict) and inner:
        for key, item in value.items():
            yield from _unknown_keys(item, inner[-1], (*path, key))


def _unknown_fields(value: Any, hints: dict[str, Any], path: Path) -> Iterator[tuple[Path, tuple[str, ...]]]:
    if not isinstance(value, dict):
        return
    for key, item in value.items():
        if key in hints:
            yield from _unknown_keys(item, hints[key], (*path, key))
        else:
            yield (*path, key), tuple(hints)


@cache
def _hints(shape: type[Any]) -> dict[str, Any]:
    return get_type_hints(shape)


_PATH = re.compile(r"\.([A-Za-z_][\w-]*)|\[(\d+)\]|\[\.\.\.\]")
_MISSING = re.compile(r"Object missing required field `(\w+)`")
_EXPECTED = re.compile(r"Expected `([^`]+)`, got `(\w+)`")
_NOUNS = {
    "str": "text", "int": "a number", "float": "a number", "bool": "true or false",
    "array": "a list", "object": "keys with values", "null": "nothing",
}  # fmt: skip
_WAYS_OUT = {"str": "Write it in quotes.", "array": "Write a list: [a, b].", "object": "Write key: value."}


def _plain_words(message: str) -> tuple[str, str]:
    """What msgspec said, for people, with the way out."""
    if missing := _MISSING.search(message):
        return f'the key "{missing[1]}" is missing', f"Add {missing[1]}: ..."
    if expected := _EXPECTED.search(message):
        wanted = [option for option in expected[1].split(" | ") if option != "null"]
        nouns = " or ".join(_NOUNS.get(option, option) for option in wanted)
        return f"expected {nouns}, found {_NOUNS.get(expected[2], expected[2])}", _WAYS_OUT.get(wanted[0], "")
    return message, "See the codebook."


def _at(path: Path) -> str:
    return f" (at {'.'.join(str(part) for part in path)})" if path else ""
