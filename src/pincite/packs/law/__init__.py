"""What is known of legal texts in general: kinds, issuing bodies, dates, states, and what is no law."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec
import yaml

from pincite.errors import PackError

_Shape = TypeVar("_Shape")


class Pattern(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A regular expression with texts that it must and must not match. reason: what a match is, in words."""

    pattern: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...] = ()
    reason: str = ""


class NoteRules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What stands beside the law.

    captions: lines that begin a run of notes; paragraphs: whole ones; tails: ends of paragraphs; ambiguous:
    captions that may also be headings of a policy, so that their run ends at the next heading.
    """

    captions: Pattern
    paragraphs: tuple[Pattern, ...]
    tails: tuple[Pattern, ...]
    ambiguous: str


class KindRule(Pattern, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a kind of instrument is recognised.

    zone: "head" (``size`` code points) or "any" (head and tail). longer: least length of the text. unless: a
    pattern that must be absent. enacted: one that shows that the text became law. status and level: ids of
    ``model.law``, "" where the kind does not tell. needs_state_mark: it must be credited to a state's laws.
    """

    kind: str
    zone: str
    size: int
    status: str
    level: str = ""
    unless: str = ""
    enacted: str = ""
    longer: int = 0
    needs_state_mark: bool = False


class NameRule(Pattern, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a word in a file's name tells: a status and, where not "", a kind."""

    kind: str
    status: str


class StatusRule(Pattern, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that settle the status of a text whatever its kind."""

    status: str
    zone: str
    size: int


class KindRules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All rules on kinds, the first that matches decides; names and statuses settle what they leave open."""

    kinds: tuple[KindRule, ...]
    names: tuple[NameRule, ...]
    statuses: tuple[StatusRule, ...]


class BodyRule(Pattern, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where an instrument of one of these kinds names its issuing body; group "body".

    repeated: the body is the one that the text names most often.
    """

    kinds: tuple[str, ...]
    repeated: bool = False


class LevelRule(Pattern, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that tell a level of government."""

    level: str


class PlaceRule(Pattern, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A printed place with the name that people use, its state and level."""

    name: str
    state: str
    level: str


class HeadPlace(Pattern, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A form of a place's printed name, its level, and with {name} and {other} the name that people use."""

    level: str
    place: str


class HeadAgency(Pattern, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A form of an agency's printed name; name: its usual one, with {place}."""

    name: str


class HeadRules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a local text names its government at its head.

    name: a proper name; stops: words that are none; bodies and short: governing bodies in full and by their letters;
    closes: what may follow a place in its line; adopted and ordains: the words before and after a body that enacts.
    """

    name: str
    stops: str
    bodies: str
    short: str
    closes: str
    adopted: str
    ordains: str
    places: tuple[HeadPlace, ...]
    agencies: tuple[HeadAgency, ...]


class BodyRules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All rules on issuing bodies, levels and places, and on heads that name a government."""

    bodies: tuple[BodyRule, ...]
    levels: tuple[LevelRule, ...]
    places: tuple[PlaceRule, ...]
    heads: HeadRules


class DateRules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where texts state dates, by what the date is; {date} stands for a date, {words} for a number."""

    effective: tuple[Pattern, ...]
    codified: tuple[Pattern, ...]
    relative: tuple[Pattern, ...]
    immediate: tuple[Pattern, ...]
    adopted: tuple[Pattern, ...]
    sunset: tuple[Pattern, ...]
    lasting: tuple[Pattern, ...]
    issued: tuple[Pattern, ...]
    text: tuple[Pattern, ...]
    signed: tuple[Pattern, ...]
    supersedes: tuple[Pattern, ...]


class State(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A state or D.C.: USPS code, name, law-making body, pattern of how its laws are cited or credited."""

    code: str
    name: str
    legislature: str
    marks: str


class _States(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    states: tuple[State, ...]


@cache
def load_note_rules() -> NoteRules:
    """The rules of ``notes.yaml``; raises PackError with the field at fault."""
    return _load("notes.yaml", NoteRules)


@cache
def load_kind_rules() -> KindRules:
    """The rules of ``kinds.yaml``; raises PackError with the field at fault."""
    return _load("kinds.yaml", KindRules)


@cache
def load_body_rules() -> BodyRules:
    """The rules of ``bodies.yaml``; raises PackError with the field at fault."""
    return _load("bodies.yaml", BodyRules)


@cache
def load_date_rules() -> DateRules:
    """The rules of ``dates.yaml``; raises PackError with the field at fault."""
    return _load("dates.yaml", DateRules)


@cache
def load_states() -> tuple[State, ...]:
    """The rows of ``states.yaml``; raises PackError with the field at fault."""
    return _load("states.yaml", _States).states


def _load(name: str, shape: type[_Shape]) -> _Shape:
    """Read one file of this folder into its shape."""
    text = files(__package__).joinpath(name).read_text("utf-8")
    try:
        return msgspec.convert(yaml.load(text, Loader=yaml.CSafeLoader), shape)
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        where, way_out = f"packs/law/{name}", "Mend the line or field that it names."
        raise PackError(str(error), where=where, way_out=way_out) from None
