"""Asking for public records: a state's records law as facts, what to ask for, and who asks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from pincite.errors import ImpossibleValueError

BUSINESS, CALENDAR, PROMPTLY = "business", "calendar", "promptly"
STATE_AGENCIES = "state-agencies"
RESPONSES = ("acknowledgement", "determination", "records", "response", "ruling-to-withhold", "")
MAY_ASK = ("anyone", "citizens", "")
APPEALS = ("yes", "optional", "no", "")
LAW_FIELDS = (
    "act", "days", "response", "may-ask", "extension", "fee-waiver", "appeal", "appeal-deadline",
)  # fmt: skip
_PARTIAL_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_WEAK = frozenset({"low", "unverified", ""})


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsLaw:
    """What is known of a state's public-records act. A value that is not verified is "" or 0 and named in
    ``not_verified`` (words of LAW_FIELDS).

    days, day_kind: time for the response in business or calendar days; PROMPTLY: no fixed number. response: what is
    due then. reach: STATE_AGENCIES where the time binds those alone. extension: "adds" or "to" so many days.
    appeal_body: who decides on a refusal. confidence: high or medium, by "act", "days" or "other". other_days: the
    number that a further source gives. caution: code of a doubt about the row. as_of: ISO month or day of its sources.
    """

    state: str
    jurisdiction: str
    source: str
    as_of: str
    act: str = ""
    citation: str = ""
    days: int = 0
    day_kind: str = ""
    response: str = ""
    reach: str = ""
    may_ask: str = ""
    extension: str = ""
    extension_days: int = 0
    extension_kind: str = ""
    fee_waiver: str = ""
    appeal: str = ""
    appeal_body: str = ""
    other_days: str = ""
    caution: str = ""
    not_verified: tuple[str, ...] = ()
    confidence: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        wrong = [item for item in self.not_verified if item not in LAW_FIELDS]
        wrong += [item for item in self.confidence.values() if item not in ("high", "medium", "low")]
        wrong += [] if self.response in RESPONSES else [self.response]
        wrong += [] if self.may_ask in MAY_ASK else [self.may_ask]
        wrong += [] if self.appeal in APPEALS else [self.appeal]
        wrong += [] if self.day_kind in (BUSINESS, CALENDAR, PROMPTLY, "") else [self.day_kind]
        wrong += [] if bool(self.days) == (self.day_kind in (BUSINESS, CALENDAR)) else ["days without their kind"]
        wrong += [] if not self.as_of or _PARTIAL_DAY.fullmatch(self.as_of) else [self.as_of]
        wrong += [f"{name} is stated and not verified" for name in self.not_verified if self._states(name)]
        if wrong or not self.source.strip():
            raise ImpossibleValueError(f"records law of {self.state}: {', '.join(wrong) or 'no source'}")

    def _states(self, name: str) -> bool:
        stated = {
            "act": self.act or self.citation, "days": self.day_kind, "response": self.response,
            "may-ask": self.may_ask, "extension": self.extension, "fee-waiver": self.fee_waiver, "appeal": self.appeal,
        }  # fmt: skip
        return bool(stated.get(name))

    def binds_in_days(self, *, state_agency: bool) -> bool:
        """Whether a number of days is known for a body of the state, or for a local one."""
        return bool(self.days) and (state_agency or self.reach != STATE_AGENCIES)

    def is_stale(self, today: str) -> bool:
        """Whether its sources are more than a year older than ``today`` (ISO), or of no known date."""
        match = _PARTIAL_DAY.fullmatch(self.as_of)
        if match is None:
            return True
        known = date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
        return (date.fromisoformat(today) - known).days > 366

    def word_of(self, part: str) -> str:
        """The confidence of "act", "days" or "other"; "" where it is too low to show the fact."""
        word = self.confidence.get(part, "")
        return "" if word in _WEAK else word


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A sentence to the person who asks, in two languages."""

    en: str
    es: str

    def in_language(self, language: str) -> str:
        """The sentence in "es", else in English."""
        return self.es if language == "es" else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsItem:
    """Records worth asking for. questions: what they bear on; source_kinds: the kinds of sources that they are.

    practice: they show what is done, so they are asked for where practice was not observed. agency_kinds: who has
    them; anywhere: they have it whichever agency the question is open for. ask: the text in the letter, with {from_day}
    and {to_day}; counts: figures only, never persons.
    """

    id: str
    questions: tuple[str, ...]
    source_kinds: tuple[str, ...]
    agency_kinds: tuple[str, ...]
    ask: str
    about: Explained
    practice: bool = False
    counts: bool = False
    anywhere: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsTopic:
    """What a topic knows of asking for records. state_agency_kinds: agency kinds that are bodies of the state.

    cover: what the letters are for, to the person who sends them. privacy: sentence that asks for no persons' data.
    """

    subject: str
    opening: str
    privacy: str
    cover: Explained
    state_agency_kinds: tuple[str, ...]
    items: tuple[RecordsItem, ...]

    def item(self, item_id: str) -> RecordsItem:
        """The item of that id; raises KeyError."""
        for item in self.items:
            if item.id == item_id:
                return item
        raise KeyError(item_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An item asked of an agency, with the questions of the study that it could settle there."""

    item: RecordsItem
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Requester:
    """Who asks, as said in a file on this machine; every field may stay "". standing: under a law that limits who
    may ask, why this person may ("I am a citizen of Meridia"). fee_limit: what may be charged without asking first.
    """

    name: str = ""
    organisation: str = ""
    address: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""
    standing: str = ""
    fee_limit: str = ""
    fee_reason: str = ""
