"""Comparisons with others' questions: the packaged ones are sound, and each mistake is named with its line."""

from __future__ import annotations

import pytest

from pincite.errors import PackError
from pincite.packs import pack_names, pack_text
from pincite.topics.comparisons import parse_comparison
from pincite.workflow.pack import DEFAULT_TOPIC, load_pack

NAMES = [name for name in pack_names(DEFAULT_TOPIC) if name.startswith("comparisons/")]
NAME = "comparisons/jurisdiction-codings.yaml"


@pytest.mark.parametrize("name", NAMES)
def test_every_packaged_comparison_is_sound(name: str) -> None:
    found = parse_comparison(pack_text(DEFAULT_TOPIC, name), name, rubric=load_pack().rubric())
    assert f"comparisons/{found.id}.yaml" == name


def test_the_mapping_is_that_of_the_tables_own_description() -> None:
    found = parse_comparison(pack_text(DEFAULT_TOPIC, NAME), NAME, rubric=load_pack().rubric())
    assert {item.id: item.items for item in found.questions if item.items} == {
        "D1": ("C1.1",), "D2": ("C1.2",), "X1": ("C7.1",), "R1": ("C4.1",), "R2": ("C4.2",), "J1": ("C2.1",),
        "S1": ("C6.1",), "S2": ("C6.2",), "K1": ("S1", "C8.1"), "K2": ("C8.2",),
    }  # fmt: skip
    assert {item.id for item in found.questions if item.why} == {"K4", "K5", "P1", "F0", "F1"}
    assert (found.question("X1").part, found.answers) == ("hold", {"Y": "Y", "N": "N", "PARTIAL": "other"})
    assert {"Y?", "UNCLEAR"} <= set(found.unclear)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("rubric: co-optation-2018", "rubric: lamps", 'unknown rubric "lamps"'),
        ("items: [C1.1]", "items: [C1.9]", 'unknown question "C1.9"'),
        ("items: [C1.1]", 'items: [C1.1], why: context', "needs either items or a why"),
        ("items: [C7.1], part: hold", "items: [C7.1], part: lamps", 'unknown protection "lamps"'),
        ("why: evidence}", "why: lamps}", 'unknown reason "lamps"'),
        ("PARTIAL: other", "PARTIAL: partly", 'unknown answer "partly"'),
        ("- {id: D2,", "- {id: D1,", 'the question "D1" stands twice'),
        ("- {question: R1,", "- {question: R9,", 'unknown question "R9"'),
        ("names: [state], needed: true", "names: [state]", 'the column "state" is not there'),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(old: str, new: str, said: str) -> None:
    text = pack_text(DEFAULT_TOPIC, NAME)
    assert text.count(old) == 1
    with pytest.raises(PackError) as caught:
        parse_comparison(text.replace(old, new), NAME, rubric=load_pack().rubric())
    assert said in caught.value.what
    assert caught.value.where.startswith(f"{NAME}:")
    assert caught.value.way_out
