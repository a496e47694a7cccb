"""Columns that moved or were renamed a little, and tables without them."""

import pytest

from observing_tables import HEAD, SOURCE, rows
from pincite.errors import InputError
from pincite.observing.columns import find_head
from pincite.packs.us.observations import load_outcome_rules, load_participant_rules

LAYOUTS = load_participant_rules().layouts


def test_columns_are_found_where_they_stand() -> None:
    head = find_head(rows(("A list",), HEAD, ("", "x")), LAYOUTS, source=SOURCE)
    assert (head.layout, head.row, head.left_out) == ("sheet", 2, ("MOA",))
    assert {item.field: item.index for item in head.columns} == {
        "state": 0, "agency": 1, "type": 2, "county": 3, "model": 4, "signed": 5,
    }  # fmt: skip


def test_moved_and_renamed_columns_are_matched_and_it_is_said() -> None:
    names = ("Signed", "Support  Type", "LAW ENFORCEMENT AGENCIES", "County Name", "state", "New")
    head = find_head(rows(names), LAYOUTS, source=SOURCE)
    found = {item.field: (item.index, item.name, item.loose) for item in head.columns}
    assert found["agency"] == (2, "LAW ENFORCEMENT AGENCIES", True)
    assert found["model"] == (1, "Support  Type", False)
    assert found["county"] == (3, "County Name", False)
    assert head.left_out == ("New",)


def test_two_columns_that_come_as_near_are_not_guessed() -> None:
    names = ("STATE", "LAW ENFORCEMENT AGENCYS", "LAW ENFORCEMENT AGENCYX", "SUPPORT TYPE")
    with pytest.raises(InputError, match='a column is missing: "law enforcement agency"'):
        find_head(rows(names), LAYOUTS, source=SOURCE)


def test_a_missing_column_is_named_with_those_that_were_seen() -> None:
    with pytest.raises(InputError) as caught:
        find_head(rows(("STATE", "COUNTY", "SUPPORT TYPE", "Cost")), LAYOUTS, source=SOURCE)
    said = caught.value.message()
    assert said.startswith("participating_2025-06-30.xlsx, sheet Sheet1: a column is missing: ")
    assert "Row 1 has: STATE, COUNTY, SUPPORT TYPE, Cost." in said
    assert "Name it" in caught.value.way_out


def test_cells_of_a_row_without_known_names_are_not_repeated() -> None:
    with pytest.raises(InputError) as caught:
        find_head(rows(("Jo Doe", "1990-01-01")), load_outcome_rules().layouts, source=SOURCE)
    assert "Doe" not in caught.value.message()


def test_no_row_below_the_head_is_looked_at() -> None:
    def only_the_head():
        yield rows(HEAD)[0]
        raise AssertionError("a row below the head was read")

    assert find_head(only_the_head(), LAYOUTS, source=SOURCE).row == 1


def test_the_head_is_looked_for_in_twenty_rows() -> None:
    table = [*rows(*[("x",)] * 20), rows(*[HEAD] * 21)[-1]]
    with pytest.raises(InputError, match="no row of the first 20"):
        find_head(table, LAYOUTS, source=SOURCE)
