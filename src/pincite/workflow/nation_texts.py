"""What studies bring to the nation: the texts of each state, and those of single counties."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pincite.answering.review import Review, latest_reviews, review_provisions
from pincite.model.law import Binding, Instrument, Level, Provision, Status
from pincite.model.place import Agency, Place, PlaceFile
from pincite.packs.us import load_places
from pincite.workflow.assess import find_noted
from pincite.workflow.read import SourceReading, rename
from pincite.workflow.references import bring_definitions
from pincite.workflow.reopen import OpenStudy


@dataclass(frozen=True, slots=True)
class CodedText:
    """A document that was read, with the provisions that count for it: reviewed ones in the place of drafts.

    said: what a person noted of the file; kinds: the kinds of agencies that it binds by that note, None for what the
    text says; study: GEOID of the county whose study holds it. after: checksum of the version before it. reviewed: ids
    of the provisions that a person decided.
    """

    reading: SourceReading
    provisions: tuple[Provision, ...]
    title: str
    said: PlaceFile | None = None
    kinds: frozenset[str] | None = None
    study: str = ""
    after: str = ""
    reviewed: frozenset[str] = frozenset()

    @property
    def weight(self) -> tuple[int, bool]:
        """Which of two copies of a document counts: the one of which people said more."""
        return len(self.reviewed), self.said is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What people decided on the answers of a county's study: for one rubric, on the days like the study's own."""

    rubric: str
    as_of: str
    points: tuple[str, ...]
    reviews: Mapping[str, Review]

    def holds(self, rubric: str, day: str) -> bool:
        """Whether the decisions hold for that rubric on ``day`` (ISO)."""
        return rubric == self.rubric and bisect_right(self.points, day) == bisect_right(self.points, self.as_of)


@dataclass(frozen=True, slots=True, kw_only=True)
class NationTexts:
    """Texts by USPS code for state law, and by GEOID for a county's own, with the county as its study has it.

    decided: by GEOID, what people decided on answers. notices: sentences on texts and studies that were left out.
    """

    by_state: dict[str, tuple[CodedText, ...]]
    by_county: dict[str, tuple[CodedText, ...]]
    places: dict[str, Place]
    decided: Mapping[str, Decided] = field(default_factory=dict)
    notices: tuple[str, ...] = ()


def gather_texts(studies: Sequence[OpenStudy]) -> NationTexts:
    """Sort the documents of all studies by whom they bind. A document that several studies hold counts once a place."""
    sorted_texts = _Sorted()
    places: dict[str, Place] = {}
    decided: dict[str, Decided] = {}
    for number, study in enumerate(studies, start=1):
        geoid = find_county(study.place)
        if geoid in places:
            sorted_texts.notices.append(
                f"{study.study.folder}: {study.place.name} is in an earlier study too; that one counts."
            )
            continue
        if geoid:
            places[geoid] = study.place
            decided[geoid] = _find_decided(study)
        instruments = {item.id: item for item in study.latest.instruments}
        for text in _code(study, number, geoid):
            sorted_texts.add(text, instruments[text.reading.document.id.partition("-")[2]], study, geoid)
    return NationTexts(
        by_state={state: tuple(found.values()) for state, found in sorted_texts.by_state.items()},
        by_county={geoid: tuple(found.values()) for geoid, found in sorted_texts.by_county.items()},
        places=places,
        decided=decided,
        notices=tuple(dict.fromkeys(sorted_texts.notices)),
    )


def find_county(place: Place) -> str:
    """The GEOID of the county that a place is, "" where it is none or none that is known."""
    registry = load_places()
    if place.geoid and len(place.geoid) == 5:
        return place.geoid
    found = [item for item in registry.find(place.name, place.state) if len(item.geoid) == 5]
    return found[0].geoid if len(found) == 1 and place.kind in {"county", "independent-city", "district"} else ""


