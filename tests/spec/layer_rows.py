"""Reads the tables of ``layers/``: a row is some texts, a day and an agency, the rule that controls, and the fates."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import universe as u
from pincite.model.law import ControllingRule, Injunction, Instrument, Status
from pincite.resolving import close_versions
from pincite.topics.strict_yaml import parse_strict

LAYERS = Path(__file__).parent / "layers"
FIELDS = {"texts", "on", "agency", "conduct", "place", "controls", "others", "partly", "implied", "says", "caution"}
COURT = "the District Court"
SHERIFF_CAUTION = "Whether the county board's law binds an elected sheriff depends on the state; it is taken to here."
# What is said of a text in the derivation -> what became of it.
SET_ASIDE = {
    "is not yet in force": "not yet in force",
    "is no longer in force": "no longer in force",
    "is repealed or superseded": "repealed",
    "a bill or proposal never controls": "a bill",
    "is enjoined from": "enjoined",
    "federal text never controls": "federal",
    "an agreement shows practice": "an agreement",
}


class Told(NamedTuple):
    """One text of a row: what it says, and the instrument that says it."""

    law: str
    instrument: Instrument


@cache
def load_layers() -> tuple[dict[str, Any], ...]:
    """The tables in the order of the rules."""
    return tuple(parse_strict(path.read_text("utf-8"), path.name).value for path in sorted(LAYERS.glob("*.yaml")))


def tell_text(line: str, conduct: str) -> Told:
    """A text from one line of ``universe.law``, with further clauses on the life of its instrument:

    from DAY, to DAY, enjoined DAY [DAY] [only CONDUCT], repealed, bill, binding AGENCY, ... (as place.yaml says),
    after SOURCE (it is the next version of that text).
    """
    head, *clauses = (part.strip() for part in line.split(";"))
    fields: dict[str, Any] = {}
    kept = [clause for clause in clauses if not _take(clause, fields)]
    return Told("; ".join((head, *kept)), u.instrument(head.partition(": ")[0], **fields))


def _take(clause: str, fields: dict[str, Any]) -> bool:
    """Put a clause on the instrument into ``fields``; False where it is a clause on the provision."""
    word, _, rest = clause.partition(" ")
    made = {
        "from": lambda: {"in_force_from": rest},
        "to": lambda: {"in_force_to": rest},
        "repealed": lambda: {"status": Status.REPEALED},
        "bill": lambda: {"status": Status.BILL},
        "binding": lambda: {"binds": tuple(item.strip() for item in rest.split(","))},
        "read": lambda: {"cautions": (SHERIFF_CAUTION,)},
        "after": lambda: {"version_of": rest},
        "enjoined": lambda: {"enjoined": (_injunction(rest),)},
    }.get(word)
    fields.update(made() if made else {})
    return made is not None


def _injunction(text: str) -> Injunction:
    days, _, only = text.partition(" only ")
    first, _, last = days.partition(" ")
    return Injunction(from_date=first, to_date=last, by=COURT, conducts=(only,) if only else ("all",))


def resolve(row: dict[str, Any]) -> ControllingRule:
    """The rule that controls in the world of a row."""
    conduct = row.get("conduct", "hold")
    told = [tell_text(line, conduct) for line in row["texts"]]
    world = u.world(
        *(item.law for item in told),
        kind=row.get("place", "county"),
        conduct=conduct,
        changed=close_versions([item.instrument for item in told]),
        as_of=row.get("on", u.AS_OF),
    )
    return world.resolve(world.place.agency(row.get("agency", "sheriff")), conduct)


def tell_rule(rule: ControllingRule) -> str:
    """ "prohibits from ordinance", or "silent"."""
    return f"{rule.rule} from {rule.basis[0].instrument}" if rule.basis else str(rule.rule)


def find_fates(rule: ControllingRule, sources: list[str]) -> dict[str, str]:
    """What became of each text that does not control."""
    winner = rule.basis[0].instrument if rule.basis else ""
    return {source: _fate(rule, source) for source in sources if source != winner}


def _fate(rule: ControllingRule, source: str) -> str:
    for items, fate in ((rule.preempted, "pre-empted"), (rule.conflicts, "contradicts"), (rule.basis, "shown beside")):
        if source in {item.instrument for item in items}:
            return fate
    own = next((text for text in rule.derivation if text.startswith(f"the {source} (")), "")
    return next((fate for said, fate in SET_ASIDE.items() if said in own), "does not bind")


def all_rows() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row with the number of its rule."""
    for table in load_layers():
        yield from ((table["rule"], row) for row in table["rows"])
