"""Markdown of orders and bills, invented for the town of Arden."""

from __future__ import annotations

import time

import pytest

from pincite.intake.markdown import read_markdown
from unit.intake.marked import ASIDE, SHARED, codes, headings, inserted, notes, struck


def read(text: str) -> str:
    return read_markdown(text.encode(), name="a.md").text


def test_signs_go_and_words_stay() -> None:
    assert read("# Lamps\n\nThe **warden** _shall_ `act` on [rule 4](http://x).\n\n> Quoted & told.\n") == (
        "Lamps\n\nThe warden shall act on rule 4.\n\nQuoted & told."
    )


def test_headings_keep_their_level() -> None:
    assert headings(read_markdown(b"# Lamps\n\nLit.\n\n## Oil #\n", name="a.md")) == [
        (1, "Lamps"),
        (2, "Oil"),
    ]


def test_a_line_of_dashes_makes_no_heading() -> None:
    raw = read_markdown(b"The warden\nshall act.\n----\nEnd.", name="a.md")
    assert raw.text == "The warden\nshall act.\n\nEnd."
    assert raw.headings == ()


def test_lists_keep_their_numbers() -> None:
    assert read("3. Lamps\n4) Walls\n\n- Gates\n  1. Iron\n") == "3. Lamps\n\n4) Walls\n\n• Gates\n1. Iron"


def test_struck_and_inserted_words() -> None:
    raw = read_markdown(b"A ~~grave~~ <ins>great</ins> <del>old</del> lamp.", name="a.md")
    assert raw.text == "A grave great old lamp."
    assert struck(raw) == ["grave", "old"]
    assert inserted(raw) == ["great"]


def test_front_matter_is_about_the_file() -> None:
    raw = read_markdown(b"---\ntitle: Lamps\nsource: web\n---\n\nLamps shall be lit. [x]\n", name="a.md")
    assert notes(raw) == ["title: Lamps\nsource: web"]
    assert raw.text.endswith("Lamps shall be lit. [x]")


def test_what_stands_before_the_full_text_is_the_publishers() -> None:
    raw = read_markdown(
        b"# Bans lamps\n\n## Summary\n\nBans all lamps.\n\n## Full Text\n\nLamps are banned.\n", name="a.md"
    )
    assert notes(raw) == ["Bans lamps\n\nSummary\n\nBans all lamps.\n\nFull Text"]


def test_printed_lines_keep_their_indents_and_are_told_from_paragraphs() -> None:
    raw = read_markdown(b"  Section 1. The lamps\n of the town are lit.\n  Section 2. Walls.\n", name="a.md")
    assert raw.text == "  Section 1. The lamps\n of the town are lit.\n  Section 2. Walls."
    assert not raw.hard_breaks
    assert read_markdown(b"One.\n\nTwo.", name="a.md").hard_breaks


def test_deeply_indented_lines_are_no_code() -> None:
    assert read("Lamps\n\n        (a) oil\n") == "Lamps\n\n(a) oil"


def test_tables_and_stars() -> None:
    assert read("| Lamp | Oil |\n|---|---|\n| one | 3 |\n\n* * *\n\nEnd") == "Lamp\tOil\none\t3\n\n* * *\n\nEnd"


def test_scripts_in_raw_html_are_no_text() -> None:
    assert read("Lamps\n\n<script>\nlet law = 1\n</script>\n\n<p>Walls<br>Gates</p>\n") == "Lamps\n\nWalls\nGates"


@pytest.mark.parametrize("unit", ["[", "*a ", "~~", "> ", "`", "<", "1. "])
def test_hostile_signs_are_read_in_time(unit: str) -> None:
    start = time.perf_counter()
    read(unit * 20_000)
    assert time.perf_counter() - start < 15


def test_a_very_long_file_is_read_as_text() -> None:
    raw = read_markdown(b"# Lamps\n" * 600_000, name="a.md")
    assert codes(raw) == ["markdown-as-text"]
    assert raw.text.startswith("# Lamps\n#")


@pytest.mark.shared
def test_real_files_give_the_words_of_their_text_twins() -> None:
    files = [file for file in (SHARED / "instruments").glob("*.md") if file.stem not in ASIDE]
    if not files:
        pytest.skip("../shared/corpus is absent")
    for file in files:
        raw = read_markdown(file.read_bytes(), name=file.name)
        first = next(mark for mark in raw.marks if mark.start == 0)
        words, twin = raw.text[first.end :].split(), file.with_suffix(".txt").read_text("utf-8-sig").split()
        assert abs(len(words) - len(twin)) <= 0.01 * len(twin), file.name
