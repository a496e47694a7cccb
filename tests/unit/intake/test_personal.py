"""Files with records of persons are pointed out, without repeating a record."""

from __future__ import annotations

import pytest

from pincite.intake.personal import PERSONAL_RECORDS, find_personal_records
from pincite.packs.intake import PersonalKind, load_personal_rules, personal_patterns

ROSTER = "\n".join(
    f"Doe-{letter}, Sample DOB: 01/0{n}/1980 Booking # 20240{n}77" for n, letter in enumerate("ABCDEF", 1)
)


def test_a_roster_is_pointed_out() -> None:
    flags = find_personal_records(ROSTER)
    assert [flag.code for flag in flags] == [PERSONAL_RECORDS]
    assert "6 dates of birth" in flags[0].message
    assert "Doe" not in flags[0].message
    assert "1980" not in flags[0].message


def test_a_policy_that_speaks_of_such_fields_is_not() -> None:
    policy = "The form shall state the name, date of birth and booking number of the person. Example: DOB 01/02/1980."
    assert find_personal_records(policy) == ()


def test_alien_numbers_count_only_in_number() -> None:
    assert find_personal_records("See A 123 456 789 in the example.") == ()
    assert find_personal_records("\n".join(f"A# 123-456-78{n}" for n in range(6)))


@pytest.mark.parametrize("kind", load_personal_rules().kinds, ids=lambda kind: kind.name)
def test_each_kind_meets_its_examples_and_spares_the_others(kind: PersonalKind) -> None:
    pattern = personal_patterns()[kind.name]
    assert kind.examples
    assert kind.counterexamples
    for example in kind.examples:
        assert pattern.search(example), example
    for counterexample in kind.counterexamples:
        assert not pattern.search(counterexample), counterexample


@pytest.mark.parametrize("kind", load_personal_rules().kinds, ids=lambda kind: kind.name)
def test_enough_marks_of_one_kind_are_named(kind: PersonalKind) -> None:
    enough = load_personal_rules().enough
    marks = [f"{kind.words[0]} x {kind.examples[0]}"] * enough
    flags = find_personal_records("\n".join(marks).upper())
    assert f"{enough} {kind.name}" in flags[0].message
    assert find_personal_records("\n".join(marks[:-1])) == ()
