"""What a language model is shown: the codebook as its task and numbered passages of one document, as data.

Pure: passages in, messages out. The passages stand as JSON, one object a line, between two fence lines that hold the
fingerprint of what is between them, so that nothing in a document can close the fence. Struck words and notes are not
shown.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from string import Template
from typing import NamedTuple

from pincite.errors import ImpossibleValueError
from pincite.model.document import MarkKind, SourceDocument
from pincite.model.law import Rule
from pincite.model.pinpoint import pinpoint
from pincite.model.search import Passage
from pincite.model.topic import Topic
from pincite.packs.llm import Prompt

GAP = "[…]"
LEAST_WORDS, MOST_WORDS, MOST_POINTERS = 4, 120, 4
_FENCE_SIGNS = 16
_NO_MARKUP = str.maketrans({"<": "\\u003c", ">": "\\u003e"})


class Message(NamedTuple):
    """One message of a chat. role: "system" or "user"."""

    role: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowLimits:
    """How much is shown. passages_each: of the best passages of a conduct; the rest in code points.

    most_passage: of one passage; most_request: of all passages of a request.
    """

    passages_each: int = 8
    most_passage: int = 4_000
    most_request: int = 24_000

    def __post_init__(self) -> None:
        if self.passages_each < 1 or not 0 < self.most_passage <= self.most_request:
            raise ImpossibleValueError("limits that let no passage through")


USUAL_LIMITS = ShowLimits()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPassage:
    """A passage under the id by which an answer may point to it.

    start, end: where it stands in the reading text; runs: the parts of it that are law.
    """

    id: str
    start: int
    end: int
    runs: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One request: the conducts asked about and the passages shown. A conduct is asked about in one request alone."""

    conducts: tuple[str, ...]
    passages: tuple[ShownPassage, ...]


def make_batches(
    document: SourceDocument, passages: Mapping[str, Sequence[Passage]], *, limits: ShowLimits
) -> tuple[Batch, ...]:
    """The requests for one document: conducts in the given order, each with its best passages, until one is full."""
    wanted = {
        conduct: _fitting([_span(item, limits) for item in ranked[: limits.passages_each]], limits)
        for conduct, ranked in passages.items()
    }
    shown = _numbered(document, {span for spans in wanted.values() for span in spans})
    groups: list[tuple[list[str], set[tuple[int, int]]]] = []
    for conduct, spans in wanted.items():
        known = {span for span in spans if span in shown}
        if not known:
            continue
        if not groups or _size(groups[-1][1] | known) > limits.most_request:
            groups.append(([], set()))
        groups[-1][0].append(conduct)
        groups[-1][1].update(known)
    return tuple(
        Batch(conducts=tuple(conducts), passages=tuple(shown[span] for span in sorted(spans)))
        for conducts, spans in groups
    )


def _span(passage: Passage, limits: ShowLimits) -> tuple[int, int]:
    return passage.start, min(passage.end, passage.start + limits.most_passage)


def _fitting(spans: Sequence[tuple[int, int]], limits: ShowLimits) -> list[tuple[int, int]]:
    """The best spans that fit into one request."""
    kept: list[tuple[int, int]] = []
    for span in spans:
        if _size({*kept, span}) <= limits.most_request:
            kept.append(span)
    return kept


def _size(spans: set[tuple[int, int]]) -> int:
    return sum(end - start for start, end in spans)


def _numbered(document: SourceDocument, spans: set[tuple[int, int]]) -> dict[tuple[int, int], ShownPassage]:
    """Passages with law text, numbered p1, p2 ... in the order of the document."""
    runs = {span: _law_runs(document, *span) for span in sorted(spans)}
    lawful = [(span, found) for span, found in runs.items() if found]
    return {
        span: ShownPassage(id=f"p{number}", start=span[0], end=span[1], runs=found)
        for number, (span, found) in enumerate(lawful, start=1)
    }


def _law_runs(document: SourceDocument, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The runs of start..end that are law: no struck words, no notes."""
    runs, at = [], start
    for mark in sorted(document.marks_in(start, end, MarkKind.STRUCK, MarkKind.NOTE), key=lambda item: item.start):
        if mark.start > at:
            runs.append((at, mark.start))
        at = max(at, mark.end)
    if at < end:
        runs.append((at, end))
    return tuple((left, right) for left, right in runs if document.text[left:right].strip())


def render_messages(batch: Batch, prompt: Prompt, *, document: SourceDocument, topic: Topic) -> tuple[Message, ...]:
    """The system message, the same for every request of a topic, and the request itself."""
    return Message("system", _system(prompt, topic)), Message("user", _user(batch, prompt, document, topic))


def _system(prompt: Prompt, topic: Topic) -> str:
    return Template(prompt.system).substitute(
        rules="\n".join(f"- {rule.id}: {rule.when}" for rule in prompt.rules),
        exceptions="\n".join(f"- {kind.id}: {kind.describes}" for kind in topic.exceptions),
        conventions="\n".join(f"- {line}" for line in prompt.conventions.get(topic.id, ())) or "- none",
        least_words=LEAST_WORDS,
        most_words=MOST_WORDS,
        most_pointers=MOST_POINTERS,
        gap=GAP,
    )


def _user(batch: Batch, prompt: Prompt, document: SourceDocument, topic: Topic) -> str:
    shown = "\n".join(_as_data(passage, document) for passage in batch.passages)
    asked = (topic.conduct(conduct) for conduct in batch.conducts)
    return Template(prompt.user).substitute(
        conducts="\n".join(f"- {item.id}: {item.short}. {item.describes}" for item in asked),
        fence=f"-----passages-{sha256(shown.encode('utf-8', 'replace')).hexdigest()[:_FENCE_SIGNS]}-----",
        passages=shown,
    )


def _as_data(passage: ShownPassage, document: SourceDocument) -> str:
    """One line of JSON; "<" and ">" are escaped, so that no mark-up of a chat can stand in it."""
    pieces = [" ".join(document.text[start:end].split()) for start, end in passage.runs]
    before = f"{GAP} " if passage.runs[0][0] > passage.start else ""
    after = f" {GAP}" if passage.runs[-1][1] < passage.end else ""
    words = before + f" {GAP} ".join(pieces) + after
    row = {"id": passage.id, "section": pinpoint(document, passage.runs[0][0]), "words": words}
    return json.dumps(row, ensure_ascii=False).translate(_NO_MARKUP)


def check_prompt(prompt: Prompt, topic: Topic) -> list[str]:
    """What is wrong with a prompt, as sentences; empty where it fits the rules of the model and the topic."""
    told, known = Counter(rule.id for rule in prompt.rules), {rule.value for rule in Rule if rule is not Rule.SILENT}
    return [*_rule_faults(told, known), *([] if topic.id in prompt.conventions else [f"no conventions for {topic.id}"])]


def _rule_faults(told: Counter[str], known: set[str]) -> Iterator[str]:
    yield from (f"unknown rule {name!r}" for name in told if name not in known)
    yield from (f"the rule {name!r} is not told" for name in sorted(known) if name not in told)
    yield from (f"the rule {name!r} is told twice" for name, times in told.items() if times > 1)
