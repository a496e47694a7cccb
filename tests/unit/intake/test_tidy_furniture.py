"""Tidying: what is printed around the law of Harrow Vale, running heads, feet, page and line numbers."""

from __future__ import annotations

import pytest

from pincite.intake.tidy import tidy_text
from unit.intake.tidied import raw_of, tidy

# Furniture

BODY = (
    "The warden of the vale keeps the gate by day and by night, and the lamps of the",
    "The clerk of the vale writes down who goes in and who goes out by any gate, and",
    "The council of the vale hears those who were kept out, and gives its answer and",
    "The treasurer of the vale pays for oil and for hinges out of the common chest of",
    "The messenger of the vale runs to the next vale when the beacon burns on the hill",
)


def pages_with(head: str, foot: str) -> list[str]:
    texts = [f"{line}\nnext line of page {word}" for line, word in zip(BODY, "abcde", strict=True)]
    return [
        "\n".join(part for part in (head.format(n=n), text, foot.format(n=n)) if part)
        for n, text in enumerate(texts, 1)
    ]


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("Harrow Vale Gate Manual", "Revised {n}/2/2031"),
        ("", "Page {n} of 5"),
        ("– {n} –", ""),
        ("", "{n}"),
        ("Harrow Vale\nGate Manual", "Gates - {n}"),
        ("{n} HARROW VALE CODE", "____________________"),
        ("Ch. 12 LAWS OF HARROW VALE\n- {n} -", ""),
    ],
)
def test_running_heads_and_feet_are_taken_out(head: str, foot: str):
    text = tidy_text(raw_of(*pages_with(head, foot))).text.replace("\n", " ")
    bodies = " ".join(f"{line} next line of page {word}" for line, word in zip(BODY, "abcde", strict=True))
    title = head.split("\n")[-1] if "{" not in head else ""
    assert text == f"{title} {bodies}".strip()  # a title stays once, where it begins


def test_a_sentence_goes_on_over_the_page():
    pages = [
        f"Gate Rules - {n}\n{words}"
        for n, words in enumerate(["The warden shall keep the", "gate of the vale.", "(b) The clerk."], 1)
    ]
    assert tidy(*pages) == ["The warden shall keep the gate of the vale.", "(b) The clerk."]


def test_the_title_of_a_chapter_stays_where_the_chapter_begins():
    titles = ["Gates", "Gates", "Gates", "Lamps", "Lamps", "Lamps"]
    pages = [
        f"Harrow Vale\n{title}\nThe {word} rule.\nMore on {word}." for title, word in zip(titles, "abcdef", strict=True)
    ]
    found = tidy(*pages)
    assert found.count("Gates") == 1
    assert found.count("Lamps") == 1
    assert found[0] == "Gates"


def test_list_items_that_open_pages_are_kept():
    pages = [f"1. The warden keeps gate {word}.\nWords." for word in "abcd"]
    assert sum("The warden keeps gate" in line for line in tidy(*pages)) == 4


def test_plain_text_is_split_at_printed_page_breaks():
    text = "The warden shall keep the\n\n A. 12--B  2\n\n gate of the vale.\n- 3 -\nNo more.\nPage 4\nThe end."
    assert " ".join(tidy(text)) == "The warden shall keep the gate of the vale. No more. The end."


def test_the_legend_of_a_bill_inside_a_sentence_is_taken_out():
    text = (
        " THE WARDENS OF THE VALE AND THE CLERKS OF\n\n"
        "  EXPLANATION--Matter in ITALICS is new; matter in brackets\n"
        "  [ ] is old law to be omitted.\n  LBD00001-01-1\n S. 12  2\n\n THE VALE SHALL REPORT.\n"
    )
    assert tidy(text) == ["THE WARDENS OF THE VALE AND THE CLERKS OF THE VALE SHALL REPORT."]


# Line numbers

LAW = (
    "The warden keeps the gate of",
    "the vale and lights its lamps",
    "when night falls. The clerk of",
    "the vale keeps the 2 seals, the",
    "books and the keys. No warden",
    "opens a gate for a stranger who",
    "has no leave of the clerk and",
    "of the council of the vale.",
)
WHOLE = " ".join(LAW)


@pytest.mark.parametrize(
    "lines",
    [
        [f"{n} {line}" for n, line in enumerate(LAW, 1)],
        [f"  {n}    {line}" for n, line in enumerate(LAW, 1)],
        [f"{line} {n}" for n, line in enumerate(LAW, 1)],
        [part for n, line in enumerate(LAW, 1) for part in (str(n), line)],
        [*(str(n) for n in range(1, 9)), *LAW],
    ],
    ids=["left", "indented", "right", "between", "apart"],
)
def test_printed_line_numbers_are_taken_out(lines: list[str]):
    assert tidy("\n".join(lines)) == [WHOLE]


def test_line_numbers_begin_anew_on_each_page():
    first = "\n".join(f"{n} {line}" for n, line in enumerate(LAW, 1))
    second = "\n".join(f"{n} {line.upper()}" for n, line in enumerate(LAW, 1))
    assert " ".join(tidy(first, second)) == f"{WHOLE} {WHOLE.upper()}"


def test_two_pages_that_are_alike_are_both_kept():
    page = "\n".join(f"{line} of the vale." for line in LAW)
    assert len(" ".join(tidy(page, page))) > 1.9 * len(page)


def test_numbered_items_are_no_line_numbers():
    text = "\n".join(f"{n}. {line.capitalize()}." for n, line in enumerate(LAW, 1))
    assert [line[:2] for line in tidy(text)] == [f"{n}." for n in range(1, 9)]
