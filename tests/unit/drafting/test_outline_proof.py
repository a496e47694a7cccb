"""The proof of the clause library: its codings answer the standard, the reader hears the same, and each word counts.

The outlines stand in a fictional county without other law (tests/outline_place.py).
"""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

import outline_place as o
from pincite.drafting.clauses import SHOULD
from pincite.drafting.outline import code_outline
from pincite.drafting.outline_text import render_law
from pincite.intake.read import read_document
from pincite.model.clause import Clause, Variant
from pincite.model.law import Provision, Rule
from pincite.workflow.pack import load_pack
from pincite.workflow.read import SourceReading, read_source

YES = "Y"
CASES = [pytest.param(v, c, id=f"{v}-{c.id}") for v in Variant for c in o.clauses_of(v) if c.coding]
WEAKENED = [
    pytest.param(v, c, how, id=f"{v}-{c.id}-{how}")
    for v in Variant
    for c in o.clauses_of(v)
    for how in (*([SHOULD] if "shall" in c.text else []), *(option.kind for option in c.options))
    if c.coding
]


def backing(variant: Variant, clause: Clause) -> frozenset[str]:
    """Ids of the clauses that answer for this one while they stand."""
    return frozenset(item.id for item in o.clauses_of(variant) if item.conduct in clause.backed_by)


@cache
def heard(variant: Variant, clause: str = "", how: str = "") -> SourceReading:
    """What the reader, as it is, makes of the rendered outline."""
    law = render_law(o.outline_of(variant, clause, how))
    return read_source(read_document(law.encode(), name="outline.txt"), load_pack())


def say(provision: Provision) -> tuple[str, tuple[tuple[str, bool], ...], str]:
    ways = tuple(sorted((item.kind, item.alone) for item in provision.exceptions))
    return provision.rule.value, ways, provision.scope.value


def test_every_conduct_has_a_clause_in_both_registers() -> None:
    conducts = {item.id for item in load_pack().topic.conducts}
    assert len(conducts) == 16
    assert {item.conduct for item in o.clauses_of(Variant.FULL)} - {""} == conducts
    assert {item.conduct for item in o.clauses_of(Variant.AGENCY)} - {""} == conducts
    assert {item.conduct for item in o.clauses_of(Variant.SPENDING)} - {""} == {
        "spend-resources",
        "share-status",
        "oversee",
    }


@pytest.mark.parametrize(
    ("variant", "not_yes"),
    [
        # A law alone shows no practice; where nobody may enter, nobody is asked how entry is handled.
        (Variant.FULL, {"C1.1": "unknown", "C4.1": "unknown"}),
        (Variant.AMEND, {"C1.1": "unknown", "C4.1": "unknown"}),
        # A policy is no ordinance, and in this place of two agencies no legislature is asked.
        (Variant.AGENCY, {"E10": "other", "S1": "unknown"}),
    ],
)
def test_the_whole_policy_answers_every_question_that_a_text_can(variant: Variant, not_yes: dict[str, str]) -> None:
    answers = o.answers_of(variant)
    assert {item: answer for item, answer in answers.items() if answer not in (YES, "not-applicable")} == not_yes
    closed = {item for item, answer in answers.items() if answer == "not-applicable"}
    assert closed == {"C2.2", "C2.3", "C3.1", "C3.2", "C3.3", "C6.2"}


def test_the_spending_ban_answers_its_own_element_and_the_rest_by_implication_at_best() -> None:
    answers = o.answers_of(Variant.SPENDING)
    assert {item for item, answer in answers.items() if answer == YES} == {"S1", "E10", "C5.1", "C5.2", "C6.2"}
    implied = {"C1.2", "C2.1", "C4.2", "C5.3", "C8.3", "E01", "E02", "E03", "E06", "E08"}
    assert {answers[item] for item in implied} == {"other"}


def test_without_any_outline_nothing_is_answered_best() -> None:
    assessment = o.world_of(Variant.FULL, ()).assess()
    # That nothing allows asking about status is proved by the complete search.
    assert {item.question for item in (*assessment.answers, *assessment.elements) if item.answer == YES} == {"C6.2"}


