"""The fuzz target: the same seed makes the same inputs, and what must not happen is seen, kept and told."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import replace
from pathlib import Path
from random import Random
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
LAW = b"Section 1. The jail shall not honor an immigration detainer unless a judge has signed a warrant."


def load(name: str) -> ModuleType:
    """A file of benchmarks/, which is no part of the package."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "benchmarks" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def inputs() -> ModuleType:
    return load("fuzz_inputs")


@pytest.fixture(scope="module")
def fuzz(inputs: ModuleType) -> ModuleType:
    assert inputs
    return load("fuzz")


def test_a_seed_and_a_number_make_one_input(inputs: ModuleType) -> None:
    plain = [name for name in (f"9/{number}" for number in range(40)) if not _is_docx(inputs, name)]
    assert plain
    for name in plain:
        assert inputs.make_case(Random(name)) == inputs.make_case(Random(name))


def _is_docx(inputs: ModuleType, name: str) -> bool:
    """A Word file bears the moment at which it was made."""
    return "PK" in str(inputs.make_case(Random(name))[1][:4])


def test_whole_documents_of_every_format_are_read(inputs: ModuleType, fuzz: ModuleType) -> None:
    assert set(inputs.MAKERS) == set(inputs.TOKENS)
    for kind, make in inputs.MAKERS.items():
        assert fuzz.run_case(f"whole.{kind}", make(LAW.decode())) == "read", kind


def test_what_is_no_document_is_refused_with_a_way_out(fuzz: ModuleType) -> None:
    assert fuzz.run_case("empty.txt", b"") == "refused"


def test_a_crash_is_kept_with_the_command_that_runs_it_again(
    fuzz: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def crash(*_: object, **__: object) -> None:
        raise IndexError("beyond the end")

    monkeypatch.setattr(fuzz, "read_document", crash)
    assert fuzz.check_cases(4, 0.2, tmp_path) > 0
    out = capsys.readouterr().out
    assert "IndexError: beyond the end" in out
    assert "python benchmarks/fuzz.py --seed 4 --case 0" in out
    assert list(tmp_path.glob("4-0*"))
    assert not (tmp_path / "running.txt").exists()


def test_a_quote_that_is_no_exact_span_is_seen(fuzz: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = fuzz.read_source

    def misquote(*args: object) -> object:
        reading = honest(*args)
        item = reading.provisions[0]
        wrong = replace(item, citations=(replace(item.citations[0], quote="The jail shall honor"),))
        return replace(reading, provisions=(wrong,))

    assert fuzz.run_case("law.txt", LAW) == "read"
    monkeypatch.setattr(fuzz, "read_source", misquote)
    assert fuzz.run_case("law.txt", LAW) == ""


def test_slow_growth_is_seen(fuzz: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = [("slow", "slow.txt", b"x" * 10), ("fast", "fast.txt", b"x" * 10)]
    longer = [("slow", "slow.txt", b"x" * 20), ("fast", "fast.txt", b"x" * 20)]
    monkeypatch.setattr(fuzz, "large_inputs", lambda size: sizes if size == fuzz.LARGE else longer)
    monkeypatch.setattr(fuzz, "measure", lambda name, text: len(text) ** (2 if name == "slow.txt" else 1) / 10)
    assert fuzz.check_growth(tmp_path) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["slow-slow.txt"]
