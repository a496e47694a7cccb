"""An office's answer as a source of the study: read, answered again, and what it could settle."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from pincite.adapters.study import PLACE, Study, load_study, make_unique_id
from pincite.errors import InputError, StudyError, UsageError
from pincite.model.answer import UNKNOWN
from pincite.model.place import PlaceFile
from pincite.model.request import RecordsRequest
from pincite.topics.problems import suggest
from pincite.workflow.pack import load_pack
from pincite.workflow.place import parse_place
from pincite.workflow.sources import Task, find_sources
from pincite.workflow.study import remake

_FILES = re.compile(r"(?m)^files:[ \t]*(?P<rest>[^\n#]*?)[ \t]*(?:#[^\n]*)?$")
_NO_FILES = re.compile(r"(?m)^files:[ \t]*\n(?!(?:[ \t]*(?:#.*)?\n)*[ \t]*- )")
_OWN = "departmental-policy"
_RECEIVED = "Received in answer to request {}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What filing an answer did. documents: ids of its sources; kinds: what they are, in the same order.

    added: those of the documents that the study did not hold before. reopened: questions open for the agency that a
    source of such a kind could settle. changed: question -> (before, after) of every answer that is another one now:
    new words may also open what was answered. why: question -> the basis of each of those answers now.
    """

    documents: tuple[str, ...]
    kinds: tuple[str, ...]
    added: tuple[str, ...]
    reopened: tuple[str, ...]
    changed: Mapping[str, tuple[str, str]]
    why: Mapping[str, str]
    notices: tuple[str, ...]


def file_reply(folder: Path, file: Path, request: RecordsRequest, *, kind: str, today: str) -> Reply:
    """Read the answer into the study, answer it again and say what that did. The caller holds the lock.

    Raises UsageError where there is no such file or kind, InputError where not all of it can be read; then nothing is
    changed.
    """
    study = load_study(folder)
    topic = load_pack(study.manifest.topic).topic
    if kind and topic.source_kind(kind) is None:
        known = [item.id for item in topic.source_kinds]
        raise UsageError(f"there is no kind of source {kind!r}.", way_out=suggest(kind, known))
    tasks = _find_tasks(study, file, request)
    stored = {item.sha256: item.id for item in study.documents}
    sums = [sha256(task.load()).hexdigest() for task in tasks]
    new = [task for task, digest in zip(tasks, sums, strict=True) if digest not in stored]
    text = _with_files(study, request, new, kind) if kind and new else study.place_text
    made = remake(replace(study, place_text=text), study.reviews, today=today, added=new) if new else None
    after = made.study if made else study
    ids = tuple(stored.get(digest, task.document_id) for task, digest in zip(tasks, sums, strict=True))
    kinds = tuple(after.document(document_id).instrument.kind for document_id in ids)
    notices = made.notices if made else ("The study holds this file already; nothing was read again.",)
    changed = find_changed_answers(study, after)
    given = _find_given(after)
    return Reply(
        documents=ids,
        kinds=kinds,
        added=tuple(task.document_id for task in new),
        reopened=_reopened(study, request, kinds),
        changed=changed,
        why={key: str(given[key]["basis"]) for key in changed},
        notices=(*_unknown_kinds(ids, kinds), *notices),
    )


def _find_tasks(study: Study, file: Path, request: RecordsRequest) -> tuple[Task, ...]:
    """The file (or every file of an archive or folder) under ids and names that the study does not have yet."""
    if not file.exists():
        raise UsageError("there is no such file.", where=str(file), way_out="Check the path.")
    found = find_sources([file], out=study.folder / "sources", topic=study.manifest.topic)
    if found.refused or not found.tasks:
        first = found.refused[0] if found.refused else None
        what, way_out = (first.what, first.way_out) if first else ("no document is in it.", "Name a document.")
        raise InputError(what, where=first.name if first else str(file), way_out=way_out)
    ids = {item.id for item in study.documents}
    names = {item.name for item in study.documents}
    return tuple(
        replace(
            task,
            document_id=make_unique_id(task.document_id, ids),
            name=_free_name(task.name, names, request),
        )
        for task in found.tasks
    )


def _free_name(name: str, taken: set[str], request: RecordsRequest) -> str:
    free, number = name, 1
    while free in taken:
        free = f"{request.id}/{name}" if number == 1 else f"{request.id}-{number}/{name}"
        number += 1
    taken.add(free)
    return free


