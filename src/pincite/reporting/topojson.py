"""Shapes out of a TopoJSON topology: arcs that neighbours share become closed rings, and borders drawn once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from pincite.errors import ImpossibleValueError

Point = tuple[float, float]
Line = tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One geometry. polygons: each a tuple of closed rings, the outer one first, then its holes."""

    id: str
    polygons: tuple[tuple[Line, ...], ...]


def decode_arcs(topology: Mapping[str, Any]) -> tuple[Line, ...]:
    """The arcs in map units: steps added up, then scaled and moved where the topology has a transform."""
    transform = topology.get("transform")
    if transform is None:
        return tuple(tuple((x, y) for x, y, *_ in arc) for arc in topology["arcs"])
    (across, down), (left, top) = transform["scale"], transform["translate"]
    return tuple(
        tuple(
            (left + across * x, top + down * y)
            for x, y in zip(accumulate(step[0] for step in arc), accumulate(step[1] for step in arc), strict=True)
        )
        for arc in topology["arcs"]
    )


def find_shapes(topology: Mapping[str, Any], name: str) -> tuple[Shape, ...]:
    """The polygons and multipolygons of the object ``name``; raises ImpossibleValueError for anything else."""
    arcs = decode_arcs(topology)
    return tuple(
        Shape(
            id=str(item["id"]),
            polygons=tuple(tuple(_close(ring, arcs) for ring in polygon) for polygon in _polygons(item)),
        )
        for item in _geometries(topology, name)
    )


def find_borders(topology: Mapping[str, Any], name: str) -> tuple[Line, ...]:
    """Every arc that bounds a geometry of the object ``name``, once, however many geometries share it."""
    arcs = decode_arcs(topology)
    used = {
        index if index >= 0 else ~index
        for item in _geometries(topology, name)
        for polygon in _polygons(item)
        for ring in polygon
        for index in ring
    }
    return tuple(arcs[index] for index in sorted(used))


def _geometries(topology: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    if name not in topology.get("objects", {}):
        raise ImpossibleValueError(f"shapes: there is no object {name!r}")
    yield from topology["objects"][name]["geometries"]


def _polygons(item: Mapping[str, Any]) -> list[list[list[int]]]:
    if item["type"] == "Polygon":
        return [item["arcs"]]
    if item["type"] == "MultiPolygon":
        return list(item["arcs"])
    raise ImpossibleValueError(f"shapes: {item.get('id')} is a {item['type']}, no polygon")


def _close(ring: Iterable[int], arcs: tuple[Line, ...]) -> Line:
    """The ring's arcs end to end; a negative index is the arc ``~index`` backwards. Shared ends stand once."""
    points: list[Point] = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc[1:] if points else arc)
    return tuple(points)
