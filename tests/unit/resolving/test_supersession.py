"""An order that says it replaces another retires it, from its own first day."""

from __future__ import annotations

from dataclasses import replace

from pincite.model.document import SourceDocument
from pincite.model.law import Binding, Instrument, Level, Status
from pincite.resolving import RETIRED, retire_superseded

OLD_HEAD = "CITY OF PLUM\nExecutive Order No. 12\nOn questions at the door\nNo officer shall ask."
NEW_HEAD = "CITY OF PLUM\nExecutive Order No. 30\nExecutive Order No. 12 is hereby repealed.\nOfficers may ask."


def make(name: str, text: str, **facts: str) -> tuple[Instrument, SourceDocument]:
    document = SourceDocument(id=name, name=name, media_type="text/plain", sha256="0", byte_count=1, text=text)
    instrument = Instrument(
        id=name, title=name, document=name, kind="executive-order", level=Level.CITY, issuer="Mayor of Plum",
        status=Status.IN_FORCE, binds=("all",), binding=Binding.BINDS, **facts,
    )  # fmt: skip
    return instrument, document


def retire(as_of: str, named: str = "Executive Order No. 12") -> dict[str, Instrument]:
    old, old_text = make("old", OLD_HEAD)
    new, new_text = make("new", NEW_HEAD, in_force_from="2003-05-13")
    documents = {"old": old_text, "new": new_text}
    return {item.id: item for item in retire_superseded([old, new], documents, {"new": (named,)}, as_of=as_of)}


def test_the_named_order_is_retired_by_the_one_that_names_it() -> None:
    found = retire("2004-01-01")
    assert found["old"].status is Status.REPEALED
    assert RETIRED in found["old"].why
    assert found["new"].status is Status.IN_FORCE


def test_not_before_the_new_order_is_in_force() -> None:
    assert retire("2003-05-12")["old"].status is Status.IN_FORCE


def test_an_order_of_another_city_retires_nothing_here() -> None:
    old, old_text = make("old", OLD_HEAD)
    foreign, foreign_text = make("foreign", NEW_HEAD.replace("PLUM", "QUINCE"))
    foreign = replace(foreign, binding=Binding.DOES_NOT, binds=())
    documents = {"old": old_text, "foreign": foreign_text}
    named = {"foreign": ("Executive Order No. 12",)}
    found = retire_superseded([old, foreign], documents, named, as_of="2004-01-01")
    assert [item.status for item in found] == [Status.IN_FORCE, Status.IN_FORCE]


def test_words_without_a_number_retire_nothing() -> None:
    assert retire("2004-01-01", "all earlier orders")["old"].status is Status.IN_FORCE


def test_another_number_retires_nothing() -> None:
    assert retire("2004-01-01", "Executive Order No. 13")["old"].status is Status.IN_FORCE


def test_the_order_of_the_files_does_not_matter() -> None:
    old, old_text = make("old", OLD_HEAD)
    new, new_text = make("new", NEW_HEAD)
    documents, named = {"old": old_text, "new": new_text}, {"new": ("Executive Order No. 12",)}
    for order in ([old, new], [new, old]):
        found = {item.id: item.status for item in retire_superseded(order, documents, named, as_of="2004-01-01")}
        assert found == {"old": Status.REPEALED, "new": Status.IN_FORCE}


def circle(old_start: str, new_start: str) -> dict[str, Instrument]:
    """Two orders that each say they replace the other."""
    old, old_text = make("old", OLD_HEAD, in_force_from=old_start)
    new, new_text = make("new", NEW_HEAD, in_force_from=new_start)
    named = {"new": ("Executive Order No. 12",), "old": ("Executive Order No. 30",)}
    found = retire_superseded([old, new], {"old": old_text, "new": new_text}, named, as_of="2010-01-01")
    return {item.id: item for item in found}


def test_of_two_that_replace_one_another_the_later_stands() -> None:
    found = circle("2001-01-01", "2003-05-13")
    assert (found["old"].status, found["new"].status) == (Status.REPEALED, Status.IN_FORCE)
    assert found["new"].cautions == ()


def test_a_circle_without_days_retires_nobody_and_says_so() -> None:
    for old_start, new_start in (("", ""), ("2003-05-13", "2003-05-13"), ("", "2003-05-13")):
        found = circle(old_start, new_start)
        assert {item.status for item in found.values()} == {Status.IN_FORCE}
        assert all("replace one another" in item.cautions[0] for item in found.values())
