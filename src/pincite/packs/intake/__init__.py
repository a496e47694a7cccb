"""Rules about how publishers lay out their pages: what on a page is law and what is printed beside it."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Annotated, TypeVar

import msgspec

from pincite.errors import PackError

_Rules = TypeVar("_Rules")


class HtmlSource(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How one publisher's pages are built; all selectors are CSS.

    match: present only on this publisher's pages. content: where the law is ("" for the page). drop: parts
    left out. keep: parts kept inside what is dropped. notes: parts that are not law. numbers: how list items
    are numbered, "parentheses" for (a), "stops" for a., "auto" to follow the text's own references.
    captions_reach: whether a caption like "History." makes everything up to the next heading a note.
    heading_level: the deepest heading that ends a note. example: an invented page that the match must hit.
    """

    name: str
    match: str
    example: str
    content: str = ""
    drop: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    numbers: str = "auto"
    captions_reach: bool = False
    heading_level: int = 3


class HtmlRules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that is known of saved web pages. drop: on every page. shells: words of pages that hold no law."""

    drop: tuple[str, ...]
    notes: tuple[str, ...]
    shells: tuple[str, ...]
    generic: HtmlSource
    sources: tuple[HtmlSource, ...]


class NoteRules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that begin what is printed beside the law: captions of notes, and lines of sources (patterns).

    full_text: headings before which a publisher prints only its own summary.
    """

    captions: tuple[str, ...]
    credits: tuple[str, ...]
    full_text: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


class PersonalKind(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One kind of mark that records of persons bear; words and pattern are met with lower-cased text.

    name: as a person reads it. fewest: how often the words must stand in a text for the pattern to be looked for.
    """

    name: str
    fewest: Annotated[int, msgspec.Meta(ge=1)]
    words: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    pattern: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


class PersonalRules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Marks of records of persons. enough: how many of one kind make a record. roster: name of the rows of a list."""

    enough: Annotated[int, msgspec.Meta(ge=1)]
    kinds: Annotated[tuple[PersonalKind, ...], msgspec.Meta(min_length=1)]
    roster: str


class OtherLanguage(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A language that is not read. small: its small words; telling: those of them that stand in no name.

    example: an invented sentence that is known by them.
    """

    name: str
    small: tuple[str, ...]
    telling: Annotated[tuple[str, ...], msgspec.Meta(min_length=5)]
    example: str


class LanguageRules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Small words of English and of languages that are not read; scripts: what people call their languages."""

    english: frozenset[str]
    others: Annotated[tuple[OtherLanguage, ...], msgspec.Meta(min_length=1)]
    scripts: dict[str, str]


@cache
def load_html_rules() -> HtmlRules:
    """The rules of ``html_sources.yaml``; raises PackError with the field at fault."""
    return _load("html_sources.yaml", HtmlRules)


@cache
def load_note_rules() -> NoteRules:
    """The rules of ``notes.yaml``; raises PackError with the field at fault."""
    return _load("notes.yaml", NoteRules)


@cache
def load_personal_rules() -> PersonalRules:
    """The rules of ``personal.yaml``; raises PackError with the field at fault."""
    return _load("personal.yaml", PersonalRules)


@cache
def load_language_rules() -> LanguageRules:
    """The words of ``languages.yaml``; raises PackError with the field at fault."""
    return _load("languages.yaml", LanguageRules)


@cache
def personal_patterns() -> dict[str, re.Pattern[str]]:
    """The pattern of each kind of mark, by the kind's name."""
    return {kind.name: re.compile(kind.pattern) for kind in load_personal_rules().kinds}


@cache
def note_caption_pattern() -> re.Pattern[str]:
    """Matches a line that begins with a note's caption; group "rest" is what follows it on the line."""
    words = "|".join(load_note_rules().captions)
    return re.compile(rf"\s*\[?(?:{words})(?:\s*[.:—–-]+(?P<rest>.*)|\s*\]?\s*)$", re.IGNORECASE | re.DOTALL)


@cache
def note_credit_pattern() -> re.Pattern[str]:
    """Matches a whole line that only says where the law comes from."""
    return re.compile("|".join(f"(?:{credit})" for credit in load_note_rules().credits))


@cache
def full_text_pattern() -> re.Pattern[str]:
    """Matches a heading before which a publisher prints only its own summary."""
    return re.compile("|".join(load_note_rules().full_text), re.IGNORECASE)


def _load(name: str, shape: type[_Rules]) -> _Rules:
    text = files(__package__).joinpath(name).read_text("utf-8")
    try:
        return msgspec.yaml.decode(text, type=shape)
    except msgspec.DecodeError as error:
        raise PackError(str(error), where=f"packs/intake/{name}", way_out="Mend the field that it names.") from None
