"""Versions of one instrument end where the next begins."""

from dataclasses import replace

import universe as u
from pincite.model.law import Instrument, Status
from pincite.resolving import close_versions


def make(name: str, **fields: object) -> Instrument:
    return replace(u.instrument("ordinance", **fields), id=name, title=f"code/{name}.txt")


def closed(*given: Instrument) -> dict[str, Instrument]:
    return {item.id: item for item in close_versions(given)}


def test_the_earlier_version_ends_on_the_day_before() -> None:
    found = closed(make("old"), make("new", version_of="old.txt", in_force_from="2024-03-01"))
    assert found["old"].in_force_to == "2024-02-29"
    assert "new.txt" in found["old"].ended_why
    assert found["new"].version_of == "old"


def test_three_versions_follow_one_another() -> None:
    found = closed(
        make("third", version_of="second.txt", in_force_from="2020-01-01"),
        make("first"),
        make("second", version_of="first.txt", in_force_from="2015-01-01"),
    )
    assert (found["first"].in_force_to, found["second"].in_force_to) == ("2014-12-31", "2019-12-31")
    assert found["third"].in_force_to == ""


def test_a_bill_ends_nothing_and_neither_does_a_version_without_a_first_day() -> None:
    bill = make("bill", version_of="old.txt", in_force_from="2024-03-01", status=Status.BILL)
    assert closed(make("old"), bill)["old"].in_force_to == ""
    assert closed(make("old"), make("new", version_of="old.txt"))["old"].in_force_to == ""


def test_what_a_person_ended_sooner_stays_so() -> None:
    old = make("old", in_force_from="2010-01-01", in_force_to="2012-12-31")
    found = closed(old, make("new", version_of="old.txt", in_force_from="2024-03-01"))
    assert found["old"].in_force_to == "2012-12-31"


def test_an_old_version_that_is_marked_repealed_was_law_until_the_new_one() -> None:
    old = make("old", status=Status.REPEALED)
    found = closed(old, make("new", version_of="old.txt", in_force_from="2024-03-01"))
    assert found["old"].status is Status.IN_FORCE
    assert found["old"].in_force_to == "2024-02-29"


def test_a_name_that_is_not_there_links_nothing() -> None:
    assert closed(make("new", version_of="gone.txt", in_force_from="2024-03-01"))["new"].version_of == ""
