"""Field forms: a rubric written out to be filled in, and filled forms recorded as decisions of who filled them in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pincite.adapters.atomic import lock_folder, write_together
from pincite.adapters.study import PLACE, load_study
from pincite.adapters.tables import TableFile, open_table, read_rows
from pincite.adapters.typesetting import write_paper_pdf
from pincite.adapters.workbook import write_workbook
from pincite.answering import Review
from pincite.errors import InputError, UsageError
from pincite.model.form import FORM_REASON, FilledForm
from pincite.model.rubric import Rubric
from pincite.observing.forms import parse_checklist, parse_submissions
from pincite.reporting.catalogue import ENGLISH, LANGUAGES
from pincite.reporting.forms import (
    CHECKLIST_SHEET,
    FORM_SHEET,
    Localized,
    make_checklist,
    make_checklist_paper,
    make_xlsform,
)
from pincite.reporting.localize import localize
from pincite.reporting.words import load_words
from pincite.workflow.form_places import judge_form_place
from pincite.workflow.pack import load_pack
from pincite.workflow.place import parse_place
from pincite.workflow.review import record_reviews
from pincite.workflow.study import Made
from pincite.workflow.translations import load_catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What was recorded: how many forms and answers, and the study answered again.

    skipped: sentences on forms of other places, or of a place that is not told. taken: on forms that name no state.
    """

    forms: int
    answers: int
    skipped: tuple[str, ...]
    made: Made
    taken: tuple[str, ...] = ()


def export_forms(rubric_id: str, out: Path, *, language: str = ENGLISH) -> tuple[str, ...]:
    """Write XLSForm (in every language) and checklist (XLSX and PDF in ``language``) to ``out``; the file names.

    Raises UsageError for an unknown rubric or language, StudyError where it cannot be written.
    """
    rubric = load_pack().rubric(rubric_id)
    forms: Localized = {item: (localize(rubric, load_catalogue(item)), load_words(item)) for item in LANGUAGES}
    if language not in forms:
        raise UsageError(f"there is no language {language!r}.", way_out=f"Take {' or '.join(LANGUAGES)}.")
    shown, words = forms[language]
    ending = "" if language == ENGLISH else f".{language}"
    parts = {
        f"{rubric.id}.xlsform.xlsx": lambda: write_workbook(make_xlsform(forms), title=rubric.title),
        f"{rubric.id}.checklist{ending}.xlsx": lambda: write_workbook(make_checklist(shown, words), title=shown.title),
        f"{rubric.id}.checklist{ending}.pdf": lambda: write_paper_pdf(make_checklist_paper(shown, words, language)),
    }
    with lock_folder(out):
        write_together(out, parts.items())
    return tuple(parts)


def read_forms(file: Path, rubric: Rubric) -> tuple[FilledForm, ...]:
    """The filled forms in a CSV of submissions or a filled checklist; raises InputError with sheet and row."""
    table = open_table(file)
    if FORM_SHEET in table.sheets and CHECKLIST_SHEET in table.sheets:
        about, rows = (list(read_rows(table, sheet)) for sheet in (FORM_SHEET, CHECKLIST_SHEET))
        return (parse_checklist(about, rows, file=file.name, rubric=rubric),)
    return parse_submissions(list(read_rows(table, _only_sheet(table))), file=file.name, rubric=rubric)


def _only_sheet(table: TableFile) -> str:
    if len(table.sheets) > 1:
        what = f"it has the sheets {', '.join(table.sheets[:4])}, and none is named {CHECKLIST_SHEET}."
        raise InputError(what, where=table.name, way_out="Give the filled checklist, or the submissions as CSV.")
    return table.sheets[0]


def import_forms(file: Path, study: Path, *, today: str) -> Imported:
    """Record the answers of filled forms as decisions in the study, all or none, and answer it again.

    Each answer names its coder, day and source. Raises InputError, UsageError or StudyError; then nothing is changed.
    """
    loaded = load_study(study)
    pack = load_pack(loaded.manifest.topic)
    place = parse_place(loaded.place_text, str(study / PLACE), topic=pack.topic)
    judged = [
        (form, judge_form_place(form.place, place)) for form in read_forms(file, pack.rubric(loaded.manifest.rubric))
    ]
    ours = [form for form, found in judged if found.ours]
    told = [(found.ours, f"{form.where}: {found.told}") for form, found in judged if found.told]
    skipped = tuple(text for counts, text in told if not counts)
    _check_days(ours, today)
    reviews = [review for form in ours for review in _make_reviews(form)]
    if not reviews:
        what = f"it holds no answer for this place. {skipped[0]}" if skipped else "it holds no answer."
        raise InputError(what, where=file.name, way_out=f"The study is about {place.name}, {place.state}.")
    made = record_reviews(study, reviews, today=today)
    taken = tuple(text for counts, text in told if counts)
    return Imported(forms=len(ours), answers=len(reviews), skipped=skipped, made=made, taken=taken)


def _check_days(forms: Sequence[FilledForm], today: str) -> None:
    for form in forms:
        if form.day > today:
            raise InputError(f"the day {form.day} lies in the future.", where=form.where, way_out="Correct the day.")


def _make_reviews(form: FilledForm) -> list[Review]:
    return [
        Review(
            target=item.question,
            action="change",
            by=form.coder,
            at=form.day,
            answer=item.answer,
            reason=f"{FORM_REASON}{item.source}{f' — {item.note}' if item.note else ''}",
        )
        for item in form.answers
    ]
