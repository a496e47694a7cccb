"""Observations: dates, stale ones, and agreements that the folder holds."""

import pytest

import universe as u
from pincite.answering.observed import find_observations
from pincite.model.law import Binding, Status


def observe(*texts: str, conducts: tuple[str, ...] = ("deputize",), changed=(), observations=()):
    world = u.world(*texts, changed=changed, observations=observations)
    return find_observations(u.SHERIFF, conducts, world.evidence())


@pytest.mark.parametrize(("day", "counts"), [("2025-06-01", True), ("2019-01-01", True), ("2025-06-02", False)])
def test_what_was_seen_later_never_counts(day: str, counts: bool) -> None:
    seen = u.observation("sheriff", "hold", "declines", day)
    assert bool(observe(conducts=("hold",), observations=(seen,))) is counts


def test_what_was_seen_in_an_earlier_year_gets_a_caution() -> None:
    old = u.world(observations=(u.observation("sheriff", "hold", "declines", "2023-03-01"),)).ask("C1.1")
    assert old.answer == "Y"
    assert old.cautions == ("a letter is of 2023-03-01; whether it still held on 2025-06-01 is not shown.",)
    new = u.world(observations=(u.observation("sheriff", "hold", "declines", "2025-03-01"),)).ask("C1.1")
    assert new.cautions == ()


def test_an_agreement_in_the_folder_is_an_observation_on_what_it_commits_to() -> None:
    (found,) = observe("agreement: requires deputize")
    assert (found.shows, found.source, found.on_date) == ("agreement-in-force", "the agreement", u.AS_OF)
    assert found.citations[0].document == "agreement"
    assert observe("agreement: requires hold") == ()
    assert observe("agreement: limits deputize") == ()
    assert observe("ordinance: requires deputize") == ()


@pytest.mark.parametrize(
    ("fields", "shown_on"),
    [
        ({"in_force_from": "2016-07-01"}, "2016-07-01"),
        ({"in_force_from": "2016-07-01", "in_force_to": "2025-12-31"}, "2025-06-01"),
        ({"text_date": "2017"}, "2017"),
        ({"in_force_to": "2025-05-31"}, ""),
        ({"in_force_from": "2025-06-02"}, ""),
        ({"status": Status.BILL}, ""),
        ({"binds": ("board",)}, ""),
        ({"binds": ("sheriff",)}, "2025-06-01"),
        ({"binding": Binding.DOES_NOT}, ""),
    ],
)
def test_an_agreement_counts_while_it_runs_and_for_those_it_binds(fields: dict[str, object], shown_on: str) -> None:
    found = observe("agreement: requires deputize", changed=[u.instrument("agreement", **fields)])
    assert [item.on_date for item in found] == ([shown_on] if shown_on else [])


def test_an_agreement_sets_no_rule() -> None:
    world = u.world("agreement: requires hold")
    assert world.resolve(u.SHERIFF, "hold").rule == "silent"
    assert world.ask("C1.2").answer == "unknown"
