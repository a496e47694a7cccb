"""What a person should be told of a study besides its answers: what was not read, and what counts for nobody here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pincite.adapters.study import StoredDocument
from pincite.intake.languages import NOT_ENGLISH, PARTLY_NOT_ENGLISH
from pincite.intake.media import WRONG_EXTENSION
from pincite.intake.scanning import BADLY_SCANNED
from pincite.model.law import Binding, Instrument, Level
from pincite.model.place import Place
from pincite.packs.us import load_agency_rules, load_places
from pincite.workflow.assess import Assessed
from pincite.workflow.read import SourceReading

_TOLD = frozenset({NOT_ENGLISH, PARTLY_NOT_ENGLISH, BADLY_SCANNED, WRONG_EXTENSION})
_SHOWN = 5
_COUNTY = "county"


def find_notices(place: Place, assessed: Assessed) -> tuple[str, ...]:
    """Sentences for the terminal, in order: the place, files that are gone or too late, unread parts, uncounted texts.

    Every sentence says what to do, or names the document that it is about.
    """
    found = [*_find_namesake(place), *_find_gone(place, assessed)]
    dates = [item.in_force_from or item.text_date or item.worded_since for item in assessed.instruments]
    if dates and all(day[: len(place.as_of)] > place.as_of[: len(day)] and day for day in dates):
        found.append(f"Every document is later than {place.as_of}; none of them can answer for that day.")
    bound = (*_find_bound_to_nobody(place, assessed), *_find_uncounted(place, assessed))
    return (*found, *_find_unread(assessed), *_find_unsigned(assessed), *bound)


def find_changed(stored: Iterable[StoredDocument], readings: Iterable[SourceReading]) -> tuple[str, ...]:
    """A sentence for each stored source that is not the file that was read before; for a study answered again."""
    sums = {reading.document.id: reading.document.sha256 for reading in readings}
    return tuple(
        f"{item.source} is not the file that was read before (its sha256 differs); the answers rest on it as it is now."
        for item in stored
        if sums.get(item.id, item.sha256) != item.sha256
    )


def find_undated(assessed: Assessed, as_of: str, *, today: str) -> tuple[str, ...]:
    """A sentence for each text that counts on a day of an earlier year and says no day of its own."""
    drafted = {reading.document.id for reading in assessed.readings if reading.provisions}
    return tuple(
        f"{item.title} does not say since when it holds; whether it stood so on {as_of} is not shown. "
        "Say in_force_from in place.yaml."
        for item in assessed.instruments
        if as_of[:4] < today[:4] and item.document in drafted and item.binding is Binding.BINDS
        if not (item.in_force_from or item.text_date or item.worded_since)
    )


def _find_namesake(place: Place) -> Iterator[str]:
    """Said where a name without its kind was taken for a town's, and the state has a county of that name."""
    if place.kind == _COUNTY or place.geoid or place.ocd_id or place.state in load_agency_rules().made_up:
        return
    registry = load_places()
    bare = {item.name.rpartition(" ")[0].casefold(): item.name for item in registry.counties(place.state)}
    county = bare.get(place.name.casefold())
    if county:
        yield (
            f"{place.name}, {place.state} was taken for a city or town. If the county is meant, take another folder: "
            f'--place "{county}, {place.state}".'
        )


def _find_gone(place: Place, assessed: Assessed) -> Iterator[str]:
    names = {reading.document.name for reading in assessed.readings}
    names |= {name.rsplit("/", 1)[-1] for name in names}
    gone = [item.file for item in place.files if item.file not in names]
    if gone:
        yield f"place.yaml lists {', '.join(gone)}, which {'was' if len(gone) == 1 else 'were'} not read."


def _find_unread(assessed: Assessed) -> Iterator[str]:
    """A sentence for each document of which something could not be read, with the reason and the way out."""
    for reading in assessed.readings:
        unread, pages = reading.search.pages_without_text, reading.search.pages
        why = next((flag.message for flag in reading.document.flags if flag.page in unread), "")
        if unread:
            yield f"{reading.document.name}: {len(unread)} of {pages} pages not read. {why}".strip()
        told = (flag.message for flag in reading.document.flags if flag.code in _TOLD)
        yield from (f"{reading.document.name}: {message}" for message in told)


def _find_unsigned(assessed: Assessed) -> Iterator[str]:
    """A sentence for each agreement of an agency of the place of which nobody knows whether it was made."""
    for item in assessed.instruments:
        if item.is_undated_agreement and item.binding is Binding.BINDS:
            yield (
                f"{item.title}: the copy bears no date of signature, so nobody knows whether it was made, and it shows "
                "nothing. Obtain the signed copy, or note its day as in_force_from in place.yaml."
            )


def _find_bound_to_nobody(place: Place, assessed: Assessed) -> Iterator[str]:
    """One sentence on the files that place.yaml says bind nobody, where it does not say why."""
    read = {reading.document.name for reading in assessed.readings}
    read |= {name.rsplit("/", 1)[-1] for name in read}
    found = [item.file for item in place.files if item.binds == () and not item.note.strip() and item.file in read]
    if found:
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        yield (
            f"place.yaml: {', '.join(found[:_SHOWN])}{more}: binds: [] says that it binds nobody here, so it answers "
            "nothing. Name agencies or [all] under binds, or say under note why it binds nobody."
        )


def _find_uncounted(place: Place, assessed: Assessed) -> Iterator[str]:
    """A sentence for each text with drafts that binds nobody here, unless a person said so of the file."""
    said = {item.file for item in place.files if item.binds is not None}
    drafted = {reading.document.id for reading in assessed.readings if reading.provisions}
    found = [item for item in assessed.instruments if item.document in drafted and _is_uncounted(item, said)]
    for item in found[:_SHOWN]:
        way_out = "" if "place.yaml" in item.why else " If that is wrong, correct place.yaml."
        yield f"{item.title} answers nothing here. {item.why}{way_out}"
    if len(found) > _SHOWN:
        yield f"{len(found) - _SHOWN} more documents answer nothing here; the scorecard says why."


def _is_uncounted(item: Instrument, said: set[str]) -> bool:
    if item.title in said or item.title.rsplit("/", 1)[-1] in said or item.level is Level.FEDERAL:
        return False
    return item.binding is not Binding.BINDS
