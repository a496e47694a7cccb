"""A redline: without its insertions it is the old text, without what is struck the new one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pincite.drafting.redline import compare_words
from pincite.model.outline import RunMark

WORDS = st.lists(st.sampled_from(["no", "agency", "shall", "hold", "a", "person", "“quoted”", "مرحبا"]), max_size=14)


def side(runs: tuple[object, ...], *marks: RunMark) -> list[str]:
    return [word for run in runs if run.mark in marks for word in run.text.split()]  # type: ignore[attr-defined]


@given(WORDS, WORDS)
def test_both_texts_come_out_again(old: list[str], new: list[str]) -> None:
    runs = compare_words(" \n".join(old), "  ".join(new))
    assert side(runs, RunMark.KEPT, RunMark.STRUCK) == old
    assert side(runs, RunMark.KEPT, RunMark.INSERTED) == new
    assert all(run.text for run in runs)


def test_an_exception_is_struck_and_the_rest_kept() -> None:
    old = "No agency shall hold a person past release, unless the person has been convicted of a felony."
    runs = compare_words(old, "No agency shall hold a person past release.")
    assert [(run.mark.value, run.text) for run in runs] == [
        ("kept", "No agency shall hold a person past"),
        ("struck", "release, unless the person has been convicted of a felony."),
        ("inserted", "release."),
    ]


def test_what_is_struck_and_inserted_is_told_in_words() -> None:
    runs = compare_words("Deputies should not ask.", "Deputies shall not ask.")
    assert [run.told for run in runs] == ["Deputies", "[struck: should]", "[inserted: shall]", "not ask."]


def test_texts_that_have_little_in_common_are_not_mixed() -> None:
    runs = compare_words("The clerk keeps a log of all visits.", "No agency shall give entry to a jail.")
    assert [run.mark for run in runs] == [RunMark.STRUCK, RunMark.INSERTED]
