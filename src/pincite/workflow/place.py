"""The place of a study: from a name with assumed agencies, or from a place.yaml that a person wrote; and back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pincite.errors import UsageError
from pincite.model.law import Level, Status
from pincite.model.place import Agency, Observation, Place, PlaceFile
from pincite.model.registry import RegisteredPlace
from pincite.model.topic import Topic
from pincite.packs.law import load_states
from pincite.packs.us import AgencyRules, load_agency_rules
from pincite.topics.problems import Fault, find_problems, find_twice, find_unknown, raise_first, suggest
from pincite.topics.strict_yaml import convert, parse_strict
from pincite.workflow.place_versions import find_life_faults
from pincite.workflow.places import find_containers, find_id_faults, find_named, find_state, find_within, get_by_number
from pincite.workflow.seeding import NamedPlace, find_assumed

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ALL = "all"
_STATE_LAW = ("none", "part", "whole")
_CONFIDENCE = ("high", "medium", "low")
_STATUSES = (*(item.value for item in Status), "adopted")
_KIND_WORDS = re.compile(
    r"^(?:City and County|City|Town|Township|Village|County|Parish|Borough) of\s+|\s+(?:Village|Township|Town)$"
)
_NUMBERED = re.compile(r"(?P<name>[^()]+,[^()]+?)\s*\((?P<number>[0-9]+|ocd-division/[^()\s]+)\)")
_LAW_AHEAD = "what the law will be then cannot be read from documents."
_UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "\x7f\x85\u2028\u2029\ufeff"}


@dataclass(frozen=True, slots=True, kw_only=True)
class AsRead:
    """What was read of one file, for the comments of a new place.yaml; "" where the text leaves it open."""

    file: str
    issuer: str
    level: str
    kind: str
    status: str
    in_force_from: str
    text_date: str


def parse_day(text: str, *, today: str, name: str = "--as-of", ahead: str = _LAW_AHEAD) -> str:
    """An ISO day that is not after ``today``; raises UsageError for an impossible or a future one.

    ahead: why a later day will not do.
    """
    if not is_day(text):
        raise UsageError(f"{name} {text!r} is no day of the calendar.", way_out="Write it as 2025-06-30.")
    if text > today:
        raise UsageError(f"{name} {text} lies in the future.", way_out=f"Today is {today}; {ahead}")
    return text


def is_day(text: str) -> bool:
    """Whether ``text`` is a day of the calendar written as 2025-06-30."""
    if not _ISO_DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def seed_place(named: str, *, as_of: str) -> Place:
    """A place from "Name, ST", a state's name, a GEOID or an Open Civic Data id, with its agencies by rule.

    A city or town may be given by both, as "Town of Elm, NY (3607199999)". Raises UsageError where no state is named,
    it is not a state's code or name, it has no such county, or the number is not of a place there.
    """
    if both := _NUMBERED.fullmatch(named.strip()):
        return _with_number(seed_place(both["name"], as_of=as_of), both["number"])
    registered = get_by_number(named.strip()) or find_state(named.strip())
    if registered is not None:
        place = name_registered(registered)
    else:
        name, state = _split_state(named)
        kind = guess_kind(name, state)
        registered = find_named(name, state, kind=kind)
        place = _name_as_written(name, state, kind=kind, registered=registered)
    return Place(
        name=place.full, state=place.state, kind=place.kind, as_of=as_of,
        agencies=tuple(item.agency for item in find_assumed(place)),
        ocd_id=registered.ocd_id if registered else "", geoid=registered.geoid if registered else "",
        within=find_containers(registered) if registered else (),
    )  # fmt: skip


def _with_number(place: Place, number: str) -> Place:
    """The place with a GEOID or Open Civic Data id that a person gives beside the name."""
    key = "geoid" if number.isdigit() else "ocd_id"
    if getattr(place, key) not in ("", number):
        raise UsageError(f"{place.name} has the number {getattr(place, key)}, not {number}.", way_out="Leave it out.")
    numbered = replace(place, geoid=number) if key == "geoid" else replace(place, ocd_id=number)
    for fault in find_id_faults(numbered):
        raise UsageError(fault.what, way_out=fault.way_out)
    return replace(numbered, within=place.within or find_within(numbered))


def _name_as_written(name: str, state: str, *, kind: str, registered: RegisteredPlace | None) -> NamedPlace:
    """A person's name of a place, in the registry's capitals where it is the same."""
    if registered is None:
        return NamedPlace(bare=_KIND_WORDS.sub("", name), full=name, kind=kind, state=state)
    known = name_registered(registered)
    if known.kind == "district":
        return known
    full = registered.name if name.casefold() == registered.name.casefold() else name
    kind = kind if known.kind == "county" else known.kind
    return replace(known, bare=_KIND_WORDS.sub("", full), full=full, kind=kind)


def name_registered(place: RegisteredPlace) -> NamedPlace:
    """A place of the registry as the rules on agencies look at it."""
    kind = load_agency_rules().registered.get(place.kind, place.kind)
    bare = re.sub(r" city$", "", place.name) if kind == "independent-city" else _KIND_WORDS.sub("", place.name)
    full = f"City of {bare}" if bare != place.name and kind == "independent-city" else place.name
    return NamedPlace(bare=bare, full=full, kind=kind, state=place.state, detail=place.kind, ocd_id=place.ocd_id)


def _split_state(named: str) -> tuple[str, str]:
    name, comma, state_text = (part.strip() for part in named.rpartition(","))
    if not comma or not name or not state_text:
        way_out = 'Write the name and the state, for example --place "Orange County, CA".'
        raise UsageError(f"the place {named!r} names no state.", way_out=way_out)
    return name, get_state(state_text)


def get_state(text: str) -> str:
    """The USPS code for a code or a state's name; raises UsageError."""
    codes = find_state_codes()
    names = {state.name.lower(): state.code for state in load_states()}
    if text.upper() in codes:
        return text.upper()
    if text.lower() in names:
        return names[text.lower()]
    near = suggest(text.title(), [state.name for state in load_states()]) if len(text) > 2 else ""
    way_out = near if near.startswith("Did") else "Write its two letters, for example CA."
    raise UsageError(f"{text!r} is no state.", way_out=way_out)


