"""Rows that can never decide, measured against every case there is."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from pincite.model.law import Rule, Scope
from pincite.model.rubric import AnswerTable, Conditions, Rubric, TableRow
from pincite.topics import check_rubric, load_topic, parse_rubric
from unit.topics.library import FILES, RUBRIC

TOPIC = load_topic(FILES)
BASE = parse_rubric(RUBRIC, "rubric.yaml", topic=TOPIC)
RULES = tuple(str(rule) for rule in Rule)
KINDS = ("court-order", "reader-agrees")

WHENS = st.builds(
    Conditions,
    rule=st.lists(st.sampled_from(RULES), max_size=6, unique=True).map(tuple),
    scope=st.sampled_from(["", "whole", "part"]),
    own=st.sampled_from([None, True, False]),
    features=st.sampled_from([(), ("wipes",)]),
    without=st.sampled_from([(), (), ("wipes",)]),
    alone_within=st.sampled_from([None, (), ("courts",), ("court-order", "reader-agrees")]),
    alone_has=st.sampled_from([(), ("court-order",), ("reader-agrees",)]),
    observed=st.sampled_from([(), ("told",), ("told", "kept")]),
    question=st.sampled_from([None, {"R1": ("N",)}, {"R1": ("N", "other")}]),
)  # fmt: skip
RULE_AND_SCOPE = st.builds(
    Conditions,
    rule=st.lists(st.sampled_from(RULES), max_size=4, unique=True).map(tuple),
    scope=st.sampled_from(["", "whole", "part"]),
)
CASES = tuple(
    product(
        RULES, Scope, (True, False), ((), ("wipes",)),
        ((), KINDS[:1], KINDS[1:], KINDS), ((), ("told",), ("told", "kept")), ("Y", "N", "other"),
    )
)  # fmt: skip


def holds(when: Conditions, case: tuple[object, ...]) -> bool:
    """Whether the row's conditions hold in a case, by the words of the model's docstring."""
    rule, scope, own, features, alone, observed, answer = case
    within = {"courts": {"court-order"}}
    allowed = {kind for name in when.alone_within or () for kind in within.get(name, {name})}
    return (
        (not when.rule or rule in when.rule)
        and (not when.scope or scope == when.scope)
        and (when.own is None or own is when.own)
        and set(when.features) <= set(features)
        and not set(when.without) & set(features)
        and (when.alone_within is None or set(alone) <= allowed)
        and (not when.alone_has or bool(set(alone) & set(when.alone_has)))
        and set(when.observed) <= set(observed)
        and (when.question is None or answer in when.question["R1"])
    )


def rubric_with(whens: list[Conditions]) -> Rubric:
    """The library rubric whose first table has these rows and a last one that always holds."""
    rows = tuple(
        TableRow(when=when, answer="other", reason="r", basis="b") for when in (*whens, Conditions())
    )
    return replace(BASE, tables=(AnswerTable(id="follow-up", rows=rows), *BASE.tables[:1]))


def never_reached(whens: list[Conditions]) -> set[int]:
    """Numbers of the rows that the check calls unreachable."""
    problems = check_rubric(rubric_with(whens), TOPIC)
    return {int(p.where.split(".")[4]) for p in problems if "never" in p.what and ".tables." in p.where}


def deciding(whens: list[Conditions]) -> set[int]:
    """Numbers of the rows that decide in at least one case."""
    found = set()
    for case in CASES:
        found.add(next((index for index, when in enumerate(whens) if holds(when, case)), len(whens)))
    return found


@settings(max_examples=120, deadline=None)
@given(st.lists(WHENS, min_size=1, max_size=4))
def test_a_row_called_unreachable_decides_no_case(whens: list[Conditions]) -> None:
    assert not never_reached(whens) & deciding(whens)


@settings(max_examples=120, deadline=None)
@given(st.lists(RULE_AND_SCOPE, min_size=1, max_size=5))
def test_on_rule_and_scope_every_unreachable_row_is_found(whens: list[Conditions]) -> None:
    assert never_reached(whens) == set(range(len(whens))) - deciding(whens)
