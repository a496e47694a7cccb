"""Closing sets: the fewest actions that could close the most gaps, by the place's own bodies and with the state's."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence

from pincite.answering.cover import find_smallest_cover
from pincite.answering.questions import is_closed
from pincite.answering.score import judge_criterion
from pincite.model.answer import NOT_APPLICABLE, YES, Answer, CriterionResult
from pincite.model.law import Level
from pincite.model.lever import Action, ClosingSet, Effect, Gap, Lever, Way
from pincite.model.rubric import Rubric

LOCAL, ALL = "local", "all"


def find_closing_sets(
    gaps: Sequence[Gap], levers: Sequence[Lever], *, rubric: Rubric, answers: Mapping[str, Answer]
) -> tuple[ClosingSet, ...]:
    """The set of the place's own bodies, then the one with the state's; () where there is no gap."""
    usable = [item for item in levers if item.effect is Effect.RULE and item.is_verified]
    own = [item for item in usable if item.level is not Level.STATE]
    if not gaps:
        return ()
    return tuple(
        find_closing_set(gaps, among, name=name, rubric=rubric, answers=answers)
        for name, among in ((LOCAL, own), (ALL, usable))
    )


def find_closing_set(
    gaps: Sequence[Gap], levers: Sequence[Lever], *, name: str, rubric: Rubric, answers: Mapping[str, Answer]
) -> ClosingSet:
    """The fewest of ``levers`` that could close as many gaps as all of them together.

    What all can close without a doubt the set closes without a doubt too. Ties go to what lasts longer, then to
    fewer bodies.
    """
    by_id = {item.id: item for item in levers}
    covers = find_covers(gaps, by_id)
    chosen, exact = find_smallest_cover(covers, cost=lambda ids: weigh(by_id[item] for item in ids))
    closes = [gap for gap in gaps if _ways_that_close(gap, by_id)]
    return ClosingSet(
        among=name,
        actions=tuple(_action(lever, closes, by_id) for lever in _order(chosen, covers, by_id)),
        closes=tuple(gap.item for gap in closes),
        left=tuple(gap.item for gap in gaps if gap not in closes),
        criteria=_find_met({gap.item for gap in closes}, rubric, answers),
        exact=exact,
    )


def weigh(levers: Iterable[Lever]) -> tuple[int, int]:
    """What breaks ties: how soon the actions fade, taken together, then how many bodies must act."""
    listed = list(levers)
    return sum(item.lasting.rank for item in listed), len({item.body for item in listed})


def find_covers(gaps: Sequence[Gap], levers: Mapping[str, Lever]) -> dict[str, frozenset[Hashable]]:
    """Lever -> (item, part) of the closable gaps that it reaches; without a doubt, where all parts can be."""
    covers: dict[str, set[Hashable]] = {lever: set() for lever in levers}
    for gap in gaps:
        ways = _ways_that_close(gap, levers)
        for reach in gap.reaches if ways else ():
            if reach.lever in levers and reach.way in ways:
                covers[reach.lever].add((gap.item, reach.agency))
    return {lever: frozenset(found) for lever, found in covers.items()}


def _ways_that_close(gap: Gap, levers: Mapping[str, Lever]) -> frozenset[Way]:
    """The ways to count for a gap: open ones if they reach every part, else also doubtful ones; none if not."""
    for ways in (frozenset({Way.OPEN}), frozenset({Way.OPEN, Way.DOUBTFUL})):
        reached = {reach.agency for reach in gap.reaches if reach.lever in levers and reach.way in ways}
        if set(gap.parts) <= reached:
            return ways
    return frozenset()


def _order(chosen: frozenset[str], covers: Mapping[str, frozenset[Hashable]], levers: Mapping[str, Lever]) -> list[str]:
    """The actions, each time the one that does the most of what is left, then what lasts longest."""
    left, ordered = set(chosen), list[str]()
    todo = frozenset[Hashable]().union(*covers.values())
    while left:
        first = min(left, key=lambda item: (-len(covers[item] & todo), levers[item].lasting.rank, item))
        ordered.append(first)
        left.remove(first)
        todo -= covers[first]
    return ordered


def _action(lever: str, gaps: Sequence[Gap], levers: Mapping[str, Lever]) -> Action:
    """The lever with the gaps that count on it, and those that it might reach besides."""
    counted, doubtful, perhaps = list[Gap](), list[str](), list[str]()
    for gap in gaps:
        ways = {item.way for item in gap.reaches if item.lever == lever}
        if ways & _ways_that_close(gap, levers):
            counted.append(gap)
            doubtful += [gap.item] if Way.DOUBTFUL in ways & _ways_that_close(gap, levers) else []
        elif Way.DOUBTFUL in ways:
            perhaps.append(gap.item)
    return Action(
        lever=lever,
        items=tuple(gap.item for gap in counted),
        criteria=tuple(dict.fromkeys(gap.criterion for gap in counted if gap.criterion)),
        doubtful=tuple(doubtful),
        perhaps=tuple(perhaps),
    )


def _find_met(closed: set[str], rubric: Rubric, answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """Criteria that would be met if every gap in ``closed`` were answered Y and all else stayed as it is."""
    values = {item.id: YES if item.id in closed else answers[item.id].answer for item in rubric.questions}
    for question in rubric.questions:
        if is_closed(question, values):
            values[question.id] = NOT_APPLICABLE
    asked = {item.id: [one.id for one in rubric.questions if one.criterion == item.id] for item in rubric.criteria}
    judged = (judge_criterion(item, values, asked[item.id]) for item in rubric.criteria)
    return tuple(item.criterion for item in judged if item.result is CriterionResult.MET)
