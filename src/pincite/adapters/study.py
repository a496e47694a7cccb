"""The study folder: what was read, drafted, reviewed and answered, as plain files that live well in git.

place.yaml, sources/ (the original bytes), documents.jsonl, provisions.jsonl (the drafts, whatever was
reviewed), searches.jsonl, reviews.jsonl (only added to), assessment.json, scorecard.html and manifest.json
with the checksum of every one of them. Readings are kept in .readings so that a run can go on where it stopped,
and files that left the study in withdrawn/.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

import msgspec

from pincite.adapters.atomic import (
    LOCK,
    READY,
    STAGED,
    Part,
    finish_if_interrupted,
    write_one,
    write_together,
)
from pincite.errors import InputError, StudyError
from pincite.model.document import Flag
from pincite.model.facts import DocumentFacts
from pincite.model.law import Instrument, Provision
from pincite.model.search import SearchRecord

PLACE, DOCUMENTS, PROVISIONS, SEARCHES = "place.yaml", "documents.jsonl", "provisions.jsonl", "searches.jsonl"
REVIEWS, ASSESSMENT, SCORECARD, MANIFEST = "reviews.jsonl", "assessment.json", "scorecard.html", "manifest.json"
SOURCES, WITHDRAWN, READINGS = "sources", "withdrawn", ".readings"
FORMAT, FORMAT_VERSION = "pincite-study", "1"
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_LONGEST_STEM = 80
_MEDIA_SUFFIXES = {
    "application/pdf": ".pdf", "text/html": ".html", "application/xml": ".xml", "application/rtf": ".rtf",
    "text/markdown": ".md", "text/plain": ".txt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}  # fmt: skip
_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDocument:
    """One row of documents.jsonl: a source as it was read. name: as given; source: its path in the study."""

    id: str
    name: str
    source: str
    sha256: str
    media_type: str
    byte_count: int
    pages: int
    words: int
    sections: int
    flags: tuple[Flag, ...]
    facts: DocumentFacts
    instrument: Instrument


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedFile:
    """A file that was not read, with what was wrong and the way out."""

    name: str
    what: str
    way_out: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """With what a study was made. readers: version by reader; settings: what the run was asked for.

    files: sha256 by path of every file of the study except this one.
    """

    pincite: str
    topic: str
    topic_version: str
    rubric: str
    rubric_version: str
    generated_on: str
    readers: dict[str, str] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    refused: tuple[RefusedFile, ...] = ()
    files: dict[str, str] = field(default_factory=dict)
    format: str = FORMAT
    format_version: str = FORMAT_VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """A study as it stands in its folder. reviews: rows as recorded, oldest first; assessment: as plain JSON."""

    folder: Path
    place_text: str
    documents: tuple[StoredDocument, ...]
    provisions: tuple[Provision, ...]
    searches: tuple[SearchRecord, ...]
    reviews: tuple[dict[str, Any], ...]
    assessment: dict[str, Any]
    manifest: Manifest

    @property
    def scorecard(self) -> Path:
        """Where the scorecard is."""
        return self.folder / SCORECARD

    def document(self, document_id: str) -> StoredDocument:
        """The document of that id; raises KeyError."""
        for item in self.documents:
            if item.id == document_id:
                return item
        raise KeyError(document_id)


def make_source_path(document_id: str, name: str, media_type: str) -> str:
    """A path below the study that no file name can lead out of: "sources/sheriff-policy.pdf".

    ``document_id`` is unique in the study and made of a-z, 0-9 and hyphens, so the path is unique too.
    """
    suffix = PurePosixPath(name).suffix.lower()
    if not re.fullmatch(r"\.[a-z0-9]{1,8}", suffix):
        suffix = _MEDIA_SUFFIXES.get(media_type, ".bin")
    stem = f"file-{document_id}" if _RESERVED.fullmatch(document_id) else document_id
    return f"{SOURCES}/{stem}{suffix}"


def make_unique_id(wanted: str, taken: set[str]) -> str:
    """``wanted``, cut to a length that every file system takes and numbered where it is taken; adds it to ``taken``."""
    stem = wanted[:_LONGEST_STEM].strip("-") or "document"
    found, number = stem, 1
    while found in taken:
        number += 1
        found = f"{stem}-{number}"
    taken.add(found)
    return found


def is_study(folder: Path) -> bool:
    """Whether a study stands in ``folder``, also one that an interrupted run has still to move into place."""
    return (folder / MANIFEST).is_file() or (folder / READY / MANIFEST).is_file()


def check_target(folder: Path) -> None:
    """Raise StudyError where ``folder`` holds other things, so that no one's files are mixed with a study's."""
    if not folder.is_dir() or is_study(folder):
        return
    own = {PLACE, LOCK, STAGED, READY, READINGS}
    foreign = sorted(entry.name for entry in folder.iterdir() if entry.name not in own)
    if foreign:
        what = f"the folder holds other things ({', '.join(foreign[:3])}{' ...' if foreign[3:] else ''})."
        raise StudyError(what, where=str(folder), way_out="Name a new or an empty folder with -o.")


def read_place_text(path: Path) -> str:
    """The text of a place file; raises StudyError where it cannot be read."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        what = f"the place file cannot be read ({reason})."
        raise StudyError(what, where=str(path), way_out="Check the path, and save it as UTF-8.") from None


