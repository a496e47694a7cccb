"""What maps of the United States are drawn from: the shapes of counties and states, and the grid of tiles."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from pincite.errors import PackError

_GRID = "tile_grid.yaml"
_EMPTY = ".."


class _TileRows(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    rows: tuple[str, ...]


@cache
def load_shapes() -> dict[str, Any]:
    """The TopoJSON topology with objects "counties" and "states"; ids are GEOIDs, units those of a 975 by 610 box."""
    try:
        shapes: dict[str, Any] = json.loads(files(__package__).joinpath("places", "shapes.json").read_bytes())
    except ValueError as error:
        where = "packs/us/places/shapes.json"
        raise PackError(str(error), where=where, way_out="Make it anew: python tools/make_places.py.") from None
    return shapes


@cache
def load_tile_grid() -> dict[str, tuple[int, int]]:
    """State (USPS code) -> its column and row, both from 0; raises PackError with what is wrong."""
    text = files(__package__).joinpath(_GRID).read_text("utf-8")
    try:
        rows = msgspec.yaml.decode(text, type=_TileRows).rows
    except msgspec.DecodeError as error:
        raise _faulty(str(error)) from None
    placed = [(code, (column, row)) for row, line in enumerate(rows) for column, code in enumerate(line.split())]
    tiles = [(code, at) for code, at in placed if code != _EMPTY]
    if len(dict(tiles)) != len(tiles):
        raise _faulty("a state stands there twice")
    return dict(tiles)


def _faulty(what: str) -> PackError:
    return PackError(what, where=f"packs/us/{_GRID}", way_out="Mend the line that it names.")


class _Origin(msgspec.Struct, frozen=True, kw_only=True):
    """What is read of a file of provenance; it says more than that."""

    as_of: str
    source: str = ""
    publisher: str = ""
    file: str = ""


@cache
def load_sources() -> tuple[tuple[str, str], ...]:
    """(What for people, ISO day) of each table that a map of the nation shows besides texts, agreements first."""
    found = []
    for path in (("agreements_287g.yaml",), ("places", "places.yaml")):
        try:
            text = files(__package__).joinpath(*path).read_text("utf-8")
            origin = msgspec.yaml.decode(text, type=_Origin)
        except msgspec.DecodeError as error:
            where = f"packs/us/{'/'.join(path)}"
            raise PackError(str(error), where=where, way_out="Mend the field that it names.") from None
        told = ", ".join(item for item in (origin.publisher or origin.source, origin.file) if item)
        found.append((told, origin.as_of))
    return tuple(found)
