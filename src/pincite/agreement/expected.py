"""Expected answers of a place against the program's: met, accepted, and the worst fault, a wrong Y or N."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pincite.model.answer import NO, YES, Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One answer that is neither expected nor accepted. wrong: it says Y or N where no accepted answer does."""

    place: str
    item: str
    sure: bool
    expected: str
    accepted: tuple[str, ...]
    answer: str
    wrong: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What is expected of one question, element or criterion."""

    item: str
    section: str
    expected: str
    accepted: tuple[str, ...]
    sure: bool


def parse_expected(data: Mapping[str, Any]) -> list[Expectation]:
    """Expectations from an expected.json, questions first."""
    found = []
    for section, key in (("answers", "answer"), ("elements", "answer"), ("criteria", "result")):
        for item, row in data.get(section, {}).items():
            expected = row[key]
            accepted = tuple(dict.fromkeys((expected, *row.get("accept", ()))))
            sure = row.get("certainty") == "sure"
            found.append(Expectation(item=item, section=section, expected=expected, accepted=accepted, sure=sure))
    return found


def compare_expected(
    place: str, expected: Sequence[Expectation], assessment: Assessment
) -> tuple[dict[str, int], list[Difference]]:
    """Counts for the questions of a place and every difference, elements and criteria included."""
    given = {item.question: (item.answer, item.basis) for item in (*assessment.answers, *assessment.elements)}
    given |= {item.criterion: (str(item.result), item.remark) for item in assessment.criteria}
    counts = {"questions": 0, "sure": 0, "sure_met": 0, "accepted": 0, "wrong_yes_no": 0}
    differences = []
    for want in expected:
        answer, why = given[want.item]
        met = answer in want.accepted
        wrong = not met and answer in (YES, NO)
        if want.section == "answers":
            counts["questions"] += 1
            counts["sure"] += int(want.sure)
            counts["sure_met"] += int(want.sure and answer == want.expected)
            counts["accepted"] += int(met)
        counts["wrong_yes_no"] += int(wrong)
        if not met:
            differences.append(
                Difference(
                    place=place,
                    item=want.item,
                    sure=want.sure,
                    expected=want.expected,
                    accepted=want.accepted,
                    answer=answer,
                    wrong=wrong,
                    why=why,
                )
            )
    return counts, differences


def sum_counts(rows: Iterable[Mapping[str, int]]) -> dict[str, object]:
    """Totals and shares over places: sure_agreement, accepted_agreement and wrong_yes_no."""
    total: dict[str, int] = {}
    places = 0
    for row in rows:
        places += 1
        for key, value in row.items():
            total[key] = total.get(key, 0) + value
    sure, questions = total.get("sure", 0), total.get("questions", 0)
    return {
        "places": places,
        "questions": questions,
        "sure_questions": sure,
        "sure_agreement": round(total["sure_met"] / sure, 4) if sure else None,
        "accepted_agreement": round(total["accepted"] / questions, 4) if questions else None,
        "wrong_yes_no": total.get("wrong_yes_no", 0),
    }
