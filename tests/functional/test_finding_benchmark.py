"""The benchmark of the finder: peers rank what they are given, and the table holds each of them or says why not."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
TEXTS = ["Lamps are lit at dusk.", "The warden shall lend lamps and lanterns.", "Ferries sail on Mondays."]


@pytest.fixture(scope="module")
def finding() -> ModuleType:
    """benchmarks/finding.py, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("finding_benchmark", ROOT / "benchmarks" / "finding.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_every_peer_that_is_installed_puts_the_right_passage_first(finding: ModuleType) -> None:
    asked = {"lend": "lend a lantern", "sail": 'ferry sails "on" monday'}
    able = {name: peer for name, peer in finding.find_peers() if not isinstance(peer, str)}
    assert "SQLite FTS5" in able
    for name, rank in able.items():
        ranking = rank(TEXTS, asked)
        assert {conduct: best[0] for conduct, best in ranking.items()} == {"lend": 1, "sail": 2}, name


def test_a_peer_that_is_not_installed_is_said_to_be_missing(
    finding: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "bm25s", None)
    reason = dict(finding.find_peers())["BM25 (bm25s)"]
    assert "bm25s is not installed" in reason


def test_queries_hold_cues_without_their_stars(finding: ModuleType) -> None:
    queries = finding.make_queries(finding.load_pack().topic)
    assert len(queries) == 16
    assert all(query and "*" not in query for query in queries.values())


@pytest.mark.shared
def test_the_table_on_two_real_instruments(finding: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is absent")
    slugs = {path.stem for path in (SHARED / "gold" / "instruments").glob("*.json")}
    aside = frozenset(slugs - {"nyc-eo-1989-124-aliens", "us-8-1373"}) | finding.SET_ASIDE
    monkeypatch.setattr(finding, "SET_ASIDE", aside)
    head, _, *rows = finding.measure_finding(SHARED)
    assert "2 instruments" in head
    assert len(rows) == 5
    shares = [float(cell) for row in rows for cell in re.findall(r"\b[01]\.\d\d\b", row)]
    assert shares
    assert all(0 <= share <= 1 for share in shares)
