"""How others' questions map to a rubric: YAML text to a comparison, with all its mistakes."""

from __future__ import annotations

from collections.abc import Iterator

from pincite.model.comparison import Comparison
from pincite.model.rubric import Rubric
from pincite.topics.problems import Fault, PackProblem, find_problems, find_twice, find_unknown, raise_first, suggest
from pincite.topics.strict_yaml import Located, parse_as

FIELDS = ("place", "state", "question", "said", "date", "text", "source")


def parse_comparison(text: str, where: str, *, rubric: Rubric) -> Comparison:
    """The comparison in that text; raises PackError at the first mistake."""
    comparison, located = parse_as(text, where, shape=Comparison)
    raise_first(check_comparison(comparison, rubric, located))
    return comparison


def check_comparison(comparison: Comparison, rubric: Rubric, located: Located | None = None) -> list[PackProblem]:
    """All names in it that point nowhere or stand twice."""
    return find_problems(_find_faults(comparison, rubric), located, comparison.id)


def _find_faults(comparison: Comparison, rubric: Rubric) -> Iterator[Fault]:
    if comparison.rubric != rubric.id:
        yield Fault(("rubric",), f'unknown rubric "{comparison.rubric}".', suggest(comparison.rubric, [rubric.id]))
    yield from find_twice([item.id for item in comparison.questions], path=("questions",), noun="question")
    yield from find_twice([item.field for item in comparison.columns], path=("columns",), noun="column")
    needed = {item.field for item in comparison.columns if item.needed}
    for name in FIELDS:
        if name not in needed:
            yield Fault(("columns",), f'the column "{name}" is not there.', "Add it, with needed: true.")
    answers = list(comparison.answers.values())
    yield from find_unknown(answers, rubric.answers, path=("answers",), noun="answer")
    yield from _find_question_faults(comparison, rubric)
    known = [item.id for item in comparison.questions]
    for index, said in enumerate(comparison.both.said):
        yield from find_unknown([said.question], known, path=("both", "said", index), noun="question")


def _find_question_faults(comparison: Comparison, rubric: Rubric) -> Iterator[Fault]:
    asked = {item.id: item for item in (*rubric.questions, *rubric.elements)}
    whys = [item.id for item in comparison.whys]
    for index, item in enumerate(comparison.questions):
        path = ("questions", index)
        yield from find_unknown(item.items, asked, path=(*path, "items"), noun="question")
        if bool(item.items) == bool(item.why):
            yield Fault(path, f'the question "{item.id}" needs either items or a why.', "Give one of the two.")
        if item.why:
            yield from find_unknown([item.why], whys, path=(*path, "why"), noun="reason")
        parts = [part.id for name in item.items if name in asked for part in asked[name].protections]
        if item.part:
            yield from find_unknown([item.part], parts, path=(*path, "part"), noun="protection")
