"""requests.jsonl: the register of a study's records requests, only ever added to; and what git must not take."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from pincite.adapters.atomic import Part, write_together
from pincite.errors import StudyError
from pincite.model.request import RegisterRow

REGISTER, LETTERS, REQUESTER, GITIGNORE = "requests.jsonl", "requests", "requester.yaml", ".gitignore"
_PRIVATE = (f"/{REQUESTER}", f"/{LETTERS}/")
_HEAD = "# Personal details of the requester stay on this machine."


def load_register(folder: Path) -> tuple[RegisterRow, ...]:
    """Every row, oldest first; () where nothing was asked yet. Raises StudyError with the line that is broken."""
    path = folder / REGISTER
    lines = _read(path).splitlines()
    return tuple(_decode(line, f"{path}:{number}") for number, line in enumerate(lines, 1) if line.strip())


def add_to_register(folder: Path, rows: Sequence[RegisterRow], *, files: Sequence[tuple[str, bytes]] = ()) -> None:
    """Write the files (paths below the study) and add the rows, all or nothing. The caller holds the lock.

    Raises StudyError where a file of that name is there already, so that no edited letter is lost.
    """
    for name, _ in files:
        if (folder / name).exists():
            way_out = "Move it away, and draft again."
            raise StudyError("there is a file of that name.", where=str(folder / name), way_out=way_out)
    parts: list[Part] = [(name, _constant(content)) for name, content in files]
    old = _read(folder / REGISTER)
    if old and not old.endswith(b"\n"):
        old += b"\n"
    added = b"".join(msgspec.json.encode(row) + b"\n" for row in rows)
    parts.append((REGISTER, _constant(old + added)))
    ignored = _with_private(_read(folder / GITIGNORE))
    if ignored is not None:
        parts.append((GITIGNORE, _constant(ignored)))
    write_together(folder, parts)


def read_requester_text(folder: Path) -> str | None:
    """The text of requester.yaml, None where there is none; raises StudyError where it cannot be read."""
    path = folder / REQUESTER
    try:
        return _read(path).decode("utf-8-sig") if path.exists() else None
    except UnicodeDecodeError:
        raise StudyError("it is not UTF-8.", where=str(path), way_out="Save it as UTF-8.") from None


def _with_private(old: bytes) -> bytes | None:
    """The text of .gitignore with the private paths, None where it has them."""
    lines = [line.strip() for line in old.decode("utf-8", "replace").splitlines()]
    missing = [path for path in _PRIVATE if path not in lines]
    if not missing:
        return None
    head = old if not old or old.endswith(b"\n") else old + b"\n"
    return head + "\n".join((_HEAD, *missing)).encode() + b"\n"


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise StudyError(f"it cannot be read ({error.strerror}).", where=str(path), way_out="Put it right.") from None


def _decode(line: bytes, where: str) -> RegisterRow:
    try:
        return msgspec.json.decode(line, type=RegisterRow)
    except (msgspec.MsgspecError, ValueError) as error:
        what = f"not what a register holds there: {error}."
        raise StudyError(what, where=where, way_out="Take the last good version from git.") from None


def _constant(content: bytes) -> Callable[[], bytes]:
    return lambda: content
