"""The one view of an assessment that every report is made from, so that a figure is the same wherever it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pincite.model.answer import Answer, Score
from pincite.model.law import Citation, ControllingRule, Rule, Scope
from pincite.reporting.cards import CriterionView, QuestionView, build_criteria, build_elements, build_loose
from pincite.reporting.catalogue import Catalogue
from pincite.reporting.levers_view import LeversView, build_levers
from pincite.reporting.localize import localize, localize_view
from pincite.reporting.reports import Report, gather_reports
from pincite.reporting.scorecard import spell_score
from pincite.reporting.view import ScorecardView
from pincite.reporting.words import Words, load_words

ALONE, WITH, NOT = "alone", "with", ""
_PROTECTS = (Rule.PROHIBITS, Rule.LIMITS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionRow:
    """One protection. rule: in words; cells: for each kind of exception "alone", "with" or ""."""

    conduct: str
    name: str
    rule: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionsMatrix:
    """Protections and the kinds of exception that their controlling rules have. kinds: (id, label)."""

    kinds: tuple[tuple[str, str], ...]
    rows: tuple[ExceptionRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """One quote behind one answer, as it is exported. page: 0 for none."""

    question: str
    answer: str
    document: str
    title: str
    page: int
    pinpoint: str
    quote: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedRow:
    """A document to obtain: what, whose, the questions that it could settle, and whom to ask ("" where not known)."""

    title: str
    whose: str
    questions: tuple[str, ...]
    ask: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportModel:
    """All that the reports show, in one language. reviewed: (count, of). timeline: (ISO day, sentence), oldest first.

    reports: what is reported of state law, which the answers name by its number.
    answered: whether the assessment holds any answer at all. loose: the questions that belong to no criterion.
    """

    language: str
    words: Words
    view: ScorecardView
    score: Score | None
    score_sentence: str
    reviewed: tuple[int, int]
    answered: bool
    criteria: tuple[CriterionView, ...]
    loose: tuple[QuestionView, ...]
    elements: tuple[QuestionView, ...]
    matrix: ExceptionsMatrix
    timeline: tuple[tuple[str, str], ...]
    levers: LeversView
    evidence: tuple[EvidenceRow, ...]
    wanted: tuple[WantedRow, ...]
    reports: tuple[Report, ...]

    @property
    def place(self) -> str:
        """The place with its state."""
        found = self.view.assessment
        name = found.place or self.words.say("no-place")
        return f"{name}, {found.state}" if found.state else name

    @property
    def questions(self) -> tuple[QuestionView, ...]:
        """Every question, those of the criteria first, then every element; each in the rubric's order."""
        held = (item for criterion in self.criteria for item in criterion.questions)
        return (*held, *self.loose, *self.elements)

    def day(self, iso: str) -> str:
        """A day as this language writes it."""
        return self.words.date(iso)


def build_report(view: ScorecardView, catalogue: Catalogue, *, timeline: Iterable[tuple[str, str]] = ()) -> ReportModel:
    """The model of a report in the catalogue's language; ``timeline`` in English, (ISO day, sentence)."""
    words = load_words(catalogue.language)
    numbered, reports = gather_reports(view)
    shown = localize_view(numbered, catalogue)
    every = (*shown.assessment.answers, *shown.assessment.elements)
    return ReportModel(
        language=catalogue.language,
        words=words,
        view=shown,
        score=shown.assessment.score,
        score_sentence=catalogue.translate(spell_score(view.assessment.score, view.rubric)),
        reviewed=(sum(1 for item in every if not item.draft), len(every)),
        answered=bool(every),
        criteria=tuple(localize(build_criteria(shown, words), catalogue)),
        loose=tuple(localize(build_loose(shown, words), catalogue)),
        elements=tuple(localize(build_elements(shown, words), catalogue)),
        matrix=build_matrix(shown, words),
        timeline=tuple(sorted((day, catalogue.translate(said)) for day, said in timeline)),
        levers=localize(build_levers(shown.assessment, shown.agency_name), catalogue),
        evidence=tuple(_evidence(shown, words)),
        wanted=tuple(_wanted(shown)),
        reports=tuple(item._replace(text=catalogue.translate(item.text)) for item in reports),
    )


def _wanted(view: ScorecardView) -> Iterable[WantedRow]:
    for item in view.assessment.wanted:
        kind = view.topic.source_kind(item.kind.split("@")[0])
        yield WantedRow(
            title=item.title, whose=item.whose, questions=item.questions, ask=kind.ask if kind is not None else ""
        )


def build_matrix(view: ScorecardView, words: Words) -> ExceptionsMatrix:
    """The conducts that the rubric asks about, with the exceptions in the rules that control them."""
    rules = _rules_by_conduct(view)
    asked = dict.fromkeys(conduct for question in view.rubric.questions for conduct in question.conducts)
    found = {conduct: [rule for rule in rules.get(conduct, ()) if rule.rule in _PROTECTS] for conduct in asked}
    used = {kind for held in found.values() for rule in held for kind in _kinds(rule)}
    kinds = tuple((item.id, item.label) for item in view.topic.exceptions if item.id in used)
    rows = [
        ExceptionRow(
            conduct=conduct,
            name=view.conduct_label(conduct),
            rule=_spell_rules(held, words),
            cells=tuple(_cell(kind, held) for kind, _ in kinds),
        )
        for conduct, held in found.items()
        if held
    ]
    return ExceptionsMatrix(kinds=kinds, rows=tuple(rows))


def _rules_by_conduct(view: ScorecardView) -> dict[str, list[ControllingRule]]:
    found: dict[str, list[ControllingRule]] = {}
    for answer in (*view.assessment.answers, *view.assessment.elements):
        for row in answer.by_agency:
            for rule in row.controlling:
                held = found.setdefault(rule.conduct, [])
                if rule not in held:
                    held.append(rule)
    return found


def _kinds(rule: ControllingRule) -> set[str]:
    """The kinds of exception in the rule that decides: those that suffice alone, and those that do not."""
    written = {item.kind for item in rule.basis[0].exceptions if not item.alone} if rule.basis else set()
    return set(rule.alone) | written


def _cell(kind: str, rules: list[ControllingRule]) -> str:
    if any(kind in rule.alone for rule in rules):
        return ALONE
    return WITH if any(kind in _kinds(rule) for rule in rules) else NOT


def _spell_rules(rules: list[ControllingRule], words: Words) -> str:
    said = dict.fromkeys(
        f"{words.rules[rule.rule.value]} ({words.say('whole' if rule.scope is Scope.WHOLE else 'part')})"
        for rule in rules
    )
    return "; ".join(said)


def _evidence(view: ScorecardView, words: Words) -> Iterable[EvidenceRow]:
    for answer in (*view.assessment.answers, *view.assessment.elements):
        known = words.answers.get(answer.answer)
        for citation in _cited(answer):
            yield EvidenceRow(
                question=answer.question,
                answer=known.word if known else words.rules.get(answer.answer, answer.answer),
                document=citation.document,
                title=view.document_title(citation.document),
                page=citation.page,
                pinpoint=citation.pinpoint,
                quote=citation.quote,
                sha256=citation.sha256,
            )


def _cited(answer: Answer) -> list[Citation]:
    """The citations of an answer and of its rows, each once."""
    rows = (citation for row in answer.by_agency for citation in row.citations)
    return list(dict.fromkeys((*answer.citations, *rows)))
