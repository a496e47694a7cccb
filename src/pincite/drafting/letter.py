"""A records letter: what is verified of the state's law is stated, and the rest is a place to fill."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from pincite.drafting.clean import clean_line
from pincite.drafting.deadline import Deadline, compute_deadline
from pincite.drafting.words import blank, say
from pincite.model.letter import Letter, LetterPart
from pincite.model.place import Agency
from pincite.model.records import BUSINESS, PROMPTLY, Asked, RecordsLaw, RecordsTopic, Requester

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterOrder:
    """What a letter is made of. place: the government that the agency is of, "Name, State".

    today, from_day, to_day: ISO days; law: None where none is known. holidays: name by day for the years that a
    deadline may reach.
    """

    agency: Agency
    place: str
    jurisdiction: str
    asked: tuple[Asked, ...]
    records: RecordsTopic
    today: str
    from_day: str
    to_day: str
    law: RecordsLaw | None = None
    requester: Requester = field(default_factory=Requester)
    holidays: Mapping[date, str] = field(default_factory=dict)

    @property
    def is_state_agency(self) -> bool:
        """Whether the agency is a body of the state rather than a local one."""
        return self.agency.kind in self.records.state_agency_kinds


def compose_letter(order: LetterOrder) -> Letter:
    """The letter of one agency with all of its items."""
    who, name = order.requester, clean_line(order.agency.name)
    sender_name = clean_line(who.name) or blank("name")
    address = tuple(clean_line(line) for line in who.address if line.strip()) or (blank("address"),)
    email = clean_line(who.email)
    contact = (*address, email or blank("email"), *filter(None, (clean_line(who.phone),)))
    return Letter(
        title=say("title", agency=name),
        day=spell_day(order.today),
        sender=(sender_name, *filter(None, (clean_line(who.organisation),)), *contact),
        recipient=(say("office"), _addressee(order), clean_line(order.place), blank("office-address")),
        subject=say("subject", subject=order.records.subject),
        salutation=say("salutation"),
        parts=tuple(_find_parts(order)),
        closing=(say("thanks"), say("closing"), sender_name),
        notes=tuple(_find_notes(order)),
        sender_email=email,
    )


def find_deadline(order: LetterOrder) -> Deadline | None:
    """The last day for a response if the letter arrives today, or None where no verified time binds the agency."""
    law = order.law
    if law is None or not law.binds_in_days(state_agency=order.is_state_agency):
        return None
    return compute_deadline(
        date.fromisoformat(order.today), law.days, kind=law.day_kind, holidays=order.holidays
    )  # fmt: skip


def spell_day(iso: str) -> str:
    """ "2026-03-02" as "March 2, 2026", "2026-03" as "March 2026", and a year as it stands."""
    year, *rest = iso.split("-")
    if not rest:
        return year
    month = _MONTHS[int(rest[0]) - 1]
    return f"{month} {int(rest[1])}, {year}" if len(rest) > 1 else f"{month} {year}"


def _addressee(order: LetterOrder) -> str:
    """The office's name, which is a place to fill where it was only taken by rule."""
    name = clean_line(order.agency.name)
    return blank("office", name=name.replace("[", "(").replace("]", ")")) if order.agency.assumed else name


def _find_parts(order: LetterOrder) -> Iterator[LetterPart]:
    yield LetterPart(paragraphs=(_under(order), order.records.opening.strip()))
    days = {"{from_day}": spell_day(order.from_day), "{to_day}": spell_day(order.to_day)}
    period = say("period", from_day=days["{from_day}"], to_day=days["{to_day}"])
    yield LetterPart(
        heading=say("head-items"),
        paragraphs=(period,),
        items=tuple(_fill(entry.item.ask, days) for entry in order.asked),
    )
    yield LetterPart(heading=say("head-form"), paragraphs=(order.records.privacy.strip(), say("form"), say("withheld")))
    yield LetterPart(heading=say("head-fees"), paragraphs=_fees(order))
    yield LetterPart(heading=say("head-standing"), paragraphs=(_standing(order),))
    yield LetterPart(heading=say("head-time"), paragraphs=(_time(order),))
    yield LetterPart(heading=say("head-appeal"), paragraphs=(f"{say('refused')} {_appeal(order)}",))


