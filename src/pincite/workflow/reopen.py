"""A study opened to be looked at: its own documents answered for any day, with nothing written."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pincite.adapters.study import PLACE, Study, load_study
from pincite.answering import REPORTED, Review
from pincite.errors import UsageError
from pincite.model.answer import Answer, tell_person
from pincite.model.place import Place
from pincite.model.rubric import Rubric
from pincite.packs.us.frameworks import load_frameworks
from pincite.reporting.assessment_json import Json, render_assessment
from pincite.resolving import Change, find_changes, find_looks, find_unreplaced
from pincite.workflow.assess import Assessed, assess_documents
from pincite.workflow.model_codings import load_codings, with_codings
from pincite.workflow.notices import find_undated
from pincite.workflow.pack import Pack, load_pack
from pincite.workflow.place import parse_day, parse_place
from pincite.workflow.read import SourceReading
from pincite.workflow.study import find_reviews, reread

_OF_STATE = ", state law of "  # after it a report says the state, the rule, the day, and in brackets where it is from


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenStudy:
    """What a study's answers are made from. stale: a sentence for each review that no longer fits its draft.

    changes: all that happens, in order of day; points: the days up to today on which an answer may change.
    """

    study: Study
    pack: Pack
    rubric: Rubric
    place: Place
    readings: tuple[SourceReading, ...]
    reviews: tuple[Review, ...]
    stale: tuple[str, ...]
    latest: Assessed
    changes: tuple[Change, ...]
    points: tuple[str, ...]

    def answer_on(self, day: str) -> Assessed:
        """The answers on ``day`` (ISO). A person's decision on an answer holds for the days like the study's own.

        A decision on a provision holds on every day, for it says what the words mean.
        """
        same = bisect_right(self.points, day) == bisect_right(self.points, self.place.as_of)
        kept = [item for item in self.reviews if same or "#" in item.target]
        return _answer(self.readings, self.place.on_day(day), self.pack, self.rubric, kept)


def open_study(folder: Path, *, today: str) -> OpenStudy:
    """The study in ``folder``; raises StudyError, PackError or InputError where it is broken."""
    study = load_study(folder)
    pack = load_pack(study.manifest.topic)
    rubric = pack.rubric(study.manifest.rubric)
    place = parse_place(study.place_text, str(folder / PLACE), topic=pack.topic)
    coded = load_codings(folder, study.manifest)
    reread_now = with_codings(reread(study, keep=False).readings, coded)
    readings = tuple(replace(item, looked_on=place.as_of) for item in reread_now)
    drafts = tuple(item for reading in readings for item in reading.provisions)
    reviews, stale = find_reviews(study.reviews, drafts, readings)
    latest = _answer(readings, place.on_day(today), pack, rubric, ())
    changes = _find_changes(latest, place, pack)
    return OpenStudy(
        study=study, pack=pack, rubric=rubric, place=place, readings=readings, reviews=reviews, stale=stale,
        latest=latest, changes=changes, points=tuple(sorted({item.day for item in changes if item.day <= today})),
    )  # fmt: skip


def _find_changes(latest: Assessed, place: Place, pack: Pack) -> tuple[Change, ...]:
    documents = {item.document.id: item.document for item in latest.readings}
    reports = find_unreplaced(load_frameworks(), latest.instruments, documents, place=place)
    names = {item.id: item.short for item in pack.topic.conducts}
    names |= {item.id: item.name for item in place.agencies if item.name}
    found = find_changes(
        latest.instruments, place.observations, provisions=latest.provisions, reports=reports, names=names
    )
    return tuple(sorted({*found, *find_looks(place)}))


def _answer(
    readings: Sequence[SourceReading], place: Place, pack: Pack, rubric: Rubric, reviews: Sequence[Review]
) -> Assessed:
    return assess_documents(readings, place, pack=pack, rubric=rubric, reviews=reviews)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A study as it stands on one day, with its assessment as plain JSON. notices: reviews that no longer count."""

    assessed: Assessed
    plain: Json
    rubric: Rubric
    notices: tuple[str, ...]


def show_study(folder: Path, *, today: str, as_of: str = "") -> Shown:
    """The study's answers on ``as_of``, "" for its own day; nothing is written.

    Raises UsageError for a day that is none or lies in the future.
    """
    if as_of:
        parse_day(as_of, today=today)
    opened = open_study(folder, today=today)
    assessed = opened.answer_on(as_of or opened.place.as_of)
    plain = render_assessment(assessed.assessment, rubric=opened.rubric, topic=opened.pack.topic)
    undated = find_undated(assessed, as_of, today=today) if as_of else ()
    return Shown(assessed=assessed, plain=plain, rubric=opened.rubric, notices=(*opened.stale, *undated))


def describe_shown(shown: Shown, question: str = "") -> Json:
    """The assessment as plain JSON, or one question of it; raises UsageError for one that is not asked."""
    if not question:
        return shown.plain
    _get_answer(shown, question)
    for part in ("answers", "elements"):
        rows = shown.plain[part]
        if isinstance(rows, dict) and question in rows:
            return {"question": question, "as_of": shown.plain["as_of"], **rows[question]}
    raise AssertionError(f"{question} is answered and not rendered")


def render_shown(shown: Shown, question: str = "") -> str:
    """The answers for people, one line each; with ``question`` that one with its reasons and words."""
    assessment = shown.assessed.assessment
    head = f"{assessment.place}, {assessment.state}, as of {assessment.as_of}, by {shown.rubric.id}"
    if question:
        return "\n".join([head, *_whole_answer(_get_answer(shown, question), shown)])
    lines = [_short_line(item) for item in (*assessment.answers, *assessment.elements)]
    warnings = [f"Note: {message}" for _, message in assessment.warnings]
    return "\n".join([head, *lines, *warnings])


def _get_answer(shown: Shown, question: str) -> Answer:
    every = {item.question: item for item in (*shown.assessed.assessment.answers, *shown.assessed.assessment.elements)}
    if question not in every:
        raise UsageError(f"there is no question {question!r}.", way_out=f"Known: {', '.join(every)}.")
    return every[question]


def _line(answer: Answer) -> str:
    return f"{answer.question:6} {answer.answer} ({tell_draft(answer)}): {answer.basis}"


def _short_line(answer: Answer) -> str:
    """The line without where a report is from: the notes below say that once for all answers."""
    head, found, rest = _line(answer).partition(_OF_STATE)
    said, more, _ = rest.partition(" (")
    return f"{head}{found}{said}; see the notes." if answer.reason == REPORTED and more else _line(answer)


def tell_draft(answer: Answer) -> str:
    """Whether a person stands behind an answer."""
    return "machine draft" if answer.draft else tell_person(answer)


def _whole_answer(answer: Answer, shown: Shown) -> list[str]:
    text = shown.rubric.question(answer.question).text
    lines = [text, _line(answer)]
    for row in answer.by_agency:
        for rule in row.controlling:
            lines += [f"  {row.agency}, {rule.conduct}: {sentence}" for sentence in rule.derivation]
    lines += [f"  “{' '.join(item.quote.split())}” ({item.document}, {item.pinpoint})" for item in answer.citations]
    # Rows of protections stand for several agencies, whose rules may read the same.
    return list(dict.fromkeys((*lines, *(f"  Caution: {text}" for text in answer.cautions))))
