"""The reader measured against reference codings, and answers against expected answers of real places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from pincite.adapters.folders import read_bytes
from pincite.agreement.drafts import measure_drafts
from pincite.agreement.expected import Difference, compare_expected, parse_expected, sum_counts
from pincite.agreement.reference import ReferenceCoding, ReferenceProvision
from pincite.intake.raw import Ocr
from pincite.intake.read import read_document
from pincite.model.anchor import cite, find_quote
from pincite.model.document import SourceDocument
from pincite.model.law import LegalException, Provision, Rule, Scope
from pincite.model.pinpoint import pinpoint
from pincite.model.place import Agency, AttestedSearch, Place, PlaceFile
from pincite.reading.features import find_features
from pincite.workflow.assess import assess_documents
from pincite.workflow.codings import ORIGINALS, TWINS, Progress, Recode, draft_texts, find_codings, find_texts
from pincite.workflow.model_reader import ModelReaderSettings, open_recoder
from pincite.workflow.pack import Pack, load_pack
from pincite.workflow.read import SourceReading, read_source


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluateOptions:
    """What to measure. leave_out: slugs. twins, originals: plain-text twins, original files, or both.

    misses: also list every disagreement. ocr: reads pages without text. model: whose drafts are measured, None for
    the reader by rules.
    """

    leave_out: frozenset[str] = frozenset()
    twins: bool = True
    originals: bool = True
    misses: bool = False
    ocr: Ocr | None = None
    model: ModelReaderSettings | None = None


def evaluate_codings(
    gold_dir: Path, texts_dir: Path, *, options: EvaluateOptions, progress: Progress
) -> dict[str, Any]:
    """Figures for the plain-text twins and, under "originals", for the original files; see agreement.drafts.

    With a model, "reader" says what was asked, what it took and what of the answers was rejected.
    """
    pack = load_pack()
    codings = find_codings(gold_dir, leave_out=options.leave_out)
    with open_recoder(options.model, pack) as recode:
        source = _Source(texts_dir=texts_dir, pack=pack, options=options, recode=recode, progress=progress)
        result = _measure(codings, TWINS, source) if options.twins else {}
        if options.originals:
            result["originals"] = _measure(codings, ORIGINALS, source)
        return {**result, **recode.describe()}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """Where the instruments' texts come from and how they are read."""

    texts_dir: Path
    pack: Pack
    options: EvaluateOptions
    recode: Recode
    progress: Progress


def _measure(codings: Sequence[ReferenceCoding], endings: Sequence[str], source: _Source) -> dict[str, Any]:
    texts, unread = find_texts(codings, source.texts_dir, endings)
    drafted = draft_texts(
        texts, pack=source.pack, ocr=source.options.ocr, recode=source.recode, progress=source.progress
    )
    figures, misses = measure_drafts(drafted, [conduct.id for conduct in source.pack.topic.conducts])
    figures["not_read"] = unread
    if source.options.misses:
        figures["misses"] = [asdict(miss) for miss in misses]
    return figures


def evaluate_answers(
    answers_dir: Path,
    texts_dir: Path,
    *,
    gold_dir: Path | None,
    progress: Progress,
    ocr: Ocr | None = None,
    model: ModelReaderSettings | None = None,
) -> dict[str, Any]:
    """Every place of ``answers_dir``, assessed from drafts or, with ``gold_dir``, from reference codings.

    model: whose drafts are used, None for the reader by rules. Only codings of the places' own files are opened.
    """
    pack = load_pack()
    folders = sorted(path for path in answers_dir.iterdir() if (path / "place.json").is_file())
    codings = _codings(gold_dir, folders) if gold_dir else None
    counts: list[dict[str, int]] = []
    differences: list[dict[str, Any]] = []
    with open_recoder(model, pack) as recode:
        source = _Places(texts_dir=texts_dir, pack=pack, ocr=ocr, recode=recode, progress=progress)
        for folder in folders:
            for row, found in _compare_place(folder, source, codings):
                counts.append(row)
                differences.extend(asdict(item) for item in found)
        return {**sum_counts(counts), "differences": differences, **recode.describe()}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Places:
    """Where the places' texts come from and how they are read."""

    texts_dir: Path
    pack: Pack
    ocr: Ocr | None
    recode: Recode
    progress: Progress


def _codings(gold_dir: Path, folders: Sequence[Path]) -> dict[str, ReferenceCoding]:
    slugs = frozenset(item["slug"] for folder in folders for item in _load_place(folder)["files"])
    return {coding.slug: coding for coding in find_codings(gold_dir, only=slugs)}


def _load_place(folder: Path) -> Mapping[str, Any]:
    data: Mapping[str, Any] = msgspec.json.decode(read_bytes(folder / "place.json"))
    return data


def _compare_place(
    folder: Path, source: _Places, codings: Mapping[str, ReferenceCoding] | None
) -> Iterator[tuple[dict[str, int], list[Difference]]]:
    """One place against each of its files of expected answers."""
    data = _load_place(folder)
    place = place_from_json(data)
    readings = [_read_file(folder, item, source) for item in data["files"]]
    provisions = _coded(readings, codings, source.pack) if codings is not None else None
    for path in sorted(folder.glob("expected*.json")):
        expected = msgspec.json.decode(read_bytes(path))
        assessed = assess_documents(
            readings, replace(place, as_of=expected["as_of"]), pack=source.pack, rubric=source.pack.rubric(),
            provisions=provisions,
        )  # fmt: skip
        name = f"{folder.name}@{expected['as_of']}"
        yield compare_expected(name, parse_expected(expected), assessed.assessment)


def _read_file(folder: Path, item: Mapping[str, Any], source: _Places) -> SourceReading:
    source.progress(f"{folder.name}: {item['file']}")
    content = read_bytes(source.texts_dir / item["file"])
    document = read_document(content, name=item["file"], document_id=item["slug"], ocr=source.ocr)
    return source.recode(read_source(document, source.pack))


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
