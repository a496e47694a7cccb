"""pincite evaluate on invented instruments: figures, what is left out, the report of misses, families, a haystack."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from alder_county import invoke
from pincite.cli import run

HOLD = (
    "The sheriff shall not detain any person on the basis of a civil immigration detainer unless the detainer is "
    "accompanied by a warrant signed by a judge."
)
ASK = "No officer of the county shall inquire into the immigration status of any person."
PARKS = "\n\n".join(f"Sec. 4-{n}. Parks.\n\nPark {n} closes at sunset. Dogs stay on a leash." for n in range(1, 30))
DOCUMENTED = {
    "instruments", "provisions", "rule_agreement", "rule_kappa", "nonsilent_agreement", "evidence_recall_at_1",
    "evidence_recall_at_5", "evidence_recall_at_10", "exceptions_precision", "exceptions_recall", "alone_accuracy",
    "scope_accuracy", "bound_precision", "bound_recall", "quote_integrity", "seconds", "words_per_second",
}  # fmt: skip


def write_instrument(folder: Path, slug: str, conduct: str, quote: str) -> None:
    kinds = ["judicial-warrant"] if quote == HOLD else []
    coded = {"exceptions_agreed": kinds, "exceptions_either": kinds, "alone": kinds}
    provisions = [{"conduct": conduct, "rule": "prohibits", "quotes": [quote], **coded}]
    (folder / "gold" / f"{slug}.json").write_text(json.dumps({"slug": slug, "document": {}, "provisions": provisions}))
    (folder / "texts" / f"{slug}.txt").write_text(f"TERN COUNTY ORDINANCE\n\nSection 1. Rule.\n\n{quote}\n")


@pytest.fixture
def tern(tmp_path: Path) -> Path:
    """Two coded instruments, one with an original as HTML; one that must not be opened; a haystack."""
    for name in ("gold", "texts", "codes"):
        (tmp_path / name).mkdir()
    write_instrument(tmp_path, "xm-tern-hold", "hold", HOLD)
    write_instrument(tmp_path, "xn-tern-ask", "inquire-status", ASK)
    page = f"<html><body><h1>Tern County</h1><h2>Section 1. Rule.</h2><p>{ASK}</p></body></html>"
    (tmp_path / "texts" / "xn-tern-ask.html").write_text(page)
    for path in ("gold/xm-tern-blind.json", "texts/xm-tern-blind.txt"):
        (tmp_path / path).write_bytes(b"\x00not to be read")
    (tmp_path / "aside.txt").write_text("xm-tern-blind  # set aside\n")
    (tmp_path / "codes" / "ebb.txt").write_text(f"EBB TOWN CODE\n\n{PARKS}\n")
    (tmp_path / "codes" / "gull.txt").write_text(f"GULL TOWN CODE\n\n{PARKS}\n\nSec. 9-1. Detainers.\n\n{HOLD}\n")
    return tmp_path


def arguments(tern: Path, *more: object) -> list[str]:
    args = ["evaluate", "--gold", tern / "gold", "--texts", tern / "texts", "--leave-out", tern / "aside.txt", "-q"]
    return [str(arg) for arg in (*args, *more)]


def measure(tern: Path, *more: object) -> dict[str, Any]:
    result = invoke(*arguments(tern, *more, "--json"))
    assert result.exit_code == 0, result.output
    figures: dict[str, Any] = json.loads(result.stdout)
    return figures


def test_figures_of_twins_and_originals_have_the_documented_keys(tern: Path) -> None:
    figures = measure(tern)
    assert set(figures) >= DOCUMENTED | {"originals", "not_read"}
    assert set(figures["originals"]) >= DOCUMENTED
    assert (figures["instruments"], figures["provisions"], figures["not_read"]) == (2, 2 * 16, [])
    assert (figures["rule_agreement"], figures["quote_integrity"]) == (1.0, 1.0)
    originals = figures["originals"]
    assert (originals["instruments"], originals["provisions"], originals["not_read"]) == (2, 2 * 16, [])


def test_what_is_left_out_is_never_opened(tern: Path) -> None:
    blind = [tern / "gold" / "xm-tern-blind.json", tern / "texts" / "xm-tern-blind.txt"]
    for path in blind:
        path.unlink()
        path.mkdir()  # whoever opens it fails
    for mode in ((), ("--families",), ("--calibration",), ("--haystack", tern / "codes", "--jobs", 1), ("--misses",)):
        assert measure(tern, *mode)
    assert run(["evaluate", "--gold", str(tern / "gold"), "--texts", str(tern / "texts"), "-q"]) == 3


def test_families_are_measured_apart(tern: Path) -> None:
    figures = measure(tern, "--families")
    assert set(figures["families"]) == {"xm", "xn"}
    assert figures["pooled"]["instruments"] == 2
    assert figures["without"]["xm"]["instruments"] == 1


def test_probabilities_of_drafts_are_held_against_the_codings(tern: Path) -> None:
    figures = measure(tern, "--calibration")
    assert (figures["instruments"], figures["cases"], figures["right"], figures["not_read"]) == (2, 2, 1.0, [])
    assert sum(row["cases"] for row in figures["bins"]) == 2
    assert figures["abstention"][0] == {"threshold": 0.0, "answered": 1.0, "right": 1.0}
    assert set(figures["weights"]) == {"version", "fitted_on", "cases"}


def test_instruments_are_found_in_a_haystack_with_its_false_alarms(tern: Path) -> None:
    figures = measure(tern, "--haystack", tern / "codes", "--jobs", 1, "--threshold", 0, "--alarms")
    assert (figures["documents"], figures["nonsilent_provisions"], figures["threshold"]) == (2, 2, 0)
    assert figures["provisions_found"] == 1.0
    assert [alarm["document"] for alarm in figures["alarms"]] == ["gull.txt"]
    assert figures["false_alarms"] == 1
    chosen = measure(tern, "--haystack", tern / "codes", "--jobs", 1)
    assert chosen["threshold"] > 0
    assert "alarms" not in chosen


def test_the_report_of_misses_is_one_page_written_whole(tern: Path) -> None:
    coded = json.loads((tern / "gold" / "xn-tern-ask.json").read_text())
    coded["provisions"][0]["rule"] = "requires"
    (tern / "gold" / "xn-tern-ask.json").write_text(json.dumps(coded))
    report = tern / "report" / "misses.html"
    assert measure(tern, "--misses", "--html", report) == {"report": str(report)}
    page = report.read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert page.count("<article") == 1
    assert ASK in page
    assert [path.name for path in report.parent.iterdir()] == ["misses.html"]


def test_a_report_that_cannot_be_written_is_one_line(tern: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments(tern, "--misses", "--html", tern / "aside.txt" / "misses.html")) == 5
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert (tern / "aside.txt").read_text().startswith("xm-tern-blind")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--haystack", "nowhere"], "there is no such file or folder"),
        (["--threshold", "0"], "--threshold does not go with --gold alone. It goes with --haystack."),
        (["--jobs", "2"], "--jobs does not go with"),
        (["--alarms", "--families"], "--alarms does not go with --families"),
        (["--families", "--haystack", "codes"], "--haystack and --families do not go together"),
        (["--calibration", "--families"], "--families and --calibration do not go together"),
        (["--calibration", "--only", "twins"], "--only does not go with --calibration"),
        (["--html", "misses.html"], "Add --misses"),
        (["--misses", "--html", "codes"], "it is a folder"),
        (["--misses", "--html", "a.html", "--only", "twins"], "--only does not go with --html"),
        (["--misses", "--families"], "--misses does not go with --families"),
        (["--families", "--reader", "rules"], "--reader does not go with --families"),
        (["--haystack", "codes", "--llm-url", "http://127.0.0.1/v1"], "--llm-url does not go with --haystack"),
        (["--haystack", "codes", "--threshold", "2"], "'--threshold'"),
    ],
)
def test_options_that_do_not_go_together(
    args: list[str], words: str, tern: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tern)
    assert run(arguments(tern, *args)) == 2
    err = capsys.readouterr().err
    assert words in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "mode", [["--families"], ["--calibration"], ["--haystack", "codes"], ["--misses", "--html", "a.html"]]
)
def test_modes_of_codings_do_not_go_with_answers(
    mode: list[str], tern: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tern)
    assert run(["evaluate", "--answers", "gold", "--texts", "texts", *mode]) == 2
    assert "does not go with --answers" in capsys.readouterr().err
