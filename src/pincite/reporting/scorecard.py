"""An assessment as one accessible HTML page that needs no script, no network and no other file to be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from pincite.model.answer import Answer, CriterionResult, Score
from pincite.model.rubric import Rubric
from pincite.model.topic import Resource
from pincite.reporting.cards import CriterionView, build_criteria, build_elements, build_loose, make_anchor, sign_answer
from pincite.reporting.catalogue import Catalogue
from pincite.reporting.evidence import find_quotes
from pincite.reporting.figure import Figure
from pincite.reporting.levers_view import build_levers
from pincite.reporting.localize import localize, localize_view
from pincite.reporting.page import render_page
from pincite.reporting.reports import gather_reports
from pincite.reporting.view import ScorecardView
from pincite.reporting.words import Sign, Words, load_words

_ENGLISH = Catalogue(language="en")
WANTED_SHOWN = 4
ROWS_SHOWN = 6


def render_scorecard(view: ScorecardView, *, catalogue: Catalogue = _ENGLISH, figures: Sequence[Figure] = ()) -> str:
    """The whole page. What comes from documents and packs is escaped; the same view gives the same page.

    catalogue: of the language to show it in; quotes, titles and names stay as they are. figures: charts to show.
    """
    words = load_words(catalogue.language)
    view, reports = gather_reports(view)
    view = localize_view(view, catalogue)
    criteria = localize(build_criteria(view, words), catalogue)
    values = {
        "view": view,
        "assessment": view.assessment,
        "rubric": view.rubric,
        "criteria": criteria,
        "results": _count_results(criteria, words),
        "loose": localize(build_loose(view, words), catalogue),
        "elements": localize(build_elements(view, words), catalogue),
        "reviewed": _count_reviewed(view),
        "score_sentence": catalogue.translate(spell_score(view.assessment.score, view.rubric)),
        "landscape": _landscape(view, words),
        "levers": localize(build_levers(view.assessment, view.agency_name), catalogue),
        "beside": _beside(view, words),
        "reports": [item._replace(text=catalogue.translate(item.text)) for item in reports],
        "resources": [(item, _is_web_address(item)) for item in view.topic.resources],
        "wanted_shown": WANTED_SHOWN,
        "rows_shown": ROWS_SHOWN,
        "figures": [(item, Markup(item.chart.svg)) for item in figures],  # noqa: S704 - drawn by us, texts escaped
    }
    return render_page("scorecard.html.j2", values, style_sheets=("scorecard.css", "report.css"), catalogue=catalogue)


def spell_score(score: Score | None, rubric: Rubric) -> str:
    """The score as a sentence with an honest range; says so where nothing is counted."""
    if score is None and rubric.prefers:
        return "Not scored."
    if score is None:
        return "This standard describes what the texts say; nothing is scored."
    if score.applicable == 0:
        return "No criterion applies here, so there is nothing to count."
    noun = "criterion" if score.applicable == 1 else "criteria"
    if score.least == score.most:
        return f"{score.least} of {score.applicable} {noun} met"
    return f"Between {score.least} and {score.most} of {score.applicable} {noun} met"


def _count_results(criteria: list[CriterionView], words: Words) -> list[tuple[Sign, int]]:
    counts = Counter(item.sign.word for item in criteria)
    signs = [words.results[result.value] for result in CriterionResult]
    return [(sign, counts[sign.word]) for sign in signs if counts[sign.word]]


def _count_reviewed(view: ScorecardView) -> tuple[int, int]:
    every = (*view.assessment.answers, *view.assessment.elements)
    return sum(1 for item in every if not item.draft), len(every)


def _landscape(view: ScorecardView, words: Words) -> list[tuple[str, str, Answer | None, Sign]]:
    found = {item.question: item for item in view.assessment.landscape}
    rows = []
    for item in view.rubric.landscape:
        answer = found.get(item.id)
        sign = sign_answer(answer.answer if answer else "unknown", words, prefers=view.rubric.prefers)
        rows.append((item.id, item.text, answer, sign))
    return rows


def _beside(view: ScorecardView, words: Words) -> list[tuple[str, str, Answer, Sign, object]]:
    """Each fact shown beside with its anchor (of the first of its conduct), label, sign and quotes."""
    rows: list[tuple[str, str, Answer, Sign, object]] = []
    taken: set[str] = set()
    for item in view.assessment.beside:
        anchor = "" if item.question in taken else make_anchor("beside", item.question)
        taken.add(item.question)
        sign = sign_answer(item.answer, words, prefers=False)
        rows.append((anchor, view.conduct_label(item.question), item, sign, find_quotes(view, item)))
    return rows


def _is_web_address(resource: Resource) -> bool:
    return resource.url.lower().startswith(("https://", "http://"))
