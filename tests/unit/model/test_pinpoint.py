"""Pinpoints as people write them."""

from __future__ import annotations

import pytest

from pincite.intake.outline import outline_sections
from pincite.model.document import Page, SourceDocument
from pincite.model.pinpoint import pinpoint


def document(*paragraphs: str, pages: tuple[Page, ...] = ()) -> SourceDocument:
    text = "\n".join(paragraphs)
    return SourceDocument(
        id="d",
        name="d.txt",
        media_type="text/plain",
        sha256="0" * 64,
        byte_count=1,
        text=text,
        sections=outline_sections(text),
        pages=pages,
    )


@pytest.mark.parametrize(
    ("paragraphs", "words", "expected"),
    [
        (("§ 9-131 Lamps.", "b. Oil. 1. First word.", "2. Second word."), "Second", "§ 9-131(b)(2)"),
        (("415.3 LAMPS", "Officers should not:", "(a) light one.", "(b) fill one."), "fill", "415.3(b)"),
        (("IV. OIL", "A. First.", "B. Second.", "C. Third:", "1. One.", "2. Two."), "Two", "IV.C.2"),
        (
            ("Article III Oil", "(a) First.", "(b) Second:", "(1) One.", "(2) Two."),
            "Two",
            "Article III, (b)(2)",
        ),
        (
            ("Section 1. The law is amended to read as follows:", "§ 40-1 Lamps.", "(a) One.", "(b) Two."),
            "Two",
            "§ 40-1(b)",
        ),
        (("RCW 10.93.160 Lamps.", "(1) One.", "(2) Two."), "Two", "RCW 10.93.160(2)"),
        (("Lamps burn.", "", "Oil burns.", "Wax melts."), "melts", "para. 3"),
    ],
)
def test_the_deepest_section_with_the_items_below_it(paragraphs: tuple[str, ...], words: str, expected: str) -> None:
    found = document(*paragraphs)
    assert pinpoint(found, found.text.index(words)) == expected


def test_the_page_follows_by_its_printed_label_or_its_number() -> None:
    pages = (Page(number=1, start=0, end=11, label="289"), Page(number=2, start=12, end=40))
    found = document("415.3 LAMPS", "Officers should not light lamps.", pages=pages)
    assert pinpoint(found, 3) == "415.3, p. 289"
    assert pinpoint(found, 20) == "415.3, p. 2"
