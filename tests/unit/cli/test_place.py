"""Places from names and from place.yaml."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pincite.errors import PackError, UsageError
from pincite.model.place import Place
from pincite.workflow.pack import load_pack
from pincite.workflow.place import (
    AsRead,
    get_state,
    guess_kind,
    is_day,
    parse_day,
    parse_place,
    render_place,
    seed_place,
    with_as_of,
)

TODAY = "2026-11-22"
GOOD = """name: Alder County
state: XM
kind: county
as_of: "2025-06-01"    # the day of the count
agencies:
  - {id: sheriff, name: Sheriff, kind: sheriff, keeps_jail: true}
files:
  - {file: a.pdf, binds: [sheriff], level: county}
"""


def parse(text: str) -> Place:
    return parse_place(text, "place.yaml", topic=load_pack().topic)


@pytest.mark.parametrize(
    ("name", "state", "kind"),
    [
        ("Alder County", "XM", "county"),
        ("Bayou Parish", "LA", "county"),
        ("Fairweather Borough", "AK", "county"),
        ("Elm Borough", "PA", "borough"),
        ("Village of Elm", "XM", "village"),
        ("Elm Village", "XM", "village"),
        ("City of Alder County Line", "XM", "city"),
        ("Town of Elm", "XM", "town"),
        ("Elm", "XM", "city"),
        ("City and County of Elm", "XM", "city"),
    ],
)
def test_kind_is_guessed_from_the_name(name: str, state: str, kind: str) -> None:
    assert guess_kind(name, state) == kind


def test_county_is_seeded_with_assumed_agencies() -> None:
    place = seed_place("Alder County, XM", as_of=TODAY)
    assert {agency.id for agency in place.agencies} == {"sheriff", "board", "prosecutor"}
    assert all(agency.assumed for agency in place.agencies)
    assert place.agency("sheriff").keeps_jail
    assert place.agency("sheriff").name == "Alder County Sheriff's Office"


def test_city_is_seeded_with_police_council_and_the_countys_jail() -> None:
    place = seed_place("Village of Elm, XM", as_of=TODAY)
    assert place.kind == "village"
    assert place.agency("police").name == "Elm Police Department"
    assert place.agency("police").lock_up == "unknown"
    assert place.agency("county-jail").keeps_jail
    assert place.agency("council").kind == "contracting-body"


def test_every_kind_of_place_has_agencies_of_known_kinds() -> None:
    known = {item.id for item in load_pack().topic.agency_kinds}
    for name in ("Essex County", "Elm", "Town of Elm", "Village of Elm", "Borough of Elm"):
        place = seed_place(f"{name}, NJ", as_of=TODAY)
        assert place.agencies
        assert {agency.kind for agency in place.agencies} <= known


@pytest.mark.parametrize("text", ["Alder County", "Alder County,", ", XM", "", "   ,  "])
def test_place_that_names_no_state(text: str) -> None:
    with pytest.raises(UsageError, match=r"names no state.*--place") as caught:
        seed_place(text, as_of=TODAY)
    assert caught.value.exit_code == 2


def test_unknown_state() -> None:
    with pytest.raises(UsageError, match="'ZZ' is no state"):
        seed_place("Alder County, ZZ", as_of=TODAY)
    with pytest.raises(UsageError, match="Did you mean"):
        seed_place("Alder County, Califronia", as_of=TODAY)


def test_state_by_name_and_by_code() -> None:
    assert get_state("iowa") == "IA"
    assert get_state("ia") == "IA"
    assert get_state("PR") == "PR"


@pytest.mark.parametrize("day", ["2025-02-30", "2025-13-01", "20250101", "1 June 2025", "2025", "２０２５-01-01"])
def test_impossible_day(day: str) -> None:
    assert not is_day(day)
    with pytest.raises(UsageError, match="no day of the calendar"):
        parse_day(day, today=TODAY)


def test_future_day() -> None:
    assert parse_day(TODAY, today=TODAY) == TODAY
    with pytest.raises(UsageError, match="in the future"):
        parse_day("2026-11-23", today=TODAY)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("state: XM\n", "", 1, 'state is missing|key .state. is missing|"state" is missing'),
        ("state: XM", "state: ZZ", 2, "'ZZ' is no state"),
        ('"2025-06-01"', '"2025-06-31"', 4, "no day of the calendar"),
        ("binds: [sheriff]", "binds: [shrif]", 8, "unknown agency"),
        ("level: county", "level: contry", 8, "unknown level"),
        ("kind: sheriff", "kind: sherif", 6, "unknown kind of agency"),
        ("keeps_jail", "keep_jail", 6, "unknown key"),
        ("kind: county", "kind: county\nkind: city", 4, "stands twice"),
        ('as_of: "2025-06-01"', "as_of: 2025-06-01", 4, "would turn into a date"),
    ],
)
def test_mistakes_are_named_with_their_line(old: str, new: str, line: int, words: str) -> None:
    assert old in GOOD
    with pytest.raises(PackError) as caught:
        parse(GOOD.replace(old, new))
    assert re.search(words, caught.value.what)
    assert caught.value.where == f"place.yaml:{line}"
    assert caught.value.way_out


def test_another_day_leaves_the_rest_of_the_text_alone() -> None:
    place, text = with_as_of(parse(GOOD), GOOD, as_of="2024-01-01")
    assert place.as_of == "2024-01-01"
    assert text == GOOD.replace("2025-06-01", "2024-01-01")
    assert parse(text) == place


NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)


@given(NAMES, NAMES)
def test_rendered_place_is_read_back_the_same(name: str, file: str) -> None:
    place = seed_place("Alder County, XM", as_of=TODAY)
    place = Place(name=name, state="XM", kind="county", as_of=TODAY, agencies=place.agencies)
    read = AsRead(file=file, issuer=name, level="county", kind="ordinance", status="", in_force_from="", text_date="")
    again = parse(render_place(place, [read]))
    assert again.name == name
    assert again.agencies == place.agencies
    assert [item.file for item in again.files] == [file]
    assert again.files[0].level == ""
    assert again.files[0].whole is None


def test_comments_of_a_new_place_file_are_yaml_once_uncommented() -> None:
    read = AsRead(
        file="a.pdf", issuer="Board: of #1", level="county", kind="ordinance", status="in-force-text",
        in_force_from="2021-01-01", text_date="2024",
    )  # fmt: skip
    text = render_place(seed_place("Alder County, XM", as_of=TODAY), [read])
    for key in ("issuer", "level", "kind", "status", "in_force_from", "text_date", "whole"):
        text = text.replace(f"    # {key}:", f"    {key}:")
    said = parse(text).files[0]
    assert (said.issuer, said.level, said.in_force_from, said.whole) == ("Board: of #1", "county", "2021-01-01", False)


def test_examples_at_the_end_are_yaml_once_uncommented() -> None:
    text = render_place(seed_place("Alder County, XM", as_of=TODAY))
    for key in ("attested_searches:", "  - {kind", "observations:", "  - {agency", "state_law_supplied"):
        text = text.replace(f"# {key}", key)
    place = parse(text)
    assert len(place.attested_searches) == len(place.observations) == 1
