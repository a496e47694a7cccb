"""Whether silence counts: which kinds of sources were searched completely for an agency."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pincite.answering.evidence import Evidence
from pincite.model.law import Binding, Instrument, Level, Rule, Status
from pincite.model.place import Agency, AttestedSearch
from pincite.model.rubric import Question

_SAW = "{}: something in it may bear on this, and what it says could not be told; read it."
_WHOSE = "{}: it speaks of this, and whether it counts here is not clear ({}); say so in place.yaml."


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchState:
    """missing: source kinds still to be searched. documents: whose silence counts. cautions: "as of its date".

    attested: source kinds of which a person says that they were looked at, and no document covers.
    doubtful: a sentence for each text in force that may speak on the matter, so that nothing is silent.
    """

    missing: tuple[str, ...]
    documents: tuple[str, ...]
    cautions: tuple[str, ...]
    doubtful: tuple[str, ...] = ()
    attested: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every kind of source that the question names was searched, and no text may speak after all."""
        return not self.missing and not self.doubtful


def judge_search(question: Question, agency: Agency, evidence: Evidence) -> SearchState:
    """What was searched of the kinds of sources that ``question`` names, for ``agency``."""
    as_of = evidence.place.as_of
    missing: list[str] = []
    documents: list[str] = []
    cautions: list[str] = []
    looks: list[str] = []
    for kind in dict.fromkeys(place.kind for place in question.where):
        whole = [item for item in evidence.instruments if _covers(item, kind, agency, question, evidence)]
        if whole:
            documents.extend(item.document for item in whole)
            cautions.extend(_dated(item, as_of) for item in whole if _is_older(item, as_of))
        elif attested := _attested(kind, agency, evidence):
            looks.append(kind)
            cautions.extend(_looked_at(attested, as_of))
        else:
            missing.append(kind)
    return SearchState(
        missing=tuple(missing),
        documents=tuple(dict.fromkeys(documents)),
        cautions=tuple(dict.fromkeys(cautions)),
        doubtful=tuple(_find_doubtful(question, agency, evidence)),
        attested=tuple(looks),
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


def _attested(kind: str, agency: Agency, evidence: Evidence) -> list[AttestedSearch]:
    return [
        search
        for search in evidence.place.attested_searches
        if search.kind == kind and search.agency in ("", agency.id) and _is_of_level(kind, search.level, evidence)
    ]


def _looked_at(searches: Sequence[AttestedSearch], as_of: str) -> Iterator[str]:
    """A caution where every look at a kind was in another year, or after the day that is asked about."""
    if any(item.on_date[:4] == as_of[:4] and item.on_date <= as_of for item in searches):
        return
    nearest = max(searches, key=lambda item: (item.on_date <= as_of, item.on_date))
    kind = nearest.kind.replace("-", " ")
    yield f"{nearest.by} looked at the kind {kind} on {nearest.on_date}; whether it was so on {as_of} is not shown."


def _find_doubtful(question: Question, agency: Agency, evidence: Evidence) -> Iterator[str]:
    """Texts in force that may speak on the question's conducts: the reader abstained, or whom they bind is unclear."""
    conducts = _conducts_of(question, evidence)
    abstained = {item.document for item in evidence.searches if conducts & set(item.abstained)}
    speaking = {
        item.instrument for item in evidence.provisions if item.rule is not Rule.SILENT and item.conduct in conducts
    }
    for instrument in evidence.instruments:
        if instrument.document in abstained and _may_bind(instrument, agency, evidence):
            yield _SAW.format(instrument.title)
        elif instrument.id in speaking and instrument.binding is Binding.UNCLEAR and _may_be_law(instrument, evidence):
            yield _WHOSE.format(instrument.title, instrument.why.rstrip("."))


def _conducts_of(question: Question, evidence: Evidence) -> set[str]:
    """What a text may speak of to bear on the question: its conducts, and the general ones that imply or cover them."""
    named = {*question.conducts, *question.covered_by}
    return named | {parent for conduct in named for parent in evidence.topic.conduct(conduct).implied_by}


def _may_bind(instrument: Instrument, agency: Agency, evidence: Evidence) -> bool:
    if instrument.binding is Binding.UNCLEAR:
        return _may_be_law(instrument, evidence)
    named = {"all", agency.id} & {*instrument.binds, *instrument.own_of}
    return instrument.id in evidence.controls and bool(named)


def _may_be_law(instrument: Instrument, evidence: Evidence) -> bool:
    """Whether a text could be law here on the day: no bill, no agreement, not federal, and not known to be over."""
    as_of = evidence.place.as_of
    over = bool(instrument.in_force_to) and instrument.in_force_to < as_of
    ahead = bool(instrument.in_force_from) and instrument.in_force_from > as_of
    law = instrument.status in (Status.IN_FORCE, Status.UNCLEAR) and instrument.level is not Level.FEDERAL
    return law and not (over or ahead)


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
