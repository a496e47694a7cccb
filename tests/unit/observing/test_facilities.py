"""Invented facilities: whose beds were used, and which county is certain."""

from observing_tables import REGISTRY, SOURCE, rows, split
from pincite.observing.facilities import read_facilities
from pincite.packs.us.observations import load_facility_rules

RULES = load_facility_rules()
NAMES = ("DETLOC", "Name", "City", "County", "State", "AOR", "Type Detailed", "Date of Last Use", "Guaranteed Minimum")


def test_facilities_with_their_places_and_days() -> None:
    table = rows(
        NAMES,
        ("A", "ALDER COUNTY JAIL", "ELM", "BIRCH", "XM", "AAA", "IGSA", "2017-09-20 00:00:00", "5"),
        ("B", "HILL CENTER", "ELM", "BIRCH ", "XM", "AAA", "CDF", "", ""),
        ("C", "HILL ROOM", "ELM", "DOGWOOD", "XM", "AAA", "HOLD", "", ""),
        ("D", "Redacted", "Redacted", "Redacted", "Redacted", "", "", "", ""),
        ("", "", "", "", "XM", "", "", "", ""),
    )
    head, below = split(table, RULES.layouts)
    found = read_facilities(below, head, source=SOURCE, registry=REGISTRY, rules=RULES)
    assert [(item.name, item.geoid, item.by_name, item.last_date) for item in found.rows] == [
        ("ALDER COUNTY JAIL", "99001", True, "2017-09-20"),
        ("HILL CENTER", "99003", False, ""),
        ("HILL ROOM", "", False, ""),
    ]
    assert [item.row for item in found.not_matched] == [5]
    assert head.left_out == ("Guaranteed Minimum",)
