"""What of a language model's answer counts: ids of the topic, and pointers whose words are found again.

Pure: an answer in, provisions and rejections out. A pointer counts where its quote stands letter for letter (white
space and kinds of quotation marks apart) in the law text of the passage that it names. Nothing else that a model
says is kept, so that a document which gives it orders can make it say no more than ids and words of the document.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import msgspec

from pincite.model.anchor import check_citation, cite, find_quote
from pincite.model.document import SourceDocument
from pincite.model.law import Citation, LegalException, Provision, Rule, Scope
from pincite.model.pinpoint import pinpoint
from pincite.model.topic import Topic
from pincite.packs.llm import Prompt
from pincite.reading.prompt import LEAST_WORDS, MOST_POINTERS, MOST_WORDS, Batch, ShownPassage

_MOST_ENTRIES = 64
_MOST_QUOTE = 2_000
_MOST_SAID = 160
_AROUND = 2_000
_FENCED = re.compile(r"\s*```(?:json)?[ \t]*\r?\n(.*?)\r?\n[ \t]*```\s*", re.DOTALL)
_JOINS_BEFORE = re.compile(r"(?:\w|\w[-‐‑])\Z")
_JOINS_AFTER = re.compile(r"\w|[-‐‑]\w")


class Reason(StrEnum):
    """Why an answer, an entry of it or a pointer does not count."""

    NO_ANSWER = "no-answer"  # the endpoint gave none
    CUT = "answer-cut-short"  # it ran out of tokens
    EMPTY = "empty-answer"
    NOT_JSON = "not-json"
    WRONG_SHAPE = "wrong-shape"
    TOO_MANY = "too-many-entries"
    UNKNOWN_CONDUCT = "unknown-conduct"
    NOT_ASKED = "conduct-not-asked-about"
    CONDUCT_TWICE = "conduct-twice"
    UNKNOWN_RULE = "unknown-rule"
    UNKNOWN_EXCEPTION = "unknown-exception"
    EXCEPTION_TWICE = "exception-twice"
    UNKNOWN_SCOPE = "unknown-scope"
    SILENT_WITH_WORDS = "silent-with-words"
    NO_POINTER = "no-pointer-left"
    TOO_MANY_POINTERS = "too-many-pointers"
    UNKNOWN_PASSAGE = "unknown-passage"
    TOO_SHORT = "quote-too-short"
    TOO_LONG = "quote-too-long"
    OTHER_PASSAGE = "quote-of-another-passage"
    NOT_LAW = "quote-of-struck-words-or-a-note"
    CUT_WORD = "quote-cuts-a-word"
    NOT_FOUND = "quote-not-found"
    TO_A_MACHINE = "words-addressed-to-a-machine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """Something in an answer that does not count. conduct: "" where it is none; said: the start of what was said."""

    reason: Reason
    conduct: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """What of an answer counts. abstained: conducts on which something was said of which nothing counts."""

    provisions: tuple[Provision, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    abstained: tuple[str, ...] = ()


class _Pointer(msgspec.Struct, forbid_unknown_fields=True):
    passage: str
    quote: str


class _Exception(msgspec.Struct, forbid_unknown_fields=True):
    kind: str
    alone: bool


class _Entry(msgspec.Struct, forbid_unknown_fields=True):
    conduct: str
    rule: str
    exceptions: list[_Exception] = []
    scope: str = ""
    pointers: list[_Pointer] = []


class _Answer(msgspec.Struct, forbid_unknown_fields=True):
    provisions: list[Any]


class _Refused(Exception):
    """An entry or a whole answer does not count."""

    def __init__(self, reason: Reason, said: str = "") -> None:
        self.reason = reason
        self.said = said
        super().__init__(reason)


def parse_answer(
    text: str, batch: Batch, *, document: SourceDocument, topic: Topic, prompt: Prompt, coder: str
) -> Coded:
    """What counts of the answer to one request, and why the rest does not. Raises nothing, whatever ``text`` is."""
    try:
        entries = _entries(text)
    except _Refused as refused:
        return reject_batch(batch, refused.reason, refused.said)
    named = Counter(_conduct(item) for item in entries)
    check = _Check(batch=batch, document=document, topic=topic, machine=_machine(prompt), coder=coder)
    provisions: list[Provision] = []
    for item in entries:
        provision = check.code(item, twice=named[_conduct(item)] > 1)
        if provision is not None:
            provisions.append(provision)
    coded = {item.conduct for item in provisions}
    refused_conducts = {item.conduct for item in check.rejected} & set(batch.conducts) - coded
    return Coded(
        provisions=tuple(provisions),
        rejected=tuple(check.rejected),
        abstained=tuple(conduct for conduct in batch.conducts if conduct in refused_conducts),
    )


def reject_batch(batch: Batch, reason: Reason, said: str = "") -> Coded:
    """A request of whose answer nothing counts: no conduct that it asked about is silent for that."""
    return Coded(rejected=(Rejected(reason=reason, said=_excerpt(said)),), abstained=batch.conducts)


def _entries(text: str) -> list[Any]:
    """The entries of an answer that is one JSON object, alone or in one code fence; no key may stand twice."""
    if not text.strip():
        raise _Refused(Reason.EMPTY)
    fenced = _FENCED.fullmatch(text)
    try:
        value = json.loads(fenced[1] if fenced else text, object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise _Refused(Reason.NOT_JSON, text) from None
    try:
        entries = msgspec.convert(value, _Answer, strict=True).provisions
    except (msgspec.ValidationError, UnicodeEncodeError):  # the latter for halves of surrogate pairs
        raise _Refused(Reason.WRONG_SHAPE, text) from None
    if len(entries) > _MOST_ENTRIES:
        raise _Refused(Reason.TOO_MANY, text)
    return entries


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no JSON")


def _conduct(item: object) -> str:
    conduct = item.get("conduct") if isinstance(item, dict) else None
    return conduct if isinstance(conduct, str) else ""


def _excerpt(said: str) -> str:
    """The start of what was said on one line, without characters that a terminal or a file could trip over."""
    kept = "".join(char if char.isprintable() else " " for char in said[: 4 * _MOST_SAID])
    return " ".join(kept.split())[:_MOST_SAID]


def _machine(prompt: Prompt) -> re.Pattern[str]:
    """The prompt's words that speak to a program as one expression (``re`` keeps it compiled)."""
    return re.compile("|".join(f"(?:{item.pattern})" for item in prompt.addressed_to_machine), re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Check:
    """The checks of one answer; collects what it rejects."""

    batch: Batch
    document: SourceDocument
    topic: Topic
    machine: re.Pattern[str]
    coder: str
    rejected: list[Rejected] = field(default_factory=list)

    def code(self, item: object, *, twice: bool) -> Provision | None:
        """One entry as a provision; None, with the reason kept, where it does not count or says silence."""
        conduct = _conduct(item)
        try:
            entry = _convert(item)
            self._check_ids(entry, twice)
            if entry.rule == Rule.SILENT:
                return None
            return self._provision(entry)
        except _Refused as refused:
            known = conduct if conduct in {item.id for item in self.topic.conducts} else ""
            self.rejected.append(Rejected(reason=refused.reason, conduct=known, said=_excerpt(refused.said)))
            return None

    def _check_ids(self, entry: _Entry, twice: bool) -> None:
        kinds = [item.kind for item in entry.exceptions]
        unknown = ", ".join(sorted(set(kinds) - {item.id for item in self.topic.exceptions}))
        silent = entry.rule == Rule.SILENT
        faults = (
            (Reason.UNKNOWN_CONDUCT, entry.conduct not in {item.id for item in self.topic.conducts}, entry.conduct),
            (Reason.NOT_ASKED, entry.conduct not in self.batch.conducts, entry.conduct),
            (Reason.CONDUCT_TWICE, twice, entry.rule),
            (Reason.UNKNOWN_RULE, entry.rule not in set(Rule), entry.rule),
            (Reason.SILENT_WITH_WORDS, silent and bool(entry.pointers or kinds), entry.rule),
            (Reason.UNKNOWN_EXCEPTION, bool(unknown), unknown),
            (Reason.EXCEPTION_TWICE, len(kinds) != len(set(kinds)), ", ".join(kinds)),
            (Reason.UNKNOWN_SCOPE, not silent and entry.scope not in set(Scope), entry.scope),
            (Reason.TOO_MANY_POINTERS, len(entry.pointers) > MOST_POINTERS, str(len(entry.pointers))),
        )
        for reason, faulty, said in faults:
            if faulty:
                raise _Refused(reason, said)

    def _provision(self, entry: _Entry) -> Provision:
        citations = [self._try_pointer(pointer, entry.conduct) for pointer in entry.pointers]
        found = tuple(dict.fromkeys(item for item in citations if item is not None))
        if not found:
            raise _Refused(Reason.NO_POINTER, entry.rule)
        return Provision(
            instrument=self.document.id,
            conduct=entry.conduct,
            rule=Rule(entry.rule),
            exceptions=tuple(LegalException(kind=item.kind, alone=item.alone) for item in entry.exceptions),
            scope=Scope(entry.scope),
            citations=found,
            coder=self.coder,
        )

    def _try_pointer(self, pointer: _Pointer, conduct: str) -> Citation | None:
        try:
            return self._cite(pointer)
        except _Refused as refused:
            self.rejected.append(Rejected(reason=refused.reason, conduct=conduct, said=_excerpt(refused.said)))
            return None

    def _cite(self, pointer: _Pointer) -> Citation:
        """The pointer as a citation of law text in the passage that it names."""
        passage = next((item for item in self.batch.passages if item.id == pointer.passage), None)
        if passage is None:
            raise _Refused(Reason.UNKNOWN_PASSAGE, pointer.passage)
        _check_length(pointer.quote)
        start, end = self._find(pointer.quote, passage)
        if self.machine.search(_paragraph(self.document.text, start, end)):
            raise _Refused(Reason.TO_A_MACHINE, pointer.quote)
        citation = cite(self.document, start, end, pinpoint=pinpoint(self.document, start))
        if check_citation(citation, self.document):
            raise _Refused(Reason.NOT_FOUND, pointer.quote)
        return citation

    def _find(self, quote: str, passage: ShownPassage) -> tuple[int, int]:
        text = self.document.text
        cut = False
        for left, right in passage.runs:
            found = _find_exact(text[left:right], quote)
            if found and _is_whole(text, left + found[0], left + found[1]):
                return left + found[0], left + found[1]
            cut = cut or found is not None
        if cut:
            raise _Refused(Reason.CUT_WORD, quote)
        if _find_exact(text[passage.start : passage.end], quote):
            raise _Refused(Reason.NOT_LAW, quote)
        others = (item for item in self.batch.passages if item is not passage)
        elsewhere = any(_find_exact(text[item.start : item.end], quote) for item in others)
        raise _Refused(Reason.OTHER_PASSAGE if elsewhere else Reason.NOT_FOUND, quote)


def _convert(item: object) -> _Entry:
    try:
        return msgspec.convert(item, _Entry, strict=True)
    except (msgspec.ValidationError, UnicodeEncodeError):  # the latter for halves of surrogate pairs
        said = ", ".join(map(str, item)) if isinstance(item, dict) else type(item).__name__
        raise _Refused(Reason.WRONG_SHAPE, said) from None


def _check_length(quote: str) -> None:
    words = len(quote.split())
    if words < LEAST_WORDS:
        raise _Refused(Reason.TOO_SHORT, quote)
    if words > MOST_WORDS or len(quote) > _MOST_QUOTE:
        raise _Refused(Reason.TOO_LONG, quote)


def _find_exact(text: str, quote: str) -> tuple[int, int] | None:
    anchor = find_quote(text, quote)
    return (anchor.start, anchor.end) if anchor and anchor.exact else None


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether the run neither begins nor ends inside a word ("judicial warrant" in "non-judicial warrant" does)."""
    return not (_JOINS_BEFORE.search(text[max(0, start - 2) : start]) and text[start].isalnum()) and not (
        _JOINS_AFTER.match(text[end : end + 2]) and text[end - 1].isalnum()
    )


def _paragraph(text: str, start: int, end: int) -> str:
    """The paragraph around a run, on one line, with at most ``_AROUND`` code points on each side."""
    left = text.rfind("\n", max(0, start - _AROUND), start) + 1 or max(0, start - _AROUND)
    right = text.find("\n", end, end + _AROUND)
    return " ".join(text[left : right if right >= 0 else end + _AROUND].split())
