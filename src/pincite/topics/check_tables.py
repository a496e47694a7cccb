"""Checks of answer tables: words, placeholders, rows that never decide, a last row that always holds."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from itertools import product

from pincite.model.answer import NOT_APPLICABLE, UNKNOWN
from pincite.model.law import Level, Rule, Scope
from pincite.model.rubric import AnswerTable, Conditions, Rubric, TableRow
from pincite.model.topic import Topic
from pincite.topics.problems import Fault, find_unknown, suggest
from pincite.topics.strict_yaml import Path

_RULES = tuple(Rule)
_SCOPES = tuple(Scope)
_LEVELS = tuple(Level)
_ALWAYS = Conditions()
_PLACEHOLDERS = ("ways_out", "scope_words", "observed", "duty")
# How the values of a field limit a row: any of them will do, or all of them are needed.
_ANY_OF = ("rule", "level", "kind", "levels_only", "alone_has", "also")
_ALL_OF = ("features", "without", "observed")


def find_table_faults(rubric: Rubric, topic: Topic) -> Iterator[Fault]:
    """Faults of all answer tables of the rubric."""
    for index, table in enumerate(rubric.tables):
        path = ("tables", index, "rows")
        for number, row in enumerate(table.rows):
            yield from _row(row, rubric, topic, (*path, number))
        yield from _last_row(table, path)
        yield from _never_reached(table, rubric.sets, path)


def _row(row: TableRow, rubric: Rubric, topic: Topic, path: Path) -> Iterator[Fault]:
    answers = (*rubric.answers, UNKNOWN, NOT_APPLICABLE)
    if row.answer not in answers:
        yield Fault((*path, "answer"), f'unknown answer "{row.answer}".', suggest(row.answer, answers))
    if not row.basis.strip() or not row.reason.strip():
        yield Fault(path, "a row needs a reason and a basis.", "Say why it decides, for people.")
    yield from _placeholders(row.basis, (*path, "basis"))
    yield from _names(row.when, rubric, topic, (*path, "when"))
    yield from _words(row.when, (*path, "when"))
    yield from _others(row.when, rubric, (*path, "when", "question"))


def _placeholders(basis: str, path: Path) -> Iterator[Fault]:
    try:
        named = [name for _, name, _, _ in string.Formatter().parse(basis) if name is not None]
    except ValueError as error:
        yield Fault(path, f"its braces do not pair: {error}.", "Write {{ for a brace.")
        return
    yield from (
        Fault(path, f"unknown placeholder {{{name}}}.", f"Known: {', '.join(_PLACEHOLDERS)}.")
        for name in named
        if name not in _PLACEHOLDERS
    )


def _names(when: Conditions, rubric: Rubric, topic: Topic, path: Path) -> Iterator[Fault]:
    """Names that must be defined in the topic or the rubric."""
    exceptions = [item.id for item in topic.exceptions]
    features = [item.id for item in topic.features]
    kinds = [item.id for item in topic.source_kinds]
    within = when.alone_within or ()
    sets = (*rubric.sets, *exceptions)
    yield from find_unknown(within, sets, path=(*path, "alone_within"), noun="set or exception")
    yield from find_unknown(when.alone_has, exceptions, path=(*path, "alone_has"), noun="exception")
    yield from find_unknown(when.features, features, path=(*path, "features"), noun="feature")
    yield from find_unknown(when.without, features, path=(*path, "without"), noun="feature")
    yield from find_unknown(when.kind, kinds, path=(*path, "kind"), noun="source kind")


def _words(when: Conditions, path: Path) -> Iterator[Fault]:
    """Words that belong to the engine's own vocabulary."""
    for key, known in {"rule": _RULES, "also": _RULES, "level": _LEVELS, "levels_only": _LEVELS}.items():
        choices = tuple(str(word) for word in known)
        yield from find_unknown(getattr(when, key), choices, path=(*path, key), noun=key)
    for key, value, allowed in (("scope", when.scope, _SCOPES), ("search", when.search, ("complete",))):
        if value and value not in allowed:
            yield Fault((*path, key), f'unknown {key} "{value}".', f"Known: {', '.join(allowed)}.")


