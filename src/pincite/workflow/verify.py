"""Every claim of a study checked again: the files, each quote in its source read anew, each absence in its search."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import msgspec

from pincite.adapters.study import (
    MANIFEST,
    PLACE,
    PROVISIONS,
    REVIEWS,
    StoredDocument,
    Study,
    checksum,
    load_study,
    read_source_bytes,
)
from pincite.errors import InputError, PackError, StudyError, VerificationError
from pincite.intake.read import read_document
from pincite.model.anchor import check_citation
from pincite.model.answer import NOT_APPLICABLE, UNKNOWN
from pincite.model.document import SourceDocument, TextMethod
from pincite.model.law import Citation
from pincite.workflow.model_codings import MODELS, parse_codings
from pincite.workflow.model_reader import ModelReading
from pincite.workflow.pack import load_pack
from pincite.workflow.place import parse_place
from pincite.workflow.sources import recognise

_REDO = "Assess the documents again, or take the last good version from git."
_EDITED = {
    PLACE: "Answer again with it: pincite assess -o (the folder).",
    REVIEWS: "Reviews are added with pincite review; take the last good version from git.",
}
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A claim that does not hold. where: the file or the answer; what: the fault; way_out: what to do."""

    where: str
    what: str
    way_out: str

    def message(self) -> str:
        """One line: where, what and the way out."""
        return f"{self.where}: {self.what} {self.way_out}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What was checked and what failed. quotes: distinct ones.

    absences: answers that rest on a search, be it of documents or by a person's word.
    """

    documents: int
    quotes: int
    absences: int
    failures: tuple[Failure, ...]

    def as_json(self) -> dict[str, Any]:
        """As plain JSON, with ``verified`` first."""
        return {"verified": not self.failures, **asdict(self)}


@dataclass(frozen=True, slots=True)
class _Claim:
    """A citation and the answers or drafts that rest on it."""

    citation: Citation
    where: str


def verify(folder: Path, *, say: Say = lambda line: None) -> Verification:
    """Check the study in ``folder``. ``say`` is told each source as it is read anew. Raises StudyError for no study."""
    study = load_study(folder)
    coded, failures = _find_codings(study)
    claims = list(dict.fromkeys([*_find_claims(study), *_find_coded_claims(coded)]))
    failures += [*_check_files(study), *_check_codings(study, coded), *_check_quotes(study, claims, say)]
    absences = dict(_find_absences(study))
    failures += [*_check_absences(study, absences), *_check_looks(study), *_check_grounds(study)]
    return Verification(
        documents=len(study.documents),
        quotes=len({claim.citation for claim in claims}),
        absences=len(absences),
        failures=tuple(dict.fromkeys(failures)),
    )


def check_quotes(study: Path, *, say: Say = lambda line: None, wanted: str = "report") -> int:
    """How many quotes were found again; raises VerificationError that names the first quote or claim at fault.

    wanted: what is then not made, as the error calls it. Nothing is published of a study that does not hold.
    """
    result = verify(study, say=say)
    if result.failures:
        quoted = [item for item in result.failures if "“" in item.what]
        first, more = (quoted or result.failures)[0], len(result.failures) - 1
        tail = f" ({more} more: pincite verify {study})" if more else ""
        way_out = f"No {wanted} is made. {first.way_out}{tail}"
        raise VerificationError(first.what, where=f"{study}: {first.where}", way_out=way_out)
    return result.quotes


def _check_files(study: Study) -> Iterator[Failure]:
    """Every file is there and has the bytes that the manifest says."""
    for name, expected in study.manifest.files.items():
        path = study.folder / name
        if not path.is_file():
            yield Failure(where=name, what="the file is missing.", way_out=_EDITED.get(name, _REDO))
        elif checksum(path) != expected:
            yield Failure(
                where=name, what="the file was changed after the study was made.", way_out=_EDITED.get(name, _REDO)
            )
    listed = {item.source for item in study.documents}
    for name in sorted(listed - set(study.manifest.files)):
        yield Failure(where=name, what=f"{MANIFEST} does not list it.", way_out=_REDO)


def _find_claims(study: Study) -> Iterator[_Claim]:
    """The citations of every draft, answer, row and rule."""
    for provision in study.provisions:
        for citation in provision.citations:
            yield _Claim(citation, provision.id)
    for section in ("answers", "elements", "landscape"):
        for question, answer in _answers(study, section):
            yield from (_Claim(citation, question) for citation in _citations_in(answer))
    for item in study.assessment.get("beside", []):
        yield from (_Claim(citation, str(item.get("conduct"))) for citation in _citations_in(item))


def _find_codings(study: Study) -> tuple[tuple[ModelReading, ...], list[Failure]]:
    """The language model's codings in models.jsonl, and what is wrong with the file itself."""
    path, expected = study.folder / MODELS, study.manifest.settings.get(MODELS)
    if not path.is_file():
        missing = Failure(where=MODELS, what="the file is missing.", way_out=_REDO)
        return (), [missing] if expected else []
    failures = []
    if expected is None:
        failures.append(Failure(where=MODELS, what=f"{MANIFEST} does not list it.", way_out=_REDO))
    elif checksum(path) != expected:
        what = "the file was changed after the study was made."
        failures.append(Failure(where=MODELS, what=what, way_out=_REDO))
    try:
        return parse_codings(path.read_bytes(), where=MODELS), failures
    except StudyError as error:
        return (), [*failures, Failure(where=error.where, what=error.what, way_out=error.way_out)]


