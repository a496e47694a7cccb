"""Observations of practice: what a person noted, and the agreements that the study itself holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pincite.answering.evidence import Evidence
from pincite.model.law import PROTECTIVE, Binding, Instrument, Provision, Rule, Status
from pincite.model.place import Agency, Observation
from pincite.packs.us.observations import find_shown, load_participant_rules

AGREEMENT_IN_FORCE = "agreement-in-force"
_UNDATED = (
    "{}: the copy bears no date of signature, so nobody knows whether it was made. Obtain the signed copy, or note its "
    "day as in_force_from in place.yaml."
)


def find_observations(agency: Agency, conducts: Sequence[str], evidence: Evidence) -> tuple[Observation, ...]:
    """Observations of the agency on the conducts, none later than the valuation date."""
    noted = (
        item
        for item in evidence.place.observations
        if item.agency == agency.id and item.conduct in conducts and item.on_date <= evidence.place.as_of
    )
    return (*noted, *_agreements(agency, conducts, evidence))


def find_stale(observations: Iterable[Observation], as_of: str) -> tuple[str, ...]:
    """A caution for each observation of an earlier year than ``as_of``."""
    return tuple(
        f"{item.source} is of {item.seen_on}; whether it still held on {as_of} is not shown."
        for item in observations
        if item.seen_on[:4] < as_of[:4]
    )


def _agreements(agency: Agency, conducts: Sequence[str], evidence: Evidence) -> Iterator[Observation]:
    """A signed agreement of the agency in the folder is an observation on what it commits to, never a rule."""
    as_of = evidence.place.as_of
    for instrument in evidence.instruments:
        if not _is_signed(instrument, agency, as_of):
            continue
        for conduct, shows, told in _find_shown(instrument, agency, evidence):
            if conduct in conducts and not instrument.find_injunctions(conduct, as_of):
                yield Observation(
                    agency=agency.id,
                    conduct=conduct,
                    shows=shows,
                    source=instrument.title,
                    on_date=as_of if instrument.in_force_to else instrument.in_force_from,
                    citations=told.citations,
                )


def find_undated(agency: Agency, conducts: Sequence[str], evidence: Evidence) -> tuple[str, ...]:
    """A sentence for each agreement of the agency on the conducts of which nobody knows whether it was made."""
    as_of = evidence.place.as_of
    return tuple(
        _UNDATED.format(item.title)
        for item in evidence.instruments
        if item.is_undated_agreement and _is_of(item, agency) and (not item.in_force_to or item.in_force_to >= as_of)
        if any(conduct in conducts for conduct, _, _ in _find_shown(item, agency, evidence))
    )


def _find_shown(
    instrument: Instrument, agency: Agency, evidence: Evidence
) -> Iterator[tuple[str, str, Provision]]:
    """(conduct, what it shows, the provision that says so): of a 287(g) agreement what a sheet's row would show."""
    own = {item.conduct: item for item in evidence.provisions if item.instrument == instrument.id}
    if not instrument.agreement_model:
        shown = [(conduct, AGREEMENT_IN_FORCE) for conduct in own]
    else:
        shown = list(find_shown(instrument.agreement_model, agency, load_participant_rules()))
    for conduct, shows in shown:
        told = own.get(conduct) or own.get(load_participant_rules().conduct)
        if told is not None and _commits(told, evidence):
            yield conduct, shows, told


def _commits(provision: Provision, evidence: Evidence) -> bool:
    """Whether an agreement does the thing by itself: not where it is allowed only by some other agreement."""
    if not provision.citations or provision.rule in PROTECTIVE:
        return False
    elsewhere = {kind.id for kind in evidence.topic.exceptions if kind.by_agreement}
    return provision.rule is not Rule.PERMITS or not elsewhere & {item.kind for item in provision.exceptions}


def _is_signed(instrument: Instrument, agency: Agency, as_of: str) -> bool:
    return (
        instrument.status is Status.AGREEMENT
        and _is_of(instrument, agency)
        and "" < instrument.in_force_from <= as_of
        and (not instrument.in_force_to or instrument.in_force_to >= as_of)
    )


def _is_of(instrument: Instrument, agency: Agency) -> bool:
    return instrument.binding is Binding.BINDS and bool({agency.id, "all"} & set(instrument.binds))
