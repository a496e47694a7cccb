"""What maps are drawn from: every state has one tile, every county one shape."""

from pincite.packs.us import load_places
from pincite.packs.us.maps import load_shapes, load_sources, load_tile_grid


def test_every_state_with_counties_has_one_tile() -> None:
    grid = load_tile_grid()
    assert set(grid) == {place.state for place in load_places().counties()}
    assert len(set(grid.values())) == len(grid) == 51


def test_tiles_keep_the_compass() -> None:
    grid = load_tile_grid()
    assert grid["WA"][0] < grid["MN"][0] < grid["NY"][0]
    assert grid["ME"][1] < grid["VA"][1] < grid["FL"][1]


def test_every_county_and_state_has_one_shape() -> None:
    objects = load_shapes()["objects"]
    counties = [item["id"] for item in objects["counties"]["geometries"]]
    assert sorted(counties) == sorted(place.geoid for place in load_places().counties())
    assert len({item["id"] for item in objects["states"]["geometries"]}) == 51


def test_sources_are_dated() -> None:
    assert all(told and len(day) == 10 for told, day in load_sources())
    assert len(load_sources()) == 2
