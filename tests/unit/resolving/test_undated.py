"""What is said of texts that do not say since when they hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pincite.model.document import SourceDocument
from pincite.model.facts import DocumentFacts, InstrumentKind
from pincite.model.law import Binding, Instrument, Level, Status
from pincite.model.place import Place, PlaceFile
from pincite.resolving import bind_instrument, caution_undated, find_changes, find_doubts

DOCUMENT = SourceDocument(id="law", name="law.txt", sha256="0", media_type="text/plain", text="x", byte_count=1)
FACTS = DocumentFacts(
    kind=InstrumentKind.STATUTE, level=Level.STATE, state="XM", status=Status.IN_FORCE, worded_since="2019"
)
SAID = PlaceFile(file="law.txt")


def bound(facts: DocumentFacts = FACTS, said: PlaceFile = SAID, *, as_of: str) -> Instrument:
    place = Place(name="Alder County", state="XM", kind="county", as_of=as_of)
    return bind_instrument(DOCUMENT, facts, place=place, said=said)


def test_a_text_does_not_bind_in_the_years_before_its_own_note() -> None:
    early = bound(as_of="2018-12-31")
    assert early.binding is Binding.UNCLEAR
    assert early.why == "Its history note is of 2019; whether it stood so on 2018-12-31 is not shown."
    assert find_doubts(early, "2018-12-31") == (early.why,)
    assert bound(as_of="2019-01-01").binding is Binding.BINDS


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (replace(FACTS, effective_date="2015-01-01"), SAID),
        (FACTS, replace(SAID, in_force_from="2015-01-01")),
        (replace(FACTS, worded_since=""), SAID),
    ],
)
def test_a_known_start_or_no_note_leaves_it_as_it_is(facts: DocumentFacts, said: PlaceFile) -> None:
    assert bound(facts, said, as_of="2018-12-31").binding is Binding.BINDS


def test_a_text_without_any_day_is_cautioned_in_the_years_before_somebody_looked() -> None:
    plain = bound(replace(FACTS, worded_since=""), as_of="2018-12-31")
    (told,) = caution_undated([plain], {"law": "2025-06-01"}, as_of="2018-12-31")
    assert find_doubts(told, "2018-12-31") == (
        "It does not say since when it holds, and is known from 2025-06-01; whether it stood so on 2018-12-31 is not "
        "shown.",
    )
    assert list(caution_undated([plain], {"law": "2018-06-01"}, as_of="2018-12-31")) == [plain]
    assert list(caution_undated([plain], {}, as_of="2018-12-31")) == [plain]
    dated = replace(plain, text_date="2016")
    assert list(caution_undated([dated], {"law": "2025-06-01"}, as_of="2018-12-31")) == [dated]


def test_the_year_of_the_note_is_a_change_point() -> None:
    (change,) = find_changes([bound(as_of="2020-01-01")])
    assert change.day == "2019-01-01"
    assert change.sentence == "law.txt got its present words in 2019, by its history note."
