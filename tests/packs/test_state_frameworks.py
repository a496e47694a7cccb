"""The table of state frameworks is what its script makes of the reports, and holds facts alone."""

import csv
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "src" / "pincite" / "packs" / "us" / "state_frameworks.csv"
SOURCE = ROOT.parent / "shared" / "facts" / "state_frameworks.csv"


def load_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_frameworks", ROOT / "tools" / "make_frameworks.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


def row(**cells: str) -> dict[str, str]:
    """A row of reports in which nothing is known."""
    script = load_script()
    empty = {"usps": "XM", "name": "An act", "instrument_type": "statute", "status": "in force", "confidence": "high"}
    empty |= dict.fromkeys(script.COLUMNS, "unknown")
    empty |= {"bill_or_act": "", "citation": "", "effective_date": "", "year": "", "status_as_of": "2026-01"}
    return {**empty, "source_1": "a gazette", "source_2": "", **cells}


@pytest.mark.shared
@pytest.mark.skipif(not SOURCE.is_file(), reason="../shared with the table of reports is not there")
def test_the_table_is_current() -> None:
    made = load_script().make_table(SOURCE)
    assert SHIPPED.read_text("utf-8") == made, "stale: run python tools/make_frameworks.py"


@pytest.mark.shared
@pytest.mark.skipif(not SOURCE.is_file(), reason="../shared with the table of reports is not there")
def test_nothing_that_the_source_doubts_is_carried_over_as_sure() -> None:
    for given, made in zip(read(SOURCE), read(SHIPPED), strict=True):
        weak = given["confidence"] in {"low", "unverified"}
        assert made["confidence"] == ("unverified" if weak else given["confidence"]), made["name"]
        for column, conducts in load_script().COLUMNS.items():
            doubted = any(mark in given[column] for mark in ("[unverified]", "[memory]"))
            assert not doubted or {made[conduct] for conduct in conducts} == {"not-verified"}, (made["name"], column)


def test_no_sentence_and_no_rating_is_in_it() -> None:
    shipped = read(SHIPPED)
    assert len(shipped) == 61
    assert not [name for name in shipped[0] if "ilrc" in name.lower() or name in {"notes", "local_power_remark"}]
    assert not [cell for item in shipped for cell in item.values() if "[" in cell or "ILRC" in cell]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"detainers": "required"}, {"hold": "requires"}),
        ({"info_sharing": "local limits prohibited"}, {"share-status": "forbids-limits"}),
        ({"info_sharing": "limited"}, {"share-information": "limits", "share-status": "unknown"}),
        ({"effective_date": "2019-05-28; 2023/24; 2025"}, {"effective_from": "2019-05-28"}),
        ({"effective_date": "unknown", "year": "2009"}, {"effective_from": "2009", "unverified": "effective_from"}),
        ({"effective_date": "2026 (expires 2028-06-30)"}, {"effective_to": "2028-06-30"}),
        ({"citation": "Mer. Code 1-2 [unverified]"}, {"citation": "Mer. Code 1-2", "unverified": "citation"}),
        ({"confidence": "low"}, {"confidence": "unverified"}),
        ({"status_as_of": "unknown"}, {"status_as_of": "", "confidence": "unverified"}),
        ({"source_1": "weak machine-made list (Jan 2026)"}, {"confidence": "unverified"}),
        ({"status_as_of": "2021-2025"}, {"status_as_of": "2025"}),
    ],
)  # fmt: skip
def test_how_a_row_is_carried_over(cells: dict[str, str], expected: dict[str, str]) -> None:
    made = load_script().make_row(row(**cells), 2)
    assert {key: made[key] for key in expected} == expected


def test_a_new_wording_is_not_coded_by_guess() -> None:
    with pytest.raises(SystemExit, match="row 7, detainers: 'perhaps' has no code"):
        load_script().make_row(row(detainers="perhaps"), 7)
