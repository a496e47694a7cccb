"""Who issued a text: body, level of government, place and state, read from the text's own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from pincite.model.document import Span
from pincite.model.law import Level
from pincite.packs.law import State, load_body_rules, load_states
from pincite.reading.zones import Sources, search_zone, zone_limits

_HEAD = 8000
_STATE_SAMPLE = 20_000
_MARK_WEIGHT, _ADDRESS_WEIGHT, _LARGEST_VOTE = 3, 2, 5
_ENOUGH = 2  # votes that a state or level needs, and times the votes of the next
_LOCAL = (Level.COUNTY, Level.CITY, Level.AGENCY)
_LOCAL_KINDS = frozenset(("ordinance", "resolution", "code", "charter", "contract", "executive-order", "bill"))
_CAPITAL = re.compile(r"Washington,? ?D\.? ?C\.?|Washington and Lee|George Washington")
_ADDRESS = re.compile(r"\b([A-Z]{2}) +\d{5}\b")
_PLACE = re.compile(
    r"\b(?i:city|village|town|township|borough) (?i:of) (?!(?i:the|this|a)\b)([A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})"
    r"|\b([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?) (?:County|COUNTY)\b"
)
_AGENCY_TAIL = re.compile(r"\s+(?:Police Department|Sheriff[’']?s (?:Office|Department)|Department of .*)$")
_NO_NAME = frozenset("the of and a an this that any each such by all in for said code if when no".split())


class Issuer(NamedTuple):
    """Who issued a text; what the text leaves open is "" or UNCLEAR."""

    body: str = ""
    level: Level = Level.UNCLEAR
    state: str = ""
    place: str = ""
    evidence: tuple[tuple[str, Span | None], ...] = ()


def read_issuer(sources: Sources, kind: str, *, level: str = "") -> Issuer:
    """Who issued a text of ``kind`` (an id of kinds.yaml). level: where the kind itself tells it."""
    if level == Level.FEDERAL:
        return Issuer("United States Congress", Level.FEDERAL)
    body, span = _find_body(sources, kind)
    known, known_state, known_level = _find_known_place(sources, body)
    state = known_state or find_state(sources)
    found_level = Level(level) if level else _read_level(sources, kind, body, known_level, state)
    place = (known or _find_place(sources, body)) if found_level in _LOCAL else ""
    if found_level not in (Level.STATE, *_LOCAL):
        place = ""
    evidence = (("issuing_body", span), ("level", span if body and not level else None))
    return Issuer(_name_body(body, found_level, state, place), found_level, state, place, evidence)