def find_notes(texts: Iterable[CodedText], agencies: Sequence[Agency], own: str) -> dict[str, PlaceFile]:
    """By document id, what a person noted of each text, as it reads for these agencies of the county ``own``."""
    listed = list(texts)
    ids = {item.reading.document.sha256: item.reading.document.id for item in listed}
    return {item.reading.document.id: _note(item, agencies, own, ids.get(item.after, "")) for item in listed}


def _note(text: CodedText, agencies: Sequence[Agency], own: str, before: str) -> PlaceFile:
    said = text.said or PlaceFile(file=text.reading.document.name)
    said = replace(said, version_of=before)
    if text.kinds is None or (own and text.study == own):
        return said
    return replace(said, binds=tuple(item.id for item in agencies if item.kind in text.kinds), own_of=None)


def _find_decided(study: OpenStudy) -> Decided:
    """The decisions on answers; those on provisions are in the texts already."""
    latest = latest_reviews(item for item in study.reviews if "#" not in item.target)
    points = tuple(sorted({item.day for item in study.changes}))
    return Decided(rubric=study.rubric.id, as_of=study.place.as_of, points=points, reviews=latest)


def _code(study: OpenStudy, number: int, geoid: str) -> Iterable[CodedText]:
    """The study's documents under ids that are its own, each with the provisions that count."""
    reviews = latest_reviews(study.reviews)
    reviewed = review_provisions(bring_definitions(study.readings, study.pack.topic), reviews)
    sums = {reading.document.name: reading.document.sha256 for reading in study.readings}
    sums |= {name.rsplit("/", 1)[-1]: sha256 for name, sha256 in sums.items()}
    for reading in study.readings:
        own = tuple(item for item in reviewed if item.instrument == reading.document.id)
        document_id = f"s{number}-{reading.document.id}"
        renamed = rename(replace(reading, provisions=own), document_id)
        said = find_noted(study.place, reading.document.name)
        yield CodedText(
            reading=renamed,
            provisions=renamed.provisions,
            title=reading.document.name,
            said=said,
            kinds=_find_kinds(said, study.place),
            study=geoid,
            after=sums.get(said.version_of, "") if said and said.version_of else "",
            reviewed=frozenset(f"{document_id}#{item.conduct}" for item in own if item.id in reviews),
        )


def _find_kinds(said: PlaceFile | None, place: Place) -> frozenset[str] | None:
    """The kinds of the agencies that a person says a text binds; None where it binds all, or nobody says."""
    if said is None or said.binds is None or any(item.startswith("all") for item in said.binds):
        return None
    return frozenset(item.kind for item in place.agencies if item.id in said.binds)


@dataclass(slots=True)
class _Sorted:
    """Texts by whom they bind, each once: of two copies the one of which people said more."""

    by_state: dict[str, dict[str, CodedText]] = field(default_factory=dict)
    by_county: dict[str, dict[str, CodedText]] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)

    def add(self, text: CodedText, instrument: Instrument, study: OpenStudy, geoid: str) -> None:
        if instrument.level is Level.FEDERAL or instrument.status is Status.BILL:
            return
        state = self._find_state(text, instrument, study.place)
        if state:
            _keep(self.by_state.setdefault(state, {}), text)
        elif geoid and instrument.binding is not Binding.DOES_NOT:
            _keep(self.by_county.setdefault(geoid, {}), text)
        if not state and not (geoid and instrument.binding is Binding.BINDS):
            why = "whom it binds is not clear" if instrument.binding is Binding.UNCLEAR else "it binds no county"
            self.notices.append(f"{study.study.folder}: {text.title}: {why}; it answers for none here.")

    def _find_state(self, text: CodedText, instrument: Instrument, place: Place) -> str:
        """The state of whose law a text is, "" where that is not clear or it is said to bind nobody."""
        if instrument.level is not Level.STATE or instrument.binding is Binding.UNCLEAR:
            return ""
        named = text.reading.facts.state
        if text.said and text.said.binds is not None:
            return place.state if text.said.binds else named if named != place.state else ""
        return named or place.state


def _keep(found: dict[str, CodedText], text: CodedText) -> None:
    sha256 = text.reading.document.sha256
    if sha256 not in found or text.weight > found[sha256].weight:
        found[sha256] = text
