"""No expression is passed over that could match, and none misses a match where it is tried in a few places only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bad_text import DAMAGES, examples
from pincite.reading.modality import mask_clause
from pincite.reading.prefilter import Finder, make_prefilter
from pincite.reading.shapes import Shapes
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
    assert Shapes().shape(pattern).needed == words


@pytest.mark.parametrize(
    ("pattern", "begins", "otherwise"),
    [
        (r"\b(?:the )?lamps?\b", {"the lamp", "lamp"}, set()),
        (r"\blamps?|lampoon", {"lamp"}, set()),
        (r"(?:in|upon) (?:the )?[a-z]+", {"in ", "upon "}, set()),
        (r"(?:lamp|oil)+", {"lamp", "oil"}, set()),
        (r"l[ai]mp", {"lamp", "limp"}, set()),
        (r"[^.]{0,40}record|lamp", {"lamp"}, {"record"}),
        (r"(?:\w+ )?lamp", set(), {"lamp"}),
        (r"{lamps} oil", {"lamp oil", "candle oil"}, set()),
        ("lanterns and lamps", {"lanterns a"}, set()),
        (r"\w+|lamp", None, set()),
        (r"(?:lamp)?", None, set()),
        ("(?i)lamp", None, set()),
        ("(?i:lamp)s", None, set()),
    ],
)
def test_beginnings(pattern: str, begins: set[str] | None, otherwise: set[str]) -> None:
    shape = Shapes({"lamps": ["lamp", "candle"]}).shape(pattern)
    assert (shape.begins, shape.else_needed) == (begins, otherwise)


def test_only_what_can_match_is_possible() -> None:
    patterns = {0: "lamps?", 1: "oil|wax", 5: r"\d+", 7: "wick"}
    prefilter = make_prefilter(patterns)
    assert prefilter.scan("the lamp of wax").possible == 1 << 0 | 1 << 1 | 1 << 5
    assert prefilter.scan("").possible == 1 << 5


def test_words_count_where_they_can_begin_a_match() -> None:
    patterns = {0: r"\blamps?", 1: "lamps?", 2: r"\b(?:\w+ )?wick"}
    prefilter = make_prefilter(patterns)
    assert prefilter.scan("a clamp").possible == 1 << 1
    reach = prefilter.scan("a clamp, a lamp and a wick")
    found = [reach.find(Finder(number, re.compile(item), 1 << number)) for number, item in patterns.items()]
    assert [[match.span() for match in item] for item in found] == [[(11, 15)], [(3, 7), (11, 15)], [(20, 26)]]


def finders() -> dict[int, Finder]:
    """Every numbered expression of the packaged grammar."""
    grammar = compiled()
    used = [x for item in grammar.frames for x in (item.verb, item.object, *item.near, *item.needs, item.veto)]
    used += [*grammar.narrowing.values(), *(item.finder for item in grammar.operators)]
    used += [item.words for item in grammar.back_references]
    used += [grammar.skip, grammar.restrict, grammar.refuse, grammar.conditions, grammar.only_if, grammar.sibling]
    used += [grammar.policy, grammar.reporting, grammar.on_topic]
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
    reach = compiled().prefilter.scan(text)
    start, end = sorted((random.randint(0, len(text)), random.randint(0, len(text))))
    for finder in finders().values():
        pattern = finder.pattern
        assert spans(reach.find(finder)) == spans(pattern.finditer(text)), pattern.pattern
        assert spans(reach.find(finder, start, end)) == spans(pattern.finditer(text, start, end)), pattern.pattern
        assert spans([reach.search(finder, start, end)]) == spans([pattern.search(text, start, end)]), pattern.pattern


def spans(matches: Iterable[re.Match[str] | None]) -> list[tuple[int, int]]:
    return [match.span() for match in matches if match is not None]
