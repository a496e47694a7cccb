"""The register of a study's requests: what happened to each, when an answer is due, and an answer filed as a source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pincite.adapters.register import add_to_register, load_register
from pincite.adapters.study import PLACE, Study, load_study
from pincite.drafting.deadline import Deadline, compute_deadline, years_touched
from pincite.drafting.letter import spell_day
from pincite.drafting.register import LOGGED, check_next, find_requests
from pincite.errors import UsageError
from pincite.model.place import Place
from pincite.model.request import WAITING, RecordsRequest, RegisterRow, RequestStatus
from pincite.packs.us.public_holidays import find_public_holidays
from pincite.packs.us.records_laws import find_records_law
from pincite.topics.problems import suggest
from pincite.workflow.pack import load_pack
from pincite.workflow.place import is_day, parse_day, parse_place
from pincite.workflow.request_reply import Reply, file_reply
from pincite.workflow.requests import load_records_items
from pincite.workflow.review import lock_folder_of

_NO_TIME = "No verified time for the response binds this office, so no last day is set; give it with --due."
_ASSUMED = "taken as received on the day it was sent"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogOrder:
    """What happened to a request. on_date, received, due: ISO days, "" where not said.

    file: the answer, to be filed as a source. kind: source-kind id of that file, "" to take it from its text.
    """

    study: Path
    request: str
    status: str
    today: str
    at: str
    on_date: str = ""
    received: str = ""
    due: str = ""
    note: str = ""
    file: Path | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """The request after the new row. reply: what the filed answer did, None where none was filed."""

    request: RecordsRequest
    notices: tuple[str, ...] = ()
    reply: Reply | None = None


def log_request(order: LogOrder) -> Logged:
    """Add one row to the register; an answer with a file is read into the study first.

    Raises UsageError where the row cannot follow, InputError where the file cannot be read; then nothing is added.
    """
    _check_order(order)
    with lock_folder_of(order.study):
        rows = load_register(order.study)
        request = get_request(find_requests(rows), order.request)
        on_date = order.on_date or order.today
        problems = check_next(request, order.status, on_date)
        if problems:
            raise UsageError(problems[0], where=request.id, way_out="See: pincite request status STUDY.")
        due, basis, notices = _find_due(order, on_date, request)
        reply = file_reply(order.study, order.file, request, kind=order.kind, today=order.today) if order.file else None
        row = RegisterRow(
            request=request.id, status=order.status, on_date=on_date, at=order.at, due=due, due_basis=basis,
            documents=reply.documents if reply else (), added=reply.added if reply else (), note=order.note,
        )  # fmt: skip
        add_to_register(order.study, [row])
        made = get_request(find_requests((*rows, row)), request.id)
    return Logged(request=made, notices=(*notices, *(reply.notices if reply else ())), reply=reply)


def find_study_requests(folder: Path) -> tuple[RecordsRequest, ...]:
    """Every request of a study, oldest first; raises StudyError where no study or a broken register is there."""
    load_study(folder)
    return find_requests(load_register(folder))


def find_due(requests: Sequence[RecordsRequest]) -> tuple[RecordsRequest, ...]:
    """The requests that wait for a response, the earliest last day first, those without one at the end."""
    waiting = [item for item in requests if item.status in WAITING]
    return tuple(sorted(waiting, key=lambda item: (item.due or "9999", item.id)))


def get_request(requests: Sequence[RecordsRequest], name: str) -> RecordsRequest:
    """The request of that id; raises UsageError."""
    for request in requests:
        if request.id == name:
            return request
    known = [item.id for item in requests]
    way_out = suggest(name, known) if known else "Draft letters first: pincite request draft STUDY."
    raise UsageError(f"there is no request {name!r}.", way_out=way_out)


def _check_order(order: LogOrder) -> None:
    if order.status not in LOGGED:
        raise UsageError(f"there is no status {order.status!r}.", way_out=f"Take {', '.join(LOGGED)}.")
    for name, day in (("--on", order.on_date), ("--received", order.received)):
        if day:
            parse_day(day, today=order.today, name=name, ahead="only what has happened can be noted.")
    _check_due(order)
    if order.received and order.received < (order.on_date or order.today):
        raise UsageError("it was received before it was sent.", way_out="Check --on and --received.")
    if order.status == RequestStatus.EXTENDED and not order.due:
        raise UsageError("it is not said until when.", way_out="Add --due DATE, the day that the office named.")
    if order.file and order.status != RequestStatus.ANSWERED:
        raise UsageError("a file belongs to an answer.", way_out="Log it as answered.")
    if order.kind and not order.file:
        raise UsageError("--kind is about a file.", way_out="Add --file FILE.")


def _check_due(order: LogOrder) -> None:
    if order.due and not is_day(order.due):
        raise UsageError(f"--due {order.due} is no day.", way_out="Write it as 2026-12-01.")
    if order.due and order.due < (order.on_date or order.today):
        what = f"--due {order.due} is before {order.on_date or order.today}, when it was {order.status}."
        raise UsageError(what, way_out="Check --due and --on.")


def _find_due(order: LogOrder, on_date: str, request: RecordsRequest) -> tuple[str, str, list[str]]:
    """(last day, how it was counted, what a person should know) of a row."""
    if order.due:
        return order.due, "as given with --due", []
    if order.status != RequestStatus.SENT:
        return "", "", []
    study = load_study(order.study)
    place = parse_place(study.place_text, str(order.study / PLACE), topic=load_pack(study.manifest.topic).topic)
    deadline = _count(order.received or on_date, request, place, study)
    if deadline is None:
        return "", "", [_NO_TIME]
    law = find_records_law(place.state)
    assumed = "received as given" if order.received else _ASSUMED
    over = f", over {', '.join(name for _, name in deadline.skipped)}" if deadline.skipped else ""
    cited = law.citation if law else ""
    basis = f"{deadline.days} {deadline.kind} days after {deadline.received} ({cited}; {assumed}){over}"
    stale = law is not None and law.is_stale(order.today)
    known = f"{'of ' + spell_day(law.as_of) if law and law.as_of else 'without a date'}"
    return deadline.due.isoformat(), basis, [f"The time for the response is a fact {known}; check it."] if stale else []


def _count(received: str, request: RecordsRequest, place: Place, study: Study) -> Deadline | None:
    law = find_records_law(place.state)
    state_kinds = load_records_items(load_pack(study.manifest.topic)).state_agency_kinds
    kind = next((agency.kind for agency in place.agencies if agency.id == request.agency), "")
    if law is None or not law.binds_in_days(state_agency=kind in state_kinds):
        return None
    day = date.fromisoformat(received)
    holidays = find_public_holidays(place.state, years_touched(day, law.days))
    return compute_deadline(day, law.days, kind=law.day_kind, holidays=holidays)
