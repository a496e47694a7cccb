"""How much settling something would narrow the score's range: at worst and at best, over every completion."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pincite.answering.score import find_completions
from pincite.model.answer import UNKNOWN, Answer, Wanted
from pincite.model.lever import Narrowing, Unsettled
from pincite.model.rubric import Rubric

Groups = Sequence[Sequence[tuple[Mapping[str, str], int]]]


def complete_unknowns(rubric: Rubric, answers: Mapping[str, Answer]) -> Groups:
    """Every completion of the unknowns with what it would meet; () where nothing is scored."""
    return find_completions(rubric, answers) if rubric.prefers and rubric.criteria else ()


def rank_unknowns(groups: Groups, rubric: Rubric, answers: Mapping[str, Answer]) -> tuple[Unsettled, ...]:
    """The unknown questions, what narrows the range most first; () where nothing is scored."""
    unknown = [item.id for item in rubric.questions if answers[item.id].answer == UNKNOWN]
    found = [Unsettled(question=item, narrowing=_narrow(groups, [item])) for item in unknown]
    return tuple(sorted(found, key=lambda item: _key(item.narrowing))) if groups else ()


def rank_wanted(wanted: Iterable[Wanted], groups: Groups, answers: Mapping[str, Answer]) -> tuple[Wanted, ...]:
    """The documents with what settling their questions would do, what narrows the range most first.

    Questions that a review has answered since are taken out, and documents that nothing is wanted of any more.
    """
    still = (replace(item, questions=_still_open(item.questions, answers)) for item in wanted)
    found = [replace(item, narrowing=_narrow(groups, item.questions)) for item in still if item.questions]
    return tuple(sorted(found, key=_rank))


def _rank(item: Wanted) -> tuple[object, ...]:
    return (*_key(item.narrowing), -len(item.questions), item.kind, item.whose)


def _key(narrowing: Narrowing) -> tuple[int, int]:
    return narrowing.worst, narrowing.best


def _still_open(questions: Iterable[str], answers: Mapping[str, Answer]) -> tuple[str, ...]:
    return tuple(item for item in questions if item not in answers or answers[item].answer == UNKNOWN)


def _narrow(groups: Groups, settled: Iterable[str]) -> Narrowing:
    """The range's width now, and after ``settled`` questions have any answer that is consistent with the rest."""
    names = sorted(settled)
    found = [_narrow_group(group, [name for name in names if name in group[0][0]]) for group in groups]
    return Narrowing(
        now=sum(item.now for item in found),
        worst=sum(item.worst for item in found),
        best=sum(item.best for item in found),
    )


def _narrow_group(group: Sequence[tuple[Mapping[str, str], int]], settled: Sequence[str]) -> Narrowing:
    """Of one group of criteria; what is settled there splits its completions, and each split has a width."""
    counts: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for values, met in group:
        counts[tuple(values[name] for name in settled)].add(met)
    widths = [max(found) - min(found) for found in counts.values()]
    every = {met for _, met in group}
    return Narrowing(now=max(every) - min(every), worst=max(widths), best=min(widths))
