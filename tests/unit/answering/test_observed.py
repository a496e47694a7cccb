"""Observations: dates, stale ones, and agreements that the folder holds."""

import pytest

import universe as u
from pincite.answering.observed import find_observations
from pincite.model.law import Binding, Status
from pincite.packs.us.observations import find_shown, load_participant_rules


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
    assert (found.shows, found.source, found.on_date) == ("agreement-in-force", "the agreement", "2025-01-15")
    assert found.citations[0].document == "agreement"
    assert observe("agreement: requires hold") == ()
    assert observe("agreement: limits deputize") == ()
    assert observe("ordinance: requires deputize") == ()


@pytest.mark.parametrize(
    ("fields", "shown_on"),
    [
        ({"in_force_from": "2016-07-01"}, "2016-07-01"),
        ({"in_force_from": "2016-07-01", "in_force_to": "2025-12-31"}, "2025-06-01"),
        ({"in_force_from": "", "text_date": "2017"}, ""),
        ({"in_force_from": "", "in_force_to": "2025-12-31"}, ""),
        ({"in_force_to": "2025-05-31"}, ""),
        ({"in_force_from": "2025-06-02"}, ""),
        ({"status": Status.BILL}, ""),
        ({"binds": ("board",)}, ""),
        ({"binds": ("sheriff",)}, "2025-01-15"),
        ({"binding": Binding.DOES_NOT}, ""),
    ],
)
def test_an_agreement_counts_while_it_runs_and_for_those_it_binds(fields: dict[str, object], shown_on: str) -> None:
    found = observe("agreement: requires deputize", changed=[u.instrument("agreement", **fields)])
    assert [item.on_date for item in found] == ([shown_on] if shown_on else [])


ON_JAIL = ("agreement: permits deputize", "agreement: requires jail-access", "agreement: permits contract-detention")


@pytest.mark.parametrize(
    ("model", "shown"),
    [
        ("jail-enforcement", {"deputize": "agreement-in-force", "jail-access": "jail-model-agreement"}),
        ("warrant-service-officer", {"deputize": "agreement-in-force"}),
        ("task-force", {"deputize": "agreement-in-force"}),
        ("not-told", {"deputize": "agreement-in-force"}),
        ("", dict.fromkeys(("deputize", "jail-access", "contract-detention"), "agreement-in-force")),
    ],
)
def test_a_287g_agreement_shows_what_a_row_of_a_sheet_shows(model: str, shown: dict[str, str]) -> None:
    conducts = ("deputize", "jail-access", "contract-detention")
    made = [u.instrument("agreement", agreement_model=model)]
    found = observe(*ON_JAIL, conducts=conducts, changed=made)
    assert {item.conduct: item.shows for item in found} == shown
    assert all(item.citations for item in found)
    if model:
        rows = find_shown(model, u.SHERIFF, load_participant_rules())
        assert dict(rows) == shown


def test_an_agreement_without_a_day_is_unknown_with_what_to_obtain() -> None:
    row = u.world("undated agreement: requires deputize").ask("C8.3").by_agency[0]
    assert (row.answer, row.reason) == ("unknown", "agreement-undated")
    assert row.missing[0] == "contract"
    (said,) = row.cautions
    assert said.startswith("the undated agreement: the copy bears no date of signature, so nobody knows whether")
    assert said.endswith("note its day as in_force_from in place.yaml.")
    banned = u.world("undated agreement: requires deputize", "ordinance: prohibits deputize").ask("C8.3")
    assert (banned.answer, banned.flags) == ("Y", ())
    searched = u.world("undated agreement: requires deputize", attested_searches=u.attested("all")).ask("C8.3")
    assert (searched.answer, searched.reason) == ("N", "silent-complete")


def test_an_agreement_sets_no_rule() -> None:
    world = u.world("agreement: requires hold")
    assert world.resolve(u.SHERIFF, "hold").rule == "silent"
    assert world.ask("C1.2").answer == "unknown"
