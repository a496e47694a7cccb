"""Records letters for a study: what is missing is asked of the agencies that have it, and noted in the register."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from pincite.adapters.letter_docx import write_letter_docx
from pincite.adapters.letter_eml import write_letter_eml
from pincite.adapters.letter_pdf import write_letter_pdf
from pincite.adapters.register import LETTERS, REQUESTER, add_to_register, load_register, read_requester_text
from pincite.adapters.study import PLACE, make_unique_id
from pincite.drafting.deadline import years_touched
from pincite.drafting.items import find_asked, find_elsewhere
from pincite.drafting.letter import LetterOrder, compose_letter, find_deadline
from pincite.drafting.register import find_requests
from pincite.drafting.text import LAST_PAGE, TO_CHECK, TO_FILL, render_letter
from pincite.errors import InputError, PackError, UsageError
from pincite.model.letter import Letter
from pincite.model.place import Agency, Place
from pincite.model.records import Asked, RecordsTopic, Requester
from pincite.model.request import RecordsRequest, RegisterRow, RequestItem, RequestStatus
from pincite.packs import pack_text
from pincite.packs.us.public_holidays import find_public_holidays
from pincite.packs.us.records_laws import find_records_law
from pincite.topics.problems import suggest
from pincite.topics.records import load_records_topic
from pincite.topics.strict_yaml import parse_as
from pincite.workflow.addressees import find_government
from pincite.workflow.pack import RECORDS, Pack
from pincite.workflow.place import parse_day
from pincite.workflow.reopen import OpenStudy, open_study
from pincite.workflow.review import lock_folder_of
from pincite.workflow.verify import check_quotes

FORMATS = ("docx", "pdf", "txt", "eml")
_LAST_PAGE = (LAST_PAGE, TO_FILL, TO_CHECK)
_AHEAD = "there are no records of a day to come."
_YEARS = 2  # whole years before this one that a request covers


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftOrder:
    """What to draft. agency: an agency id, "" for all; from_day, to_day: ISO days, "" for two whole years up to today.

    again: also what was asked before. today: ISO day; at: the moment, as it is written down.
    """

    study: Path
    today: str
    at: str
    agency: str = ""
    from_day: str = ""
    to_day: str = ""
    formats: tuple[str, ...] = FORMATS
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftedLetter:
    """A letter that was written. files: paths in the study; due: the last day if it arrives today, "" not known."""

    request: str
    agency: Agency
    asked: tuple[Asked, ...]
    files: tuple[str, ...]
    blanks: tuple[str, ...]
    due: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """What came of a draft. waiting: requests that ask for the rest already; elsewhere: titles of published law."""

    letters: tuple[DraftedLetter, ...]
    waiting: tuple[RecordsRequest, ...]
    elsewhere: tuple[tuple[str, str], ...]
    notices: tuple[str, ...]
    records: RecordsTopic


def draft_requests(order: DraftOrder) -> Drafted:
    """Write one letter for each agency that may have what is missing, and note it in the register; all or nothing.

    Raises UsageError for an unknown agency or day, PackError for a place without agencies, StudyError, and
    VerificationError where a claim of the study does not hold.
    """
    order = _with_days(order)
    with lock_folder_of(order.study):
        check_quotes(order.study, wanted="letter")
        opened = open_study(order.study, today=order.today)
        _check_agency(order, opened.place)
        records = load_records_items(opened.pack)
        requester = load_requester(order.study)
        assessment = opened.answer_on(opened.place.as_of).assessment
        agencies = {agency.id: agency for agency in opened.place.agencies}
        asked = find_asked(assessment, agencies, rubric=opened.rubric, records=records)
        rows = load_register(order.study)
        known = [item for item in find_requests(rows) if item.status != RequestStatus.WITHDRAWN]
        left = {key: _left(key, items, [] if order.again else known) for key, items in asked.items()}
        setting = _Setting(order, opened, records, requester, {row.request for row in rows})
        wanted = [key for key, items in left.items() if items and order.agency in ("", key)]
        written = [_write(agencies[key], left[key], setting) for key in wanted]
        if written:
            contents = [pair for item in written for pair in item.contents]
            add_to_register(order.study, [_row(item, order) for item in written], files=contents)
    return Drafted(
        letters=tuple(item.letter for item in written),
        waiting=tuple(item for item in known if item.agency in asked and order.agency in ("", item.agency)),
        elsewhere=find_elsewhere(
            assessment, asked, law={item.id for item in opened.pack.topic.source_kinds if item.law}
        ),
        notices=(*_about_requester(requester), *(text for item in written for text in item.notices)),
        records=records,
    )


def load_records_items(pack: Pack) -> RecordsTopic:
    """What the topic knows of asking for records; raises PackError where it has no such file or a broken one."""
    name = f"{RECORDS}items.yaml"
    return load_records_topic(pack_text(pack.topic.id, name), name, topic=pack.topic)


def load_requester(folder: Path) -> Requester | None:
    """Who asks, from requester.yaml; None where there is none. Raises PackError that names the line at fault."""
    text = read_requester_text(folder)
    if text is None:
        return None
    return parse_as(text, str(folder / REQUESTER), shape=Requester)[0]


@dataclass(frozen=True, slots=True)
class _Setting:
    order: DraftOrder
    opened: OpenStudy
    records: RecordsTopic
    requester: Requester | None
    taken: set[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    letter: DraftedLetter
    contents: tuple[tuple[str, bytes], ...]
    notices: tuple[str, ...]


def _with_days(order: DraftOrder) -> DraftOrder:
    start = order.from_day or f"{int(order.today[:4]) - _YEARS}-01-01"
    end = order.to_day or order.today
    parse_day(start, today=order.today, name="--from", ahead=_AHEAD)
    parse_day(end, today=order.today, name="--to", ahead=_AHEAD)
    if start > end:
        raise UsageError(f"--from {start} is after --to {end}.", way_out="Give the earlier day first.")
    wrong = [name for name in order.formats if name not in FORMATS]
    if wrong or not order.formats:
        said = f"there is no format {wrong[0]!r}." if wrong else "no format is named."
        raise UsageError(said, way_out=f"Take {', '.join(FORMATS)}.")
    return replace(order, from_day=start, to_day=end)


def _check_agency(order: DraftOrder, place: Place) -> None:
    known = [agency.id for agency in place.agencies]
    if not known:
        what = f"{place.name} has no agency, so nobody can be asked."
        way_out = "Add its sheriff, police, jail and governing body under agencies."
        raise PackError(what, where=str(order.study / PLACE), way_out=way_out)
    if order.agency and order.agency not in known:
        raise UsageError(f"there is no agency {order.agency!r}.", way_out=suggest(order.agency, known))


def _left(agency: str, items: Sequence[Asked], known: Sequence[RecordsRequest]) -> tuple[Asked, ...]:
    """The items that no request to that agency asks for yet."""
    before = {item.id for request in known if request.agency == agency for item in request.items}
    return tuple(entry for entry in items if entry.item.id not in before)


def _write(agency: Agency, asked: tuple[Asked, ...], setting: _Setting) -> _Written:
    order = make_letter_order(agency, asked, setting)
    letter, deadline = compose_letter(order), find_deadline(order)
    name = _name_request(agency, setting.taken)
    contents, notices = _render(letter, setting.order.formats)
    files = {f"{LETTERS}/{name}/{key}": content for key, content in contents.items()}
    made = DraftedLetter(
        request=name, agency=agency, asked=asked, files=tuple(files), blanks=letter.blanks,
        due=deadline.due.isoformat() if deadline else "",
    )  # fmt: skip
    return _Written(letter=made, contents=tuple(files.items()), notices=tuple(f"{name}: {text}" for text in notices))


def make_letter_order(agency: Agency, asked: tuple[Asked, ...], setting: _Setting) -> LetterOrder:
    """All that the letter to one agency is made of."""
    place, order = setting.opened.place, setting.order
    law = find_records_law(place.state)
    years = years_touched(date.fromisoformat(order.today), law.days if law else 0)
    state = law.jurisdiction if law else place.state
    return LetterOrder(
        agency=agency, asked=asked, records=setting.records, today=order.today, from_day=order.from_day,
        to_day=order.to_day, place=find_government(agency, place, state=state), law=law,
        jurisdiction=state, requester=setting.requester or Requester(),
        holidays=find_public_holidays(place.state, years),
    )  # fmt: skip


def _name_request(agency: Agency, taken: set[str]) -> str:
    """An id that no file name can lead out of: "sheriff-1"; added to ``taken``."""
    stem = re.sub(r"[^a-z0-9]+", "-", agency.id.lower()).strip("-") or "agency"
    number = 1
    while f"{stem[:60]}-{number}" in taken:
        number += 1
    return make_unique_id(f"{stem[:60]}-{number}", taken)


def _render(letter: Letter, formats: Sequence[str]) -> tuple[dict[str, bytes], list[str]]:
    """The files of a letter, and a sentence for one that cannot be made; raises InputError where it is the only one."""
    docx, text = write_letter_docx(letter, last_page=_LAST_PAGE), render_letter(letter)
    makers = {
        "docx": lambda: docx,
        "pdf": lambda: write_letter_pdf(letter, last_page=_LAST_PAGE),
        "txt": lambda: text.encode(),
        "eml": lambda: write_letter_eml(letter, text=text, docx=docx),
    }
    made: dict[str, bytes] = {}
    notices: list[str] = []
    for name in formats:
        try:
            made[f"letter.{name}"] = makers[name]()
        except InputError as error:
            if len(formats) == 1:
                raise
            notices.append(f"without {name}: {error.what} {error.way_out}")
    return made, notices


def _row(item: _Written, order: DraftOrder) -> RegisterRow:
    letter = item.letter
    return RegisterRow(
        request=letter.request, status=RequestStatus.DRAFTED, on_date=order.today, at=order.at,
        agency=letter.agency.id, agency_name=letter.agency.name,
        items=tuple(RequestItem(id=entry.item.id, questions=entry.questions) for entry in letter.asked),
        files={name: sha256(content).hexdigest() for name, content in item.contents},
    )  # fmt: skip


def _about_requester(requester: Requester | None) -> Iterator[str]:
    if requester is None:
        yield f"there is no {REQUESTER} in the study, so your own details are blanks in the letters."
