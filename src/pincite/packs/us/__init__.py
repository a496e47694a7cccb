"""What is known of local government in the United States: kinds of places and the agencies they are taken to have."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec
import yaml

from pincite.errors import PackError

_FILE = "agencies.yaml"


class KindPattern(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a kind of place is told from its name. states: USPS codes where it holds, () for all."""

    kind: str
    pattern: str
    states: tuple[str, ...]


class AgencySeed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An agency that a place is taken to have; ``{name}`` and ``{full}`` stand for the place's names."""

    id: str
    name: str
    kind: str
    keeps_jail: bool = False
    lock_up: str = "no"


class PlaceSeed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The agencies of all places of these kinds."""

    places: tuple[str, ...]
    agencies: tuple[AgencySeed, ...]


class AgencyRules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of ``agencies.yaml``. made_up: state codes that are never real; other_kind: where no pattern matches."""

    territories: tuple[str, ...]
    made_up: tuple[str, ...]
    kinds: tuple[KindPattern, ...]
    other_kind: str
    seeds: tuple[PlaceSeed, ...]


@cache
def load_agency_rules() -> AgencyRules:
    """The rules of ``agencies.yaml``; raises PackError with the field at fault."""
    text = files(__package__).joinpath(_FILE).read_text("utf-8")
    try:
        return msgspec.convert(yaml.load(text, Loader=yaml.CSafeLoader), AgencyRules)
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        raise PackError(
            str(error), where=f"packs/us/{_FILE}", way_out="Mend the line or field that it names."
        ) from None
