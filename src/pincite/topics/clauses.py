"""The clause library of a topic: YAML texts to clauses, with all mistakes."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from pincite.model.clause import Clause, Part, Register
from pincite.model.rubric import Rubric
from pincite.model.topic import Topic
from pincite.topics.problems import Fault, PackProblem, find_problems, find_twice, find_unknown, raise_first, suggest
from pincite.topics.strict_yaml import Located, Path, parse_as

FIELDS = ("body", "agency", "place", "act")
WAYS = "ways"
_MOST_LINES = 26  # paragraphs are lettered a to z


@dataclass(frozen=True, slots=True, kw_only=True)
class _ClauseFile:
    clauses: tuple[Clause, ...]


def load_clauses(texts: Mapping[str, str], *, topic: Topic) -> tuple[Clause, ...]:
    """The clauses in these texts (file name -> YAML), by part and in the topic's order of conducts.

    Raises PackError at the first mistake.
    """
    files = [parse_as(text, name, shape=_ClauseFile) for name, text in texts.items()]
    raise_first([problem for file, located in files for problem in check_clauses(file.clauses, topic, located)])
    clauses = [item for file, _ in files for item in file.clauses]
    raise_first(
        find_problems(find_twice((item.id for item in clauses), path=("clauses",), noun="clause"), None, topic.id)
    )
    conducts = ["", *(item.id for item in topic.conducts)]
    parts = list(Part)
    return tuple(sorted(clauses, key=lambda item: (parts.index(item.part), _place(item, conducts))))


def _place(clause: Clause, conducts: Sequence[str]) -> int:
    """Where among the clauses of its part it stands: the frame keeps its own order, behind what codes something."""
    return conducts.index(clause.conduct) if clause.conduct else len(conducts)


def check_clauses(
    clauses: Sequence[Clause], topic: Topic, located: Located | None = None, *, rubrics: Sequence[Rubric] = ()
) -> list[PackProblem]:
    """All mistakes of one file's clauses; with its rubrics also of the questions named."""
    return find_problems(_find_faults(clauses, topic, rubrics), located, "clauses")


def _find_faults(clauses: Sequence[Clause], topic: Topic, rubrics: Sequence[Rubric]) -> Iterator[Fault]:
    yield from find_twice((item.id for item in clauses), path=("clauses",), noun="clause")
    asked = [item.id for rubric in rubrics for item in (*rubric.questions, *rubric.elements)]
    for index, clause in enumerate(clauses):
        path: Path = ("clauses", index)
        yield from _of_words(clause, path)
        yield from _of_coding(clause, topic, path)
        yield from find_unknown(
            clause.precedents, [item.id for item in topic.precedents], path=(*path, "precedents"), noun="precedent"
        )
        if asked:
            named = chain(clause.meets, clause.should_costs, *(item.costs for item in clause.options))
            yield from find_unknown(named, asked, path=(*path, "meets"), noun="question or element")


def _of_words(clause: Clause, path: Path) -> Iterator[Fault]:
    if not 0 < len([line for line in clause.text.splitlines() if line.strip()]) <= _MOST_LINES:
        what = f'"{clause.id}" has no words, or more than {_MOST_LINES} paragraphs.'
        yield Fault((*path, "text"), what, "Write one paragraph a line.")
    if not clause.registers:
        yield Fault((*path, "registers"), f'"{clause.id}" stands in no register.', suggest("", list(Register)))
    try:
        found = [name for _, name, _, _ in string.Formatter().parse(clause.text) if name is not None]
    except ValueError as error:
        yield Fault((*path, "text"), f"its braces do not pair: {error}.", "Write {agency}, and no other braces.")
        return
    yield from find_unknown(found, (*FIELDS, WAYS), path=(*path, "text"), noun="blank")
    if clause.options and found.count(WAYS) != 1:
        what = f'"{clause.id}" has options and not exactly one {{{WAYS}}}.'
        yield Fault((*path, "text"), what, "Write {ways} where an exception goes.")


def _of_coding(clause: Clause, topic: Topic, path: Path) -> Iterator[Fault]:
    conducts = [item.id for item in topic.conducts]
    if bool(clause.conduct) != bool(clause.coding):
        yield Fault(
            (*path, "coding"), f'"{clause.id}" has a conduct or a coding, not both.', "Give it both or neither."
        )
    if clause.conduct and clause.conduct not in conducts:
        what = f'unknown conduct "{clause.conduct}".'
        yield Fault((*path, "conduct"), what, suggest(clause.conduct, conducts))
    if clause.coding is None:
        return
    kinds = [item.id for item in topic.exceptions]
    roles = [role for kind in topic.agency_kinds for role in kind.roles]
    features = [item.id for item in topic.features if clause.conduct in item.conducts]
    coding: Path = (*path, "coding")
    listed = [item.kind for item in clause.coding.exceptions]
    yield from find_unknown(listed, kinds, path=(*coding, "exceptions"), noun="exception")
    yield from find_unknown(clause.coding.bound, roles, path=(*coding, "bound"), noun="role")
    yield from find_unknown(clause.coding.features, features, path=(*coding, "features"), noun="limb of that conduct")
    offered = [item.kind for item in clause.options]
    yield from find_unknown(offered, kinds, path=(*path, "options"), noun="exception")
    yield from find_twice(offered, path=(*path, "options"), noun="option")
