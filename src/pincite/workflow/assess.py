"""The main job: read documents and a place in, an assessment out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pincite.answering import Evidence, Review, apply_reviews, assess_place, survey_levers
from pincite.answering.review import latest_reviews, review_provisions
from pincite.model.answer import Assessment, ShownInstrument
from pincite.model.law import Binding, ControllingRule, Force, Instrument, Level, Provision, Status
from pincite.model.place import Agency, Place, PlaceFile
from pincite.model.rubric import Rubric
from pincite.packs.us.frameworks import load_frameworks
from pincite.resolving import (
    RETIRED,
    Hearing,
    bind_instrument,
    can_control,
    caution_undated,
    close_versions,
    find_reports,
    judge_force,
    open_hearing,
    resolve_hearing,
    retire_superseded,
)
from pincite.workflow.pack import Pack
from pincite.workflow.read import SourceReading
from pincite.workflow.references import bring_definitions

_ROLES = {
    Force.BILL: ("bill", "A bill or proposal; it never answers."),
    Force.NOT_YET: ("not-yet-in-force", "In force only from {0.in_force_from}."),
    Force.ENDED: ("superseded", "No longer in force after {0.in_force_to}."),
    Force.SUPERSEDED: ("superseded", "Repealed or superseded."),
    Force.ENJOINED: ("enjoined", "A court keeps all of it from being enforced."),
}
_AGREEMENT = "An agreement in force: it shows practice and sets no rule."
_UNDATED = "An agreement whose copy bears no date of signature: nobody knows whether it was made, so it shows nothing."


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """An assessment with the instruments, provisions and readings that it rests on."""

    assessment: Assessment
    instruments: tuple[Instrument, ...]
    provisions: tuple[Provision, ...]
    readings: tuple[SourceReading, ...]


def assess_documents(
    readings: Sequence[SourceReading],
    place: Place,
    *,
    pack: Pack,
    rubric: Rubric,
    reviews: Sequence[Review] = (),
    provisions: Sequence[Provision] | None = None,
) -> Assessed:
    """Assess ``place`` from what was read. ``provisions``: codings to use in place of the readings' drafts."""
    instruments = bind_readings(readings, place)
    latest = latest_reviews(reviews)
    drafted = bring_definitions(readings, pack.topic) if provisions is None else provisions
    used = review_provisions(drafted, latest)
    evidence = make_evidence(readings, instruments, used, place=place, pack=pack, rubric=rubric)
    assessment = replace(
        assess_place(evidence), instruments=tuple(_shown(item, used, place.as_of) for item in instruments)
    )
    return Assessed(
        assessment=survey_levers(apply_reviews(assessment, latest, rubric=rubric), evidence),
        instruments=instruments,
        provisions=used,
        readings=tuple(readings),
    )


def bind_readings(
    readings: Sequence[SourceReading], place: Place, notes: Mapping[str, PlaceFile] | None = None
) -> tuple[Instrument, ...]:
    """The instruments that the readings witness, as ``place`` uses them on its day.

    notes: by document id, what a person noted of each file; those of ``place`` by name where it is left out.
    """
    if notes is None:
        noted = {item.document.id: find_noted(place, item.document.name) for item in readings}
        notes = {key: item for key, item in noted.items() if item is not None}
    bound = retire_superseded(
        close_versions([_bind(reading, notes, place) for reading in readings]),
        {reading.document.id: reading.document for reading in readings},
        {reading.document.id: reading.facts.supersedes for reading in readings},
        as_of=place.as_of,
    )
    looks = {item.document.id: item.looked_on for item in readings}
    return tuple(caution_undated(bound, looks, as_of=place.as_of))


def find_noted(place: Place, name: str) -> PlaceFile | None:
    """What a person noted in place.yaml of the file of that name, which may stand there without its folder."""
    said = {item.file: item for item in place.files}
    return said.get(name) or said.get(name.rsplit("/", 1)[-1])


def _bind(reading: SourceReading, notes: Mapping[str, PlaceFile], place: Place) -> Instrument:
    noted = notes.get(reading.document.id) or PlaceFile(file=reading.document.name)
    return bind_instrument(reading.document, reading.facts, place=place, said=noted)


def make_evidence(
    readings: Sequence[SourceReading],
    instruments: tuple[Instrument, ...],
    provisions: tuple[Provision, ...],
    *,
    place: Place,
    pack: Pack,
    rubric: Rubric,
) -> Evidence:
    """All that the questions are answered from: the rules that control each agency, searches and observations."""
    by_id = {item.id: item for item in instruments}
    agencies = {agency.id: agency for agency in place.agencies}

    @cache
    def hear(agency_id: str) -> Hearing:
        agency = agencies[agency_id]
        return open_hearing(agency, provisions, instruments=by_id, topic=pack.topic, as_of=place.as_of)

    @cache
    def resolve_id(agency_id: str, conduct: str) -> ControllingRule:
        return resolve_hearing(hear(agency_id), conduct)

    def resolve(agency: Agency, conduct: str) -> ControllingRule:
        return resolve_id(agency.id, conduct)

    return Evidence(
        topic=pack.topic,
        rubric=rubric,
        place=place,
        instruments=instruments,
        provisions=provisions,
        searches=tuple(reading.search for reading in readings),
        resolve=resolve,
        controls=frozenset(item.id for item in instruments if can_control(item, place.as_of)),
        decides_from=pack.grammar.decides_from,
        lever_kinds=pack.lever_kinds,
        reports=find_reports(
            load_frameworks(), instruments, {item.document.id: item.document for item in readings}, place=place
        ),
    )


def _shown(instrument: Instrument, provisions: Iterable[Provision], as_of: str) -> ShownInstrument:
    """How the instrument takes part, for the reader of the scorecard."""
    role, why = _role(instrument, as_of)
    if role == "answers" and not any(item.instrument == instrument.id for item in provisions):
        role, why = "silent", "Read; it says nothing on any of the conducts."
    return ShownInstrument(instrument=instrument.id, title=instrument.title, role=role, why=why)


def _role(instrument: Instrument, as_of: str) -> tuple[str, str]:
    if instrument.level is Level.FEDERAL:
        return "federal", instrument.why
    force = judge_force(instrument, as_of)
    if force in _ROLES:
        role, why = _ROLES[force]
        retired = instrument.why if force is Force.SUPERSEDED and RETIRED in instrument.why else ""
        retired = instrument.ended_why if force is Force.ENDED else retired
        return role, f"{why.format(instrument)} {retired}".strip()
    if instrument.binding is Binding.DOES_NOT:
        return "does-not-bind", instrument.why
    if instrument.binding is Binding.UNCLEAR:
        return "unclear", instrument.why
    if instrument.status is Status.AGREEMENT:
        return "agreement", _UNDATED if instrument.is_undated_agreement else _AGREEMENT
    return "answers", " ".join((instrument.why, *_enjoined(instrument, as_of))).strip()


def _enjoined(instrument: Instrument, as_of: str) -> list[str]:
    """A sentence for each injunction against a part of it that holds."""
    live = [item for item in instrument.enjoined if item.is_live(as_of)]
    return [f"Enjoined from {item.from_date} by {item.by}: {', '.join(item.conducts)}." for item in live]
