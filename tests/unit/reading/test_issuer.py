"""Who issued a text: a table of heads of invented places, as counties and towns print them."""

from __future__ import annotations

import pytest

from pincite.intake.read import read_document
from pincite.model.facts import DocumentFacts
from pincite.model.law import Level
from pincite.reading.facts import parse_facts
from unit.reading.issuer_heads import HEADS, UNCLEAR, Head, whole


def facts(text: str) -> DocumentFacts:
    return parse_facts(read_document(text.encode(), name="text.txt"))  # as a file, whose lines are joined


@pytest.mark.parametrize("head", HEADS, ids=lambda head: head.text[:60].replace("\n", " / "))
def test_a_head_tells_level_place_body_and_state(head: Head) -> None:
    found = facts(whole(head.text))
    assert (found.level.value, found.place_name, found.state) == (head.level, head.place, head.state)
    assert head.body.lower() in found.issuing_body.lower()


@pytest.mark.parametrize("text", UNCLEAR)
def test_a_head_that_names_no_issuer_is_left_open(text: str) -> None:
    found = facts(whole(text))
    assert (found.level, found.place_name) == (Level.UNCLEAR, "")
