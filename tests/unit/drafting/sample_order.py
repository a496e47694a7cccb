"""An order for a letter of an invented county, under any law."""

from datetime import date
from functools import cache

from pincite.drafting.letter import LetterOrder
from pincite.model.place import Agency
from pincite.model.records import Asked, RecordsLaw, RecordsTopic, Requester
from pincite.packs.us.public_holidays import find_public_holidays
from pincite.packs.us.records_laws import find_records_law
from pincite.workflow.pack import load_pack
from pincite.workflow.requests import load_records_items

TODAY = "2026-11-23"
SHERIFF = Agency(id="sheriff", name="Alder County Sheriff's Office", kind="sheriff", keeps_jail=True)
STATE_POLICE = Agency(id="troopers", name="Troopers of Meridia", kind="state-police")
OPEN_LAW = RecordsLaw(
    state="XM", jurisdiction="Meridia", act="Open Books Act", citation="1 Mer. Code 2", days=5, day_kind="business",
    response="determination", may_ask="anyone", source="invented", as_of="2026-06",
    confidence={"act": "high", "days": "high", "other": "high"},
)  # fmt: skip


@cache
def records() -> RecordsTopic:
    return load_records_items(load_pack())


def make_order(
    state: str = "XM",
    *,
    agency: Agency = SHERIFF,
    law: RecordsLaw | None = None,
    requester: Requester | None = None,
    today: str = TODAY,
    place: str = "",
) -> LetterOrder:
    """An order for all items; ``law``: another one than the state's own."""
    used = law or find_records_law(state)
    years = (date.fromisoformat(today).year, date.fromisoformat(today).year + 1)
    return LetterOrder(
        agency=agency, place=place or f"Alder County, {state}", jurisdiction=used.jurisdiction if used else state,
        asked=tuple(Asked(item=item, questions=item.questions) for item in records().items), records=records(),
        today=today, from_day="2024-01-01", to_day="2026-11-22", law=used, requester=requester or Requester(),
        holidays=find_public_holidays(state, years),
    )  # fmt: skip
