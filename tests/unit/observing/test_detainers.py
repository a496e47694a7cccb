"""Rows of invented persons, added up by facility and month; nothing else of them comes out."""

import dataclasses
import json

from hypothesis import given
from hypothesis import strategies as st

from observing_tables import rows, split
from pincite.model.observed import Outcomes
from pincite.observing.detainers import add_up_outcomes, hide_small
from pincite.packs.us.observations import load_outcome_rules

RULES = load_outcome_rules()
NAMES = (
    "Birth Year", "Detainer Prepare Date", "Facility State", "Facility City", "Detainer Facility",
    "Detainer Facility Code", "Detainer Type", "Notify Release Request Yes No", "Detainer Lift Reason",
    "Detainer Lift Reason Code", "Gender", "Anonymized Identifier",
)  # fmt: skip
DECLINED, BOOKED = "Detainer Declined by LEA", "Booked into Detention"


def person(number: int, *, day: str = "2025-03-04", reason: str = "", notify: str = "No") -> tuple[str, ...]:
    place = ("XM", "LARKSPUR", "ALDER COUNTY JAIL", "ALDRXM")
    return (f"born{number}", day, *place, "I-247A", notify, reason, "", f"sex{number}", f"id{number}")


def add_up(*persons: tuple[str, ...]) -> Outcomes:
    head, below = split(rows(*[("",)] * 6, NAMES, *persons), RULES.layouts)
    return add_up_outcomes(below, head, rules=RULES)


def test_the_head_is_on_row_seven_and_nine_columns_are_read() -> None:
    head, _ = split(rows(*[("",)] * 6, NAMES), RULES.layouts)
    assert head.row == 7
    assert len(head.columns) == 9
    assert head.left_out == ("Birth Year", "Gender", "Anonymized Identifier")


def test_counts_by_facility_and_month() -> None:
    booked = [person(n, reason=BOOKED) for n in range(30)]
    declined = [person(n, reason="detainer declined by lea", notify="Yes") for n in range(12)]
    april = [person(n, day="4/1/2025", reason=BOOKED) for n in range(11)]
    found = add_up(*booked, *declined, *april)
    assert (found.requests, found.refusals, found.undated) == ("53", "12", "0")
    march, after = found.rows
    assert (march.month, march.requests, march.refusals, march.notify) == ("2025-03", "42", "12", "12")
    assert dict(march.reasons) == {BOOKED: "30", DECLINED: "12"}
    assert (after.month, after.requests, after.refusals) == ("2025-04", "11", "0")


def test_a_cell_without_a_reason_is_no_refusal() -> None:
    found = add_up(*[person(n) for n in range(15)])
    assert found.refusals == "0"
    assert found.rows[0].reasons == (("no reason given", "15"),)


def test_small_counts_are_hidden_and_cannot_be_reckoned() -> None:
    few = add_up(*[person(n, reason=DECLINED) for n in range(9)])
    assert (few.requests, few.refusals, few.rows[0].requests) == ("fewer than 10",) * 3
    mixed = add_up(*[person(n, reason=DECLINED) for n in range(3)], *[person(n, reason=BOOKED) for n in range(40)])
    assert dict(mixed.rows[0].reasons) == {BOOKED: "not shown", DECLINED: "fewer than 10"}


def test_no_sum_tells_a_hidden_count() -> None:
    march = [person(n, reason=DECLINED if n % 2 else BOOKED) for n in range(60)]
    april = [person(n, day="2025-04-01", reason=DECLINED) for n in range(3)]
    found = add_up(*march, *april)
    assert [row.requests for row in found.rows] == ["60", "fewer than 10"]
    assert (found.requests, found.refusals) == ("at least 60", "at least 30")


def test_a_sum_of_many_hidden_counts_tells_of_none() -> None:
    months = [[person(n, day=f"2025-{month:02}-01") for n in range(month)] for month in (3, 4, 5, 6)]
    big = [person(n, day="2025-10-01") for n in range(40)]
    assert add_up(*big, *(item for month in months for item in month)).requests == "58"
    ones = [person(n, day=f"2025-{n:02}-01") for n in range(1, 13)]
    assert add_up(*ones).requests == "not shown"  # twelve months and twelve requests would tell each of them


def test_words_that_are_not_known_are_not_repeated() -> None:
    found = add_up(*[person(n, reason="Jo Doe called") for n in range(10)])
    assert found.rows[0].reasons == (("another reason", "10"),)


def test_no_value_of_another_column_comes_out() -> None:
    said = json.dumps(dataclasses.asdict(add_up(*[person(n) for n in range(25)])))
    assert not any(f"{word}{n}" in said for word in ("born", "sex", "id") for n in range(25))


def test_rows_without_a_day_are_counted_apart() -> None:
    found = add_up(*[person(n, day="soon") for n in range(10)])
    assert (found.undated, found.rows[0].month) == ("10", "")


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 60), max_size=6))
def test_no_small_count_is_shown_or_left_alone(counts: dict[str, int]) -> None:
    shown = hide_small(counts, least=10, fewer="few")
    assert shown.keys() == counts.keys()
    hidden = [key for key in counts if not shown[key].isdigit()]
    assert all(shown[key] == str(counts[key]) for key in counts if key not in hidden)
    assert all(key in hidden for key in counts if 0 < counts[key] < 10)
    left = [key for key in counts if key not in hidden and counts[key]]
    if hidden and left:
        assert len(hidden) > 1
        assert sum(counts[key] for key in hidden) >= 10


def test_a_column_that_is_only_alike_is_never_read() -> None:
    names = tuple("Detainer Facility Cody" if item == "Detainer Facility Code" else item for item in NAMES)
    head, _ = split(rows(names), RULES.layouts)
    assert "Detainer Facility Cody" in head.left_out
    assert "code" not in {item.field for item in head.columns}
