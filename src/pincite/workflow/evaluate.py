"""The reader measured against reference codings, and answers against expected answers of real places."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from pincite.adapters.folders import find_by_stem, find_json, read_bytes
from pincite.agreement.drafts import Drafted, measure_drafts
from pincite.agreement.expected import compare_expected, parse_expected, sum_counts
from pincite.agreement.reference import ReferenceCoding, ReferenceProvision, parse_reference
from pincite.errors import InputError
from pincite.intake.raw import Ocr
from pincite.intake.read import read_document
from pincite.model.anchor import check_citation, cite, find_quote
from pincite.model.document import SourceDocument
from pincite.model.law import LegalException, Provision, Rule, Scope
from pincite.model.pinpoint import pinpoint
from pincite.model.place import Agency, AttestedSearch, Place, PlaceFile
from pincite.reading.features import find_features
from pincite.workflow.assess import assess_documents
from pincite.workflow.pack import Pack, load_pack
from pincite.workflow.read import SourceReading, read_source

TWINS = (".txt", ".md", ".html", ".xml")
ORIGINALS = (".pdf", ".rtf", ".docx", ".html", ".xml", ".md")
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluateOptions:
    """What to measure. leave_out: slugs. twins, originals: plain-text twins, original files, or both.

    misses: also list every disagreement. ocr: reads pages without text.
    """

    leave_out: frozenset[str] = frozenset()
    twins: bool = True
    originals: bool = True
    misses: bool = False
    ocr: Ocr | None = None


def evaluate_codings(
    gold_dir: Path, texts_dir: Path, *, options: EvaluateOptions, progress: Progress
) -> dict[str, Any]:
    """Figures for the plain-text twins and, under "originals", for the original files; see agreement.drafts."""
    pack = load_pack()
    codings = [c for c in _codings(gold_dir) if c.slug not in options.leave_out]
    if not codings:
        raise InputError(
            "no reference coding is there.", where=str(gold_dir), way_out="Give the folder with the *.json codings."
        )
    source = _Source(texts_dir=texts_dir, pack=pack, options=options, progress=progress)
    result = _measured(codings, TWINS, source) if options.twins else {}
    if options.originals:
        result["originals"] = _measured(codings, ORIGINALS, source)
    return result


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """Where the instruments' texts come from and how they are read."""

    texts_dir: Path
    pack: Pack
    options: EvaluateOptions
    progress: Progress


def _codings(gold_dir: Path) -> list[ReferenceCoding]:
    return [parse_reference(read_bytes(path), where=path.name) for path in find_json(gold_dir)]


def _measured(codings: Sequence[ReferenceCoding], endings: Sequence[str], source: _Source) -> dict[str, Any]:
    unread: list[str] = []
    drafted = draft_codings(codings, endings, source, unread=unread)
    figures, misses = measure_drafts(drafted, [conduct.id for conduct in source.pack.topic.conducts])
    figures["not_read"] = unread
    if source.options.misses:
        figures["misses"] = [asdict(miss) for miss in misses]
    return figures


def draft_codings(
    codings: Sequence[ReferenceCoding], endings: Sequence[str], source: _Source, *, unread: list[str]
) -> Iterator[Drafted]:
    """Each coded instrument with what the reader makes of it; ``unread`` gets the slugs whose text is absent."""
    for coding in codings:
        path = find_by_stem(source.texts_dir, coding.slug, endings)
        if path is None:
            unread.append(coding.slug)
            continue
        source.progress(path.name)
        started = time.perf_counter()
        document = read_document(read_bytes(path), name=path.name, document_id=coding.slug, ocr=source.options.ocr)
        reading = read_source(document, source.pack)
        yield _as_drafted(coding, reading, time.perf_counter() - started)


def _as_drafted(coding: ReferenceCoding, reading: SourceReading, seconds: float) -> Drafted:
    citations = [citation for item in reading.provisions for citation in item.citations]
    return Drafted(
        coding=coding,
        document=reading.document,
        passages=reading.passages,
        provisions={item.conduct: item for item in reading.provisions},
        quotes_found=sum(1 for citation in citations if not check_citation(citation, reading.document)),
        quotes_made=len(citations),
        seconds=seconds,
        words=reading.search.words,
    )


