"""One agency's row of a question: the first table row whose conditions hold decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from pincite.answering.evidence import Evidence
from pincite.answering.observed import find_stale
from pincite.answering.searched import SearchState
from pincite.model.answer import UNKNOWN, AgencyAnswer, Answer
from pincite.model.law import Citation, ControllingRule, Level, Rule
from pincite.model.place import Agency, Observation
from pincite.model.rubric import CLOSING, Conditions, Question, TableRow

# What another question says: of the agency itself where it was asked, else of the place.
Other = Answer | AgencyAnswer

_MAY_SPEAK = "A text that was supplied may speak of it, and what it says or whom it binds is not clear."
_UNDATED = "An agreement of this agency was supplied, and its copy bears no date of signature."
_AGREEMENTS = "contract"
_CONTRADICTS = "This text contradicts a higher one, which controls."


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What a table is applied to: one agency, its controlling rules, the search, observations, other answers.

    undated: a sentence for each agreement of the agency of which nobody knows whether it was made.
    """

    agency: Agency
    rules: tuple[ControllingRule, ...]
    search: SearchState
    observations: tuple[Observation, ...]
    answers: Mapping[str, Other]
    undated: tuple[str, ...] = ()


def answer_agency(question: Question, case: Case, *, evidence: Evidence) -> AgencyAnswer:
    """Apply the question's table to one agency."""
    for row in evidence.rubric.table(question.table).rows:
        rule = _deciding_rule(row.when, case, evidence)
        if rule is not None:
            answer = _undated(_unclear(_rendered(row, rule, case, evidence), case), case)
            return _doubted(answer, rule, case, evidence) if _is_unsure(answer, rule, evidence) else answer
    raise AssertionError(f"table {question.table} has no last row; check_rubric refuses that")


def _is_unsure(answer: AgencyAnswer, rule: ControllingRule, evidence: Evidence) -> bool:
    """Whether a plain Y or N would rest on a machine's draft that is not sure enough."""
    if answer.answer in (UNKNOWN, evidence.rubric.differ) or answer.observed or not rule.basis:
        return False
    sure = rule.basis[0].probability
    return sure is not None and sure < evidence.decides_from


def _doubted(answer: AgencyAnswer, rule: ControllingRule, case: Case, evidence: Evidence) -> AgencyAnswer:
    """The same row as unknown, with what the draft would say and its words: a person settles it."""
    return replace(
        answer,
        answer=UNKNOWN,
        reason="draft-unsure",
        basis=f"The machine's draft would say {answer.answer}, but is not sure enough. Read the words and review it.",
        missing=case.search.missing,
        possible=evidence.rubric.answers,
    )


def _unclear(answer: AgencyAnswer, case: Case) -> AgencyAnswer:
    """An unknown that nothing but an unclear text keeps open says so, where silence or a permission would decide."""
    if answer.answer != UNKNOWN or not case.search.doubtful:
        return answer
    told = replace(answer, cautions=tuple(dict.fromkeys((*answer.cautions, *case.search.doubtful))))
    if case.search.missing or any(rule.rule is not Rule.SILENT for rule in case.rules):
        return told
    return replace(told, reason="unclear-text", basis=_MAY_SPEAK)


def _undated(answer: AgencyAnswer, case: Case) -> AgencyAnswer:
    """An unknown that an agreement would settle, if anybody knew that it was made: its signed copy is wanted."""
    if answer.answer != UNKNOWN or not case.undated:
        return answer
    cautions = tuple(dict.fromkeys((*answer.cautions, *case.undated)))
    missing = tuple(dict.fromkeys((_AGREEMENTS, *answer.missing)))
    told = replace(answer, cautions=cautions, missing=missing)
    if any(rule.rule not in (Rule.SILENT, Rule.PERMITS) for rule in case.rules):
        return told
    return replace(told, reason="agreement-undated", basis=_UNDATED)


def _deciding_rule(when: Conditions, case: Case, evidence: Evidence) -> ControllingRule | None:
    """The rule for which all conditions hold; silence decides only where every rule is silent."""
    speaking = [rule for rule in case.rules if rule.rule is not Rule.SILENT]
    heard = (voice for rule in speaking or case.rules for voice in _heard(when, rule))
    return next((rule for rule in heard if _holds(when, rule, case, evidence)), None)


def _heard(when: Conditions, rule: ControllingRule) -> tuple[ControllingRule, ...]:
    """The controlling rule; a row that asks where a rule comes from also hears the texts beside it."""
    if when.own or when.level or when.kind:
        return (rule, *rule.voices)
    return (rule,)


def _holds(when: Conditions, rule: ControllingRule, case: Case, evidence: Evidence) -> bool:
    return all(test(when, rule, case, evidence) for test in _TESTS)


def _rule_is(when: Conditions, rule: ControllingRule, case: Case, evidence: Evidence) -> bool:
    return not when.rule or rule.rule in when.rule


def _scope_is(when: Conditions, rule: ControllingRule, case: Case, evidence: Evidence) -> bool:
    return not when.scope or rule.scope == when.scope


def _alone_within(when: Conditions, rule: ControllingRule, case: Case, evidence: Evidence) -> bool:
    if when.alone_within is None:
        return True
    allowed = {kind for name in when.alone_within for kind in evidence.rubric.sets.get(name, (name,))}
    return rule.alone <= allowed | (_closing_kinds(rule) if CLOSING in when.alone_within else set())


