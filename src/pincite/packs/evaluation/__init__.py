"""What is known of the coded instruments that the reader is measured on: which of them belong together."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec
import yaml

from pincite.errors import PackError

_FILE = "families.yaml"


class FamilyRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A family of instruments. names: patterns of instrument names; template: one text adopted by many places.

    examples and counterexamples: names that a pattern must and must not match.
    """

    id: str
    label: str
    template: bool
    names: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


class _Families(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rows: tuple[FamilyRow, ...]


@cache
def load_family_rows() -> tuple[FamilyRow, ...]:
    """The rows of ``families.yaml`` in order; raises PackError with the field at fault."""
    text = files(__package__).joinpath(_FILE).read_text("utf-8")
    try:
        return msgspec.convert(yaml.load(text, Loader=yaml.CSafeLoader), _Families).rows
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        raise PackError(
            str(error), where=f"packs/evaluation/{_FILE}", way_out="Mend the line or field that it names."
        ) from None
