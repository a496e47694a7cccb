"""What the tests of the commands and of the language model share: a study made once, and a toy server."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from alder_county import write_county
from pincite.cli import run
from toy_model import Server, serve


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study of Alder County; tests that change one take a copy."""
    folder = write_county(tmp_path_factory.mktemp("alder") / "documents")
    out = folder.parent / "study"
    assert run(["assess", str(folder), "-o", str(out), "--quiet", "--json"]) == 0
    return out


@pytest.fixture
def study(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "study"))


@pytest.fixture
def drafted(study: Path) -> Path:
    """The study with its letters drafted."""
    assert run(["request", "draft", str(study), "--format", "txt"]) == 0
    return study


@pytest.fixture
def server() -> Iterator[Server]:
    with serve() as running:
        yield running
