"""A report on state law is replaced by a text that carries the section that it cites, and by nothing else."""

import pytest

import universe as u
from pincite.model.document import Section, SourceDocument
from pincite.model.framework import StateFramework
from pincite.resolving import find_reports


def report(citation: str, **fields: object) -> StateFramework:
    shape = {"state": "XM", "name": "An act", "kind": "statute", "status": "in-force", "sources": "a list"}
    return StateFramework(**{**shape, "citation": citation, "rules": {"hold": "requires"}, **fields})


def counts(citation: str, text: str, *, name: str = "statute", source: str = "statute", section: str = "") -> bool:
    """Whether the report still counts beside that text."""
    size = len(text)
    own = Section(number=section, heading="", start=0, own_end=size, end=size, depth=0, parent=-1)
    sections = (own,) if section else ()
    document = SourceDocument(
        id=source, name=name, media_type="text/plain", sha256=u.SHA, byte_count=1, text=text, sections=sections
    )
    texts = (u.instrument(source),)
    return bool(find_reports([report(citation)], texts, {source: document}, place=u.make_place()))


@pytest.mark.parametrize(
    ("citation", "text", "fields", "still"),
    [
        ("Mer. Code 36-80-23", "Section 36-80-23. On limits.", {}, False),
        ("Mer. Code 36-80-23", "Section 36-80-24. On limits.", {}, True),
        ("Mer. Code 27A.2, 27A.4", "Of detainers.", {"section": "27A.2"}, False),
        ("Mer. Code 27A.2, 27A.4", "Of reports.", {"section": "27A.4"}, True),
        ("Mer. R.S. 33:81-33:86 (82 ban)", "Section 33:81.", {}, False),
        ("Mer. Code 752.051-752.057", "Section 752.051.", {}, False),
        ("Mer. Code 7284-7284.12", "Section 7284.12.", {}, False),
        ("RCM 10.93.160", "Of officers.", {"name": "xm-10-93-160.txt"}, False),
        ("Mer. R.S. 33:82", "Section 33:82. On limits.", {}, False),
        ("Mer. Code 36-80-23", "x" * 500 + " as section 36-80-23 says", {}, True),
        ("Mer. Code 36-80-23", "Section 36-80-23.", {"source": "ordinance"}, True),
        ("chapter not read", "Section 36-80-23.", {}, True),
    ],
)
def test_which_text_replaces_it(citation: str, text: str, fields: dict[str, str], still: bool) -> None:
    assert counts(citation, text, **fields) is still


def test_only_reports_of_the_state_that_may_have_been_in_force() -> None:
    given = [
        report("1-2", state="XN"),
        report("1-3", effective_from="2025-07"),
        report("1-4", effective_to="2024"),
        report("1-5", effective_from="2025"),
    ]
    assert [item.citation for item in find_reports(given, (), {}, place=u.make_place())] == ["1-5"]


def test_nothing_is_reported_where_all_state_law_was_supplied() -> None:
    place = u.make_place(state_law_supplied="whole (looked through by A. Clerk)")
    assert find_reports([report("1-2")], (), {}, place=place) == ()
