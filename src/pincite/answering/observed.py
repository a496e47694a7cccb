"""Observations of practice: what a person noted, and the agreements that the study itself holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pincite.answering.evidence import Evidence
from pincite.model.law import PROTECTIVE, Binding, Instrument, Provision, Rule, Status
from pincite.model.place import Agency, Observation

AGREEMENT_IN_FORCE = "agreement-in-force"


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
        f"{item.source} is of {item.on_date}; whether it still held on {as_of} is not shown."
        for item in observations
        if item.on_date[:4] < as_of[:4]
    )


def _agreements(agency: Agency, conducts: Sequence[str], evidence: Evidence) -> Iterator[Observation]:
    """A signed agreement in the folder is an observation on what it commits to, never a rule."""
    as_of = evidence.place.as_of
    for provision in evidence.provisions:
        instrument = evidence.instrument(provision.instrument)
        if provision.conduct not in conducts or not _commits(provision, evidence):
            continue
        if _is_signed(instrument, agency, as_of) and not instrument.find_injunctions(provision.conduct, as_of):
            yield Observation(
                agency=agency.id,
                conduct=provision.conduct,
                shows=AGREEMENT_IN_FORCE,
                source=instrument.title,
                on_date=_shown_on(instrument, as_of),
                citations=provision.citations,
            )


def _commits(provision: Provision, evidence: Evidence) -> bool:
    """Whether an agreement does the thing by itself: not where it is allowed only by some other agreement."""
    if not provision.citations or provision.rule in PROTECTIVE:
        return False
    elsewhere = {kind.id for kind in evidence.topic.exceptions if kind.by_agreement}
    return provision.rule is not Rule.PERMITS or not elsewhere & {item.kind for item in provision.exceptions}


def _is_signed(instrument: Instrument, agency: Agency, as_of: str) -> bool:
    return (
        instrument.status is Status.AGREEMENT
        and instrument.binding is Binding.BINDS
        and (agency.id in instrument.binds or "all" in instrument.binds)
        and (not instrument.in_force_from or instrument.in_force_from <= as_of)
        and (not instrument.in_force_to or instrument.in_force_to >= as_of)
    )


def _shown_on(instrument: Instrument, as_of: str) -> str:
    """The last day on which the agreement is shown to be in force: a stated end after ``as_of`` shows it for then."""
    return as_of if instrument.in_force_to else instrument.in_force_from or instrument.text_date or as_of
