"""The main job as a study folder: documents and a place in, answers with quotes out; made again when people decide."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pincite import __version__
from pincite.adapters.atomic import lock_folder
from pincite.adapters.study import (
    PLACE,
    READINGS,
    Manifest,
    RefusedFile,
    StoredDocument,
    Study,
    check_target,
    drop_readings,
    is_study,
    load_review_rows,
    load_study,
    make_source_path,
    read_place_text,
    read_source_bytes,
    save_study,
)
from pincite.answering import Review
from pincite.errors import InputError, UsageError
from pincite.intake.read import READER_VERSION as INTAKE_VERSION
from pincite.model.document import SourceDocument
from pincite.model.law import Instrument, Provision
from pincite.model.place import Place
from pincite.model.rubric import Rubric
from pincite.reading.draft import READER, READER_VERSION
from pincite.reporting.assessment_json import render_assessment
from pincite.reporting.scorecard import render_scorecard
from pincite.reporting.view import ScorecardView
from pincite.workflow.assess import Assessed, assess_documents
from pincite.workflow.model_codings import (
    code_readings,
    describe_settings,
    load_codings,
    make_model_key,
    price_codings,
    save_codings,
    with_codings,
)
from pincite.workflow.model_reader import (
    MODEL_READER,
    MODEL_READER_VERSION,
    ModelReaderSettings,
    ModelReading,
    open_model_reader,
)
from pincite.workflow.notices import find_changed, find_notices, find_undated
from pincite.workflow.pack import DEFAULT_RUBRIC, DEFAULT_TOPIC, Pack, load_pack
from pincite.workflow.place import AsRead, parse_day, parse_place, render_place, seed_place, with_as_of
from pincite.workflow.read import SourceReading
from pincite.workflow.records import Recorded, find_effective, find_stale
from pincite.workflow.sources import FoundSources, Progress, ReadSources, Task, find_sources, has_ocr, read_sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to assess. paths: files, folders and archives, () to take the study's own sources again.

    place: "Name, ST", "" where a place.yaml says it. as_of: ISO day, "" for that of place.yaml, else today.
    reader: "rules", "llm" (which needs ``model``), or "" for rules, and without paths for what the study rests on.
    """

    paths: tuple[Path, ...]
    out: Path
    today: str
    place: str = ""
    as_of: str = ""
    rubric: str = ""
    place_file: Path | None = None
    jobs: int = 1
    reader: str = ""
    model: ModelReaderSettings | None = None

    def __post_init__(self) -> None:
        if self.reader not in ("", "rules", "llm"):
            raise UsageError(f"there is no reader {self.reader!r}.", way_out="Take rules or llm.")
        if (self.reader == "llm") != (self.model is not None):
            raise UsageError("a language model and the reader llm go together.", way_out="Give both or neither.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A study that was made, the answers in it, and what a person should be told. coded: a model's codings, if any."""

    study: Study
    assessed: Assessed
    notices: tuple[str, ...]
    coded: tuple[ModelReading, ...] = ()


def no_progress(done: int, total: int, name: str, became: str) -> None:
    """Say nothing."""


def assess(order: Order, *, progress: Progress = no_progress) -> Made:
    """Read the documents, answer the rubric for the place and write the study folder, or change nothing.

    Raises UsageError, PackError, StudyError; InputError where not one document could be read.
    """
    pack = load_pack(DEFAULT_TOPIC)
    check_target(order.out)
    found = _find(order, pack)
    with lock_folder(order.out), _open_coder(order, pack, progress) as code:
        before = load_study(order.out) if is_study(order.out) else None
        rubric = pack.rubric(order.rubric or (before.manifest.rubric if before else DEFAULT_RUBRIC))
        place, text = _place(order, found, pack=pack)
        read = read_sources(found, folder=order.out, jobs=order.jobs, progress=progress)
        _check_any(read, order.paths)
        coded = code(read.readings) or _stored_codings(order, before)
        setting = _Setting(pack=pack, rubric=rubric, place=place, place_text=text, today=order.today, coded=coded)
        made = _make(order.out, read, setting, rows=load_review_rows(order.out))
        if before and not order.paths:
            made = replace(made, notices=(*find_changed(before.documents, read.readings), *made.notices))
        drop_readings(order.out, keep=(*read.keys, *_model_keys(order, read, pack)))
    return made


_Coder = Callable[[Sequence[SourceReading]], tuple[ModelReading, ...]]


@contextmanager
def _open_coder(order: Order, pack: Pack, progress: Progress) -> Iterator[_Coder]:
    """What codes all readings with the order's model; gives () where none was asked for."""
    if order.model is None:
        yield lambda readings: ()
        return
    settings, keep = order.model, partial(make_model_key, settings=order.model, pack=pack)
    with open_model_reader(settings, pack) as read:
        yield lambda readings: price_codings(
            code_readings(readings, read, keep=keep, folder=order.out, progress=progress), settings
        )


def _stored_codings(order: Order, before: Study | None) -> tuple[ModelReading, ...]:
    """The codings that a study rests on, where it is only answered again."""
    again = not order.paths and not order.reader
    return load_codings(order.out, before.manifest) if again and before else ()


def _model_keys(order: Order, read: ReadSources, pack: Pack) -> list[str]:
    return [make_model_key(item, order.model, pack) for item in read.readings] if order.model else []


def remake(study: Study, rows: Sequence[Mapping[str, object]], *, today: str, added: Sequence[Task] = ()) -> Made:
    """The study answered again with these reviews, from its own sources and ``added``. The caller holds the lock."""
    pack = load_pack(study.manifest.topic)
    read = reread(study, keep=True, added=added)
    setting = _Setting(
        pack=pack,
        rubric=pack.rubric(study.manifest.rubric),
        place=parse_place(study.place_text, str(study.folder / PLACE), topic=pack.topic),
        place_text=study.place_text,
        today=today,
        coded=load_codings(study.folder, study.manifest),
    )
    made = _make(study.folder, read, setting, rows=rows)
    return replace(made, notices=(*find_changed(study.documents, read.readings), *made.notices))


def reread(study: Study, *, keep: bool, added: Sequence[Task] = ()) -> ReadSources:
    """The study's own sources read again; ``keep``: what is read is kept in the folder where it is not there yet.

    Raises InputError where one cannot be read any more.
    """
    folder = study.folder if keep or (study.folder / READINGS).is_dir() else None
    stored = find_stored(study)
    found = replace(stored, tasks=(*stored.tasks, *added))
    read = read_sources(found, folder=folder, jobs=1, progress=no_progress)
    if len(read.readings) < len(found.tasks):
        first = read.refused[-1]
        raise InputError(first.what, where=first.name, way_out=first.way_out)
    return read


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """What documents are judged in. place_text: its place.yaml, "" where it is still to be written.

    coded: a model's codings, whose drafts take the place of those by rule; () for none.
    """

    pack: Pack
    rubric: Rubric
    place: Place
    place_text: str
    today: str
    coded: tuple[ModelReading, ...] = ()


def _find(order: Order, pack: Pack) -> FoundSources:
    if order.paths:
        return find_sources(order.paths, out=order.out, topic=pack.topic.id)
    if not is_study(order.out):
        raise UsageError("no document is given.", way_out="Name files or folders: pincite assess PATH... -o OUT.")
    return find_stored(load_study(order.out))


def find_stored(study: Study) -> FoundSources:
    """The study's own sources as files to read, under the ids and names that they have."""
    topic = study.manifest.topic
    tasks = tuple(
        Task(document_id=item.id, name=item.name, topic=topic, flags=item.flags, load=_loader(study, item))
        for item in study.documents
    )
    return FoundSources(tasks=tasks, refused=study.manifest.refused, place_files=())


def _loader(study: Study, item: StoredDocument) -> Callable[[], bytes]:
    return lambda: read_source_bytes(study, item)


def _check_any(read: ReadSources, paths: Sequence[Path]) -> None:
    if read.readings:
        return
    if not read.refused:
        what, way_out = "no document was found.", "Give PDF, DOCX, RTF, HTML, XML, Markdown or text files."
        raise InputError(what, where=", ".join(map(str, paths)), way_out=way_out)
    first, more = read.refused[0], len(read.refused) - 1
    tail = f" (and {more} more file{'s' if more > 1 else ''} that could not be read)" if more else ""
    raise InputError(first.what, where=first.name, way_out=first.way_out + tail)


def _place(order: Order, found: FoundSources, *, pack: Pack) -> tuple[Place, str]:
    """The place and the text of its place.yaml, "" where it is still to be written."""
    as_of = parse_day(order.as_of, today=order.today) if order.as_of else ""
    path = _place_file(order, found)
    if path is None:
        if not order.place:
            way_out = 'Add --place "Name, ST", for example --place "Orange County, CA", or a place.yaml.'
            raise UsageError("it is not said which place is assessed.", way_out=way_out)
        return seed_place(order.place, as_of=as_of or order.today), ""
    text = read_place_text(path)
    place = parse_place(text, str(path), topic=pack.topic)
    if order.place:
        _check_same(place, order.place, path)
    place, text = with_as_of(place, text, as_of=as_of) if as_of else (place, text)
    parse_day(place.as_of, today=order.today, name=f"{path}: as_of")
    return place, text


def _place_file(order: Order, found: FoundSources) -> Path | None:
    """The place file to use: the one named, else that of the study, else the one among the documents."""
    if order.place_file is not None:
        return order.place_file
    if (order.out / PLACE).is_file():
        return order.out / PLACE
    if len(found.place_files) > 1:
        names = ", ".join(str(path) for path in found.place_files[:3])
        raise UsageError(f"there are several place files: {names}.", way_out="Name one with --place-file.")
    return found.place_files[0] if found.place_files else None


def _check_same(place: Place, named: str, path: Path) -> None:
    asked = seed_place(named, as_of=place.as_of)
    if (asked.name.lower(), asked.state) != (place.name.lower(), place.state):
        way_out = "Leave --place out, name another folder with -o, or change the file."
        raise UsageError(f"it is about {place.name}, {place.state}, not {named}.", where=str(path), way_out=way_out)


def _make(folder: Path, read: ReadSources, setting: _Setting, *, rows: Sequence[Mapping[str, object]]) -> Made:
    """Answer, draw the scorecard and write all of it."""
    pack, rubric, place = setting.pack, setting.rubric, setting.place
    read = replace(read, readings=with_codings(read.readings, setting.coded))
    drafts = tuple(item for reading in read.readings for item in reading.provisions)
    effective, stale = find_reviews(rows, drafts, read.readings)
    assessed = assess_documents(read.readings, place, pack=pack, rubric=rubric, reviews=effective)
    study = Study(
        folder=folder,
        place_text=setting.place_text or render_place(place, _as_read(read.readings, assessed)),
        documents=tuple(_row(reading, assessed) for reading in read.readings),
        provisions=drafts,
        searches=tuple(reading.search for reading in read.readings),
        reviews=tuple(dict(row) for row in rows),
        assessment=dict(render_assessment(assessed.assessment, rubric=rubric, topic=pack.topic)),
        manifest=_manifest(setting, read.refused),
    )
    saved = save_study(study, render_scorecard(_view(study, assessed, setting)), sources=read.sources)
    save_codings(folder, setting.coded)
    failed = [f"{item.record.document}: {failure}" for item in setting.coded for failure in item.failures]
    undated = find_undated(assessed, place.as_of, today=setting.today)
    notices = (*find_notices(place, assessed), *undated, *stale, *failed)
    return Made(study=saved, assessed=assessed, notices=notices, coded=setting.coded)


def find_reviews(
    rows: Sequence[Mapping[str, object]], drafts: Sequence[Provision], readings: Sequence[SourceReading]
) -> tuple[tuple[Review, ...], tuple[str, ...]]:
    """The reviews in effect, and a sentence for each that no longer fits what it was made on."""
    sums = {reading.document.id: reading.document.sha256 for reading in readings}
    effective: list[Recorded] = find_effective(rows)
    stale = find_stale(effective, drafts={item.id: item for item in drafts}, sources=sums)
    return tuple(item.review for item in effective if item.review.target not in stale), tuple(stale.values())


def _row(reading: SourceReading, assessed: Assessed) -> StoredDocument:
    document = reading.document
    return StoredDocument(
        id=document.id, name=document.name, source=make_source_path(document.id, document.name, document.media_type),
        sha256=document.sha256, media_type=document.media_type, byte_count=document.byte_count,
        pages=len(document.pages), words=reading.search.words, sections=len(document.sections), flags=document.flags,
        facts=reading.facts, instrument=_instrument(document, assessed),
    )  # fmt: skip


def _instrument(document: SourceDocument, assessed: Assessed) -> Instrument:
    return next(item for item in assessed.instruments if item.document == document.id)


def _as_read(readings: Sequence[SourceReading], assessed: Assessed) -> list[AsRead]:
    rows = [(reading.document.name, _instrument(reading.document, assessed)) for reading in readings]
    return [
        AsRead(
            file=name, issuer=item.issuer, level=item.level.value, kind=item.kind, status=item.status.value,
            in_force_from=item.in_force_from, text_date=item.text_date,
        )
        for name, item in rows
    ]  # fmt: skip


def _manifest(setting: _Setting, refused: tuple[RefusedFile, ...]) -> Manifest:
    topic, rubric, place = setting.pack.topic, setting.rubric, setting.place
    ocr = "tesseract" if has_ocr() else "not-installed"
    model = {MODEL_READER: MODEL_READER_VERSION} if setting.coded else {}
    said = {"place": place.name, "state": place.state, "as_of": place.as_of}
    return Manifest(
        pincite=__version__,
        topic=topic.id,
        topic_version=topic.version,
        rubric=rubric.id,
        rubric_version=rubric.version,
        generated_on=setting.today,
        readers={"intake": INTAKE_VERSION, READER: READER_VERSION, "ocr": ocr, **model},
        settings=said | describe_settings(setting.coded),
        refused=refused,
    )


def _view(study: Study, assessed: Assessed, setting: _Setting) -> ScorecardView:
    return ScorecardView(
        assessment=assessed.assessment,
        rubric=setting.rubric,
        topic=setting.pack.topic,
        generated_on=setting.today,
        instruments=assessed.instruments,
        documents={reading.document.id: reading.document for reading in assessed.readings},
        links={item.id: item.source for item in study.documents},
        searches=study.searches,
        refusals=tuple((item.name, item.what, item.way_out) for item in study.manifest.refused),
        agencies=setting.place.agencies,
    )


def count_jobs() -> int:
    """How many files to read at once on this machine."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, 8))
