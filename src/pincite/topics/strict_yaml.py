"""Strict YAML: whatever would silently turn into another value or be ignored is an error with file and line.

Errors are: keys that stand twice, unknown keys, implicit dates, octals and base-60 numbers, truth values
other than true and false, empty values, tags, and aliases that blow up.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping
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
_MAX_DEPTH = 40
_MAX_VALUES = 100_000


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
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _Reader(where, yaml.parse(text, Loader=loader)).document()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = mark.line + 1 if mark else _line_of_character(text, error)
        what = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
        way_out = "Mend the line or its quotes."
        raise PackError(f"not YAML: {what}.", where=f"{where}:{line}", way_out=way_out) from None
    except UnicodeEncodeError as error:
        way_out = "Save the file as UTF-8."
        raise PackError(f"not text: {error.reason}.", where=f"{where}:1", way_out=way_out) from None


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


def _line_of_character(text: str, error: yaml.YAMLError) -> int:
    """The line of a character that YAML forbids; the error knows only its position."""
    return text.count("\n", 0, int(getattr(error, "position", 0) or 0)) + 1


class _Reader:
    """Builds plain values from the events of one YAML document, keeping the line of each.

    It works on events, not on PyYAML's nodes: these crash on deep nesting and hide which tags were written.
    """

    def __init__(self, where: str, events: Iterator[yaml.Event]) -> None:
        self.where = where
        self.events = events
        self.lines: dict[Path, int] = {}
        self.anchors: dict[str, tuple[Any, Path]] = {}

    def document(self) -> Located:
        """The one document of the stream."""
        next(self.events)
        event = next(self.events)
        if not isinstance(event, yaml.DocumentStartEvent):
            raise PackError("the file is empty.", where=f"{self.where}:1", way_out="Fill it or remove it.")
        value = self._value(next(self.events), ())
        next(self.events)
        if isinstance(event := next(self.events), yaml.DocumentStartEvent):
            where = self._at(event)
            raise PackError("a second document begins.", where=where, way_out="Remove the line ---.")
        return Located(value, self.lines, self.where)

    def _value(self, event: yaml.Event, path: Path) -> Any:
        self._note(path, event)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, path)
        tag = getattr(event, "tag", None)
        if tag is not None:
            what = f"the tag {tag} is not used here."
            raise PackError(what, where=self._at(event), way_out="Leave the tag out.")
        value = self._untagged(event, path)
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            self.anchors[event.anchor] = (value, path)
        return value

    def _untagged(self, event: yaml.Event, path: Path) -> Any:
        if isinstance(event, yaml.ScalarEvent):
            return event.value if event.style else _scalar(event.value, self._at(event))
        if isinstance(event, yaml.SequenceStartEvent):
            return list(self._sequence(path))
        return self._mapping(path)

    def _sequence(self, path: Path) -> Iterator[Any]:
        for index, event in enumerate(self.events):
            if isinstance(event, yaml.SequenceEndEvent):
                return
            yield self._value(event, (*path, index))

    def _mapping(self, path: Path) -> dict[str, Any]:
        result: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise PackError(
                    "a key must be a plain word.", where=self._at(event), way_out="Write key: value."
                )
            key = str(event.value)
            if key in result:
                what = f"the key {key!r} stands twice."
                raise PackError(what, where=self._at(event), way_out="Keep one of the two.")
            result[key] = self._value(next(self.events), (*path, key))
            self.lines[(*path, key)] = _line(event)
        return result

    def _alias(self, event: yaml.AliasEvent, path: Path) -> Any:
        """The value of the anchor; its lines are noted below the path of the alias too."""
        if event.anchor not in self.anchors:
            what = f"*{event.anchor} stands for nothing so far."
            raise PackError(
                what, where=self._at(event), way_out=f"Write &{event.anchor} at an earlier value."
            )
        value, source = self.anchors[event.anchor]
        depth = len(source)
        below = [item for item in self.lines.items() if item[0][:depth] == source and len(item[0]) > depth]
        for inner, line in below:
            self.lines[(*path, *inner[depth:])] = line
        self._limit(event)
        return value

    def _note(self, path: Path, event: yaml.Event) -> None:
        self.lines[path] = _line(event)
        self._limit(event)
        if len(path) > _MAX_DEPTH:
            raise PackError("nested too deep.", where=self._at(event), way_out="Flatten it.")

    def _limit(self, event: yaml.Event) -> None:
        if len(self.lines) > _MAX_VALUES:
            what = f"more than {_MAX_VALUES} values."
            raise PackError(what, where=self._at(event), way_out="Split the file; mind repeated aliases.")

    def _at(self, event: yaml.Event) -> str:
        return f"{self.where}:{_line(event)}"


def _line(event: yaml.Event) -> int:
    assert event.start_mark is not None, "every event of a parsed text has a mark"
    return event.start_mark.line + 1


def _scalar(word: str, at: str) -> Any:
    """The value of an unquoted word."""
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
        yield from _unknown_fields(value, _hints(cast("Hashable", shape)), path)
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
def _hints(shape: Hashable) -> dict[str, Any]:
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