def find_state_codes() -> frozenset[str]:
    """Codes of states and territories, and those that stand for fictional places."""
    rules = load_agency_rules()
    return frozenset((*(state.code for state in load_states()), *rules.territories, *rules.made_up))


def guess_kind(name: str, state: str) -> str:
    """county, city, village, town or borough, from the name alone."""
    rules: AgencyRules = load_agency_rules()
    for rule in rules.kinds:
        if re.search(rule.pattern, name, re.IGNORECASE) and (not rule.states or state in rule.states):
            return rule.kind
    return rules.other_kind


def parse_place(text: str, where: str, *, topic: Topic) -> Place:
    """The place that a place.yaml describes; raises PackError with file and line at the first mistake."""
    located = parse_strict(text, where)
    raise_first(find_problems(_find_own_container(located.value), located, where))
    place = convert(located, shape=Place)
    raise_first(find_problems(_find_faults(place, topic), located, where))
    if not place.within and (place.ocd_id or place.geoid):
        return replace(place, within=find_within(place))
    return place


def _find_own_container(plain: object) -> Iterator[Fault]:
    """A place inside itself is none at all, so that this is looked for before it is made one."""
    within = plain.get("within") if isinstance(plain, dict) else None
    if isinstance(plain, dict) and isinstance(within, list) and plain.get("ocd_id", "") in within:
        at = ("within", within.index(plain["ocd_id"]))
        yield Fault(at, f"place {plain['ocd_id']}: it is contained in itself.", "Name the county or the state instead.")


