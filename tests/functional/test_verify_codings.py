"""pincite verify on a study by a language model: models.jsonl is checked like every other file."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("httpx", reason="the extra pincite[llm] is not installed")

from pincite.cli import run
from toy_model import LAW, Server, sound

PLACE = """name: Marrow County
state: XM
kind: county
as_of: "2025-06-01"
agencies:
  - {id: sheriff, name: Marrow County Sheriff, kind: sheriff, keeps_jail: true}
files:
  - {file: marrow.html, level: county, kind: ordinance, binds: [all], status: in-force-text, text_date: "2024-01-01"}
"""
Row = dict[str, Any]


@pytest.fixture
def coded(server: Server, tmp_path: Path) -> Path:
    """A study whose one document was coded by the toy model."""
    server.script = [sound]
    documents, out = tmp_path / "documents", tmp_path / "study"
    documents.mkdir()
    (documents / "marrow.html").write_text(LAW)
    (documents / "place.yaml").write_text(PLACE)
    asked = ["--reader", "llm", "--llm-url", server.url, "--llm-model", "toy", "--quiet", "--json"]
    assert run(["assess", str(documents), "-o", str(out), *asked]) == 0
    return out


def failures(study: Path, capsys: pytest.CaptureFixture[str]) -> list[Row]:
    capsys.readouterr()
    code = run(["verify", str(study), "--json", "--quiet"])
    found: list[Row] = json.loads(capsys.readouterr().out)["failures"]
    assert code == (6 if found else 0)
    return found


def read_rows(study: Path) -> list[Row]:
    return [json.loads(line) for line in (study / "models.jsonl").read_text("utf-8").splitlines()]


def seal(study: Path, text: str) -> None:
    """Write models.jsonl and put its checksum into the manifest, so that only what it says can be wrong."""
    (study / "models.jsonl").write_text(text, "utf-8")
    manifest = json.loads((study / "manifest.json").read_text("utf-8"))
    manifest["settings"]["models.jsonl"] = sha256(text.encode()).hexdigest()
    (study / "manifest.json").write_text(json.dumps(manifest), "utf-8")


def test_sound_codings_hold(coded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert read_rows(coded)[0]["provisions"]
    assert failures(coded, capsys) == []


def test_a_file_that_is_gone_changed_or_not_listed(coded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stored = coded / "models.jsonl"
    text = stored.read_text("utf-8")
    stored.write_text(text.replace('"toy"', '"other"', 1), "utf-8")
    assert [(row["where"], "was changed" in row["what"]) for row in failures(coded, capsys)] == [("models.jsonl", True)]
    stored.unlink()
    assert [row["what"] for row in failures(coded, capsys)] == ["the file is missing."]
    manifest = json.loads((coded / "manifest.json").read_text("utf-8"))
    del manifest["settings"]["models.jsonl"]
    (coded / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    assert failures(coded, capsys) == []
    stored.write_text(text, "utf-8")
    assert [row["what"] for row in failures(coded, capsys)] == ["manifest.json does not list it."]


@pytest.mark.parametrize("line", ["{", "[]", "{}", '"ÿ"'])
def test_a_line_that_is_no_coding_is_named(line: str, coded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (coded / "models.jsonl").read_text("utf-8")
    seal(coded, f"{text}{line}\n")
    (failure,) = failures(coded, capsys)
    assert failure["where"] == "models.jsonl:2"
    assert failure["way_out"]
    assert run(["assess", "-o", str(coded), "--quiet"]) == 5
    err = capsys.readouterr().err
    assert "models.jsonl:2" in err
    assert "Traceback" not in err


def move_quote(row: Row) -> None:
    cited = row["provisions"][0]["citations"][0]
    cited["quote"] = "lamps ".ljust(len(cited["quote"]), "z")


def name_stranger(row: Row) -> None:
    row["record"]["document"] = "stranger"


def name_other_text(row: Row) -> None:
    row["record"]["document_sha256"] = "0" * 64


def name_conduct(row: Row) -> None:
    row["asked"].append("tickle")


def turn_rule(row: Row) -> None:
    row["provisions"][0]["rule"] = "requires"


def cite_stranger(row: Row) -> None:
    row["provisions"][0]["citations"][0]["document"] = "stranger"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (move_quote, "“lamps zz"),
        (name_stranger, "it codes 'stranger', which is no document of the study."),
        (name_stranger, "it holds no coding of marrow."),
        (name_other_text, "it codes another text of marrow."),
        (name_conduct, "it names 'tickle', which is no conduct of the topic."),
        (turn_rule, "differ"),
        (cite_stranger, "is not on marrow alone"),
        (cite_stranger, "it cites 'stranger', which is no document of the study."),
    ],
)
def test_what_a_coding_says_is_looked_up(
    change: Callable[[Row], None], said: str, coded: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (row,) = read_rows(coded)
    change(row)
    seal(coded, json.dumps(row, ensure_ascii=False) + "\n")
    found = failures(coded, capsys)
    assert any(said in failure["what"] for failure in found), found
    assert all(failure["way_out"] for failure in found)


def test_a_document_coded_twice_is_named(coded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seal(coded, (coded / "models.jsonl").read_text("utf-8") * 2)
    assert "it codes marrow a second time." in [row["what"] for row in failures(coded, capsys)]
