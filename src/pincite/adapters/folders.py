"""Plain look-ups in folders: files by ending, bytes by path, with errors for people."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pincite.errors import InputError


def find_json(folder: Path) -> list[Path]:
    """The JSON files directly in ``folder``, sorted; raises InputError where there is no such folder."""
    if not folder.is_dir():
        raise InputError("there is no such folder.", where=str(folder), way_out="Check the path.")
    return sorted(folder.glob("*.json"))


def find_by_stem(folder: Path, stem: str, endings: Sequence[str]) -> Path | None:
    """The first file ``stem`` + ending that exists, in the order of ``endings``; None where there is none."""
    return next((path for ending in endings if (path := folder / f"{stem}{ending}").is_file()), None)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file; raises InputError where it cannot be opened."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{error.strerror or error}.", where=str(path), way_out="Check the path and its rights."
        ) from None