def _fill(text: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        text = text.replace(name, value)
    return text.strip()


def _under(order: LetterOrder) -> str:
    law = order.law
    if law is None or not (law.act and law.citation):
        return say("under-unknown", blank=blank("act", jurisdiction=order.jurisdiction))
    return say("under", act=law.act, citation=law.citation)


def _fees(order: LetterOrder) -> tuple[str, ...]:
    law, who = order.law, order.requester
    waiver = say("waiver", reason=clean_line(who.fee_reason) or blank("fee-reason"))
    basis = say("waiver-law", citation=law.citation) if law and law.fee_waiver else blank("waiver")
    return (f"{waiver} {basis}", say("limit", limit=clean_line(who.fee_limit) or blank("fee-limit")))


def _standing(order: LetterOrder) -> str:
    said, law = clean_line(order.requester.standing), order.law
    if law is None or not law.may_ask:
        return say("standing-unknown", blank=blank("may-ask"), standing=said).strip()
    if law.may_ask == "citizens":
        return say("citizens", jurisdiction=law.jurisdiction, standing=said or blank("standing"))
    return say("anyone", standing=said).strip()


def _time(order: LetterOrder) -> str:
    law, deadline = order.law, find_deadline(order)
    if law is not None and deadline is not None:
        due = say(
            "due", citation=law.citation, response=say(law.response or "response"), days=_count(law.days, law.day_kind)
        )
        counted = say("due-on", received=spell_day(order.today), due=spell_day(deadline.due.isoformat()))
        return f"{due} {counted} {_extension(law)}"
    if law is not None and law.day_kind == PROMPTLY:
        return f"{say('prompt')} {_extension(law)}"
    return f"{say('due-unknown', blank=blank('days'))} {say('extension-unknown')}"


def _extension(law: RecordsLaw) -> str:
    if not law.extension:
        return say("extension-unknown")
    return say(f"extension-{law.extension}", days=_count(law.extension_days, law.extension_kind))


def _count(days: int, kind: str) -> str:
    word = "business" if kind == BUSINESS else "calendar"
    return f"{days} {word} day{'' if days == 1 else 's'}"


def _appeal(order: LetterOrder) -> str:
    law = order.law
    if law is None or not (law.appeal and law.appeal_body):
        return say("appeal-unknown", blank=blank("appeal"))
    return say(f"appeal-{law.appeal}", body=law.appeal_body, blank=blank("appeal-deadline"))


def _find_notes(order: LetterOrder) -> Iterator[str]:
    yield say("note-draft", today=spell_day(order.today))
    if order.agency.assumed:
        yield say("note-assumed", agency=clean_line(order.agency.name))
    if order.law is None:
        yield say("note-no-law", jurisdiction=order.jurisdiction)
        return
    yield from _find_law_notes(order.law, order)
    deadline = find_deadline(order)
    if deadline is not None:
        yield say("note-count")
    if deadline is not None and deadline.skipped:
        named = "; ".join(f"{spell_day(day.isoformat())} ({name})" for day, name in deadline.skipped)
        yield say("note-holidays", holidays=named)


def _find_law_notes(law: RecordsLaw, order: LetterOrder) -> Iterator[str]:
    medium = {"act": bool(law.act), "days": bool(law.day_kind), "other": bool(law.may_ask or law.appeal)}
    for part, shown in medium.items():
        if shown and law.word_of(part) == "medium":
            yield say("note-medium", what=say(f"note-{part}"))
    if law.is_stale(order.today):
        yield say("note-stale", as_of=spell_day(law.as_of)) if law.as_of else say("note-undated")
    if law.days and not law.binds_in_days(state_agency=order.is_state_agency):
        yield say("note-state-agencies")
    if law.other_days and law.days:
        yield say("note-other-days", other=law.other_days, days=str(law.days))
    if law.caution:
        yield say(f"note-{law.caution}")
    yield say("note-source", source=law.source)
