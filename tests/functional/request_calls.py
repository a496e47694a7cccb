"""Calls of the request commands, for the tests that draft letters and log what became of them."""

import json
from pathlib import Path
from typing import Any

import pytest

from pincite.cli import run

Capture = pytest.CaptureFixture[str]


def call(capsys: Capture, *args: object) -> dict[str, Any]:
    """The JSON that one request command prints."""
    capsys.readouterr()
    assert run(["request", *map(str, args), "--json"]) == 0, capsys.readouterr().err
    made: dict[str, Any] = json.loads(capsys.readouterr().out)
    return made


def log(study: Path, *args: object) -> int:
    return run(["request", "log", str(study), *map(str, args)])
