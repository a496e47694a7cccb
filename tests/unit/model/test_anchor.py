"""Quotes found again, cited and checked."""

from dataclasses import replace

import pytest

import universe as u
from pincite.model.anchor import check_citation, cite, find_quote
from pincite.model.document import Mark, MarkKind, Page, SourceDocument

TEXT = "No agency shall hold a person\nfor a “civil” request. Later words. No agency shall hold a horse."
DOCUMENT = SourceDocument(
    id="order", name="order.txt", media_type="text/plain", sha256=u.SHA, byte_count=90, text=TEXT,
    pages=(Page(number=1, start=0, end=53), Page(number=2, start=53, end=len(TEXT))),
)  # fmt: skip


@pytest.mark.parametrize(
    ("quote", "near", "found"),
    [
        ("hold a person for a", 0, "hold a person\nfor a"),
        ('for a "civil" request', 0, "for a “civil” request"),
        ("No agency shall", 0, "No agency shall"),
    ],
)
def test_a_quote_is_found_though_white_space_and_marks_differ(quote: str, near: int, found: str) -> None:
    anchor = find_quote(TEXT, quote, near=near)
    assert anchor is not None
    assert TEXT[anchor.start : anchor.end] == found
    assert anchor.exact
    assert anchor.likeness == 100


def test_of_several_the_nearest_is_taken() -> None:
    assert find_quote(TEXT, "No agency shall hold").start == 0
    assert find_quote(TEXT, "No agency shall hold", near=len(TEXT)).start == TEXT.rindex("No agency")


def test_words_that_differ_a_little_are_found_as_likely() -> None:
    anchor = find_quote(TEXT, "No agency shall hoId a persom for a civil request")
    assert anchor is not None
    assert not anchor.exact
    assert 88 <= anchor.likeness < 100


@pytest.mark.parametrize("quote", ["", "   ", "Each landlord keeps two umbrellas beside the door"])
def test_what_is_not_there_is_not_found(quote: str) -> None:
    assert find_quote(TEXT, quote) is None


def test_a_citation_is_trimmed_and_anchored_twice() -> None:
    end = TEXT.index("Later") + len("Later words. ")
    citation = cite(DOCUMENT, TEXT.index(" Later"), end, pinpoint="para. 1")
    assert citation.quote == "Later words."
    assert citation.page == 2
    assert citation.prefix.endswith("request. ")
    assert citation.suffix.startswith(" No agency")
    assert check_citation(citation, DOCUMENT) == []


def test_a_citation_of_a_text_without_pages_names_none() -> None:
    plain = replace(DOCUMENT, pages=())
    assert cite(plain, 0, 9).page == 0
    assert check_citation(cite(plain, 0, 9), plain) == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"sha256": "1" * 64}, "the stored source is not the file that was cited"),
        ({"start": 1, "end": 10}, "the words do not stand at 1:10; they stand at 0"),
        ({"quote": "No umbrel"}, "the words do not stand at 0:9"),
        ({"page": 2}, "the words do not stand on page 2"),
    ],
)
def test_a_citation_that_does_not_hold_says_why(change: dict[str, object], problem: str) -> None:
    (found,) = check_citation(replace(cite(DOCUMENT, 0, 9), **change), DOCUMENT)
    assert found.startswith(problem)


def test_struck_words_and_notes_are_no_law() -> None:
    marks = (
        Mark(kind=MarkKind.STRUCK, start=3, end=9, reason="drawn through"),
        Mark(kind=MarkKind.INSERTED, start=10, end=15),
        Mark(kind=MarkKind.NOTE, start=12, end=15),
    )
    problems = check_citation(cite(DOCUMENT, 0, 20), replace(DOCUMENT, marks=marks))
    assert problems == [
        "some of the words are not law (struck: drawn through)",
        "some of the words are not law (note: marked so)",
    ]
