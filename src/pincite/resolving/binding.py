"""Whom an instrument binds in this place: what a person said of the file first, what the text says of itself second."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pincite.model.document import SourceDocument
from pincite.model.facts import DocumentFacts, InstrumentKind
from pincite.model.law import Binding, Instrument, Level, Status
from pincite.model.place import Place, PlaceFile
from pincite.packs.us.belonging import Belonging, find_belonging, find_own, is_municipality, is_united
from pincite.resolving.naming import find_issuing_agency, is_same_place
from pincite.resolving.parties import find_model, find_party
from pincite.resolving.undated import tell_later

_CONTRACT = "contract"


@dataclass(frozen=True, slots=True)
class _Reach:
    binds: tuple[str, ...]
    own_of: tuple[str, ...]
    binding: Binding
    why: str


def bind_instrument(document: SourceDocument, facts: DocumentFacts, *, place: Place, said: PlaceFile) -> Instrument:
    """The instrument that ``document`` witnesses, as ``place`` uses it. ``said``: what a person noted of the file."""
    level = Level(said.level) if said.level in set(Level) else facts.level
    status = Status(said.status) if said.status in set(Status) else _status(facts, said)
    reach = _reach(facts, level, status, place=place, said=said)
    start, cautions = _start(facts, said, status)
    end, doubt = _end(facts, said, start)
    doubts = () if status is Status.AGREEMENT else _doubts(reach, level, place, said)
    newer, older = _newer_text(said, facts, place, start), _older_text(said, facts, place)
    unproven = newer or ("" if start else doubt)
    if unproven and not said.status and reach.binding is Binding.BINDS:
        reach = _Reach((), (), Binding.UNCLEAR, unproven)
    return Instrument(
        id=document.id,
        title=document.name,
        document=document.id,
        kind=said.kind or _kind(facts, level),
        level=level,
        issuer=said.issuer or facts.issuing_body,
        status=status,
        binds=reach.binds,
        binding=reach.binding,
        why=reach.why,
        own_of=reach.own_of,
        in_force_from=start,
        in_force_to=end,
        text_date=said.text_date or facts.text_date,
        worded_since=facts.worded_since,
        whole=bool(said.whole),
        cautions=tuple(filter(None, (*cautions, doubt, newer, *older, *doubts))),
        enjoined=said.enjoined,
        version_of=said.version_of,
        agreement_model=find_model(document) if status is Status.AGREEMENT else "",
    )


def _kind(facts: DocumentFacts, level: Level) -> str:
    """A whole code or manual is of the kind of what it collects."""
    if facts.kind is InstrumentKind.CODE:
        return "statute" if level is Level.STATE else "ordinance"
    return "departmental-policy" if facts.kind is InstrumentKind.MANUAL else facts.kind.value


def _status(facts: DocumentFacts, said: PlaceFile) -> Status:
    if said.status == "adopted":
        return Status.IN_FORCE
    if facts.kind is InstrumentKind.BILL or said.kind == "bill":
        return Status.BILL
    return facts.status


def _start(facts: DocumentFacts, said: PlaceFile, status: Status) -> tuple[str, tuple[str, ...]]:
    """The day from which the text holds, and what to say where it cannot be told. An agreement holds once made."""
    if said.in_force_from or (facts.effective_date and not said.adopted):
        return said.in_force_from or facts.effective_date, ()
    adopted = said.adopted or facts.adopted_date
    if facts.relative_effective is None:
        made = facts.adopted_date if status is Status.AGREEMENT else ""
        return facts.effective_date or said.adopted or made, ()
    if not adopted:
        return "", ("It takes effect a number of days after adoption; the day of adoption is not known.",)
    start = date.fromisoformat(adopted) + timedelta(days=facts.relative_effective.days)
    return start.isoformat(), ()


def _end(facts: DocumentFacts, said: PlaceFile, start: str) -> tuple[str, str]:
    """The last day on which the text holds, and what to say where the day that was read cannot be."""
    end = said.in_force_to or facts.sunset_date
    if facts.term is not None and not end:
        if start:
            return facts.term.last_day(start), ""
        return "", f"It says “{facts.term.told}”, and the day of its start is not known: it may have ended."
    if not start or not end or end >= start:
        return end, ""
    return "", f"It was read to end on {end}, before it begins on {start}; say in place.yaml when it ends."


def _newer_text(said: PlaceFile, facts: DocumentFacts, place: Place, start: str) -> str:
    """What to say where the text is later than the valuation date and no start shows that it stood then."""
    text_date = said.text_date or facts.text_date
    if start:
        return ""
    if text_date and text_date[: len(place.as_of)] > place.as_of[: len(text_date)]:
        return tell_later(f"The text is of {text_date}", place.as_of)
    if facts.worded_since and facts.worded_since > place.as_of[:4]:
        return tell_later(f"Its history note is of {facts.worded_since}", place.as_of)
    return ""


def _older_text(said: PlaceFile, facts: DocumentFacts, place: Place) -> tuple[str, ...]:
    text_date = said.text_date or facts.text_date
    if not text_date or text_date[:4] >= place.as_of[:4]:
        return ()
    return (f"The text is of {text_date}; later changes are not shown.",)


def _reach(facts: DocumentFacts, level: Level, status: Status, *, place: Place, said: PlaceFile) -> _Reach:
    if level is Level.FEDERAL:
        return _Reach((), (), Binding.DOES_NOT, "Federal text never controls; it is a caveat.")
    if said.binds is not None:
        return _said(said, level, place)
    if status is Status.AGREEMENT or (said.kind or facts.kind.value) == _CONTRACT:
        return _by_party(facts, said, place)
    if level is Level.STATE:
        return _by_state(facts, place)
    if level in (Level.COUNTY, Level.CITY):
        return _by_place(facts, said, level, place)
    if level is Level.AGENCY:
        return _by_agency(facts, said, place)
    return _Reach((), (), Binding.UNCLEAR, "Who issued it could not be read; say so in place.yaml.")


def _said(said: PlaceFile, level: Level, place: Place) -> _Reach:
    binds = tuple("all" if item.startswith("all") else item for item in said.binds or ())
    if not binds:
        return _Reach((), (), Binding.DOES_NOT, said.note or "It binds no agency of this place.")
    own = said.own_of if said.own_of is not None else (binds if level is Level.AGENCY else ())
    return _Reach(binds, own, Binding.BINDS, f"It binds {_names(binds, place)}.")


def _names(ids: Sequence[str], place: Place) -> str:
    if "all" in ids:
        return f"every agency of {place.name}"
    known = {agency.id: agency.name for agency in place.agencies}
    return ", ".join(known.get(item, item) for item in ids)


def _by_state(facts: DocumentFacts, place: Place) -> _Reach:
    if not facts.state:
        return _Reach((), (), Binding.UNCLEAR, "Which state issued it could not be read; say so in place.yaml.")
    if facts.state != place.state:
        return _Reach((), (), Binding.DOES_NOT, f"It is law of {facts.state}, not of {place.state}.")
    return _Reach(("all",), (), Binding.BINDS, f"It is law of {place.state} and binds the agencies that it names.")


def _by_party(facts: DocumentFacts, said: PlaceFile, place: Place) -> _Reach:
    """An agreement is that of the agency that is a party to it, and of no other."""
    party = said.issuer or facts.issuing_body or facts.place_name
    if facts.state and facts.state != place.state:
        return _Reach((), (), Binding.DOES_NOT, f"It is an agreement of {party or 'an agency'} in {facts.state}.")
    if not party:
        return _Reach((), (), Binding.UNCLEAR, "Which agency is a party to it could not be read; say so in place.yaml.")
    named_place = facts.place_name or party
    agency = find_party(party, named_place, place)
    if agency is not None:
        return _Reach((agency.id,), (), Binding.BINDS, f"It is an agreement of {agency.name}, of no other agency.")
    if not is_same_place(named_place, place.name):
        return _Reach((), (), Binding.DOES_NOT, f"It is an agreement of {party}, not of an agency of {place.name}.")
    return _Reach((), (), Binding.UNCLEAR, f"{party} is a party to it, and not among the agencies of place.yaml.")


def _by_place(facts: DocumentFacts, said: PlaceFile, level: Level, place: Place) -> _Reach:
    body = facts.issuing_body if is_same_place(facts.issuing_body, place.name) else ""
    name = facts.place_name or said.issuer or body
    if facts.state and facts.state != place.state:
        return _Reach((), (), Binding.DOES_NOT, f"It is of {name or 'a place'} in {facts.state}, not in {place.state}.")
    if not name:
        return _Reach((), (), Binding.UNCLEAR, "Which place issued it could not be read; say so in place.yaml.")
    if is_same_place(name, place.name):
        if level is Level.CITY and is_municipality(place) and not is_united(name):
            return _by_municipality(name, place)
        return _Reach(("all",), (), Binding.BINDS, f"It is issued by {name}.")
    theirs = tuple(agency.id for agency in place.agencies if is_same_place(agency.name, name))
    if theirs:
        return _Reach(theirs, (), Binding.BINDS, f"It is issued by {name} and binds {_names(theirs, place)}.")
    return _Reach((), (), Binding.DOES_NOT, f"It is issued by {name}, not by {place.name}.")


def _by_municipality(name: str, place: Place) -> _Reach:
    """A municipality's law reaches its own agencies: never the county's, the state's or one that may be."""
    own = tuple(agency.id for agency in find_own(place.agencies, place))
    if not own:
        return _Reach((), (), Binding.DOES_NOT, f"It is issued by {name}, and no agency of {name} is in place.yaml.")
    return _Reach(own, (), Binding.BINDS, f"It is issued by {name} and binds {_names(own, place)}.")


