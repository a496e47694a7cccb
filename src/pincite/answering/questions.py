"""One question for the whole place: who is asked, what each row says, and the answer they give together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pincite.answering.combine import Combined, combine_rows
from pincite.answering.evidence import Evidence
from pincite.answering.searched import judge_search
from pincite.answering.tables import Case, answer_agency
from pincite.model.answer import NOT_APPLICABLE, UNKNOWN, AgencyAnswer, Answer
from pincite.model.law import Binding, Status
from pincite.model.place import Agency, Observation
from pincite.model.rubric import AskedOf, Question


def find_asked(group: AskedOf, agencies: Sequence[Agency]) -> list[Agency]:
    """The agencies that a question of this group is asked of."""
    return [agency for agency in agencies if agency.asked and _is_asked(group, agency)]


def _is_asked(group: AskedOf, agency: Agency) -> bool:
    keeps = agency.keeps_jail or agency.lock_up in {"yes", "unknown"}
    return agency.kind in group.kinds or (group.jail_keepers and keeps)


def answer_question(question: Question, evidence: Evidence, *, answers: Mapping[str, Answer]) -> Answer:
    """The place's answer to one question, given the answers to the questions that it hangs on."""
    plain = {key: item.answer for key, item in answers.items()}
    if any(plain.get(other) in skips for other, skips in (question.skip_if or {}).items()):
        return _not_applicable(question)
    asked = find_asked(evidence.rubric.group(question.asked_of), evidence.place.agencies)
    asked = [agency for agency in asked if not _skipped_by_row(question, agency, answers)]
    if question.protections:
        rows = [_protection_row(question, index, asked, evidence) for index in range(len(question.protections))]
        rows = [row for row in rows if row is not None]
    else:
        rows = [_agency_row(question, agency, question.conducts, evidence, plain) for agency in asked]
    combined = combine_rows(rows, differ=evidence.rubric.differ, how=question.combine)
    return _answer(question, combined, rows, evidence)


def _skipped_by_row(question: Question, agency: Agency, answers: Mapping[str, Answer]) -> bool:
    """Whether the agency's own row of the gate question closes the gate for it."""
    for other, skips in (question.skip_if or {}).items():
        rows = answers[other].by_agency if other in answers else ()
        if any(row.agency == agency.id and row.answer in skips for row in rows):
            return True
    return False


def _not_applicable(question: Question) -> Answer:
    gates = ", ".join(question.skip_if or {})
    return Answer(
        question=question.id, answer=NOT_APPLICABLE, reason="gate", draft=True,
        basis=f"Not asked: {gates} answers it already.", possible=(NOT_APPLICABLE,),
    )  # fmt: skip


def _agency_row(
    question: Question, agency: Agency, conducts: Sequence[str], evidence: Evidence, plain: Mapping[str, str]
) -> AgencyAnswer:
    rules = tuple(evidence.resolve(agency, conduct) for conduct in conducts)
    case = Case(
        agency=agency,
        rules=rules,
        search=judge_search(question, agency, evidence),
        observations=find_observations(agency, conducts, evidence),
        answers=plain,
    )
    return answer_agency(question, case, evidence=evidence)


def _protection_row(question: Question, index: int, asked: Sequence[Agency], evidence: Evidence) -> AgencyAnswer:
    """One protection over all agencies; a conduct of it that speaks decides before one that is silent."""
    protection = question.protections[index]
    rows = [_agency_row(question, agency, protection.conducts, evidence, {}) for agency in asked]
    combined = combine_rows(rows, differ=evidence.rubric.differ)
    base = combined.row or AgencyAnswer(agency=protection.id, answer=UNKNOWN, reason="no-agency", basis=combined.basis)
    return replace(
        base, agency=protection.id, answer=combined.answer, reason=combined.reason,
        basis=f"{protection.label}: {combined.basis}", possible=(combined.answer,) if combined.answer != UNKNOWN else evidence.rubric.answers,
        controlling=tuple(rule for row in rows for rule in row.controlling),
    )  # fmt: skip


def find_observations(agency: Agency, conducts: Sequence[str], evidence: Evidence) -> tuple[Observation, ...]:
    """Observations of the agency on the conducts, with the agreements that the study itself holds."""
    noted = [
        item
        for item in evidence.place.observations
        if item.agency == agency.id and item.conduct in conducts and item.on_date <= evidence.place.as_of
    ]
    return (*noted, *_agreements(agency, conducts, evidence))


def _agreements(agency: Agency, conducts: Sequence[str], evidence: Evidence) -> list[Observation]:
    """A signed agreement in the folder is an observation on what it commits to, never a rule."""
    found = []
    for provision in evidence.provisions:
        instrument = evidence.instrument(provision.instrument)
        if provision.conduct in conducts and _is_signed(instrument.id, agency, evidence) and provision.citations:
            date = instrument.in_force_from or instrument.text_date or evidence.place.as_of
            found.append(
                Observation(
                    agency=agency.id, conduct=provision.conduct, shows="agreement-in-force",
                    source=instrument.title, on_date=date, citations=provision.citations,
                )  # fmt: skip
            )
    return found


def _is_signed(instrument_id: str, agency: Agency, evidence: Evidence) -> bool:
    instrument = evidence.instrument(instrument_id)
    as_of = evidence.place.as_of
    return (
        instrument.status is Status.AGREEMENT
        and instrument.binding is Binding.BINDS
        and (agency.id in instrument.binds or "all" in instrument.binds)
        and (not instrument.in_force_from or instrument.in_force_from <= as_of)
        and (not instrument.in_force_to or instrument.in_force_to >= as_of)
    )


def _answer(question: Question, combined: Combined, rows: Sequence[AgencyAnswer], evidence: Evidence) -> Answer:
    row = combined.row
    known = combined.answer != UNKNOWN
    rows_in_play = [item for item in rows if item.answer == combined.answer or not known]
    by_absence = known and row is not None and not row.citations and not row.observed
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
        flags=tuple(dict.fromkeys(flag for item in rows_in_play for flag in item.flags)),
        cautions=tuple(dict.fromkeys(text for item in rows_in_play for text in item.cautions)),
        missing=tuple(dict.fromkeys(kind for item in rows if item.answer == UNKNOWN for kind in item.missing)),
        possible=combined.possible or evidence.rubric.answers,
        durability=evidence.instrument(instrument).kind if known and instrument else "",
        searched=_searched(question, evidence) if by_absence else (),
    )


def _searched(question: Question, evidence: Evidence) -> tuple[str, ...]:
    asked = find_asked(evidence.rubric.group(question.asked_of), evidence.place.agencies)
    states = [judge_search(question, agency, evidence) for agency in asked]
    return tuple(dict.fromkeys(document for state in states for document in state.documents))

