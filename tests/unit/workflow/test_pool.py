"""Work in several processes: every item comes back once, whatever becomes of the others."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from pincite.errors import InputError
from pincite.workflow.pool import BROKE_DOWN, Work, work_through


def measure(item: str, content: bytes) -> int:
    """The length of the content; "crash" kills its process, "bad" is refused."""
    if item == "crash":
        os._exit(1)
    if item == "bad":
        raise InputError("it is bad.", way_out="Mend it.")
    return len(content)


def load(item: str) -> bytes:
    if item == "lost":
        raise InputError("it is gone.", way_out="Bring it back.")
    return item.encode()


def same(item: str) -> str:
    return item


WORK = Work(do=measure, load=load, send=same)


def settle(take: Callable[[], int]) -> int | str:
    try:
        return take()
    except InputError as error:
        return error.what


def work(items: list[str], jobs: int) -> list[tuple[str, int | str]]:
    return sorted((item, settle(take)) for item, take in work_through(items, WORK, jobs=jobs))


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_every_item_comes_back_once_with_its_result_or_its_error(jobs: int) -> None:
    items = ["a", "bad", "cc", "ddd", "lost", "eeee"]
    expected = [("a", 1), ("bad", "it is bad."), ("cc", 2), ("ddd", 3), ("eeee", 4), ("lost", "it is gone.")]
    assert work(items, jobs) == expected


def test_an_item_that_kills_its_process_costs_only_itself() -> None:
    items = ["a", "crash", "bb", "ccc", "dddd", "eeeee"]
    expected = [("a", 1), ("bb", 2), ("ccc", 3), ("crash", BROKE_DOWN), ("dddd", 4), ("eeeee", 5)]
    assert work(items, 2) == expected


def test_two_that_kill_their_processes_are_both_named() -> None:
    assert [row for row in work(["crash", "a", "crash", "bb"], 2) if row[0] == "crash"] == [("crash", BROKE_DOWN)] * 2


def test_nothing_to_do_is_done() -> None:
    assert work([], 2) == []


def test_who_stops_early_gets_his_processes_ended() -> None:
    results = work_through(["a", "bb", "ccc"], WORK, jobs=2)
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert list(results) == []
