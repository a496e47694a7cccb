"""A rubric as field forms: an XLSForm in both languages, and a checklist as sheets and as a paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pincite.model.paper import Block, Bullets, Heading, Line, Paper, Paragraph, Sheet, Span, Table
from pincite.model.rubric import Question, Rubric
from pincite.reporting.words import Words

LABELS = {"en": "English (en)", "es": "Español (es)"}
# Names that the forms and their import agree on; they are the same in every language.
RUBRIC, VERSION, CODER, DAY, PLACE = "rubric", "rubric_version", "coder", "day", "place"
FORM_SHEET, CHECKLIST_SHEET = "form", "checklist"
CHOICES = "answers"
ANSWER, SOURCE, NOTE = "q_", "s_", "n_"
_BOX = "☐"

Localized = Mapping[str, tuple[Rubric, Words]]


def make_name(prefix: str, question: str) -> str:
    """A column's name for a question, as forms allow it: "q_C1_1"."""
    return prefix + "".join(char if char.isalnum() else "_" for char in question)


def make_xlsform(forms: Localized) -> tuple[Sheet, ...]:
    """The sheets survey, choices and settings; forms: language -> the rubric in it, with its words."""
    rubric = forms["en"][0]
    labels = tuple(f"label::{LABELS[language]}" for language in forms)
    hints = tuple(f"hint::{LABELS[language]}" for language in forms)
    head = ("type", "name", *labels, *hints, "required", "relevant", "calculation", "appearance")
    rows = tuple(_survey(forms))
    choices = tuple(
        (CHOICES, code, *(words.answers[code].word if code in words.answers else code for _, words in forms.values()))
        for code in rubric.answers
    )
    settings = (rubric.title, rubric.id.replace("-", "_"), rubric.version, LABELS["en"])
    wide = tuple(24 for _ in head)
    return (
        Sheet(name="survey", head=head, rows=rows, widths=wide),
        Sheet(name="choices", head=("list_name", "name", *labels), rows=choices, widths=(14, 14, *wide[: len(labels)])),
        Sheet(name="settings", head=("form_title", "form_id", "version", "default_language"), rows=(settings,),
              widths=(50, 24, 10, 18)),
    )  # fmt: skip


def _row(kind: str, name: str, labels: tuple[str, ...], hints: tuple[str, ...], *rest: str) -> tuple[str, ...]:
    """A row of the survey. rest: required, relevant, calculation, appearance."""
    return (kind, name, *labels, *hints, *rest, *("" for _ in range(4 - len(rest))))


def _survey(forms: Localized) -> Iterator[tuple[str, ...]]:
    rubric, none = forms["en"][0], tuple("" for _ in forms)
    yield _row("calculate", RUBRIC, none, none, "", "", f"'{rubric.id}'")
    yield _row("calculate", VERSION, none, none, "", "", f"'{rubric.version}'")
    for name, key, kind in ((CODER, "form-who", "text"), (DAY, "form-day", "date"), (PLACE, "form-place", "text")):
        yield _row(kind, name, _say(forms, key), none, "yes")
    for place, criterion in enumerate(rubric.criteria):
        asked = [item for item in rubric.questions if item.criterion == criterion.id]
        if asked:
            titles = tuple(f"{item.criteria[place].id} {item.criteria[place].title}" for item, _ in forms.values())
            yield _row("begin group", make_name("g_", criterion.id), titles, none)
            for question in asked:
                yield from _question(question, forms)
            yield _row("end group", "", none, none)
    loose = [item for item in (*rubric.questions, *rubric.elements) if not item.criterion]
    for question in loose:
        yield from _question(question, forms)


def _say(forms: Localized, key: str) -> tuple[str, ...]:
    return tuple(words.say(key) for _, words in forms.values())


