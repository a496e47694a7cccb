"""Who is bound: the roles that the subjects of a rule name, by themselves, by definition or by who issued it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pincite.reading.candidates import Candidate
from pincite.reading.compiled import CompiledGrammar
from pincite.reading.definitions import Definition
from pincite.reading.outline import Outline
from pincite.reading.wording import lower_case

_OPENING = 1500
_MEANING = 500
_SUBJECT = 160
_SHARE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearers:
    """Who a document binds where a rule names nobody: its issuer or parties, and whom most of its rules name."""

    issuer: frozenset[str]
    common: frozenset[str]
    bargain: bool


def find_bearers(everything: Sequence[Candidate], outline: Outline, compiled: CompiledGrammar) -> Bearers:
    """The bearers of a document, from its opening and from all that was found in it."""
    named = Counter(role for item in everything for role in _roles_in(_spoken_of(item), compiled))
    opening = lower_case(outline.law[:_OPENING])
    least = max(2.0, len(everything) / _SHARE)
    return Bearers(
        issuer=frozenset(_roles_in(compiled.not_issuers.sub(" ", opening), compiled) - compiled.wide),
        common=frozenset(role for role, count in named.items() if count >= least),
        bargain=outline.bargain,
    )


def find_bound(
    grounds: Sequence[Candidate], definitions: Sequence[Definition], bearers: Bearers, compiled: CompiledGrammar
) -> tuple[str, ...]:
    """Role ids in the order of the grammar; empty where the text names nobody that it knows."""
    subjects = " / ".join(_spoken_of(item) for item in grounds)
    named = _roles_in(subjects, compiled) | _roles_in(_meanings(subjects, definitions), compiled)
    if bearers.bargain:
        named = set(bearers.issuer) or named
    named = named or set(bearers.common) or set(bearers.issuer)
    return tuple(role for role, _ in compiled.bearers if role in named)


def _spoken_of(item: Candidate) -> str:
    """The subject's last words: those of the noun phrase, not of what stands before it."""
    return lower_case(item.subject[-_SUBJECT:])


def _roles_in(text: str, compiled: CompiledGrammar) -> set[str]:
    return {role for role, pattern in compiled.bearers if pattern.search(text)}


def _meanings(subjects: str, definitions: Sequence[Definition]) -> str:
    """What the defined terms among the subjects mean."""
    near = (item for item in definitions if item.term in subjects)
    used = (item for item in near if re.search(rf"\b{re.escape(item.term)}s?\b", subjects))
    return " / ".join(lower_case(item.meaning[:_MEANING]) for item in used)
