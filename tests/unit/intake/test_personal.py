"""Files with records of persons are pointed out, without repeating a record."""

from __future__ import annotations

from pincite.intake.personal import PERSONAL_RECORDS, find_personal_records

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
