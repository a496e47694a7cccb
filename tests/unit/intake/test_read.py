"""Any file through the one door of intake."""

from __future__ import annotations

import pytest

from pincite.errors import InputError
from pincite.intake.read import make_document_id, merge_marks, read_document
from pincite.model.document import Mark, MarkKind

LAW = b"""Sec. 1. Short title. This ordinance may be cited as the Plum Ordinance.

Sec. 2. Rules.
(a) The sheriff shall not ask about it.
(b) The board may:
(1) hold hearings; or
(2) hire staff.
"""


def test_a_plain_file_has_text_sections_and_a_checksum() -> None:
    document = read_document(LAW, name="plum.txt")
    assert document.id == "plum"
    assert document.media_type == "text/plain"
    assert len(document.sha256) == 64
    assert [section.number for section in document.sections if section.number.startswith("(")] == [
        "(a)",
        "(b)",
        "(1)",
        "(2)",
    ]


def test_an_empty_file_is_refused_in_one_line() -> None:
    with pytest.raises(InputError, match=r"empty\.txt: the file is empty\. Get the document again\."):
        read_document(b"", name="empty.txt")


def test_binary_junk_is_refused() -> None:
    with pytest.raises(InputError):
        read_document(bytes(range(256)) * 40, name="junk.pdf")


def test_a_file_of_white_space_is_refused() -> None:
    with pytest.raises(InputError, match="nothing but blanks"):
        read_document(b"   \n \n", name="blank.txt")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("A/b/County Code (2019).PDF", "county-code-2019"), ("...", "document"), ("§§.txt", "document")],
)
def test_document_ids_are_safe(name: str, expected: str) -> None:
    assert make_document_id(name) == expected


def test_marks_of_one_kind_that_overlap_become_one() -> None:
    note, struck = MarkKind.NOTE, MarkKind.STRUCK
    marks = [
        Mark(kind=note, start=5, end=9, reason="first"),
        Mark(kind=struck, start=6, end=7),
        Mark(kind=note, start=8, end=12, reason="second"),
        Mark(kind=note, start=20, end=22),
    ]
    merged = merge_marks(marks)
    assert [(mark.kind, mark.start, mark.end) for mark in merged] == [(note, 5, 12), (struck, 6, 7), (note, 20, 22)]
    assert merged[0].reason == "first"
