"""What to obtain next: the sources that would settle the most unknown answers, and other cautions of the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import product

from pincite.answering.evidence import Evidence
from pincite.model.answer import UNKNOWN, AgencyAnswer, Answer, Wanted
from pincite.model.framework import StateFramework
from pincite.model.law import MANDATES, PROTECTIVE, Level, Provision

STATE_LAW_NOT_SUPPLIED = "state-law-not-supplied"


def find_wanted(answers: Iterable[Answer], evidence: Evidence) -> tuple[Wanted, ...]:
    """Kinds of sources still to be read, with whose they are and the questions they could settle, most first."""
    settles: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for answer in answers:
        for row in answer.by_agency:
            if row.answer != UNKNOWN or answer.answer != UNKNOWN:
                continue
            for kind, agency in product(row.missing, _asked_in(row)):
                settles[kind, _whose(kind, agency, evidence)][answer.question] = None
    found = [
        Wanted(kind=kind, title=_title(kind, evidence), whose=whose, questions=tuple(questions))
        for (kind, whose), questions in settles.items()
    ]
    return tuple(sorted(found, key=lambda item: (-len(item.questions), item.kind, item.whose)))


def _asked_in(row: AgencyAnswer) -> tuple[str, ...]:
    """The agencies whose rules a row was drawn from: several in the row of a protection."""
    return tuple(dict.fromkeys(rule.agency for rule in row.controlling))


def _title(kind: str, evidence: Evidence) -> str:
    source = evidence.topic.source_kind(kind)
    label = source.label if source else kind
    reported = [f"{item.name} ({item.citation or 'citation not verified'})" for item in _reported(kind, evidence)]
    return f"{label}: {'; '.join(reported)}" if reported else label


def _reported(kind: str, evidence: Evidence) -> list[StateFramework]:
    """The reported texts of that kind of source that are worth obtaining by name."""
    return [item for item in evidence.reports if item.kind == kind and any(map(item.rule_on, item.rules))]


def _whose(kind: str, agency_id: str, evidence: Evidence) -> str:
    source = evidence.topic.source_kind(kind)
    if source is not None and source.law:
        return evidence.place.state if kind == "statute" else evidence.place.name
    agencies = {agency.id: agency.name for agency in evidence.place.agencies}
    return agencies.get(agency_id, evidence.place.name)


def judge_state_law(evidence: Evidence) -> tuple[str, str]:
    """(code, sentence) for what the state's law does, as far as it was supplied as text."""
    stated = [item for item in evidence.provisions if _is_state(item, evidence)]
    supplied = evidence.place.state_law_supplied.split(" ")[0] or ("part" if stated else "none")
    if supplied == "none":
        return STATE_LAW_NOT_SUPPLIED, "The state's law has not been supplied as text; every answer is open to it."
    rules = {item.rule for item in stated}
    says = [
        text
        for text, hit in (
            ("compels or protects cooperation", bool(rules & MANDATES)),
            ("sets limits", bool(rules & PROTECTIVE)),
        )
        if hit
    ]
    what = " and ".join(says) or "speaks of none of the conducts"
    code = "state-law-in-part" if supplied == "part" else "state-law-supplied"
    extent = "supplied in part; what was supplied" if supplied == "part" else "supplied; it"
    return code, f"The state's law was {extent} {what}."


def _is_state(provision: Provision, evidence: Evidence) -> bool:
    instrument = evidence.instrument(provision.instrument)
    return instrument.level is Level.STATE and instrument.id in evidence.controls