def evaluate_answers(
    answers_dir: Path, texts_dir: Path, *, gold_dir: Path | None, progress: Progress, ocr: Ocr | None = None
) -> dict[str, Any]:
    """Every place of ``answers_dir``, assessed from drafts or, with ``gold_dir``, from reference codings."""
    pack = load_pack()
    rubric = pack.rubric()
    codings = {coding.slug: coding for coding in _codings(gold_dir)} if gold_dir else None
    counts, differences = [], []
    for folder in sorted(path for path in answers_dir.iterdir() if (path / "place.json").is_file()):
        readings, place = _place(folder, texts_dir, pack=pack, ocr=ocr, progress=progress)
        provisions = _coded(readings, codings, pack) if codings is not None else None
        for expected_path in sorted(folder.glob("expected*.json")):
            expected = msgspec.json.decode(read_bytes(expected_path))
            assessed = assess_documents(
                readings, replace(place, as_of=expected["as_of"]), pack=pack, rubric=rubric, provisions=provisions
            )
            name = f"{folder.name}@{expected['as_of']}"
            row, found = compare_expected(name, parse_expected(expected), assessed.assessment)
            counts.append(row)
            differences.extend(found)
    return {**sum_counts(counts), "differences": [asdict(item) for item in differences]}


def _place(
    folder: Path, texts_dir: Path, *, pack: Pack, ocr: Ocr | None, progress: Progress
) -> tuple[list[SourceReading], Place]:
    data = msgspec.json.decode(read_bytes(folder / "place.json"))
    readings = []
    for item in data["files"]:
        progress(f"{folder.name}: {item['file']}")
        path = texts_dir / item["file"]
        document = read_document(read_bytes(path), name=item["file"], document_id=item["slug"], ocr=ocr)
        readings.append(read_source(document, pack))
    return readings, place_from_json(data)


def place_from_json(data: Mapping[str, Any]) -> Place:
    """A Place from the JSON form of expected answers."""
    return Place(
        name=data["name"],
        state=data["state"],
        kind=data["kind"],
        as_of=data["as_of"],
        agencies=tuple(_agency(item) for item in data["agencies"]),
        files=tuple(_file(item) for item in data["files"]),
        attested_searches=tuple(msgspec.convert(item, AttestedSearch) for item in data.get("attested_searches", ())),
        state_law_supplied=data.get("state_law_supplied", ""),
    )


def _agency(item: Mapping[str, Any]) -> Agency:
    lock_up = item.get("lock_up", "no")
    return Agency(
        id=item["id"],
        name=item["name"],
        kind=item["kind"],
        keeps_jail=bool(item.get("keeps_jail", False)),
        lock_up=lock_up if isinstance(lock_up, str) else ("yes" if lock_up else "no"),
        asked=item.get("asked") != [],
    )


def _file(item: Mapping[str, Any]) -> PlaceFile:
    return PlaceFile(
        file=item["file"],
        issuer=item["issuer"],
        level=item["level"],
        kind=item["kind"],
        binds=tuple(item["binds"]),
        status=item["status"],
        in_force_from=item["in_force_from"] or "",
        in_force_to=item["in_force_to"] or "",
        text_date=item["text_date"] or "",
        whole=item["whole"],
        note=item["note"],
    )


def _coded(readings: Sequence[SourceReading], codings: Mapping[str, ReferenceCoding], pack: Pack) -> list[Provision]:
    """Provisions as the reference codings have them, cited in the documents at hand."""
    meanings = tuple(item.meaning for reading in readings for item in reading.definitions)
    return [
        provision
        for reading in readings
        if reading.document.id in codings
        for gold in codings[reading.document.id].provisions
        if gold.rule is not Rule.SILENT and (provision := _provision(gold, reading.document, pack, meanings))
    ]


def _provision(
    gold: ReferenceProvision, document: SourceDocument, pack: Pack, meanings: Sequence[str]
) -> Provision | None:
    anchors = [found for quote in gold.quotes if (found := find_quote(document.text, quote))]
    citations = tuple(cite(document, a.start, a.end, pinpoint=pinpoint(document, a.start)) for a in anchors)
    if not citations:
        return None
    provision = Provision(
        instrument=document.id,
        conduct=gold.conduct,
        rule=gold.rule,
        exceptions=tuple(LegalException(kind=k, alone=k in gold.alone) for k in gold.exceptions_either),
        scope=Scope(gold.scope),
        scope_words=gold.scope_words,
        bound=gold.bound_either,
        citations=citations,
        coder="reference",
        note=gold.note,
    )
    return replace(provision, features=find_features(provision, document, topic=pack.topic, meanings=meanings))
