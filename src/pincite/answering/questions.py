"""One question for the whole place: who is asked, what each row says, and the answer they give together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pincite.answering.combine import Combined, combine_rows
from pincite.answering.evidence import Evidence
from pincite.answering.observed import AGREEMENT_IN_FORCE, find_observations, find_undated
from pincite.answering.reported import with_reports
from pincite.answering.searched import judge_search
from pincite.answering.tables import Case, Other, answer_agency
from pincite.model.answer import NOT_APPLICABLE, UNKNOWN, AgencyAnswer, Answer
from pincite.model.law import PROTECTIVE, ControllingRule, Rule, Scope
from pincite.model.place import Agency
from pincite.model.rubric import AskedOf, Protection, Question

_COVERED = "A ban that covers all such agreements reaches it."


def find_asked(group: AskedOf, agencies: Sequence[Agency]) -> list[Agency]:
    """The agencies that a question of this group is asked of."""
    return [agency for agency in agencies if agency.asked and _is_asked(group, agency)]


def _is_asked(group: AskedOf, agency: Agency) -> bool:
    keeps = agency.keeps_jail or agency.lock_up in {"yes", "unknown"}
    return agency.kind in group.kinds or (group.jail_keepers and keeps)


def answer_question(question: Question, evidence: Evidence, *, answers: Mapping[str, Answer]) -> Answer:
    """The place's answer to one question, given the answers to the questions that it hangs on."""
    if is_closed(question, _plain(answers)):
        return skip_question(question)
    asked = find_asked(evidence.rubric.group(question.asked_of), evidence.place.agencies)
    asked = [agency for agency in asked if not is_closed(question, _plain(_answers_of(agency, answers)))]
    if question.protections:
        rows = [_protection_row(question, item, asked, evidence) for item in question.protections]
    else:
        rows = [_agency_row(question, agency, answers, evidence) for agency in asked]
    combined = combine_rows(rows, differ=evidence.rubric.differ, how=question.combine)
    return _answer(question, combined, rows, evidence)


def is_closed(question: Question, answers: Mapping[str, str]) -> bool:
    """Whether one of ``answers`` (question -> answer) makes the question not applicable."""
    return any(answers.get(other) in skips for other, skips in (question.skip_if or {}).items())


def skip_question(question: Question) -> Answer:
    """The answer "not applicable" of a question that another one answers already."""
    gates = ", ".join(question.skip_if or {})
    return Answer(
        question=question.id,
        answer=NOT_APPLICABLE,
        reason="gate",
        basis=f"Not asked: {gates} answers it already.",
        possible=(NOT_APPLICABLE,),
    )


def _plain(answers: Mapping[str, Other]) -> dict[str, str]:
    return {key: item.answer for key, item in answers.items()}


def _answers_of(agency: Agency, answers: Mapping[str, Answer]) -> dict[str, Other]:
    """What the other questions say of the agency: its own row where it has one, else the place's answer."""
    own = {key: row for key, item in answers.items() for row in item.by_agency if row.agency == agency.id}
    return {key: own.get(key, item) for key, item in answers.items()}


def _agency_row(
    question: Question, agency: Agency, answers: Mapping[str, Answer], evidence: Evidence
) -> AgencyAnswer:
    rules = tuple(_find_rule(question, agency, conduct, evidence) for conduct in question.conducts)
    conducts = (*question.conducts, *question.observed_on)
    case = Case(
        agency=agency,
        rules=rules,
        search=judge_search(question, agency, evidence),
        observations=find_observations(agency, conducts, evidence),
        answers=_answers_of(agency, answers),
        undated=find_undated(agency, conducts, evidence) if _uses_agreements(question, evidence) else (),
    )
    return with_reports(answer_agency(question, case, evidence=evidence), question, evidence)


def _uses_agreements(question: Question, evidence: Evidence) -> bool:
    """Whether an agreement in force could answer the question."""
    rows = evidence.rubric.table(question.table).rows
    return any(row.reason == AGREEMENT_IN_FORCE for row in rows)


