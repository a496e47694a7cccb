"""Finds the files to read: in folders and archives, in a stable order, each loaded only when it is asked for.

Nothing is ever unpacked under a name that an archive gives, and no bad file stops the others: it becomes a
Refusal.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pincite.adapters.archives import (
    ArchiveMember,
    Limits,
    Refusal,
    is_skipped,
    list_archive,
)
from pincite.errors import InputError
from pincite.model.document import Flag

__all__ = ["FoundFile", "Gathered", "Limits", "Refusal", "find_files"]

_READ_ONCE = "It is read once; nothing is lost."


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFile:
    """A file to read. name: its path below what was given; origin: where it stands, "x.zip!a/b.txt" in an
    archive.

    byte_count: its size. load: reads its bytes now; raises InputError if they can no longer be read.
    """

    name: str
    origin: str
    byte_count: int
    load: Callable[[], bytes]
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What was found, what was refused and why, and the names of hidden files that were passed over."""

    files: tuple[FoundFile, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    skipped: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[FoundFile]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)


def find_files(paths: Sequence[Path], *, limits: Limits | None = None) -> Gathered:
    """All files under ``paths`` (files, folders, archives), by name within each path, each content once.

    Archives (.zip, .tar, also .gz, .xz, .bz2) are looked into, known by their first bytes. Nothing raises for
    one bad file: see ``Gathered.refusals``. Hidden files are passed over unless given by name.
    """
    collector = _Collector(limits or Limits())
    for path in paths:
        collector.take(path, path.name or str(path))
    collector.drop_duplicates()
    return Gathered(files=tuple(collector.files), refusals=tuple(collector.refusals), skipped=tuple(collector.skipped))


class _Collector:
    """Walks folders and archives and keeps what it meets."""

    def __init__(self, limits: Limits) -> None:
        self.files: list[FoundFile] = []
        self.refusals: list[Refusal] = []
        self.skipped: list[str] = []
        self._limits = limits
        self._folders: dict[tuple[int, int], str] = {}

    def take(self, path: Path, name: str) -> None:
        """One given path: a file, an archive or a folder with all below it."""
        stack = [(path, name, 0)]
        while stack:
            here, name, depth = stack.pop()
            try:
                status = here.stat()
            except OSError as error:
                self._refuse_unreadable(name, here, error)
                continue
            if stat.S_ISDIR(status.st_mode):
                below = "" if depth == 0 else f"{name}/"
                stack.extend(reversed(self._list_folder(here, name, status, below, depth)))
            elif stat.S_ISREG(status.st_mode):
                self._take_file(here, name, status.st_size)
            else:
                self._refuse("not-a-file", name, "not a file but a pipe, socket or device.", "Give a copy of it.")

    def drop_duplicates(self) -> None:
        """Keep the first of files with the same bytes. Only files of the same size are read for that."""
        by_size: dict[int, list[FoundFile]] = defaultdict(list)
        for file in self.files:
            by_size[file.byte_count].append(file)
        doubtful = {id(file) for group in by_size.values() if len(group) > 1 for file in group}
        seen: dict[str, str] = {}
        self.files = [file for file in self.files if id(file) not in doubtful or self._is_new(file, seen)]

    def _is_new(self, file: FoundFile, seen: dict[str, str]) -> bool:
        try:
            digest = hashlib.sha256(file.load()).hexdigest()
        except InputError as error:
            self._refuse("unreadable", file.name, error.what, error.way_out)
            return False
        if digest in seen:
            self._refuse("duplicate", file.name, f"the same bytes as {seen[digest]}.", _READ_ONCE)
            return False
        seen[digest] = file.name
        return True

    def _list_folder(
        self, path: Path, name: str, status: os.stat_result, below: str, depth: int
    ) -> list[tuple[Path, str, int]]:
        """What stands in a folder, by name; refuses a folder that was met before."""
        key = (status.st_dev, status.st_ino)
        if key in self._folders:
            code = "symlink-loop" if _leads_upward(path) else "duplicate"
            self._refuse(code, name, f"the folder {self._folders[key]} again.", _READ_ONCE)
            return []
        if depth >= self._limits.max_depth:
            self._refuse(
                "too-deep",
                name,
                f"more than {self._limits.max_depth} folders deep.",
                "Give this folder itself.",
            )
            return []
        self._folders[key] = name
        try:
            entries = sorted(os.listdir(path))
        except OSError as error:
            self._refuse_unreadable(name, path, error)
            return []
        self.skipped += [below + entry for entry in entries if is_skipped(entry)]
        return [(path / entry, below + entry, depth + 1) for entry in entries if not is_skipped(entry)]

    def _take_file(self, path: Path, name: str, size: int) -> None:
        if size == 0:
            self._refuse("empty", name, "the file is empty.", "Fetch it again from where it came.")
            return
        try:
            with path.open("rb") as stream:
                head = stream.read(1024)
        except OSError as error:
            self._refuse_unreadable(name, path, error)
            return
        members = list_archive(path, name, head, limits=self._limits)
        if members is not None:
            for member in members:
                self._take_member(member, path)
        elif size > self._limits.max_file_bytes:
            self.refusals.append(self._limits.refuse_size(name, size))
        else:
            load = _Loader(path, name, self._limits.max_file_bytes)
            self.files.append(FoundFile(name=name, origin=str(path), byte_count=size, load=load))

    def _take_member(self, member: ArchiveMember | Refusal | str, archive: Path) -> None:
        if isinstance(member, Refusal):
            self.refusals.append(member)
        elif isinstance(member, str):
            self.skipped.append(member)
        else:
            origin = f"{archive}!{member.inner_name}"
            self.files.append(
                FoundFile(
                    name=member.name,
                    origin=origin,
                    byte_count=member.byte_count,
                    load=member.load,
                    flags=member.flags,
                )
            )

    def _refuse(self, code: str, name: str, what: str, way_out: str) -> None:
        self.refusals.append(Refusal(code=code, name=name, what=what, way_out=way_out))

    def _refuse_unreadable(self, name: str, path: Path, error: OSError) -> None:
        if isinstance(error, FileNotFoundError):
            what = "a link that leads nowhere." if path.is_symlink() else "there is no such file or folder."
            self._refuse("missing", name, what, "Check the path.")
        elif isinstance(error, PermissionError):
            self._refuse("unreadable", name, "you may not read it.", "Ask for the right to read it, or give a copy.")
        elif path.is_symlink():
            self._refuse("symlink-loop", name, "a link that leads back to itself.", "Remove the link.")
        else:
            self._refuse("unreadable", name, f"it cannot be read ({error.strerror}).", "Give a copy of it.")


def _leads_upward(path: Path) -> bool:
    target, parent = path.resolve(), path.parent.resolve()
    return target == parent or target in parent.parents


@dataclass(frozen=True, slots=True)
class _Loader:
    """Reads a file from disk; can be sent to another process."""

    path: Path
    name: str
    max_bytes: int

    def __call__(self) -> bytes:
        try:
            with self.path.open("rb") as stream:
                content = stream.read(self.max_bytes + 1)
        except OSError as error:
            what = f"it can no longer be read ({error.strerror})."
            raise InputError(what, where=self.name, way_out="Put it back and run again.") from None
        if len(content) > self.max_bytes:
            raise InputError("it has grown too large.", where=self.name, way_out="Run again, or raise the limit.")
        return content
