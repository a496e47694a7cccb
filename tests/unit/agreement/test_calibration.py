"""Calibration of probabilities: bins, intervals, abstention, Brier score, log loss and ranking."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pincite.agreement.calibration import (
    Case,
    find_abstentions,
    find_bins,
    find_cases,
    find_interval,
    measure_calibration,
    measure_ranking,
)
from pincite.agreement.drafts import Drafted
from pincite.agreement.reference import ReferenceCoding, ReferenceProvision
from pincite.model.document import SourceDocument
from pincite.model.law import Citation, Provision, Rule

CASES = [Case(0.9, True), Case(0.8, True), Case(0.8, False), Case(0.2, False)]
LISTS = st.lists(st.builds(Case, st.floats(0, 1), st.booleans()), min_size=1, max_size=40)


def test_the_figures_of_four_drafts() -> None:
    figures = measure_calibration(CASES)
    assert (figures["cases"], figures["said"], figures["right"]) == (4, 0.675, 0.5)
    assert figures["brier"] == pytest.approx((0.01 + 0.04 + 0.64 + 0.04) / 4, abs=1e-4)
    assert figures["brier_of_share"] == 0.25
    assert figures["log_loss_of_share"] == pytest.approx(0.6931, abs=1e-4)
    assert figures["auc"] == pytest.approx(3.5 / 4)


def test_no_draft_has_no_figures() -> None:
    assert measure_calibration([]) == {"cases": 0}
    assert find_bins([]) == []
    assert find_abstentions([], [0.5]) == []
    assert measure_ranking([Case(0.5, True)]) is None


def test_bins_hold_what_is_said_and_what_is_right() -> None:
    low, high = find_bins(CASES, 2)
    assert (low.low, low.high, low.cases, low.said, low.right) == (0.0, 0.5, 1, 0.2, 0.0)
    assert (high.cases, high.said, high.right) == (3, pytest.approx(0.8333, abs=1e-4), pytest.approx(0.6667, abs=1e-4))


def test_certainty_stands_in_the_last_bin() -> None:
    assert [item.low for item in find_bins([Case(1.0, True), Case(0.0, False)])] == [0.0, 0.9]


def test_abstaining_leaves_fewer_and_says_how_many_are_right() -> None:
    rows = find_abstentions(CASES, [0.0, 0.5, 0.85, 0.95])
    assert [(row.threshold, row.answered, row.right) for row in rows] == [
        (0.0, 1.0, 0.5),
        (0.5, 0.75, 0.6667),
        (0.85, 0.25, 1.0),
    ]


def test_the_interval_is_that_of_wilson() -> None:
    left, right = find_interval(8, 10)
    assert (left, right) == (pytest.approx(0.4902, abs=1e-3), pytest.approx(0.9433, abs=1e-3))
    assert find_interval(0, 0) == (0.0, 1.0)


@given(LISTS)
def test_every_case_is_in_one_bin_and_its_share_in_the_interval(cases: list[Case]) -> None:
    bins = find_bins(cases)
    assert sum(item.cases for item in bins) == len(cases)
    assert all(item.right_from - 1e-4 <= item.right <= item.right_to + 1e-4 for item in bins)


@given(LISTS)
def test_no_share_for_all_is_better_than_the_true_one(cases: list[Case]) -> None:
    share = sum(case.right for case in cases) / len(cases)
    figures = measure_calibration([Case(share, case.right) for case in cases])
    assert figures["brier"] == figures["brier_of_share"]


def test_cases_are_drafts_held_against_the_coding() -> None:
    document = SourceDocument(id="a", name="a", media_type="text/plain", sha256="0", byte_count=1, text="Lamps.")
    gold = ReferenceProvision(conduct="lend", rule=Rule.LIMITS, rule_alternatives=(Rule.PROHIBITS,))
    cited = (Citation(document="a", sha256="0", start=0, end=6, quote="Lamps."),)
    drafts = [
        Provision(instrument="a", conduct=conduct, rule=rule, citations=cited, coder="x", probability=sure)
        for conduct, rule, sure in (("lend", Rule.PROHIBITS, 0.7), ("list", Rule.REQUIRES, None))
    ]
    item = Drafted(
        coding=ReferenceCoding(slug="tern", document={}, provisions=(gold,)),
        document=document,
        passages={},
        provisions={draft.conduct: draft for draft in drafts},
        quotes_found=0,
        quotes_made=0,
        seconds=0.0,
        words=1,
    )
    assert find_cases([item]) == [Case(0.7, True, "tern"), Case(1.0, False, "tern")]