def _others(when: Conditions, rubric: Rubric, path: Path) -> Iterator[Fault]:
    known = [item.id for item in (*rubric.questions, *rubric.elements)]
    answers = (*rubric.answers, UNKNOWN, NOT_APPLICABLE)
    for other, wanted in (when.question or {}).items():
        if other not in known:
            yield Fault((*path, other), f'undefined question "{other}".', suggest(other, known))
        yield from find_unknown(wanted, answers, path=(*path, other), noun="answer")


def _last_row(table: AnswerTable, path: Path) -> Iterator[Fault]:
    if not table.rows:
        yield Fault(path, f'the table "{table.id}" has no rows.', "Add rows, the last one with when: {}.")
    elif table.rows[-1].when != _ALWAYS:
        what = f'the last row of "{table.id}" does not always hold.'
        yield Fault((*path, len(table.rows) - 1, "when"), what, "End with a row that has when: {}.")


def _never_reached(table: AnswerTable, sets: Mapping[str, tuple[str, ...]], path: Path) -> Iterator[Fault]:
    """Rows that cannot decide: they contradict themselves, or earlier rows take every case of theirs."""
    for index, row in enumerate(table.rows):
        at = (*path, index)
        if _contradicts(row.when, sets):
            yield Fault(
                at, "this row can never hold: its conditions exclude one another.", "Remove one of them."
            )
            continue
        last = index == len(table.rows) - 1 and row.when == _ALWAYS
        taken = None if last else _taken_by(row.when, [item.when for item in table.rows[:index]], sets)
        if taken is not None:
            what = f"this row is never reached: row {taken + 1} of the table comes first and takes its cases."
            yield Fault(at, what, "Move it up, narrow the earlier row, or remove it.")


def _contradicts(when: Conditions, sets: Mapping[str, tuple[str, ...]]) -> bool:
    if set(when.features) & set(when.without):
        return True
    return bool(when.alone_within is not None and when.alone_has) and not (
        _expanded(when.alone_within or (), sets) & set(when.alone_has)
    )


def _taken_by(
    when: Conditions, earlier: Sequence[Conditions], sets: Mapping[str, tuple[str, ...]]
) -> int | None:
    """Index of the last earlier row needed to take all cases of ``when``; None where some are left."""
    needed = -1
    for rule, scope in product(when.rule or _RULES, (when.scope,) if when.scope else _SCOPES):
        case = replace(when, rule=(rule,), scope=scope)
        takers = [index for index, other in enumerate(earlier) if _covers(other, case, sets)]
        if not takers:
            return None
        needed = max(needed, takers[0])
    return needed


def _covers(wide: Conditions, narrow: Conditions, sets: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether every case of ``narrow`` is one of ``wide``; in doubt, no."""
    return all(_field_covers(item.name, wide, narrow, sets) for item in fields(Conditions))


def _field_covers(
    name: str, wide: Conditions, narrow: Conditions, sets: Mapping[str, tuple[str, ...]]
) -> bool:
    asked, given = getattr(wide, name), getattr(narrow, name)
    if asked == getattr(_ALWAYS, name):
        return True
    if name in _ALL_OF:
        return set(asked) <= set(given)
    if name in _ANY_OF:
        return bool(given) and set(given) <= set(asked)
    if name == "alone_within":
        return given is not None and _expanded(given, sets) <= _expanded(asked, sets)
    if name == "question":
        return all(
            other in (given or {}) and set(given[other]) <= set(wanted) for other, wanted in asked.items()
        )
    return bool(asked == given)


def _expanded(names: Sequence[str], sets: Mapping[str, tuple[str, ...]]) -> set[str]:
    return {kind for name in names for kind in sets.get(name, (name,))}
