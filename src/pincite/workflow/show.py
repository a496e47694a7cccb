"""What the program sees: a document as it was read, and a rubric as it is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from pincite.adapters.study import read_place_text
from pincite.errors import PackError, UsageError
from pincite.model.document import Mark, SourceDocument
from pincite.model.law import Provision
from pincite.model.rubric import Rubric
from pincite.topics import check_rubric, render_codebook
from pincite.topics.strict_yaml import convert, parse_strict
from pincite.workflow.pack import DEFAULT_TOPIC, Pack, load_pack
from pincite.workflow.read import SourceReading
from pincite.workflow.sources import Progress, ReadSources, find_sources, read_sources


def read_files(paths: Sequence[Path], *, jobs: int, progress: Progress, topic: str = DEFAULT_TOPIC) -> ReadSources:
    """Read files, folders and archives without making a study; refused ones are in ``refused``."""
    found = find_sources(paths, topic=topic)
    return read_sources(found, folder=None, jobs=jobs, progress=progress)


def describe_reading(reading: SourceReading) -> dict[str, Any]:
    """A reading as plain JSON: text, pages, sections, marks, flags, facts, drafts and what was searched.

    Offsets are code points into ``text``.
    """
    document = reading.document
    plain: dict[str, Any] = msgspec.to_builtins(
        {
            "document": document.id, "name": document.name, "media_type": document.media_type,
            "sha256": document.sha256, "byte_count": document.byte_count, "facts": reading.facts,
            "flags": document.flags, "search": reading.search, "provisions": reading.provisions,
            "abstained": reading.abstained, "pages": document.pages, "sections": document.sections,
            "marks": document.marks, "passages": reading.passages, "text": document.text,
        }
    )  # fmt: skip
    return plain


def render_reading(reading: SourceReading, *, with_text: bool = True) -> str:
    """A reading for people: facts, flags, drafts with their quotes, and the text with pages and struck words shown."""
    lines = [f"# {reading.document.name}", *_facts(reading), *_flags(reading.document), *_drafts(reading)]
    if with_text:
        lines += ["", "## Text", "", _marked_text(reading.document)]
    return "\n".join(lines) + "\n"


def _facts(reading: SourceReading) -> Iterator[str]:
    document, facts = reading.document, reading.facts
    yield f"{document.media_type}, {document.byte_count} bytes, sha256 {document.sha256}"
    yield f"{len(document.pages)} pages, {reading.search.words} words, {len(document.sections)} sections"
    stated = {
        "kind": facts.kind.value, "level": facts.level.value, "status": facts.status.value,
        "issued by": facts.issuing_body,
        "state": facts.state, "place": facts.place_name, "in force from": facts.effective_date,
        "adopted": facts.adopted_date, "text of": facts.text_date,
        "ends": facts.sunset_date or (facts.term.told if facts.term else ""),
    }  # fmt: skip
    yield from (f"{name}: {value or 'not stated'}" for name, value in stated.items())
    if not reading.search.complete:
        yield f"not read completely: {reading.search.why_incomplete}"


def _flags(document: SourceDocument) -> Iterator[str]:
    for flag in document.flags:
        yield f"note{f', page {flag.page}' if flag.page else ''}: {flag.message}"


def _drafts(reading: SourceReading) -> Iterator[str]:
    yield from ("", f"## Drafts ({len(reading.provisions)}, by machine, not reviewed)")
    for item in reading.provisions:
        yield f"{item.conduct}: {item.rule}{', in part' if item.scope == 'part' else ''}{_ways_out(item)}"
        yield from (f"    {cited.pinpoint}: “{' '.join(cited.quote.split())}”" for cited in item.citations)
    if reading.abstained:
        yield f"something is said on {', '.join(reading.abstained)}, but not clearly enough for a draft"


def _ways_out(item: Provision) -> str:
    ways = [exception.kind if exception.alone else f"{exception.kind} (not alone)" for exception in item.exceptions]
    return f", unless {', '.join(ways)}" if ways else ""


def _marked_text(document: SourceDocument) -> str:
    """The reading text with the pages and the words that are not law shown in brackets."""
    starts = {page.start: f"[page {page.label or page.number}]\n" for page in document.pages if page.start < page.end}
    inserts = sorted([*starts.items(), *_edges(document.marks)], key=lambda item: item[0])
    pieces, at = [], 0
    for offset, shown in inserts:
        pieces += [document.text[at:offset], shown]
        at = offset
    return "".join([*pieces, document.text[at:]])


def _edges(marks: Sequence[Mark]) -> Iterator[tuple[int, str]]:
    for mark in marks:
        yield mark.start, f"[{mark.kind.value}: "
        yield mark.end, "]"


def get_rubric(name: str, pack: Pack) -> Rubric:
    """The packaged rubric of that id or the one in that file; raises UsageError or PackError."""
    if not _is_file(name):
        return pack.rubric(name)
    rubric, problems = check_rubric_file(Path(name), pack)
    if rubric is None or problems:
        raise PackError(problems[0]["what"], where=problems[0]["where"], way_out=problems[0]["way_out"])
    return rubric


def _is_file(name: str) -> bool:
    return name.endswith((".yaml", ".yml")) or Path(name).is_file()


def check_rubric_file(path: Path, pack: Pack) -> tuple[Rubric | None, list[dict[str, str]]]:
    """The rubric in a file and all its problems (where, what, way_out); None where it has not even the shape of one."""
    try:
        located = parse_strict(read_place_text(path), str(path))
        rubric = convert(located, shape=Rubric)
    except PackError as error:
        return None, [{"where": error.where, "what": error.what, "way_out": error.way_out}]
    found = check_rubric(rubric, pack.topic, located)
    return rubric, [{"where": item.where, "what": item.what, "way_out": item.way_out} for item in found]


def check_rubric_named(name: str) -> list[dict[str, str]]:
    """All problems of a packaged rubric or of one in a file."""
    pack = load_pack()
    if _is_file(name):
        return check_rubric_file(Path(name), pack)[1]
    try:
        pack.rubric(name)
    except PackError as error:
        return [{"where": error.where, "what": error.what, "way_out": error.way_out}]
    return []


def list_rubrics() -> list[dict[str, str]]:
    """The packaged rubrics with id, version and title."""
    pack = load_pack()
    rubrics = [pack.rubric(rubric_id) for rubric_id in pack.rubric_ids]
    return [{"id": item.id, "version": item.version, "title": item.title} for item in rubrics]


def describe_rubric(name: str) -> dict[str, Any]:
    """A rubric as plain JSON."""
    plain: dict[str, Any] = msgspec.to_builtins(get_rubric(name, load_pack()))
    return plain


def render_rubric(name: str) -> str:
    """A rubric for people: whose it is, its criteria and questions."""
    rubric = get_rubric(name, load_pack())
    return "\n".join(_rubric_lines(rubric)) + "\n"


def _rubric_lines(rubric: Rubric) -> Iterator[str]:
    yield f"{rubric.title} ({rubric.id}, version {rubric.version})"
    yield f"Standard of {rubric.author}; {rubric.source}"
    yield f"Answers: {', '.join(rubric.answers)}, unknown, not-applicable"
    for criterion in rubric.criteria:
        yield from ("", f"{criterion.id}  {criterion.title}")
        yield from (f"  {item.id}  {item.text}" for item in rubric.questions if item.criterion == criterion.id)
    loose = [item for item in rubric.questions if not item.criterion]
    yield from (["", *(f"{item.id}  {item.text}" for item in loose)] if loose else [])
    if rubric.elements:
        yield from ("", "Elements")
        yield from (f"  {item.id}  {item.text}" for item in rubric.elements)


def make_codebook(name: str) -> str:
    """The reading copy of a rubric and its codes, as Markdown."""
    pack = load_pack()
    return render_codebook(pack.topic, get_rubric(name, pack))


def check_paths(paths: Sequence[Path]) -> None:
    """Raise UsageError for the first path that is not there."""
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise UsageError("there is no such file or folder.", where=str(path), way_out="Check the path.")
