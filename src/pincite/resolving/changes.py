"""The days on which an answer may change: whatever begins, ends, or is kept from counting by a court."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from pincite.model.framework import StateFramework
from pincite.model.freshness import find_last_day
from pincite.model.law import Binding, Instrument, Level, Provision, Status
from pincite.model.place import Observation, Place

_NO_NAMES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Change:
    """Something that happened on one ISO day. about: the instrument or, for an observation, the agency."""

    day: str
    about: str
    sentence: str


def find_change_points(
    instruments: Iterable[Instrument],
    observations: Iterable[Observation] = (),
    *,
    provisions: Iterable[Provision] = (),
    reports: Iterable[StateFramework] = (),
) -> tuple[str, ...]:
    """The ISO days on which something begins to be so, each once, in order. Between two of them nothing changes."""
    found = find_changes(instruments, observations, provisions=provisions, reports=reports)
    return tuple(sorted({item.day for item in found}))


def find_changes(
    instruments: Iterable[Instrument],
    observations: Iterable[Observation] = (),
    *,
    provisions: Iterable[Provision] = (),
    reports: Iterable[StateFramework] = (),
    names: Mapping[str, str] = _NO_NAMES,
) -> tuple[Change, ...]:
    """What happens on each change point, in order of day. provisions: their ways out may close on a stated day.

    reports: what is reported of state law without its text; it changes what is unknown, never a known answer.
    names: id of an agency or conduct -> what people call it; one without a name stands as its id.
    """
    known = {item.id: item for item in instruments}
    found = [change for item in known.values() for change in _of_instrument(item)]
    found += [change for item in provisions if item.instrument in known for change in _closing(item, known, names)]
    found += [_seen(item, names) for item in observations]
    found += [change for item in reports for change in _of_report(item)]
    return tuple(sorted(set(found)))


def find_looks(place: Place) -> tuple[Change, ...]:
    """The days from which a person's look at a kind of source counts, in order of day."""
    return tuple(
        sorted(
            Change(
                day=place.counts_from(item),
                about=item.agency or place.name,
                sentence=f"The search of {item.kind.replace('-', ' ')} that {item.by} attests counts from here on.",
            )
            for item in place.attested_searches
        )
    )


def _of_instrument(item: Instrument) -> Iterator[Change]:
    """A bill has no life here; neither has federal text, nor what does not bind."""
    if item.status is Status.BILL or item.level is Level.FEDERAL or item.binding is Binding.DOES_NOT:
        return
    if item.in_force_from:
        began = "is signed and in force" if item.status is Status.AGREEMENT else "comes into force"
        yield Change(day=item.in_force_from, about=item.id, sentence=f"{item.title} {began}.")
    elif item.text_date:
        yield Change(
            day=_first_day(item.text_date),
            about=item.id,
            sentence=f"{item.title} is a text of {item.text_date}; when it began is not known.",
        )
    elif item.worded_since:
        sentence = f"{item.title} got its present words in {item.worded_since}, by its history note."
        yield Change(day=_first_day(item.worded_since), about=item.id, sentence=sentence)
    if item.in_force_to:
        why = f" {item.ended_why}" if item.ended_why else ""
        yield Change(
            day=_day_after(item.in_force_to),
            about=item.id,
            sentence=f"{item.title} is no longer in force, its last day was {item.in_force_to}.{why}",
        )
    yield from _of_courts(item)


def _of_courts(item: Instrument) -> Iterator[Change]:
    for order in item.enjoined:
        what = "all of it" if order.reaches("") else ", ".join(order.conducts)
        yield Change(day=order.from_date, about=item.id, sentence=f"{item.title} is enjoined by {order.by} ({what}).")
        if order.to_date:
            sentence = f"The injunction against {item.title} by {order.by} has ended ({what})."
            yield Change(day=_day_after(order.to_date), about=item.id, sentence=sentence)


def _closing(provision: Provision, known: dict[str, Instrument], names: Mapping[str, str]) -> Iterator[Change]:
    title = known[provision.instrument].title
    conduct = names.get(provision.conduct, provision.conduct)
    for item in provision.exceptions:
        if item.sunset_date:
            sentence = f"A way out in {title} on {conduct} closed, its last day was {item.sunset_date}."
            yield Change(day=_day_after(item.sunset_date), about=provision.instrument, sentence=sentence)


def _seen(item: Observation, names: Mapping[str, str]) -> Change:
    agency, conduct = (names.get(name, name) for name in (item.agency, item.conduct))
    shows = item.shows.replace("-", " ")
    return Change(
        day=item.on_date,
        about=item.agency,
        sentence=f"Observed of {agency} on {conduct}: {shows} ({item.source}).",
    )


def _of_report(item: StateFramework) -> Iterator[Change]:
    """A year or a month of a report counts from its first to its last day."""
    told = f"Reported, not quoted: {item.name}, state law of {item.state},"
    if item.effective_from:
        yield Change(
            day=_first_day(item.effective_from),
            about=item.state,
            sentence=f"{told} is said to hold from {item.effective_from}.",
        )
    if item.effective_to:
        after = _day_after(find_last_day(item.effective_to))
        yield Change(day=after, about=item.state, sentence=f"{told} is said to end with {item.effective_to}.")


def _first_day(text: str) -> str:
    """The first day of a year, a month or a day."""
    return f"{text}-01-01"[:10] if len(text) == 4 else f"{text}-01"[:10]


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
