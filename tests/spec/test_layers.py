"""How law is layered: the seven rules of the design, as tables of texts and the rule that controls the sheriff.

A row reads: the texts, then "RULE from SOURCE", then what is said of the others.
"""

from typing import NamedTuple

import pytest

import universe as u
from pincite.model.law import Binding, ControllingRule, Rule, Status
from pincite.resolving import can_control, judge_force


class Row(NamedTuple):
    texts: tuple[str, ...]
    controls: str
    preempted: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    partly: bool = False


def controls(*texts: str, conduct: str = "hold", **fields: object) -> ControllingRule:
    return u.world(*texts, **fields).resolve(u.SHERIFF, conduct)


def told(rule: ControllingRule) -> str:
    return f"{rule.rule} from {rule.basis[0].instrument}" if rule.basis else str(rule.rule)


def sources(provisions: tuple) -> tuple[str, ...]:
    return tuple(item.instrument for item in provisions)


def check(row: Row) -> None:
    rule = controls(*row.texts)
    assert told(rule) == row.controls
    assert sources(rule.preempted) == row.preempted
    assert sources(rule.conflicts) == row.conflicts
    assert rule.partly_preempted is row.partly
    assert len(rule.derivation) == len(row.texts)


@pytest.mark.parametrize(
    ("line", "fields", "controls"),
    [
        ("ordinance", {}, True),
        ("ordinance", {"in_force_from": "2025-06-01"}, True),
        ("ordinance", {"in_force_from": "2025-06-02"}, False),
        ("ordinance", {"in_force_to": "2025-06-01"}, True),
        ("ordinance", {"in_force_to": "2025-05-31"}, False),
        ("ordinance", {"status": Status.REPEALED}, False),
        ("ordinance", {"status": Status.REPEALED, "in_force_to": "2025-12-31"}, True),
        ("ordinance", {"status": Status.BILL}, False),
        ("ordinance", {"status": Status.UNCLEAR}, True),
        ("ordinance", {"binding": Binding.UNCLEAR}, False),
        ("bill", {}, False),
        ("agreement", {}, False),
        ("federal statute", {"binds": ("all",)}, False),
        ("other county's ordinance", {}, False),
        ("resolution", {}, True),
    ],
)
def test_rule_1_only_what_is_in_force_and_binds(line: str, fields: dict[str, object], controls: bool) -> None:
    text = u.instrument(line, **fields)
    assert can_control(text, u.AS_OF) is controls
    given = u.world(f"{line}: prohibits hold", changed=[text])
    assert (given.resolve(u.SHERIFF, "hold").rule is Rule.PROHIBITS) is controls


def test_rule_1_a_date_moves_the_answer() -> None:
    text = u.instrument("ordinance", in_force_from="2024-01-01", in_force_to="2024-12-31")
    assert [str(judge_force(text, day)) for day in ("2023-12-31", "2024-07-01", "2025-01-01")] == [
        "not-yet-in-force",
        "in-force",
        "no-longer-in-force",
    ]


@pytest.mark.parametrize(
    "row",
    [
        Row(("statute: requires", "ordinance: prohibits"), "requires from statute", preempted=("ordinance",)),
        Row(("statute: forbids-limits", "policy: limits"), "forbids-limits from statute", preempted=("policy",)),
        Row(
            ("statute: requires", "charter: prohibits", "policy: prohibits"),
            "requires from statute",
            preempted=("charter", "policy"),
        ),
        Row(("statute: requires", "second statute: forbids-limits"), "requires from statute"),
        Row(("statute: permits", "ordinance: prohibits"), "prohibits from ordinance"),
        Row(
            ("statute: requires", "governor's order: prohibits"),
            "requires from statute",
            preempted=("governor's order",),
        ),
        Row(("statute: requires", "second statute: prohibits"), "prohibits from second statute", partly=True),
    ],
)
def test_rule_2_a_state_mandate_beats_local_limits(row: Row) -> None:
    check(row)


@pytest.mark.parametrize(
    "row",
    [
        Row(("statute: limits; except conviction", "ordinance: prohibits"), "prohibits from ordinance"),
        Row(("statute: prohibits", "ordinance: limits"), "prohibits from statute"),
        Row(("statute: prohibits", "ordinance: requires"), "prohibits from statute", conflicts=("ordinance",)),
        Row(("statute: prohibits", "policy: permits"), "prohibits from statute", conflicts=("policy",)),
        Row(("statute: limits", "policy: prohibits"), "prohibits from policy"),
        Row(("statute: limits; except charge", "ordinance: prohibits; in part"), "limits from statute"),
        Row(("statute: prohibits; except gang, charge", "ordinance: prohibits"), "prohibits from ordinance"),
    ],
)
def test_rule_3_a_state_limit_is_a_floor(row: Row) -> None:
    check(row)


