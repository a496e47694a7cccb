"""RTF as councils publish it, invented for the town of Arden."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pincite.errors import InputError
from pincite.intake.brackets import mark_bracketed
from pincite.intake.rtf import read_rtf
from unit.intake.marked import ASIDE, SHARED, codes, headings, inserted, struck

HEAD = r"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 Cyr;}}{\colortbl;\red0;}"
AMENDS = r"Be it enacted: section 4 is amended to read as follows:\par "


def read(body: str) -> str:
    return read_rtf((HEAD + body + "}").encode("latin-1"), name="a.rtf").text


def test_paragraphs_breaks_and_signs() -> None:
    assert read(r"Lamps\par\pard\qj Walls\line Gates\tab x\emdash y\~z\_w \{b\} \\") == (
        "Lamps\nWalls\nGates\tx—y\u00a0z\u2011w {b} \\"
    )


def test_characters_in_every_spelling() -> None:
    assert read(
        r"\'a7 4 \u8220\'3flit\u8221? \uc0\u8212 {\f1\'c4} \u-10179\u-8704 \ldblquote"
    ) == "§ 4 “lit” —Д 😀 “".replace("😀 ", "😀")


def test_what_is_no_text_is_left_out() -> None:
    body = (
        r"{\*\generator X;}{\info{\title T}}{\stylesheet{\s1 heading 1;}}"
        r"{\header Arden}{\pict 89504e}{\*\bkmkstart b}Lamps{\field{\*\fldinst PAGE}{\fldrslt 4}}"
    )
    assert read(body) == "Lamps4"


def test_binary_data_is_passed_over() -> None:
    assert read(r"Lamps{\pict\bin6 }}{{\\x} lit") == "Lamps lit"


def test_struck_and_tracked_words_are_marked() -> None:
    raw = read_rtf(
        (HEAD + r"A {\strike grave} \striked1 old\striked0  {\deleted tall} {\revised great} lamp}").encode(),
        name="a",
    )
    assert struck(raw) == ["grave", "old", "tall"]
    assert inserted(raw) == ["great"]


def test_underlined_words_are_new_matter_only_in_acts_that_change_law() -> None:
    words = r"A \ul great\ulnone  {\uldb tall} \plain lamp [old]}"
    raw = mark_bracketed(read_rtf((HEAD + AMENDS + words).encode(), name="a"))
    assert inserted(raw) == ["great", "tall"]
    assert struck(raw) == ["[old]"]
    assert inserted(read_rtf((HEAD + words).encode(), name="a")) == []


def test_hidden_text_is_left_out_and_told() -> None:
    raw = read_rtf((HEAD + r"Lamps {\v obey me} \v0 lit}").encode(), name="a")
    assert raw.text == "Lamps  lit"
    assert codes(raw) == ["hidden-text"]


def test_list_numbers_headings_and_footnotes() -> None:
    body = (
        r"{\stylesheet{\s1 heading 1;}{\s2 Body;}}\pard\s1 Lamps\par\pard\s2"
        r"{\listtext (a)\tab}Lit.{\footnote\pard See 4.}\par"
        r"\pard\outlinelevel1 Walls\par\pard End\par"
    )
    raw = read_rtf((HEAD + body + "}").encode(), name="a")
    assert raw.text == "Lamps\n(a)\tLit.[1]\nWalls\nEnd\n[1] See 4."
    assert headings(raw) == [(1, "Lamps"), (2, "Walls")]


def test_table_cells_are_parted_by_tabs() -> None:
    assert read(r"\trowd Oil\cell 3\cell\row\trowd Gas\cell 4\cell\row") == "Oil\t3\nGas\t4"


def test_a_cut_file_keeps_what_it_has_and_is_told() -> None:
    raw = read_rtf(rb"{\rtf1 Lamps {\b shall be", name="a.rtf")
    assert raw.text == "Lamps shall be"
    assert codes(raw) == ["truncated"]


def test_groups_without_end_are_refused() -> None:
    with pytest.raises(InputError, match="nests groups without end"):
        read_rtf(b"{\\rtf1" + b"{" * 50_000, name="a.rtf")


@given(st.text(alphabet="\\{}'*u1a7 bparstrike\n", max_size=200))
def test_any_rtf_gives_text(body: str) -> None:
    raw = read_rtf(b"{\\rtf1 " + body.encode(), name="a.rtf")
    assert all(0 <= mark.start < mark.end <= len(raw.text) for mark in raw.marks)


def test_time_grows_with_size() -> None:
    start = time.perf_counter()
    read_rtf((HEAD + r"{\b lamp }\'a7\par " * 100_000 + "}").encode(), name="a.rtf")
    assert time.perf_counter() - start < 20


@pytest.mark.shared
def test_real_files_give_exactly_the_words_of_their_text_twins() -> None:
    files = [file for file in (SHARED / "instruments").glob("*.rtf") if file.stem not in ASIDE]
    if not files:
        pytest.skip("../shared/corpus is absent")
    for file in files:
        twin = file.with_suffix(".txt").read_text("utf-8-sig")
        assert read_rtf(file.read_bytes(), name=file.name).text.split() == twin.split(), file.name