def _find_faults(place: Place, topic: Topic) -> Iterator[Fault]:
    if place.state not in find_state_codes():
        yield Fault(("state",), f"{place.state!r} is no state.", "Write its two letters, for example CA.")
    kinds = [kind for seed in load_agency_rules().seeds for kind in seed.places]
    yield from _one_of(place.kind, kinds, ("kind",), "kind of place")
    yield from find_id_faults(place)
    if not is_day(place.as_of):
        yield _no_day(("as_of",), place.as_of)
    if place.state_law_supplied and place.state_law_supplied.split(" ")[0] not in _STATE_LAW:
        yield Fault(
            ("state_law_supplied",), f"unknown value {place.state_law_supplied!r}.", "Write none, part or whole."
        )
    yield from _find_agency_faults(place, topic)
    yield from find_twice((item.file for item in place.files), path=("files",), noun="file")
    for index, file in enumerate(place.files):
        yield from _find_file_faults(file, index, place, topic)
    yield from find_life_faults(place, topic)
    yield from _find_search_faults(place, topic)
    for index, observation in enumerate(place.observations):
        yield from _find_observation_faults(observation, index, place, topic)


def _find_agency_faults(place: Place, topic: Topic) -> Iterator[Fault]:
    kinds = [item.id for item in topic.agency_kinds]
    yield from find_twice((item.id for item in place.agencies), path=("agencies",), noun="agency")
    for index, agency in enumerate(place.agencies):
        yield from _one_of(agency.kind, kinds, ("agencies", index, "kind"), "kind of agency")


def _find_file_faults(file: PlaceFile, index: int, place: Place, topic: Topic) -> Iterator[Fault]:
    agencies = [agency.id for agency in place.agencies]
    at = ("files", index)
    yield from _one_of(file.level, [item.value for item in Level], (*at, "level"), "level")
    yield from _one_of(file.kind, [item.id for item in topic.source_kinds], (*at, "kind"), "kind of source")
    yield from _one_of(file.status, _STATUSES, (*at, "status"), "status")
    for key, bound in (("binds", file.binds), ("own_of", file.own_of)):
        named = [item for item in bound or () if not item.startswith(_ALL)]
        yield from find_unknown(named, agencies, path=(*at, key), noun="agency")
    for key in ("in_force_from", "in_force_to", "adopted"):
        if (day := getattr(file, key)) and not is_day(day):
            yield _no_day((*at, key), day)


def _find_search_faults(place: Place, topic: Topic) -> Iterator[Fault]:
    kinds = [item.id for item in topic.source_kinds]
    for index, search in enumerate(place.attested_searches):
        at = ("attested_searches", index)
        yield from _one_of(search.kind, kinds, (*at, "kind"), "kind of source")
        if not search.is_named:
            yield Fault((*at, "by"), "a search by nobody.", 'Say who looked: by: "Name or office".')
        yield from _one_of(search.agency, [agency.id for agency in place.agencies], (*at, "agency"), "agency")
        if not is_day(search.on_date):
            yield _no_day((*at, "on_date"), search.on_date)


def _find_observation_faults(item: Observation, index: int, place: Place, topic: Topic) -> Iterator[Fault]:
    at = ("observations", index)
    yield from _one_of(item.agency or " ", [agency.id for agency in place.agencies], (*at, "agency"), "agency")
    yield from _one_of(item.conduct or " ", [conduct.id for conduct in topic.conducts], (*at, "conduct"), "conduct")
    yield from _one_of(item.confidence, _CONFIDENCE, (*at, "confidence"), "confidence")
    if not item.source.strip():
        yield Fault((*at, "source"), "an observation without a source.", "Say where it was seen.")
    for key in ("on_date", "listed_on"):
        day = getattr(item, key)
        if not is_day(day) and (day or key == "on_date"):
            yield _no_day((*at, key), day)


def _one_of(value: str, known: Sequence[str], path: tuple[str | int, ...], noun: str) -> Iterator[Fault]:
    """A fault where ``value`` is given and not known."""
    if value and value not in known:
        yield Fault(path, f"unknown {noun} {value!r}.", suggest(value, known))


