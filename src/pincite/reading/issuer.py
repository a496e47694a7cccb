"""Who issued a text: body, level of government, place and state, read from the text's own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from pincite.model.document import Span
from pincite.model.law import Level
from pincite.packs.law import State, load_body_rules, load_states
from pincite.reading.mastheads import Masthead, read_masthead
from pincite.reading.zones import Sources, search_zone, zone_limits

_HEAD = 8000
_STATE_SAMPLE = 12_000
_MARK_WEIGHT, _ADDRESS_WEIGHT, _LARGEST_VOTE = 3, 2, 5
_ENOUGH = 2  # votes that a state or level needs, and times the votes of the next
_MUCH, _MUCH_RATIO = 10, 1.5  # votes from which a smaller lead is enough
_CLEARLY = 3  # times the words of the next level that a level needs
_RAW_SAMPLE = 5000
_BARE_BODY = 4  # words of a body that is named without its place, "Board of County Commissioners"
_LOCAL = (Level.COUNTY, Level.CITY, Level.AGENCY)
_LOCAL_KINDS = frozenset(("ordinance", "resolution", "code", "charter", "contract", "executive-order", "bill"))
_POLICIES = ("departmental-policy", "manual")
_CAPITAL = re.compile(r"Washington,? ?D\.? ?C\.?|Washington and Lee|George Washington")
_ADDRESS = re.compile(r"\b([A-Z]{2}) +\d{5}\b")
_PLACE = re.compile(
    r"\b(?i:city|village|town|township|borough) (?i:of) (?!(?i:the|this|a)\b)"
    r"([A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})"
    r"|\b([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?) (?:County|COUNTY)\b"
)
_AGENCY_TAIL = re.compile(r"\s+(?:Police(?: Department)?|Sheriff[’']?s (?:Office|Department)|Department of .*)$")
_SCHOOL = re.compile(r"\b(?:University|College|School)\b")
_LEGISLATURE = r"(?i)general assembly|legislature|council of the district"
_NOT_NAMES = "the of and a an this that any each such by all in for said code if when no board commission council"
_NO_NAME = frozenset(_NOT_NAMES.split(" "))


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
    known = _find_known_place(sources, body)
    state = known.state or find_state(sources)
    found = Level(level) if level else _read_level(sources, kind, body, known.level, state)
    head = Masthead() if known.name or found is Level.STATE else _read_head(sources, kind, body)
    state = state or head.state
    if head.level in (Level.CITY, Level.COUNTY) and not level:
        found = head.level
    if head.body and head.level is not Level.UNCLEAR and not _names_place(body, head.place):
        body, span = head.body, head.span
    state_name = next((row.name for row in load_states() if row.code == state), "")
    told = _without_state(head.place, state_name)
    place = (known.name or told or _find_place(sources, body, state_name)) if found in _LOCAL else ""
    evidence = (("issuing_body", span), ("level", None if level else head.span or span))
    return Issuer(_name_body(body, found, state, place), found, state, place, evidence)


def _read_head(sources: Sources, kind: str, body: str) -> Masthead:
    """The government at the head of a local law, or of an agency's policy whose ``body`` is not known."""
    if kind in _LOCAL_KINDS and kind not in ("bill", "contract"):
        return read_masthead(sources)
    return read_masthead(sources, agency=True) if kind in _POLICIES and not body else Masthead()


def _names_place(body: str, place: str) -> bool:
    return bool(body) and place.split(" ")[0].lower() in body.lower()


class _Known(NamedTuple):
    """A place of bodies.yaml that a text speaks of."""

    name: str = ""
    state: str = ""
    level: str = ""


def _find_known_place(sources: Sources, body: str) -> _Known:
    """A place whose printed name differs from the usual one, where body or head or tail names it."""
    for place in load_body_rules().places:
        pattern = re.compile(place.pattern)
        if pattern.search(body) or search_zone(pattern, sources, size=_HEAD):
            return _Known(place.name, place.state, place.level)
    return _Known()


