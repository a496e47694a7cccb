"""From paths to readings: files found, read in one or several processes, and kept so that a run can go on."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path

import msgspec

from pincite.adapters.gather import FoundFile, find_files
from pincite.adapters.study import PLACE, RefusedFile, load_reading, make_unique_id, save_reading
from pincite.adapters.tesseract import find_tesseract, recognise_page
from pincite.errors import InputError, MissingProgramError, PinciteError
from pincite.intake.raw import OcrPage
from pincite.intake.read import READER_VERSION as INTAKE_VERSION
from pincite.intake.read import make_document_id, read_document
from pincite.model.document import Flag
from pincite.reading.draft import READER, READER_VERSION
from pincite.workflow.pack import load_pack
from pincite.workflow.pool import BROKE_DOWN, WAY_OUT, Work, work_through
from pincite.workflow.read import SourceReading, read_source

# One line of progress: how many are done, how many there are, the file, what became of it.
Progress = Callable[[int, int, str, str], None]
_KEY = 24  # characters of a checksum in the name of a kept reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One file to read. name: as it is shown and as place.yaml knows it, unique in the study."""

    document_id: str
    name: str
    topic: str
    flags: tuple[Flag, ...]
    load: Callable[[], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSources:
    """What came of the files, in their order. sources: what loads their bytes; keys: of the readings that are kept."""

    readings: tuple[SourceReading, ...]
    sources: dict[str, Callable[[], bytes]]
    refused: tuple[RefusedFile, ...]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSources:
    """Files to read as tasks, what was refused at the door and the place files that lay among them."""

    tasks: tuple[Task, ...]
    refused: tuple[RefusedFile, ...]
    place_files: tuple[Path, ...]


def find_sources(paths: Sequence[Path], *, out: Path | None = None, topic: str) -> FoundSources:
    """The files below ``paths``; place.yaml is no document, and what lies in the study folder ``out`` is left out."""
    gathered = find_files(paths)
    files = [file for file in gathered if not _is_below(file.origin, out)]
    places = tuple(Path(file.origin) for file in files if _is_place(file))
    refused = tuple(
        RefusedFile(name=show_name(item.name), what=show_name(item.what), way_out=item.way_out)
        for item in gathered.refusals
        if item.code != "duplicate" or item.name.rsplit("/", 1)[-1] != PLACE
    )
    tasks = tuple(_make_tasks((file for file in files if not _is_place(file)), topic))
    return FoundSources(tasks=tasks, refused=refused, place_files=places)


def _is_place(file: FoundFile) -> bool:
    return file.name.rsplit("/", 1)[-1] == PLACE and "!" not in file.origin


def _is_below(origin: str, out: Path | None) -> bool:
    return out is not None and Path(origin.split("!", 1)[0]).resolve().is_relative_to(out.resolve())


def _make_tasks(files: Iterable[FoundFile], topic: str) -> Iterator[Task]:
    ids: set[str] = set()
    names: set[str] = set()
    for file in files:
        name = _unique_name(file, names)
        names.add(name)
        document_id = make_unique_id(make_document_id(name), ids)
        yield Task(document_id=document_id, name=name, topic=topic, flags=file.flags, load=file.load)


def _unique_name(file: FoundFile, taken: set[str]) -> str:
    """The file's name; where two folders hold one of the same name, with its folder in front."""
    name, parents = show_name(file.name), list(Path(file.origin.split("!", 1)[0]).parent.parts)
    while name in taken and parents:
        name = show_name(f"{parents.pop()}/{name}")
    return name


def show_name(name: str) -> str:
    """A file name as text: bytes of it that are no UTF-8 are replaced, so that it can be written and shown."""
    return os.fsencode(name).decode("utf-8", "replace")


def read_sources(found: FoundSources, *, folder: Path | None, jobs: int, progress: Progress) -> ReadSources:
    """Read every file; a bad one is refused and the others are done. ``folder``: where readings are kept.

    Interrupted, it keeps what has been read. ``jobs``: how many files at once, each in a process of its own.
    """
    outcomes: list[_Outcome] = []
    for outcome in _find_outcomes(found.tasks, folder, jobs):
        if folder is not None and isinstance(outcome.result, SourceReading) and not outcome.kept:
            save_reading(folder, outcome.key, reading=outcome.result)
        outcomes.append(_with_flags(outcome))
        progress(len(outcomes), len(found.tasks), outcome.task.name, _summary(outcome))
    order = {task.document_id: number for number, task in enumerate(found.tasks)}
    outcomes.sort(key=lambda item: order[item.task.document_id])
    refused = [item.result for item in outcomes if isinstance(item.result, RefusedFile)]
    return ReadSources(
        readings=tuple(item.result for item in outcomes if isinstance(item.result, SourceReading)),
        sources={task.document_id: task.load for task in found.tasks},
        refused=(*found.refused, *refused),
        keys=tuple(item.key for item in outcomes if item.key),
    )


def read_task(task: Task, content: bytes) -> SourceReading:
    """Read the bytes of one file; raises InputError, also where the reader itself fails on it."""
    try:
        document = read_document(content, name=task.name, document_id=task.document_id, ocr=recognise)
        return read_source(document, load_pack(task.topic))
    except PinciteError:
        raise
    except Exception as error:  # one file must not end the run; it is reported, with what went wrong
        if os.environ.get("PINCITE_DEBUG"):
            raise
        what = f"{BROKE_DOWN[:-1]} ({type(error).__name__}: {error})."
        raise InputError(what, where=task.name, way_out=WAY_OUT) from None


def recognise(image: bytes) -> OcrPage:
    """The words on a page picture (PNG bytes), by tesseract; raises MissingProgramError where it is not installed."""
    text, quality = recognise_page(image)
    return OcrPage(text=text, quality=quality)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outcome:
    """What came of one file. key: of its kept reading, "" where it was not loaded; kept: it was read before."""

    task: Task
    key: str
    result: SourceReading | RefusedFile
    kept: bool = False


def _with_flags(outcome: _Outcome) -> _Outcome:
    """The outcome with what is known of the file from where it was found."""
    reading = outcome.result
    if isinstance(reading, RefusedFile) or not outcome.task.flags:
        return outcome
    flags = tuple(dict.fromkeys((*outcome.task.flags, *reading.document.flags)))
    return replace(outcome, result=replace(reading, document=replace(reading.document, flags=flags)))


def _find_outcomes(tasks: Sequence[Task], folder: Path | None, jobs: int) -> Iterator[_Outcome]:
    waiting: list[tuple[Task, str]] = []
    for task in tasks:
        try:
            digest = sha256(task.load()).hexdigest()
        except InputError as error:
            yield _refuse(task, "", error)
            continue
        key = make_key(task, digest)
        kept = load_reading(folder, key, shape=SourceReading) if folder else None
        if kept is None or kept.document.sha256 != digest:
            waiting.append((task, key))
        else:
            yield _Outcome(task=task, key=key, result=kept, kept=True)
    work = Work(do=_read_keyed, load=_load_keyed, send=_send_keyed)
    for (task, key), take in work_through(waiting, work, jobs=jobs):
        yield _settle(task, key, take)


def load_task(task: Task) -> bytes:
    """The bytes of a task's file; raises InputError where it cannot be opened."""
    return task.load()


def make_sendable(task: Task) -> Task:
    """The task for another process: without its loader, which may hold an open archive."""
    return replace(task, load=bytes)


def _load_keyed(item: tuple[Task, str]) -> bytes:
    return load_task(item[0])


def _send_keyed(item: tuple[Task, str]) -> tuple[Task, str]:
    return make_sendable(item[0]), item[1]


def _read_keyed(item: tuple[Task, str], content: bytes) -> SourceReading:
    return read_task(item[0], content)


def _settle(task: Task, key: str, read: Callable[[], SourceReading]) -> _Outcome:
    try:
        reading = read()
    except InputError as error:
        return _refuse(task, key, error)
    if not key.startswith(reading.document.sha256[:_KEY]):
        return _refuse(task, key, InputError("it changed while it was being read.", way_out="Run again."))
    return _Outcome(task=task, key=key, result=reading)


def _refuse(task: Task, key: str, error: InputError) -> _Outcome:
    return _Outcome(task=task, key=key, result=RefusedFile(name=task.name, what=error.what, way_out=error.way_out))


def make_key(task: Task, digest: str) -> str:
    """Name of a kept reading: it changes with the bytes (their sha256), the name and everything that reads them."""
    parts = (digest, task.document_id, task.name, _reader_key(task.topic))
    said = sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()
    return f"{digest[:_KEY]}-{said[:_KEY]}"


@cache
def _reader_key(topic: str) -> str:
    pack = load_pack(topic)
    knowledge = sha256(msgspec.json.encode((pack.topic, pack.grammar))).hexdigest()
    return " ".join((INTAKE_VERSION, READER, READER_VERSION, knowledge, "ocr" if has_ocr() else "no-ocr"))


def has_ocr() -> bool:
    """Whether pages without text can be read on this machine."""
    try:
        find_tesseract()
    except MissingProgramError:
        return False
    return True


def _summary(outcome: _Outcome) -> str:
    if isinstance(outcome.result, RefusedFile):
        return f"not read: {outcome.result.what}"
    reading = outcome.result
    pages = f"{len(reading.document.pages)} pages, " if reading.document.pages else ""
    again = "as before: " if outcome.kept else ""
    return f"{again}{pages}{reading.search.words} words, {len(reading.provisions)} drafts"
