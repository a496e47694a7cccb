"""Cohen's kappa on tables worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pincite.agreement.kappa import cohen_kappa


@pytest.mark.parametrize(
    ("first", "second", "kappa"),
    [
        ("YYNN", "YYNN", 1.0),
        ("YYYY", "YYYY", 1.0),
        ("YYNN", "NNYY", -1.0),
        ("YYNN", "YNYN", 0.0),
        ("Y" * 25 + "N" * 25, "Y" * 20 + "N" * 5 + "Y" * 10 + "N" * 15, 0.4),
    ],
)
def test_kappa(first: str, second: str, kappa: float) -> None:
    assert cohen_kappa(list(first), list(second)) == pytest.approx(kappa)


@pytest.mark.parametrize(("first", "second"), [((), ()), (("Y",), ("Y", "N"))])
def test_kappa_needs_two_codings_of_the_same_items(first: tuple[str, ...], second: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="same items"):
        cohen_kappa(first, second)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1))
def test_kappa_does_not_care_who_is_first(pairs: list[tuple[str, str]]) -> None:
    one, two = [a for a, _ in pairs], [b for _, b in pairs]
    assert cohen_kappa(one, two) == pytest.approx(cohen_kappa(two, one))
    assert -1.0 <= cohen_kappa(one, two) <= 1.0 + 1e-9
