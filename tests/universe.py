"""One small invented world for the tests: Orchard County in the fictional state of Meridia (XM), on June 1, 2025.

    Meridia (state)            statute, constitution, governor's order
    └── Orchard County         charter, ordinance, executive order, resolution, agreement
        ├── sheriff            Orchard County Sheriff, who keeps the jail: policy
        ├── board              Board of County Commissioners, which makes contracts
        └── prosecutor         District Attorney: prosecutor's policy
    Larkspur Falls (city)      its police keep a lock-up: police policy; the county's jail takes its people: jail policy

A text is told in one line, "SOURCE: RULE CONDUCT; in part; except WAY-OUT, ...", see ``law``. Every citation is of
invented words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pincite.answering import Evidence, assess_place
from pincite.model.answer import Answer, Assessment
from pincite.model.law import (
    Binding,
    Citation,
    ControllingRule,
    Instrument,
    LegalException,
    Level,
    Provision,
    Rule,
    Scope,
    Status,
)
from pincite.model.place import Agency, AttestedSearch, Observation, Place
from pincite.model.search import SearchRecord
from pincite.resolving import can_control, resolve_agency
from pincite.workflow.pack import load_pack

AS_OF = "2025-06-01"
TOPIC = load_pack().topic
RUBRIC = load_pack().rubric()
DESCRIPTIVE = load_pack().rubric("what-the-law-says")
SHA = "0" * 64

SHERIFF = Agency(id="sheriff", name="Orchard County Sheriff", kind="sheriff", keeps_jail=True)
BOARD = Agency(id="board", name="Orchard County Board of Commissioners", kind="contracting-body")
PROSECUTOR = Agency(id="prosecutor", name="District Attorney of Orchard County", kind="prosecutor")
JAIL = Agency(id="jail", name="Orchard County Jail", kind="jail")
POLICE = Agency(id="police", name="Larkspur Falls Police Department", kind="police", lock_up="yes")
COUNCIL = Agency(id="council", name="Larkspur Falls City Council", kind="contracting-body")
PLACES = {"county": (SHERIFF, BOARD, PROSECUTOR), "city": (JAIL, POLICE, COUNCIL, PROSECUTOR)}

_OF_STATE = {"level": Level.STATE, "issuer": "Meridia Legislature"}
_OF_COUNTY = {"level": Level.COUNTY, "issuer": "Orchard County"}
_SOURCES: dict[str, dict[str, Any]] = {
    "constitution": {**_OF_STATE, "kind": "constitution"},
    "statute": {**_OF_STATE, "kind": "statute"},
    "second statute": {**_OF_STATE, "kind": "statute"},
    "governor's order": {**_OF_STATE, "kind": "executive-order"},
    "charter": {**_OF_COUNTY, "kind": "charter"},
    "ordinance": {**_OF_COUNTY, "kind": "ordinance"},
    "second ordinance": {**_OF_COUNTY, "kind": "ordinance"},
    "executive order": {**_OF_COUNTY, "kind": "executive-order"},
    "resolution": {**_OF_COUNTY, "kind": "resolution"},
    "court order": {**_OF_COUNTY, "kind": "court-order"},
    "agreement": {**_OF_COUNTY, "kind": "contract", "status": Status.AGREEMENT, "in_force_from": "2025-01-15"},
    "undated agreement": {**_OF_COUNTY, "kind": "contract", "status": Status.AGREEMENT},
    "policy": {"own": "sheriff"},
    "second policy": {"own": "sheriff"},
    "jail policy": {"own": "jail"},
    "police policy": {"own": "police"},
    "prosecutor's policy": {"own": "prosecutor"},
    "bill": {**_OF_STATE, "kind": "statute", "status": Status.BILL},
    "federal statute": {"level": Level.FEDERAL, "kind": "federal-statute", "issuer": "Congress", "binds": ()},
    "other county's ordinance": {**_OF_COUNTY, "kind": "ordinance", "issuer": "Tamarack County", "binds": ()},
}


def citation(document: str = "ordinance", quote: str = "No agency shall do so.", start: int = 0) -> Citation:
    """A citation of invented words."""
    return Citation(document=document, sha256=SHA, quote=quote, start=start, end=start + len(quote), page=1)


def instrument(source: str, **fields: Any) -> Instrument:
    """The instrument of that name, binding every agency of the place unless it says otherwise."""
    shape = dict(_SOURCES[source])
    own = shape.pop("own", "")
    if own:
        shape |= {
            "level": Level.AGENCY,
            "kind": "departmental-policy",
            "issuer": own,
            "binds": (own,),
            "own_of": (own,),
        }
    shape = {"binds": ("all",), "status": Status.IN_FORCE, **shape, **fields}
    shape.setdefault("binding", Binding.BINDS if shape["binds"] else Binding.DOES_NOT)
    return Instrument(id=source, title=f"the {source}", document=source, **shape)


def provision(source: str, conduct: str, rule: str | Rule, **fields: Any) -> Provision:
    """What ``source`` says on ``conduct``; silence has no citation."""
    spoken = Rule(rule) is not Rule.SILENT
    fields.setdefault("citations", (citation(source),) if spoken else ())
    return Provision(instrument=source, conduct=conduct, rule=Rule(rule), **fields)


def law(line: str, *, conduct: str = "hold") -> Provision:
    """A provision from one line: "SOURCE: RULE [CONDUCT]" and then, each after a semicolon and in any order,
    "in part", "except A, B" (each suffices alone), "together A, B" (only with one another), "until DAY A" (a way out
    that closes), "showing LIMB, LIMB", "binds ROLE, ROLE".
    """
    head, *rest = (part.strip() for part in line.split(";"))
    source, _, says = head.partition(": ")
    rule, *named = says.split()
    fields: dict[str, Any] = {"exceptions": []}
    for part in rest:
        word, _, listed = part.partition(" ")
        _CLAUSES[word](fields, listed)
    fields["exceptions"] = tuple(fields["exceptions"])
    return provision(source, named[0] if named else conduct, rule, **fields)


def _except(fields: dict[str, Any], listed: str, *, alone: bool = True) -> None:
    fields["exceptions"] += [LegalException(kind=kind, alone=alone) for kind in _listed(listed)]


def _until(fields: dict[str, Any], listed: str) -> None:
    day, kind = listed.split()
    fields["exceptions"].append(LegalException(kind=kind, alone=True, sunset_date=day))


def _listed(text: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in text.split(","))


_CLAUSES: dict[str, Callable[[dict[str, Any], str], None]] = {
    "in": lambda fields, _: fields.update(scope=Scope.PART, scope_words="night visits"),
    "except": _except,
    "together": lambda fields, listed: _except(fields, listed, alone=False),
    "until": _until,
    "showing": lambda fields, listed: fields.update(features=_listed(listed)),
    "binds": lambda fields, listed: fields.update(bound=_listed(listed)),
}


def observation(agency: str, conduct: str, shows: str, on_date: str = "2025-03-01") -> Observation:
    """A sourced fact on practice."""
    return Observation(agency=agency, conduct=conduct, shows=shows, source="a letter", on_date=on_date)


def attested(*kinds: str, agency: str = "", level: str = "") -> tuple[AttestedSearch, ...]:
    """A person's word that these kinds of sources were looked at; "all" stands for every kind."""
    named = [item.id for item in TOPIC.source_kinds] if kinds == ("all",) else kinds
    return tuple(AttestedSearch(kind=k, by="A. Reader", on_date=AS_OF, agency=agency, level=level) for k in named)


