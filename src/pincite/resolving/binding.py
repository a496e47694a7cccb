"""Whom an instrument binds in this place: what a person said of the file first, what the text says of itself second."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rapidfuzz import fuzz

from pincite.model.document import SourceDocument
from pincite.model.facts import DocumentFacts, InstrumentKind
from pincite.model.law import Binding, Instrument, Level, Status
from pincite.model.place import Agency, Place, PlaceFile

_ALIKE = 86
_CITY_COUNTY = re.compile(r"(?i)\bcity and county of\b")  # one government that is both
_GENERIC = re.compile(
    r"\b(?:city and county|county|parish|borough|city|town|township|village|of|the|board|council"
    r"|commissioners|supervisors|trustees|police|department|sheriff'?s?|office|metropolitan)\b",
    re.IGNORECASE,
)


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
    start, cautions = _start(facts, said)
    end, doubt = _end(facts, said, start)
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
        whole=bool(said.whole),
        cautions=tuple(filter(None, (*cautions, doubt, newer, *older, *_sheriff(reach, level, place, said)))),
        enjoined=said.enjoined,
        version_of=said.version_of,
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


def _start(facts: DocumentFacts, said: PlaceFile) -> tuple[str, tuple[str, ...]]:
    """The day from which the text holds, and what to say where it cannot be told."""
    if said.in_force_from or (facts.effective_date and not said.adopted):
        return said.in_force_from or facts.effective_date, ()
    adopted = said.adopted or facts.adopted_date
    if facts.relative_effective is None:
        return facts.effective_date or said.adopted, ()
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
    if start or not text_date or text_date[: len(place.as_of)] <= place.as_of[: len(text_date)]:
        return ""
    return f"The text is of {text_date}; whether it stood so on {place.as_of} is not shown."


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
    if level is Level.STATE:
        return _by_state(facts, place)
    if level in (Level.COUNTY, Level.CITY):
        return _by_place(facts, said, place)
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


def _by_place(facts: DocumentFacts, said: PlaceFile, place: Place) -> _Reach:
    body = facts.issuing_body if _same_place(facts.issuing_body, place.name) else ""
    name = facts.place_name or said.issuer or body
    if facts.state and facts.state != place.state:
        return _Reach((), (), Binding.DOES_NOT, f"It is of {name or 'a place'} in {facts.state}, not in {place.state}.")
    if not name:
        return _Reach((), (), Binding.UNCLEAR, "Which place issued it could not be read; say so in place.yaml.")
    if _same_place(name, place.name):
        return _Reach(("all",), (), Binding.BINDS, f"It is issued by {name}.")
    theirs = tuple(agency.id for agency in place.agencies if _same_place(agency.name, name))
    if theirs:
        return _Reach(theirs, (), Binding.BINDS, f"It is issued by {name} and binds {_names(theirs, place)}.")
    return _Reach((), (), Binding.DOES_NOT, f"It is issued by {name}, not by {place.name}.")


def _by_agency(facts: DocumentFacts, said: PlaceFile, place: Place) -> _Reach:
    issuer = said.issuer or facts.issuing_body
    if facts.state and facts.state != place.state:
        return _Reach((), (), Binding.DOES_NOT, f"It is a policy of {issuer or 'an agency'} in {facts.state}.")
    if not issuer:
        return _Reach((), (), Binding.UNCLEAR, "Which agency issued it could not be read; say so in place.yaml.")
    agency = _issuing_agency(issuer, facts.place_name or issuer, place)
    if agency is not None:
        return _Reach((agency.id,), (agency.id,), Binding.BINDS, f"It is {agency.name}'s own policy.")
    if not _same_place(facts.place_name or issuer, place.name):
        return _Reach((), (), Binding.DOES_NOT, f"It is a policy of {issuer}, not of an agency of {place.name}.")
    return _Reach((), (), Binding.UNCLEAR, f"{issuer} is not among the agencies of place.yaml.")


def _issuing_agency(issuer: str, issuing_place: str, place: Place) -> Agency | None:
    """The agency that issued a policy: its kind and name agree, and it is of this place or of the same other one."""
    for agency in place.agencies:
        here = _same_place(issuing_place, place.name) or _same_place(issuing_place, agency.name)
        alike = fuzz.token_set_ratio(issuer.lower(), agency.name.lower()) >= _ALIKE
        if here and alike and agency.kind in issuer.lower():
            return agency
    return None


def _same_place(first: str, second: str) -> bool:
    """Whether two names name one place: the same proper name, and county is not city."""
    one, two = (" ".join(_GENERIC.sub(" ", name).lower().split()) for name in (first, second))
    if not one or not two:
        return False
    counties = "county" in first.lower(), "county" in second.lower()
    if counties[0] != counties[1] and not (_CITY_COUNTY.search(first) or _CITY_COUNTY.search(second)):
        return False
    return one == two or bool(re.search(rf"\b{re.escape(two)}\b", one))


def _sheriff(reach: _Reach, level: Level, place: Place, said: PlaceFile) -> tuple[str, ...]:
    """Whether a county board binds an elected sheriff is a fact of the state; said only where a person did not."""
    if level is not Level.COUNTY or said.binds is not None or reach.binding is not Binding.BINDS:
        return ()
    if not any(agency.kind == "sheriff" for agency in place.agencies):
        return ()
    return ("Whether the county board's law binds an elected sheriff depends on the state; it is taken to here.",)
