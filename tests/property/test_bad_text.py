"""Capitals, bad scanning, numbered lines, endless sentences and deep lists: no crash, true quotes, few rules lost.

The shares are of those invented provisions that the reader reads right as they stand; each is damaged in one way.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bad_text import DAMAGES, SENTENCE, Example, badly_scanned, deeply_listed, examples, in_one_sentence, large_texts
from pincite.intake.read import read_document
from pincite.model.anchor import check_citation
from pincite.model.document import SourceDocument
from pincite.workflow.pack import load_pack
from pincite.workflow.read import SourceReading, read_source
from unit.reading.reader import rules

# Of the provisions that are read right undamaged: the share that is still read right, and the share read wrong.
# The rest is not read at all. Raise the first and lower the second with the reader, never the other way.
LEAST_SAME = {
    "capitals": 0.97,
    "bad-scan": 0.26,
    "numbered-lines": 0.98,
    "every-fifth-line": 0.98,
    "one-sentence": 0.96,
    "deep-list": 0.97,
}
MOST_WRONG = {
    "capitals": 0.01,
    "bad-scan": 0.10,
    "numbered-lines": 0.01,
    "every-fifth-line": 0.01,
    "one-sentence": 0.03,
    "deep-list": 0.02,
}
SEEDS = st.integers(min_value=0, max_value=2**32).map(Random)
EXAMPLES = st.sampled_from(examples())
KINDS = st.sampled_from(sorted(DAMAGES))


def read(text: str) -> SourceReading:
    return read_source(read_document(text.encode(), name="text.txt"), load_pack())


def assert_sound(reading: SourceReading) -> None:
    """Every quote stands in the text, every offset inside it."""
    document: SourceDocument = reading.document
    for item in reading.provisions:
        assert item.citations
        for citation in item.citations:
            assert check_citation(citation, document) == []
            assert document.text[citation.start : citation.end] == citation.quote
    for passages in reading.passages.values():
        assert all(0 <= item.start < item.end <= len(document.text) for item in passages)


@settings(max_examples=60, deadline=None)
@given(EXAMPLES, st.lists(KINDS, min_size=1, max_size=3), SEEDS)
def test_damaged_text_is_read_with_true_quotes(example: Example, kinds: list[str], random: Random) -> None:
    text = example.text
    for kind in kinds:
        text = DAMAGES[kind](text, random)
    assert_sound(read(text))


@settings(max_examples=30, deadline=None)
@given(st.lists(EXAMPLES, min_size=2, max_size=6), st.floats(min_value=0.0, max_value=0.6), SEEDS)
def test_scanning_of_any_badness_is_read_with_true_quotes(chosen: list[Example], share: float, random: Random) -> None:
    text = "\n\n".join(item.text for item in chosen)
    assert_sound(read(badly_scanned(text, random, share=share)))


@settings(max_examples=20, deadline=None)
@given(EXAMPLES, st.integers(min_value=600, max_value=1500), SEEDS)
def test_endless_sentences_are_read_with_true_quotes(example: Example, words: int, random: Random) -> None:
    text = in_one_sentence(example.text, random, words=words)
    assert len(text.split()) >= 600
    assert_sound(read(text))


@settings(max_examples=20, deadline=None)
@given(EXAMPLES, st.integers(min_value=8, max_value=40), SEEDS)
def test_lists_of_any_depth_are_read_with_true_quotes(example: Example, depth: int, random: Random) -> None:
    assert_sound(read(deeply_listed(example.text, random, depth=depth)))


@cache
def read_right() -> tuple[Example, ...]:
    """The provisions that are read right as they stand."""
    return tuple(
        item for item in examples() if item.rule != "silent" and rules(item.text).get(item.conduct) == item.rule
    )


@cache
def outcomes(kind: str) -> Counter[str]:
    """How many of those are read the same, wrong or not at all once damaged; always damaged alike."""
    found: Counter[str] = Counter()
    for item in read_right():
        rule = rules(DAMAGES[kind](item.text, Random(item.id))).get(item.conduct, "silent")
        found["same" if rule == item.rule else "silent" if rule == "silent" else "wrong"] += 1
    return found


@pytest.mark.parametrize("kind", sorted(DAMAGES))
def test_few_rules_are_lost(kind: str) -> None:
    assert outcomes(kind)["same"] >= LEAST_SAME[kind] * len(read_right())


@pytest.mark.parametrize("kind", sorted(DAMAGES))
def test_fewer_still_are_turned_into_others(kind: str) -> None:
    assert outcomes(kind)["wrong"] <= MOST_WRONG[kind] * len(read_right())


@pytest.mark.parametrize(("name", "text"), list(large_texts(60_000)), ids=[name for name, _ in large_texts(1)])
def test_large_and_dull_texts_are_read_to_the_end(name: str, text: str) -> None:
    reading = read(text)
    assert_sound(reading)
    assert reading.search.complete == (name != "spanish")


@pytest.mark.slow
def test_a_passage_of_a_megabyte_is_read_to_the_end() -> None:
    reading = read(SENTENCE.replace(". ", " and ") * 10_000)
    assert len(reading.document.text) > 1_000_000
    assert_sound(reading)
    assert {item.conduct for item in reading.provisions} == {"hold"}
