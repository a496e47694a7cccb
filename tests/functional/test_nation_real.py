"""The nation from real statutes: one coding of each state's law answers for all of its counties.

Read from texts that are not in this repository; skipped where ../shared is absent.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pytest
from click.testing import CliRunner

from pincite.cli.commands import cli
from pincite.model.nation import DRAFT, Nation
from pincite.packs.us import load_places
from pincite.workflow.nation import survey_nation
from pincite.workflow.pack import load_pack
from pincite.workflow.reopen import open_study

TEXTS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "instruments"
RUBRIC = "co-optation-2018"
AS_OF = "2026-11-22"
STATUTES = {
    "Georgia": ("ga-35-1-17*.html", "ga-35-6a-10*.html", "ga-42-1-11-1*.html", "ga-42-4-14*.html"),
    "Iowa": ("ia-27a*.rtf",),
    "Virginia": ("va-16-1*.html", "va-53-1*.html"),
    "Washington": ("wa-10-93-160*.txt", "wa-43-17-420*.html"),
    "Mississippi": ("ms-25-1-119*.html",),
    "Rhode Island": ("ri-12-12-22*.html", "ri-31-10-4-3*.html"),
    "Colorado": ("co-17-22-5*.html",),
}
pytestmark = [
    pytest.mark.shared,
    pytest.mark.slow,
    pytest.mark.skipif(not TEXTS.is_dir(), reason="../shared with the real texts is not there"),
]


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Nation:
    folder = tmp_path_factory.mktemp("states")
    studies = []
    for state, patterns in STATUTES.items():
        files = [str(path) for pattern in patterns for path in sorted(TEXTS.glob(pattern))]
        out = folder / state.replace(" ", "-")
        result = CliRunner().invoke(cli, ["assess", *files, "--place", state, "-o", str(out), "--as-of", AS_OF])
        assert result.exit_code == 0, result.output
        studies.append(open_study(out, today=AS_OF))
    return survey_nation(studies, pack=load_pack(), rubrics=[RUBRIC], as_of=AS_OF)


def test_each_state_is_answered_from_its_own_texts(nation: Nation) -> None:
    states = {place.state for name in STATUTES for place in load_places().states() if place.name == name}
    assert set(nation.supplied) == states


def test_every_place_of_a_kind_in_a_state_rests_on_the_same_words(nation: Nation) -> None:
    kinds = {place.geoid: (place.state, place.kind) for place in load_places().counties()}
    counties = Counter(kinds.values())
    told = defaultdict(Counter)  # type: ignore[var-annotated]
    for item in nation.answers:
        if item.quote:
            told[kinds[item.geoid], item.question][item.answer, item.quote] += 1
    assert told
    for (kind, question), found in told.items():
        assert list(found.values()) == [counties[kind]], (kind, question)


def test_iowa_compels_and_washington_limits(nation: Nation) -> None:
    def answers(state: str, question: str) -> set[str]:
        return {item.answer for item in nation.answers if item.state == state and item.question == question}

    assert answers("IA", "C1.2") == {"N"}
    assert "Y" not in answers("IA", "C4.2") | answers("IA", "C6.1")
    assert answers("WA", "C5.3") <= {"Y", "other", "unknown"}
    assert "N" not in answers("WA", "C1.2") | answers("WA", "C8.2")


def test_a_state_without_text_has_no_answer_of_its_own(nation: Nation) -> None:
    quoted = {item.state for item in nation.answers if item.standing == DRAFT}
    assert quoted <= set(nation.covered)
