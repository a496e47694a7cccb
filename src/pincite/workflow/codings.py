"""Coded instruments: reference codings found, their texts read and drafted, those left out never opened."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from pincite.adapters.folders import find_by_stem, find_json, read_bytes
from pincite.agreement.drafts import Drafted
from pincite.agreement.reference import ReferenceCoding, parse_reference
from pincite.errors import InputError
from pincite.intake.raw import Ocr
from pincite.intake.read import read_document
from pincite.model.anchor import check_citation
from pincite.workflow.pack import Pack
from pincite.workflow.read import SourceReading, read_source

TWINS = (".txt", ".md", ".html", ".xml")
ORIGINALS = (".pdf", ".rtf", ".docx", ".html", ".xml", ".md", ".txt")  # a text that is all there is counts as original
Progress = Callable[[str], None]
CodedText = tuple[ReferenceCoding, Path]
Recode = Callable[[SourceReading], SourceReading]


def find_codings(
    gold_dir: Path, *, leave_out: frozenset[str] = frozenset(), only: frozenset[str] | None = None
) -> list[ReferenceCoding]:
    """The reference codings of a folder by name; raises InputError where there is none.

    leave_out, only: names without their ending; ``only`` None for all. No other file is opened.
    """
    wanted = [p for p in find_json(gold_dir) if p.stem not in leave_out and (only is None or p.stem in only)]
    codings = [parse_reference(read_bytes(path), where=path.name) for path in wanted]
    if not codings:
        way_out = "Give the folder with the *.json codings."
        raise InputError("no reference coding is there.", where=str(gold_dir), way_out=way_out)
    return codings


def find_texts(
    codings: Sequence[ReferenceCoding], texts_dir: Path, endings: Sequence[str] = TWINS
) -> tuple[list[CodedText], list[str]]:
    """Each coding with the file that holds its text, and the names of those without one."""
    found = [(coding, find_by_stem(texts_dir, coding.slug, endings)) for coding in codings]
    return [(c, path) for c, path in found if path is not None], [c.slug for c, path in found if path is None]


def draft_texts(
    texts: Sequence[CodedText], *, pack: Pack, ocr: Ocr | None = None, recode: Recode | None = None, progress: Progress
) -> Iterator[Drafted]:
    """Each text read and drafted when it is asked for. recode: another reader's drafts in the place of those by rule.

    seconds: intake and reading of the file.
    """
    for coding, path in texts:
        progress(path.name)
        started = time.perf_counter()
        document = read_document(read_bytes(path), name=path.name, document_id=coding.slug, ocr=ocr)
        reading = read_source(document, pack)
        reading = recode(reading) if recode else reading
        citations = [citation for item in reading.provisions for citation in item.citations]
        yield Drafted(
            coding=coding,
            document=document,
            passages=reading.passages,
            provisions={item.conduct: item for item in reading.provisions},
            quotes_found=sum(1 for citation in citations if not check_citation(citation, document)),
            quotes_made=len(citations),
            seconds=time.perf_counter() - started,
            words=reading.search.words,
        )
