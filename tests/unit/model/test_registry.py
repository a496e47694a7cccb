"""The registry of places: containment, look-up by id and name, and "did you mean"."""

import pytest

from pincite.errors import ImpossibleValueError
from pincite.model.registry import PlaceRegistry, RegisteredPlace


def place(ocd_id: str, name: str, *, kind: str = "county", geoid: str = "", parent: str = "xm") -> RegisteredPlace:
    return RegisteredPlace(ocd_id=ocd_id, geoid=geoid, name=name, kind=kind, state="XM", parent=parent)


STATE = place("xm", "Exemplar", kind="state", geoid="90", parent="")
REGISTRY = PlaceRegistry(
    places=(
        STATE,
        place("a", "Alder County", geoid="90001"),
        place("b", "Alder city", kind="independent-city", geoid="90510"),
        place("c", "St. Élan's County", geoid="90003"),
        place("d", "De Wold Parish", kind="parish", geoid="90005"),
        place("e", "Carrow City", kind="independent-city", geoid="90511"),
        place("f", "King and Birch County", geoid="90007"),
        place("g", "Elm Town", kind="town", parent="a"),
        place("h", "Fort Ash City and Borough", kind="borough", geoid="90009"),
    ),
    other_geoids={"90999": "a"},
)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Alder County", "a"),
        ("COUNTY OF ALDER", "a"),
        ("alder parish", "a"),
        ("Alder city", "b"),
        ("City of Alder", "b"),
        ("Alder", "ab"),
        ("Alder, XM", "ab"),
        ("Alder County, Exemplar", "a"),
        ("Alder Co., xm", "a"),
        ("Saint Elans", "c"),
        ("St Elan's County", "c"),
        ("DeWold", "d"),
        ("de wold county", "d"),
        ("Carrow City", "e"),
        ("Carrow", "e"),
        ("King & Birch", "f"),
        ("Elm", "g"),
        ("City and Borough of Ft. Ash", "h"),
        ("Fort Ash Borough", "h"),
        ("Exemplar", ["xm"]),
        ("XM", ["xm"]),
        ("Oak County", ""),
        ("", ""),
    ],
)
def test_find_by_name(text: str, ids: str | list[str]) -> None:
    assert [item.ocd_id for item in REGISTRY.find(text)] == list(ids)


def test_find_in_a_state() -> None:
    assert [item.ocd_id for item in REGISTRY.find("Alder County", "Exemplar")] == ["a"]
    assert REGISTRY.find("Alder County", "XB") == ()


def test_by_geoid_and_id() -> None:
    assert REGISTRY.by_geoid("90001").name == "Alder County"
    assert REGISTRY.by_geoid("90999") == REGISTRY.by_geoid("90001")
    assert REGISTRY.by_id("xm") is STATE
    with pytest.raises(KeyError):
        REGISTRY.by_geoid("90000")
    with pytest.raises(KeyError):
        REGISTRY.by_id("nowhere")


def test_counties_and_states() -> None:
    assert [item.ocd_id for item in REGISTRY.counties()] == list("abcdefh")
    assert REGISTRY.counties("xm") == REGISTRY.counties()
    assert REGISTRY.counties("XB") == ()
    assert REGISTRY.states() == (STATE,)


def test_containers_are_the_nearest_first() -> None:
    assert [item.ocd_id for item in REGISTRY.containers("g")] == ["a", "xm"]
    assert REGISTRY.containers("xm") == ()


def test_suggest() -> None:
    assert REGISTRY.suggest("Aldre County, XM")[0] == "Alder County, XM"
    assert REGISTRY.suggest("Carow City") == ("Carrow City, XM",)
    assert REGISTRY.suggest("Zzyzx Quux") == ()


def test_place_in_itself() -> None:
    with pytest.raises(ImpossibleValueError, match="place a: it is contained in itself"):
        place("a", "Alder County", parent="a")
    ring = (place("a", "Alder County", parent="b"), place("b", "Birch County", parent="a"))
    with pytest.raises(ImpossibleValueError, match="place a: it is contained in itself, by b"):
        PlaceRegistry(places=ring)


def test_unknown_container() -> None:
    with pytest.raises(ImpossibleValueError, match="place a: it is in an unknown place xm"):
        PlaceRegistry(places=(place("a", "Alder County"),))


def test_one_id_for_two_places() -> None:
    with pytest.raises(ImpossibleValueError, match="id a stands twice"):
        PlaceRegistry(places=(STATE, place("a", "Alder County"), place("a", "Birch County")))
    with pytest.raises(ImpossibleValueError, match="GEOID 90001 stands twice"):
        PlaceRegistry(
            places=(STATE, place("a", "Alder County", geoid="90001"), place("b", "Birch County", geoid="90001"))
        )
    with pytest.raises(ImpossibleValueError, match="unknown place nowhere"):
        PlaceRegistry(places=(STATE,), other_geoids={"91": "nowhere"})


@pytest.mark.parametrize("geoid", ["9", "9000a", "900", "²0001"])
def test_geoid_that_is_none(geoid: str) -> None:
    with pytest.raises(ImpossibleValueError, match="is no GEOID"):
        place("a", "Alder County", geoid=geoid)


def test_place_without_a_name() -> None:
    with pytest.raises(ImpossibleValueError, match="has an id and a name"):
        place("a", "")
