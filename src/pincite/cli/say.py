"""What the commands print: results on standard output, progress and errors on standard error."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import click

from pincite.errors import PinciteError

_CODES = {
    1: "fault", 2: "usage", 3: "input", 4: "pack", 5: "study", 6: "verification", 7: "missing-program",
    130: "interrupted",
}  # fmt: skip


def say_json(value: Any) -> None:
    """One JSON document on standard output."""
    click.echo(_writable(json.dumps(value, indent=2, ensure_ascii=False)))


def say_error(error: PinciteError, *, as_json: bool, exit_code: int | None = None) -> int:
    """The error as one line, or as one JSON document, on standard error; gives back the exit code."""
    code = error.exit_code if exit_code is None else exit_code
    if as_json:
        said = {
            "code": _CODES[code],
            "exit_code": code,
            "where": error.where,
            "what": error.what,
            "way_out": error.way_out,
        }
        click.echo(_writable(json.dumps({"error": said}, ensure_ascii=False)), err=True)
    else:
        click.echo(f"pincite: {_printable(' '.join(error.message().split()))}", err=True)
    return code


class Progress:
    """One line for each file on standard error, unless quiet."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet

    def __call__(self, done: int, total: int, name: str, became: str) -> None:
        """Say what became of one file."""
        if not self._quiet:
            click.echo(f"[{done}/{total}] {_printable(name)}: {_printable(became)}", err=True)

    def line(self, text: str) -> None:
        """Say one thing."""
        if not self._quiet:
            click.echo(_printable(text), err=True)


def say_notices(notices: Iterable[str]) -> None:
    """Things that a person should know, on standard error, also where it is quiet."""
    for notice in notices:
        click.echo(f"pincite: {_printable(notice)}", err=True)


def _writable(text: str) -> str:
    """Text without halves of surrogate pairs, which a path may hold and no stream takes."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _printable(text: str) -> str:
    """Text that cannot steer a terminal: file names and errors may hold anything."""
    return "".join(char if char.isprintable() else "�" for char in text)
