"""Signals of a draft and the probability that they come to."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pincite.model.grammar import Confidence
from pincite.reading.draft import hear_document
from pincite.reading.signals import find_signals, weigh_signals
from unit.reading.reader import compiled, document, grammar, provisions, topic

BAN = "The sheriff shall not hold a person on a civil immigration detainer after the hour of release."
AGAIN = "No deputy shall keep a person in the jail on a civil immigration detainer past release."
PLAIN = Confidence(version="1", fitted_on="", command="", cases="", constant=-1.0, weights={"weight": 2.0})


def signals(text: str, conduct: str = "hold") -> dict[str, float]:
    source = document(text)
    heard = hear_document(source, range(len(source.sections)), topic=topic(), grammar=grammar())
    merged = next(item for item in heard.merged if item.conduct == conduct)
    return find_signals(merged, heard.candidates, compiled())


def test_every_weight_has_its_signal_and_all_are_about_0_to_1() -> None:
    found = signals(BAN)
    assert set(grammar().confidence.weights) == set(found)
    assert all(0 <= value <= 1 for value in found.values())


def test_a_second_clause_that_says_the_same_is_support() -> None:
    alone, twice = signals(BAN), signals(f"Sec. 1. {BAN}\n\nSec. 2. {AGAIN}")
    assert (alone["support"], twice["support"]) == (0.0, pytest.approx(1 / 3))


def test_a_rule_that_names_no_agency_is_told_from_one_that_does() -> None:
    unnamed = "No person shall be held on a civil immigration detainer after the hour of release."
    assert (signals(BAN)["agency"], signals(unnamed)["agency"]) == (1.0, 0.0)


def test_the_probability_is_that_of_a_logistic_model() -> None:
    assert weigh_signals({"weight": 0.5, "support": 9.0}, PLAIN) == 0.5
    assert weigh_signals({"weight": 1.0}, PLAIN) == pytest.approx(0.731, abs=1e-3)
    rising = [weigh_signals({"weight": step / 10}, PLAIN) for step in range(11)]
    assert all(a < b for a, b in pairwise(rising))


def test_no_score_overflows() -> None:
    assert weigh_signals({"weight": 1e9}, PLAIN) == 1.0
    assert weigh_signals({"weight": -1e9}, PLAIN) == 0.0


def test_every_weight_of_the_pack_speaks_for_the_draft() -> None:
    assert all(value > 0 for value in grammar().confidence.weights.values())


def test_the_draft_bears_the_fitted_probability() -> None:
    draft = provisions(BAN)["hold"]
    assert draft.probability == weigh_signals(signals(BAN), grammar().confidence)


def test_thresholds_are_in_order() -> None:
    assert 0.5 <= grammar().drafts_from < grammar().decides_from < 1


def test_other_sections_that_say_the_same_are_cited_too() -> None:
    sections = "\n\n".join(f"Sec. {number}. Holds.\n\n{BAN}" for number in range(1, 8))
    cited = provisions(sections)["hold"].citations
    assert 4 < len(cited) <= 8
    assert len({citation.start for citation in cited}) == len(cited)
