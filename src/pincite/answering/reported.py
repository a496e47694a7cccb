"""Reports on state law without its text: they turn no answer, and say what is unknown and what to obtain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pincite.answering.evidence import Evidence
from pincite.model.answer import UNKNOWN, AgencyAnswer
from pincite.model.framework import NONE_FOUND, StateFramework
from pincite.model.freshness import is_stale
from pincite.model.law import ControllingRule, Level, Rule
from pincite.model.rubric import Question

REPORTED = "reported"
_PRACTICE = "practice"
_NOT_VERIFIED = "not verified"
_SAYS = {
    "prohibits": "prohibits it",
    "limits": "limits it",
    "permits": "permits it",
    "requires": "requires it",
    "forbids-limits": "forbids local limits on it",
}


def with_reports(row: AgencyAnswer, question: Question, evidence: Evidence) -> AgencyAnswer:
    """The row as it stands, with what is reported of state law on its conducts and not quoted.

    Where no text answers, the row becomes unknown with the reason "reported". Where a text answers, it stays and
    carries a caution. Practice is not what a law says, so it is left alone.
    """
    said = [(item, rule) for rule in row.controlling for item in _bearing(rule, evidence)]
    if not said or question.asks == _PRACTICE:
        return row
    told = tuple(dict.fromkeys(tell_report(item, evidence, conduct=rule.conduct) for item, rule in said))
    if not _is_open(row):
        return replace(row, cautions=tuple(dict.fromkeys((*row.cautions, *told))))
    kinds = dict.fromkeys(item.kind for item, _ in said)
    return replace(
        row,
        reason=REPORTED,
        basis=f"No text supplied answers it. {' '.join(told)}",
        missing=tuple(dict.fromkeys((*kinds, *row.missing))),
    )


def _bearing(rule: ControllingRule, evidence: Evidence) -> Iterable[StateFramework]:
    """The reports with a rule on the conduct; none where a text of the state itself speaks of it."""
    if Level.STATE in rule.levels:
        return ()
    return (item for item in evidence.reports if item.rule_on(rule.conduct))


def _is_open(row: AgencyAnswer) -> bool:
    """Whether nothing but silence stands behind an unknown."""
    silent = all(rule.rule is Rule.SILENT and not rule.general_mandate for rule in row.controlling)
    return row.answer == UNKNOWN and silent and not row.observed


def tell_report(item: StateFramework, evidence: Evidence, *, conduct: str = "") -> str:
    """The report in one sentence, with citation, source, as-of and confidence; on ``conduct`` alone, or as a whole."""
    rule = _SAYS[item.rule_on(conduct)] if conduct and item.rule_on(conduct) else _all_rules(item)
    since = f" from {_shown(item, 'effective_from')}" if item.effective_from else ""
    until = f" until {item.effective_to}" if item.effective_to else ""
    as_of = f"as of {item.status_as_of}" if item.status_as_of else "as of a day not known"
    confidence = _NOT_VERIFIED if item.confidence == "unverified" else f"confidence {item.confidence}"
    stale = ", stale" if is_stale(item.status_as_of, evidence.place.as_of, kind="state") else ""
    return (
        f"Reported, not quoted: {item.name} ({_shown(item, 'citation') or 'citation not verified'}), state law of "
        f"{item.state}, {rule}{since}{until} ({item.status.replace('-', ' ')}, {as_of}{stale}, {confidence}; "
        f"source: {item.sources}). Supply its text to settle this."
    )


def _all_rules(item: StateFramework) -> str:
    if item.status == NONE_FOUND:
        return "nothing found"
    rules = dict.fromkeys(code for key in item.rules if (code := item.rule_on(key)))
    return f"is said to contain: {', '.join(rules)}" if rules else "its content is not known"


def _shown(item: StateFramework, name: str) -> str:
    value = str(getattr(item, name))
    return f"{value}, {_NOT_VERIFIED}" if value and name in item.unverified else value
