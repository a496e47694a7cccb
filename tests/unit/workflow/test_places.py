"""Places by name, GEOID and id, and the ids of a place.yaml."""

import pytest

from pincite.errors import ImpossibleValueError, PackError, UsageError
from pincite.model.place import Place
from pincite.workflow.pack import load_pack
from pincite.workflow.place import parse_place, render_place, seed_place

TODAY = "2026-11-22"
CA = "ocd-division/country:us/state:ca"
NY = "ocd-division/country:us/state:ny"
HEAD = 'name: Elm\nstate: NY\nkind: town\nas_of: "2026-01-01"\n'


def parse(text: str) -> Place:
    return parse_place(text, "place.yaml", topic=load_pack().topic)


@pytest.mark.parametrize(
    "named",
    [
        "Orange County, CA",
        "orange county, California",
        "Orange county, ca",
        "06059",
        " 06059 ",
        f"{CA}/county:orange",
    ],
)
def test_one_county_by_every_name(named: str) -> None:
    place = seed_place(named, as_of=TODAY)
    assert (place.name, place.state, place.kind) == ("Orange County", "CA", "county")
    assert (place.geoid, place.ocd_id, place.within) == ("06059", f"{CA}/county:orange", (CA,))


@pytest.mark.parametrize(
    ("named", "name", "geoid", "kind"),
    [
        ("Baltimore, MD", "Baltimore", "24510", "independent-city"),
        ("Baltimore County, MD", "Baltimore County", "24005", "county"),
        ("24510", "City of Baltimore", "24510", "independent-city"),
        ("City of Fairfax, VA", "City of Fairfax", "51600", "independent-city"),
        ("Richmond County, VA", "Richmond County", "51159", "county"),
        ("St. Louis, MO", "St. Louis", "29510", "independent-city"),
        ("Saint Louis County, MO", "Saint Louis County", "29189", "county"),
        ("Carson City, NV", "Carson City", "32510", "independent-city"),
        ("Washington, DC", "District of Columbia", "11001", "district"),
        ("11", "District of Columbia", "11001", "district"),
        ("City and County of San Francisco, CA", "City and County of San Francisco", "06075", "city"),
        ("Anchorage, AK", "Anchorage", "02020", "city"),
        ("Village of Elm, IL", "Village of Elm", "", "village"),
        ("Charles City, VA", "Charles City", "", "city"),
        ("Alder County, XM", "Alder County", "", "county"),
        ("Alder County, PR", "Alder County", "", "county"),
        ("72", "Puerto Rico", "72", "state"),
    ],
)
def test_counties_and_cities_of_one_name_stay_apart(named: str, name: str, geoid: str, kind: str) -> None:
    place = seed_place(named, as_of=TODAY)
    assert (place.name, place.geoid, place.kind) == (name, geoid, kind)


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("Oragne County, CA", r"California has no Oragne County\. Did you mean Orange County, CA"),
        ("Hartford County, CT", "Connecticut has no Hartford County.*pincite places --state CT"),
        ("Fairweather Borough, AK", "Alaska has no Fairweather Borough"),
        ("6059", r"6059 is no GEOID\. Did you mean 06059"),
        ("123", "123 is no GEOID"),
        ("99999", "is in no state"),
        ("09001", "Connecticut has no county of GEOID 09001.*--state CT"),
        ("0600001", "city or town in California, whose name is not in the registry.*Town of NAME, CA .0600001."),
        ("3607115308", "town or township in Orange County, NY, whose name"),
        (f"{CA}/county:oragne", "no place has the id .*Did you mean Orange County, CA"),
        (f"{CA}/county:nowhere/place:elm", "no place has the id"),
        ("ocd-division/country:ca/province:on", "no place has the id"),
        ("ocd-division/", "no place has the id"),
        ("Town of Elm, NY (06)", "GEOID '06' is in CA, not in NY"),
        ("Town of Elm, NY (123)", "'123' is no GEOID"),
        ("Town of Elm, NY (ocd-division/country:ca)", "is no id of a place in the United States"),
        ("Orange County, CA (06061)", "has the number 06059, not 06061"),
    ],
)
def test_unknown_place(named: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        seed_place(named, as_of=TODAY)


def test_town_by_its_id() -> None:
    place = seed_place(f"{NY}/county:orange/place:st_elm~s_ferry", as_of=TODAY)
    assert (place.name, place.state, place.kind) == ("St Elm's Ferry", "NY", "city")
    assert place.within == (f"{NY}/county:orange", NY)
    assert seed_place(f"{NY}/place:elm", as_of=TODAY).within == (NY,)


@pytest.mark.parametrize(
    ("number", "within"),
    [
        ("3607199999", (f"{NY}/county:orange", NY)),
        ("3699999", (NY,)),
        (f"{NY}/county:orange/place:elm", (f"{NY}/county:orange", NY)),
    ],
)
def test_town_by_name_and_number(number: str, within: tuple[str, ...]) -> None:
    place = seed_place(f"Town of Elm, NY ({number})", as_of=TODAY)
    assert (place.name, place.kind, place.within) == ("Town of Elm", "town", within)
    assert number in (place.geoid, place.ocd_id)


@pytest.mark.parametrize(
    ("line", "within"),
    [
        ('geoid: "3607199999"', (f"{NY}/county:orange", NY)),
        ('geoid: "3699999"', (NY,)),
        ('geoid: "36071"', (NY,)),
        (f"ocd_id: {NY}/county:orange/place:elm", (f"{NY}/county:orange", NY)),
        (f"ocd_id: {NY}/place:elm\nwithin: [{NY}/county:kings, {NY}]", (f"{NY}/county:kings", NY)),
        ("files: []", ()),
    ],
)
def test_what_contains_the_place_of_a_file(line: str, within: tuple[str, ...]) -> None:
    assert parse(f"{HEAD}{line}\n").within == within


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('geoid: "36"', None),
        ("geoid: 36071", "line|text|string|str"),
        ('geoid: "360"', r"place.yaml:5: '360' is no GEOID\. Write 2 digits"),
        ('geoid: "36998"', "unknown GEOID '36998'.*pincite places --state NY"),
        ('geoid: "06059"', "is in CA, not in NY"),
        ("ocd_id: orange", "is no id of a place in the United States"),
        ("within: [orange]", "unknown place 'orange'.*pincite places"),
        (f"ocd_id: {NY}/place:elm\nwithin: [{NY}/place:elm]", "it is contained in itself"),
    ],
)
def test_ids_of_a_file_that_cannot_be(line: str, said: str | None) -> None:
    if said is None:
        assert parse(f"{HEAD}{line}\n").geoid == "36"
        return
    with pytest.raises(PackError, match=said) as caught:
        parse(f"{HEAD}{line}\n")
    assert "place.yaml:" in caught.value.message()