@pytest.mark.parametrize(("variant", "clause"), CASES)
def test_each_clause_carries_what_it_says_it_meets(variant: Variant, clause: Clause) -> None:
    left_out = backing(variant, clause)
    base = o.answers_of(variant, left_out=left_out)
    gone = o.answers_of(variant, left_out=left_out | {clause.id})
    lost = {item for item, answer in base.items() if answer == YES != gone[item]}
    standing = [item for item in o.clauses_of(variant) if item.id not in left_out]
    shared = {item for item, count in Counter(one for c in standing for one in c.meets).items() if count > 1}
    assert lost <= set(clause.meets)
    assert set(clause.meets) - lost <= shared


@pytest.mark.parametrize(("variant", "clause", "how"), WEAKENED)
def test_a_weakened_clause_drops_exactly_what_rests_on_it(variant: Variant, clause: Clause, how: str) -> None:
    left_out = backing(variant, clause)
    base = o.answers_of(variant, left_out=left_out)
    weak = o.answers_of(variant, clause.id, how, left_out)
    options = {item.kind: item.costs for item in clause.options} | {SHOULD: clause.should_costs}
    assert {item: answer for item, answer in weak.items() if answer != base[item]} == options[how]
    assert {item for item in options[how] if base[item] == YES} <= set(clause.meets)


@pytest.mark.parametrize(("variant", "clause", "how"), WEAKENED)
def test_a_weakened_clause_costs_something_unless_the_standard_allows_it(
    variant: Variant, clause: Clause, how: str
) -> None:
    options = {item.kind: item.costs for item in clause.options} | {SHOULD: clause.should_costs}
    allowed = clause.conduct == "share-information" and how == "consent-of-person"
    assert bool(options[how]) is not (allowed or (not clause.meets and clause.conduct != "oversee"))


def test_both_kinds_of_weakening_are_tried_on_every_protection_of_a_person() -> None:
    tried = {(case.values[1].conduct, case.values[2]) for case in WEAKENED}
    people = ("hold", "transfer", "jail-access", "notify-release", "share-information", "inquire-status")
    assert {(item, "conviction") for item in (*people, "arrest", "deputize", "contract-detention")} <= tried
    assert {(item, "consent-of-person") for item in people if item != "hold"} <= tried
    coded = {item.conduct for v in Variant for item in o.clauses_of(v) if item.coding}
    assert {(item, SHOULD) for item in coded - {"share-status"}} <= tried


@pytest.mark.parametrize("variant", Variant)
def test_the_reader_hears_what_the_clauses_are_coded_as(variant: Variant) -> None:
    reading = heard(variant)
    coded = code_outline(o.outline_of(variant))
    assert {item.conduct: say(item) for item in reading.provisions} == {item.conduct: say(item) for item in coded}
    limbs = {item.conduct: set(item.features) for item in coded}
    assert {item.conduct: set(item.features) for item in reading.provisions} == limbs
    # A passage on status stands alone there, so the reader does not vouch that nothing is said on asking about it.
    assert reading.abstained == (("inquire-status",) if variant is Variant.SPENDING else ())


@pytest.mark.parametrize(("variant", "clause", "how"), [case for case in WEAKENED if case.values[2] != SHOULD])
def test_the_reader_hears_each_exception(variant: Variant, clause: Clause, how: str) -> None:
    coded = {item.conduct: say(item) for item in code_outline(o.outline_of(variant, clause.id, how))}
    assert {item.conduct: say(item) for item in heard(variant, clause.id, how).provisions} == coded


@pytest.mark.parametrize(("variant", "clause", "how"), [case for case in WEAKENED if case.values[2] == SHOULD])
def test_should_is_coded_weaker_by_hand_and_heard_as_in_manuals(variant: Variant, clause: Clause, how: str) -> None:
    """The coding protocol takes "should" either way: the reader keeps the rule, the library the worse one."""
    coded = {item.conduct: item.rule for item in code_outline(o.outline_of(variant, clause.id, how))}
    found = {item.conduct: item.rule for item in heard(variant, clause.id, how).provisions}
    pairs = {(Rule.LIMITS, Rule.PROHIBITS), (Rule.PERMITS, Rule.REQUIRES)}
    assert (coded[clause.conduct], found[clause.conduct]) in pairs
    assert " shall " not in " ".join(
        line
        for item in o.outline_of(variant, clause.id, how).sections
        if item.clause.id == clause.id
        for line in item.lines
    )
