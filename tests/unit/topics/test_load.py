"""Loading topics and rubrics: a second, invented topic works, and each mistake is told with file and line."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from pincite.errors import PackError
from pincite.model.rubric import Rubric
from pincite.packs import pack_text
from pincite.topics import TOPIC_FILES, check_rubric, check_topic, load_topic, parse_rubric, parse_topic
from pincite.topics.strict_yaml import parse_as
from unit.topics.library import FILES, RUBRIC, completed, expected, find_bad, topic_with


def test_second_topic_needs_no_python() -> None:
    topic = load_topic(FILES)
    rubric = parse_rubric(RUBRIC, "rubric.yaml", topic=topic)
    assert [item.id for item in topic.conducts] == ["share-loans", "keep-loans"]
    assert topic.roles_of("library") == ("libraries",)
    assert rubric.question("R2").skip_if == {"R1": ("Y",)}
    assert check_topic(topic, rubrics=[rubric]) == []


def test_one_file_may_hold_the_whole_topic() -> None:
    assert load_topic({"all.yaml": "".join(FILES.values())}) == load_topic(FILES)


@pytest.mark.parametrize("path", find_bad("topic"), ids=lambda path: path.stem)
def test_bad_topic_is_refused_with_its_place(path: Path) -> None:
    where, says = expected(path)
    with pytest.raises(PackError) as caught:
        load_topic(topic_with(path))
    assert caught.value.where == where
    assert says in caught.value.message()


@pytest.mark.parametrize("path", find_bad("rubric"), ids=lambda path: path.stem)
def test_bad_rubric_is_refused_with_its_place(path: Path) -> None:
    where, says = expected(path)
    topic = load_topic(FILES)
    text = path.read_text()
    with pytest.raises(PackError) as caught:
        parse_rubric(completed(text, RUBRIC) if ":" in text.splitlines()[2] else text, path.name, topic=topic)
    assert caught.value.where == where
    assert says in caught.value.message()


def test_loading_raises_the_first_and_counts_the_others() -> None:
    topic = load_topic(FILES)
    text = RUBRIC.replace("table: ban", "table: bann").replace("asks: policy", "asks: polcy")
    with pytest.raises(PackError, match=r"\(and [1-9]\d* more problems\)$"):
        parse_rubric(text, "rubric.yaml", topic=topic)
    rubric, located = parse_as(text, "rubric.yaml", shape=Rubric)
    problems = check_rubric(rubric, topic, located)
    assert len(problems) > 3
    assert all(item.where.startswith("rubric.yaml:") and item.way_out for item in problems)


def test_one_more_problem_is_singular() -> None:
    topic = load_topic(FILES)
    text = RUBRIC.replace("differ: other", "differ: mixed").replace('as_of: "2030-01-31"', "as_of: lately")
    with pytest.raises(PackError, match=r"\(and 1 more problem\)$"):
        parse_rubric(text, "rubric.yaml", topic=topic)


def test_problem_without_file_names_its_path() -> None:
    topic = load_topic(FILES)
    odd = replace(topic, gate=())
    assert [item.message() for item in check_topic(odd)] == [
        "library-loans.gate: the gate is empty, so nothing would be looked at. Add literals."
    ]


def test_a_list_of_nothing_known_says_so() -> None:
    topic = replace(load_topic(FILES), exceptions=())
    rubric, located = parse_as(RUBRIC, "r.yaml", shape=Rubric)
    assert any("None is defined." in item.way_out for item in check_rubric(rubric, topic, located))


def test_what_a_topic_says_of_its_rubrics_is_checked_with_them() -> None:
    topic, located = parse_topic(FILES)
    rubric = parse_rubric(RUBRIC, "rubric.yaml", topic=topic)
    caveats = (replace(topic.caveats[0], questions=("R1", "R9")),)
    conducts = (replace(topic.conducts[0], beside=("RR",)), topic.conducts[1])
    wrong = replace(topic, caveats=caveats, conducts=conducts)
    said = [item.message() for item in check_topic(wrong, located, rubrics=[rubric])]
    assert said[0].startswith('topic.yaml:21: unknown caveat question "R9".')
    assert said[1] == 'conducts.yaml:2: unknown criterion "RR". Did you mean "R"?'


def test_packaged_topic_loads_fast() -> None:
    texts = {name: pack_text("immigration-enforcement", name) for name in TOPIC_FILES}
    times = []
    for _ in range(5):
        start = time.perf_counter()
        load_topic(texts)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.06
