"""What binds one agency on a date: the provisions that may decide, each with its place among the layers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pincite.model.law import PROTECTIVE, Instrument, Level, Provision, Rule
from pincite.model.place import Agency
from pincite.model.topic import Topic
from pincite.resolving.force import can_control

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
    """Everything that binds one agency on one date, whatever the conduct."""

    agency: Agency
    topic: Topic
    as_of: str
    bound: tuple[Candidate, ...]

    def on(self, conducts: Iterable[str]) -> list[Candidate]:
        """The candidates that speak on one of ``conducts``."""
        wanted = set(conducts)
        return [item for item in self.bound if item.provision.conduct in wanted]


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
    found = []
    for provision in provisions:
        instrument = instruments.get(provision.instrument)
        if provision.rule is Rule.SILENT or instrument is None or not can_control(instrument, as_of):
            continue
        if _reaches(agency, provision, instrument, roles):
            found.append(_candidate(agency, provision, instrument, topic))
    return Hearing(agency=agency, topic=topic, as_of=as_of, bound=tuple(found))


def _roles(agency: Agency, topic: Topic) -> set[str]:
    keeps = agency.keeps_jail or agency.lock_up == "yes"
    return {*topic.roles_of(agency.kind), EVERY_LOCAL_AGENCY, *(("jail",) if keeps else ())}


def _reaches(agency: Agency, provision: Provision, instrument: Instrument, roles: set[str]) -> bool:
    if agency.id in instrument.own_of:
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
