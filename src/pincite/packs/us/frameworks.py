"""The state frameworks that ship: reports on state law without its text, from state_frameworks.csv."""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib.resources import files

from pincite.errors import ImpossibleValueError, PackError
from pincite.model.framework import StateFramework

_FILE = "state_frameworks.csv"
_PLAIN = (
    "state", "name", "act", "citation", "kind", "effective_from", "effective_to", "status", "status_as_of",
    "confidence", "sources",
)  # fmt: skip
_OTHER = "unverified"


@cache
def load_frameworks() -> tuple[StateFramework, ...]:
    """All that ships, in the order of the file; raises PackError that names the row."""
    return parse_frameworks(files(__package__).joinpath(_FILE).read_text("utf-8"), f"packs/us/{_FILE}")


def parse_frameworks(text: str, where: str) -> tuple[StateFramework, ...]:
    """Frameworks from CSV text; every column that is no field of a framework is a conduct.

    Raises PackError that names file and row.
    """
    reader = csv.DictReader(io.StringIO(text))
    missing = [name for name in (*_PLAIN, _OTHER) if name not in (reader.fieldnames or ())]
    if missing:
        way_out = "Make it again: python tools/make_frameworks.py."
        raise PackError(f"the columns {', '.join(missing)} are missing.", where=f"{where}:1", way_out=way_out)
    return tuple(_parse_row(row, f"{where}:{number}") for number, row in enumerate(reader, start=2))


def _parse_row(row: dict[str, str], where: str) -> StateFramework:
    if None in row or None in row.values():
        raise PackError("the row has too many or too few cells.", where=where, way_out="Mend its commas and quotes.")
    conducts = {key: value for key, value in row.items() if key not in (*_PLAIN, _OTHER)}
    try:
        return StateFramework(
            **{key: row[key] for key in _PLAIN}, unverified=tuple(row[_OTHER].split()), rules=conducts
        )
    except ImpossibleValueError as error:
        raise PackError(f"{error}.", where=where, way_out="Correct the value.") from None
