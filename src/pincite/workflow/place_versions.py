"""What is wrong with the life of the instruments in a place.yaml: days, versions, injunctions, and who is bound."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from pincite.model.law import Injunction
from pincite.model.place import Place, PlaceFile
from pincite.model.topic import Topic
from pincite.topics.problems import Fault, find_unknown, suggest

_ALL = "all"
_NO_END = "9999-12-31"
_BOUND_ONLY = "Name whom it binds, or take {0} away."


def find_life_faults(place: Place, topic: Topic) -> Iterator[Fault]:
    """Every file whose days, versions or injunctions cannot be; the first path part is always "files"."""
    for index, file in enumerate(place.files):
        yield from _find_span_faults(file, ("files", index))
        yield from _find_bound_faults(file, ("files", index))
        yield from _find_enjoined_faults(file, ("files", index), topic)
    yield from _find_version_faults(place.files)


def _find_span_faults(file: PlaceFile, at: tuple[str | int, ...]) -> Iterator[Fault]:
    if file.in_force_from and file.in_force_to and file.in_force_to < file.in_force_from:
        what = f"{file.file} ends on {file.in_force_to}, before it begins on {file.in_force_from}."
        yield Fault((*at, "in_force_to"), what, "Correct one of the two days.")


def _find_bound_faults(file: PlaceFile, at: tuple[str | int, ...]) -> Iterator[Fault]:
    """An instrument that binds nobody here can neither be somebody's own, nor end a search, nor be enjoined here."""
    if file.binds is None or file.binds:
        return
    said = {"own_of": file.own_of, "whole": file.whole, "enjoined": file.enjoined, "version_of": file.version_of}
    for key in (key for key, value in said.items() if value):
        yield Fault((*at, key), f"{file.file} binds nobody, and yet has {key}.", _BOUND_ONLY.format(key))


def _find_enjoined_faults(file: PlaceFile, at: tuple[str | int, ...], topic: Topic) -> Iterator[Fault]:
    conducts = [item.id for item in topic.conducts]
    for index, item in enumerate(file.enjoined):
        here = (*at, "enjoined", index)
        named = [conduct for conduct in item.conducts if conduct != _ALL]
        yield from find_unknown(named, conducts, path=(*here, "conducts"), noun="conduct")
        yield from _find_day_faults(item, here)
        if not item.by.strip():
            yield Fault((*here, "by"), "an injunction without a court.", "Say which court or decision.")
        if item.to_date and item.to_date < item.from_date:
            what = f"the injunction ends on {item.to_date}, before it begins on {item.from_date}."
            yield Fault((*here, "to_date"), what, "Correct one of the two days.")
        if file.in_force_to and item.from_date > file.in_force_to:
            what = f"the injunction begins on {item.from_date}, after {file.file} ended on {file.in_force_to}."
            yield Fault((*here, "from_date"), what, "Correct one of the two days.")


def _find_day_faults(item: Injunction, here: tuple[str | int, ...]) -> Iterator[Fault]:
    for key in ("from_date", "to_date"):
        day = getattr(item, key)
        if (day or key == "from_date") and not _is_day(day):
            yield Fault((*here, key), f"{day!r} is no day of the calendar.", 'Write it in quotes, as "2025-06-30".')


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _find_version_faults(files: Sequence[PlaceFile]) -> Iterator[Fault]:
    by_name = {file.file: file for file in files}
    for index, file in enumerate(files):
        if not file.version_of:
            continue
        at = ("files", index, "version_of")
        if file.version_of not in by_name:
            way_out = suggest(file.version_of, [name for name in by_name if name != file.file])
            yield Fault(at, f"there is no file {file.version_of!r}.", way_out)
        elif _comes_back(file, by_name):
            what = f"the versions go in a circle: {' after '.join(_chain(file, by_name))}."
            yield Fault(at, what, "The oldest version has no version_of.")
        else:
            yield from _find_overlaps(file, files, ("files", index))


def _chain(file: PlaceFile, by_name: dict[str, PlaceFile]) -> list[str]:
    """The names from a version back to the oldest, or to the first one that stands twice."""
    names = [file.file]
    while (before := by_name[names[-1]].version_of) and before in by_name:
        if before in names:
            return [*names, before]
        names.append(before)
    return names


def _comes_back(file: PlaceFile, by_name: dict[str, PlaceFile]) -> bool:
    chain = _chain(file, by_name)
    return len(chain) != len(set(chain))


def _find_overlaps(file: PlaceFile, files: Sequence[PlaceFile], at: tuple[str | int, ...]) -> Iterator[Fault]:
    """A version that does not say when it begins, or that is in force at once with another of the instrument."""
    if not file.in_force_from:
        what = f"{file.file} is a later version and does not say from when."
        yield Fault((*at, "version_of"), what, 'Add in_force_from: "2025-06-30", its first day.')
        return
    for other in files:
        if _are_at_once(file, other):
            what = f"{other.file} and {file.file} are versions of one instrument and in force at once."
            yield Fault((*at, "in_force_from"), what, "Let one end on the day before the other begins.")


def _are_at_once(file: PlaceFile, other: PlaceFile) -> bool:
    """Whether ``other``, the version before or one after the same, is in force while ``file`` is.

    The version before ends by itself where nobody says when; of two after the same, the first must say so.
    """
    if other.file == file.version_of:
        return max(other.in_force_from, other.in_force_to) >= file.in_force_from
    twins = other is not file and other.version_of == file.version_of
    return twins and other.in_force_from <= file.in_force_from and (other.in_force_to or _NO_END) >= file.in_force_from
