"""Points out files that seem to hold records of persons, so that they are not kept by mistake.

Nothing of such a record is read out or stored: only how many marks of each kind were seen.
"""

from __future__ import annotations

import re

from pincite.model.document import Flag

PERSONAL_RECORDS = "personal-records"
# How often a kind must be seen before it is a record and not a form or an example in a policy.
_ENOUGH = 5
# Each kind: its name, how often its words must stand in the lower-cased text for it to be looked for, and its form.
_KINDS = (
    (
        "dates of birth",
        _ENOUGH,
        ("dob", "d.o.b", "date of birth", "born"),
        re.compile(r"\b(?:dob|d\.o\.b\.|date of birth|born)\W{1,6}\d{1,2}[/-]\d{1,2}[/-]\d{2,4}"),
    ),
    (
        "alien registration numbers",
        1,
        ("a#", "a-number", "alien number", "alien no"),
        re.compile(r"\ba(?:#|-?no\.?|-?number)?[-: ]{0,2}\d{3}[- ]?\d{3}[- ]?\d{2,3}\b"),
    ),
    (
        "social security numbers",
        1,
        ("ssn", "social security no", "social security #"),
        re.compile(r"\b(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}\b"),
    ),
    (
        "booking or inmate numbers",
        _ENOUGH,
        ("booking #", "booking no", "booking id", "booking num", "inmate #", "inmate no", "inmate id", "inmate num"),
        re.compile(r"\b(?:booking|inmate|arrest)\s?(?:#|no\.?|number|id)\W{1,3}\d{4,}"),
    ),
)
_SLASHED_DATE = re.compile(r"/\d{1,2}/\d{2}")
_NAME = re.compile(r"\b[a-z'-]{2,}, [a-z'-]{2,}\b")


def find_personal_records(text: str) -> tuple[Flag, ...]:
    """A flag naming what was seen, where a text holds five or more marks of one kind; no record is repeated in it."""
    low = text.lower()
    seen = [
        (name, sum(1 for _ in pattern.finditer(low)))
        for name, fewest, words, pattern in _KINDS
        if sum(low.count(word) for word in words) >= fewest
    ]
    seen.append(("rows of a roster", _count_roster_rows(low)))
    many = [f"{count} {name}" for name, count in seen if count >= _ENOUGH]
    if not many:
        return ()
    what = ", ".join(many)
    message = f"This file seems to hold records of persons ({what}). Pincite uses none of it; consider taking it out."
    return (Flag(PERSONAL_RECORDS, message),)


def _count_roster_rows(low: str) -> int:
    """Lines with a "last, first" name and at least two dates, as lists of people in custody have."""
    if low.count("/20") + low.count("/19") < 2 * _ENOUGH and low.count("/") < 40 * _ENOUGH:
        return 0
    dated: dict[int, int] = {}
    for match in _SLASHED_DATE.finditer(low):
        start = low.rfind("\n", 0, match.start()) + 1
        dated[start] = dated.get(start, 0) + 1
    twice = [start for start, count in dated.items() if count >= 2]
    return sum(1 for start in twice if _NAME.search(low, start, start + 200))
