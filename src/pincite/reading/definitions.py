"""Defined terms: what a document means by its words, so that a rule on a term is a rule on its content."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pincite.reading.compiled import CompiledGrammar
from pincite.reading.outline import Outline
from pincite.reading.wording import lower_case

_LONGEST_MEANING = 1800
_MEANING_READ = 700
_SHORTEST_TERM = 4
_LONGEST_NAME = 71
_PARENTHETICAL = re.compile(
    r"\((?:the |hereinafter |hereafter |referred to as |or )*[“\"](?P<term>[^”\"()\n]{3,40})[”\"]\)"
)
_NAMED = re.compile(r"[^.;:()\n]{4,70} $")
_TRIM = re.compile(r"^(?:the term|a|an|the)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A term, what it means, and where: text[start:end] of the document."""

    term: str
    meaning: str
    start: int
    end: int
    node: int


def find_definitions(outline: Outline, nodes: Iterable[int], compiled: CompiledGrammar) -> list[Definition]:
    """Definitions in the given nodes, each with everything listed under it, in order."""
    found = []
    for index in nodes:
        section = outline.sections[index]
        _, own = outline.own_text(index)
        found += _find_parenthetical(own[:1200], section.start, index)
        for pattern in compiled.definitions:
            for match in pattern.finditer(own[:1200]):
                start = section.start + match.start()
                end = min(section.end, start + _LONGEST_MEANING)
                term = _TRIM.sub("", match["term"].strip(" ,.")).lower()
                found.append(Definition(term=term, meaning=outline.law[start:end], start=start, end=end, node=index))
    return found


def _find_parenthetical(own: str, start: int, node: int) -> list[Definition]:
    """Definitions of the kind: its border agency (the "Agency")."""
    found = []
    for match in _PARENTHETICAL.finditer(own):
        named = _NAMED.search(own, max(0, match.start() - _LONGEST_NAME), match.start())
        if named:
            term = _TRIM.sub("", match["term"].strip(" ,.")).lower()
            meaning = f"means {named[0].strip()}"
            left, right = start + named.start(), start + match.end()
            found.append(Definition(term=term, meaning=meaning, start=left, end=right, node=node))
    return found


@dataclass(frozen=True, slots=True)
class TermSigns:
    """Defined terms that count as more than their words say, and the sign that each is read as."""

    pattern: re.Pattern[str] | None
    signs: dict[str, str]

    def put_into(self, text: str) -> str:
        """``text`` with each such term overwritten by its sign; lengths are kept."""
        if self.pattern is None:
            return text
        return self.pattern.sub(lambda match: self._sign(match[0]) * len(match[0]), text)

    def _sign(self, words: str) -> str:
        low = words.lower()
        return self.signs.get(low) or self.signs[low.removesuffix("s")]


BANNED = "\ue00e"  # stands where a term begins to be defined that the document forbids to adopt
_SAYS = (
    r"[\"”’']?[^.:;]{0,40}?,? ?\b(?P<says>(?:shall )?(?:means?|includes?|refers? to|is defined as|has the meaning))\b"
)
_ADOPTED = (
    r"(?:adopt|enact|enforc|implement|ha(?:ve|s|ving)|maintain|permit|endors|follow|creat|establish|issu|keep)\w*"
)
_NOT = r"\b(?:not|no|neither|nor|never|prohibited|unlawful|forbidden)\b"
_BAN_REACH = 400
_BANS_BEFORE = re.compile(rf"{_NOT}[^.;:]{{0,240}}?\b{_ADOPTED}\b[^.;:]{{0,120}}$")
_BANS_BEHIND = re.compile(r" (?:is|are|shall be) (?:hereby )?(?:prohibited|void|null|unlawful|forbidden)\b")


@dataclass(frozen=True, slots=True)
class BannedTerms:
    """Terms for kinds of rules that the document forbids to adopt, and the sections that define them."""

    pattern: re.Pattern[str] | None
    nodes: frozenset[int]

    def put_into(self, text: str) -> str:
        """``text`` with the word "means" behind each such term overwritten by a sign; lengths are kept."""
        match = self.pattern.search(text) if self.pattern else None
        if match is None:
            return text
        start, end = match.span("says")
        return text[:start] + BANNED * (end - start) + text[end:]


def find_banned_terms(
    definitions: Sequence[Definition], outline: Outline, nodes: Iterable[int], compiled: CompiledGrammar
) -> BannedTerms:
    """The defined terms that mean rules which restrict something, and that the given nodes forbid to adopt."""
    restrict = compiled.restrict.pattern
    restricting = [item for item in definitions if restrict.search(lower_case(item.meaning[:_MEANING_READ]))]
    law = lower_case("\n".join(outline.own_text(index)[1] for index in nodes)) if restricting else ""
    found = _find_banned({item.term for item in restricting}, law)
    banned = {item.term: item.node for item in restricting if item.term in found}
    if not banned:
        return BannedTerms(None, frozenset())
    words = "|".join(_either_number(term) for term in sorted(banned, key=len, reverse=True))
    return BannedTerms(re.compile(rf"\b(?:{words}){_SAYS}"), frozenset(banned.values()))


def _find_banned(terms: set[str], law: str) -> set[str]:
    """Those of the terms that the law forbids to adopt somewhere; each is looked at where its first word stands."""
    forms = {term: re.compile(_either_number(term)) for term in terms if term}
    if not forms:
        return set()
    banned: set[str] = set()
    for start in re.finditer(rf"\b(?={'|'.join(form.pattern for form in forms.values())})", law):
        for term, form in forms.items():
            match = form.match(law, start.start()) if term not in banned else None
            if match and _is_banned(match, law):
                banned.add(term)
    return banned


def _is_banned(match: re.Match[str], law: str) -> bool:
    before = _BANS_BEFORE.search(law, max(0, match.start() - _BAN_REACH), match.start())
    return before is not None or _BANS_BEHIND.match(law, match.end()) is not None


def _either_number(term: str) -> str:
    stem = re.escape(term.removesuffix("y").removesuffix("ie").removesuffix("s"))
    return rf"{stem}(?:y|ies|s)?\b"


def sign_terms(definitions: Sequence[Definition], compiled: CompiledGrammar) -> TermSigns:
    """The signs of the defined terms whose meaning makes them stand for something the topic looks for."""
    signs: dict[str, str] = {}
    for item in definitions:
        meaning = lower_case(item.meaning[:_MEANING_READ])
        for kind in compiled.terms:
            if len(item.term) >= _SHORTEST_TERM and item.term not in signs and kind.fits(item.term, meaning):
                signs[item.term] = kind.sign
    if not signs:
        return TermSigns(None, {})
    words = "|".join(re.escape(term) for term in sorted(signs, key=len, reverse=True))
    return TermSigns(re.compile(rf"\b(?:{words})s?\b", re.IGNORECASE), signs)
