"""Closing sets: minimal against every subset, and the same whatever the order of gaps and levers."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import universe as u
from pincite.answering.closing import find_closing_set
from pincite.answering.cover import find_smallest_cover
from pincite.answering.gaps import ANY
from pincite.model.law import Level
from pincite.model.lever import ClosingSet, Effect, Gap, Known, Lasting, Lever, Reach, Way

ITEMS = ("C1.2", "C4.2", "C6.1", "C8.2", "E09")
PARTS = ("sheriff", "board")


def lever(name: str, *, body: str, lasting: Lasting) -> Lever:
    return Lever(
        id=name, of_kind=name, body=body, instrument="Ordinance", kind="ordinance", level=Level.COUNTY,
        effect=Effect.RULE, lasting=lasting, covers="", limits="",
        known=Known(source="invented", as_of="2025", confidence="high"),
    )  # fmt: skip


def gap(item: str, parts: Sequence[str], reaches: Sequence[Reach]) -> Gap:
    return Gap(
        item=item, criterion="", answer="N", certain=True, basis="", conducts=(), parts=tuple(parts),
        reaches=tuple(reaches),
    )  # fmt: skip


@st.composite
def problems(draw: st.DrawFn) -> tuple[list[Gap], list[Lever]]:
    count = draw(st.integers(0, 6))
    levers = [
        lever(f"l{number}", body=draw(st.sampled_from("ABC")), lasting=draw(st.sampled_from(list(Lasting))))
        for number in range(count)
    ]
    gaps = []
    for item in ITEMS[: draw(st.integers(0, 5))]:
        parts = draw(st.sampled_from([("sheriff",), PARTS, (ANY,)]))
        ways = {(one.id, part): draw(st.sampled_from([None, *Way])) for one in levers for part in parts}
        reaches = [Reach(lever=name, agency=part, way=way) for (name, part), way in ways.items() if way]
        gaps.append(gap(item, parts, reaches))
    return gaps, levers


def close(gaps: Sequence[Gap], levers: Sequence[Lever]) -> ClosingSet:
    answers = {item.question: item for item in u.world().assess().answers}
    return find_closing_set(gaps, levers, name="local", rubric=u.RUBRIC, answers=answers)


def count(gaps: Sequence[Gap], chosen: Sequence[Lever]) -> tuple[int, int]:
    """How many gaps these levers close without a doubt, and how many at all."""
    names = {item.id for item in chosen}
    sure = closed = 0
    for item in gaps:
        for ways, is_sure in (({Way.OPEN}, True), ({Way.OPEN, Way.DOUBTFUL}, False)):
            reached = {one.agency for one in item.reaches if one.lever in names and one.way in ways}
            if set(item.parts) <= reached:
                sure, closed = sure + is_sure, closed + (not is_sure)
    return sure, closed


def find_by_brute_force(gaps: Sequence[Gap], levers: Sequence[Lever]) -> list[str]:
    """Every subset weighed: most gaps, then fewest actions, longest lasting, fewest bodies, first by name."""
    subsets = [chosen for size in range(len(levers) + 1) for chosen in combinations(levers, size)]
    best = min(
        subsets,
        key=lambda chosen: (
            tuple(-number for number in count(gaps, chosen)),
            len(chosen),
            sum(item.lasting.rank for item in chosen),
            len({item.body for item in chosen}),
            sorted(item.id for item in chosen),
        ),
    )
    return sorted(item.id for item in best)


@given(problems())
def test_no_other_set_closes_as_much_with_less(problem: tuple[list[Gap], list[Lever]]) -> None:
    gaps, levers = problem
    found = close(gaps, levers)
    assert sorted(action.lever for action in found.actions) == find_by_brute_force(gaps, levers)
    assert len(found.closes) == count(gaps, levers)[1]
    assert sorted((*found.closes, *found.left)) == sorted(item.item for item in gaps)
    assert found.exact


@given(problems(), st.randoms())
def test_the_order_of_what_comes_in_never_matters(problem: tuple[list[Gap], list[Lever]], random: object) -> None:
    gaps, levers = problem
    shuffled = [replace(item, reaches=tuple(random.sample(item.reaches, len(item.reaches)))) for item in gaps]
    found = close(gaps, levers)
    again = close(random.sample(shuffled, len(gaps)), random.sample(levers, len(levers)))
    assert [item.lever for item in found.actions] == [item.lever for item in again.actions]
    assert set(found.closes) == set(again.closes)


@given(problems())
def test_every_action_is_needed_by_some_gap(problem: tuple[list[Gap], list[Lever]]) -> None:
    gaps, levers = problem
    found = close(gaps, levers)
    for action in found.actions:
        assert action.items
        assert set(action.items) <= set(found.closes)
        assert set(action.doubtful) <= set(action.items)
        assert not set(action.perhaps) & set(action.items)


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.frozensets(st.integers(0, 9)), max_size=8))
def test_a_cover_covers_everything_and_is_as_small_as_any(covers: dict[str, frozenset[int]]) -> None:
    found, exact = find_smallest_cover(covers, cost=lambda ids: ())
    everything = frozenset().union(*covers.values())
    assert frozenset().union(*(covers[item] for item in found)) == everything
    sizes = (size for size in range(len(covers) + 1) for chosen in combinations(covers, size)
             if frozenset().union(*(covers[item] for item in chosen)) == everything)  # fmt: skip
    assert (len(found), exact) == (next(sizes), True)


def test_a_search_cut_short_still_covers_and_says_so() -> None:
    covers = {f"{number:02}": frozenset({number, (number * 7) % 30, (number * 11) % 30}) for number in range(30)}
    found, exact = find_smallest_cover(covers, cost=lambda ids: (), limit=3)
    assert frozenset().union(*(covers[item] for item in found)) == frozenset().union(*covers.values())
    assert not exact


@pytest.mark.parametrize(("way", "sure"), [(Way.OPEN, ()), (Way.DOUBTFUL, ("C1.2",))])
def test_a_doubt_is_told(way: Way, sure: tuple[str, ...]) -> None:
    one = lever("l", body="A", lasting=Lasting.HIGH)
    found = close([gap("C1.2", ("sheriff",), [Reach(lever="l", agency="sheriff", way=way)])], [one])
    assert found.actions[0].doubtful == sure
