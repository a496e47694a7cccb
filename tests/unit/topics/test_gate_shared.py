"""The gate on real texts: what it must let through, and how rarely it opens on codes that say nothing."""

from __future__ import annotations

import json
import re
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from ahocorasick_rs import AhoCorasick

from pincite.packs import pack_text
from pincite.topics import TOPIC_FILES, load_topic

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared"
GOLD = SHARED / "gold" / "instruments"
CODES = SHARED / "corpus" / "codes" / "georgia-municipal-codes-txt.tar.xz"
PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not GOLD.is_dir(), reason="../shared is absent: it holds the coded instruments and codes"
    ),
]


class Gate:
    """The gate as its file header says that literals match."""

    def __init__(self) -> None:
        topic = load_topic({name: pack_text("immigration-enforcement", name) for name in TOPIC_FILES})
        self.literals = topic.gate
        self.automaton = AhoCorasick([item.removesuffix("*") for item in topic.gate])

    def find(self, text: str) -> Iterator[int]:
        """Starts of the literals in a normal text: from the start of a word, to its end unless starred."""
        for index, start, end in self.automaton.find_matches_as_indexes(text, overlapping=True):
            begins = start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
            ends = end == len(text) or not (text[end - 1].isalnum() and text[end].isalnum())
            if begins and (ends or self.literals[index].endswith("*")):
                yield start


def normal(text: str) -> str:
    return re.sub(r"\s+", " ", text.lower().translate(PLAIN))


def coded() -> Iterator[tuple[str, str, list[str]]]:
    """Name, text and quotes of each coded instrument that is not set aside."""
    aside = (ROOT / "benchmarks" / "set-aside.txt").read_text().split()
    for path in sorted(GOLD.glob("*.json")):
        if path.stem not in aside:
            quotes = [
                q for item in json.loads(path.read_text())["provisions"] for q in item.get("quotes", [])
            ]
            text = (SHARED / "corpus" / "instruments" / f"{path.stem}.txt").read_text(errors="replace")
            yield path.stem, normal(text), [normal(quote).strip() for quote in quotes]


def test_every_coded_instrument_passes_and_nearly_every_quote_is_near_a_literal() -> None:
    """Near: within 120 words on either side, about a section with its neighbours."""
    gate, found, near = Gate(), 0, 0
    for name, text, quotes in coded():
        hits = list(gate.find(text))
        assert hits, name
        for quote in quotes:
            start = text.find(quote)
            if start >= 0:
                found += 1
                near += any(start - 720 <= hit <= start + len(quote) + 720 for hit in hits)
    assert found > 380
    assert near / found > 0.97


@pytest.mark.slow
def test_codes_without_the_topic_rarely_open_the_gate() -> None:
    gate, words, hits = Gate(), 0, 0
    with tarfile.open(CODES) as codes:
        for member in [item for item in codes if item.isfile()]:
            handle = codes.extractfile(member)
            assert handle is not None
            text = normal(handle.read().decode("utf-8", "replace"))
            words += text.count(" ")
            hits += sum(1 for _ in gate.find(text))
    assert words > 9_000_000
    assert hits / words * 1e6 < 20
