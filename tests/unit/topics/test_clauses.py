"""The clause library: what ships is sound, and every mistake in a file of it is one line with file and line number."""

from __future__ import annotations

import re

import pytest

from pincite.errors import PackError
from pincite.model.clause import Part
from pincite.packs import pack_names, pack_text
from pincite.topics.clauses import check_clauses, load_clauses
from pincite.topics.problems import PackProblem
from pincite.workflow.outlines import load_clause_library
from pincite.workflow.pack import CLAUSES, DEFAULT_TOPIC, load_pack

TOPIC = load_pack().topic
GOOD = """\
clauses:
  - id: a
    part: operative
    conduct: hold
    title: T
    registers: [ordinance]
    text: "No covered agency shall keep a person{ways}."
    coding: {rule: prohibits, exceptions: [{kind: judicial-warrant}], bound: [sheriff]}
    options:
      - {kind: conviction, text: ", unless convicted", rule: limits}
"""


def test_the_library_is_sound_and_names_only_questions_of_its_standard() -> None:
    clauses = load_clause_library(TOPIC)
    found: list[PackProblem] = check_clauses(clauses, TOPIC, rubrics=[load_pack().rubric("co-optation-2018")])
    assert found == []
    assert [item.part for item in clauses] == sorted((item.part for item in clauses), key=list(Part).index)


def test_there_is_a_file_for_every_conduct() -> None:
    names = {name.removeprefix(CLAUSES).removesuffix(".yaml") for name in pack_names(DEFAULT_TOPIC) if CLAUSES in name}
    assert names == {item.id for item in TOPIC.conducts} | {"general"}


def test_every_precedent_named_is_shown_as_a_citation_with_its_status() -> None:
    known = {item.id: item for item in TOPIC.precedents}
    named = {name for clause in load_clause_library(TOPIC) for name in clause.precedents}
    assert named
    assert all(known[name].citation and known[name].status for name in named)


def test_every_coded_clause_notes_a_loophole() -> None:
    assert all(item.loopholes for item in load_clause_library(TOPIC) if item.coding)


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("conduct: hold", "conduct: holt", 4, 'unknown conduct "holt". Did you mean "hold"?'),
        ("kind: judicial-warrant", "kind: judge", 8, 'unknown exception "judge".'),
        ("bound: [sheriff]", "bound: [sherif]", 8, 'unknown role "sherif". Did you mean "sheriff"?'),
        ("{ways}", "", 7, "has options and not exactly one {ways}"),
        ("a person{ways}", "a {persn}{ways}", 7, 'unknown blank "persn".'),
        ("a person{ways}", "a {person", 7, "its braces do not pair"),
        ("registers: [ordinance]", "registers: []", 6, "stands in no register"),
        (
            "    coding: {rule: prohibits, exceptions: [{kind: judicial-warrant}], bound: [sheriff]}\n",
            "",
            2,
            "not both",
        ),
        ("title: T", "title: T\n    precedents: [nobody]", 6, 'unknown precedent "nobody".'),
        ("title: T", "titel: T", 5, "titel"),
        ("{kind: conviction,", "{kind: felony,", 10, 'unknown exception "felony".'),
    ],
)
def test_a_mistake_is_told_with_its_line(old: str, new: str, line: int, says: str) -> None:
    with pytest.raises(PackError) as caught:
        load_clauses({"clauses/a.yaml": GOOD.replace(old, new)}, topic=TOPIC)
    told = caught.value.message()
    assert says in told
    assert re.match(rf"clauses/a\.yaml:{line}:", told), told


def test_an_id_stands_once_in_all_files() -> None:
    with pytest.raises(PackError, match='the clause "a" stands twice'):
        load_clauses({"a.yaml": GOOD, "b.yaml": GOOD}, topic=TOPIC)


def test_the_good_example_loads() -> None:
    assert [item.id for item in load_clauses({"a.yaml": GOOD}, topic=TOPIC)] == ["a"]


def test_no_clause_file_is_left_out() -> None:
    assert all("clauses:" in pack_text(DEFAULT_TOPIC, name) for name in pack_names(DEFAULT_TOPIC) if CLAUSES in name)
