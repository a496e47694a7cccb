"""Coded instruments hidden among texts that say nothing on the topic: what is found, and how often it is a false alarm.

A false alarm is a draft that is not silent, one for each conduct and section of the haystack. A reference provision is
found where the draft on its conduct is at least as probable as the threshold and its citations cover at least half of
a reference quote.
"""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pincite.adapters.study import RefusedFile
from pincite.agreement.drafts import Drafted
from pincite.agreement.reference import ReferenceProvision
from pincite.errors import InputError
from pincite.intake.raw import Ocr
from pincite.model.anchor import find_quote
from pincite.model.law import Provision, Rule
from pincite.workflow.codings import Progress, draft_texts, find_codings, find_texts
from pincite.workflow.haystack_read import Alarm, HaystackText, read_haystack
from pincite.workflow.pack import DEFAULT_TOPIC, load_pack
from pincite.workflow.sources import find_sources

ALARMS_ALLOWED = 1.0  # per million words
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class HaystackOptions:
    """leave_out: names of instruments. threshold: least probability that counts; None takes the lowest one that gives
    at most one false alarm per million words. jobs: processes. alarms: also list every false alarm with its quote.
    """

    leave_out: frozenset[str] = frozenset()
    threshold: float | None = None
    jobs: int = 2
    alarms: bool = False
    ocr: Ocr | None = None


@dataclass(frozen=True, slots=True)
class _Sought:
    """A reference provision with its draft. probability: -1 where nothing is drafted; at_quote: it cites the place."""

    probability: float
    at_quote: bool


def evaluate_haystack(
    gold_dir: Path, texts_dir: Path, haystack: Path, *, options: HaystackOptions, progress: Progress
) -> dict[str, Any]:
    """Figures over the coded instruments and a folder or archive of other texts; raises InputError without texts.

    Shares are 0..1; words are those of the haystack; seconds: wall time of reading it with ``options.jobs``.
    """
    found = find_sources([haystack], topic=DEFAULT_TOPIC)
    if not found.tasks:
        raise InputError("no text is there.", where=str(haystack), way_out="Give a folder or archive of texts.")
    texts, unread = find_texts(find_codings(gold_dir, leave_out=options.leave_out), texts_dir)
    drafted = draft_texts(texts, pack=load_pack(), ocr=options.ocr, progress=progress)
    sought = [row for item in drafted for row in _find_sought(item)]
    started = time.perf_counter()
    read: list[HaystackText] = []
    refused = list(found.refused)
    for result in read_haystack(found.tasks, jobs=options.jobs):
        progress(result.name)
        if isinstance(result, RefusedFile):
            refused.append(result)
        else:
            read.append(result)
    figures = _figures(sought, read, threshold=options.threshold)
    figures |= {
        "instruments": len(texts), "seconds": round(time.perf_counter() - started, 1),
        "not_read": [*unread, *(f"{item.name}: {item.what}" for item in refused)],
    }  # fmt: skip
    if options.alarms:
        figures["alarms"] = [asdict(item) for item in _sorted_alarms(read)]
    return figures


def _find_sought(item: Drafted) -> list[_Sought]:
    return [
        _seek(gold, item, item.provisions.get(gold.conduct))
        for gold in item.coding.provisions
        if gold.rule is not Rule.SILENT
    ]


def _seek(gold: ReferenceProvision, item: Drafted, draft: Provision | None) -> _Sought:
    if draft is None or draft.rule is Rule.SILENT:
        return _Sought(-1.0, at_quote=False)
    return _Sought(get_probability(draft), at_quote=cites_quote(draft, gold, item.document.text))


def get_probability(draft: Provision) -> float:
    """The draft's probability; 1.0 for a coding that has none, since nothing doubts it."""
    return 1.0 if draft.probability is None else draft.probability


def cites_quote(draft: Provision, gold: ReferenceProvision, text: str) -> bool:
    """Whether the citations of a draft cover, together, at least half of one of the reference quotes in ``text``."""
    anchors = (anchor for quote in gold.quotes if (anchor := find_quote(text, quote)))
    return any(2 * _covered(draft, anchor.start, anchor.end) >= anchor.end - anchor.start for anchor in anchors)


def _covered(draft: Provision, start: int, end: int) -> int:
    """How many code points of start..end the citations hold; where they lie over each other, once."""
    total, at = 0, start
    for citation in sorted(draft.citations, key=lambda item: item.start):
        left, right = max(at, citation.start), min(end, citation.end)
        if left < right:
            total += right - left
            at = right
    return total


def _figures(sought: Sequence[_Sought], read: Sequence[HaystackText], *, threshold: float | None) -> dict[str, Any]:
    words, least = sum(text.words for text in read), load_pack().grammar.drafts_from
    alarms = [alarm.probability for text in read for alarm in text.alarms]
    provisions = sum(text.provisions for text in read)
    chosen = choose_threshold([row.probability for row in sought], alarms, words) if threshold is None else threshold
    return {
        "documents": len(read),
        "words": words,
        "sections_read": sum(text.sections for text in read),
        "nonsilent_provisions": len(sought),
        "threshold": chosen,
        **_at(chosen, sought, alarms, words),
        "at_reader_threshold": {"threshold": least, **_at(least, sought, alarms, words)},
        "false_provisions": provisions,
        "false_provisions_per_million_words": _per_million(provisions, words),
    }


def choose_threshold(probabilities: Sequence[float], alarms: Sequence[float], words: int) -> float:
    """The lowest probability at which at most one false alarm per million words is left; the reader's own if all pass.

    probabilities: of drafts on what is sought; the threshold is one of them or of the alarms, where one is high enough.
    """
    allowed = math.floor(ALARMS_ALLOWED * words / _MILLION)
    if len(alarms) <= allowed:
        return load_pack().grammar.drafts_from
    too_low = sorted(alarms, reverse=True)[allowed]
    higher = [value for value in (*probabilities, *alarms) if value > too_low]
    return min(higher, default=math.nextafter(too_low, math.inf))


def _at(threshold: float, sought: Sequence[_Sought], alarms: Sequence[float], words: int) -> Mapping[str, Any]:
    drafted = [row for row in sought if row.probability >= threshold]
    false = sum(1 for probability in alarms if probability >= threshold)
    return {
        "provisions_found": _share(sum(row.at_quote for row in drafted), len(sought)),
        "provisions_drafted": _share(len(drafted), len(sought)),
        "false_alarms": false,
        "false_alarms_per_million_words": _per_million(false, words),
    }


def _sorted_alarms(read: Sequence[HaystackText]) -> list[Alarm]:
    every = [alarm for text in read for alarm in text.alarms]
    return sorted(every, key=lambda item: (-item.probability, item.document, item.start, item.conduct))


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _per_million(count: int, words: int) -> float | None:
    return round(count * _MILLION / words, 3) if words else None
