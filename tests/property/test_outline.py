"""Whatever the text, the outline is a tree that covers each word once; and a full tree is found again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pincite.intake.notes import mark_notes
from pincite.intake.outline import outline_sections

PIECES = st.sampled_from(
    [
        "(a)",
        "(i)",
        "1.",
        "A.",
        "ii.",
        "(2)",
        "§ 9-1",
        "Section 2.",
        "415.3",
        "CHAPTER 4",
        "PROCEDURE:",
        "• ",
        "\n",
        "\n",
        " ",
        ": ",
        "; or ",
        ". ",
        "[3. ",
        "[5] 3. ",
        "Lamps",
        "oil burns",
        "shall not",
        "subsection (a) of",
        "“",
        "—",
        "History.",
        "é",
        "# ",
    ]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200)
SHAPES = [
    ["(a)", "(b)", "(c)", "(d)"],
    ["(1)", "(2)", "(3)", "(4)"],
    ["(A)", "(B)", "(C)", "(D)"],
    ["1.", "2.", "3.", "4."],
    ["a.", "b.", "c.", "d."],
]


@given(TEXTS)
def test_the_outline_is_a_tree_in_document_order(text: str) -> None:
    sections = outline_sections(text)
    for index, node in enumerate(sections):
        assert node.parent < index
        if node.parent >= 0:
            parent = sections[node.parent]
            assert parent.depth == node.depth - 1
            assert parent.start <= parent.own_end <= node.start
            assert node.end <= parent.end
        if index:
            assert sections[index - 1].start <= node.start


@given(TEXTS)
def test_each_word_stands_in_exactly_one_node(text: str) -> None:
    covered = [0] * len(text)
    for node in outline_sections(text):
        for offset in range(node.start, node.own_end):
            covered[offset] += 1
    assert all(
        count == (0 if text[offset].isspace() else 1) or text[offset].isspace() for offset, count in enumerate(covered)
    )


@given(TEXTS)
def test_notes_lie_inside_the_text_and_in_order(text: str) -> None:
    end = 0
    for mark in mark_notes(text, outline_sections(text)):
        assert end <= mark.start < mark.end <= len(text)
        end = mark.end


def _lines(counts: list[int], level: int) -> list[tuple[str, int]]:
    """Marks of a full tree: counts[level] items on each level."""
    if level == len(counts):
        return []
    lines: list[tuple[str, int]] = []
    for mark in SHAPES[level][: counts[level]]:
        lines.append((mark, level))
        lines.extend(_lines(counts, level + 1))
    return lines


@given(st.lists(st.integers(min_value=2, max_value=4), min_size=1, max_size=5))
def test_a_full_tree_of_lists_is_read_back_from_its_marks(counts: list[int]) -> None:
    lines = _lines(counts, 0)
    text = "§ 9-1 Lamps.\n" + "\n".join(f"{mark} Oil burns;" for mark, _ in lines)
    found = [(node.number, node.depth - 1) for node in outline_sections(text)[1:]]
    assert found == lines
