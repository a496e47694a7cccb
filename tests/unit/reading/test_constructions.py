"""Ways in which law puts a rule that is not in the sentence alone: terms that are banned, lists, titles, provisos."""

from __future__ import annotations

from pincite.reading.definitions import BANNED, find_banned_terms, find_definitions
from pincite.reading.outline import build_outline
from unit.reading.reader import compiled, document, provisions, rules

SHELTER_RULE = (
    '§ 1. "Shelter rule" means a written or unwritten order of a town that keeps its jailers from honoring detainers\n'
    "of the immigration service, or that bars them from asking prisoners about their immigration status.\n"
)


def test_what_a_banned_term_restricts_may_not_be_limited() -> None:
    read = rules(SHELTER_RULE + "§ 2. No town shall adopt or keep a shelter rule.\n")
    assert read["hold"] == "forbids-limits"
    assert read["inquire-status"] == "forbids-limits"


def test_a_term_that_nobody_bans_rules_nothing() -> None:
    read = rules(SHELTER_RULE + "§ 2. A town that has a shelter rule shall post it at the town hall.\n")
    assert "hold" not in read
    assert "inquire-status" not in read


def test_the_sign_of_a_banned_term_keeps_lengths() -> None:
    source = document(SHELTER_RULE + "§ 2. No town shall adopt or keep a shelter rule.\n")
    outline = build_outline(source, compiled())
    found = find_definitions(outline, range(len(source.sections)), compiled())
    banned = find_banned_terms(found, outline, range(len(outline.sections)), compiled())
    text = '"shelter rule" means an order'
    assert banned.put_into(text) == text.replace("means", BANNED * len("means"))
    assert banned.nodes == {item.node for item in found if item.term == "shelter rule"}


def test_a_duty_counts_before_a_ban_on_limits() -> None:
    text = (
        "§ 1. No town may bar its jailers from honoring immigration detainers.\n"
        "§ 2. Each jailer shall honor an immigration detainer.\n"
    )
    assert rules(text)["hold"] == "requires"


def test_an_exception_behind_the_rule_in_its_own_sentence() -> None:
    text = (
        "It shall be unlawful for a jailer to keep any prisoner at the request of federal immigration officers; "
        "but the foregoing shall not apply where the prisoner has been convicted of arson."
    )
    found = provisions(text)["hold"]
    assert str(found.rule) == "limits"
    assert {item.kind for item in found.exceptions} == {"conviction"}


def test_a_savings_clause_on_records_leaves_a_ban_on_questions_whole() -> None:
    text = (
        "1. No constable shall ask a person about immigration status.\n"
        "2. Nothing in this order stops a constable from requesting immigration status from, or sending it to,\n"
        "federal immigration authorities under 8 U.S.C. 1373.\n"
    )
    read = rules(text)
    assert read["inquire-status"] == "prohibits"
    assert read["share-status"] == "permits"


def test_a_name_in_brackets_stands_for_the_far_side() -> None:
    text = (
        'This pact is between Immigration and Customs Enforcement ("the Agency") and Quill County.\n'
        "The County shall give the Agency the addresses of prisoners.\n"
    )
    assert rules(text)["share-information"] == "requires"


def test_negative_subjects_and_closed_permissions() -> None:
    assert rules("Nobody in the town's employ shall ask a person about immigration status.")["inquire-status"] == (
        "prohibits"
    )
    text = "Notice of a prisoner's release shall be given to ICE only in the case of a prisoner convicted of arson."
    assert rules(text)["notify-release"] == "limits"
    assert rules("The jailer lacks authority to honor an immigration detainer.")["hold"] == "prohibits"
    assert rules("The jailer is authorized and directed to honor every immigration detainer.")["hold"] == "requires"