def _find_body(sources: Sources, kind: str) -> tuple[str, Span | None]:
    """The issuing body as printed, and where."""
    for rule in load_body_rules().bodies:
        if kind not in rule.kinds:
            continue
        pattern = re.compile(rule.pattern)
        if rule.repeated:
            body = _most_named(pattern, sources)
            pattern = re.compile(re.escape(body)) if body else pattern
        found = search_zone(pattern, sources, size=_HEAD)
        if found:
            body = body if rule.repeated else found.match["body"]
            return " ".join(body.split()), found.span
    return "", None


def _most_named(pattern: re.Pattern[str], sources: Sources) -> str:
    """The body that head and tail name most often, without the words that only begin a sentence."""
    votes: Counter[str] = Counter()
    for words in (sources.text, sources.raw):
        for start, stop in zone_limits(len(words), "any", _HEAD):
            votes.update(_trim(match["body"]) for match in pattern.finditer(words, start, stop))
    named = [(count, len(body), body) for body, count in votes.items() if body]
    return max(named)[2] if named else ""


def _trim(body: str) -> str:
    """A captured name without leading words that are no part of it; "" where nothing is left of the name."""
    words = body.split(" ")
    while words and words[0].lower() in _NO_NAME:
        words = words[1:]
    return " ".join(words) if len(words) > 2 else ""


# level


def _read_level(sources: Sources, kind: str, body: str, known: str, state: str) -> Level:
    """Level of government: from the body, from a known place, else from the words of head and tail."""
    spaced = "".join(body.split()).upper()
    if spaced in ("INASSEMBLY", "INSENATE"):
        return Level.STATE
    for rule in load_body_rules().levels:
        if re.search(rule.pattern, body):
            return Level(rule.level)
    if known and kind in _LOCAL_KINDS:
        return Level(known)
    return _count_levels(sources, kind, state) if kind in _LOCAL_KINDS else Level.UNCLEAR


def _count_levels(sources: Sources, kind: str, state: str) -> Level:
    """The level whose words clearly prevail in head and tail."""
    votes: Counter[str] = Counter()
    for rule in load_body_rules().levels:
        for start, stop in zone_limits(len(sources.text), "any", _HEAD):
            votes[rule.level] += len(re.findall(rule.pattern, sources.text[start:stop]))
    (first, count), (_, second) = votes.most_common(2)
    if count <= _ENOUGH or count < _CLEARLY * second:
        return Level.UNCLEAR
    return Level.UNCLEAR if first == Level.STATE and (kind != "bill" or not state) else Level(first)


# state and place


@lru_cache(maxsize=2)
def find_state(sources: Sources) -> str:
    """USPS code of the state whose name, addresses and ways of citing prevail; "" where none clearly does."""
    sample = _CAPITAL.sub(" ", " ".join(_samples(sources)))
    votes: Counter[str] = Counter()
    codes = _codes()
    votes.update(codes[name.lower()] for name in _state_names().findall(sample))
    for match in _ADDRESS.finditer(sample):
        if match[1] in codes.values():
            votes[match[1]] += _ADDRESS_WEIGHT
    for code in votes:
        votes[code] = min(votes[code], _LARGEST_VOTE)
    for state in load_states():
        votes[state.code] += _MARK_WEIGHT * min(_LARGEST_VOTE, len(_marks(state).findall(sample)))
    (first, count), (_, second) = votes.most_common(2)
    if count >= _ENOUGH and count >= (_MUCH_RATIO if count >= _MUCH else _ENOUGH) * second:
        return first
    return _state_of_name(sources.name) if count < _ENOUGH else ""


def is_credited_to_state(sources: Sources) -> bool:
    """Whether a paragraph credits the text to its state's laws, or its number is one of that state's code.

    A mere citation inside a sentence is not enough: local law cites state law too.
    """
    code = find_state(sources)
    row = next((state for state in load_states() if state.code == code), None)
    return row is not None and any(_credit(row).search(words) for words in _samples(sources))


def _samples(sources: Sources) -> list[str]:
    """Head and tail of the reading text, and the head of the raw text for its running heads."""
    limits = zone_limits(len(sources.text), "any", _STATE_SAMPLE)
    return [sources.text[start:stop] for start, stop in limits] + [sources.raw[:_RAW_SAMPLE]]


