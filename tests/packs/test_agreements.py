"""The agreements that ship with the program, and the rules for tables of observations."""

from pincite.packs.us import load_places
from pincite.packs.us.observations import (
    load_agreements,
    load_agreements_source,
    load_facility_rules,
    load_outcome_rules,
    load_participant_rules,
    load_statement_rules,
)
from pincite.workflow.pack import load_pack


def test_agreements_are_of_one_sheet_and_of_real_places() -> None:
    registry, source = load_places(), load_agreements_source()
    rows = load_agreements()
    assert len(rows) > 1000
    assert {item.as_of for item in rows} == {source.as_of}
    assert [item.row for item in rows] == sorted({item.row for item in rows})
    assert {item.status for item in rows} == {"in-force"}
    for item in rows:
        assert {registry.by_geoid(geoid).state for geoid in item.geoids} == {item.state}
        assert item.model in load_participant_rules().models
        assert "" < item.signed_date <= item.as_of


def test_a_row_is_cited_with_file_sheet_row_day_and_checksum() -> None:
    source = load_agreements_source()
    assert (
        source.cite(2) == f"{source.file}, sheet {source.sheet}, row 2 (of {source.as_of}, sha256 {source.sha256[:16]})"
    )
    assert len(source.sha256) == 64


def test_facts_on_places_are_of_counties_that_are_there() -> None:
    registry, rules = load_places(), load_participant_rules()
    counties = {place.geoid: place.state for place in registry.counties()}
    assert set(rules.municipal) <= counties.keys()
    for state, names in rules.misspelt.items():
        assert {counties[geoid] for geoid in names.values()} == {state}
    for agency in rules.agencies:
        assert {counties[geoid] for geoid in agency.geoids} <= {agency.state}


def test_no_table_of_answers_asks_for_use_of_beds() -> None:
    pack = load_pack()
    asked = {
        shows
        for name in pack.rubric_ids
        for table in pack.rubric(name).tables
        for row in table.rows
        for shows in row.when.observed
    }
    assert load_participant_rules().shows in asked
    assert load_facility_rules().shows not in asked


def test_conducts_are_those_of_the_topic() -> None:
    conducts = {item.id for item in load_pack().topic.conducts}
    assert {load_participant_rules().conduct, load_facility_rules().conduct} <= conducts
    kinds = {item.id for item in load_pack().topic.agency_kinds}
    assert {item.kind for item in load_participant_rules().posts} <= kinds


def test_nine_columns_of_a_table_of_persons_are_read_by_their_exact_names() -> None:
    (layout,) = load_outcome_rules().layouts
    assert len(layout.columns) == 9
    assert not layout.loose
    assert set(load_outcome_rules().refusals) <= set(load_outcome_rules().reasons)
    assert load_statement_rules().labels
