"""What studies bring to the nation: the texts of each state, and those of single counties."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pincite.answering.review import latest_reviews, review_provisions
from pincite.model.law import Binding, Instrument, Level, Provision, Status
from pincite.model.place import Place
from pincite.packs.us import load_places
from pincite.workflow.read import SourceReading, rename
from pincite.workflow.references import bring_definitions
from pincite.workflow.reopen import OpenStudy


@dataclass(frozen=True, slots=True)
class CodedText:
    """A document that was read, with the provisions that count for it: reviewed ones in the place of drafts."""

    reading: SourceReading
    provisions: tuple[Provision, ...]
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NationTexts:
    """Texts by USPS code for state law, and by GEOID for a county's own, with the county as its study has it.

    notices: sentences on texts and studies that were left out.
    """

    by_state: dict[str, tuple[CodedText, ...]]
    by_county: dict[str, tuple[CodedText, ...]]
    places: dict[str, Place]
    notices: tuple[str, ...] = ()


def gather_texts(studies: Sequence[OpenStudy]) -> NationTexts:
    """Sort the documents of all studies by whom they bind. A document that several studies hold counts once a place."""
    by_state: dict[str, dict[str, CodedText]] = {}
    by_county: dict[str, dict[str, CodedText]] = {}
    places: dict[str, Place] = {}
    notices: list[str] = []
    for number, study in enumerate(studies, start=1):
        geoid = find_county(study.place)
        if geoid:
            if geoid in places:
                notices.append(f"{study.study.folder}: {study.place.name} is in an earlier study too; that one counts.")
                continue
            places[geoid] = study.place
        instruments = {item.id: item for item in study.latest.instruments}
        for text in _code(study, number):
            _sort(text, instruments, study, geoid, (by_state, by_county, notices))
    return NationTexts(
        by_state={state: tuple(found.values()) for state, found in by_state.items()},
        by_county={geoid: tuple(found.values()) for geoid, found in by_county.items()},
        places=places,
        notices=tuple(dict.fromkeys(notices)),
    )


def find_county(place: Place) -> str:
    """The GEOID of the county that a place is, "" where it is none or none that is known."""
    registry = load_places()
    if place.geoid and len(place.geoid) == 5:
        return place.geoid
    found = [item for item in registry.find(place.name, place.state) if len(item.geoid) == 5]
    return found[0].geoid if len(found) == 1 and place.kind in {"county", "independent-city", "district"} else ""


def _code(study: OpenStudy, number: int) -> Iterable[CodedText]:
    """The study's documents under ids that are its own, each with the provisions that count."""
    reviewed = review_provisions(bring_definitions(study.readings, study.pack.topic), latest_reviews(study.reviews))
    for reading in study.readings:
        own = tuple(item for item in reviewed if item.instrument == reading.document.id)
        document_id = f"s{number}-{reading.document.id}"
        renamed = rename(replace(reading, provisions=own), document_id)
        yield CodedText(reading=renamed, provisions=renamed.provisions, title=reading.document.name)


def _sort(
    text: CodedText,
    instruments: dict[str, Instrument],
    study: OpenStudy,
    geoid: str,
    into: tuple[dict[str, dict[str, CodedText]], dict[str, dict[str, CodedText]], list[str]],
) -> None:
    by_state, by_county, notices = into
    instrument = instruments[text.reading.document.id.partition("-")[2]]
    sha256 = text.reading.document.sha256
    if instrument.level is Level.FEDERAL or instrument.status is Status.BILL:
        return
    if instrument.level is Level.STATE:
        state = text.reading.facts.state or study.place.state
        by_state.setdefault(state, {}).setdefault(sha256, text)
    elif geoid and instrument.binding is Binding.BINDS:
        by_county.setdefault(geoid, {}).setdefault(sha256, text)
    else:
        why = "it binds no county" if not geoid else "whom it binds is not clear"
        notices.append(f"{study.study.folder}: {text.title}: {why}; it answers for none here.")