def _find_rule(question: Question, agency: Agency, conduct: str, evidence: Evidence) -> ControllingRule:
    """The rule that controls the conduct, or the wider ban that covers it."""
    rule = evidence.resolve(agency, conduct)
    for wider in question.covered_by:
        ban = evidence.resolve(agency, wider)
        if _is_plain_ban(ban) and _leaves_open(rule):
            return replace(ban, conduct=conduct, derivation=(*ban.derivation, _COVERED))
    return rule


def _is_plain_ban(rule: ControllingRule) -> bool:
    whole = rule.rule is Rule.PROHIBITS and rule.scope is Scope.WHOLE
    return whole and not (rule.implied or rule.partly_preempted or rule.general_mandate)


def _leaves_open(rule: ControllingRule) -> bool:
    """Whether the rule on the conduct itself neither bans it as a whole nor is a mandate."""
    if rule.rule in PROTECTIVE:
        return rule.implied or not (rule.partly_preempted or _is_plain_ban(rule))
    return rule.rule in {Rule.SILENT, Rule.PERMITS}


def _protection_row(
    question: Question, protection: Protection, asked: Sequence[Agency], evidence: Evidence
) -> AgencyAnswer:
    """One protection over all agencies. An unknown one stays open to every answer: any agency's rule may give it."""
    rows = [_protected_agency(question, protection, agency, evidence) for agency in asked]
    combined = combine_rows(rows, differ=evidence.rubric.differ)
    base = combined.row or AgencyAnswer(agency="", answer=UNKNOWN, reason="", basis="")
    return replace(
        base,
        agency=protection.id,
        answer=combined.answer,
        reason=combined.reason,
        basis=f"{protection.label}: {combined.basis}",
        possible=(combined.answer,) if combined.answer != UNKNOWN else evidence.rubric.answers,
        controlling=tuple(rule for row in rows for rule in row.controlling),
        missing=tuple(dict.fromkeys(kind for row in rows for kind in row.missing)),
        searched=tuple(dict.fromkeys(name for row in rows for name in row.searched)),
        attested=tuple(dict.fromkeys(kind for row in rows for kind in row.attested)),
    )


def _protected_agency(
    question: Question, protection: Protection, agency: Agency, evidence: Evidence
) -> AgencyAnswer:
    """An agency's row of a protection: all conducts of it that speak, silent ones only where none protects."""
    rows = [_agency_row(replace(question, conducts=(item,)), agency, {}, evidence) for item in protection.conducts]
    speaking = [row for row in rows if row.controlling[0].rule is not Rule.SILENT]
    protects = any(row.controlling[0].rule in PROTECTIVE for row in speaking)
    kept = speaking if protects else rows
    combined = combine_rows(kept, differ=evidence.rubric.differ)
    return replace(
        combined.row or rows[0],
        agency=agency.id,
        answer=combined.answer,
        reason=combined.reason,
        basis=combined.basis,
        possible=combined.possible,
        controlling=tuple(rule for row in rows for rule in row.controlling),
    )


def _answer(question: Question, combined: Combined, rows: Sequence[AgencyAnswer], evidence: Evidence) -> Answer:
    row = combined.row
    known = combined.answer != UNKNOWN
    instrument = row.instrument if row else ""
    return Answer(
        question=question.id,
        answer=combined.answer,
        reason=combined.reason,
        basis=combined.basis,
        citations=row.citations if row else (),
        instrument=instrument,
        by_agency=tuple(rows),
        caveats=tuple(item.id for item in evidence.topic.caveats if question.id in item.questions),
        flags=tuple(dict.fromkeys(flag for item in rows for flag in item.flags)),
        cautions=tuple(dict.fromkeys(text for item in rows for text in item.cautions)),
        missing=tuple(dict.fromkeys(kind for item in rows if item.answer == UNKNOWN for kind in item.missing)),
        possible=combined.possible or evidence.rubric.answers,
        durability=evidence.instrument(instrument).kind if known and instrument else "",
        searched=tuple(dict.fromkeys(name for item in rows for name in item.searched)) if known else (),
        attested=tuple(dict.fromkeys(kind for item in rows for kind in item.attested)) if known else (),
    )