@pytest.mark.parametrize(
    "row",
    [
        Row(("charter: prohibits", "ordinance: requires"), "prohibits from charter", conflicts=("ordinance",)),
        Row(
            ("ordinance: prohibits", "executive order: requires"),
            "prohibits from ordinance",
            conflicts=("executive order",),
        ),
        Row(
            ("ordinance: requires", "executive order: prohibits"),
            "requires from ordinance",
            conflicts=("executive order",),
        ),
        Row(("executive order: requires", "policy: limits"), "requires from executive order", conflicts=("policy",)),
        Row(("ordinance: forbids-limits", "policy: prohibits"), "forbids-limits from ordinance", conflicts=("policy",)),
        Row(("ordinance: permits", "policy: prohibits"), "prohibits from policy"),
        Row(("ordinance: permits", "policy: requires"), "requires from policy"),
        Row(("ordinance: permits", "policy: permits"), "permits from policy"),
        Row(("ordinance: limits; except charge", "policy: prohibits"), "prohibits from policy"),
        Row(("ordinance: requires; in part", "policy: prohibits"), "prohibits from policy", partly=True),
        Row(("ordinance: prohibits", "second ordinance: requires"), "prohibits from ordinance", partly=True),
        Row(("ordinance: prohibits", "policy: prohibits"), "prohibits from ordinance"),
    ],
)
def test_rule_4_within_a_level_the_higher_controls(row: Row) -> None:
    check(row)


def test_rule_5_whether_a_board_binds_a_sheriff_is_said_and_not_guessed() -> None:
    caution = "Whether the county board's law binds an elected sheriff depends on the state; it is taken to here."
    text = u.instrument("ordinance", cautions=(caution,))
    answer = u.world("ordinance: prohibits hold", changed=[text]).ask("C1.2")
    assert answer.answer == "Y"
    assert answer.cautions == (caution,)


@pytest.mark.parametrize(
    "row",
    [
        Row(("statute: requires; in part", "ordinance: prohibits"), "prohibits from ordinance", partly=True),
        Row(("statute: forbids-limits; in part", "policy: limits"), "limits from policy", partly=True),
        Row(("statute: requires; in part", "ordinance: permits"), "requires from statute"),
    ],
)
def test_rule_6_a_narrower_mandate_takes_only_its_part(row: Row) -> None:
    check(row)


def test_rule_6_federal_text_never_controls() -> None:
    rule = u.world("federal statute: requires share-status", "ordinance: limits share-status").resolve(
        u.SHERIFF, "share-status"
    )
    assert told(rule) == "limits from ordinance"
    assert sources(rule.basis) == ("ordinance",)


@pytest.mark.parametrize("conduct", [item.id for item in u.TOPIC.conducts])
def test_rule_7_a_general_ban_covers_what_the_topic_lists(conduct: str) -> None:
    listed = {"hold", "transfer", "notify-release", "share-information", "jail-access", "deputize"}
    rule = controls("ordinance: prohibits spend-resources", conduct=conduct)
    assert rule.implied is (conduct in listed)
    assert (rule.rule is Rule.PROHIBITS) is (conduct in listed | {"spend-resources"})


@pytest.mark.parametrize(
    ("texts", "controls"),
    [
        (("ordinance: prohibits spend-resources; in part",), "silent"),
        (("ordinance: permits spend-resources",), "silent"),
        (("ordinance: requires spend-resources", "policy: prohibits spend-resources"), "silent"),
        (("ordinance: prohibits spend-resources", "policy: requires hold"), "requires from policy"),
        (("statute: forbids-limits spend-resources", "ordinance: prohibits spend-resources"), "silent"),
        (("ordinance: limits spend-resources; except charge",), "limits from ordinance"),
    ],
)
def test_rule_7_and_nothing_more(texts: tuple[str, ...], controls: str) -> None:
    assert told(u.world(*texts).resolve(u.SHERIFF, "hold")) == controls


def test_every_controlling_rule_tells_how_it_came_about() -> None:
    rule = controls("statute: limits; except conviction", "ordinance: prohibits", "policy: requires")
    assert rule.derivation == (
        "the ordinance (county ordinance): prohibits.",
        "the statute (state statute): limits, shown beside.",
        "the policy (agency departmental-policy): requires, contradicts the higher rule.",
    )
    assert sources(rule.basis) == ("ordinance", "statute")


def test_silence_says_whom_it_was_sought_for() -> None:
    assert controls().derivation == ("No text that binds Orchard County Sheriff speaks of it.",)
