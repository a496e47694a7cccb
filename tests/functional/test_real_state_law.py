"""Reports on state law beside the real statutes: the text takes the report's place.

Read from texts that are not in this repository; skipped where ../shared is absent.
"""

from pathlib import Path

import pytest

from pincite.intake.read import read_document
from pincite.model.law import Binding, Instrument, Level, Status
from pincite.model.place import Place
from pincite.packs.us.frameworks import load_frameworks
from pincite.resolving import find_reports

TEXTS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "instruments"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not TEXTS.is_dir(), reason="../shared with the real texts is not there"),
]


def reported(state: str, *names: str) -> int:
    """How many reports on the state's law still count beside these statutes."""
    read = [read_document((TEXTS / f"{n}.txt").read_bytes(), name=f"{n}.txt", document_id=n) for n in names]
    texts = [
        Instrument(
            id=name, title=name, document=name, kind="statute", level=Level.STATE, issuer=state,
            status=Status.IN_FORCE, binds=("all",), binding=Binding.BINDS,
        )
        for name in names
    ]  # fmt: skip
    place = Place(name="A county", state=state, kind="county", as_of="2026-11-22")
    return len(find_reports(load_frameworks(), texts, {item.id: item for item in read}, place=place))


@pytest.mark.parametrize(
    ("state", "name", "before", "after"),
    [
        ("IA", "ia-27a-enforcement-immigration", 1, 0),
        ("WA", "wa-10-93-160-law-enforcement-restrictions", 1, 0),
        ("MS", "ms-25-1-119-sanctuary", 1, 0),
        ("GA", "ga-35-1-17-immigration-agreements", 2, 2),
        ("CO", "co-17-22-5-404-7-ice-detainer-parole", 1, 1),
    ],
)
def test_a_statute_replaces_the_report_on_it_and_no_other(state: str, name: str, before: int, after: int) -> None:
    assert reported(state) == before
    assert reported(state, name) == after