def _reopened(study: Study, request: RecordsRequest, kinds: Iterable[str]) -> tuple[str, ...]:
    """The questions open for its agency to which the rubric names such a kind of source, in the rubric's order."""
    rubric = load_pack(study.manifest.topic).rubric(study.manifest.rubric)
    given = _find_given(study)
    sources = set(kinds)
    return tuple(
        question.id
        for question in (*rubric.questions, *rubric.elements)
        if sources & {place.kind for place in question.where} and _is_open(given.get(question.id, {}), request.agency)
    )


def _is_open(answer: Mapping[str, Any], agency: str) -> bool:
    """Whether an answer, as plain JSON, is unknown and a row of that agency is one reason."""
    if answer.get("answer") != UNKNOWN:
        return False
    rows = answer.get("by_agency", {})
    return any(
        row["answer"] == UNKNOWN and (key == agency or any(rule["agency"] == agency for rule in row["rule"]))
        for key, row in rows.items()
    )


def _unknown_kinds(ids: Iterable[str], kinds: Iterable[str]) -> Iterator[str]:
    for document_id, kind in zip(ids, kinds, strict=True):
        if kind in ("", "unclear", "not-stated"):
            yield f"{document_id}: its kind cannot be told from its text; say it in {PLACE}, or file it with --kind."


def find_changed_answers(before: Study, after: Study) -> dict[str, tuple[str, str]]:
    """Question -> (before, after) of every answer that is another one now."""
    old, new = _find_given(before), _find_given(after)
    found = {key: (old[key]["answer"], new[key]["answer"]) for key in new if key in old}
    return {key: pair for key, pair in found.items() if pair[0] != pair[1]}


def _find_given(study: Study) -> dict[str, dict[str, Any]]:
    """Question -> its answer, as plain JSON."""
    return {**study.assessment.get("answers", {}), **study.assessment.get("elements", {})}


def _with_files(study: Study, request: RecordsRequest, tasks: Iterable[Task], kind: str) -> str:
    """The text of place.yaml with an entry for each new file; raises StudyError where it cannot be added to."""
    text, where = study.place_text, str(study.folder / PLACE)
    topic = load_pack(study.manifest.topic).topic
    place = parse_place(text, where, topic=topic)
    new = tuple(_make_entry(task.name, request, kind) for task in tasks)
    written = _insert(text, new)
    wanted = {*place.files, *new}
    if set(parse_place(written, where, topic=topic).files) != wanted:
        way_out = "Write files as a list, one entry below the other, or file the answer without --kind."
        raise StudyError("its files are in a form that cannot be added to.", where=where, way_out=way_out)
    return written


def _make_entry(name: str, request: RecordsRequest, kind: str) -> PlaceFile:
    own = (request.agency,) if kind == _OWN else None
    return PlaceFile(
        file=name, issuer=request.agency_name, kind=kind, level="agency" if own else "", binds=own, own_of=own,
        note=_RECEIVED.format(request.id),
    )  # fmt: skip


def _insert(text: str, entries: Iterable[PlaceFile]) -> str:
    """The entries as the first of ``files:``, with the indentation that the list has."""
    found = _FILES.search(text)
    if found is None or found["rest"] in ("[]", "null", "~"):
        block = "".join(f"  - {_flow(entry)}\n" for entry in entries)
        if found is None:
            return f"{text.rstrip(chr(10))}\nfiles:\n{block}"
        return f"{text[: found.start()]}files:\n{block}{text[found.end() :].removeprefix(chr(10))}"
    first = re.compile(r"(?m)^(?P<indent> *)- ").search(text, found.end())
    indent = first["indent"] if first else "  "
    block = "".join(f"{indent}- {_flow(entry)}\n" for entry in entries)
    return f"{text[: found.end()]}\n{block}{text[found.end() :].removeprefix(chr(10))}"


def remove_entries(text: str, names: Iterable[str], request: str) -> str:
    """The text of a place.yaml without the lines that filing wrote for these files; one that a person changed stays."""
    for name in names:
        head, tail = re.escape(f"- {{file: {_quote(name)}, "), re.escape(f"note: {_quote(_RECEIVED.format(request))}}}")
        text = re.sub(rf"(?m)^ *{head}.*{tail}\n", "", text)
    return _NO_FILES.sub("files: []\n", text)


def _quote(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _flow(entry: PlaceFile) -> str:
    """An entry on one line; JSON strings are YAML strings."""
    said: dict[str, object] = {"file": entry.file, "issuer": entry.issuer, "level": entry.level, "kind": entry.kind}
    said |= {"binds": entry.binds, "own_of": entry.own_of, "note": entry.note}
    return f"{{{', '.join(f'{key}: {_quote(value)}' for key, value in said.items() if value)}}}"
