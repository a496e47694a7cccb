"""What binds one agency on a date: the provisions that may decide, each with its place among the layers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pincite.model.law import PROTECTIVE, Binding, Force, Instrument, Level, Provision, Rule, Status
from pincite.model.place import Agency
from pincite.model.topic import Topic
from pincite.resolving.force import can_control, judge_force

EVERY_LOCAL_AGENCY = "all-local-agencies"
_LOWEST_RANK = 99


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A provision that binds the agency. rank: durability of its kind of source. own: the agency's own policy."""

    provision: Provision
    instrument: Instrument
    rank: int
    own: bool

    @property
    def layer(self) -> tuple[int, int]:
        """Where it stands: state law first, then local law, then departments; within each by rank."""
        return ({Level.STATE: 0, Level.AGENCY: 2}.get(self.instrument.level, 1), self.rank)

    @property
    def is_state(self) -> bool:
        """Whether the state issued it."""
        return self.instrument.level is Level.STATE

    @property
    def is_protective(self) -> bool:
        """Whether it prohibits or limits the conduct."""
        return self.provision.rule in PROTECTIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """Everything that binds one agency on one date, whatever the conduct.

    set_aside: what would bind it but for the date, a court, or what it is: a bill, an agreement, federal text.
    """

    agency: Agency
    topic: Topic
    as_of: str
    bound: tuple[Candidate, ...]
    set_aside: tuple[Candidate, ...] = ()

    def on(self, conducts: Iterable[str]) -> list[Candidate]:
        """The candidates that speak on one of ``conducts``."""
        wanted = set(conducts)
        return [item for item in self.bound if item.provision.conduct in wanted]

    def aside_on(self, conducts: Iterable[str]) -> list[Candidate]:
        """What is set aside on ``conducts``, always in the same order."""
        wanted = set(conducts)
        found = (item for item in self.set_aside if item.provision.conduct in wanted)
        return sorted(found, key=lambda item: (item.layer, item.provision.id))


def open_hearing(
    agency: Agency,
    provisions: Sequence[Provision],
    *,
    instruments: Mapping[str, Instrument],
    topic: Topic,
    as_of: str,
) -> Hearing:
    """Gather the provisions that are law on ``as_of``, speak, and bind ``agency``."""
    roles = _roles(agency, topic)
    found: list[Candidate] = []
    aside: list[Candidate] = []
    for provision in provisions:
        instrument = instruments.get(provision.instrument)
        if provision.rule is Rule.SILENT or instrument is None:
            continue
        if _reaches(agency, provision, instrument, roles):
            counts = can_control(instrument, as_of, conduct=provision.conduct)
            if counts or _is_told(instrument, as_of, provision.conduct):
                (found if counts else aside).append(_candidate(agency, provision, instrument, topic))
    return Hearing(agency=agency, topic=topic, as_of=as_of, bound=tuple(found), set_aside=tuple(aside))


def _is_told(instrument: Instrument, as_of: str, conduct: str) -> bool:
    """Whether a text that does not count is told of: it is of this place and something keeps it from counting."""
    if instrument.level is Level.FEDERAL or instrument.status is Status.AGREEMENT:
        return True
    if instrument.level is Level.UNCLEAR or instrument.binding is not Binding.BINDS:
        return False
    return judge_force(instrument, as_of, conduct=conduct) is not Force.IN_FORCE


def _roles(agency: Agency, topic: Topic) -> set[str]:
    keeps = agency.keeps_jail or agency.lock_up == "yes"
    return {*topic.roles_of(agency.kind), EVERY_LOCAL_AGENCY, *(("jail",) if keeps else ())}


def _reaches(agency: Agency, provision: Provision, instrument: Instrument, roles: set[str]) -> bool:
    if agency.id in instrument.own_of or instrument.level is Level.FEDERAL:
        return True
    if agency.id not in instrument.binds and "all" not in instrument.binds:
        return False
    return not provision.bound or bool(roles & set(provision.bound))


def _candidate(agency: Agency, provision: Provision, instrument: Instrument, topic: Topic) -> Candidate:
    kind = topic.source_kind(instrument.kind)
    return Candidate(
        provision=provision,
        instrument=instrument,
        rank=kind.rank if kind else _LOWEST_RANK,
        own=agency.id in instrument.own_of,
    )
