"""Which observations of a table concern the agencies of one study; a row that fits two agencies fits none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pincite.model.observed import Facilities, Participation, Participations, Statement
from pincite.model.place import Agency, Observation, Place
from pincite.model.place_names import fold_name, parse_place_name
from pincite.model.table import SheetSource
from pincite.observing.participants import bare_agency, find_post, find_shown
from pincite.packs.us.observations import FacilityRules, ParticipantRules


@dataclass(frozen=True, slots=True, kw_only=True)
class Concerned:
    """Observations of a study's agencies, and sentences on rows that were left out."""

    observations: tuple[Observation, ...] = ()
    left_out: tuple[str, ...] = ()


def find_agreements(
    read: Sequence[tuple[SheetSource, Participations]], place: Place, *, rules: ParticipantRules
) -> Concerned:
    """Agreements of the place's agencies that the sheets list as in force for its day.

    Of several sheets the latest one up to the place's as_of counts; an agency that it no longer lists is left out and
    named. A later sheet counts for agreements that were signed by then. Each begins with the day of its signature, or
    with the sheet's where that is not told.
    """
    rows = [(source, item) for source, sheet in read for item in sheet.rows if item.status == rules.in_force]
    day = _choose_day({item.as_of for _, item in rows}, place.as_of)
    found: list[Observation] = []
    listed: set[str] = set()
    left_out: list[str] = []
    for source, item in rows:
        agency = find_agency(item, place, rules=rules)
        if agency is None or item.as_of != day:
            continue
        listed.add(agency.id)
        if _is_then(item, place.as_of):
            found.extend(_make_agreements(item, agency, source, rules=rules))
        else:
            left_out.append(f"{source.cite(item.row)}: it is not shown to have been in force on {place.as_of}.")
    earlier = _find_gone(rows, place, listed=listed, day=day, rules=rules)
    return Concerned(observations=tuple(dict.fromkeys(found)), left_out=(*left_out, *earlier))


def find_agency(item: Participation, place: Place, *, rules: ParticipantRules) -> Agency | None:
    """The place's agency that a row is of, or None where none or several may be meant."""
    if item.state != place.state:
        return None
    elsewhere = place.geoid and item.geoids and not _is_within(place, item.geoids)
    named = [agency for agency in place.agencies if fold_name(agency.name) == fold_name(item.agency)]
    if len(named) == 1 and not elsewhere:
        return named[0]
    post = find_post(item.agency, rules)
    if not post or not _is_of_place(item, place, rules):
        return None
    alike = [agency for agency in place.agencies if agency.kind == post]
    return alike[0] if len(alike) == 1 else None


def find_beds(read: Sequence[tuple[SheetSource, Facilities]], place: Place, *, rules: FacilityRules) -> Concerned:
    """Use of beds in facilities whose own name is the county's, as observations that decide nothing."""
    keepers = [agency for agency in place.agencies if agency.keeps_jail]
    if len(keepers) != 1 or not place.geoid:
        return Concerned()
    found = [
        Observation(
            agency=keepers[0].id, conduct=rules.conduct, shows=rules.shows,
            source=f"{source.cite(item.row)}: {item.name}", on_date=item.last_date or item.as_of,
        )
        for source, sheet in read
        for item in sheet.rows
        if item.by_name and item.geoid == place.geoid and item.state == place.state
    ]  # fmt: skip
    return Concerned(observations=tuple(found))


def find_stated(read: Iterable[tuple[SheetSource, Sequence[Statement]]], place: Place) -> Concerned:
    """Statements of the place's agencies, by id or by name; the others are named."""
    found: list[Observation] = []
    left_out: list[str] = []
    for source, statements in read:
        for item in statements:
            wanted = {item.agency, fold_name(item.agency)}
            agency = next((one for one in place.agencies if {one.id, fold_name(one.name)} & wanted), None)
            if agency is None:
                left_out.append(f"{source.cite(item.row)}: {item.agency!r} is no agency of {place.name}.")
            else:
                found.append(_make_stated(item, agency, source))
    return Concerned(observations=tuple(found), left_out=tuple(left_out))


def _choose_day(days: set[str], as_of: str) -> str:
    """The latest day up to ``as_of``, else the first one after it; "" for none."""
    before = [day for day in days if day <= as_of]
    return max(before) if before else min(days, default="")


def _is_then(item: Participation, as_of: str) -> bool:
    return item.as_of <= as_of or bool(item.signed_date and item.signed_date <= as_of)


def _is_within(place: Place, geoids: Sequence[str]) -> bool:
    return place.geoid in geoids or len(place.geoid) != 5


def _is_of_place(item: Participation, place: Place, rules: ParticipantRules) -> bool:
    """Whether the row's county is the place, or its municipality's name is the place's."""
    if item.kind == "county":
        return bool(place.geoid) and item.geoids == (place.geoid,)
    own = parse_place_name(place.name).bare
    return item.kind == "municipal" and bare_agency(item.agency, rules).replace(" ", "") == own


def _make_agreements(
    item: Participation, agency: Agency, source: SheetSource, *, rules: ParticipantRules
) -> Iterator[Observation]:
    """What the row shows of its agency; an agreement of a jail's keeper may show two things."""
    signed = f", signed {item.signed_date}" if item.signed_date else ""
    cited = f"{source.cite(item.row)}: {item.agency}, {item.model or 'model not told'}{signed}"
    for conduct, shows in find_shown(item.model, agency, rules):
        yield Observation(
            agency=agency.id, conduct=conduct, shows=shows, source=cited, on_date=item.signed_date or item.as_of,
            listed_on=item.as_of, confidence="high",
        )  # fmt: skip


def _make_stated(item: Statement, agency: Agency, source: SheetSource) -> Observation:
    quote = f": “{item.quote}”" if item.quote else ""
    link = f" <{item.url}>" if item.url else ""
    return Observation(
        agency=agency.id, conduct=item.conduct, shows=item.shows,
        source=f"{item.source}{link}{quote}; noted in {source.cite(item.row)}",
        on_date=item.on_date, confidence=item.confidence,
    )  # fmt: skip


def _find_gone(
    rows: Sequence[tuple[SheetSource, Participation]],
    place: Place,
    *,
    listed: set[str],
    day: str,
    rules: ParticipantRules,
) -> list[str]:
    """A sentence for each agency that only an earlier sheet lists."""
    gone: dict[str, str] = {}
    for source, item in rows:
        agency = find_agency(item, place, rules=rules) if item.as_of < day else None
        if agency and agency.id not in listed:
            where = source.cite(item.row)
            gone[agency.id] = (
                f"{where}: the sheet of {day} no longer lists {item.agency}; ended or renamed, not counted."
            )
    return list(gone.values())
