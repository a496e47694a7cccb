"""How well drafts agree with reference codings: rule, evidence, exceptions, scope, who is bound, quotes.

Definitions: a draft that equals the reference rule or one of its alternatives agrees. Recall of evidence counts a
reference provision as found at k where one of the first k passages of its conduct covers at least half of one of its
quotes. Exceptions, scope and bound are compared where reference and draft both speak; the precision of exceptions is
taken against what either coder named, their recall against what both did.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pincite.agreement.kappa import cohen_kappa
from pincite.agreement.reference import ReferenceCoding, ReferenceProvision
from pincite.model.anchor import Anchor, find_quote
from pincite.model.document import SourceDocument
from pincite.model.law import Provision, Rule
from pincite.model.search import Passage

RANKS = (1, 5, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """What the reader made of one instrument: its document, passages and provisions by conduct."""

    coding: ReferenceCoding
    document: SourceDocument
    passages: Mapping[str, Sequence[Passage]]
    provisions: Mapping[str, Provision]
    quotes_found: int
    quotes_made: int
    seconds: float
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """One disagreement, for a person to look at."""

    slug: str
    conduct: str
    what: str
    reference: str
    draft: str
    quote: str


@dataclass(slots=True)
class _Tally:
    """Running counts; shares are taken at the end."""

    gold: list[str] = field(default_factory=list)
    draft: list[str] = field(default_factory=list)
    found_at: dict[int, int] = field(default_factory=lambda: dict.fromkeys(RANKS, 0))
    spoken: int = 0
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, amount: int) -> None:
        self.counts[name] = self.counts.get(name, 0) + amount

    def share(self, part: str, whole: str) -> float | None:
        total = self.counts.get(whole, 0)
        return round(self.counts.get(part, 0) / total, 4) if total else None


def measure_drafts(drafted: Iterable[Drafted], conducts: Sequence[str]) -> tuple[dict[str, object], list[Miss]]:
    """Figures over all instruments and every miss; shares are 0..1, or None where there is nothing to share."""
    tally, misses = _Tally(), []
    for item in drafted:
        tally.add("instruments", 1)
        tally.add("quotes_found", item.quotes_found)
        tally.add("quotes_made", item.quotes_made)
        tally.add("words", item.words)
        tally.add("milliseconds", round(item.seconds * 1000))
        for conduct in conducts:
            misses.extend(_compare(item, item.coding.on(conduct), tally))
    return _figures(tally), misses


def _compare(item: Drafted, gold: ReferenceProvision, tally: _Tally) -> list[Miss]:
    draft = item.provisions.get(gold.conduct)
    rule = draft.rule if draft else Rule.SILENT
    agrees = rule == gold.rule or rule in gold.rule_alternatives
    tally.gold.append(gold.rule)
    tally.draft.append(gold.rule if agrees else rule)
    misses = [] if agrees else [_miss(item, gold, "rule", gold.rule, str(rule), draft)]
    if gold.rule is not Rule.SILENT:
        misses.extend(_compare_evidence(item, gold, tally))
    if draft is not None and rule is not Rule.SILENT and gold.rule is not Rule.SILENT:
        misses.extend(_compare_details(item, gold, draft, tally))
    return misses


def _compare_evidence(item: Drafted, gold: ReferenceProvision, tally: _Tally) -> list[Miss]:
    tally.spoken += 1
    spans = [anchor for quote in gold.quotes if (anchor := _find(item.document.text, quote))]
    passages = item.passages.get(gold.conduct, ())
    rank = next((i for i, p in enumerate(passages, start=1) if any(_covers_half(p, s.start, s.end) for s in spans)), 0)
    for limit in RANKS:
        tally.found_at[limit] += int(0 < rank <= limit)
    if rank == 1:
        return []
    return [
        Miss(
            slug=item.coding.slug,
            conduct=gold.conduct,
            what="evidence",
            reference="1",
            draft=str(rank),
            quote=_first_quote(gold),
        )
    ]


@lru_cache(maxsize=4096)
def _find(text: str, quote: str) -> Anchor | None:
    """``find_quote``, kept: figures by family and rows of retrievers look the same quotes up again and again."""
    return find_quote(text, quote)


def _covers_half(passage: Passage, start: int, end: int) -> bool:
    return 2 * (min(passage.end, end) - max(passage.start, start)) >= end - start


def _compare_details(item: Drafted, gold: ReferenceProvision, draft: Provision, tally: _Tally) -> list[Miss]:
    kinds = {exception.kind for exception in draft.exceptions}
    agreed, either = set(gold.exceptions_agreed), set(gold.exceptions_either)
    tally.add("exceptions_drafted", len(kinds))
    tally.add("exceptions_right", len(kinds & either))
    tally.add("exceptions_agreed", len(agreed))
    tally.add("exceptions_recalled", len(kinds & agreed))
    shared = [exception for exception in draft.exceptions if exception.kind in either]
    tally.add("alone_compared", len(shared))
    tally.add("alone_right", sum(1 for e in shared if e.alone == (e.kind in gold.alone)))
    tally.add("both_speak", 1)
    tally.add("scope_right", int(draft.scope == gold.scope))
    bound = set(draft.bound)
    tally.add("bound_drafted", len(bound))
    tally.add("bound_right", len(bound & set(gold.bound_either)))
    tally.add("bound_agreed", len(gold.bound_agreed))
    tally.add("bound_recalled", len(bound & set(gold.bound_agreed)))
    misses = []
    if not (agreed <= kinds <= either):
        misses.append(_miss(item, gold, "exceptions", ",".join(sorted(agreed)), ",".join(sorted(kinds)), draft))
    if draft.scope != gold.scope:
        misses.append(_miss(item, gold, "scope", gold.scope, draft.scope, draft))
    return misses


def _miss(
    item: Drafted, gold: ReferenceProvision, what: str, reference: str, drafted: str, draft: Provision | None
) -> Miss:
    quote = draft.citations[0].quote if draft and draft.citations else _first_quote(gold)
    return Miss(slug=item.coding.slug, conduct=gold.conduct, what=what, reference=reference, draft=drafted, quote=quote)


def _first_quote(gold: ReferenceProvision) -> str:
    return gold.quotes[0] if gold.quotes else ""


def _figures(tally: _Tally) -> dict[str, object]:
    pairs = list(zip(tally.gold, tally.draft, strict=True))
    speaking = [(a, b) for a, b in pairs if Rule.SILENT not in (a, b) or a != b]
    seconds = tally.counts.get("milliseconds", 0) / 1000
    return {
        "instruments": tally.counts.get("instruments", 0),
        "provisions": len(pairs),
        "nonsilent_provisions": tally.spoken,
        "rule_agreement": _share(sum(a == b for a, b in pairs), len(pairs)),
        "rule_kappa": round(cohen_kappa(tally.gold, tally.draft), 4) if pairs else None,
        "nonsilent_agreement": _share(sum(a == b for a, b in speaking), len(speaking)),
        **{f"evidence_recall_at_{k}": _share(found, tally.spoken) for k, found in tally.found_at.items()},
        "exceptions_precision": tally.share("exceptions_right", "exceptions_drafted"),
        "exceptions_recall": tally.share("exceptions_recalled", "exceptions_agreed"),
        "alone_accuracy": tally.share("alone_right", "alone_compared"),
        "scope_accuracy": tally.share("scope_right", "both_speak"),
        "bound_precision": tally.share("bound_right", "bound_drafted"),
        "bound_recall": tally.share("bound_recalled", "bound_agreed"),
        "quote_integrity": tally.share("quotes_found", "quotes_made"),
        "words": tally.counts.get("words", 0),
        "seconds": round(seconds, 3),
        "words_per_second": round(tally.counts.get("words", 0) / seconds) if seconds else None,
    }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