def search_record(document: str, **fields: Any) -> SearchRecord:
    """The record of one document that was read through."""
    shape = {"words": 900, "pages": 3, "pages_without_text": (), "sections": 9, "gated": 2, "reader": "test"}
    return SearchRecord(document=document, topic=TOPIC.id, topic_version=TOPIC.version, **{**shape, **fields})


def make_place(kind: str = "county", **fields: Any) -> Place:
    """Orchard County or Larkspur Falls."""
    name = {"county": "Orchard County", "city": "Larkspur Falls"}[kind]
    return Place(**{"name": name, "state": "XM", "kind": kind, "as_of": AS_OF, "agencies": PLACES[kind], **fields})


@dataclass(frozen=True, kw_only=True)
class World:
    """A place with the texts that speak there. changed: instruments other than as named in ``_SOURCES``."""

    place: Place
    provisions: tuple[Provision, ...] = ()
    changed: tuple[Instrument, ...] = ()
    searches: tuple[SearchRecord, ...] = ()

    @property
    def instruments(self) -> dict[str, Instrument]:
        """Every instrument that speaks or was given, by id."""
        named = {
            item.instrument: instrument(item.instrument) for item in self.provisions if item.instrument in _SOURCES
        }
        return named | {item.id: item for item in self.changed}

    def resolve(self, agency: Agency, conduct: str) -> ControllingRule:
        """The rule that controls the agency."""
        return resolve_agency(
            agency,
            conduct,
            provisions=self.provisions,
            instruments=self.instruments,
            topic=TOPIC,
            as_of=self.place.as_of,
        )

    def evidence(self, rubric: Any = RUBRIC) -> Evidence:
        """Everything that answering rests on."""
        known = self.instruments
        return Evidence(
            topic=TOPIC,
            rubric=rubric,
            place=self.place,
            instruments=tuple(known.values()),
            provisions=self.provisions,
            searches=self.searches,
            resolve=self.resolve,
            controls=frozenset(key for key, item in known.items() if can_control(item, self.place.as_of)),
        )

    def assess(self, rubric: Any = RUBRIC) -> Assessment:
        """The whole rubric answered."""
        return assess_place(self.evidence(rubric))

    def ask(self, question: str) -> Answer:
        """The answer to one question or element."""
        return get_answer(self.assess(), question)


def world(
    *lines: str, kind: str = "county", conduct: str = "hold", changed: Iterable[Instrument] = (), **fields: Any
) -> World:
    """The world in which these lines of law speak; further fields are those of the place."""
    spoken = tuple(law(line, conduct=conduct) for line in lines)
    return World(place=make_place(kind, **fields), provisions=spoken, changed=tuple(changed))


def with_provisions(given: World, provisions: Sequence[Provision]) -> World:
    """The same world with other provisions."""
    return replace(given, provisions=tuple(provisions))


def get_answer(assessment: Assessment, question: str) -> Answer:
    """Exactly one answer of an assessment."""
    found = [item for item in (*assessment.answers, *assessment.elements) if item.question == question]
    (answer,) = found
    return answer
