"""The facts on levers: YAML text to kinds of levers, with all mistakes; and what a topic says of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from pincite.model.lever import Known, LeverKind
from pincite.model.rubric import Rubric
from pincite.model.topic import Topic
from pincite.topics.problems import (
    Fault,
    PackProblem,
    find_problems,
    find_twice,
    find_unknown,
    raise_first,
    suggest,
)
from pincite.topics.strict_yaml import Located, Path, parse_as

_CONFIDENCE = ("high", "medium", "low", "unverified")


@dataclass(frozen=True, slots=True, kw_only=True)
class _LeverFile:
    levers: tuple[LeverKind, ...]


def load_levers(text: str, where: str, *, topic: Topic) -> tuple[LeverKind, ...]:
    """The kinds of levers in that text, checked with the topic; raises PackError at the first mistake."""
    file, located = parse_as(text, where, shape=_LeverFile)
    raise_first(check_levers(file.levers, topic, located))
    return file.levers


def check_levers(
    kinds: Sequence[LeverKind], topic: Topic, located: Located | None = None, *, rubrics: Sequence[Rubric] = ()
) -> list[PackProblem]:
    """All mistakes of the facts, and of what the topic says of them; with its rubrics also of the items named."""
    facts = find_problems(_find_faults(kinds, topic), located, "levers")
    said = chain(_find_use_faults(kinds, topic), _find_item_faults(topic, rubrics))
    return [*facts, *find_problems(said, None, topic.id)]


def _find_faults(kinds: Sequence[LeverKind], topic: Topic) -> Iterator[Fault]:
    yield from find_twice((item.id for item in kinds), path=("levers",), noun="lever")
    agencies = [item.id for item in topic.agency_kinds]
    sources = [item.id for item in topic.source_kinds]
    for index, item in enumerate(kinds):
        path: Path = ("levers", index)
        for key in ("agency_kinds", "reaches", "depends"):
            yield from find_unknown(getattr(item, key), agencies, path=(*path, key), noun="agency kind")
        if item.kind not in sources:
            yield Fault((*path, "kind"), f'unknown source kind "{item.kind}".', suggest(item.kind, sources))
        yield from _of_states(item, path)
        yield from _of_reach(item, path)
        yield from _find_known_faults(item.known, (*path, "known"))


def _of_states(item: LeverKind, path: Path) -> Iterator[Fault]:
    for key in ("states", "not_states"):
        for number, code in enumerate(getattr(item, key)):
            if len(code) != 2 or not code.isalpha() or code != code.upper():
                yield Fault((*path, key, number), f'"{code}" is no code of a state.', "Write two letters, as CA.")


def _of_reach(item: LeverKind, path: Path) -> Iterator[Fault]:
    if item.own and (item.reaches or item.depends or not item.agency_kinds):
        what = f'"{item.id}" rules over itself alone.'
        yield Fault((*path, "own"), what, "Give it agency_kinds, and neither reaches nor depends.")
    for both in set(item.reaches) & set(item.depends):
        yield Fault((*path, "depends"), f'"{both}" is reached always and in some states only.', "Keep one of the two.")


def _find_known_faults(known: Known, path: Path) -> Iterator[Fault]:
    if known.confidence not in _CONFIDENCE:
        way_out = suggest(known.confidence, _CONFIDENCE)
        yield Fault((*path, "confidence"), f'unknown confidence "{known.confidence}".', way_out)
    if not known.source.strip():
        yield Fault((*path, "source"), "a fact without its source.", "Say where it was read.")
    if not known.as_of[:4].isdecimal():
        yield Fault((*path, "as_of"), f'"{known.as_of}" is no date.', 'Write a day, month or year: "2026-11".')


def _find_use_faults(kinds: Sequence[LeverKind], topic: Topic) -> Iterator[Fault]:
    ids = [item.id for item in kinds]
    for index, use in enumerate(topic.levers):
        yield from find_unknown(use.levers, ids, path=("levers", index, "levers"), noun="lever")
    for index, note in enumerate(topic.lever_notes):
        yield from find_unknown(note.levers, ids, path=("lever_notes", index, "levers"), noun="lever")
        yield from _find_known_faults(note.known, ("lever_notes", index, "known"))


def _find_item_faults(topic: Topic, rubrics: Sequence[Rubric]) -> Iterator[Fault]:
    known = {item.id: [one.id for one in (*item.questions, *item.elements)] for item in rubrics}
    for index, use in enumerate(topic.levers if rubrics else ()):
        if use.rubric not in known:
            yield Fault(("levers", index, "rubric"), f'unknown rubric "{use.rubric}".', suggest(use.rubric, [*known]))
        else:
            path: Path = ("levers", index, "items")
            yield from find_unknown(use.items, known[use.rubric], path=path, noun="question or element")
