"""Strict YAML: nothing is silently turned into another value, and every error names file and line."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pincite.errors import PackError
from pincite.topics.strict_yaml import Located, parse_as, parse_joined, parse_strict
from unit.topics.library import expected, find_bad

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), include_characters=" "), max_size=12
)
PLAIN = st.recursive(
    st.booleans() | st.integers(-(10**9), 10**9) | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """A shape to convert to."""

    name: str
    books: tuple[int, ...] = ()
    open: bool = True
    labels: dict[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, kw_only=True)
class Room:
    """A shape that holds another."""

    shelves: tuple[Shelf, ...]


@pytest.mark.parametrize("path", find_bad("strict"), ids=lambda path: path.stem)
def test_bad_file_is_refused_with_its_place(path: Path) -> None:
    where, says = expected(path)
    with pytest.raises(PackError) as caught:
        parse_strict(path.read_text(), path.name)
    assert caught.value.where == where
    assert says in caught.value.message()
    assert caught.value.way_out


@given(PLAIN)
def test_what_json_says_is_read_as_it_is(value: object) -> None:
    assert parse_strict(json.dumps(value, ensure_ascii=False), "x").value == value


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    where = "x.yaml:1"
    try:
        parse_strict(text, "x.yaml")
    except PackError as error:
        where = error.where
    assert re.fullmatch(r"x\.yaml:\d+", where)


@given(st.text(st.sampled_from("0123456789abxyeont.:-_+~TRUEalsn"), min_size=1, max_size=10))
def test_an_unquoted_word_keeps_its_meaning(word: str) -> None:
    try:
        value = parse_strict(f"- {word}\n", "x").value[0]
    except (PackError, IndexError):
        return
    if isinstance(value, bool):
        assert word in {"true", "false"}
    elif isinstance(value, int):
        assert int(word) == value
        assert word.lstrip("+-") == str(abs(value))
    elif isinstance(value, float):
        assert float(word) == value


@given(st.lists(st.integers(0, 3), min_size=1, max_size=8))
def test_every_value_knows_its_line(gaps: list[int]) -> None:
    text, lines = "", []
    for index, gap in enumerate(gaps):
        text += "# gap\n" * gap + f"- item{index}\n"
        lines.append(text.count("\n"))
    located = parse_strict(text, "x")
    assert [located.line_of((index,)) for index in range(len(gaps))] == lines
    assert located.line_of((0, "deeper", 3)) == lines[0]


def test_line_of_nothing_is_the_first() -> None:
    assert Located("x", {}).line_of(("a",)) == 1


def test_what_an_alias_brings_keeps_its_lines() -> None:
    located = parse_strict("a: &both\n  - one\n  - two\nb: *both\n", "x")
    assert located.value["b"] == ["one", "two"]
    assert (located.line_of(("b",)), located.line_of(("b", 1))) == (4, 3)


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 50_000 + "x", "{a: " * 50_000])
def test_deep_nesting_is_refused_and_crashes_nothing(text: str) -> None:
    with pytest.raises(PackError, match="nested too deep"):
        parse_strict(text, "x")


def test_control_character_names_its_line() -> None:
    with pytest.raises(PackError) as caught:
        parse_strict("a: b\nc: \x07\n", "x.yaml")
    assert caught.value.where == "x.yaml:2"


def test_lone_surrogate_is_refused() -> None:
    with pytest.raises(PackError, match="Save the file as UTF-8"):
        parse_strict("a: \ud800", "x")


def test_good_shape() -> None:
    room, located = parse_as(
        "shelves:\n  - name: Maps\n    books: [1, 2]\n    open: false\n", "x", shape=Room
    )
    assert room == Room(shelves=(Shelf(name="Maps", books=(1, 2), open=False),))
    assert located.at(("shelves", 0, "open")) == "x:4"


@pytest.mark.parametrize(
    ("text", "where", "says"),
    [
        ("shelves:\n  - nam: Maps\n", "x:2", 'unknown key "nam" (at shelves.0). Did you mean "name"?'),
        ("shelves:\n  - name: Maps\n    zzz: 1\n", "x:3", "Known here: name, books, open, labels."),
        ("shelves:\n  - books: [1]\n", "x:2", 'the key "name" is missing'),
        ("shelves:\n  - name: A\n    books: [1, two]\n", "x:3", "found text (at shelves.0.books.1)"),
        ("shelves:\n  - name: A\n    open: 3\n", "x:3", "expected true or false, found a number"),
        ("shelves:\n  - name: A\n    labels: {a: b}\n", "x:3", "expected a list, found text"),
        ("shelves:\n  - name: A\n    labels: 3\n", "x:3", "expected keys with values, found a number"),
        ("shelves: {}\n", "x:1", "expected a list, found keys with values"),
        ("shelves:\n  - Maps\n", "x:2", "expected keys with values, found text"),
    ],
)  # fmt: skip
def test_wrong_shape_names_line_and_way_out(text: str, where: str, says: str) -> None:
    with pytest.raises(PackError) as caught:
        parse_as(text, "x", shape=Room)
    assert caught.value.where == where
    assert says in caught.value.message()


def test_unusual_shape_error_is_passed_on() -> None:
    with pytest.raises(PackError, match="See the codebook"):
        parse_as("[1, 2]", "x", shape=tuple[int, int, int])


def test_files_are_joined_and_each_error_names_its_own() -> None:
    located = parse_joined({"a.yaml": "one: 1\n", "b.yaml": "\ntwo:\n  - x\n"})
    assert located.value == {"one": 1, "two": ["x"]}
    assert located.at(("two", 0)) == "b.yaml:3"
    with pytest.raises(PackError, match=r'^b.yaml:1: the key "one" stands in a.yaml too'):
        parse_joined({"a.yaml": "one: 1\n", "b.yaml": "one: 2\n"})