def _find_coded_claims(coded: tuple[ModelReading, ...]) -> Iterator[_Claim]:
    """The citations of every draft of the language model."""
    for line, item in enumerate(coded, 1):
        for provision in item.provisions:
            yield from (_Claim(citation, f"{MODELS}:{line}, {provision.id}") for citation in provision.citations)


def _check_codings(study: Study, coded: tuple[ModelReading, ...]) -> Iterator[Failure]:
    """Each coding is of one stored document, each document is coded once, and its drafts are the study's."""
    if not coded:
        return
    stored = {item.id: item.sha256 for item in study.documents}
    conducts = {conduct.id for conduct in load_pack(study.manifest.topic).topic.conducts}
    for line, item in enumerate(coded, 1):
        document, where = item.record.document, f"{MODELS}:{line}"
        if any(part.record.document == document for part in coded[: line - 1]):
            yield Failure(where=where, what=f"it codes {document} a second time.", way_out=_REDO)
        for what in _find_coding_faults(item, stored, conducts):
            yield Failure(where=where, what=what, way_out=_REDO)
    for document in sorted(stored.keys() - {item.record.document for item in coded}):
        yield Failure(where=MODELS, what=f"it holds no coding of {document}.", way_out=_REDO)
    drafts = {provision.id: provision for item in coded for provision in item.provisions}
    ours = {provision.id: provision for provision in study.provisions}
    for name in sorted(drafts.keys() | ours.keys()):
        if drafts.get(name) != ours.get(name):
            yield Failure(where=name, what=f"its drafts in {MODELS} and {PROVISIONS} differ.", way_out=_REDO)


def _find_coding_faults(item: ModelReading, stored: Mapping[str, str], conducts: set[str]) -> Iterator[str]:
    """What one coding names that is not there. stored: sha256 by document."""
    document = item.record.document
    if document not in stored:
        yield f"it codes {document!r}, which is no document of the study."
    elif item.record.document_sha256 != stored[document]:
        yield f"it codes another text of {document}."
    named = {*item.asked, *item.abstained, *(provision.conduct for provision in item.provisions)}
    for conduct in sorted(named - conducts):
        yield f"it names {conduct!r}, which is no conduct of the topic."
    for provision in item.provisions:
        if {provision.instrument, *(cited.document for cited in provision.citations)} != {document}:
            yield f"its draft {provision.id} is not on {document} alone, which was coded."


