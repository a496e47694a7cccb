"""Limbs that the words of a provision show ("procedure", "bars-new"), by the patterns of the topic."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pincite.model.document import SourceDocument
from pincite.model.law import Provision
from pincite.model.topic import Feature, Topic

_REACH = 1500
_TERM = re.compile(
    r"\W*(?:\w{1,4}[).]\s*)?(?:the term )?[“\"‘']?([\w /-]{3,60}?)[”\"’']?,? "
    r"(?:shall )?(?:mean|include|refer|has|is|are)",
    re.IGNORECASE,
)


@lru_cache(maxsize=64)
def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


def find_features(
    provision: Provision, document: SourceDocument, *, topic: Topic, meanings: Sequence[str] = ()
) -> tuple[str, ...]:
    """Ids of the limbs that the provision shows; ``meanings``: definitions that its terms may rest on."""
    near = " ".join(_surroundings(document, item.start, item.end) for item in provision.citations)
    quotes = " ".join(item.quote for item in provision.citations)
    used = " ".join(text for text in meanings if _is_used(text, quotes))
    return tuple(
        feature.id
        for feature in topic.features
        if provision.conduct in feature.conducts and _shows(feature, quotes, near, used)
    )


def _shows(feature: Feature, quotes: str, near: str, used: str) -> bool:
    if feature.looks_in == "quote":
        return _compiled(feature.patterns).search(quotes) is not None
    text = f"{near} {used}" if feature.looks_in == "definitions" else near
    return _compiled(feature.patterns).search(text) is not None


def _surroundings(document: SourceDocument, start: int, end: int) -> str:
    """The cited words with the section that holds them, at most ``_REACH`` code points on each side."""
    index = document.section_at(start)
    if index < 0:
        return document.text[start:end]
    path = document.section_path(index)
    holder = path[-2] if len(path) > 1 and path[-1].end - path[-1].start < _REACH else path[-1]
    return document.text[max(holder.start, start - _REACH) : min(holder.end, end + _REACH)]


def _is_used(meaning: str, quotes: str) -> bool:
    """Whether the cited words use the term that ``meaning`` defines."""
    term = _TERM.match(meaning)
    return term is not None and term[1].strip().lower() in quotes.lower()
