"""Broken letters are mended by the lexicon, and every mended run leads back to the page."""

from __future__ import annotations

import pytest

from pincite.reading.wording import even_out, even_stops, lower_case, make_lexicon
from unit.reading.reader import grammar, rules


@pytest.mark.parametrize(
    ("broken", "right"),
    [
        ("irnmigration officers", "immigration officers"),
        ("imrnigration", "immigration"),
        ("lmmigration", "immigration"),
        ("sha11 not", "shall not"),
        ("the jai1 c1erks", "the jail clerks"),
        ("to d tain him", "to detain him"),
        ("Enf orcement", "enforcement"),
        ("an offcer", "an officer"),
        ("a post office", "a post office"),
        ("the offer of a turn", "the offer of a turn"),
    ],
)
def test_mending(broken: str, right: str) -> None:
    text, pieces = even_out(broken, 100, lexicon=make_lexicon(grammar().lexicon))
    assert text == right
    assert pieces[0][1] == 100
    assert all(place >= 100 and place + length <= 100 + len(broken) for _, place, length in pieces)


def test_badly_scanned_law_is_read() -> None:
    text = "The jai1 sha11 not keep an inrnate on an irnmigration detainer."
    assert rules(text)["hold"] == "prohibits"


def test_spaces_alone_are_evened_without_a_lexicon() -> None:
    text, pieces = even_out("a  b\n c", 0)
    assert text == "a b c"
    assert sum(length for _, _, length in pieces) == len(text)


def test_lengths_are_kept() -> None:
    text = "İstanbul’s U.S. law (5 Rev.; 6 Laws) No. 4.5"
    assert len(lower_case(text)) == len(text)
    assert len(even_stops(text)) == len(text)
    assert "." not in even_stops("U.S. law No. 4.5")
