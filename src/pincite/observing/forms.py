"""Filled field forms from rows of text: whose, of which day, and each answer with its source, or why not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from pincite.errors import InputError
from pincite.model.form import FilledAnswer, FilledForm
from pincite.model.rubric import Rubric
from pincite.model.table import TableRow

_SERIAL = re.compile(r"\d{4,6}(?:\.\d+)?")
_GROUPS = re.compile(r"[/:]|(?<=\w)-(?=[qsn]_|rubric|coder|day|place)")
_ANSWER, _SOURCE, _NOTE = "q_", "s_", "n_"
_NEEDED = ("rubric", "rubric_version", "coder", "day")


def parse_submissions(rows: Sequence[TableRow], *, file: str, rubric: Rubric) -> tuple[FilledForm, ...]:
    """A table of submissions, the first row with the names: one form a row.

    Raises InputError that names the row, for another rubric, an unknown code, no source or a day that is none.
    """
    if not rows:
        raise InputError("it holds no row.", where=file, way_out="Export the submissions with their column names.")
    columns = _find_columns(rows[0], file)
    forms = []
    for row in rows[1:]:
        where = f"{file}, row {row.number}"
        said = {name: _cell(row, index) for name, index in columns.items()}
        _check_rubric(said, rubric, where)
        answers = tuple(_read_answers(said, columns, rubric, row.number, where))
        forms.append(_make_form(said, answers, where))
    return tuple(forms)


def _cell(row: TableRow, index: int) -> str:
    return row.cells[index] if index < len(row.cells) else ""


def _find_columns(head: TableRow, file: str) -> dict[str, int]:
    """Column names without the groups in front of them."""
    columns = {_GROUPS.split(name)[-1]: index for index, name in enumerate(head.cells) if name}
    missing = [name for name in _NEEDED if name not in columns]
    if missing:
        what = f"it has no column {missing[0]}."
        raise InputError(what, where=f"{file}, row {head.number}", way_out="Export the form with XML values as names.")
    return columns


def _read_answers(
    said: Mapping[str, str], columns: Mapping[str, int], rubric: Rubric, number: int, where: str
) -> Iterator[FilledAnswer]:
    known = {_name(item.id): item.id for item in (*rubric.questions, *rubric.elements)}
    for name in columns:
        if not name.startswith(_ANSWER) or not said[name]:
            continue
        key = name.removeprefix(_ANSWER)
        if key not in known:
            way_out = "Take a form of this standard: pincite form export."
            raise InputError(f"there is no question {key}.", where=where, way_out=way_out)
        source, note = said.get(_SOURCE + key, ""), said.get(_NOTE + key, "")
        yield check_answer(
            FilledAnswer(question=known[key], answer=said[name], source=source, note=note, row=number), rubric, where
        )


def _name(question: str) -> str:
    return "".join(char if char.isalnum() else "_" for char in question)


def check_answer(item: FilledAnswer, rubric: Rubric, where: str) -> FilledAnswer:
    """The answer with its code as the rubric writes it; raises InputError for an unknown code or no source."""
    codes = {code.lower(): code for code in rubric.answers}
    code = codes.get(item.answer.lower())
    if code is None:
        way_out = f"Write {', '.join(rubric.answers)}, or leave it open."
        raise InputError(f"{item.question}: {item.answer!r} is no answer.", where=where, way_out=way_out)
    if not item.source:
        raise InputError(f"{item.question}: no source is given.", where=where, way_out="Write document, section, page.")
    return FilledAnswer(question=item.question, answer=code, source=item.source, note=item.note, row=item.row)


def parse_checklist(about: Sequence[TableRow], rows: Sequence[TableRow], *, file: str, rubric: Rubric) -> FilledForm:
    """A filled checklist: the sheet on who and when, and the sheet of questions.

    Raises InputError that names sheet and row, as ``parse_submissions`` does.
    """
    at = {row.cells[0]: row.number for row in about if row.cells}
    said = {row.cells[0]: _cell(row, 2) for row in about if row.cells}
    where = f"{file}, sheet form"
    for name in _NEEDED:
        if name not in said:
            raise InputError(
                f"it has no row {name}.", where=where, way_out="Take a form that pincite form export made."
            )
    _check_rubric(said, rubric, f"{where}, row {at['rubric_version']}")
    answers = tuple(_read_checklist(rows[1:], rubric, file))
    return _make_form(said, answers, where, row=at["day"])


def _read_checklist(rows: Sequence[TableRow], rubric: Rubric, file: str) -> Iterator[FilledAnswer]:
    known = {item.id for item in (*rubric.questions, *rubric.elements)}
    for row in rows:
        where = f"{file}, sheet checklist, row {row.number}"
        question, answer = _cell(row, 0), _cell(row, 3)
        if not answer:
            continue
        if question not in known:
            way_out = "Take a form of this standard: pincite form export."
            raise InputError(f"there is no question {question!r}.", where=where, way_out=way_out)
        filled = FilledAnswer(
            question=question, answer=answer, source=_cell(row, 4), note=_cell(row, 5), row=row.number
        )
        yield check_answer(filled, rubric, where)


def _check_rubric(said: Mapping[str, str], rubric: Rubric, where: str) -> None:
    given = (said["rubric"], said["rubric_version"])
    if given != (rubric.id, rubric.version):
        what = f"it was filled in for {given[0] or 'no standard'}, version {given[1] or 'none'}."
        way_out = f"The study is by {rubric.id}, version {rubric.version}: fill in a form of that."
        raise InputError(what, where=where, way_out=way_out)


def _make_form(said: Mapping[str, str], answers: tuple[FilledAnswer, ...], where: str, *, row: int = 0) -> FilledForm:
    at = f"{where}, row {row}" if row else where
    if not said["coder"]:
        raise InputError("it does not say who filled it in.", where=where, way_out="Write a name under coder.")
    return FilledForm(
        coder=said["coder"], day=parse_form_day(said["day"], at), place=said.get("place", ""), answers=answers, where=at
    )


def parse_form_day(text: str, where: str) -> str:
    """An ISO day; raises InputError for a serial number of a spreadsheet and for what is no day."""
    if _SERIAL.fullmatch(text):
        what = f"the day is the number {text}, as spreadsheets count days."
        raise InputError(what, where=where, way_out="Write it as 2025-06-30, as text.")
    try:
        return date.fromisoformat(text.replace(" ", "T").partition("T")[0]).isoformat()
    except ValueError:
        what = f"{text!r} is no day." if text else "the day is missing."
        raise InputError(what, where=where, way_out="Write it as 2025-06-30.") from None
