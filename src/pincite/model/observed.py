"""What tables show of practice: agreements, use of beds, outcomes by facility and month, and what did not match."""

from __future__ import annotations

from dataclasses import dataclass, field

from pincite.errors import ImpossibleValueError

AGENCY_REACHES = frozenset({"county", "municipal", "state", "other"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """One agency's agreement of one model, as one row of a sheet lists it.

    state: USPS code. kind: county, municipal, state or other: whose agency it is. model: an id of the rules.
    signed_date: ISO day or "". status: in-force, pending or terminated, unclear where it was signed after the sheet's
    day. geoids: the counties that it is of (several for a regional jail), the state's for a state's agency, () where no
    place matched. how: what matched it, as "county column" or "name". as_of: ISO day of the sheet, or "". row: number
    in the sheet.
    """

    agency: str
    state: str
    county_text: str
    kind: str
    model: str
    signed_date: str
    status: str
    geoids: tuple[str, ...]
    as_of: str
    row: int
    how: str = ""

    def __post_init__(self) -> None:
        if self.kind not in AGENCY_REACHES:
            raise ImpossibleValueError(f"participation in row {self.row}: no kind {self.kind!r}")
        if not self.agency or not self.state:
            raise ImpossibleValueError(f"participation in row {self.row}: an agency has a name and a state")

    @property
    def geoid(self) -> str:
        """The one place that it is of, "" where there are none or several."""
        return self.geoids[0] if len(self.geoids) == 1 else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotMatched:
    """A row, or a cell of it, that could not be read for certain. near: names that come near."""

    row: int
    text: str
    why: str
    near: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        """What stands there, why it does not match and what comes near, for people."""
        near = f" Near: {'; '.join(self.near)}." if self.near else ""
        return f"{self.text}: {self.why}{near}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FacilityUse:
    """That a facility's beds were used. It answers nothing alone. city, county_text: of its address.

    kind: the type as the list writes it. first_date, last_date: ISO days or "". geoid: the county, where it is
    certain. by_name: the facility's own name spells it; an address alone does not tell whose the facility is.
    """

    name: str
    city: str
    state: str
    county_text: str
    kind: str
    first_date: str
    last_date: str
    geoid: str
    as_of: str
    row: int
    by_name: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FacilityMonth:
    """All rows of one facility in one month, added up; no row of a person is in it.

    month: "2025-03" or "". Counts are text: small ones say only that they are small. requests: all rows; refusals:
    those whose reason the source words as a refusal; notify: those that asked for notice of release; reasons: the
    source's reasons, each with its count.
    """

    facility: str
    code: str
    city: str
    state: str
    month: str
    requests: str
    refusals: str
    notify: str
    reasons: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What an agency said, or a count showed, of its own conduct; one row of the plain form."""

    agency: str
    conduct: str
    shows: str
    source: str
    on_date: str
    row: int
    confidence: str = "medium"
    url: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participations:
    """What was read of one sheet of participants. rows: all that hold an agency."""

    rows: tuple[Participation, ...]
    not_matched: tuple[NotMatched, ...] = ()

    def count_agencies(self, kind: str, *, matched: bool = False) -> int:
        """How many different agencies (state and name) of a kind there are, all or only those matched to a place."""
        kept = (item for item in self.rows if item.kind == kind and (item.geoids or not matched))
        return len({(item.state, item.agency.casefold()) for item in kept})


@dataclass(frozen=True, slots=True, kw_only=True)
class Facilities:
    """What was read of one list of facilities."""

    rows: tuple[FacilityUse, ...]
    not_matched: tuple[NotMatched, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """What was added up of one table of outcomes, as counts for people. undated: rows without a readable day.

    A sum from which a hidden count could be reckoned leaves the hidden ones out and says "at least".
    """

    rows: tuple[FacilityMonth, ...]
    requests: str
    refusals: str
    undated: str = "0"
    refusal_words: tuple[str, ...] = field(default=())
