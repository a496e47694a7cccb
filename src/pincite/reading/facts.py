"""What a document says of itself: kind, status, dates. Looks at head and tail, abstains rather than guesses.

Rules are data (``packs/law``). Where the reading text is silent, running heads and stamps of the raw text are
looked at too, and last the file's name; such facts have no evidence span.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pincite.model.document import SourceDocument, Span
from pincite.model.facts import DocumentFacts, InstrumentKind, Language, RelativeDate
from pincite.model.law import Status
from pincite.packs.law import KindRule, Pattern, load_date_rules, load_kind_rules
from pincite.reading.dates import StatedDate, date_pattern, find_stated_dates, parse_days
from pincite.reading.issuer import Issuer, cites_state, find_state, read_issuer
from pincite.reading.zones import Found, Sources, search_zone

_WHOLE = 150_000  # texts up to this many code points are searched for dates from end to end
_ENDS = 8000  # of longer ones only so much at each end
_HEAD_OF_ORDER = 1500
_STAMPS = 3000
_CODIFIED = (InstrumentKind.STATUTE, InstrumentKind.FEDERAL_STATUTE, InstrumentKind.REGULATION)
_COLLECTIONS = (InstrumentKind.CODE, InstrumentKind.MANUAL, InstrumentKind.CONSTITUTION)
_LANGUAGE_SAMPLE = 20_000
_ENGLISH = frozenset("the of and to in or shall for by any with not".split())
_SPANISH = frozenset("de la que el los en las por del una con para se al".split())
_WORD = re.compile(r"[a-záéíóúñ]+")


def parse_facts(document: SourceDocument, *, name: str = "") -> DocumentFacts:
    """What ``document`` says of itself. name: of its file, where it differs from ``document.name``."""
    sources = Sources(document.text, document.raw_text, name or document.name)
    rule, found = _find_kind(sources)
    kind = InstrumentKind(rule.kind) if rule else InstrumentKind.UNCLEAR
    status, status_span, named_kind = _read_status(sources, rule)
    issuer = read_issuer(sources, rule.kind if rule else "", level=rule.level if rule else "")
    evidence = [("kind", found.span if found else None), ("status", status_span), *issuer.evidence]
    dates = _Dates(sources.text, document.raw_text, named_kind or kind, status)
    return DocumentFacts(
        kind=named_kind or kind,
        level=issuer.level,
        status=status,
        issuing_body=issuer.body,
        state=issuer.state,
        place_name=issuer.place,
        language=_read_language(document.text),
        **dates.fields(),
        evidence=tuple((field, span) for field, span in [*evidence, *dates.evidence] if span),
    )