def save_study(study: Study, scorecard: str, *, sources: Mapping[str, Callable[[], bytes]]) -> Study:
    """Write the whole study or nothing and give it back with its checksums.

    ``sources``: what loads the bytes of each document id. Raises StudyError where it cannot be written, and InputError
    where a source has changed since it was read.
    """
    texts = _render_parts(study, scorecard)
    checksums = {item.source: item.sha256 for item in study.documents}
    checksums |= {name: _sha256(content) for name, content in texts.items()}
    manifest = replace(study.manifest, files=dict(sorted(checksums.items())))
    parts: list[Part] = [
        (item.source, _checked(item, sources[item.id])) for item in study.documents if not _is_stored(study, item)
    ]
    parts += [(name, _constant(content)) for name, content in texts.items()]
    parts.append((MANIFEST, _constant(_pretty(manifest))))
    write_together(study.folder, parts)
    return load_study(study.folder)


def _render_parts(study: Study, scorecard: str) -> dict[str, bytes]:
    return {
        PLACE: study.place_text.encode(),
        DOCUMENTS: _lines(study.documents),
        PROVISIONS: _lines(study.provisions),
        SEARCHES: _lines(study.searches),
        REVIEWS: _lines(study.reviews),
        ASSESSMENT: _pretty(study.assessment),
        SCORECARD: scorecard.encode("utf-8", "replace"),
    }


def _checked(item: StoredDocument, load: Callable[[], bytes]) -> Callable[[], bytes]:
    def load_same() -> bytes:
        content = load()
        if _sha256(content) != item.sha256:
            raise InputError("it changed while it was being read.", where=item.name, way_out="Run again.")
        return content

    return load_same


def _constant(content: bytes) -> Callable[[], bytes]:
    return lambda: content


def _is_stored(study: Study, item: StoredDocument) -> bool:
    path = study.folder / item.source
    return path.is_file() and checksum(path) == item.sha256


def checksum(path: Path) -> str:
    """SHA-256 of a file; raises StudyError where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise StudyError(f"it cannot be read ({error.strerror}).", where=str(path), way_out="Put it back.") from None


def read_source_bytes(study: Study, item: StoredDocument) -> bytes:
    """The stored bytes of a document; raises StudyError where they are gone."""
    path = study.folder / item.source
    try:
        return path.read_bytes()
    except OSError as error:
        what = f"the stored source cannot be read ({error.strerror})."
        raise StudyError(what, where=str(path), way_out="Put the file back, or assess the documents again.") from None


def keep_apart(study: Study, items: Iterable[StoredDocument]) -> tuple[str, ...]:
    """Copy the files of documents to where withdrawn ones are kept; the paths below the study, in the same order."""
    taken = {path.stem for path in (study.folder / WITHDRAWN).glob("*")}
    parts: list[Part] = []
    for item in items:
        source = PurePosixPath(item.source)
        name = f"{WITHDRAWN}/{make_unique_id(source.stem, taken)}{source.suffix}"
        parts.append((name, _constant(read_source_bytes(study, item))))
    write_together(study.folder, parts)
    return tuple(name for name, _ in parts)


def drop_sources(study: Study, items: Iterable[StoredDocument]) -> None:
    """Take the files of documents that are no longer the study's out of its sources."""
    for item in items:
        (study.folder / item.source).unlink(missing_ok=True)