def _no_day(path: tuple[str | int, ...], day: str) -> Fault:
    return Fault(path, f"{day!r} is no day of the calendar.", 'Write it in quotes, as "2025-06-30".')


def with_as_of(place: Place, text: str, *, as_of: str) -> tuple[Place, str]:
    """The place and its place.yaml text with another valuation date; the rest of the text stays as it is."""
    line = f'as_of: "{as_of}"'
    changed, count = re.subn(r"(?m)^as_of:[^\n#]*?(?=[ \t]+#|[ \t]*$)", lambda match: line, text, count=1)
    return replace(place, as_of=as_of), changed if count else f"{line}\n{text}"


def render_place(place: Place, files: Iterable[AsRead] = ()) -> str:
    """A place.yaml to edit. What was read of a file stands in comments: it is no person's word."""
    lines = [
        "# The place of this study. Edit it, then run: pincite assess -o (this folder). What a person writes here",
        "# wins over what the program reads. Every agency that is only assumed says so: confirm or correct it.",
        f"name: {quote_yaml(place.name)}",
        f"state: {place.state}",
        f"kind: {place.kind}",
        f"as_of: {quote_yaml(place.as_of)}",
        *_render_ids(place),
        *_render_agencies(place.agencies),
        *_render_files(files),
        *_EXAMPLES,
    ]
    return "\n".join(lines) + "\n"


def _render_ids(place: Place) -> Iterator[str]:
    for key, value in (("ocd_id", place.ocd_id), ("geoid", place.geoid)):
        if value:
            yield f"{key}: {quote_yaml(value)}"
    if place.within:
        inside = ", ".join(map(quote_yaml, place.within))
        yield f"within: [{inside}]    # what contains it, the nearest first"


def _render_agencies(agencies: Sequence[Agency]) -> Iterator[str]:
    if not agencies:
        yield "agencies: []"
        return
    yield "agencies:"
    for agency in agencies:
        yield f"  - id: {agency.id}"
        yield f"    name: {quote_yaml(agency.name)}"
        yield f"    kind: {agency.kind}"
        if agency.keeps_jail:
            yield "    keeps_jail: true    # the jail that takes the arrestees of this place"
        if agency.lock_up != "no":
            yield f'    lock_up: {quote_yaml(agency.lock_up)}    # its own holding cells: "yes", "no" or "unknown"'
        if not agency.asked:
            yield "    asked: false"
        if agency.serves:
            yield f"    serves: [{', '.join(quote_yaml(item) for item in agency.serves)}]"
        if agency.assumed:
            yield "    assumed: true    # from the kind of place; take this line away once you have checked"


def _render_files(files: Iterable[AsRead]) -> Iterator[str]:
    listed = list(files)
    if not listed:
        yield "files: []"
        return
    yield "# The files, with what was read of each behind a #. Take the # away and correct what is wrong. binds: ids of"
    yield "# agencies, [all] or []. whole: true says that this is the whole code or manual, so that its silence counts."
    yield "files:"
    for file in listed:
        yield f"  - file: {quote_yaml(file.file)}"
        for key in ("issuer", "level", "kind", "status", "in_force_from", "text_date"):
            yield f"    # {key}: {quote_yaml(getattr(file, key)) if getattr(file, key) else '(not read)'}"
        yield "    # binds: (as read)"
        yield "    # whole: false"


_EXAMPLES = (
    "# What a person has looked at without supplying it, and what is known of practice:",
    "# attested_searches:",
    '#   - {kind: executive-order, level: county, by: "Your name", on_date: "2025-05-20", note: "None."}',
    "# observations:",
    '#   - {agency: sheriff, conduct: hold, shows: declines, source: "Letter of the sheriff", on_date: "2025-05-12"}',
    "# How much of the state's law is among the files: none, part or whole.",
    "# state_law_supplied: none",
)


def quote_yaml(text: str) -> str:
    """Text in double quotes as YAML reads it back unchanged."""
    return json.dumps(text, ensure_ascii=False).translate(_UNSAFE)
