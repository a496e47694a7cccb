"""Quotes and rules as a scorecard shows them: where the words stand and what was found beside each answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pincite.model.answer import Answer
from pincite.model.law import Citation, ControllingRule, Rule, Scope
from pincite.reporting.context import QuoteContext, Run, cut_context, shorten_runs
from pincite.reporting.view import ScorecardView
from pincite.reporting.words import Words

SHOWN_CHARACTERS = 480


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteView:
    """One quote. place: "§ 4-2(b), page 3". label: whose it is or why it is shown, "" for the key quote.

    shown: its words, cut where they are long; is_cut says so and the context then holds all of them.
    """

    title: str
    place: str
    href: str
    label: str
    context: QuoteContext
    shown: tuple[Run, ...]
    is_cut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """What the texts say on one conduct, without judgement. agencies: "" where all asked are under it."""

    agencies: str
    conduct: str
    text: str
    source: str


def build_quote(view: ScorecardView, citation: Citation, label: str = "") -> QuoteView:
    """A citation as it is shown."""
    context = cut_context(citation, view.documents.get(citation.document))
    shown, is_cut = shorten_runs(context.quote, SHOWN_CHARACTERS)
    return QuoteView(
        title=view.document_title(citation.document),
        place=_place(citation),
        href=view.source_href(citation.document, citation.page, citation.quote),
        label=label,
        context=context,
        shown=shown,
        is_cut=is_cut,
    )


def _place(citation: Citation) -> str:
    page = f"page {citation.page}" if citation.page else ""
    if page and f"p. {citation.page}" in citation.pinpoint:
        page = ""
    return ", ".join(part for part in (citation.pinpoint, page) if part)


def find_quotes(view: ScorecardView, answer: Answer) -> list[QuoteView]:
    """Every passage that the answer, its rows and the rules behind them cite, once, the key quote first."""
    labels: dict[Citation, str] = dict.fromkeys(answer.citations, "")
    for citation, label in _behind(view, answer):
        labels.setdefault(citation, label)
    return [build_quote(view, citation, label) for citation, label in labels.items()]


def _behind(view: ScorecardView, answer: Answer) -> Iterable[tuple[Citation, str]]:
    for row in answer.by_agency:
        yield from ((citation, _name_row(view, row.agency)) for citation in row.citations)
        for seen in row.observed:
            yield from ((citation, f"observed, {seen.source}") for citation in seen.citations)
    rules = [rule for row in answer.by_agency for rule in row.controlling]
    for rule in rules:
        yield from ((c, "words of the rule") for item in rule.basis for c in item.citations)
        yield from ((c, "pre-empted") for item in rule.preempted for c in item.citations)
        yield from ((c, "contradicts a higher rule") for item in rule.conflicts for c in item.citations)


def _name_row(view: ScorecardView, row: str) -> str:
    """The agency's name, or the label of a protection."""
    labels = {item.id: item.label for question in view.rubric.questions for item in question.protections}
    return labels.get(row) or view.agency_name(row)


def find_rules(view: ScorecardView, answer: Answer, words: Words) -> list[RuleLine]:
    """The neutral finding beside an answer; agencies are named only where they are under different rules."""
    rules = list(dict.fromkeys(rule for row in answer.by_agency for rule in row.controlling))
    conducts = list(dict.fromkeys(rule.conduct for rule in rules))
    return [line for conduct in conducts for line in _rule_lines(view, conduct, rules, words)]


def _rule_lines(
    view: ScorecardView, conduct: str, rules: list[ControllingRule], words: Words
) -> list[RuleLine]:
    found: dict[tuple[str, str], dict[str, None]] = {}
    for rule in rules:
        if rule.conduct == conduct:
            key = (spell_rule(view, rule, words), _rule_source(view, rule, words))
            found.setdefault(key, {})[view.agency_name(rule.agency)] = None
    return [
        RuleLine(
            agencies=", ".join(agencies) if len(found) > 1 else "",
            conduct=view.conduct_label(conduct), text=text, source=source,
        )
        for (text, source), agencies in found.items()
    ]  # fmt: skip


def spell_rule(view: ScorecardView, rule: ControllingRule, words: Words) -> str:
    """A controlling rule in words: "prohibits, whole, ways out: a judge's warrant"."""
    name = words.rules[rule.rule.value]
    if rule.rule is Rule.SILENT:
        reach = "; a general ban on limits probably reaches it" if rule.general_mandate else ""
        return f"{name}: no text read here that binds them speaks of it{reach}"
    parts = [name, _scope(rule), _ways_out(view, rule)]
    if rule.closing:
        parts.append("closing on " + ", ".join(words.date(item.sunset_date) for item in rule.closing))
    if rule.implied:
        parts.append("by implication only")
    if rule.partly_preempted:
        parts.append(f"{rule.narrower_duty} takes part of it away")
    return ", ".join(part for part in parts if part)


def _scope(rule: ControllingRule) -> str:
    if rule.scope is Scope.WHOLE:
        return "whole"
    narrowed = rule.basis[0].scope_words if rule.basis else ""
    return f"only a part (“{narrowed}”)" if narrowed else "only a part"


def _ways_out(view: ScorecardView, rule: ControllingRule) -> str:
    if rule.rule not in (Rule.PROHIBITS, Rule.LIMITS):
        return ""
    labels = {item.id: item.label for item in view.topic.exceptions}
    ways = ", ".join(labels.get(kind, kind) for kind in sorted(rule.alone))
    return f"ways out: {ways}" if ways else "no way out by itself"


def _rule_source(view: ScorecardView, rule: ControllingRule, words: Words) -> str:
    if not rule.basis:
        return ""
    title = view.instrument_title(rule.basis[0].instrument)
    label = view.kind_label(rule.kind)
    return f"{title} ({words.levels[rule.level.value]}, {label[:1].lower()}{label[1:]})" if label else title
