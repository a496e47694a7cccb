"""Five real places: answers from the reference codings and from the reader's drafts, against expected answers.

Measured on texts that are not in this repository; skipped where ../shared is absent.
"""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pincite.workflow.evaluate import evaluate_answers

SHARED = Path(__file__).resolve().parents[3] / "shared"
ANSWERS, TEXTS, CODINGS = (
    SHARED / "gold" / "answers",
    SHARED / "corpus" / "instruments",
    SHARED / "gold" / "instruments",
)

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not ANSWERS.is_dir(), reason="../shared with the real places is not there"),
]


@cache
def figures(*, coded: bool) -> dict[str, Any]:
    return evaluate_answers(ANSWERS, TEXTS, gold_dir=CODINGS if coded else None, progress=lambda line: None)


def told(found: dict[str, Any], *, wrong_only: bool = False) -> str:
    rows = [row for row in found["differences"] if row["wrong"] or not wrong_only]
    return "\n".join(f"{row['place']} {row['item']}: {row['answer']}, not {row['accepted']}" for row in rows)


def test_from_reference_codings_every_sure_answer_is_met() -> None:
    found = figures(coded=True)
    assert found["places"] == 6
    assert found["questions"] == 114
    assert found["sure_agreement"] == 1.0, told(found)
    assert found["accepted_agreement"] == 1.0, told(found)
    assert found["wrong_yes_no"] == 0, told(found, wrong_only=True)


def test_from_reference_codings_elements_and_criteria_are_accepted_too() -> None:
    assert figures(coded=True)["differences"] == [], told(figures(coded=True))


def test_from_drafts_most_sure_answers_are_met() -> None:
    found = figures(coded=False)
    assert found["sure_agreement"] >= 0.85, told(found)


def test_from_drafts_no_yes_or_no_is_wrong() -> None:
    found = figures(coded=False)
    assert found["wrong_yes_no"] == 0, told(found, wrong_only=True)
