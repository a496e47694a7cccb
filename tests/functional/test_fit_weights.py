"""The script that fits the weights of probabilities: what it fits on, and that it finds weights that are there."""

from __future__ import annotations

import importlib.util
import math
import random
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from pincite.workflow.pack import load_pack

ROOT = Path(__file__).resolve().parents[2]


@cache
def script() -> ModuleType:
    """benchmarks/fit_weights.py, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("fit_weights", ROOT / "benchmarks" / "fit_weights.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["fit_weights"] = module
    spec.loader.exec_module(module)
    return module


def rows(count: int, *, family: str = "tern") -> list[object]:
    """Drafts whose chance to be right is that of a known model, -1 + 3 weight + 0 noise."""
    chance = random.Random(7)
    made = []
    for number in range(count):
        weight, noise = chance.random(), chance.random()
        right = chance.random() < 1 / (1 + math.exp(1 - 3 * weight))
        made.append(
            script().Row(
                kind="first",
                family=f"{family}-{number % 5}",
                conduct="lend",
                right=right,
                share=1.0,
                signals={"weight": weight, "noise": noise},
            )
        )
    return made


def test_weights_that_are_there_are_found() -> None:
    model = script().fit_model(rows(4000), ("weight", "noise"))
    assert model.constant == pytest.approx(-1, abs=0.3)
    assert model.weights["weight"] == pytest.approx(3, abs=0.35)
    assert model.weights["noise"] == pytest.approx(0, abs=0.3)


def test_without_signals_the_share_is_said() -> None:
    cases = rows(200)
    share = sum(row.right for row in cases) / len(cases)
    assert script().fit_model(cases, ()).say(cases[0]) == pytest.approx(share, abs=1e-6)


def test_a_case_is_weighed_by_what_was_fitted_without_its_family() -> None:
    seen = rows(100)
    odd = script().Row(
        kind="first", family="gull", conduct="lend", right=False, share=1e6, signals={"weight": 1.0, "noise": 0.0}
    )
    (case,) = script().cross_validate([*seen, odd], [odd], ("weight",))
    assert case.probability == pytest.approx(script().fit_model(seen, ("weight",)).say(odd))
    assert (case.right, case.family) == (False, "gull")


def test_a_thinned_grammar_has_about_half_and_is_the_same_each_time() -> None:
    grammar = load_pack().grammar
    thin = script().thin_grammar(grammar, 3)
    assert thin.conducts == script().thin_grammar(grammar, 3).conducts
    assert thin.conducts != script().thin_grammar(grammar, 4).conducts
    count = sum(len(item.frames) for item in thin.conducts) / sum(len(item.frames) for item in grammar.conducts)
    assert 0.3 < count < 0.7
    assert all(item.patterns for item in thin.ways_out)


def test_first_readings_are_of_our_own_instruments_that_one_may_learn_from() -> None:
    lines = script().load_first_lines()
    names = [line["instrument"] for line in lines]
    assert len(names) == len(set(names)) >= 20
    assert set(names) <= {path.stem for path in script().OURS.glob("*.json")}
    assert not set(names) & {path.stem for path in (ROOT / "tests" / "instruments" / "measure").glob("*.json")}
    assert not set(names) & script().SET_ASIDE
    wrong = [draft for line in lines for draft in line["drafts"] if not draft["right"]]
    assert wrong, "first readings without a fault would teach nothing"
    assert all(set(script().SIGNALS) <= set(draft) for line in lines for draft in line["drafts"])


def test_the_shipped_weights_are_of_the_signals_that_are_fitted() -> None:
    confidence = load_pack().grammar.confidence
    assert tuple(confidence.weights) == script().SIGNALS
    assert confidence.command == script().COMMAND
