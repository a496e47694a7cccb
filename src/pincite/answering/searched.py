"""Whether silence counts: which kinds of sources were searched completely for an agency."""

from __future__ import annotations

from dataclasses import dataclass

from pincite.answering.evidence import Evidence
from pincite.model.law import Instrument, Level
from pincite.model.place import Agency
from pincite.model.rubric import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchState:
    """missing: source kinds still to be searched. documents: whose silence counts. cautions: "as of its date"."""

    missing: tuple[str, ...]
    documents: tuple[str, ...]
    cautions: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every kind of source that the question names was searched."""
        return not self.missing


def judge_search(question: Question, agency: Agency, evidence: Evidence) -> SearchState:
    """What was searched of the kinds of sources that ``question`` names, for ``agency``."""
    as_of = evidence.place.as_of
    missing: list[str] = []
    documents: list[str] = []
    cautions: list[str] = []
    for kind in dict.fromkeys(place.kind for place in question.where):
        whole = [item for item in evidence.instruments if _covers(item, kind, agency, question, evidence)]
        if whole:
            documents.extend(item.document for item in whole)
            cautions.extend(_dated(item, as_of) for item in whole if _is_older(item, as_of))
        elif not _attested(kind, agency, evidence):
            missing.append(kind)
    return SearchState(
        missing=tuple(missing), documents=tuple(dict.fromkeys(documents)), cautions=tuple(dict.fromkeys(cautions))
    )


def _covers(
    instrument: Instrument, kind: str, agency: Agency, question: Question, evidence: Evidence
) -> bool:
    """Whether a whole code or manual, fully read, covers that kind of source for the agency."""
    if not instrument.whole or instrument.kind != kind or instrument.id not in evidence.controls:
        return False
    if agency.id not in (*instrument.binds, *instrument.own_of) and "all" not in instrument.binds:
        return False
    records = [item for item in evidence.searches if item.document == instrument.document]
    doubtful = any(conduct in item.abstained for item in records for conduct in question.conducts)
    return bool(records) and all(item.complete for item in records) and not doubtful


def _attested(kind: str, agency: Agency, evidence: Evidence) -> bool:
    return any(
        search.kind == kind and search.agency in ("", agency.id) and _is_of_level(kind, search.level, evidence)
        for search in evidence.place.attested_searches
    )


def _is_of_level(kind: str, level: str, evidence: Evidence) -> bool:
    """Whether a search narrowed to ``level`` looked where that kind of source binds the place's agencies.

    Of what the place may issue itself, a look at the state's alone does not do; of the rest the state's does.
    """
    source = evidence.topic.source_kind(kind)
    is_local = source is not None and source.local
    return not level or (level == Level.STATE) is not is_local


def _is_older(instrument: Instrument, as_of: str) -> bool:
    return bool(instrument.text_date) and instrument.text_date[: len(as_of)] < as_of


def _dated(instrument: Instrument, as_of: str) -> str:
    return f"{instrument.title} is a text of {instrument.text_date}; its silence counts as of that date, not {as_of}."
