"""The main job: read documents and a place in, an assessment out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pincite.answering import Evidence, Review, apply_reviews, assess_place
from pincite.answering.review import latest_reviews, review_provisions
from pincite.model.answer import Assessment, ShownInstrument
from pincite.model.law import Binding, ControllingRule, Force, Instrument, Level, Provision, Status
from pincite.model.place import Agency, Place, PlaceFile
from pincite.model.rubric import Rubric
from pincite.resolving import RETIRED, bind_instrument, can_control, judge_force, resolve_agency, retire_superseded
from pincite.workflow.pack import Pack
from pincite.workflow.read import SourceReading
from pincite.workflow.references import bring_definitions

_ROLES = {
    Force.BILL: ("bill", "A bill or proposal; it never answers."),
    Force.NOT_YET: ("not-yet-in-force", "In force only from {0.in_force_from}."),
    Force.ENDED: ("superseded", "No longer in force after {0.in_force_to}."),
    Force.SUPERSEDED: ("superseded", "Repealed or superseded."),
}


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
    said = {item.file: item for item in place.files}
    instruments = retire_superseded(
        [_bind(reading, said, place) for reading in readings],
        {reading.document.id: reading.document for reading in readings},
        {reading.document.id: reading.facts.supersedes for reading in readings},
        as_of=place.as_of,
    )
    latest = latest_reviews(reviews)
    drafted = bring_definitions(readings, pack.topic) if provisions is None else provisions
    used = review_provisions(drafted, latest)
    evidence = _evidence(readings, instruments, used, place=place, pack=pack, rubric=rubric)
    assessment = replace(
        assess_place(evidence), instruments=tuple(_shown(item, used, place.as_of) for item in instruments)
    )
    return Assessed(
        assessment=apply_reviews(assessment, latest, rubric=rubric),
        instruments=instruments,
        provisions=used,
        readings=tuple(readings),
    )


def _bind(reading: SourceReading, said: Mapping[str, PlaceFile], place: Place) -> Instrument:
    name = reading.document.name
    noted = said.get(name) or said.get(name.rsplit("/", 1)[-1]) or PlaceFile(file=name)
    return bind_instrument(reading.document, reading.facts, place=place, said=noted)


def _evidence(
    readings: Sequence[SourceReading],
    instruments: tuple[Instrument, ...],
    provisions: tuple[Provision, ...],
    *,
    place: Place,
    pack: Pack,
    rubric: Rubric,
) -> Evidence:
    by_id = {item.id: item for item in instruments}
    agencies = {agency.id: agency for agency in place.agencies}

    @cache
    def resolve_id(agency_id: str, conduct: str) -> ControllingRule:
        return resolve_agency(
            agencies[agency_id], conduct, provisions=provisions, instruments=by_id, topic=pack.topic, as_of=place.as_of
        )

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
        return role, f"{why.format(instrument)} {retired}".strip()
    if instrument.binding is Binding.DOES_NOT:
        return "does-not-bind", instrument.why
    if instrument.binding is Binding.UNCLEAR:
        return "unclear", instrument.why
    if instrument.status is Status.AGREEMENT:
        return "agreement", "An agreement in force: it shows practice and sets no rule."
    return "answers", instrument.why
