"""The gate: literals at word starts, folding that keeps lengths, and the sections around a hit."""

from __future__ import annotations

from pincite.finding import find_gated, fold
from pincite.finding.gate import compile_literals, find_literals
from unit.reading.reader import document, topic


def test_folding_keeps_lengths() -> None:
    text = "İCE — “Détainers”\n’s"
    assert len(fold(text)) == len(text)
    assert fold("A—B\n“c”") == 'a-b "c"'


def test_literals_match_at_word_starts_and_whole_words() -> None:
    literals = compile_literals(("alien", "deport*"))
    hits = find_literals("alienation, an alien deported; salient", literals)
    assert [index for _, index in hits] == [0, 1]


def test_nothing_is_read_of_a_text_off_the_topic() -> None:
    source = document("§ 1. Dogs shall be kept on a leash.\n§ 2. Fences shall not stand in the road.\n")
    assert find_gated(source, topic()) == []


def test_a_hit_brings_its_neighbours_and_lead_ins() -> None:
    source = document(
        "Chapter 1.\n(a) The jail shall not:\n(1) honor an immigration detainer; or\n(2) keep a person for pay.\n"
    )
    read = "".join(
        source.text[source.sections[i].start : source.sections[i].own_end] for i in find_gated(source, topic())
    )
    assert "shall not" in read
    assert "for pay" in read
