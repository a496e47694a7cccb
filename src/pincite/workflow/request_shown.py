"""Requests as people and as programs read them on the command line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from pincite.drafting.clean import clean_line
from pincite.model.request import RecordsRequest, RequestStatus
from pincite.workflow.request_log import Logged
from pincite.workflow.requests import Drafted, DraftedLetter

_NOTHING = "Nothing is missing that a letter could bring."


def describe_drafted(drafted: Drafted) -> dict[str, Any]:
    """What was drafted, as plain JSON."""
    return {
        "letters": [_describe_letter(item) for item in drafted.letters],
        "asked_before": [item.id for item in drafted.waiting],
        "elsewhere": [{"kind": kind, "title": title} for kind, title in drafted.elsewhere],
        "notices": list(drafted.notices),
    }


def _describe_letter(item: DraftedLetter) -> dict[str, Any]:
    return {
        "request": item.request, "agency": item.agency.id, "agency_name": item.agency.name, "files": list(item.files),
        "items": [
            {
                "id": entry.item.id, "questions": list(entry.questions), "ask": entry.item.ask,
                "about": {"en": entry.item.about.en, "es": entry.item.about.es},
            }
            for entry in item.asked
        ],
        "blanks": list(item.blanks), "due_if_received_today": item.due,
    }  # fmt: skip


def render_drafted(drafted: Drafted, study: Path, *, language: str) -> str:
    """What was drafted, for people; the explanation of each item in "en" or "es"."""
    return "\n".join(_drafted_lines(drafted, study, language))


def _drafted_lines(drafted: Drafted, study: Path, language: str) -> Iterator[str]:
    for item in drafted.letters:
        many = f"{len(item.asked)} item{'' if len(item.asked) == 1 else 's'}, {len(item.blanks)} blanks to fill"
        yield f"{item.request}: {clean_line(item.agency.name)}, {many}"
        for entry in item.asked:
            yield f"  - {entry.item.about.in_language(language)} ({', '.join(entry.questions)})"
        yield from (f"    {study / name}" for name in item.files)
    if not drafted.letters and not drafted.waiting:
        yield _NOTHING
    if drafted.waiting:
        yield f"Asked for before: {', '.join(f'{item.id} ({item.status})' for item in drafted.waiting)}"
    for _, title in drafted.elsewhere:
        yield f"Not by letter, it is published: {title}"
    if drafted.letters:
        yield drafted.records.cover.in_language(language).strip()
        first = drafted.letters[0].request
        yield f"When it is sent: pincite request log {study} {first} sent --on DATE"


def describe_request(request: RecordsRequest, *, today: str) -> dict[str, Any]:
    """A request as plain JSON, with its rows in effect."""
    return {
        "request": request.id, "agency": request.agency, "agency_name": request.agency_name,
        "status": request.status_on(today).value, "logged_status": request.status.value, "due": request.due,
        "due_basis": request.due_basis, "days_left": _days_left(request, today),
        "items": msgspec.to_builtins(request.items), "rows": msgspec.to_builtins(request.rows),
    }  # fmt: skip


def _days_left(request: RecordsRequest, today: str) -> int | None:
    return (date.fromisoformat(request.due) - date.fromisoformat(today)).days if request.due else None


def render_requests(requests: Sequence[RecordsRequest], *, today: str) -> str:
    """One line a request."""
    lines = [_line(item, today) for item in requests]
    return "\n".join(lines or ["No request was drafted yet."])


def _line(request: RecordsRequest, today: str) -> str:
    since = f" on {request.rows[-1].on_date}" if request.rows else ""
    late = request.status_on(today) is RequestStatus.OVERDUE
    due = f", {'overdue since' if late else 'due'} {request.due}" if request.due else ""
    return f"{request.id}: {request.status}{since}{due} ({clean_line(request.agency_name)})"


def render_request(request: RecordsRequest, *, today: str) -> str:
    """A request with its items and every row in effect."""
    lines = [_line(request, today)]
    lines += [f"  asks for {item.id}: {', '.join(item.questions)}" for item in request.items]
    for row in request.rows:
        more = [row.note, f"due {row.due}, {row.due_basis}" if row.due else "", ", ".join(row.documents)]
        lines.append(f"  {row.on_date} {row.status}{''.join(f'; {clean_line(text)}' for text in more if text)}")
    return "\n".join(lines)


def render_due(requests: Sequence[RecordsRequest], *, today: str) -> str:
    """The requests that wait, with the days that are left and how the last day was counted."""
    lines = []
    for item in requests:
        left = _days_left(item, today)
        when = "no last day is known" if left is None else f"{-left} days overdue" if left < 0 else f"{left} days left"
        lines.append(f"{_line(item, today)}: {when}")
        if item.due_basis:
            lines.append(f"    {item.due_basis}")
    return "\n".join(lines or ["No request waits for a response."])


def describe_logged(logged: Logged, *, today: str) -> dict[str, Any]:
    """The request after a row, and what a filed answer did, as plain JSON."""
    said = describe_request(logged.request, today=today) | {"notices": list(logged.notices)}
    if logged.reply is None:
        return said
    reply = logged.reply
    changed = {key: {"before": pair[0], "after": pair[1], "why": reply.why[key]} for key, pair in reply.changed.items()}
    filed = [{"document": item, "kind": kind} for item, kind in zip(reply.documents, reply.kinds, strict=True)]
    return said | {"reply": {"filed": filed, "reopened": list(reply.reopened), "changed": changed}}


def render_logged(logged: Logged, *, today: str) -> str:
    """The same for people."""
    lines = [_line(logged.request, today)]
    if logged.request.due:
        lines.append(f"    {logged.request.due_basis}")
    if logged.reply is not None:
        reply = logged.reply
        lines += [f"filed: {item} ({kind})" for item, kind in zip(reply.documents, reply.kinds, strict=True)]
        lines.append(f"could settle: {', '.join(reply.reopened) or 'no open question of this agency'}")
        lines += [f"{key}: {before} -> {after}: {reply.why[key]}" for key, (before, after) in reply.changed.items()]
    return "\n".join(lines)
