"""Everything that a scorecard shows, gathered as one value, with the names that people know things by."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from pincite.errors import ImpossibleValueError
from pincite.model.answer import Assessment
from pincite.model.document import SourceDocument
from pincite.model.law import Instrument
from pincite.model.place import Agency
from pincite.model.rubric import Rubric
from pincite.model.search import SearchRecord
from pincite.model.topic import Topic
from pincite.reporting.assessment_json import check_belongs

_WEB = frozenset({"text/html", "application/xhtml+xml", "text/plain"})  # what a browser can search for a text fragment
_WORDS = 12
_ENUMERATOR = re.compile(r"\A\(?\w{1,5}[.)]\s+")  # a browser draws a list's own numbers, and they are no text


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorecardView:
    """What a scorecard is drawn from. generated_on: ISO day on which it is made.

    documents and links are by document id; a link is a path relative to the scorecard ("sources/code.pdf").
    refusals: (file name, what was wrong, way out) of files that were not read. agencies: for their names.
    """

    assessment: Assessment
    rubric: Rubric
    topic: Topic
    generated_on: str
    instruments: tuple[Instrument, ...] = ()
    documents: Mapping[str, SourceDocument]
    links: Mapping[str, str]
    searches: tuple[SearchRecord, ...] = ()
    refusals: tuple[tuple[str, str, str], ...] = ()
    agencies: tuple[Agency, ...] = ()

    def __post_init__(self) -> None:
        check_belongs(self.assessment, self.rubric, self.topic)
        for document, link in self.links.items():
            if not link or link.startswith(("/", "\\")) or ".." in link.replace("\\", "/").split("/"):
                raise ImpossibleValueError(f"link of {document}: {link!r} does not stay beside the scorecard")

    def document_title(self, document_id: str) -> str:
        """What people call a document: its instrument's title, else its file name, else its id."""
        title = next((item.title for item in self.instruments if item.document == document_id), "")
        document = self.documents.get(document_id)
        return title or (document.name if document else document_id)

    def instrument_title(self, instrument_id: str) -> str:
        """The instrument's title, else its id."""
        shown = {item.instrument: item.title for item in self.assessment.instruments}
        shown |= {item.id: item.title for item in self.instruments}
        return shown.get(instrument_id) or instrument_id

    def agency_name(self, agency_id: str) -> str:
        """The agency's name, else its id."""
        return next((item.name for item in self.agencies if item.id == agency_id and item.name), agency_id)

    def kind_label(self, kind: str) -> str:
        """A source kind as people say it; "statute@state" names the level too."""
        plain, _, level = kind.partition("@")
        known = self.topic.source_kind(plain)
        label = known.label if known else plain.replace("-", " ")
        return f"{label} ({level})" if level else label

    def conduct_label(self, conduct_id: str) -> str:
        """The conduct's short phrase, else its id."""
        return next((item.short for item in self.topic.conducts if item.id == conduct_id), conduct_id)

    def source_href(self, document_id: str, page: int = 0, words: str = "") -> str:
        """Relative address of the stored file, at the page or at the words of a web page; "" where it was not stored.

        A browser that knows no text fragments opens the same file at its beginning.
        """
        link = self.links.get(document_id, "")
        if not link:
            return ""
        # Every colon is escaped, so no file name can turn into an address of its own.
        path = quote(link.encode("utf-8", "replace"), safe="/")
        if page:
            return f"{path}#page={page}"
        document = self.documents.get(document_id)
        is_web = document is not None and document.media_type in _WEB
        return f"{path}#:~:text={_fragment(words)}" if is_web and words.strip() else path


def _fragment(words: str) -> str:
    """The beginning of a quote as a text fragment: enough of its words to stand nowhere else, and of one paragraph."""
    line = next(line for line in words.splitlines() if line.strip())
    start = " ".join(_ENUMERATOR.sub("", line.strip()).split()[:_WORDS])
    # A hyphen and a comma mean something in a fragment.
    return quote(start.encode("utf-8", "replace"), safe="").replace("-", "%2D")
