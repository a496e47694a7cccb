"""Ranked passages for each conduct: runs of at most 200 words, cut at the outline, scored by the topic's cues.

Score: the sum over distinct cues of their weight (strong 3, weak 1) damped by length, with a bonus for words of
obligation, for the topic's counterpart and for a cue in the heading. Near-duplicates are given once.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pincite.finding.gate import compile_literals, find_literals, fold
from pincite.model.document import MarkKind, SourceDocument
from pincite.model.pinpoint import pinpoint
from pincite.model.search import Passage
from pincite.model.topic import Topic

MOST_WORDS = 200
MOST_PASSAGES = 20
_STRONG, _WEAK = 3.0, 1.0
# What the cues add to a passage that the reader relied on, and what each place in the reader's order takes off.
_CUED, _EACH = 0.5, 0.1
_OBLIGATION = re.compile(r"\b(?:shall|must|may not|should|prohibit\w*|authoriz\w+|permitted|required)\b")
_WORDS = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Window:
    """A run of text with the heading above it."""

    start: int
    end: int
    heading: str


def rank_passages(
    document: SourceDocument,
    nodes: Sequence[int],
    *,
    topic: Topic,
    evidence: dict[str, tuple[tuple[int, int], ...]] | None = None,
    folded: str = "",
) -> dict[str, tuple[Passage, ...]]:
    """Passages by conduct, best first.

    evidence: spans that a reader relied on; passages that hold them come first.
    """
    windows = cut_windows(document, nodes)
    folded = folded or fold(document.text)
    context = compile_literals(topic.context) if topic.context else None
    base = [_base(folded, window, context) for window in windows]
    ranked = {}
    for cues in topic.cues:
        scores = _cue_scores(folded, windows, cues.strong, cues.weak)
        found = [(scores[i] * base[i], i) for i in range(len(windows)) if scores[i] > 0]
        relied = (evidence or {}).get(cues.conduct, ())
        ranked[cues.conduct] = _top(document, windows, found, conduct=cues.conduct, relied=relied)
    return ranked


def cut_windows(document: SourceDocument, nodes: Sequence[int]) -> list[Window]:
    """Windows of at most 200 words: small subtrees whole, larger ones by their own words, long ones in pieces."""
    chosen, windows, covered = set(nodes), [], -1
    for index in nodes:
        section = document.sections[index]
        if section.start < covered:
            continue
        whole = (
            section.end - section.start <= MOST_WORDS * 9
            and len(document.text[section.start : section.end].split()) <= MOST_WORDS
        )
        end = section.end if whole and _all_chosen(document, index, chosen) else section.own_end
        windows.extend(_pieces(document, section.start, end, section.heading))
        covered = end
    return [window for window in windows if not _is_all_note(document, window)]


def _all_chosen(document: SourceDocument, index: int, chosen: set[int]) -> bool:
    end = document.sections[index].end
    below = index + 1
    while below < len(document.sections) and document.sections[below].start < end:
        if below not in chosen:
            return False
        below += 1
    return True


def _pieces(document: SourceDocument, start: int, end: int, heading: str) -> list[Window]:
    words = list(_WORDS.finditer(document.text, start, end))
    step = MOST_WORDS - 60
    pieces = []
    at = 0
    while at < len(words):
        last = min(at + MOST_WORDS, len(words))
        pieces.append(Window(words[at].start(), words[last - 1].end(), heading))
        if last == len(words):
            break
        at += step
    return pieces


def _is_all_note(document: SourceDocument, window: Window) -> bool:
    return any(
        mark.start <= window.start and window.end <= mark.end
        for mark in document.marks_in(window.start, window.end, MarkKind.NOTE, MarkKind.STRUCK)
    )


def _base(folded: str, window: Window, context: object) -> float:
    text = folded[window.start : window.end]
    duties = len(_OBLIGATION.findall(text))
    near = 1.0
    if context is not None and find_literals(text, context):  # type: ignore[arg-type]
        near = 1.6
    return near * (1.0 + 0.25 * min(duties, 4)) / math.sqrt(1.0 + len(text) / 1200)


def _cue_scores(folded: str, windows: Sequence[Window], strong: tuple[str, ...], weak: tuple[str, ...]) -> list[float]:
    literals = compile_literals((*strong, *weak))
    scores = []
    for window in windows:
        text = folded[window.start : window.end]
        seen = {index for _, index in find_literals(text, literals)}
        titled = {index for _, index in find_literals(fold(window.heading), literals)} if window.heading else set()
        weigh = [_STRONG if index < len(strong) else _WEAK for index in seen]
        scores.append(sum(weigh) + sum(1.5 for index in titled if index < len(strong)))
    return scores


def _top(
    document: SourceDocument,
    windows: Sequence[Window],
    found: list[tuple[float, int]],
    *,
    conduct: str,
    relied: Sequence[tuple[int, int]],
) -> tuple[Passage, ...]:
    scored = {index: score for score, index in found}
    best = dict(scored)
    top = max(best.values(), default=1.0)
    for order, (start, end) in enumerate(relied):
        holding = [i for i, w in enumerate(windows) if w.start < end and start < w.end]
        if holding:
            index = max(holding, key=lambda i: min(windows[i].end, end) - max(windows[i].start, start))
            cued = scored.get(index, 0.0) / top
            best[index] = max(best.get(index, 0.0), top * (2.0 + _CUED * cued - _EACH * order))
    ordered = sorted(best.items(), key=lambda item: (-item[1], windows[item[0]].start))
    return tuple(_passages(document, windows, ordered, conduct))


def _passages(
    document: SourceDocument, windows: Sequence[Window], ordered: Sequence[tuple[int, float]], conduct: str
) -> list[Passage]:
    passages: list[Passage] = []
    seen: dict[str, int] = defaultdict(int)
    for index, score in ordered:
        window = windows[index]
        key = " ".join(document.text[window.start : window.end].lower().split())[:400]
        seen[key] += 1
        if seen[key] > 1:
            continue
        page = document.page_at(window.start)
        passages.append(
            Passage(
                document=document.id,
                conduct=conduct,
                start=window.start,
                end=window.end,
                score=round(score, 4),
                page=page.number if page else 0,
                pinpoint=pinpoint(document, window.start),
            )
        )
        if len(passages) == MOST_PASSAGES:
            break
    return passages
