"""Several files written together or not at all, and one writer to a folder at a time.

New files are first written whole into ``.staged``. Renaming that folder to ``.ready`` is the one step that commits;
moving its files into place is finished by the next run, should this one be stopped in between. A full disk
or an interruption before the commit leaves the old files as they were.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from pincite.errors import StudyError

STAGED, READY, LOCK = ".staged", ".ready", ".lock"
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}

# Path in the folder ("sources/a.pdf") and what gives its bytes; called one at a time, so that few are in memory.
Part = tuple[str, Callable[[], bytes]]


def write_together(folder: Path, parts: Iterable[Part]) -> None:
    """Write all ``parts`` below ``folder`` or none. Raises StudyError where the disk is full or not writable."""
    finish_writing(folder)
    staged = folder / STAGED
    try:
        staged.mkdir(parents=True)
        for name, load in parts:
            _write(staged / name, load())
        staged.rename(folder / READY)
    except OSError as error:
        raise _explain(folder, error) from None
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    finish_writing(folder)


def finish_writing(folder: Path) -> None:
    """Move what an interrupted run had committed into place, and drop what it had not."""
    shutil.rmtree(folder / STAGED, ignore_errors=True)
    ready = folder / READY
    if not ready.is_dir():
        return
    try:
        for path in sorted(item for item in ready.rglob("*") if item.is_file()):
            target = folder / path.relative_to(ready)
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
        shutil.rmtree(ready)
    except OSError as error:
        raise _explain(folder, error) from None


def finish_if_interrupted(folder: Path) -> None:
    """Finish what an interrupted run had committed; for readers, who leave a run that is under way alone."""
    if (folder / READY).is_dir():
        with lock_folder(folder):
            pass  # taking the lock finishes it


def write_one(path: Path, content: bytes) -> None:
    """Write one file whole or not at all. Raises StudyError where the disk is full or not writable."""
    waiting = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        _write(waiting, content)
        waiting.replace(path)
    except OSError as error:
        raise _explain(path, error) from None
    finally:
        with suppress(OSError):
            waiting.unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _explain(path: Path, error: OSError) -> StudyError:
    if error.errno in _FULL:
        what, way_out = "the disk is full; nothing of the old output was changed.", "Make room and run again."
    elif isinstance(error, PermissionError) or error.errno == errno.EROFS:
        what, way_out = "you may not write there; nothing was changed.", "Name another folder with -o."
    else:
        what = f"it cannot be written ({error.strerror or error}); nothing of the old output was changed."
        way_out = "Name another folder with -o."
    return StudyError(what, where=str(path), way_out=way_out)


@contextmanager
def lock_folder(folder: Path) -> Iterator[None]:
    """Hold ``folder`` for this process; made where it is missing and taken away again where it stays empty.

    Raises StudyError where another run holds it. The lock goes with the process, however that ends.
    """
    with _open_lock(folder) as stream:
        if not _try_lock(stream) or not _is_same_file(stream, folder / LOCK):
            way_out = "Wait until it has ended, or name another folder with -o."
            raise StudyError("another run is working in this folder.", where=str(folder), way_out=way_out)
        try:
            finish_writing(folder)
            yield
        finally:
            with suppress(OSError):
                (folder / LOCK).unlink()
            with suppress(OSError):
                folder.rmdir()  # succeeds only where nothing was written


def _open_lock(folder: Path) -> IO[bytes]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return (folder / LOCK).open("ab")
    except (FileExistsError, NotADirectoryError):
        what = "there is a file of that name where the folder should be."
        raise StudyError(what, where=str(folder), way_out="Name another folder with -o.") from None
    except OSError as error:
        raise _explain(folder, error) from None


def _is_same_file(stream: IO[bytes], path: Path) -> bool:
    """Whether the lock file still stands there; the run that held it before takes it away."""
    try:
        return os.path.samestat(os.fstat(stream.fileno()), path.stat())
    except OSError:
        return False


def _try_lock(stream: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
