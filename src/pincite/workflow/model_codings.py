"""A model's codings in a study: asked for once, kept while a run goes on, and stored so that reviews need no model.

models.jsonl holds one row a document: the drafts that count, what was rejected and why, what failed, the meter and the
record of reader, model, host and prompt. No key and no URL. Its sha256 stands in the manifest's settings.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import msgspec

from pincite.adapters.atomic import write_one
from pincite.adapters.folders import read_bytes
from pincite.adapters.model_endpoint import add_meters
from pincite.adapters.study import Manifest, load_reading, save_reading
from pincite.errors import InputError, StudyError
from pincite.packs.llm import load_prompt
from pincite.reading.draft import READER, READER_VERSION
from pincite.workflow.model_reader import ModelReaderSettings, ModelReading, replace_drafts
from pincite.workflow.pack import Pack
from pincite.workflow.read import SourceReading
from pincite.workflow.sources import Progress

MODELS = "models.jsonl"
_KEY = 24  # characters of a checksum in the name of a kept reading
_REDO = "Assess the documents again, with --reader llm or --reader rules."


def code_readings(
    readings: Sequence[SourceReading],
    read: Callable[[SourceReading], ModelReading],
    *,
    keep: Callable[[SourceReading], str],
    folder: Path,
    progress: Progress,
) -> tuple[ModelReading, ...]:
    """Every reading coded by the model. What is kept in ``folder`` under its key (``keep``) is not asked again.

    A coding in which a request failed is not kept, so that the next run asks again.
    """
    coded = []
    for number, reading in enumerate(readings, 1):
        key = keep(reading)
        kept = load_reading(folder, key, shape=ModelReading)
        item = kept or read(reading)
        if kept is None and not item.failures:
            save_reading(folder, key, reading=item)
        coded.append(item)
        asked = "kept answers" if kept else f"{item.meter.requests} requests"
        became = f"{asked}, {len(item.provisions)} drafts of the model, {len(item.rejected)} rejected"
        progress(number, len(readings), reading.document.name, became)
    return tuple(coded)


def make_model_key(reading: SourceReading, settings: ModelReaderSettings, pack: Pack) -> str:
    """Name of a kept coding: it changes with everything that the model is shown and that reads its answer."""
    endpoint = settings.endpoint
    said = (
        settings.coder, endpoint.chat_url, endpoint.temperature, endpoint.most_tokens, endpoint.json_mode,
        settings.show, load_prompt().sha256, READER, READER_VERSION, pack.topic, reading.document.sha256,
        reading.document.text, reading.passages, reading.provisions, reading.definitions,
    )  # fmt: skip
    return f"{reading.document.sha256[:_KEY]}-{sha256(msgspec.json.encode(said)).hexdigest()[:_KEY]}"


def price_codings(coded: Sequence[ModelReading], settings: ModelReaderSettings) -> tuple[ModelReading, ...]:
    """The codings at the prices of this run, also those that an earlier one paid for."""
    return tuple(replace(item, meter=add_meters([item.meter], settings.endpoint.prices)) for item in coded)


def with_codings(readings: Sequence[SourceReading], coded: Sequence[ModelReading]) -> tuple[SourceReading, ...]:
    """The readings with the model's drafts, as they are without codings; raises StudyError where one is missing."""
    if not coded:
        return tuple(readings)
    by_source = {(item.record.document, item.record.document_sha256): item for item in coded}
    found = [(reading, by_source.get((reading.document.id, reading.document.sha256))) for reading in readings]
    missing = next((reading.document.name for reading, item in found if item is None), None)
    if missing is not None:
        raise StudyError(f"it holds no coding of {missing}.", where=MODELS, way_out=_REDO)
    return tuple(replace_drafts(reading, item) for reading, item in found if item is not None)


def render_codings(coded: Sequence[ModelReading]) -> bytes:
    """models.jsonl: one JSON document a line."""
    return b"".join(msgspec.json.encode(item) + b"\n" for item in coded)


def describe_settings(coded: Sequence[ModelReading]) -> dict[str, str]:
    """What the manifest says of the codings: whose they are and the checksum of their file; nothing without any."""
    if not coded:
        return {}
    return {"reader": coded[0].record.coder, MODELS: sha256(render_codings(coded)).hexdigest()}


def save_codings(folder: Path, coded: Sequence[ModelReading]) -> None:
    """Write models.jsonl, or take one away that belongs to an earlier run. Raises StudyError where it cannot."""
    if coded:
        write_one(folder / MODELS, render_codings(coded))
    else:
        (folder / MODELS).unlink(missing_ok=True)


def load_codings(folder: Path, manifest: Manifest) -> tuple[ModelReading, ...]:
    """The model's codings that a study rests on, () for a study read by rules; raises StudyError for a changed file."""
    expected = manifest.settings.get(MODELS)
    if expected is None:
        return ()
    path = folder / MODELS
    try:
        content = read_bytes(path)
    except InputError as error:
        raise StudyError(f"it cannot be read: {error.what}", where=str(path), way_out=_REDO) from None
    if sha256(content).hexdigest() != expected:
        raise StudyError("it was changed after the study was made.", where=str(path), way_out=_REDO)
    return parse_codings(content, where=str(path))


def parse_codings(content: bytes, *, where: str) -> tuple[ModelReading, ...]:
    """The codings of a models.jsonl; raises StudyError with the line that is none."""
    found = []
    for number, line in enumerate(content.splitlines(), 1):
        try:
            found.append(msgspec.json.decode(line, type=ModelReading))
        except (msgspec.DecodeError, UnicodeDecodeError, ValueError) as error:
            what = f"it holds no coding of a document ({error})."
            raise StudyError(what, where=f"{where}:{number}", way_out=_REDO) from None
    return tuple(found)
