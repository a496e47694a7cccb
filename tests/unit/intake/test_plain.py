"""Plain text: encodings, pages, printed lines."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pincite.intake.plain import decode_text, looks_printed, read_plain
from unit.intake.marked import codes, notes

LAW = "§ 4. Lamps — “lit” at dusk; naïve wardens’ rule."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_whole(encoding: str) -> None:
    raw = read_plain((LAW * 3).encode(encoding), name="a.txt")
    assert raw.text == LAW * 3
    assert raw.flags == ()
    assert not raw.hard_breaks


def test_an_old_encoding_is_read_and_told() -> None:
    raw = read_plain((LAW * 20).encode("cp1252"), name="a.txt")
    assert raw.text == LAW * 20
    assert codes(raw) == ["encoding"]


def test_stray_bytes_in_utf8_keep_their_character() -> None:
    raw = read_plain(LAW.encode() + b" \x93quoted\x94 \x81 end", name="a.txt")
    assert raw.text == LAW + " “quoted” \ufffd end"
    assert codes(raw) == ["encoding"]


def test_cut_utf16_keeps_the_rest() -> None:
    raw = read_plain(LAW.encode("utf-16")[:-1], name="a.txt")
    assert raw.text.startswith(LAW[:-1])
    assert codes(raw) == ["encoding"]


def test_a_declared_encoding_is_believed_only_where_it_fits() -> None:
    assert decode_text("Ł".encode("cp1250"), name="a", declared="cp1250") == ("Ł", ())
    assert decode_text(b"ab\x97", name="a", declared="no-such-code")[0] == "ab—"


def test_form_feeds_part_pages_and_newlines_are_one_kind() -> None:
    raw = read_plain(b"One.\r\nTwo.\fThree.\r\f\fFive.\f\n", name="a.txt")
    pages = [raw.text[page.start : page.end] for page in raw.pages]
    assert pages == ["One.\nTwo.", "Three.\n", "", "Five."]
    assert [page.number for page in raw.pages] == [1, 2, 3, 4]


def test_without_form_feeds_there_are_no_pages() -> None:
    assert read_plain(b"One.", name="a.txt").pages == ()


def test_control_and_bidi_characters_stay_for_tidying() -> None:
    text = "Lamps \u202eshall\u202c \x07be lit."
    assert read_plain(text.encode(), name="a.txt").text == text


def test_notes_among_printed_lines_end_with_their_sentence() -> None:
    text = (
        b"Lamps shall be lit.\nEditor's note\xe2\x80\x94 Added by the town "
        b"of\nArden in 1990.\nThe warden shall see to it.\n"
    )
    assert notes(read_plain(text, name="a.txt")) == ["Editor's note— Added by the town of\nArden in 1990."]


def test_printed_lines_are_told_from_paragraphs() -> None:
    line = "the warden of the lamps shall walk the length of the wall at dusk and"
    assert looks_printed("\n".join([line] * 12))
    assert not looks_printed("\n".join(["The warden shall walk the length of the wall at dusk each day."] * 12))


@given(st.binary(max_size=300))
def test_any_bytes_give_text(content: bytes) -> None:
    raw = read_plain(content, name="a.txt")
    assert len(raw.text) <= len(content)
    assert "\r" not in raw.text


@pytest.mark.parametrize("unit", [b"lamp ", b"lamp\xa7 ", b"[", b"\xe2\x80", b"History. "])
def test_a_line_ten_times_as_long_takes_about_ten_times_as_long(unit: bytes) -> None:
    def seconds(count: int) -> float:
        start = time.perf_counter()
        read_plain(unit * count, name="a.txt")
        return time.perf_counter() - start

    seconds(10_000)
    small, large = min(seconds(100_000) for _ in range(3)), seconds(1_000_000)
    assert large < 40 * small + 0.2