def _question(question: Question, forms: Localized) -> Iterator[tuple[str, ...]]:
    none = tuple("" for _ in forms)
    told = [item.question(question.id) for item, _ in forms.values()]
    labels = tuple(f"{item.id} {item.text}" for item in told)
    hints = tuple("; ".join(place.text for place in item.where) for item in told)
    relevant = " and ".join(
        f"${{{make_name(ANSWER, other)}}} != '{code}'"
        for other, codes in (question.skip_if or {}).items()
        for code in codes
    )
    yield _row(f"select_one {CHOICES}", make_name(ANSWER, question.id), labels, hints, "", relevant)
    given = f"${{{make_name(ANSWER, question.id)}}} != ''"
    sources = tuple(f"{question.id}: {text}" for text in _say(forms, "form-source"))
    yield _row("text", make_name(SOURCE, question.id), sources, none, "yes", given)
    notes = tuple(f"{question.id}: {text}" for text in _say(forms, "form-note"))
    yield _row("text", make_name(NOTE, question.id), notes, none, "", given, "", "multiline")


def make_checklist(rubric: Rubric, words: Words) -> tuple[Sheet, ...]:
    """The printable checklist as sheets: who and when, then a row for each question."""
    about = (
        (RUBRIC, words.say("form-rubric"), rubric.id),
        (VERSION, words.say("form-rubric"), rubric.version),
        (CODER, words.say("form-who"), ""),
        (DAY, words.say("form-day"), ""),
        (PLACE, words.say("form-place"), ""),
    )
    codes = ", ".join(f"{code} = {words.answers[code].word}" for code in rubric.answers if code in words.answers)
    guide = ("", words.say("form-guide"), f"{words.say('form-intro')} {codes}")
    rows = tuple(
        (item.id, item.text, "; ".join(place.text for place in item.where), "", "", "")
        for item in (*rubric.questions, *rubric.elements)
    )
    keys = ("form-id", "question", "where", "form-answer", "form-source", "form-note")
    head = tuple(words.say(key) for key in keys)
    return (
        Sheet(name=FORM_SHEET, head=("key", words.say("field"), words.say("value")), rows=(*about, guide),
              widths=(16, 44, 70)),
        Sheet(name=CHECKLIST_SHEET, head=head, rows=rows, widths=(8, 50, 44, 10, 30, 50),
              choices=((3, rubric.answers),)),
    )  # fmt: skip


def make_checklist_paper(rubric: Rubric, words: Words, language: str) -> Paper:
    """The checklist to print: a table for each criterion with boxes for Y, N and Other and where to look."""
    return Paper(
        title=words.say("form-title", title=rubric.title),
        lang=language,
        blocks=tuple(_checklist(rubric, words)),
        foot=f"{rubric.id}, {rubric.version}. {words.say('not-legal')}",
        page_of=words.phrases["page-of"],
    )


def _checklist(rubric: Rubric, words: Words) -> Iterator[Block]:
    yield Paragraph(line=_plain(words.say("form-intro")))
    yield Paragraph(line=(Span(text=words.say("sheet-safe"), look="strong"),), look="callout")
    lines = [f"{words.say(key)}: {'_' * 40}" for key in ("form-who", "form-place", "form-day")]
    yield Bullets(lines=tuple(_plain(text) for text in lines))
    for criterion in rubric.criteria:
        asked = [item for item in rubric.questions if item.criterion == criterion.id]
        if asked:
            yield Heading(text=f"{criterion.id} {criterion.title}")
            yield _table(criterion.title, asked, rubric, words)
    loose = [item for item in rubric.questions if not item.criterion]
    if loose:
        yield Heading(text=words.say("questions"))
        yield _table(words.say("questions"), loose, rubric, words)
    if rubric.elements:
        yield Heading(text=words.say("elements"))
        yield _table(words.say("elements"), list(rubric.elements), rubric, words)


def _plain(text: str) -> Line:
    return (Span(text=text),)


def _table(caption: str, asked: list[Question], rubric: Rubric, words: Words) -> Table:
    boxes = [f"{_BOX}\u00a0{words.answers[code].word if code in words.answers else code}" for code in rubric.answers]
    rows = tuple(
        (
            (Span(text=f"{item.id} ", look="code"), Span(text=item.text)),
            _plain("\n".join(boxes)),
            _plain("; ".join(place.text for place in item.where)),
            _plain(""),
        )
        for item in asked
    )
    head = (words.say("question"), words.say("form-answer"), words.say("where"), words.say("form-source"))
    return Table(caption=caption, head=head, rows=rows, widths=(4, 1.2, 3.4, 3))
