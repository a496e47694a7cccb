"""The reader on the packaged examples: never a wrong rule on what it says it knows, and a share that may only grow.

The examples marked "develop" were before the reader's author; those marked "measure" were not read, only counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import pincite.packs
from unit.reading.reader import NAME, rules

FOLDER = Path(pincite.packs.__file__).parent / "topics" / NAME / "examples"
# Shares that the reader reaches, of each use and answer; raise them with the reader, never lower them.
LEAST = {
    ("develop", "yes"): 0.97,
    ("develop", "no"): 1.0,
    ("measure", "yes"): 0.67,
    ("measure", "no"): 0.86,
}
MOST_WRONG = {"develop": 0, "measure": 13}


def examples(use: str, answer: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """(conduct, example) of the given use."""
    for path in sorted(FOLDER.glob("*.yaml")):
        bank = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
        for item in bank.get(answer, bank.get(answer == "yes", [])):
            if item["use"] == use:
                yield bank["conduct"], item


@cache
def read(text: str) -> dict[str, str]:
    return rules(text)


def params(answer: str) -> list[Any]:
    return [pytest.param(conduct, item, id=item["id"]) for conduct, item in examples("develop", answer)]


@pytest.mark.parametrize(("conduct", "item"), params("yes"))
def test_a_rule_is_read_right_or_not_at_all(conduct: str, item: dict[str, Any]) -> None:
    assert read(item["text"]).get(conduct, item["rule"]) == item["rule"]


@pytest.mark.parametrize(("conduct", "item"), params("no"))
def test_silence_is_kept(conduct: str, item: dict[str, Any]) -> None:
    assert conduct not in read(item["text"])


@pytest.mark.parametrize(("use", "answer"), sorted(LEAST))
def test_the_share_read_right_only_grows(use: str, answer: str) -> None:
    right = [
        read(item["text"]).get(conduct, "silent") == item.get("rule", "silent")
        for conduct, item in examples(use, answer)
    ]
    assert sum(right) / len(right) >= LEAST[use, answer]


@pytest.mark.parametrize("use", sorted(MOST_WRONG))
def test_wrong_rules_only_get_fewer(use: str) -> None:
    wrong = sum(read(x["text"]).get(conduct, x["rule"]) != x["rule"] for conduct, x in examples(use, "yes"))
    assert wrong <= MOST_WRONG[use]
