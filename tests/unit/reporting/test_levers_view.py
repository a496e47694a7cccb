"""Who can change what, as the page and the terminal show it."""

from dataclasses import replace

import pytest

import universe as u
from pincite.answering import assess_place, survey_levers
from pincite.model.answer import Assessment
from pincite.model.lever import ClosingSet, LeverNote
from pincite.reporting.levers_json import render_levers
from pincite.reporting.levers_text import render_levers_text
from pincite.reporting.levers_view import LeversView, build_levers, spell_closing
from pincite.reporting.scorecard import render_scorecard
from pincite.reporting.view import ScorecardView
from pincite.workflow.pack import load_pack

NAMES = {agency.id: agency.name for agencies in u.PLACES.values() for agency in agencies}


def survey(*texts: str, **fields: object) -> Assessment:
    evidence = replace(u.world(*texts, **fields).evidence(), lever_kinds=load_pack().lever_kinds)
    return survey_levers(assess_place(evidence), evidence)


def build(assessment: Assessment) -> LeversView:
    return build_levers(assessment, lambda agency: NAMES.get(agency, agency))


def page(assessment: Assessment) -> str:
    return render_scorecard(
        ScorecardView(
            assessment=assessment,
            rubric=u.RUBRIC,
            topic=u.TOPIC,
            generated_on="2025-06-01",
            documents={},
            links={},
            agencies=u.PLACES["county"],
        )
    )


def test_gaps_with_the_same_levers_share_a_row() -> None:
    view = build(survey())
    rows = {item: row for row in view.rows for item in row.items}
    assert sum(len(row.items) for row in view.rows) == view.gaps
    assert rows["C4.2"] is rows["E02"]
    assert rows["C4.2"] is not rows["E09"]


def test_certain_gaps_are_told_apart_from_those_that_may_be_none() -> None:
    open_search = build(survey())
    assert (open_search.certain, open_search.gaps > 0) == (0, True)
    searched = build(survey(attested_searches=u.attested("all")))
    assert 0 < searched.certain < searched.gaps


def test_the_states_set_is_left_out_where_it_adds_nothing() -> None:
    given = survey()
    same = replace(given, closing=(given.closing[0], replace(given.closing[0], among="all")))
    assert [item.title for item in build(same).sets] == ["With the place's own bodies"]
    closed = survey("statute: requires hold", attested_searches=u.attested("all"))
    assert [item.title for item in build(closed).sets][1:] == ["With the state's bodies too"]
    assert set(build(closed).sets[0].left) >= {"C1.2", "E01"}


@pytest.mark.parametrize(
    ("closes", "actions", "exact", "said"),
    [
        (2, 1, True, "With 1 action 2 of 5 gaps could close."),
        (4, 2, True, "With 2 actions 4 of 5 gaps could close."),
        (4, 2, False, "(there may be a smaller set; not every one was weighed)."),
        (0, 0, True, "None of these bodies could close any of the 5 gaps."),
    ],
)
def test_a_closing_set_is_told_in_a_sentence(closes: int, actions: int, exact: bool, said: str) -> None:
    action = survey().closing[0].actions[0]
    found = ClosingSet(among="local", actions=(action,) * actions, closes=("C1.2",) * closes, left=(), exact=exact)
    assert spell_closing(found, 5).endswith(said)


def test_a_fact_that_is_not_verified_is_not_shown_as_one() -> None:
    view = build(survey())
    name, lever, limits, source = next(row for row in view.levers if row[1].of_kind == "county-executive-order")
    assert limits == ("Limits not verified: ask counsel.",)
    assert source.startswith("not verified")
    assert lever.limits not in page(survey())
    assert all(name not in action.name for found in view.sets for action in found.actions)


def test_a_note_of_the_state_is_told_with_its_source_and_only_there() -> None:
    assert not [lever for _, lever, _, _ in build(survey()).levers if lever.notes]
    given = survey(state="MN")
    (limits,) = [limits for _, lever, limits, _ in build(given).levers if lever.of_kind == "sheriff-policy"]
    assert len(limits) == 2
    assert "Minnesota Attorney General, 2025-12-12; as of 2025-12-12, confidence high" in limits[1]
    (late,) = [
        limits
        for _, lever, limits, _ in build(replace(given, as_of="2026-06-01")).levers
        if lever.of_kind == "sheriff-policy"
    ]
    assert "as of 2025-12-12, stale, confidence high" in late[1]


def test_a_note_that_is_not_verified_is_left_out() -> None:
    (lever,) = [item for item in survey(state="KS").levers if item.of_kind == "board-agreements"]
    assert [note.known.is_verified for note in lever.notes] == [False]
    told = [limits for _, item, limits, _ in build(survey(state="KS")).levers if item.id == lever.id]
    assert told == [(lever.limits,)]
    assert isinstance(lever.notes[0], LeverNote)


def test_what_documents_and_people_write_cannot_become_markup() -> None:
    sheriff = replace(u.SHERIFF, name="<script>alert(1)</script> Sheriff")
    html = page(survey(agencies=(sheriff, u.BOARD)))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_an_assumed_body_is_called_assumed() -> None:
    given = survey(agencies=(replace(u.SHERIFF, assumed=True), u.BOARD))
    assert any("Orchard County Sheriff (assumed): " in action.name for action in build(given).sets[0].actions)


def test_the_text_tells_ways_doubts_and_what_to_settle() -> None:
    text = render_levers_text(survey("statute: requires hold"), lambda agency: NAMES.get(agency, agency))
    assert "cannot: Board of Commissioners" not in text
    assert "   cannot: Orchard County Board of Commissioners: ordinance. the statute requires it" in text
    assert "   perhaps: " in text
    assert "Settle next; the score's range is " in text
    assert "promise" in text.splitlines()[-1]


def test_without_gaps_nothing_is_promised() -> None:
    bare = replace(survey(), gaps=(), closing=(), levers=())
    assert "No gap is known." in render_levers_text(bare, str)
    assert "No gap is known." in page(bare)


def test_the_json_names_what_is_not_there() -> None:
    said = render_levers(survey())
    gaps = {item["item"]: item for item in said["gaps"]}
    assert gaps["E10"]["agencies"] == ["any-one"]
    assert {item["agency"] for item in gaps["E10"]["reaches"]} == {"any-one"}
    assert gaps["E10"]["criterion"] == "no-criterion"
