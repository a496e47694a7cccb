"""The chain behind ``compare``: a table of others' answers, set beside what studies answer on each row's date."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from pincite.adapters.tables import open_table, read_rows
from pincite.agreement.others import (
    OwnConflict,
    StudyAnswers,
    compare_others,
    find_both,
    find_own_conflicts,
    measure_others,
)
from pincite.agreement.others_rows import find_personal, parse_others
from pincite.agreement.periods import parse_period
from pincite.errors import UsageError
from pincite.model.answer import Assessment
from pincite.model.comparison import Compared, Comparison, ItemFigures, OthersAnswer, OurAnswer
from pincite.model.place_names import CITY_LIKE, parse_place_name
from pincite.model.registry import COUNTY_KINDS, STATE_KINDS
from pincite.model.rubric import Rubric
from pincite.model.table import SheetSource, TableHead
from pincite.observing.columns import find_head
from pincite.packs import pack_text
from pincite.packs.us import load_agency_rules, load_places
from pincite.packs.us.observations import Column, Layout
from pincite.topics.comparisons import parse_comparison
from pincite.workflow.pack import DEFAULT_TOPIC, load_pack
from pincite.workflow.reopen import OpenStudy, open_study

DEFAULT_COMPARISON = "jurisdiction-codings"
OpenAnswers = Callable[[Path, Comparison], StudyAnswers]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedTable:
    """A table of others' answers beside ours. personal: columns on single persons, which were not read.

    own: where the table contradicts itself; both: places of which several things are said, with their rows.
    """

    source: SheetSource
    comparison: Comparison
    head: TableHead
    personal: tuple[str, ...]
    rows: tuple[OthersAnswer, ...]
    studies: tuple[str, ...]
    compared: tuple[Compared, ...]
    figures: tuple[ItemFigures, ...]
    own: tuple[OwnConflict, ...]
    both: tuple[tuple[OthersAnswer, ...], ...]


def compare_table(
    path: Path, folders: Sequence[Path], *, today: str, open_answers: OpenAnswers | None = None
) -> ComparedTable:
    """The table beside the studies in ``folders``, of which there may be none.

    open_answers: what answers for a study folder; by default its own documents, answered for each day that is asked.
    Raises InputError for a table that cannot be read, with row, UsageError for two studies of one place.
    """
    comparison = load_comparison()
    table = open_table(path)
    sheet = table.sheets[0]
    source = SheetSource(file=table.name, sheet=sheet, sha256=table.sha256)
    head = find_head(read_rows(table, sheet), [_layout(comparison)], source=source)
    columns = [column.index for column in head.columns]
    cells = read_rows(table, sheet, after=head.row, columns=columns)
    rows = parse_others(cells, head, comparison=comparison, source=source, key=find_key)
    studies = _open_all(folders, comparison, open_answers or partial(answer_from_study, today=today))
    compared = compare_others(rows, comparison, studies)
    return ComparedTable(
        source=source,
        comparison=comparison,
        head=head,
        personal=find_personal(head.left_out, comparison),
        rows=rows,
        studies=tuple(item.name for item in studies.values()),
        compared=compared,
        figures=measure_others(compared),
        own=find_own_conflicts(rows),
        both=find_both(rows, comparison),
    )


@cache
def load_comparison(comparison_id: str = DEFAULT_COMPARISON) -> Comparison:
    """The packaged comparison of that id; raises PackError."""
    name = f"comparisons/{comparison_id}.yaml"
    return parse_comparison(pack_text(DEFAULT_TOPIC, name), name, rubric=load_pack().rubric())


def _layout(comparison: Comparison) -> Layout:
    columns = {item.field: Column(names=item.names, needed=item.needed) for item in comparison.columns}
    return Layout(id=comparison.id, columns=columns, loose=False)


def _open_all(folders: Sequence[Path], comparison: Comparison, open_answers: OpenAnswers) -> Mapping[str, StudyAnswers]:
    studies: dict[str, StudyAnswers] = {}
    for folder in folders:
        study = open_answers(folder, comparison)
        if study.place in studies:
            what = f"{studies[study.place].name} and {study.name} are of the same place."
            raise UsageError(what, way_out="Give one study for each place.")
        studies[study.place] = study
    return studies


def answer_from_study(folder: Path, comparison: Comparison, *, today: str) -> StudyAnswers:
    """What the study in ``folder`` answers, its documents answered anew for each day. Raises what opening it raises."""
    opened = open_study(folder, today=today)
    if opened.rubric.id != comparison.rubric:
        what = f"it answers {opened.rubric.id}; the table is compared by {comparison.rubric}."
        raise UsageError(what, where=str(folder), way_out=f"Assess it with --rubric {comparison.rubric}.")
    place = opened.place

    @cache
    def answer_on(day: str) -> Mapping[tuple[str, str], OurAnswer]:
        return find_answers(opened.answer_on(day).assessment, opened.rubric)

    return StudyAnswers(
        name=str(folder), place=find_key(place.name, place.state, place.kind, place.geoid),
        first=_find_first(opened), last=place.as_of, points=opened.points, answer_on=answer_on,
    )  # fmt: skip


def find_answers(assessment: Assessment, rubric: Rubric) -> dict[tuple[str, str], OurAnswer]:
    """Every answer by (item, protection), "" for the whole of an item."""
    found: dict[tuple[str, str], OurAnswer] = {}
    for answer in (*assessment.answers, *assessment.elements):
        found[answer.question, ""] = OurAnswer(answer=answer.answer, draft=answer.draft)
        parts = {part.id for part in rubric.question(answer.question).protections}
        for row in answer.by_agency:
            if row.agency in parts:
                found[answer.question, row.agency] = OurAnswer(answer=row.answer, draft=answer.draft)
    return found


def _find_first(opened: OpenStudy) -> str:
    """The first day that a document of the study is dated for; its own day where none has a date."""
    dates = [item.in_force_from or item.text_date or item.worded_since for item in opened.latest.instruments]
    firsts = [period.last for period in map(parse_period, dates) if period]
    return min([*firsts, opened.place.as_of])


def find_key(name: str, state: str, level: str, geoid: str) -> str:
    """What tells a place from others: its GEOID, by the registry where it is not said, else its state and name.

    level: as the table or the place says it ("county", "city", "state"). Raises UsageError for an unknown GEOID or
    state.
    """
    registry = load_places()
    state = state.upper()
    if state not in {place.state for place in registry.states()} | set(load_agency_rules().made_up):
        raise UsageError(f"{state!r} is no state.", way_out="Write its two letters, as CA.")
    if geoid and state not in load_agency_rules().made_up:
        return _check_geoid(geoid, state)
    named = parse_place_name(name)
    wanted = STATE_KINDS if level == "state" else COUNTY_KINDS
    found = [place for place in registry.find(name, state) if place.kind in wanted]
    if level.startswith("city"):
        found = [place for place in found if place.kind == "independent-city"]
    if len(found) == 1 and found[0].geoid:
        return found[0].geoid
    kind = level.split(" ")[0]
    return f"{state} {named.bare} {'city' if kind in CITY_LIKE else kind}"


def _check_geoid(geoid: str, state: str) -> str:
    """The GEOID as the registry has it; longer ones, of cities and towns, are taken as they are."""
    registry = load_places()
    if len(geoid) > 5 and geoid.isdigit():
        return geoid
    try:
        place = registry.by_geoid(geoid)
    except KeyError:
        padded = geoid.zfill(5)
        near = f"Did you mean {padded}?" if padded in {item.geoid for item in registry.counties()} else ""
        raise UsageError(f"{geoid!r} is no GEOID.", way_out=near or "Look it up with: pincite places NAME.") from None
    if place.state != state:
        raise UsageError(f"GEOID {geoid} is {place.label}, not in {state}.", way_out="Correct one of the two.")
    return place.geoid
