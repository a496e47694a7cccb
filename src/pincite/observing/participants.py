"""Sheets of participating agencies: each row as an agency's agreement, with the county that it is certain to be of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pincite.model.observed import NotMatched, Participation, Participations
from pincite.model.place_names import fold_name
from pincite.model.registry import PlaceRegistry
from pincite.model.table import SheetSource, TableHead, TableRow
from pincite.observing.columns import cell_of
from pincite.observing.counties import CountyFinder
from pincite.observing.days import parse_table_day
from pincite.packs.us.observations import KnownAgency, ParticipantRules, find_post, find_shown, find_words

UNCLEAR = "unclear"
__all__ = ["bare_agency", "find_post", "find_shown", "find_status", "read_participants"]

_OTHER = "other"
_LOCAL = frozenset({"county", "municipal"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """The places of one row. why: what stands against a match, "" where nothing does."""

    geoids: tuple[str, ...] = ()
    how: str = ""
    why: str = ""


def read_participants(
    rows: Iterable[TableRow],
    head: TableHead,
    *,
    source: SheetSource,
    registry: PlaceRegistry,
    rules: ParticipantRules,
    made_up: Collection[str] = (),
) -> Participations:
    """Every row that names an agency, and what could not be matched or read, in the order of the rows.

    rows: those below the head, with the head's columns alone. made_up: codes of states that do not exist.
    """
    finder = CountyFinder(registry, misspelt=rules.misspelt, made_up=made_up)
    reader = _Reader(head, source, finder=finder, municipal=_index_municipal(rules, registry), rules=rules)
    kept = [item for item in map(reader.read, rows) if item is not None]
    return Participations(rows=tuple(kept), not_matched=tuple(reader.not_matched))


def find_status(file_name: str, rules: ParticipantRules) -> str:
    """The status that a file's name tells of its rows."""
    lower = file_name.casefold()
    return next((status for word, status in rules.statuses.items() if word in lower), rules.default_status)


def bare_agency(name: str, rules: ParticipantRules) -> str:
    """An agency's name without the words for its office: the place's name as it compares."""
    offices = set(rules.offices)
    return " ".join(word for word in fold_name(name).split() if word not in offices)


class _Reader:
    """Reads rows of one sheet; what it could not match it keeps."""

    def __init__(
        self,
        head: TableHead,
        source: SheetSource,
        *,
        finder: CountyFinder,
        municipal: Mapping[tuple[str, str], tuple[str, ...]],
        rules: ParticipantRules,
    ) -> None:
        self._head, self._source, self._rules = head, source, rules
        self._finder, self._municipal = finder, municipal
        self._status = find_status(source.file, rules)
        self._blank = {item.casefold() for item in rules.blank}
        self._models = {fold_name(name): model for model, names in rules.models.items() for name in names}
        self._agencies = {(item.state, fold_name(name)): item for item in rules.agencies for name in item.names}
        self.not_matched: list[NotMatched] = []

    def read(self, row: TableRow) -> Participation | None:
        agency, state_text = self._cell(row, "agency"), self._cell(row, "state")
        if not agency:
            return None
        state = self._finder.state(state_text)
        if state is None:
            self._note(row, f"{state_text or '(empty)'} / {agency}", "it names no state that is known.")
            return None
        known = self._agencies.get((state.state, fold_name(agency)))
        kind = self._kind(row, agency, known=known, state_name=state.name)
        county = self._cell(row, "county")
        found = self._place(agency, county, kind=kind, state=(state.state, state.geoid), known=known)
        if found.why:
            near = self._finder.near(county or bare_agency(agency, self._rules), state.state)
            self._note(row, f"{agency}, {state.state}{f' / {county}' if county else ''}", found.why, near)
        model, signed, as_of = self._model(row), self._signed(row), self._as_of(row)
        return Participation(
            agency=agency, state=state.state, county_text=county, kind=kind, model=model,
            signed_date=signed, status=self._judge_status(row, signed, as_of), geoids=found.geoids, as_of=as_of,
            row=row.number, how=found.how,
        )  # fmt: skip

    def _judge_status(self, row: TableRow, signed: str, as_of: str) -> str:
        """The sheet's status, unclear for what it lists before it was signed."""
        if not as_of or signed <= as_of:
            return self._status
        self._note(row, f"signed {signed}", f"the sheet is of {as_of}, so it is not counted as in force.")
        return UNCLEAR

    def _place(
        self, agency: str, county: str, *, kind: str, state: tuple[str, str], known: KnownAgency | None
    ) -> _Found:
        """The places of an agency: what is known of it, its county cell, its own name, its municipality."""
        code, state_geoid = state
        if known and known.geoids:
            return _Found(geoids=known.geoids, how="known agency")
        if kind not in _LOCAL:
            return _Found(geoids=(state_geoid,), how="state") if kind == "state" and state_geoid else _Found()
        in_cell = self._finder.in_cell(county, code) if county else ()
        in_name = self._finder.in_name(agency, code)
        if in_cell and in_name and in_name not in in_cell:
            return _Found(why="its name and its county cell are of different counties.")
        if in_cell or in_name:
            return _Found(geoids=in_cell or (in_name,), how="county cell" if in_cell else "name")
        town = self._municipal.get((code, bare_agency(agency, self._rules)), ())
        if town and not county:
            return _Found(geoids=town, how="known municipality")
        return _Found(why="no county of that name." if county else "it has no county, and its name tells none.")

    def _kind(self, row: TableRow, agency: str, *, known: KnownAgency | None, state_name: str) -> str:
        if known and known.kind:
            return known.kind
        typed = find_words(self._cell(row, "type"), self._rules.typed_kinds)
        if told := find_words(agency, self._rules.sure_kinds) or typed:
            return told
        named = find_words(agency, self._rules.named_kinds)
        first = fold_name(agency).startswith(f"{fold_name(state_name)} ")
        return "state" if first and named != "county" and "city" not in fold_name(agency) else named or _OTHER

    def _model(self, row: TableRow) -> str:
        text = self._cell(row, "model")
        model = self._models.get(fold_name(text), "")
        if not model:
            self._note(row, text or "(empty)", "no model of that name is known.")
        return model

    def _signed(self, row: TableRow) -> str:
        text = self._cell(row, "signed")
        day = parse_table_day(text) if text else ""
        if text and not day:
            self._note(row, text, "no day that can be read for certain.")
        return day

    def _as_of(self, row: TableRow) -> str:
        text = self._cell(row, "date")
        return (parse_table_day(text.split()[0]) if text else "") or self._source.as_of

    def _cell(self, row: TableRow, field: str) -> str:
        text = " ".join(cell_of(row, self._head, field).split())
        return "" if text.casefold() in self._blank else text

    def _note(self, row: TableRow, text: str, why: str, near: Sequence[str] = ()) -> None:
        self.not_matched.append(NotMatched(row=row.number, text=text, why=why, near=tuple(near)))


def _index_municipal(rules: ParticipantRules, registry: PlaceRegistry) -> dict[tuple[str, str], tuple[str, ...]]:
    """(state, bare name of a municipality) -> its counties."""
    states = {place.geoid: place.state for place in registry.states()}
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for geoid, names in rules.municipal.items():
        for name in names:
            key = (states.get(geoid[:2], ""), bare_agency(name, rules))
            found[key] = (*found.get(key, ()), geoid)
    return found