def _by_agency(facts: DocumentFacts, said: PlaceFile, place: Place) -> _Reach:
    issuer = said.issuer or facts.issuing_body
    if facts.state and facts.state != place.state:
        return _Reach((), (), Binding.DOES_NOT, f"It is a policy of {issuer or 'an agency'} in {facts.state}.")
    if not issuer:
        return _Reach((), (), Binding.UNCLEAR, "Which agency issued it could not be read; say so in place.yaml.")
    agency = find_issuing_agency(issuer, facts.place_name or issuer, place)
    if agency is not None:
        return _Reach((agency.id,), (agency.id,), Binding.BINDS, f"It is {agency.name}'s own policy.")
    if not is_same_place(facts.place_name or issuer, place.name):
        return _Reach((), (), Binding.DOES_NOT, f"It is a policy of {issuer}, not of an agency of {place.name}.")
    return _Reach((), (), Binding.UNCLEAR, f"{issuer} is not among the agencies of place.yaml.")


def _doubts(reach: _Reach, level: Level, place: Place, said: PlaceFile) -> tuple[str, ...]:
    """What is not known of whom a local law binds; a person's word on it ends the doubt."""
    if said.binds is not None or reach.binding is not Binding.BINDS:
        return ()
    return (*_sheriff(level, place), *(_others(place) if level is Level.CITY and "all" not in reach.binds else ()))


def _sheriff(level: Level, place: Place) -> tuple[str, ...]:
    """Whether a county board binds an elected sheriff is a fact of the state."""
    if level is not Level.COUNTY or not any(agency.kind == "sheriff" for agency in place.agencies):
        return ()
    return ("Whether the county board's law binds an elected sheriff depends on the state; it is taken to here.",)


def _others(place: Place) -> tuple[str, ...]:
    """Said where a municipality's law may reach an agency of which nobody knows whose it is."""
    doubtful = [item.name for item in place.agencies if find_belonging(item, place) is Belonging.UNKNOWN]
    return tuple(f"Whether {name} is {place.name}'s own is not known, so it is not bound here." for name in doubtful)
