"""A search by a person's word: it needs a person, and verify counts and checks what rests on it."""

import json
from pathlib import Path

import pytest

from alder_county import PLACE, answers, assess, one_line, write_county
from pincite.cli import run

KINDS = ("statute", "ordinance", "executive-order", "resolution", "departmental-policy", "contract")


def attest(folder: Path, by: str) -> Path:
    """The county with a place.yaml that attests every kind of source, by that person."""
    write_county(folder)
    looks = "".join(f'  - {{kind: {kind}, by: "{by}", on_date: "2025-05-20"}}\n' for kind in KINDS)
    (folder / "place.yaml").write_text(f"{PLACE}attested_searches:\n{looks}", "utf-8")
    return folder


@pytest.mark.parametrize("by", ["", "   ", "-"])
def test_a_search_by_nobody_is_refused(tmp_path: Path, by: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert assess(attest(tmp_path / "in", by), "-o", tmp_path / "study") == 4
    told = one_line(capsys)
    assert "place.yaml:13: a search by nobody. Say who looked" in told
    assert not (tmp_path / "study").exists()


@pytest.fixture
def attested(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A study that rests on a clerk's word for every kind of source."""
    out = tmp_path / "study"
    assert assess(attest(tmp_path / "in", "The clerk"), "-o", out) == 0
    capsys.readouterr()
    return out


def test_verify_counts_what_rests_on_a_persons_word(attested: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert answers(attested)["C8.2"]["answer"] == "N"
    assert answers(attested)["C8.2"]["attested"] == ["contract", "statute", "departmental-policy"]
    assert run(["verify", str(attested), "-q", "--json"]) == 0
    content = json.loads((attested / "assessment.json").read_text("utf-8"))
    every = [*content["answers"].values(), *content["elements"].values()]
    resting = sum(1 for item in every if item["answer"] != "unknown" and (item["searched"] or item["attested"]))
    assert json.loads(capsys.readouterr().out)["absences"] == resting > 0


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("The clerk", "", "a search by nobody"),
        ("kind: statute", "kind: regulation", "C8.2: it rests on a search of the kind statute that place.yaml does"),
    ],
)
def test_verify_checks_the_word(
    attested: Path, old: str, new: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = attested / "place.yaml"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    assert run(["verify", str(attested), "-q"]) == 6
    assert words in capsys.readouterr().err
