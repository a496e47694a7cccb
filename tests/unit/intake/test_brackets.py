"""Deleted words in brackets: only in acts that change other law, and never to the end of the document."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pincite.intake.brackets import looks_amending, mark_bracketed
from pincite.intake.plain import read_plain
from pincite.intake.raw import RawText
from pincite.model.document import Mark, MarkKind
from unit.intake.marked import SHARED, codes, struck

HEAD = (
    "Be it enacted by the Council of Arden as follows:\\n"
    "Section 1. Section 9 of the code is amended to read as follows:\\n"
)


def marked(text: str, *, head: str = HEAD) -> RawText:
    return mark_bracketed(RawText(text=head + text, hard_breaks=True))


def test_deleted_words_are_struck_brackets_included() -> None:
    raw = marked("1. A [covered] grave crime[, including theft] or [ten] five years.")
    assert struck(raw) == ["[covered]", "[, including theft]", "[ten]"]


def test_a_deletion_may_run_over_paragraphs() -> None:
    raw = marked("[3. “Lamp” shall mean:\ni. oil; or\nii. gas.]\n[4.] 3. “Wall” shall mean the wall.")
    assert struck(raw) == ["[3. “Lamp” shall mean:\ni. oil; or\nii. gas.]", "[4.]"]


@pytest.mark.parametrize(
    "text", ["[sic]", "[ ]", "[...]", "[reserved]", "[1] is a note", "[see § 4]", "[2019 c 4 § 2; ]"]
)
def test_editorial_brackets_are_no_deletions(text: str) -> None:
    assert struck(marked(f"The warden {text} shall act.")) == []


@pytest.mark.parametrize("text", ["[5] 3. Wall", "[E] B. is found", "[10] 5. the number", "[7.] 5. Tower"])
def test_a_new_number_beside_the_old_one_shows_a_deletion(text: str) -> None:
    assert struck(marked(text)) == [text.split("]")[0] + "]"]


def test_nested_brackets_are_one_deletion() -> None:
    assert struck(marked("A [lamp [of oil] or gas] light.")) == ["[lamp [of oil] or gas]"]


def test_an_open_bracket_does_not_swallow_the_act() -> None:
    raw = marked("A [lamp shall be lit.\n§ 2. The [old] new wall stands.\n§ 3. This takes effect at once.")
    assert struck(raw) == ["[old]"]
    assert codes(raw) == ["open-bracket"]


def test_an_open_bracket_leaves_later_ones_alone_in_its_section() -> None:
    raw = marked("A [lamp and a [tall] wall.")
    assert struck(raw) == ["[tall]"]
    assert codes(raw) == ["open-bracket"]


def test_a_far_bracket_does_not_close_an_open_one() -> None:
    raw = marked("A [lamp " + "of oil " * 4000 + "] here.")
    assert struck(raw) == []
    assert codes(raw) == ["open-bracket"]


def test_a_text_that_changes_no_law_is_left_alone() -> None:
    text = "The warden [or her deputy] shall keep [the] lamps."
    assert struck(marked(text, head="Section 4. Lamps.\n")) == []


def test_a_code_that_only_mentions_amendments_is_left_alone() -> None:
    head = "Be it ordained by the board. The code of 1990 was amended. Local law applies.\n"
    assert struck(marked("The warden [or deputy] acts.", head=head)) == []


@pytest.mark.parametrize(
    "explanation",
    [
        "EXPLANATION--What is in italics is new; matter in brackets [ ] is old law, omitted here.",
        "[Brackets] indicate matter deleted from existing law.",
        "Deleted language is shown in [brackets].",
    ],
)
def test_an_act_that_explains_its_brackets_is_believed(explanation: str) -> None:
    raw = marked(f"Lamps [and] walls.\n{explanation}", head="")
    assert struck(raw) == ["[and]"]


def test_brackets_for_additions_are_no_deletions() -> None:
    assert not looks_amending("Additions made for clarity are indicated by brackets. The [old] wall.")


def test_words_struck_already_are_not_struck_twice() -> None:
    text = HEAD + "A [covered] crime."
    start = text.index("[covered]")
    mark = Mark(kind=MarkKind.STRUCK, start=start, end=start + 9, reason="drawn through")
    raw = RawText(text=text, hard_breaks=True, marks=(mark,))
    assert mark_bracketed(raw).marks == (mark,)


@given(st.text(alphabet="[]a1.§ \n", max_size=200))
def test_marks_lie_in_the_text_and_never_overlap(text: str) -> None:
    raw = marked(text)
    ends = [(mark.start, mark.end) for mark in raw.marks]
    assert all(end <= start for (_, end), (start, _) in pairwise(ends))
    assert all(raw.text[start] == "[" and raw.text[end - 1] == "]" for start, end in ends)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("stem", "count"),
    [
        ("nyc-ll-2014-058-doc-detainers", 53),
        ("nyc-ll-2014-059-nypd-detainers", 24),
        ("ny-s6964-2023-comply-detainer", 2),
        ("ny-a5686-2023-ny4all", 0),
    ],
)
def test_real_acts(stem: str, count: int) -> None:
    path = SHARED / "instruments" / f"{stem}.txt"
    if not path.exists():
        pytest.skip("../shared/corpus is absent")
    raw = mark_bracketed(read_plain(path.read_bytes(), name=path.name))
    assert len(struck(raw)) == count
    assert raw.flags == ()
