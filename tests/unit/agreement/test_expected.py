"""Answers compared with expected answers: what is met, what is accepted, and what is plainly wrong."""

import pytest

import universe as u
from pincite.agreement.expected import Expectation, compare_expected, parse_expected, sum_counts


def expect(item: str, expected: str, *accept: str, sure: bool = False, section: str = "answers") -> Expectation:
    return Expectation(item=item, section=section, expected=expected, accepted=(expected, *accept), sure=sure)


def test_expectations_are_read_questions_first() -> None:
    found = parse_expected(
        {
            "criteria": {"C1": {"result": "partly"}},
            "elements": {"E01": {"answer": "Y", "accept": ["Y", "other"], "certainty": "arguable"}},
            "answers": {"C1.2": {"answer": "Y", "accept": ["Y"], "certainty": "sure"}},
        }
    )
    assert [(item.item, item.accepted, item.sure) for item in found] == [
        ("C1.2", ("Y",), True),
        ("E01", ("Y", "other"), False),
        ("C1", ("partly",), False),
    ]


WORLD = u.world("ordinance: prohibits hold")  # C1.1 unknown, C1.2 Y, E01 Y, C1 partly


@pytest.mark.parametrize(
    ("want", "counts", "wrong"),
    [
        (expect("C1.2", "Y", sure=True), {"questions": 1, "sure": 1, "sure_met": 1, "accepted": 1}, None),
        (expect("C1.2", "other", "Y"), {"questions": 1, "accepted": 1}, None),
        (expect("C1.2", "N", sure=True), {"questions": 1, "sure": 1, "wrong_yes_no": 1}, True),
        (expect("C1.1", "Y", sure=True), {"questions": 1, "sure": 1}, False),
        (expect("C1.1", "unknown"), {"questions": 1, "accepted": 1}, None),
        (expect("E01", "other", section="elements"), {"wrong_yes_no": 1}, True),
        (expect("C1", "met", section="criteria"), {}, False),
        (expect("C1", "partly", section="criteria"), {}, None),
    ],
)
def test_one_answer(want: Expectation, counts: dict[str, int], wrong: bool | None) -> None:
    given, differences = compare_expected("Orchard", [want], WORLD.assess())
    assert {key: value for key, value in given.items() if value} == counts
    assert [(item.item, item.wrong) for item in differences] == ([] if wrong is None else [(want.item, wrong)])


def test_totals_over_places() -> None:
    one = {"questions": 19, "sure": 10, "sure_met": 9, "accepted": 18, "wrong_yes_no": 1}
    two = {"questions": 19, "sure": 0, "sure_met": 0, "accepted": 19, "wrong_yes_no": 0}
    assert sum_counts([one, two]) == {
        "places": 2,
        "questions": 38,
        "sure_questions": 10,
        "sure_agreement": 0.9,
        "accepted_agreement": 0.9737,
        "wrong_yes_no": 1,
    }


def test_nothing_compared_has_no_share() -> None:
    assert sum_counts([])["sure_agreement"] is None
    assert sum_counts([])["accepted_agreement"] is None
