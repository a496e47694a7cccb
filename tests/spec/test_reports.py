"""Reports on state law without its text, held against the table in ``reports/``, and what must hold of all of them."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import universe as u
from pincite.answering import assess_place
from pincite.model.answer import UNKNOWN
from pincite.packs.us.frameworks import load_frameworks
from spec.report_rows import FIELDS, assess, load_reports, tell_report


@pytest.mark.parametrize("row", load_reports()["rows"], ids=lambda row: f"{row['ask']}-{row['reported'][0]}")
def test_row(row: dict[str, Any]) -> None:
    assert set(row) <= FIELDS
    answer = u.get_answer(assess(row), row["ask"])

    assert answer.answer == row["expect"], answer.basis
    assert answer.reason == row.get("reason", answer.reason)
    assert row.get("says", "") in answer.basis
    told = [text for text in answer.cautions if row.get("caution", "Reported") in text]
    assert bool(told) is ("caution" in row)
    assert "wants" not in row or answer.missing[0] == row["wants"]


def test_the_text_that_is_reported_is_asked_for_by_name() -> None:
    found = assess({"reported": ["requires hold"]})
    titles = [item.title for item in found.wanted if item.kind == "statute"]
    assert titles == ["state statute: Orchard Act (Mer. Code 12-3-45)"]


def test_what_state_law_does_is_reported_and_not_stated() -> None:
    (found,) = (item for item in assess({"reported": ["requires hold"]}).landscape if item.question == "L5")
    assert (found.answer, found.reason) == (UNKNOWN, "reported")
    assert "a list of laws" in found.basis


def test_a_note_that_is_old_is_flagged() -> None:
    warnings = dict(assess({"reported": []}).warnings)
    assert "2023-04-30" in warnings["stale-fact"]


rules = st.sampled_from(["requires", "prohibits", "limits", "permits", "forbids-limits"])
conducts = st.sampled_from([item.id for item in u.TOPIC.conducts])
reports = st.lists(st.builds(lambda rule, conduct: tell_report(f"{rule} {conduct}"), rules, conducts), max_size=6)


@settings(max_examples=40, deadline=None)
@given(reports, st.sampled_from([(), ("ordinance: prohibits",), ("policy: requires",), ("statute: limits",)]))
def test_no_report_turns_an_answer(given_reports: list, texts: tuple[str, ...]) -> None:
    world = u.world(*texts, attested_searches=u.attested("statute"))
    plain, reported = world.assess(), assess_place(u.replace(world.evidence(), reports=tuple(given_reports)))
    assert [item.answer for item in plain.answers] == [item.answer for item in reported.answers]
    assert [item.answer for item in plain.elements] == [item.answer for item in reported.elements]
    assert plain.score == reported.score


def test_what_ships_can_be_told_for_every_state() -> None:
    shipped = load_frameworks()
    assert len({item.state for item in shipped}) == 51
    assert {item.confidence for item in shipped} == {"high", "medium", "unverified"}
    conducts = {item.id for item in u.TOPIC.conducts}
    assert all(set(item.rules) <= conducts for item in shipped)
