"""How law is layered: the seven rules of the design, as tables of texts and the rule that controls.

The tables stand in ``layers/`` and are printed as a chapter of the manual; here they are held against the resolver.
"""

from typing import Any

import pytest

import universe as u
from pincite.model.law import Binding, ControllingRule, Rule, Status
from pincite.resolving import can_control, judge_force
from spec.layer_rows import FIELDS, all_rows, find_fates, load_layers, resolve, tell_rule


def params() -> list[Any]:
    return [pytest.param(row, id=f"{rule}-{' + '.join(row['texts'])}"[:120]) for rule, row in all_rows()]


@pytest.mark.parametrize("row", params())
def test_row(row: dict[str, Any]) -> None:
    assert set(row) <= FIELDS
    rule = resolve(row)
    sources = [line.partition(": ")[0] for line in row["texts"]]

    assert tell_rule(rule) == row["controls"], rule.derivation
    fates = find_fates(rule, sources)
    if "spend-resources" not in " ".join(row["texts"]):
        assert fates == row.get("others", {}), rule.derivation
    assert row.get("others", {}).items() <= fates.items(), rule.derivation
    assert rule.partly_preempted is row.get("partly", False)
    assert rule.implied is row.get("implied", False)
    assert row.get("says", "") in " ".join(rule.derivation)
    assert not row.get("caution") or any(row["caution"] in text for text in rule.cautions)


@pytest.mark.parametrize("row", params())
def test_every_rule_tells_how_it_came_about(row: dict[str, Any]) -> None:
    """One sentence a text that decides or loses, in words: which, since when, and why."""
    rule = resolve(row)
    assert rule.derivation
    assert all(sentence.endswith(".") and "{" not in sentence for sentence in rule.derivation)
    for item in (*rule.basis, *rule.preempted, *rule.conflicts):
        assert any(f"the {item.instrument}" in sentence for sentence in rule.derivation), item.instrument


def test_all_seven_rules_have_rows() -> None:
    assert [table["rule"] for table in load_layers()] == [str(number) for number in range(1, 8)]
    assert len(list(all_rows())) >= 60
    assert all(table["title"] and table["about"] for table in load_layers())


def controls(*texts: str, conduct: str = "hold", **fields: object) -> ControllingRule:
    return u.world(*texts, **fields).resolve(u.SHERIFF, conduct)


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


def test_rule_5_whether_a_board_binds_a_sheriff_is_said_and_not_guessed() -> None:
    caution = "Whether the county board's law binds an elected sheriff depends on the state; it is taken to here."
    text = u.instrument("ordinance", cautions=(caution,))
    answer = u.world("ordinance: prohibits hold", changed=[text]).ask("C1.2")
    assert answer.answer == "Y"
    assert answer.cautions == (caution,)


def test_rule_6_federal_text_is_no_basis() -> None:
    rule = controls("federal statute: requires share-status", "ordinance: limits share-status", conduct="share-status")
    assert tuple(item.instrument for item in rule.basis) == ("ordinance",)


@pytest.mark.parametrize("conduct", [item.id for item in u.TOPIC.conducts])
def test_rule_7_a_general_ban_covers_what_the_topic_lists(conduct: str) -> None:
    listed = {"hold", "transfer", "notify-release", "share-information", "jail-access", "deputize"}
    rule = controls("ordinance: prohibits spend-resources", conduct=conduct)
    assert rule.implied is (conduct in listed)
    assert (rule.rule is Rule.PROHIBITS) is (conduct in listed | {"spend-resources"})


def test_every_controlling_rule_tells_how_it_came_about() -> None:
    rule = controls("statute: limits; except conviction", "ordinance: prohibits", "policy: requires")
    assert rule.derivation == (
        "the ordinance (county ordinance) prohibits it; the higher text controls the lower one (rule 4), and of "
        "several limits the strictest counts (rule 3).",
        "the statute (state statute) limits it (ways out: a past conviction), but is no stricter than the ordinance "
        "(rule 3).",
        "the policy (departmental policy) requires it, but contradicts the ordinance, which is higher (rule 4).",
    )
    assert tuple(item.instrument for item in rule.basis) == ("ordinance", "statute")


def test_a_derivation_names_the_pinpoint() -> None:
    cited = u.citation("ordinance")
    spoken = u.provision("ordinance", "hold", "prohibits", citations=(u.replace(cited, pinpoint="§ 9-131, p. 3"),))
    rule = u.with_provisions(u.world(), [spoken]).resolve(u.SHERIFF, "hold")
    assert rule.derivation[0].startswith("the ordinance, § 9-131, p. 3 (county ordinance) prohibits it")


def test_what_is_enjoined_is_said_with_the_answer() -> None:
    (row,) = (row for _, row in all_rows() if "says" in row and "enjoined from" in row["says"])
    assert any("does not count: it is enjoined" in text for text in resolve(row).cautions)


def test_silence_says_whom_it_was_sought_for() -> None:
    assert controls().derivation == ("No text in force that binds Orchard County Sheriff speaks of it.",)
