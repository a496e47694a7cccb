"""Skip logic of a rubric: what hangs on what, circles, and questions that can never be asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pincite.model.answer import NOT_APPLICABLE, UNKNOWN
from pincite.model.rubric import Question, Rubric
from pincite.topics.problems import Fault, find_unknown, suggest
from pincite.topics.strict_yaml import Path

Given = Mapping[str, Sequence[str]]


def find_skip_faults(rubric: Rubric) -> Iterator[Fault]:
    """Undefined questions, circles, skip conditions that never hold, questions that are always skipped."""
    paths = _paths(rubric)
    yield from _undefined(rubric, paths)
    circles = list(_circles(find_dependencies(rubric)))
    for circle in circles:
        what = f"the questions wait for one another: {' -> '.join(circle)}."
        yield Fault(paths[circle[0]], what, "Remove one of these conditions.")
    if not circles:
        yield from _reach(rubric, paths)


def find_dependencies(rubric: Rubric) -> dict[str, tuple[str, ...]]:
    """Question id -> defined questions whose answers it needs, by its skip conditions and its table."""
    questions = _by_id(rubric)
    tables = {table.id: table for table in rubric.tables}
    result: dict[str, tuple[str, ...]] = {}
    for name, question in questions.items():
        rows = tables[question.table].rows if question.table in tables else ()
        needed = [*(question.skip_if or {}), *(other for row in rows for other in row.when.question or {})]
        result[name] = tuple(dict.fromkeys(other for other in needed if other in questions))
    return result


def _by_id(rubric: Rubric) -> dict[str, Question]:
    return {item.id: item for item in (*rubric.questions, *rubric.elements)}


def _paths(rubric: Rubric) -> dict[str, Path]:
    return {
        item.id: (key, index)
        for key in ("elements", "questions")
        for index, item in enumerate(getattr(rubric, key))
    }


def _undefined(rubric: Rubric, paths: Mapping[str, Path]) -> Iterator[Fault]:
    answers = (*rubric.answers, UNKNOWN, NOT_APPLICABLE)
    for question in _by_id(rubric).values():
        for other, skips in (question.skip_if or {}).items():
            path = (*paths[question.id], "skip_if", other)
            if other not in paths:
                yield Fault(path, f'undefined question "{other}".', suggest(other, tuple(paths)))
            yield from find_unknown(skips, answers, path=path, noun="answer")


def _circles(needs: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Circles, each told once and closed: ["A", "B", "A"]."""
    done: set[str] = set()
    for start in needs:
        trail: list[str] = []
        yield from _walk(start, needs, trail, done)


def _walk(
    name: str, needs: Mapping[str, Sequence[str]], trail: list[str], done: set[str]
) -> Iterator[list[str]]:
    if name in trail:
        yield [*trail[trail.index(name) :], name]
        return
    if name in done:
        return
    trail.append(name)
    for other in needs[name]:
        yield from _walk(other, needs, trail, done)
    trail.pop()
    done.add(name)


def _reach(rubric: Rubric, paths: Mapping[str, Path]) -> Iterator[Fault]:
    """Conditions that never hold and questions never asked; needs a rubric without circles."""
    questions = _by_id(rubric)
    given = {name: _given(item, rubric) for name, item in questions.items()}
    for name, question in questions.items():
        for other, skips in (question.skip_if or {}).items():
            yield from _never_holds(other, skips, given, questions, (*paths[name], "skip_if", other))
        if question.skip_if and not _is_ever_asked(question, questions, given):
            what = f'"{name}" is always skipped: no answer to {", ".join(question.skip_if)} lets it be asked.'
            yield Fault((*paths[name], "skip_if"), what, "Take answers out of the condition.")


def _never_holds(
    other: str, skips: Sequence[str], given: Given, questions: Mapping[str, Question], path: Path
) -> Iterator[Fault]:
    if other not in given:
        return
    possible = (*given[other], *((NOT_APPLICABLE,) if questions[other].skip_if else ()))
    if not set(skips) & set(possible):
        what = f'"{other}" never has that answer, so the condition never holds.'
        yield Fault(path, what, f"It can be: {', '.join(dict.fromkeys(possible))}.")


def _given(question: Question, rubric: Rubric) -> tuple[str, ...]:
    """Answers that the question can get for a place where it is asked."""
    rows = next((table.rows for table in rubric.tables if table.id == question.table), ())
    answers = [row.answer for row in rows]
    differ = [rubric.differ] if len(set(answers) - {UNKNOWN}) > 1 else []
    return tuple(dict.fromkeys((*answers, *differ, UNKNOWN)))


def _is_ever_asked(question: Question, questions: Mapping[str, Question], given: Given) -> bool:
    """Whether some answers to the questions that it hangs on leave it open."""
    order = _ancestors(question, questions)
    choices = [_distinct(name, given[name], questions) for name in order]
    return any(not _is_skipped(question, answers) for answers in _completions(order, choices, questions, {}))


def _ancestors(question: Question, questions: Mapping[str, Question]) -> list[str]:
    """Questions that its skip conditions hang on, directly or not, each after those that it needs itself."""
    order: list[str] = []
    for other in question.skip_if or {}:
        if other in questions:
            order.extend((*_ancestors(questions[other], questions), other))
    return list(dict.fromkeys(order))


def _distinct(name: str, answers: Sequence[str], questions: Mapping[str, Question]) -> list[str]:
    """One of the answers that no condition names, then those that some condition names: enough to try."""
    named = {answer for item in questions.values() for answer in (item.skip_if or {}).get(name, ())}
    return [
        *[item for item in answers if item not in named][:1],
        *(item for item in answers if item in named),
    ]


def _completions(
    order: Sequence[str],
    choices: Sequence[Sequence[str]],
    questions: Mapping[str, Question],
    known: dict[str, str],
) -> Iterator[dict[str, str]]:
    """All consistent answers to the questions in ``order``; a skipped one is not applicable."""
    if len(known) == len(order):
        yield known
        return
    name = order[len(known)]
    tried = [NOT_APPLICABLE] if _is_skipped(questions[name], known) else choices[len(known)]
    for answer in tried:
        yield from _completions(order, choices, questions, {**known, name: answer})


def _is_skipped(question: Question, answers: Mapping[str, str]) -> bool:
    return any(answers.get(other) in skips for other, skips in (question.skip_if or {}).items())