def load_study(folder: Path) -> Study:
    """The study in ``folder``; raises StudyError for a folder without one and for a broken file, with its line."""
    if not is_study(folder):
        way_out = 'Make one with: pincite assess PATH... --place "Name, ST" -o OUT.'
        raise StudyError("there is no study in this folder.", where=str(folder), way_out=way_out)
    finish_if_interrupted(folder)
    manifest = _decode(_read(folder / MANIFEST), Manifest, folder / MANIFEST)
    if (manifest.format, manifest.format_version) != (FORMAT, FORMAT_VERSION):
        what = f"a study of format {manifest.format} {manifest.format_version}; this program writes {FORMAT_VERSION}."
        raise StudyError(what, where=str(folder / MANIFEST), way_out="Use the version that made it.")
    return Study(
        folder=folder,
        place_text=read_place_text(folder / PLACE),
        documents=_load_rows(folder / DOCUMENTS, StoredDocument),
        provisions=_load_rows(folder / PROVISIONS, Provision),
        searches=_load_rows(folder / SEARCHES, SearchRecord),
        reviews=_load_rows(folder / REVIEWS, dict[str, Any]),
        assessment=_decode(_read(folder / ASSESSMENT), dict[str, Any], folder / ASSESSMENT),
        manifest=manifest,
    )


def load_review_rows(folder: Path) -> tuple[dict[str, Any], ...]:
    """The reviews recorded in ``folder``, oldest first; () where there are none yet."""
    return _load_rows(folder / REVIEWS, dict[str, Any]) if (folder / REVIEWS).exists() else ()


def load_reading(folder: Path, key: str, *, shape: type[_Row]) -> _Row | None:
    """The reading kept under ``key``, or None where there is none or a file that is not whole."""
    try:
        return msgspec.json.decode((folder / READINGS / f"{key}.json").read_bytes(), type=shape)
    except (OSError, msgspec.MsgspecError, ValueError):
        return None


def save_reading(folder: Path, key: str, *, reading: object) -> None:
    """Keep a reading under ``key``, so that it need not be made again."""
    write_one(folder / READINGS / f"{key}.json", msgspec.json.encode(reading))


def drop_readings(folder: Path, *, keep: Iterable[str]) -> None:
    """Remove kept readings that no document of the study has any more."""
    kept = {f"{key}.json" for key in keep}
    for path in (folder / READINGS).glob("*.json"):
        if path.name not in kept:
            path.unlink(missing_ok=True)


def _lines(rows: Sequence[object]) -> bytes:
    """One JSON document a line, in the order of the fields."""
    return b"".join(msgspec.json.encode(row) + b"\n" for row in rows)


def _pretty(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        what = f"a file of the study cannot be read ({error.strerror})."
        raise StudyError(what, where=str(path), way_out="Assess the documents again.") from None


def _load_rows(path: Path, shape: type[_Row]) -> tuple[_Row, ...]:
    content = _read(path).splitlines()
    return tuple(_decode(line, shape, path, number) for number, line in enumerate(content, 1) if line.strip())


def _decode(content: bytes, shape: type[_Row], path: Path, line: int = 1) -> _Row:
    try:
        return msgspec.json.decode(content, type=shape)
    except (msgspec.MsgspecError, ValueError) as error:
        way_out = "Take the last good version from git, or assess the documents again."
        raise StudyError(f"not what a study holds there: {error}.", where=f"{path}:{line}", way_out=way_out) from None
