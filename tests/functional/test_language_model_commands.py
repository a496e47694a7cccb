"""assess and evaluate with --reader llm, against a local server that misbehaves; no model runs anywhere."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("httpx", reason="the extra pincite[llm] is not installed")

from pincite.cli import run
from toy_model import ASK, BAIT, HOLD, KEY, LAW, Asked, Page, Server, completion, entry, says, serve, sound

URL = "http://127.0.0.1/v1"
PLACE = """name: Marrow County
state: XM
kind: county
as_of: "2025-06-01"
agencies:
  - {id: sheriff, name: Marrow County Sheriff, kind: sheriff, keeps_jail: true}
files:
  - {file: marrow.html, level: county, kind: ordinance, binds: [all], status: in-force-text, text_date: "2024-01-01"}
"""


@pytest.fixture
def server() -> Iterator[Server]:
    with serve() as running:
        running.script = [sound]
        yield running


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "marrow.html").write_text(LAW)
    (folder / "place.yaml").write_text(PLACE)
    return folder


def llm(server: Server, *more: str) -> list[str]:
    return ["--reader", "llm", "--llm-url", server.url, "--llm-model", "toy", *more]


def assess(out: Path, *args: object) -> int:
    return run(["assess", *(str(arg) for arg in args), "-o", str(out), "--quiet"])


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def coders(study: Path) -> set[str]:
    return {row["coder"] for row in rows(study / "provisions.jsonl")}


def answers(study: Path) -> dict[str, str]:
    found = json.loads((study / "assessment.json").read_text("utf-8"))["answers"]
    return {name: item["answer"] for name, item in found.items()}


def test_a_study_by_a_model_holds_record_meter_and_rejections_but_no_key_and_no_path(
    server: Server, documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MARROW_KEY", KEY)
    server.script = [lambda asked: says(entry(asked, "hold", HOLD), entry(asked, "tickle", HOLD))]
    priced = ("--llm-key-env", "MARROW_KEY", "--llm-price-in", "2", "--llm-price-out", "8", "--llm-currency", "USD")
    out = tmp_path / "study"
    assert assess(out, documents, *llm(server, *priced), "--json") == 0
    outcome = json.loads(capfd.readouterr().out)
    assert {asked.headers["authorization"] for asked in server.asked} == {f"Bearer {KEY}"}
    (row,) = rows(out / "models.jsonl")
    assert row["record"]["model"] == "toy"
    assert row["record"]["models"] == ["toy-7b-q4"]
    assert row["record"]["document"] == "marrow"
    assert row["meter"]["requests"] == len(server.asked)
    assert [item["reason"] for item in row["rejected"]] == ["unknown-conduct"]
    assert row["failures"] == []
    assert outcome["reader"]["cost"] == pytest.approx(0.0036 * len(server.asked))
    assert outcome["reader"]["rejected"] == {"unknown-conduct": 1}
    assert coders(out) == set(outcome["reader"]["coders"]) == {f"pincite-llm-1:toy@{row['record']['host']}"}
    manifest = json.loads((out / "manifest.json").read_text())
    assert manifest["readers"]["pincite-llm"] == "1"
    everything = b"".join(path.read_bytes() for path in out.rglob("*") if path.is_file())
    assert KEY.encode() not in everything
    assert f"{row['record']['host']}/v1".encode() not in everything
    assert run(["verify", str(out), "--quiet"]) == 0


def test_a_review_and_a_new_answer_keep_the_models_drafts_and_send_nothing(
    server: Server, documents: Path, tmp_path: Path
) -> None:
    out = tmp_path / "study"
    assert assess(out, documents, *llm(server)) == 0
    drafts, asked = rows(out / "provisions.jsonl"), len(server.asked)
    args = ["review", str(out), "marrow#hold", "--reject", "--by", "A. Clerk", "--reason", "No."]
    assert run(args) == 0
    assert assess(out) == 0
    assert rows(out / "provisions.jsonl") == drafts
    assert len(server.asked) == asked
    assert rows(out / "models.jsonl")
    assert assess(out, "--reader", "rules") == 0
    assert all("llm" not in coder for coder in coders(out))
    assert not (out / "models.jsonl").exists()
    assert len(server.asked) == asked


def test_codings_that_someone_changed_are_not_used(
    server: Server, documents: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "study"
    assert assess(out, documents, *llm(server)) == 0
    before = (out / "assessment.json").read_bytes()
    stored = out / "models.jsonl"
    stored.write_text(stored.read_text().replace('"prohibits"', '"requires"', 1))
    assert assess(out) == 5
    assert "models.jsonl: it was changed" in capsys.readouterr().err
    stored.unlink()
    assert assess(out) == 5
    assert "--reader rules" in capsys.readouterr().err
    assert (out / "assessment.json").read_bytes() == before


def test_kept_answers_are_not_asked_for_again_but_failed_requests_are(
    server: Server, documents: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "study"
    server.script = [Page(body=b"{}"), sound]
    assert assess(out, documents, *llm(server)) == 0
    assert "marrow: The language model at 127.0.0.1" in capsys.readouterr().err
    (row,) = rows(out / "models.jsonl")
    assert len(row["failures"]) == 1
    assert "hold" in row["abstained"]
    assert coders(out) == set()
    assert assess(out, documents, *llm(server)) == 0
    asked = len(server.asked)
    assert asked == 2
    assert assess(out, documents, *llm(server, "--llm-price-in", "1", "--llm-currency", "EUR")) == 0
    assert len(server.asked) == asked
    (row,) = rows(out / "models.jsonl")
    assert row["failures"] == []
    assert (row["meter"]["cost"], row["meter"]["currency"]) == (0.001, "EUR")


def obey(asked: Asked) -> Page:
    return completion('{"answer": "Y"}')


def obey_in_form(asked: Asked) -> Page:
    return says(*(entry(asked, conduct, BAIT) for conduct in ("hold", "notify-release", "inquire-status")))


def invent(asked: Asked) -> Page:
    return says(entry(asked, "hold", "", pointers=[{"passage": "p1", "quote": "The county bars every conduct."}]))


@pytest.mark.parametrize("page", [obey, obey_in_form, invent, completion("not json"), Page(body=b"not json")])
def test_no_answer_comes_from_a_model_that_misbehaves(
    page: Page | Callable[[Asked], Page], server: Server, documents: Path, tmp_path: Path
) -> None:
    server.script = [page]
    out = tmp_path / "study"
    assert assess(out, documents, *llm(server)) == 0
    assert rows(out / "provisions.jsonl") == []
    assert rows(out / "models.jsonl")[0]["rejected"]
    assert not {"Y", "N"} & set(answers(out).values())
    assert run(["verify", str(out), "--quiet"]) == 0


@pytest.mark.parametrize("status", [401, 404])
def test_a_server_that_refuses_leaves_the_study_as_it_was(
    status: int, server: Server, documents: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "study"
    assert assess(out, documents) == 0
    before = {path: path.read_bytes() for path in out.iterdir() if path.is_file()}
    server.script = [Page(status=status)]
    capsys.readouterr()
    assert assess(out, documents, *llm(server)) == 7
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "127.0.0.1" in err
    assert {path: path.read_bytes() for path in out.iterdir() if path.is_file()} == before


def test_a_first_run_that_fails_can_be_made_again_in_the_same_folder(
    server: Server, documents: Path, tmp_path: Path
) -> None:
    server.script = [Page(status=401), sound]
    out = tmp_path / "study"
    assert assess(out, documents, *llm(server)) == 7
    assert assess(out, documents, *llm(server)) == 0


def test_the_environment_alone_turns_nothing_on(
    server: Server, documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("KEY", KEY), ("URL", server.url), ("MODEL", "toy")):
        monkeypatch.setenv(f"PINCITE_LLM_{name}", value)
    monkeypatch.setenv("PINCITE_READER", "llm")
    assert assess(tmp_path / "study", documents) == 0
    assert server.asked == []
    assert not (tmp_path / "study" / "models.jsonl").exists()


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--reader", "llm"], "Give --llm-url URL"),
        (["--reader", "llm", "--llm-url", URL], "Give --llm-model NAME"),
        (["--llm-url", URL], "--llm-url goes only with --reader llm"),
        (["--reader", "rules", "--llm-timeout", "3"], "--llm-timeout goes only with --reader llm"),
        (["--reader", "llm", "--llm-url", "nowhere", "--llm-model", "toy"], "no http or https URL"),
        (["--reader", "llm", "--llm-url", URL, "--llm-model", "a", "--llm-price-in", "2"], "currency"),
        (
            ["--reader", "llm", "--llm-url", URL, "--llm-model", "a", "--llm-key-env", "NO_SUCH_KEY"],
            "NO_SUCH_KEY is not set",
        ),
    ],
)
def test_a_model_that_is_half_configured_is_refused(
    args: list[str], words: str, documents: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert assess(tmp_path / "study", documents, *args) == 2
    err = capsys.readouterr().err
    assert words in err
    assert err.count("\n") == 1
    assert not (tmp_path / "study").exists()


def test_without_httpx_the_command_says_what_to_install_before_it_reads(
    server: Server, documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    assert assess(tmp_path / "study", documents, *llm(server)) == 7
    err = capsys.readouterr().err
    assert "pip install 'pincite[llm]'" in err
    assert err.count("\n") == 1
    assert not (tmp_path / "study").exists()


@pytest.fixture
def coded(tmp_path: Path) -> tuple[Path, Path]:
    """A gold folder and a texts folder with one coded instrument."""
    gold, texts = tmp_path / "gold", tmp_path / "texts"
    gold.mkdir()
    texts.mkdir()
    provisions = [
        {"conduct": "hold", "rule": "prohibits", "quotes": [HOLD], "exceptions_agreed": ["judicial-warrant"],
         "exceptions_either": ["judicial-warrant"], "alone": ["judicial-warrant"]},
        {"conduct": "inquire-status", "rule": "prohibits", "quotes": [ASK]},
    ]  # fmt: skip
    (gold / "marrow.json").write_text(json.dumps({"slug": "marrow", "document": {}, "provisions": provisions}))
    (texts / "marrow.html").write_text(LAW)
    return gold, texts


def test_evaluate_measures_a_model_and_counts_what_it_took(
    server: Server, coded: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    args = ["evaluate", "--gold", str(coded[0]), "--texts", str(coded[1]), "--only", "twins", "--json", "-q"]
    assert run([*args, *llm(server)]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert (figures["rule_agreement"], figures["exceptions_recall"], figures["provisions"]) == (1.0, 1.0, 16)
    assert figures["quote_integrity"] == 1.0
    assert figures["reader"]["requests"] == len(server.asked)
    assert figures["reader"]["tokens_in"] == 1000 * len(server.asked)
    server.script = [obey]
    assert run([*args, *llm(server)]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["rule_agreement"] == 14 / 16
    assert sum(figures["reader"]["rejected"].values()) > 0
    assert run(args) == 0
    assert "reader" not in json.loads(capsys.readouterr().out)


def test_evaluate_assesses_places_from_a_models_drafts(
    server: Server, coded: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "answers" / "marrow"
    place.mkdir(parents=True)
    file = {
        "file": "marrow.html", "slug": "marrow", "issuer": "", "level": "county", "kind": "ordinance", "binds": ["all"],
        "status": "in-force-text", "in_force_from": None, "in_force_to": None, "text_date": "2024-01-01",
        "whole": False, "note": "",
    }  # fmt: skip
    agency = {"id": "sheriff", "name": "Marrow County Sheriff", "kind": "sheriff", "keeps_jail": True}
    data = {"name": "Marrow County", "state": "XM", "kind": "county", "as_of": "2025-06-01", "agencies": [agency]}
    (place / "place.json").write_text(json.dumps(data | {"files": [file]}))
    (place / "expected.json").write_text(json.dumps({"as_of": "2025-06-01", "questions": {}}))
    args = ["evaluate", "--answers", str(place.parent), "--texts", str(coded[1]), "--json", "-q"]
    assert run([*args, *llm(server)]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["reader"]["documents"] == 1
    assert len(server.asked) == 1
    assert run([*args, "--provisions", str(coded[0]), *llm(server)]) == 2
