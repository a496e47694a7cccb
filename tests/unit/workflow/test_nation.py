"""The nation from an invented state law, said to be Delaware's: every county by one coding, and its days of change."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from pincite.intake.read import read_document
from pincite.model.answer import UNKNOWN
from pincite.model.law import Injunction, Level
from pincite.model.nation import DRAFT, NOTHING, OBSERVED, REPORTED, REVIEWED, Nation
from pincite.model.place import PlaceFile
from pincite.packs.us import load_places
from pincite.packs.us.observations import load_agreements
from pincite.workflow.nation import find_counties, survey_texts
from pincite.workflow.nation_files import render_answers, render_states
from pincite.workflow.nation_texts import CodedText, NationTexts
from pincite.workflow.pack import load_pack
from pincite.workflow.read import read_source

RUBRIC = "co-optation-2018"
LAW = """TITLE 9. COUNTY JAILS

§ 9-101. Detainers. No sheriff or keeper of a county jail shall hold a person on an immigration detainer after the
person is entitled to release, unless a judge has signed a warrant for the person.

§ 9-102. Effective date. This chapter takes effect on March 1, 2020.
"""


@cache
def coded(*, reviewed: bool = False) -> CodedText:
    pack = load_pack()
    reading = read_source(read_document(LAW.encode(), name="title-9.txt"), pack)
    facts = replace(reading.facts, level=Level.STATE, state="DE", effective_date="2020-03-01")
    provisions = reading.provisions
    if reviewed:
        provisions = tuple(replace(item, coder="A. Reader", probability=None) for item in provisions)
    reading = replace(reading, facts=facts, provisions=provisions)
    decided = frozenset(item.id for item in provisions) if reviewed else frozenset()
    return CodedText(reading, provisions, "title-9.txt", reviewed=decided)


def survey(*texts: CodedText, as_of: str = "2024-06-01") -> Nation:
    given = NationTexts(by_state={"DE": texts} if texts else {}, by_county={}, places={})
    return survey_texts(given, pack=load_pack(), rubrics=[RUBRIC], as_of=as_of)


def answers(nation: Nation, question: str, state: str) -> set[tuple[str, str]]:
    return {
        (item.answer, item.standing) for item in nation.answers if item.question == question and item.state == state
    }


def test_without_any_study_every_county_has_a_row_and_only_agreements_answer() -> None:
    nation = survey(as_of="2026-11-22")
    questions = load_pack().rubric(RUBRIC).questions
    assert len(nation.answers) == 3144 * len(questions)
    assert {item.answer for item in nation.answers} == {UNKNOWN, "N"}
    assert {item.standing for item in nation.answers} == {NOTHING, REPORTED, OBSERVED}
    said = [item for item in nation.answers if item.answer == "N"]
    assert {(item.question, item.standing) for item in said} == {("C2.1", OBSERVED)}


def test_an_agreement_of_the_jail_model_opens_the_jail_of_its_keeper_and_cites_its_row() -> None:
    nation = survey(as_of="2026-11-22")
    said = {item.geoid: item for item in nation.answers if item.question == "C2.1" and item.answer == "N"}
    counties, _ = find_counties(NationTexts(by_state={}, by_county={}, places={}))
    keepers = {
        county.place.geoid: next(row for row in county.agreements[agency.id] if row.model == "jail-enforcement")
        for county in counties
        for agency in county.agencies
        if agency.keeps_jail
        and any(row.model == "jail-enforcement" for row in county.agreements.get(agency.id, ()))
    }
    assert set(said) == set(keepers)
    for geoid, row in keepers.items():
        assert f"row {row.row}" in said[geoid].source
        assert "task-force" not in said[geoid].source
    assert not [item for item in survey(as_of="2010-01-01").answers if item.answer == "N"]


def test_an_agreement_is_known_of_its_agency_and_cited_by_its_row() -> None:
    nation = survey(as_of="2026-11-22")
    rows = [item for item in nation.answers if item.question == "C8.3" and item.standing == OBSERVED]
    counties, _ = find_counties(NationTexts(by_state={}, by_county={}, places={}))
    assert {item.geoid for item in rows} == {item.place.geoid for item in counties if "sheriff" in item.agreements}
    first = next(item for item in load_agreements() if item.geoids == (rows[0].geoid,))
    assert first.agency in rows[0].source
    assert f"row {first.row}" in rows[0].source
    assert "Y" not in rows[0].possible


def test_one_coding_answers_for_every_county_of_its_state_alone() -> None:
    state_run = survey(coded())
    own = [item for item in state_run.answers if item.question == "C1.2" and item.quote]
    assert {item.state for item in own} <= {"DE"}
    assert (state_run.covered, state_run.beside) == ({"DE": ("title-9.txt",)}, {})


def test_a_text_that_answers_nothing_stands_apart_from_those_that_do() -> None:
    parks = read_source(read_document(b"TITLE 7. PARKS\n\nA park closes at dusk.\n", name="title-7.txt"), load_pack())
    facts = replace(parks.facts, level=Level.STATE, state="DE")
    idle = CodedText(replace(parks, facts=facts), (), "title-7.txt")
    made = survey(coded(), idle)
    assert (made.covered, made.beside) == ({"DE": ("title-9.txt",)}, {"DE": ("title-7.txt",)})
    assert survey(idle).supplied == ("DE",)
    before = survey(coded(), as_of="2019-06-01")
    assert (before.covered, before.beside) == ({}, {"DE": ("title-9.txt",)})


def test_an_answer_changes_on_the_day_on_which_the_law_begins() -> None:
    nation = survey(coded(reviewed=True))
    days = {item.day for item in nation.changes if item.geoid.startswith("10") and item.question == "C1.2"}
    assert days == {"2020-03-01"}
    assert answers(nation, "C1.2", "DE") == {("Y", REVIEWED)}


def test_a_draft_stays_apart_from_what_a_person_reviewed() -> None:
    drafted = answers(survey(coded()), "C1.2", "DE")
    assert drafted <= {("Y", DRAFT), (UNKNOWN, NOTHING)}


def test_a_coding_without_a_person_is_a_draft_whoever_made_it() -> None:
    made = replace(coded(reviewed=True), reviewed=frozenset())
    assert answers(survey(made), "C1.2", "DE") == {("Y", DRAFT)}


def test_what_a_person_noted_of_a_text_counts_for_every_county() -> None:
    noted = replace(coded(reviewed=True), said=PlaceFile(file="title-9.txt", in_force_to="2022-12-31"))
    assert answers(survey(noted, as_of="2022-06-01"), "C1.2", "DE") == {("Y", REVIEWED)}
    after = survey(noted)
    assert {answer for answer, _ in answers(after, "C1.2", "DE")} == {UNKNOWN}
    assert {item.day for item in after.changes if item.question == "C1.2"} == {"2020-03-01", "2023-01-01"}
    court = Injunction(from_date="2021-05-01", by="the court", conducts=("hold",))
    enjoined = replace(coded(reviewed=True), said=PlaceFile(file="title-9.txt", enjoined=(court,)))
    assert {answer for answer, _ in answers(survey(enjoined), "C1.2", "DE")} == {UNKNOWN}


def test_a_note_on_whom_a_text_binds_reads_by_kind_of_agency() -> None:
    said = PlaceFile(file="title-9.txt", binds=("reeve",), level="state")
    for kind, answer in (("corrections", "Y"), ("police", UNKNOWN)):
        text = replace(coded(reviewed=True), said=said, kinds=frozenset({kind}))
        assert {found for found, _ in answers(survey(text), "C1.2", "DE")} == {answer}


def test_before_the_law_began_it_answers_nothing() -> None:
    before = survey(coded(reviewed=True), as_of="2019-12-31")
    assert {answer for answer, _ in answers(before, "C1.2", "DE")} == {UNKNOWN}


def test_work_grows_with_settings_and_not_with_counties() -> None:
    nation = survey(coded(reviewed=True))
    assert nation.evaluated < len(load_places().counties()) / 4


def test_tables_hold_every_county_once() -> None:
    nation = survey(coded(reviewed=True))
    assert render_answers(nation.answers).count("\n") == len(nation.answers) + 1
    counted = sum(int(line.rsplit(",", 1)[1]) for line in render_states(nation).splitlines()[1:])
    assert counted == len(nation.answers)
