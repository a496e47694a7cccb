"""Facts on levers: what is refused, with file, line and way out; and what ships."""

from dataclasses import replace

import pytest

from pincite.errors import PackError
from pincite.model.lever import LeverUse
from pincite.packs.us.levers import read_levers_text
from pincite.topics.levers import check_levers, load_levers
from pincite.workflow.pack import load_pack

PACK = load_pack()
GOOD = """levers:
  - id: mayor-order
    body: Mayor
    instrument: Order
    kind: executive-order
    level: city
    form: city
    reaches: [police]
    covers: Departments.
    limits: A successor may end it.
    known: {source: invented, as_of: "2025", confidence: medium}
"""


def load(text: str) -> str:
    with pytest.raises(PackError) as caught:
        load_levers(text, "levers.yaml", topic=PACK.topic)
    return caught.value.message()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("kind: executive-order", "kind: executive-ordre", 'levers.yaml:5: unknown source kind "executive-ordre"'),
        ("[police]", "[polcie]", 'levers.yaml:8: unknown agency kind "polcie". Did you mean "police"?'),
        ("level: city", "level: town", "levers.yaml:6"),
        ("confidence: medium", "confidence: sure", 'unknown confidence "sure"'),
        ("source: invented", 'source: " "', "a fact without its source"),
        ('as_of: "2025"', 'as_of: "lately"', '"lately" is no date'),
        ("    reaches: [police]\n", "    reaches: [police]\n    own: true\n", "rules over itself alone"),
        ("    reaches: [police]\n", "    reaches: [police]\n    depends: [police]\n", "always and in some states only"),
        ("    reaches: [police]\n", "    reaches: [police]\n    states: [nj]\n", '"nj" is no code of a state'),
        ("    form: city\n", "    form: city\n    efect: rule\n", "levers.yaml:8: unknown key"),
    ],
)
def test_a_mistake_is_refused_with_its_line(old: str, new: str, says: str) -> None:
    assert old in GOOD
    assert says in load(GOOD.replace(old, new))


def test_a_lever_stands_once() -> None:
    assert 'the lever "mayor-order" stands twice' in load(GOOD + GOOD.removeprefix("levers:\n"))


def test_what_ships_has_no_mistake_and_every_lever_bears_on_something() -> None:
    rubrics = [PACK.rubric(name) for name in PACK.rubric_ids]
    assert check_levers(PACK.lever_kinds, PACK.topic, rubrics=rubrics) == []
    used = {lever for use in PACK.topic.levers for lever in use.levers}
    outside = {item.id for item in PACK.lever_kinds} - used
    assert outside == {"probation-policy", "special-board-policy"}


def test_the_topic_may_name_known_levers_rubrics_and_items_alone() -> None:
    wrong = LeverUse(rubric="co-optation-2018", levers=("mayor-ordr",), items=("C1.9",))
    other = LeverUse(rubric="co-optation-1918", levers=("mayor-order",), items=("C1.2",))
    topic = replace(PACK.topic, levers=(wrong, other), lever_notes=())
    said = [item.message() for item in check_levers(PACK.lever_kinds, topic, rubrics=[PACK.rubric()])]
    assert len(said) == 3
    assert 'unknown lever "mayor-ordr". Did you mean "mayor-order"?' in said[0]
    assert 'unknown question or element "C1.9"' in said[1]
    assert 'unknown rubric "co-optation-1918". Did you mean "co-optation-2018"?' in said[2]


def test_an_unverified_fact_is_known_as_one() -> None:
    unverified = {item.id for item in PACK.lever_kinds if not item.known.is_verified}
    assert unverified == {"county-executive-order", "oversight-report", "independent-council-ordinance"}
    assert "tool" not in {item.known.source for item in PACK.lever_kinds}
    assert read_levers_text().startswith("#")
