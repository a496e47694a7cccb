"""One document read through: what it says of itself, ranked passages, draft provisions and what was searched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pincite.finding import find_gated, fold, rank_passages
from pincite.finding.gate import count_words
from pincite.intake.languages import NOT_ENGLISH, PARTLY_NOT_ENGLISH
from pincite.intake.scanning import BADLY_SCANNED
from pincite.model.document import SourceDocument, TextMethod
from pincite.model.facts import DocumentFacts
from pincite.model.law import Citation, Provision
from pincite.model.search import Passage, SearchRecord
from pincite.reading.definitions import Definition
from pincite.reading.draft import READER, READER_VERSION, Reading, draft_provisions
from pincite.reading.facts import parse_facts
from pincite.reading.history import find_worded_since
from pincite.workflow.pack import Pack

NOT_LAW = "no-law-text"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReading:
    """What the program made of one document. abstained: conducts on which it will not say what it saw.

    looked_on: ISO day for which the study that holds it was made, "" for a document that is in none.
    """

    document: SourceDocument
    facts: DocumentFacts
    provisions: tuple[Provision, ...]
    abstained: tuple[str, ...]
    passages: Mapping[str, tuple[Passage, ...]]
    search: SearchRecord
    definitions: tuple[Definition, ...] = ()
    looked_on: str = ""


def read_source(document: SourceDocument, pack: Pack) -> SourceReading:
    """Read one document with the topic's grammar; what is not in English is said to be unread, never silent."""
    facts = parse_facts(document, name=document.name)
    folded = fold(document.text)
    nodes = [] if _flagged(document, NOT_ENGLISH) else find_gated(document, pack.topic, folded=folded)
    reading = draft_provisions(document, nodes, topic=pack.topic, grammar=pack.grammar)
    passages = rank_passages(document, nodes, topic=pack.topic, evidence=dict(reading.evidence), folded=folded)
    reading = replace(reading, abstained=(*reading.abstained, *_seen(reading, passages, pack.topic.silent_below)))
    return SourceReading(
        document=document,
        facts=replace(facts, worded_since=find_worded_since(document.text, _cited(reading))),
        provisions=reading.provisions,
        abstained=reading.abstained,
        passages=passages,
        search=_record(document, nodes, reading, passages, pack),
        definitions=reading.definitions,
    )


def _cited(reading: Reading) -> list[Citation]:
    return [cited for item in reading.provisions for cited in item.citations[:1]]


def _seen(reading: Reading, passages: Mapping[str, Sequence[Passage]], least: float) -> list[str]:
    """Conducts without a draft on which a passage holds so many cues that the reader's silence is not trusted."""
    told = {item.conduct for item in reading.provisions} | set(reading.abstained)
    silent = {conduct: found for conduct, found in passages.items() if least and conduct not in told}
    return [conduct for conduct, found in silent.items() if any(item.score >= least for item in found[:1])]


def _record(
    document: SourceDocument,
    nodes: Sequence[int],
    reading: Reading,
    passages: Mapping[str, Sequence[Passage]],
    pack: Pack,
) -> SearchRecord:
    unread = tuple(page.number for page in document.pages if page.method is TextMethod.NONE)
    return SearchRecord(
        document=document.id,
        words=count_words(document.text),
        pages=len(document.pages),
        pages_without_text=unread,
        sections=len(document.sections),
        gated=len(nodes),
        topic=pack.topic.id,
        topic_version=pack.topic.version,
        reader=f"{READER}-{READER_VERSION}",
        conducts=tuple((conduct, len(found)) for conduct, found in passages.items()),
        abstained=reading.abstained,
        complete=not (why := _why_incomplete(document, unread)),
        why_incomplete=why,
    )


def _why_incomplete(document: SourceDocument, unread: Sequence[int]) -> str:
    foreign = _flagged(document, NOT_ENGLISH) or _flagged(document, PARTLY_NOT_ENGLISH)
    if foreign:
        return foreign
    if not document.text.strip() or _flagged(document, NOT_LAW):
        return "No law text was found in the file."
    if unread:
        return f"{len(unread)} page(s) could not be read: {', '.join(map(str, unread[:12]))}."
    return _flagged(document, BADLY_SCANNED)


def _flagged(document: SourceDocument, code: str) -> str:
    """What a flag of that code says; "" where the document has none."""
    return next((flag.message for flag in document.flags if flag.code == code), "")


def rename(reading: SourceReading, document_id: str) -> SourceReading:
    """The same reading under another document id, where two files of a study would share one."""
    document = replace(reading.document, id=document_id)
    return replace(
        reading,
        document=document,
        search=replace(reading.search, document=document_id),
        provisions=tuple(
            replace(
                item, instrument=document_id, citations=tuple(replace(c, document=document_id) for c in item.citations)
            )
            for item in reading.provisions
        ),
        passages={
            conduct: tuple(replace(item, document=document_id) for item in found)
            for conduct, found in reading.passages.items()
        },
    )
