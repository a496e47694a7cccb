"""Ranked passages: what a reader relied on comes first, then the cues; notes never."""

from __future__ import annotations

from dataclasses import replace

from pincite.finding import rank_passages
from pincite.model.document import Mark, MarkKind
from unit.reading.reader import document, reading, topic

TEXT = (
    "§ 1. Detainers.\nThe jail shall not honor an immigration detainer.\n"
    "§ 2. Dogs.\nA dog shall be kept on a leash.\n"
    "§ 3. Release.\nThe jail shall not tell ICE the release date of an inmate.\n"
)


def test_the_passage_that_decides_stands_first() -> None:
    source = document(TEXT)
    found = rank_passages(source, range(len(source.sections)), topic=topic(), evidence=dict(reading(TEXT).evidence))
    best = found["notify-release"][0]
    assert "release date" in source.text[best.start : best.end]
    assert best.conduct == "notify-release"
    scores = [item.score for item in found["notify-release"]]
    assert scores == sorted(scores, reverse=True)


def test_without_evidence_the_cues_decide() -> None:
    source = document(TEXT)
    found = rank_passages(source, range(len(source.sections)), topic=topic())
    best = found["hold"][0]
    assert "detainer" in source.text[best.start : best.end]


def test_no_passage_is_a_note_and_none_is_longer_than_it_may_be() -> None:
    source = document(TEXT + "§ 4. Long.\n" + "An immigration detainer shall be filed. " * 200)
    start = source.text.index("§ 1.")
    noted = replace(
        source, marks=(Mark(kind=MarkKind.NOTE, start=start, end=source.text.index("§ 2."), reason="note"),)
    )
    found = rank_passages(noted, range(len(source.sections)), topic=topic())["hold"]
    assert found
    assert all(item.start >= source.text.index("§ 2.") for item in found)
    assert all(len(source.text[item.start : item.end].split()) <= 200 for item in found)
