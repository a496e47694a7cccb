"""What is printed beside the law is marked, and no word of law with it."""

from __future__ import annotations

import re

import pytest

from pincite.intake.notes import mark_notes
from pincite.intake.outline import outline_sections
from pincite.model.document import MarkKind
from pincite.packs.law import load_note_rules


def marked(text: str) -> list[str]:
    marks = mark_notes(text, outline_sections(text))
    assert all(mark.kind is MarkKind.NOTE and mark.reason for mark in marks)
    return [text[mark.start : mark.end] for mark in marks]


def joined(*paragraphs: str) -> str:
    return "\n".join(paragraphs)


ANNOTATED = joined(
    "12-3-4. Lamps.",
    "(a) No lamp may burn.",
    "(b) A clerk may light one.",
    "History. Laws of Arcadia 1999, p. 4.",
    "Editor’s notes.",
    "Laws of Arcadia 1999 provide that: “(a) The council finds lamps.",
    "“(c) Oil is dear.”",
    "JUDICIAL DECISIONS",
    "Applicability.",
    "A lamp is a light: (1) at night; and (2) by day. Doe v. Roe, 1 Arc. 2 (1999).",
    "12-3-5. Oil.",
    "(a) Oil shall be clean.",
)


def test_a_bare_caption_reaches_to_the_next_section() -> None:
    notes = marked(ANNOTATED)
    assert notes[0].startswith("History.")
    assert notes[-1].endswith("2 (1999).")
    law = ANNOTATED
    for note in notes:
        law = law.replace(note, "")
    assert [line for line in law.split("\n") if line] == [
        "12-3-4. Lamps.",
        "(a) No lamp may burn.",
        "(b) A clerk may light one.",
        "12-3-5. Oil.",
        "(a) Oil shall be clean.",
    ]


def test_a_run_ends_where_the_list_before_it_goes_on() -> None:
    text = joined(
        "12-3-4. Lamps.",
        "(a) No lamp.",
        "(b) One lamp.",
        "Editor's note",
        "A word was changed.",
        "(c) Two lamps.",
    )
    assert marked(text) == ["Editor's note\nA word was changed."]


def test_a_caption_with_words_is_a_note_of_its_own_paragraph() -> None:
    text = joined(
        "Sec. 8. - Roads.",
        "Roads are public.",
        "Editor's note— The road law is obsolete.",
        "The clerk shall keep roads.",
    )
    assert marked(text) == ["Editor's note— The road law is obsolete."]


def test_history_as_a_heading_of_a_policy_reaches_no_further_than_the_next_heading() -> None:
    text = joined("1.1 PURPOSE", "Lamps.", "HISTORY", "Begun in 1999.", "PROCEDURE", "Officers shall light lamps.")
    assert marked(text) == ["HISTORY\nBegun in 1999."]
    assert marked(joined("HISTORY", "Lamps are old.", "Officers shall light lamps.")) == []


def test_a_source_at_the_end_of_a_paragraph_is_cut_off() -> None:
    text = joined(
        "A clerk may act. [2019 c 7 § 6.]",
        "Lamps are lit. (Ord. No. 12, § 1, 1999)",
        "The order (Ord. No. 12) stands.",
    )
    assert marked(text) == ["[2019 c 7 § 6.]", "(Ord. No. 12, § 1, 1999)"]


def test_recitals_and_law_are_left_alone() -> None:
    text = joined(
        "WHEREAS, lamps are bright; and",
        "Findings. The council finds oil.",
        "Section 1. Sources of oil are listed.",
    )
    assert marked(text) == []


RULES = [*load_note_rules().paragraphs, *load_note_rules().tails, load_note_rules().captions]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.pattern[:40])
def test_each_pattern_meets_its_examples(rule) -> None:  # type: ignore[no-untyped-def]
    tails = rule in load_note_rules().tails
    pattern = re.compile(rule.pattern + (r"(?=\.?\s*$)" if tails else ""))
    find = pattern.search if tails else pattern.match
    assert rule.examples
    assert [text for text in rule.examples if not find(text)] == []
    assert [text for text in rule.counterexamples if find(text)] == []