def _answers(study: Study, section: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Question id and answer, as they stand in assessment.json."""
    yield from study.assessment.get(section, {}).items()


def _citations_in(value: object) -> Iterator[Citation]:
    """Every citation at any depth of plain JSON."""
    if isinstance(value, Mapping):
        if {"document", "sha256", "quote", "start", "end"} <= set(value):
            yield _citation(value)
            return
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _citations_in(item)


def _citation(row: Mapping[str, Any]) -> Citation:
    try:
        page = row.get("page")
        return msgspec.convert({**row, "page": page if isinstance(page, int) else 0}, Citation)
    except (msgspec.ValidationError, ValueError) as error:
        what = f"a citation that cannot be one: {error}."
        raise StudyError(what, where=f"assessment.json: {row.get('document')}", way_out=_REDO) from None


def _check_quotes(study: Study, claims: list[_Claim], say: Say) -> Iterator[Failure]:
    """Each document that is cited is read anew from its stored bytes and every quote looked up in it."""
    known = {item.id: item for item in study.documents}
    for claim in claims:
        if claim.citation.document not in known:
            what = f"it cites {claim.citation.document!r}, which is no document of the study."
            yield Failure(where=claim.where, what=what, way_out=_REDO)
    for stored in study.documents:
        cited = [claim for claim in claims if claim.citation.document == stored.id]
        if cited:
            say(stored.name)
            yield from _check_document(study, stored, cited)


def _check_document(study: Study, stored: StoredDocument, claims: list[_Claim]) -> Iterator[Failure]:
    try:
        content = read_source_bytes(study, stored)
        document = read_document(content, name=stored.name, document_id=stored.id, ocr=recognise)
    except (InputError, StudyError) as error:
        yield Failure(where=stored.source, what=error.what, way_out=error.way_out)
        return
    for claim in claims:
        for problem in check_citation(claim.citation, document):
            what = f"{problem}: “{_shorten(claim.citation.quote)}”."
            yield Failure(where=f"{claim.where}, {stored.source}", what=what, way_out=_way_out(document))


def _way_out(document: SourceDocument) -> str:
    if any(page.method is TextMethod.NONE for page in document.pages):
        return "Some of its pages cannot be read on this machine; install tesseract and verify again."
    return _REDO


def _find_absences(study: Study) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Answers that rest on silence, with the documents whose silence counts; () where a person's word alone does."""
    for question, answer in _find_known(study):
        if answer.get("searched") or answer.get("attested"):
            yield question, tuple(answer.get("searched", ()))


def _check_absences(study: Study, absences: Mapping[str, tuple[str, ...]]) -> Iterator[Failure]:
    """A claim of silence holds only where each of its documents has a complete record of the search."""
    records = {record.document: record for record in study.searches}
    for question, documents in absences.items():
        for document in documents:
            record = records.get(document)
            if record is None:
                what = f"it rests on the silence of {document}, of which no search is recorded."
                yield Failure(where=question, what=what, way_out=_REDO)
            elif not record.complete:
                what = f"it rests on the silence of {document}, which was not read completely: {record.why_incomplete}"
                yield Failure(where=question, what=what, way_out="Supply a copy that can be read.")


def _check_looks(study: Study) -> Iterator[Failure]:
    """A search by a person's word is that of somebody: place.yaml has it, under a name and with a day."""
    try:
        place = parse_place(study.place_text, PLACE, topic=load_pack(study.manifest.topic).topic)
    except PackError as error:
        yield Failure(where=error.where, what=error.what, way_out=error.way_out)
        return
    looked_at = {search.kind for search in place.attested_searches}
    for question, answer in _find_known(study):
        for kind in sorted(set(answer.get("attested", ())) - looked_at):
            what = f"it rests on a search of the kind {kind} that {PLACE} does not attest."
            yield Failure(where=question, what=what, way_out=_REDO)


def _check_grounds(study: Study) -> Iterator[Failure]:
    """Nothing is answered from nothing: a quote, a search, an observation, a person's word or a review."""
    for question, answer in _find_known(study):
        observed = any(row.get("observed") for row in answer.get("by_agency", {}).values())
        searched = answer.get("searched") or answer.get("attested")
        quoted = any(True for _ in _citations_in(answer))
        if answer.get("draft", True) and not (quoted or observed or searched):
            what = f"the answer {answer.get('answer')} rests on no quote, search or observation."
            yield Failure(where=question, what=what, way_out=_REDO)


def _find_known(study: Study) -> Iterator[tuple[str, dict[str, Any]]]:
    """The questions and elements that are answered, each with its answer."""
    for section in ("answers", "elements"):
        for question, answer in _answers(study, section):
            if answer.get("answer") not in (UNKNOWN, NOT_APPLICABLE):
                yield question, answer


def _shorten(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= 80 else f"{words[:77]}..."
