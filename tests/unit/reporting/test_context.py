from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pincite.model.document import Mark, MarkKind, Page, SourceDocument, TextMethod
from pincite.model.law import Citation
from pincite.reporting.context import Run, cut_context, cut_runs, shorten_runs
from unit.reporting.sample import CODE, CODE_TEXT, KEY, KEY_CITATION


def join(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


def make_plain(text: str, *marks: Mark) -> SourceDocument:
    return SourceDocument(
        id="d", name="d.txt", media_type="text/plain", sha256="s", byte_count=1, text=text, marks=marks
    )


def test_the_quote_stands_between_what_comes_before_and_after_it() -> None:
    context = cut_context(KEY_CITATION, CODE)
    assert context.found
    assert join(context.quote) == KEY
    assert join(context.before) + KEY + join(context.after) in CODE_TEXT


def test_struck_words_and_notes_are_told_apart_from_law() -> None:
    context = cut_context(KEY_CITATION, CODE)
    assert Run(text="[The keeper may lend at will.]", kind="struck") in context.before
    assert any(run.kind == "note" and run.text.startswith("Editor's note") for run in context.after)


def test_context_reaches_about_two_hundred_characters_and_cuts_at_words() -> None:
    text = "word " * 200 + "KEY QUOTE" + " word" * 200
    start = text.index("KEY")
    citation = Citation(document="d", sha256="s", quote="KEY QUOTE", start=start, end=start + 9)
    context = cut_context(citation, make_plain(text))
    before, after = join(context.before), join(context.after)
    assert (context.opens, context.closes) == (True, True)
    assert before.startswith("word ")
    assert after.endswith(" word")
    assert 160 <= len(before) <= 200
    assert 160 <= len(after) <= 200


def test_words_that_are_not_there_are_shown_as_not_found() -> None:
    moved = replace(KEY_CITATION, start=KEY_CITATION.start + 1, end=KEY_CITATION.end + 1)
    other_file = replace(KEY_CITATION, sha256="cd" * 32)
    for citation, document in ((moved, CODE), (other_file, CODE), (KEY_CITATION, None)):
        context = cut_context(citation, document)
        assert not context.found
        assert join(context.quote) == KEY
        assert join(context.before) == KEY_CITATION.prefix


def test_how_the_page_was_read_is_known() -> None:
    page = Page(number=3, start=0, end=len(CODE_TEXT), method=TextMethod.OCR, quality=0.8)
    context = cut_context(KEY_CITATION, replace(CODE, pages=(page,)))
    assert (context.method, context.quality) == ("ocr", 0.8)


def test_struck_wins_over_a_note_where_both_lie() -> None:
    marks = (Mark(kind=MarkKind.NOTE, start=0, end=6), Mark(kind=MarkKind.STRUCK, start=3, end=9))
    runs = cut_runs(make_plain("abcdefghij", *marks), 0, 10)
    assert [(run.text, run.kind) for run in runs] == [("abc", "note"), ("defghi", "struck"), ("j", "law")]


@given(
    text=st.text(min_size=1, max_size=60),
    spans=st.lists(
        st.tuples(st.integers(0, 59), st.integers(1, 20), st.sampled_from(list(MarkKind))), max_size=5
    ),
    window=st.tuples(st.integers(0, 59), st.integers(1, 60)),
)
def test_runs_are_exactly_the_text(
    text: str, spans: list[tuple[int, int, MarkKind]], window: tuple[int, int]
) -> None:
    marks = tuple(Mark(kind=kind, start=start, end=start + length) for start, length, kind in spans)
    start = min(window[0], len(text) - 1)
    end = min(len(text), start + window[1])
    assert join(cut_runs(make_plain(text, *marks), start, end)) == text[start:end]


@given(words=st.lists(st.text(max_size=30), min_size=1, max_size=6), limit=st.integers(1, 80))
def test_shortening_keeps_the_beginning_and_says_what_it_cut(words: list[str], limit: int) -> None:
    runs = tuple(Run(text=word) for word in words)
    kept, is_cut = shorten_runs(runs, limit)
    assert join(runs).startswith(join(kept))
    assert len(join(kept)) <= limit
    assert is_cut == (join(kept) != join(runs))
