"""Finding quotes again: exactly after white space is collapsed, else the nearest run of words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.fuzz import partial_ratio_alignment

from pincite.model.document import MarkKind, SourceDocument
from pincite.model.law import Citation

CONTEXT = 32
_NEAR_ENOUGH = 88.0
_FOLD = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\xa0": " "})


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a quote stands: text[start:end]; exact is False where some characters differ. likeness: 0..100."""

    start: int
    end: int
    exact: bool
    likeness: float


def find_quote(text: str, quote: str, *, near: int = 0) -> Anchor | None:
    """The occurrence of ``quote`` closest to offset ``near``; white space and quotation marks may differ.

    Falls back to the most alike run of at least 88 of 100 (rapidfuzz partial ratio); None below that.
    """
    words = quote.translate(_FOLD).split()
    if not words:
        return None
    folded = text.translate(_FOLD)
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    hits = [(match.start(), match.end()) for match in pattern.finditer(folded)]
    if hits:
        start, end = min(hits, key=lambda hit: abs(hit[0] - near))
        return Anchor(start, end, exact=True, likeness=100.0)
    return _nearest(folded, " ".join(words))


def _nearest(text: str, quote: str) -> Anchor | None:
    found = partial_ratio_alignment(quote, text, score_cutoff=_NEAR_ENOUGH)
    if found is None or found.dest_end <= found.dest_start:
        return None
    return Anchor(found.dest_start, found.dest_end, exact=False, likeness=found.score)


def cite(document: SourceDocument, start: int, end: int, *, pinpoint: str = "") -> Citation:
    """A citation of ``document.text[start:end]``, trimmed of white space at its ends."""
    while start < end and document.text[start].isspace():
        start += 1
    while end > start and document.text[end - 1].isspace():
        end -= 1
    page = document.page_at(start)
    return Citation(
        document=document.id,
        sha256=document.sha256,
        quote=document.text[start:end],
        start=start,
        end=end,
        page=page.number if page else 0,
        pinpoint=pinpoint,
        prefix=document.text[max(0, start - CONTEXT) : start],
        suffix=document.text[end : end + CONTEXT],
    )


def check_citation(citation: Citation, document: SourceDocument) -> list[str]:
    """Why a citation does not hold in ``document``, as sentences; empty where it does.

    The bytes must be the same, the words must stand at their offsets, on their page, and be law.
    """
    if document.sha256 != citation.sha256:
        return ["the stored source is not the file that was cited (its sha256 differs)"]
    problems = []
    if document.text[citation.start : citation.end] != citation.quote:
        elsewhere = find_quote(document.text, citation.quote, near=citation.start)
        where = f"; they stand at {elsewhere.start}" if elsewhere and elsewhere.exact else ""
        problems.append(f"the words do not stand at {citation.start}:{citation.end}{where}")
    page = document.page_at(citation.start)
    if citation.page != (page.number if page else 0):
        problems.append(f"the words do not stand on page {citation.page}")
    for mark in document.marks_in(citation.start, citation.end, MarkKind.STRUCK, MarkKind.NOTE):
        problems.append(f"some of the words are not law ({mark.kind}: {mark.reason or 'marked so'})")
    return problems