def _state_of_name(name: str) -> str:
    """The state of a file name such as "ga-35-1-17.html": a postal code before a section number."""
    match = re.match(r"([A-Za-z]{2})-\d", name)
    code = match[1].upper() if match else ""
    return code if code in _codes().values() else ""


@cache
def _codes() -> Mapping[str, str]:
    return {state.name.lower(): state.code for state in load_states()}


@cache
def _state_names() -> re.Pattern[str]:
    names = sorted((state.name for state in load_states()), key=len, reverse=True)
    return re.compile(r"\b(" + "|".join((*names, *(name.upper() for name in names))) + r")\b")


@cache
def _marks(state: State) -> re.Pattern[str]:
    return re.compile(state.marks)


@cache
def _credit(state: State) -> re.Pattern[str]:
    caption = r"(?:History|HISTORY|Sources?|SOURCE|Credits?|CREDIT)\b[^\n]*?"
    opening = rf"(?:{caption}|(?:Added|Amended|Enacted)\b[^\n]{{0,60}}?)?"
    sentence = r"(?![^\n]*\b(?:shall|may|must|is|are|requires?|governs?|applies|provides?|allows?|permits?)\b)"
    return re.compile(rf"(?m)^(?:[ \t\\#\[(]|Sec\.)*{opening}(?:{state.marks}){sentence}")


def _find_place(sources: Sources, body: str, state: str) -> str:
    """The place that body, head and tail name most, as people call it. state: the state's name or ""."""
    named = _AGENCY_TAIL.sub("", body)
    own = _place_names(named, state) or ([named] if named != body else [])
    if own:
        return "" if _SCHOOL.search(own[0]) else own[0]
    votes: Counter[str] = Counter()
    for start, stop in zone_limits(len(sources.text), "any", _HEAD):
        votes.update(_place_names(sources.text[start:stop], state))
    ranked = votes.most_common(2)
    if not ranked or ranked[0][1] < _ENOUGH or (len(ranked) > 1 and ranked[0][1] < _ENOUGH * ranked[1][1]):
        return ""
    return ranked[0][0]


def _place_names(words: str, state: str) -> list[str]:
    """Names of municipalities ("Lamp") and counties ("Lamp County") in ``words``. state: its name or ""."""
    names: list[str] = []
    for match in _PLACE.finditer(words):
        name = match[1] or match[2]
        kept = [word for word in _without_state(name, state).split() if word.lower() not in _NO_NAME]
        if kept:
            plain = " ".join(word.capitalize() if word.isupper() else word for word in kept)
            names.append(plain if match[1] else f"{plain} County")
    return names


def _without_state(name: str, state: str) -> str:
    """ "Lamp Minnesota" is Lamp in Minnesota. state: the state's name or ""."""
    return name[: -len(state)].strip() if state and name.lower().endswith(f" {state.lower()}") else name


def _name_body(body: str, level: Level, state: str, place: str) -> str:
    """The body's name as people give it: the legislature of a state, "Lamp County Board of Commissioners"."""
    row = next((row for row in load_states() if row.code == state), None)
    spaced = "".join(body.split()).upper()
    if spaced in ("INASSEMBLY", "INSENATE"):
        return f"{row.name} State {spaced[2:].capitalize()}" if row else ""
    if level is Level.STATE and row and (not body or re.match(_LEGISLATURE, body)):
        return row.legislature
    office = re.match(r"(?i)office of the (mayor|governor|county executive)$", body)
    if office:
        return f"{office[1].title()} of {place}" if place else body.title()
    if body and place and len(body.split()) <= _BARE_BODY and place.split()[0].lower() not in body.lower():
        return f"{place} {_in_small(body)}"
    return _in_small(body) if body.isupper() else body


def _in_small(body: str) -> str:
    """A body's name with capitals only where words begin."""
    return re.sub(r"\b(Of|The|And|For)\b", lambda match: match[1].lower(), body.title())
