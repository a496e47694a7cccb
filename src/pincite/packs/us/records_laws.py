"""The public-records laws that ship, one a state, from records_laws.csv."""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib.resources import files

from pincite.errors import ImpossibleValueError, PackError
from pincite.model.records import RecordsLaw

_FILE = "records_laws.csv"
_PLAIN = (
    "state", "jurisdiction", "act", "citation", "day_kind", "response", "reach", "may_ask", "extension",
    "extension_kind", "fee_waiver", "appeal", "appeal_body", "other_days", "caution", "source", "as_of",
)  # fmt: skip
_NUMBERS = ("days", "extension_days")
_CONFIDENCE = "confidence_"


@cache
def load_records_laws() -> dict[str, RecordsLaw]:
    """Every law that ships, by USPS code ("US" for the federal one); raises PackError that names the row."""
    return parse_records_laws(files(__package__).joinpath(_FILE).read_text("utf-8"), f"packs/us/{_FILE}")


def find_records_law(state: str) -> RecordsLaw | None:
    """The law of that state, or None where none is known."""
    return load_records_laws().get(state)


def parse_records_laws(text: str, where: str) -> dict[str, RecordsLaw]:
    """Laws by state from CSV text; raises PackError that names file and row."""
    reader = csv.DictReader(io.StringIO(text))
    missing = [name for name in (*_PLAIN, *_NUMBERS, "not_verified") if name not in (reader.fieldnames or ())]
    if missing:
        way_out = "Make it again: python tools/make_records_laws.py."
        raise PackError(f"the columns {', '.join(missing)} are missing.", where=f"{where}:1", way_out=way_out)
    laws: dict[str, RecordsLaw] = {}
    for number, row in enumerate(reader, start=2):
        law = _parse_row(row, f"{where}:{number}")
        if law.state in laws:
            raise PackError(f"{law.state} stands twice.", where=f"{where}:{number}", way_out="Remove one of the two.")
        laws[law.state] = law
    return laws


def _parse_row(row: dict[str, str], where: str) -> RecordsLaw:
    if None in row or None in row.values():
        raise PackError("the row has too many or too few cells.", where=where, way_out="Mend its commas and quotes.")
    try:
        return RecordsLaw(
            **{key: row[key] for key in _PLAIN},
            days=int(row["days"] or 0),
            extension_days=int(row["extension_days"] or 0),
            not_verified=tuple(row["not_verified"].split()),
            confidence={
                key.removeprefix(_CONFIDENCE): row[key] for key in row if key.startswith(_CONFIDENCE) and row[key]
            },
        )
    except (ImpossibleValueError, ValueError) as error:
        raise PackError(f"{error}.", where=where, way_out="Correct the value.") from None
