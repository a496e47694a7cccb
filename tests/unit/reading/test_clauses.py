"""Clauses: lead-ins over their items, kinds of lists, marks and spans that lead back to the document."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pincite.model.document import Mark, MarkKind, SourceDocument
from pincite.reading.clauses import Clause, find_clauses
from pincite.reading.draft import draft_provisions
from pincite.reading.outline import build_outline, lead_kind, split_sentences
from unit.reading.reader import compiled, document, grammar, rules, topic


def clauses(source: SourceDocument) -> list[Clause]:
    outline = build_outline(source, compiled())
    return list(find_clauses(outline, range(len(source.sections)), compiled()))


@pytest.mark.parametrize(
    ("lead", "kind"),
    [
        ("The jail shall not:", "conduct"),
        ("No officer shall do any of the following:", "conduct"),
        ("The jail shall not honor a detainer unless:", "condition"),
        ("The jail may honor a detainer if all of the following conditions are met:", "condition"),
        ("The sheriff shall post a report that includes the following:", "report"),
        ("In this chapter the following terms have the following meanings:", "definition"),
        ("No officer shall report the following to ICE:", "conduct"),
        ("The jail shall not honor a detainer.", ""),
    ],
)
def test_what_a_list_is(lead: str, kind: str) -> None:
    assert lead_kind(lead, compiled()) == kind


def test_sentences_end_at_stops_and_not_at_abbreviations() -> None:
    text = "Under 8 U.S.C. Sec. 1373 the clerk may act. (b) The mayor of St. Ann may not. Done."
    assert [text[a:b].strip() for a, b in split_sentences(text)] == [
        "Under 8 U.S.C. Sec. 1373 the clerk may act.",
        "(b) The mayor of St. Ann may not.",
        "Done.",
    ]


def test_lead_ins_govern_their_items_and_no_more() -> None:
    text = (
        "Sec. 1. Detainers.\n(a) The jail shall not:\n(1) honor an immigration detainer;\n"
        "(2) let immigration agents into the cell block.\n(b) The jail shall feed every prisoner.\n"
    )
    own = {clause.text[clause.own :][:12]: clause.text[: clause.own] for clause in clauses(document(text))}
    assert "shall not" in own["(1) honor an"]
    assert "shall not" in own["(2) let immi"]
    assert own["(b) The jail"] == ""


def test_eight_deep() -> None:
    marks = ["(a)", "(1)", "(A)", "(i)", "(I)", "(aa)", "(11)"]
    text = "Sec. 1. The jail shall not:\n" + "".join(f"{mark} in case {mark}:\n" for mark in marks)
    assert rules(text + "honor an immigration detainer.\n").get("hold", "prohibits") == "prohibits"


def test_struck_words_are_not_read_and_not_cited() -> None:
    text = "The jail shall not gladly honor an immigration detainer of the United States."
    source = document(text)
    start = text.index("gladly ")
    marked = replace(source, marks=(Mark(kind=MarkKind.STRUCK, start=start, end=start + 7, reason="deleted"),))
    drafted = draft_provisions(marked, [0], topic=topic(), grammar=grammar()).provisions
    quotes = [item.quote for item in drafted[0].citations]
    assert quotes
    assert not any("gladly" in quote for quote in quotes)


def test_uneven_white_space_leads_back_to_the_document() -> None:
    text = "The  jail\n   shall not\thonor  an immigration\n detainer."
    clause = clauses(document(text))[0]
    at = clause.text.index("immigration detainer")
    spans = clause.document_spans(at, at + len("immigration detainer"))
    source = document(text).text
    assert " ".join(" ".join(source[a:b] for a, b in spans).split()) == "immigration detainer"
