"""The README's table of the finder: well formed, dated, and made by a command that exists."""

from __future__ import annotations

import importlib.util
import re
import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARE = re.compile(r"(?:0\.\d\d|1\.00)")


@pytest.fixture(scope="module")
def blocks() -> ModuleType:
    """benchmarks/readme_block.py, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("readme_block", ROOT / "benchmarks" / "readme_block.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def block(blocks: ModuleType) -> str:
    text = (ROOT / "README.md").read_text("utf-8")
    assert (text.count(blocks.OPENS), text.count(blocks.CLOSES)) == (1, 1)
    return text.partition(blocks.OPENS)[2].partition(blocks.CLOSES)[0]


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def test_the_table_holds_every_retriever_with_its_shares_and_its_speed(block: str) -> None:
    head, line, *rows = [cells(line) for line in block.splitlines() if line.startswith("|")]
    assert head[1:] == ["first", "among 5", "among 10", "passages/s"]
    assert re.search(r"evidence of \d+ provisions in \d+ instruments, \d+ passages", head[0])
    assert line == ["---"] * 5
    names = [row[0] for row in rows]
    assert names[:3] == ["BM25 (bm25s)", "SQLite FTS5", "static vectors (wordllama)"]
    assert names[3:] == ["Pincite's finder alone", "Pincite's finder with the reader's evidence"]
    for row in rows:
        assert len(row) == 5
        assert all(SHARE.fullmatch(cell) for cell in row[1:4]), row
        assert [float(cell) for cell in row[1:4]] == sorted(float(cell) for cell in row[1:4]), row
        assert re.fullmatch(r"[\d,]+", row[4]), row


def test_it_says_when_on_what_and_what_was_left_out(block: str) -> None:
    intro = " ".join(block.partition("|")[0].split())
    day = re.search(r"on (\d{4}-\d\d-\d\d)", intro)
    assert day is not None
    assert date.fromisoformat(day[1]) >= date(2026, 11, 22)
    (count,) = {int(number) for number in re.findall(r"(\d+) instruments", block)}
    assert count >= 20
    assert len((ROOT / "benchmarks" / "set-aside.txt").read_text().split()) == 6
    assert "the six set aside were left out" in intro


def test_the_command_that_it_names_exists(block: str, blocks: ModuleType) -> None:
    named = re.search(r"`(python [^`]+)`", block)
    assert named is not None
    assert named[1] == blocks.COMMAND
    script, *options = shlex.split(named[1])[1:]
    asked = subprocess.run(
        [sys.executable, str(ROOT / script), "--help"], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert all(option in asked.stdout for option in options)
    assert "benchmarks/run.py --write-readme" in (ROOT / "Makefile").read_text("utf-8")


TABLE = ["| evidence of 4 provisions in 3 instruments, 9 passages | first |", "| --- | --- |", "| lamps | 0.50 |"]


def test_a_block_is_replaced_between_its_marks_and_nowhere_else(blocks: ModuleType) -> None:
    new = blocks.render_block(TABLE, day="2026-11-22", machine="toy", left_out=6)
    assert "on the same 3 instruments, on which Pincite was developed and the others were not; the six" in new
    text = f"a\n{blocks.OPENS}\nold\n{blocks.CLOSES}\nb\n"
    once = blocks.replace_block(text, new)
    assert once == f"a\n{new}\nb\n"
    assert blocks.replace_block(once, new) == once


@pytest.mark.parametrize("text", ["", "{0}", "{1} {0}", "{0} {0} {1}"])
def test_a_readme_without_its_marks_is_not_written(blocks: ModuleType, text: str) -> None:
    with pytest.raises(ValueError, match="must each stand in it once"):
        blocks.replace_block(text.format(blocks.OPENS, blocks.CLOSES), "new")


def test_a_table_with_a_peer_that_did_not_run_is_not_written(
    blocks: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"{blocks.OPENS}\nold\n{blocks.CLOSES}\n")
    monkeypatch.setattr(blocks, "README", readme)
    how = {"day": "2026-11-22", "machine": "toy", "left_out": 6}
    said = blocks.write_block([*TABLE, "| bees | not measured: bees is not installed | |"], **how)
    assert said.startswith("README.md is left as it is: bees")
    assert "old" in readme.read_text()
    assert blocks.write_block(TABLE, **how) == "README.md holds this table now."
    assert "| lamps | 0.50 |" in readme.read_text()


def test_the_table_is_asked_for_where_it_is_written() -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "run.py"), "--only", "commands", "--write-readme"]
    refused = subprocess.run(command, capture_output=True, text=True, check=False)
    assert refused.returncode == 2
    assert "name it in --only" in refused.stderr
