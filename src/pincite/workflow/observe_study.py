"""Observations added to the place.yaml of a study, which is then answered again; what a person wrote stays as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pincite.adapters.study import PLACE, load_study
from pincite.errors import StudyError
from pincite.model.observed import Facilities, Participations
from pincite.model.place import Observation, Place
from pincite.model.table import SheetSource
from pincite.observing.concerned import Concerned, find_agreements, find_beds, find_stated
from pincite.packs.us import load_places
from pincite.packs.us.observations import load_facility_rules, load_participant_rules
from pincite.workflow.observe import OUTCOMES, STATEMENTS, Observed, ReadTable
from pincite.workflow.pack import load_pack
from pincite.workflow.place import parse_place, quote_yaml
from pincite.workflow.review import lock_folder_of
from pincite.workflow.study import Made, remake

_COUNTY = "county"
_KEY = re.compile(r"(?m)^observations:[ \t]*(?P<rest>[^\n#]*?)[ \t]*(?:#[^\n]*)?$")
_FIELDS = ("agency", "conduct", "shows", "source", "on_date", "listed_on", "confidence")
_COUNTED = "outcomes by facility and month are shown and added to no study: a count alone tells no agency's conduct."


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What was added to a study. known: observations that it had already; made: the study answered again, or None."""

    observations: tuple[Observation, ...]
    known: int
    left_out: tuple[str, ...]
    made: Made | None


def add_to_study(folder: Path, observed: Observed, *, today: str) -> Added:
    """Add what concerns the study's agencies and answer it again, or change nothing where nothing is new.

    Raises StudyError where no study is there and where its place.yaml cannot be added to.
    """
    with lock_folder_of(folder):
        study = load_study(folder)
        topic = load_pack(study.manifest.topic).topic
        place = parse_place(study.place_text, str(folder / PLACE), topic=topic)
        concerned = find_concerned(observed.tables, _with_geoid(place))
        told = {_name(item) for item in place.observations}
        new = tuple(item for item in concerned.observations if _name(item) not in told)
        known = len(concerned.observations) - len(new)
        if not new:
            return Added(observations=(), known=known, left_out=concerned.left_out, made=None)
        text = add_observations(study.place_text, new, sources=[table.source for table in observed.tables])
        _check_added(text, place, new, where=str(folder / PLACE), topic_id=study.manifest.topic)
        made = remake(replace(study, place_text=text), study.reviews, today=today)
        return Added(observations=new, known=known, left_out=concerned.left_out, made=made)


def _name(item: Observation) -> tuple[str, ...]:
    """What makes two observations the same: one row of one source on one thing, whatever day was noted with it."""
    return item.agency, item.conduct, item.shows, item.source


def _with_geoid(place: Place) -> Place:
    """The place with the GEOID of its county, where its place.yaml gives none and one county has its name."""
    if place.geoid or place.kind != _COUNTY:
        return place
    registry = load_places()
    counties = set(registry.counties(place.state))
    found = [item.geoid for item in registry.find(place.name, place.state) if item in counties]
    return replace(place, geoid=found[0]) if len(found) == 1 else place


def find_concerned(tables: Sequence[ReadTable], place: Place) -> Concerned:
    """What of all tables concerns the agencies of the place."""
    participants = [(item.source, item.result) for item in tables if isinstance(item.result, Participations)]
    facilities = [(item.source, item.result) for item in tables if isinstance(item.result, Facilities)]
    stated = [
        (item.source, item.result) for item in tables if item.kind == STATEMENTS and isinstance(item.result, tuple)
    ]
    parts = [
        find_agreements(participants, place, rules=load_participant_rules()),
        find_beds(facilities, place, rules=load_facility_rules()),
        find_stated(stated, place),
    ]
    counted = tuple(f"{item.source.where}: {_COUNTED}" for item in tables if item.kind == OUTCOMES)
    return Concerned(
        observations=tuple(item for part in parts for item in part.observations),
        left_out=(*(text for part in parts for text in part.left_out), *counted),
    )


def add_observations(text: str, new: Sequence[Observation], *, sources: Sequence[SheetSource]) -> str:
    """The text of a place.yaml with these observations at the end of its own; the rest stays letter for letter."""
    lines = [*_comments(sources), *(f"  {line}" for item in new for line in _render(item))]
    block = "\n".join(lines) + "\n"
    found = _KEY.search(text)
    if found is None:
        return f"{text.rstrip(chr(10))}\nobservations:\n{block}"
    if found["rest"] in ("[]", "null", "~"):
        return f"{text[: found.start()]}observations:\n{block}{text[found.end() :].removeprefix(chr(10))}"
    end, indent = _end_of_list(text, found.end())
    if indent is None:
        return text
    fitted = "".join(f"{' ' * indent}{line[2:]}\n" for line in lines)
    head = text[:end] if text[:end].endswith("\n") else f"{text[:end]}\n"
    return f"{head}{fitted}{text[end:]}"


def _end_of_list(text: str, start: int) -> tuple[int, int | None]:
    """Where the last entry of the list below a key ends, and how far its entries are indented; None for no list."""
    end, position, indent = start, start + 1, None
    for line in text[start + 1 :].splitlines(keepends=True):
        bare = line.strip()
        depth = len(line) - len(line.lstrip(" "))
        if bare.startswith("- ") and indent is None:
            indent = depth
        entry = indent is not None and (depth > indent or (depth == indent and bare.startswith("- ")))
        if bare and not bare.startswith("#") and not entry:
            break
        position += len(line)
        end = position if bare and not bare.startswith("#") else end
    return end, indent


def _comments(sources: Sequence[SheetSource]) -> Iterator[str]:
    """The whole checksums: the entries give their beginnings."""
    for source in dict.fromkeys(sources):
        yield f"  # pincite observe: {quote_yaml(source.where)}, sha256 {source.sha256}"


def _render(item: Observation) -> Iterator[str]:
    for index, (key, value) in enumerate(_told(item).items()):
        yield f"{'- ' if index == 0 else '  '}{key}: {quote_yaml(value)}"


def _told(item: Observation) -> dict[str, str]:
    """Its fields as place.yaml holds them, without those that say nothing."""
    return {key: value for key in _FIELDS if (value := getattr(item, key))}


def _check_added(text: str, place: Place, new: Sequence[Observation], *, where: str, topic_id: str) -> None:
    """Raise StudyError where the text does not say what it said before and the new observations besides."""
    wanted = replace(place, observations=(*place.observations, *new))
    if parse_place(text, where, topic=load_pack(topic_id).topic) != wanted:
        entries = " ".join(json.dumps(_told(item)) for item in new[:1])
        way_out = f"Write observations as a list, one entry below the other, or add by hand: {entries}"
        raise StudyError("its observations are in a form that cannot be added to.", where=where, way_out=way_out)