def _closing_kinds(rule: ControllingRule) -> set[str]:
    """Kinds of ways out that a stated day closes, all of them."""
    lasting = {item.kind for item in rule.basis[0].exceptions if item.alone and not item.sunset_date}
    return {item.kind for item in rule.closing} - lasting


def _alone_has(when: Conditions, rule: ControllingRule, case: Case, evidence: Evidence) -> bool:
    return not when.alone_has or bool(rule.alone & set(when.alone_has))


def _limbs(when: Conditions, rule: ControllingRule, case: Case, evidence: Evidence) -> bool:
    return set(when.features) <= rule.features and not set(when.without) & rule.features


def _origin(when: Conditions, rule: ControllingRule, case: Case, evidence: Evidence) -> bool:
    return (
        (not when.level or rule.level in when.level)
        and (not when.kind or rule.kind in when.kind)
        and (not when.levels_only or rule.levels <= set(when.levels_only))
        and (when.own is None or rule.own is when.own)
        and (when.implied is None or rule.implied is when.implied)
    )


def _settled(when: Conditions, rule: ControllingRule, case: Case, evidence: Evidence) -> bool:
    return (
        (not when.search or case.search.complete)
        and (when.decides is None or _decides(rule, case, evidence) is when.decides)
        and (when.general_mandate is None or rule.general_mandate is when.general_mandate)
        and (when.partly_preempted is None or rule.partly_preempted is when.partly_preempted)
        and (not when.also or bool(rule.also & set(when.also)))
    )


def _decides(rule: ControllingRule, case: Case, evidence: Evidence) -> bool:
    """Whether a permission settles the matter: the agency's own, or everything below it was searched."""
    below = any(_is_below(kind, rule, evidence) for kind in case.search.missing)
    return rule.own or not (below or case.search.doubtful)


def _is_below(kind: str, rule: ControllingRule, evidence: Evidence) -> bool:
    """Whether a kind of source stands below the text that the rule is in; a kind not known may."""
    source, above = evidence.topic.source_kind(kind), evidence.topic.source_kind(rule.kind)
    if source is None or above is None:
        return True
    return source.local if rule.level is Level.STATE else source.rank > above.rank


def _observed(when: Conditions, rule: ControllingRule, case: Case, evidence: Evidence) -> bool:
    shown = {item.shows for item in case.observations}
    return set(when.observed) <= shown


def _others(when: Conditions, rule: ControllingRule, case: Case, evidence: Evidence) -> bool:
    said = {other: item.answer for other, item in case.answers.items()}
    return all(said.get(other, UNKNOWN) in wanted for other, wanted in (when.question or {}).items())


_TESTS: tuple[Callable[[Conditions, ControllingRule, Case, Evidence], bool], ...] = (
    _rule_is, _scope_is, _alone_within, _alone_has, _limbs, _origin, _settled, _observed, _others,
)  # fmt: skip


def _rendered(row: TableRow, rule: ControllingRule, case: Case, evidence: Evidence) -> AgencyAnswer:
    unknown = row.answer == UNKNOWN
    seen = [item for item in case.observations if item.shows in row.when.observed]
    by_search = bool(row.when.search) or (row.when.decides is True and not rule.own)
    cautions = (
        *rule.cautions,
        *(case.search.cautions if by_search else ()),
        *_conflicting(rule, case),
        *_closing(rule),
        *find_stale(seen, evidence.place.as_of),
    )
    return AgencyAnswer(
        agency=case.agency.id,
        answer=row.answer,
        reason=row.reason,
        basis=_sentence(row, rule, seen, evidence),
        citations=_citations(row, rule, seen, case),
        instrument=rule.basis[0].instrument if rule.basis else "",
        controlling=case.rules,
        observed=tuple(seen),
        flags=row.flags,
        cautions=tuple(dict.fromkeys(cautions)),
        missing=case.search.missing if unknown else (),
        possible=evidence.rubric.answers if unknown else (row.answer,),
        searched=case.search.documents if by_search else (),
        attested=case.search.attested if by_search else (),
    )


def _citations(row: TableRow, rule: ControllingRule, seen: Sequence[Observation], case: Case) -> tuple[Citation, ...]:
    """The deciding provision's words, then those of the observations and other answers that the row rests on."""
    ruled = rule.basis[0].citations if rule.basis else ()
    observed = (citation for item in seen for citation in item.citations)
    others = (citation for other in row.when.question or {} for citation in case.answers[other].citations)
    return tuple(dict.fromkeys((*ruled, *observed, *others)))


def _sentence(row: TableRow, rule: ControllingRule, seen: Sequence[Observation], evidence: Evidence) -> str:
    labels = {item.id: item.label for item in evidence.topic.exceptions}
    ways = ", ".join(labels.get(kind, kind) for kind in sorted(rule.alone))
    words = rule.basis[0].scope_words if rule.basis else ""
    observed = "; ".join(dict.fromkeys(f"{item.shows} ({item.source}, {item.seen_on})" for item in seen))
    said = {"ways_out": ways or "none", "scope_words": words or "see the quote", "observed": observed}
    return row.basis.format(**said, duty=rule.narrower_duty)


def _closing(rule: ControllingRule) -> tuple[str, ...]:
    return tuple(f"A transition clause stays open until {item.sunset_date}." for item in rule.closing)


def _conflicting(rule: ControllingRule, case: Case) -> tuple[str, ...]:
    """Said where the text that decides contradicts a higher one."""
    beaten = {item.id for controlling in case.rules for item in controlling.conflicts}
    return (_CONTRADICTS,) if rule.basis and rule.basis[0].id in beaten else ()
