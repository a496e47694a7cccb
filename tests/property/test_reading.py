"""Whatever the text, the reader ends, cites words that stand in it, and takes time in step with its length."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pincite.finding import rank_passages
from pincite.model.anchor import check_citation
from pincite.reading.draft import Reading, draft_provisions
from unit.reading.reader import document, grammar, topic

PIECES = st.sampled_from(
    [
        "(a) ", "(1) ", "1. ", "§ 4. ", "\n", "\n", ": ", "; or ", "; and ", ". ", ", ", " ",
        "The jail ", "No officer ", "ICE ", "The Department of Homeland Security ", "Nothing in this section ",
        "shall not ", "may ", "shall ", "may only ", "is prohibited from ", "prohibits ", "need not ",
        "honor ", "keep a person on ", "tell ", "an immigration detainer ", "the release date ", "to ICE ",
        "immigration status ", "unless ", "except as ", "a judge has signed a warrant ", "convicted ",
        '"Detainer" means ', "report the number of ", "irnmigration ", "d tain ", "ﬁle ", "İ", "\ue001", "\x0c", "’",
    ]
)  # fmt: skip
LETTERS = st.characters(max_codepoint=0x17F, exclude_categories=["Cc"])
TEXTS = (st.lists(PIECES, min_size=1, max_size=80).map("".join) | st.text(LETTERS, max_size=300)).map(
    "The jail. ".__add__
)
SENTENCE = "The jail shall not honor an immigration detainer unless a judge has signed a warrant, and shall tell none. "


def read(text: str) -> tuple[Reading, float]:
    source = document(text)
    start = time.perf_counter()
    drafted = draft_provisions(source, range(len(source.sections)), topic=topic(), grammar=grammar())
    return drafted, time.perf_counter() - start


@settings(max_examples=120, deadline=None)
@given(TEXTS)
def test_no_text_stops_the_reader(text: str) -> None:
    source = document(text)
    nodes = range(len(source.sections))
    drafted = draft_provisions(source, nodes, topic=topic(), grammar=grammar())
    for item in drafted.provisions:
        assert item.citations
        for citation in item.citations:
            assert check_citation(citation, source) == []
    for spans in drafted.evidence.values():
        assert all(0 <= start < end <= len(source.text) for start, end in spans)
    assert {item.conduct for item in drafted.provisions}.isdisjoint(drafted.abstained)
    for passages in rank_passages(source, nodes, topic=topic(), evidence=dict(drafted.evidence)).values():
        assert all(0 <= item.start < item.end <= len(source.text) for item in passages)


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_the_same_text_is_read_the_same(text: str) -> None:
    assert read(text)[0] == read(text)[0]


@pytest.mark.parametrize(
    "unit",
    [SENTENCE, SENTENCE.replace(". ", " and "), "immigration", "alien ", "(a) ", "not ", "; or "],
    ids=["sentences", "one-sentence", "one-word", "repeated-word", "enumerators", "negations", "joints"],
)
def test_time_grows_with_length_alone(unit: str) -> None:
    short, long = (max(0.02, read(unit * (size // len(unit) + 1))[1]) for size in (20_000, 80_000))
    assert long < 12 * short


@pytest.mark.slow
def test_a_passage_of_a_megabyte_ends() -> None:
    drafted, seconds = read(SENTENCE.replace(". ", " and ") * 9_000)
    assert {item.conduct for item in drafted.provisions} <= {"hold", "notify-release"}
    assert seconds < 60


def test_a_sentence_of_six_hundred_words() -> None:
    filler = " ".join(["in the case of a fair, a market or a feast"] * 55)
    drafted, _ = read(f"The jail shall not, {filler}, honor an immigration detainer.")
    assert {str(item.rule) for item in drafted.provisions} <= {"prohibits"}


def test_a_list_of_many_levels() -> None:
    marks = ["(a)", "(1)", "(A)", "(i)"]
    lines = [f"{marks[depth % 4]} in such a case and in no other:" for depth in range(40)]
    drafted, _ = read("The jail shall not:\n" + "\n".join(lines) + "\nhonor an immigration detainer.\n")
    assert {str(item.rule) for item in drafted.provisions} <= {"prohibits", "limits"}
