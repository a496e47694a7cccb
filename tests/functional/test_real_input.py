"""Real texts from ../shared: read without error, quoted rightly, silent where they say nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from shutil import which

import pytest

from pincite.errors import PinciteError
from pincite.intake.read import read_document
from pincite.model.anchor import check_citation
from pincite.model.document import MarkKind, SourceDocument
from pincite.workflow.pack import load_pack
from pincite.workflow.read import SourceReading, read_source
from pincite.workflow.sources import recognise

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
CORPUS = SHARED / "corpus"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.slow,
    pytest.mark.skipif(not CORPUS.is_dir(), reason=f"real texts are absent: {CORPUS}"),
]

INSTRUMENTS = (
    "il-hanover-park-d210p-foreign-nationals.pdf",
    "il-lisle-pd-415-immigration.pdf",
    "il-la-grange-pd-428-immigration.pdf",
    "nyc-ll-2014-058-doc-detainers.rtf",
    "nyc-ll-2014-059-nypd-detainers.rtf",
    "ia-27a-enforcement-immigration.rtf",
    "wa-10-93-160-law-enforcement-restrictions.txt",
    "moa-frederick-so-md-jem-2020.pdf",
    "moa-texas-ag-tfm-2025.pdf",
    "moa-scan-jackson-so-mn-jem-2025.pdf",
)


@cache
def read(path: Path) -> SourceReading:
    return read_source(read_document(path.read_bytes(), name=path.name, ocr=recognise), load_pack())


def assert_quotes_hold(reading: SourceReading) -> None:
    for provision in reading.provisions:
        assert provision.citations, provision.id
        for citation in provision.citations:
            assert check_citation(citation, reading.document) == []


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_instruments_are_read_and_quoted_rightly(name: str) -> None:
    if "scan" in name and which("tesseract") is None:
        pytest.skip("tesseract is not installed: the scanned agreement is not read (make system)")
    reading = read(CORPUS / "instruments" / name)
    assert reading.search.words > 300
    assert reading.search.pages_without_text == ()
    assert reading.provisions
    assert_quotes_hold(reading)


@pytest.mark.parametrize(("name", "pages"), [("il-lisle-police-manual.pdf", range(289, 293))])
def test_the_policy_in_a_whole_manual_is_found_first(name: str, pages: range) -> None:
    reading = read(CORPUS / "manuals" / name)
    spoken = {item.conduct for item in reading.provisions}
    assert {"hold", "arrest", "share-status"} <= spoken
    for conduct in spoken:
        assert reading.passages[conduct][0].page in pages, conduct
    assert_quotes_hold(reading)
    assert all(citation.page in pages for item in reading.provisions for citation in item.citations)


def test_struck_words_of_a_bill_are_never_quoted_as_law() -> None:
    reading = read(CORPUS / "instruments" / "md-sb46-2025-wrongful-detainer.pdf")
    struck = [mark for mark in reading.document.marks if mark.kind is MarkKind.STRUCK]
    assert struck
    assert_quotes_hold(reading)


def test_a_whole_county_code_without_such_law_is_silent() -> None:
    reading = read(CORPUS / "instruments" / "ga-seminole-county-code-full.docx")
    assert reading.provisions == ()
    assert reading.search.complete


@pytest.mark.parametrize(
    "path", sorted((CORPUS / "ordinance-pdfs").glob("*")) if CORPUS.is_dir() else [], ids=lambda path: path.name
)
def test_ordinances_on_other_matters_give_no_provision(path: Path) -> None:
    if which("tesseract") is None:
        pytest.skip("tesseract is not installed: scanned ordinances are not read (make system)")
    document = _read_or_refused(path)
    if document is not None:
        assert read_source(document, load_pack()).provisions == ()


def _read_or_refused(path: Path) -> SourceDocument | None:
    """The document, or None where it was refused in one clear line."""
    try:
        return read_document(path.read_bytes(), name=path.name, ocr=recognise)
    except PinciteError as error:
        refused = error
    assert refused.way_out
    assert "\n" not in refused.message()
    return None
