"""Everything that answering rests on, gathered as one value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pincite.model.framework import StateFramework
from pincite.model.law import ControllingRule, Instrument, Provision
from pincite.model.lever import LeverKind
from pincite.model.place import Agency, Place
from pincite.model.rubric import Rubric
from pincite.model.search import SearchRecord
from pincite.model.topic import Topic

# (agency, conduct) -> the rule that controls. Resolving is handed in, so that answering need not know it.
Resolve = Callable[[Agency, str], ControllingRule]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A place with its instruments, provisions and search records, and the rubric that asks.

    resolve: gives the controlling rule of an agency on a conduct. controls: ids of the instruments that may decide.
    decides_from: least probability of a machine's draft on which a Y or N may rest. reports: what is reported of
    state law whose text is not among the documents. lever_kinds: facts on who could change what.
    """

    topic: Topic
    rubric: Rubric
    place: Place
    instruments: tuple[Instrument, ...]
    provisions: tuple[Provision, ...]
    searches: tuple[SearchRecord, ...]
    resolve: Resolve
    controls: frozenset[str]
    decides_from: float = 0.0
    lever_kinds: tuple[LeverKind, ...] = ()
    reports: tuple[StateFramework, ...] = ()

    def instrument(self, instrument_id: str) -> Instrument:
        """The instrument of that id; raises KeyError."""
        for item in self.instruments:
            if item.id == instrument_id:
                return item
        raise KeyError(instrument_id)
