"""What is shown in another language: nouns and views with each text translated that the catalogue knows.

Quotes, titles of documents and names are never touched: they are in no catalogue, and citations are left out.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from pincite.model.document import SourceDocument
from pincite.model.law import Citation, Instrument, Provision
from pincite.model.place import Agency
from pincite.model.search import SearchRecord
from pincite.model.topic import CueSet, Feature
from pincite.reporting.catalogue import Catalogue
from pincite.reporting.context import QuoteContext, Run
from pincite.reporting.evidence import RuleLine
from pincite.reporting.view import ScorecardView
from pincite.reporting.words import Sign

_LEFT = (Citation, Provision, SourceDocument, SearchRecord, CueSet, Feature, QuoteContext, Run, Sign, Enum)
# Fields that hold codes, which a label may equal letter for letter.
_CODES = frozenset(
    (
        "id", "kind", "kinds", "agency", "form", "level", "role", "anchor", "href", "question", "criterion", "answer",
        "reason", "rule", "conduct", "lever", "table", "asks", "combine", "place", "state", "author",
        "reviewed_by", "review_reason",
    )
)  # fmt: skip
_PIECED = frozenset({"derivation", "how"})
_Noun = TypeVar("_Noun")


def localize(value: _Noun, catalogue: Catalogue) -> _Noun:
    """The value with every known text in it translated, as deep as it goes."""
    if catalogue.is_english:
        return value
    return _walk(value, catalogue)  # type: ignore[no-any-return]


def localize_view(view: ScorecardView, catalogue: Catalogue) -> ScorecardView:
    """The view with assessment, rubric and topic translated, and the remarks on instruments and searches."""
    if catalogue.is_english:
        return view
    return replace(
        view,
        assessment=localize(view.assessment, catalogue),
        rubric=localize(view.rubric, catalogue),
        topic=localize(view.topic, catalogue),
        instruments=tuple(_instrument(item, catalogue) for item in view.instruments),
        refusals=localize(view.refusals, catalogue),
        agencies=tuple(_agency(item, catalogue) for item in view.agencies),
        documents={key: _document(item, catalogue) for key, item in view.documents.items()},
        searches=tuple(
            replace(item, why_incomplete=catalogue.translate(item.why_incomplete)) for item in view.searches
        ),
    )


def _document(item: SourceDocument, catalogue: Catalogue) -> SourceDocument:
    """The document with what a person should know of its reading; its words stay as they are."""
    told = tuple(replace(flag, message=catalogue.translate(flag.message)) for flag in item.flags)
    return replace(item, flags=told) if told else item


def _agency(item: Agency, catalogue: Catalogue) -> Agency:
    """An agency that is only assumed is called by a rule and has no name of its own yet."""
    return replace(item, name=catalogue.translate(item.name)) if item.assumed else item


def _instrument(item: Instrument, catalogue: Catalogue) -> Instrument:
    return replace(item, cautions=tuple(catalogue.translate(text) for text in item.cautions))


def _walk(value: Any, catalogue: Catalogue) -> Any:
    if isinstance(value, _LEFT):
        return value
    if isinstance(value, str):
        return catalogue.translate(value)
    if isinstance(value, tuple):
        return tuple(_walk(item, catalogue) for item in value)
    if isinstance(value, list):
        return [_walk(item, catalogue) for item in value]
    if isinstance(value, dict):
        return {key: _walk(item, catalogue) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return _dataclass(value, catalogue)
    return value


def _dataclass(value: Any, catalogue: Catalogue) -> Any:
    changed = {}
    for item in fields(value):
        old = getattr(value, item.name)
        if item.name in _PIECED:
            new: Any = tuple(catalogue.translate_pieces(text) for text in old)
        elif item.name == "text" and isinstance(value, RuleLine):
            new = catalogue.translate_pieces(old)
        elif item.name in _CODES and _is_text(old):
            continue
        else:
            new = _walk(old, catalogue)
        if new != old:
            changed[item.name] = new
    return replace(value, **changed) if changed else value


def _is_text(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, tuple) and all(isinstance(item, str) for item in value))
