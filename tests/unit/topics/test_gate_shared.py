"""The gate on real texts: what it must let through, and how rarely it opens on codes that say nothing."""

from __future__ import annotations

import json
import re
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

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


def gate() -> re.Pattern[str]:
    """The gate as its file header says that literals match."""
    topic = load_topic({name: pack_text("immigration-enforcement", name) for name in TOPIC_FILES})
    return re.compile("|".join(_literal(item) for item in topic.gate))


def _literal(literal: str) -> str:
    stem = literal.removesuffix("*")
    end = "" if stem != literal or not stem[-1].isalnum() else r"(?![a-z0-9])"
    return rf"(?<![a-z0-9]){re.escape(stem)}{end}"


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
    found = near = 0
    for name, text, quotes in coded():
        hits = [match.start() for match in gate().finditer(text)]
        assert hits, name
        for quote in quotes:
            start = text.find(quote)
            if start >= 0:
                found += 1
                near += any(start - 720 <= hit <= start + len(quote) + 720 for hit in hits)
    assert found > 380
    assert near / found > 0.97


def test_codes_without_the_topic_rarely_open_the_gate() -> None:
    pattern, words, hits = gate(), 0, 0
    with tarfile.open(CODES) as codes:
        for member in [item for item in codes if item.isfile()][:6]:
            handle = codes.extractfile(member)
            assert handle is not None
            text = normal(handle.read().decode("utf-8", "replace"))
            words += text.count(" ")
            hits += sum(1 for _ in pattern.finditer(text))
    assert words > 1_000_000
    assert hits / words * 1e6 < 25
