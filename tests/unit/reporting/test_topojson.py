"""Shapes out of a topology: steps added up, arcs backwards, several polygons, holes, borders once."""

from __future__ import annotations

from typing import Any

import pytest

from pincite.errors import ImpossibleValueError
from pincite.reporting.nation_maps import trace_shape
from pincite.reporting.topojson import Shape, decode_arcs, find_borders, find_shapes

# Two squares side by side share the arc 0; a third, far off, has a hole.
#   (0,0)-(2,0)-(4,0)
#     A  |0   B |
#   (0,2)-(2,2)-(4,2)
SQUARES: dict[str, Any] = {
    "type": "Topology",
    "arcs": [
        [[2, 0], [0, 2]],
        [[2, 2], [-2, 0], [0, -2], [2, 0]],
        [[2, 0], [2, 0], [0, 2], [-2, 0]],
        [[10, 10], [6, 0], [0, 6], [-6, 0], [0, -6]],
        [[12, 12], [0, 2], [2, 0], [0, -2], [-2, 0]],
    ],
    "transform": {"scale": [10, 100], "translate": [1, 2]},
    "objects": {
        "plots": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "id": "A", "arcs": [[0, 1]]},
                {"type": "MultiPolygon", "id": "B", "arcs": [[[2, -1]], [[3], [4]]]},
            ],
        },
        "lines": {"type": "GeometryCollection", "geometries": [{"type": "LineString", "id": "C", "arcs": [0]}]},
    },
}


def test_steps_are_added_up_then_scaled_and_moved() -> None:
    assert decode_arcs(SQUARES)[1] == ((21, 202), (1, 202), (1, 2), (21, 2))


def test_without_a_transform_points_stand_as_they_are() -> None:
    assert decode_arcs({"arcs": [[[1.5, 2], [3, 4.5]]]}) == (((1.5, 2), (3, 4.5)),)


def test_rings_close_and_shared_ends_stand_once() -> None:
    first, second = find_shapes(SQUARES, "plots")
    assert first == Shape(id="A", polygons=((((21, 2), (21, 202), (1, 202), (1, 2), (21, 2)),),))
    assert second.polygons[0] == (((21, 2), (41, 2), (41, 202), (21, 202), (21, 2)),)


def test_an_arc_backwards_ends_where_it_began() -> None:
    ring = find_shapes(SQUARES, "plots")[1].polygons[0][0]
    assert ring[-2:] == decode_arcs(SQUARES)[0][::-1]


def test_a_multipolygon_keeps_its_parts_and_holes() -> None:
    shape = find_shapes(SQUARES, "plots")[1]
    assert [len(polygon) for polygon in shape.polygons] == [1, 2]
    outer, hole = shape.polygons[1]
    assert outer[0] == outer[-1] == (101, 1002)
    assert hole[0] == hole[-1] == (121, 1202)


def test_each_border_is_drawn_once() -> None:
    assert len(find_borders(SQUARES, "plots")) == 5


@pytest.mark.parametrize(("name", "told"), [("lakes", "no object 'lakes'"), ("lines", "C is a LineString")])
def test_what_is_no_polygon_is_said(name: str, told: str) -> None:
    with pytest.raises(ImpossibleValueError, match=told):
        find_shapes(SQUARES, name)


def test_a_path_is_in_whole_tenths_and_leaves_out_steps_of_nothing() -> None:
    ring = ((0.0, 0.0), (1.02, 0.0), (1.03, 0.0), (1.0, 2.0), (0.0, 0.0))
    assert trace_shape(Shape(id="A", polygons=((ring,),))) == "M0,0l10,0 0,20z"


def test_a_shape_too_small_to_be_seen_is_a_dot() -> None:
    ring = ((3.0, 4.0), (3.01, 4.0), (3.0, 4.01), (3.0, 4.0))
    assert trace_shape(Shape(id="A", polygons=((ring,),))) == "M30,40h1v1h-1z"
