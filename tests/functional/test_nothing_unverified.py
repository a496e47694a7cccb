"""Nothing is made of a study of which a quote is not found again: the quote and its file are named."""

import json
from pathlib import Path

import pytest

from alder_county import files_of
from pincite.cli import run


@pytest.fixture
def changed(study: Path) -> Path:
    """The study after some of the words that it quotes were changed in a stored source."""
    cited = next(
        one
        for line in (study / "provisions.jsonl").read_text("utf-8").splitlines()
        for one in json.loads(line)["citations"]
    )
    (source,) = (
        item["source"]
        for item in map(json.loads, (study / "documents.jsonl").read_text("utf-8").splitlines())
        if item["id"] == cited["document"]
    )
    path, word = study / source, cited["quote"].split()[2]
    assert word in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(word, "x" * len(word)), "utf-8")
    return study


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["report", "STUDY", "-o", "OUT", "-q"], "report"),
        (["packet", "STUDY", "-o", "OUT", "-q"], "packet"),
        (["nation", "STUDY", "-o", "OUT"], "nation"),
        (["outline", "STUDY", "--body", "board"], "outline"),
        (["outline", "STUDY", "--body", "board", "-o", "OUT"], "outline"),
        (["request", "draft", "STUDY"], "letter"),
    ],
)
def test_a_changed_quote_is_named_with_its_file_and_nothing_is_made(
    changed: Path, tmp_path: Path, arguments: list[str], wanted: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before, out = files_of(changed), tmp_path / "out"
    named = {"STUDY": str(changed), "OUT": str(out)}
    assert run([named.get(item, item) for item in arguments]) == 6
    said = capsys.readouterr()
    told = said.err.splitlines()[-1]
    assert str(changed) in told
    assert "sources/" in told
    assert "“" in told
    assert f"No {wanted} is made." in told
    assert not said.out
    assert not out.exists()
    assert files_of(changed) == before
