"""The last row of a request taken back, with the answer that it filed: its file is kept apart, and nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pincite.adapters.register import add_to_register, load_register
from pincite.adapters.study import PLACE, StoredDocument, Study, drop_sources, keep_apart, load_study
from pincite.drafting.register import find_requests
from pincite.errors import UsageError
from pincite.model.request import UNDO, RecordsRequest, RegisterRow
from pincite.workflow.model_codings import MODELS
from pincite.workflow.request_log import Logged, get_request
from pincite.workflow.request_reply import find_changed_answers, remove_entries
from pincite.workflow.review import lock_folder_of
from pincite.workflow.study import remake


def undo_request(folder: Path, name: str, *, today: str, at: str, note: str = "") -> Logged:
    """Take back the last row in effect of a request, by a further row; the row itself stays in the register.

    A file that the row brought into the study leaves it, the study is answered again, and the file is kept apart.
    """
    with lock_folder_of(folder):
        rows = load_register(folder)
        requests = find_requests(rows)
        request = get_request(requests, name)
        if not request.rows:
            raise UsageError("it was withdrawn already.", where=name, way_out="See: pincite request status STUDY.")
        row = RegisterRow(request=name, status=UNDO, on_date=today, at=at, note=note)
        made = get_request(find_requests((*rows, row)), name)
        others = [made if item.id == name else item for item in requests]
        told = _take_back(load_study(folder), request.rows[-1], others, today=today)
        add_to_register(folder, [row])
    return Logged(request=made, notices=told)


def _take_back(study: Study, row: RegisterRow, others: Sequence[RecordsRequest], *, today: str) -> tuple[str, ...]:
    """Take what the row brought and nothing else needs out of the study; a sentence for each of its documents."""
    used = {name for request in others for item in request.rows for name in item.documents}
    known = {item.id: item for item in study.documents}
    gone = [known[name] for name in row.added if name in known and name not in used]
    kept = [known[name] for name in row.documents if name in known and known[name] not in gone]
    if gone and (len(gone) == len(study.documents) or MODELS in study.manifest.settings):
        gone, kept = [], [*kept, *gone]
    stays = tuple(_tell_stays(item, used) for item in kept)
    return (*_withdraw(study, gone, row.request, today=today), *stays) if gone else stays


def _tell_stays(item: StoredDocument, used: set[str]) -> str:
    if item.id in used:
        return f"{item.name} stays in the study: another row of the register rests on it."
    return (
        f"{item.name} stays in the study, and so do the answers that rest on it. To leave it out, give it binds: [] "
        f"under files in {PLACE}, then: pincite assess -o (the folder)."
    )


def _withdraw(study: Study, gone: Sequence[StoredDocument], request: str, *, today: str) -> list[str]:
    """Answer the study without those documents and keep their files apart; a sentence for each and each answer."""
    kept = keep_apart(study, gone)
    text = remove_entries(study.place_text, [item.name for item in gone], request)
    left = replace(study, documents=tuple(item for item in study.documents if item not in gone), place_text=text)
    made = remake(left, study.reviews, today=today)
    drop_sources(study, gone)
    told = [
        f"{item.name} is no longer in the study, which was answered again; its file is kept as {path}."
        for item, path in zip(gone, kept, strict=True)
    ]
    changed = find_changed_answers(study, made.study)
    told += [f"{key}: {before} -> {after}" for key, (before, after) in changed.items()]
    return [*told, *made.notices]