def test_ids_in_a_state_that_does_not_exist_are_free() -> None:
    text = HEAD.replace("NY", "XM") + 'geoid: "90001"\nwithin: [alder]\n'
    assert parse(text).within == ("alder",)


def test_a_number_of_a_real_place_is_none_of_a_state_that_does_not_exist() -> None:
    with pytest.raises(PackError, match="'06059' is in CA, not in XM"):
        parse(HEAD.replace("NY", "XM") + 'geoid: "06059"\n')


def test_a_place_in_itself_is_named_with_its_line_and_a_way_out() -> None:
    text = f"{HEAD}ocd_id: {NY}/place:elm\nwithin:\n  - {NY}\n  - {NY}/place:elm\n"
    with pytest.raises(PackError) as caught:
        parse(text)
    line = text.split("\n").index(f"  - {NY}/place:elm") + 1
    assert caught.value.message().startswith(f"place.yaml:{line}: place {NY}/place:elm: it is contained in itself.")
    assert "Name the county or the state instead." in caught.value.message()


def test_place_contained_in_itself_cannot_be_built() -> None:
    with pytest.raises(ImpossibleValueError, match="contained in itself"):
        Place(name="Elm", state="XM", kind="city", as_of=TODAY, ocd_id="elm", within=("elm",))


@pytest.mark.parametrize(
    "named",
    ["06059", "Town of Elm, NY (3607199999)", "Roanoke, VA", "Nome Census Area, AK", "Village of Elm, XM", "11"],
)
def test_written_place_is_read_back(named: str) -> None:
    place = seed_place(named, as_of=TODAY)
    assert parse(render_place(place)) == place


def test_regional_jail_in_a_file_is_kept() -> None:
    lines = "  - {id: jail, name: Two Rivers Jail, kind: jail, keeps_jail: true, asked: false, serves: [a, b]}\n"
    place = parse(f"{HEAD}agencies:\n{lines}")
    assert place.agency("jail").serves == ("a", "b")
    assert parse(render_place(place)) == place
