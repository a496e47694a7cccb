"""No expression is passed over that could match: the words it is asked for stand in each of its matches."""

from __future__ import annotations

import re
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bad_text import DAMAGES, examples
from pincite.reading.compiled import Finder
from pincite.reading.modality import mask_clause
from pincite.reading.prefilter import find_needed_words, make_prefilter
from unit.reading.reader import compiled


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("detainer", {"detainer"}),
        ("detainers?", {"detainer"}),
        (r"(?:civil )?hold(?:s|ing)?\b", {"hold"}),
        (r"(?:jail|prison)s?", {"jail", "prison"}),
        (r"(?:jail|j?)s?", set()),
        (r"keep [^.]{0,40}record", {"record"}),
        (r"(?<!\w)(?=\S)(?:notif\w+|tells?)", {"notif", "tell"}),
        (r"(?=lamp)\w+", set()),
        (r"(?:lamp){2,}", {"lamp"}),
        (r"(?:lamp)*", set()),
        (r"\w+", set()),
        (r"\be\b", set()),
        ("\ue001+", {"\ue001"}),
        ("(?i)lamp", set()),
    ],
)
def test_needed_words(pattern: str, words: set[str]) -> None:
    assert find_needed_words(re.compile(pattern)) == words


def test_only_what_can_match_is_possible() -> None:
    patterns = {0: "lamps?", 1: "oil|wax", 5: r"\d+", 7: "wick"}
    prefilter = make_prefilter({number: re.compile(pattern) for number, pattern in patterns.items()})
    assert prefilter.possible("the lamp of wax") == 1 << 0 | 1 << 1 | 1 << 5
    assert prefilter.possible("") == 1 << 5


def finders() -> dict[int, Finder]:
    """Every numbered expression of the packaged grammar."""
    grammar = compiled()
    used = (x for item in grammar.frames for x in (item.verb, item.object, *item.near, *item.needs))
    return {finder.number: finder for finder in used if finder is not None}


def test_most_expressions_are_asked_for_words() -> None:
    always = compiled().prefilter.always
    assert bin(always).count("1") < len(finders()) / 5


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(examples()),
    st.sampled_from([None, *sorted(DAMAGES)]),
    st.integers(min_value=0, max_value=2**32).map(Random),
)
def test_no_match_is_missed(example: object, damage: str | None, random: Random) -> None:
    text = example.text  # type: ignore[attr-defined]
    text = mask_clause(DAMAGES[damage](text, random) if damage else text, compiled())
    possible = compiled().prefilter.possible(text)
    for number, finder in finders().items():
        if not possible >> number & 1:
            assert finder.pattern.search(text) is None, finder.pattern.pattern
