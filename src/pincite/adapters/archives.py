"""Looks into ZIP and TAR archives without unpacking them to disk under their own names."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import re
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from pincite.errors import InputError
from pincite.model.document import Flag

_Unpacked = gzip.GzipFile | lzma.LZMAFile | bz2.BZ2File
_PACKERS: dict[bytes, Callable[[IO[bytes]], _Unpacked]] = {
    b"\x1f\x8b": lambda raw: gzip.GzipFile(fileobj=raw),
    b"\xfd7zXZ\x00": lzma.LZMAFile,
    b"BZh": bz2.BZ2File,
}
_DAMAGED = (OSError, EOFError, lzma.LZMAError, zlib.error, ValueError, tarfile.TarError, zipfile.BadZipFile)
_DOCUMENT_PARTS = ("[Content_Types].xml", "word/document.xml", "mimetype")
_DOCUMENT_NAMES = (".docx", ".docm", ".dotx", ".odt", ".xlsx", ".pptx", ".epub")
_BAD_CHARACTERS = re.compile("[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_CHUNK = 1024 * 1024
_FLOOR = 32 * 1024 * 1024  # unpacked bytes below which the ratio of packing says nothing
_WAY_OUT = "Unpack it yourself, look at it, and give the folder."


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What is too much. max_file_bytes: one file; max_archive_bytes: all of one archive, unpacked; max_ratio:
    unpacked to packed bytes; max_members: files in one archive; max_depth: folders below each other."""

    max_file_bytes: int = 256 * 1024 * 1024
    max_archive_bytes: int = 4 * 1024 * 1024 * 1024
    max_ratio: int = 300
    max_members: int = 200_000
    max_depth: int = 64

    def refuse_size(self, name: str, size: int) -> Refusal:
        """The refusal of a file of ``size`` bytes."""
        limit = f"{self.max_file_bytes / 1e6:.0f} MB"
        what = f"{size / 1e6:.0f} MB is more than the {limit} that are read of one file."
        return Refusal(code="too-large", name=name, what=what, way_out="Split it, or raise the limit.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A file that is not read. code: kebab-case reason; what and way_out are for a person."""

    code: str
    name: str
    what: str
    way_out: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveMember:
    """A file inside an archive: its safe name, the name in the archive, and how to load its bytes."""

    name: str
    inner_name: str
    byte_count: int
    load: Callable[[], bytes]
    flags: tuple[Flag, ...] = ()


# What an archive holds: a file, a file that is refused, or the name of a hidden one.
Entry = ArchiveMember | Refusal | str


def is_skipped(part: str) -> bool:
    """Whether a file or folder of this name is hidden or left behind by a system."""
    return part.startswith((".", "~$")) or part in ("__MACOSX", "Thumbs.db", "desktop.ini")


def clean_name(inner_name: str) -> str:
    """A name from an archive as a plain relative path: no "..", root, drive or invisible characters."""
    parts = _BAD_CHARACTERS.sub("", inner_name.replace("\\", "/")).split("/")
    kept = [part[:200] for part in parts if part.strip() not in ("", ".", "..") and not re.fullmatch("[A-Za-z]:", part)]
    return "/".join(kept) or "unnamed"


def list_archive(path: Path, name: str, head: bytes, *, limits: Limits) -> list[Entry] | None:
    """All entries of the archive at ``path`` by name, or None where the file is no archive.

    head: its first 1,024 bytes. Word and OpenDocument files are ZIP files too, but documents, so None.
    """
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _list_zip(path, name, limits)
    if head[257:262] == b"ustar" or name.lower().endswith(".tar"):
        return _sorted(_list_tar(name, _PathSource(path), limits))
    opener = next((opener for magic, opener in _PACKERS.items() if head.startswith(magic)), None)
    return _list_packed(path, name, opener, limits) if opener else None


def _sorted(entries: Iterator[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry if isinstance(entry, str) else entry.name)


def _list_zip(path: Path, name: str, limits: Limits) -> list[Entry] | None:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
    except (*_DAMAGED, NotImplementedError):
        if name.lower().endswith(_DOCUMENT_NAMES):
            return None  # a damaged document; intake says so
        return [_refuse_damaged(name)]
    if any(info.filename in _DOCUMENT_PARTS for info in infos):
        return None
    packed, unpacked = path.stat().st_size, sum(info.file_size for info in infos)
    bomb = _check_size(name, packed, unpacked, limits) or _check_count(name, len(infos), limits)
    if bomb:
        return [bomb]
    source = _ZipSource(path)
    return _sorted(_zip_entry(info, name, source, limits) for info in infos if not info.is_dir())


def _zip_entry(info: zipfile.ZipInfo, archive: str, source: _ZipSource, limits: Limits) -> Entry:
    name = f"{archive}/{clean_name(info.filename)}"
    if _is_hidden(info.filename):
        return name
    if info.flag_bits & 1:
        return Refusal(
            code="encrypted", name=name, what="it needs a password.", way_out="Unpack it and give the files."
        )
    if (info.external_attr >> 28) == 0xA:
        return _refuse_link(name)
    if _check_size(name, info.compress_size, info.file_size, limits):
        return _refuse_bomb(name)
    load = _MemberLoader(name, info.file_size, lambda: source.read(info))
    return _checked(name, info.filename, load, limits)


def _list_tar(name: str, source: _PathSource | _Spool, limits: Limits) -> Iterator[Entry]:
    try:
        with source.open() as stream, tarfile.open(fileobj=stream, mode="r:") as archive:
            for count, member in enumerate(archive, 1):
                crowd = _check_count(name, count, limits)
                if crowd:
                    yield crowd
                    return
                if not member.isdir():
                    yield _tar_entry(member, name, source, limits)
    except (*_DAMAGED, RecursionError):
        yield _refuse_damaged(name)


def _tar_entry(member: tarfile.TarInfo, archive: str, source: _PathSource | _Spool, limits: Limits) -> Entry:
    name = f"{archive}/{clean_name(member.name)}"
    if _is_hidden(member.name):
        return name
    if member.issym() or member.islnk():
        return _refuse_link(name)
    if not member.isreg() or member.issparse():
        return Refusal(code="not-a-file", name=name, what="not a plain file.", way_out=_WAY_OUT)
    start, size = member.offset_data, member.size
    return _checked(name, member.name, _MemberLoader(name, size, lambda: source.read(start, size)), limits)


def _list_packed(path: Path, name: str, opener: Callable[[IO[bytes]], _Unpacked], limits: Limits) -> list[Entry]:
    """A packed TAR, or one packed file. It is unpacked into a nameless temporary file, up to the limits."""
    spool = _Spool()
    packed = path.stat().st_size
    entries: list[Entry] = []
    try:
        with path.open("rb") as raw, opener(raw) as stream:
            while chunk := stream.read1(_CHUNK):
                spool.add(chunk)
                if _check_size(name, packed, spool.size, limits):
                    return [_refuse_bomb(name)]
    except _DAMAGED:
        entries.append(_refuse_damaged(name))
    if spool.read(257, 5) == b"ustar":
        found = list(_list_tar(name, spool, limits))
        return _sorted(iter([*found, *(entry for entry in entries if entry not in found)]))
    if entries or not spool.size:
        return entries or [Refusal(code="empty", name=name, what="the file is empty.", way_out="Fetch it again.")]
    inner = PurePosixPath(name).stem
    load = _MemberLoader(name, spool.size, lambda: spool.read(0, spool.size))
    return [_checked(f"{name}/{inner}", inner, load, limits)]


def _checked(name: str, inner_name: str, load: _MemberLoader, limits: Limits) -> Entry:
    if not load.size:
        return Refusal(code="empty", name=name, what="the file is empty.", way_out="Fetch it again from where it came.")
    if load.size > limits.max_file_bytes:
        return limits.refuse_size(name, load.size)
    flags: tuple[Flag, ...] = ()
    if clean_name(inner_name) != inner_name.removeprefix("./"):
        flags = (Flag(code="renamed", message=f"The archive calls it {inner_name!r}, which is no safe name."),)
    return ArchiveMember(name=name, inner_name=inner_name, byte_count=load.size, load=load, flags=flags)


def _is_hidden(inner_name: str) -> bool:
    return any(is_skipped(part) for part in inner_name.replace("\\", "/").split("/") if part not in (".", ".."))


def _check_size(name: str, packed: int, unpacked: int, limits: Limits) -> Refusal | None:
    too_much = unpacked > limits.max_archive_bytes
    too_dense = unpacked > _FLOOR and unpacked > limits.max_ratio * max(packed, 1)
    return _refuse_bomb(name) if too_much or too_dense else None


def _check_count(name: str, count: int, limits: Limits) -> Refusal | None:
    if count <= limits.max_members:
        return None
    what = f"it holds more than {limits.max_members} files."
    return Refusal(code="archive-bomb", name=name, what=what, way_out=_WAY_OUT)


def _refuse_bomb(name: str) -> Refusal:
    what = "it unpacks to far more than it could honestly hold."
    return Refusal(code="archive-bomb", name=name, what=what, way_out=_WAY_OUT)


def _refuse_damaged(name: str) -> Refusal:
    what = "the archive is damaged or cut short; files in it may be missing."
    return Refusal(code="damaged", name=name, what=what, way_out="Fetch it again from where it came.")


def _refuse_link(name: str) -> Refusal:
    return Refusal(code="link", name=name, what="a link, not a file.", way_out="Put the file itself into the archive.")


@dataclass(frozen=True, slots=True)
class _MemberLoader:
    """Loads one member; raises InputError where its bytes are damaged or not as many as announced."""

    name: str
    size: int
    read: Callable[[], bytes]

    def __call__(self) -> bytes:
        way_out = "Fetch the archive again from where it came."
        try:
            content = self.read()
        except (*_DAMAGED, NotImplementedError, RuntimeError) as error:
            raise InputError(f"damaged inside its archive ({error}).", where=self.name, way_out=way_out) from None
        if len(content) != self.size:
            raise InputError("cut short inside its archive.", where=self.name, way_out=way_out)
        return content


class _ZipSource:
    """An open ZIP archive; opened when first read and closed with its last user."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._archive: zipfile.ZipFile | None = None

    def read(self, info: zipfile.ZipInfo) -> bytes:
        """The bytes of one member, never more than it announces plus one."""
        if self._archive is None:
            self._archive = zipfile.ZipFile(self._path)
        with self._archive.open(info) as stream:
            return stream.read(info.file_size + 1)


class _PathSource:
    """A plain TAR file on disk."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def open(self) -> IO[bytes]:
        """A stream from its start."""
        return self._path.open("rb")

    def read(self, start: int, size: int) -> bytes:
        """``size`` bytes from ``start``."""
        with self._path.open("rb") as stream:
            stream.seek(start)
            return stream.read(size)


class _Spool:
    """A nameless temporary file that goes away with its last user."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the files that are read from it
        self.size = 0

    def add(self, chunk: bytes) -> None:
        """Append unpacked bytes."""
        self._file.write(chunk)
        self.size += len(chunk)

    def open(self) -> IO[bytes]:
        """A stream from its start."""
        self._file.flush()
        return os.fdopen(os.dup(self._rewound()), "rb")

    def read(self, start: int, size: int) -> bytes:
        """``size`` bytes from ``start``."""
        self._file.flush()
        return os.pread(self._file.fileno(), size, start)

    def _rewound(self) -> int:
        self._file.seek(0)
        return self._file.fileno()

    def __del__(self) -> None:
        self._file.close()
