"""The page on probabilities was made for the weights that ship, and its curves stand beside it as text too."""

from __future__ import annotations

import re
from hashlib import sha256
from xml.etree import ElementTree

import pytest

from docs.scripts import DOCS
from pincite.packs import pack_text
from pincite.workflow.pack import DEFAULT_TOPIC, load_pack

FOLDER = DOCS / "explanation"
PAGE = (FOLDER / "how-sure-a-draft-is.md").read_text("utf-8")
STALE = "stale: run python benchmarks/calibration.py"
SVG = "{http://www.w3.org/2000/svg}"


def test_the_page_was_made_for_these_weights() -> None:
    weights = sha256(pack_text(DEFAULT_TOPIC, "reading/weights.yaml").encode()).hexdigest()
    assert PAGE.startswith(f"<!-- weights {weights[:16]}."), STALE


def test_the_page_says_what_was_fitted_when_on_what_and_how() -> None:
    confidence = load_pack().grammar.confidence
    for said in (confidence.fitted_on, confidence.command, confidence.cases, f"version {confidence.version}"):
        assert said in PAGE, STALE
    for name, weight in confidence.weights.items():
        assert f"| `{name}` | {weight} |" in PAGE, STALE


def test_the_thresholds_on_the_page_are_those_of_the_pack() -> None:
    grammar = load_pack().grammar
    assert f"Below **{grammar.drafts_from}**" in PAGE
    assert f"\n**{grammar.decides_from}** no Y or N" in PAGE


@pytest.mark.parametrize("name", ["calibration-curve.svg", "abstention-curve.svg"])
def test_a_curve_has_a_title_a_description_and_a_table(name: str) -> None:
    root = ElementTree.fromstring((FOLDER / name).read_text("utf-8"))
    for part in ("title", "desc"):
        found = root.find(f"{SVG}{part}")
        assert found is not None
        assert found.text
    assert root.get("role") == "img"
    assert re.search(rf"!\[[^\]]+tables? below[^\]]*\]\({re.escape(name)}\)", PAGE)
