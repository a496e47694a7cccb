"""Days as tables write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pincite.observing.days import find_day_in_name, parse_table_day

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2069, 12, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-06-25 00:00:00", "2025-06-25"), ("2025-06-25T10:00:00", "2025-06-25"), ("2025-6-5", "2025-06-05"),
        ("6/5/2025", "2025-06-05"), ("06/05/25", "2025-06-05"), ("6.5.2025", "2025-06-05"), ("12/31/99", "1999-12-31"),
        ("June 5, 2025", "2025-06-05"), ("Jun. 5 2025", "2025-06-05"), ("5 June 2025", "2025-06-05"),
        ("45833", "2025-06-25"), ("45833.5", "2025-06-25"), (" 45833 ", "2025-06-25"),
        ("25/06/2025", ""), ("2025-02-30", ""), ("5025-07-07", ""), ("7/72025", ""), ("05/082025", ""), ("", ""),
        ("soon", ""), ("2025", ""), ("99999", ""), ("123456", ""), ("6/5/2025 or later", ""), ("12345", ""),
    ],
)  # fmt: skip
def test_a_day_is_read_or_left(text: str, day: str) -> None:
    assert parse_table_day(text) == day


@given(DAYS, st.sampled_from(["%Y-%m-%d", "%Y-%m-%d 00:00:00", "%m/%d/%Y", "%m-%d-%y", "%B %d, %Y", "%d %b %Y"]))
def test_every_form_gives_the_same_day(day: date, form: str) -> None:
    assert parse_table_day(day.strftime(form)) == day.isoformat()


@given(DAYS)
def test_a_serial_number_counts_from_the_spreadsheets_epoch(day: date) -> None:
    serial = (day - date(1899, 12, 30)) / timedelta(days=1)
    assert parse_table_day(str(int(serial))) == parse_table_day(str(serial)) == day.isoformat()


@given(st.text(max_size=30))
def test_any_text_gives_a_day_or_nothing(text: str) -> None:
    found = parse_table_day(text)
    assert found == "" or date.fromisoformat(found).isoformat() == found


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("participating_2025-07-18pm.csv", "2025-07-18"), ("list-20251231.xlsx", "2025-12-31"),
        ("panel_2025-05-16_2025-07-03.csv", ""), ("list.csv", ""), ("a_2025-13-01.csv", ""), ("id1202507181.csv", ""),
    ],
)  # fmt: skip
def test_the_day_in_a_name(name: str, day: str) -> None:
    assert find_day_in_name(name) == day
