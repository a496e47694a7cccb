"""Files worked through in a few processes: a bad one stops no other, and one that kills its process is tried alone."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from pincite.errors import InputError

BROKE_DOWN = "the reader broke down on this file."
WAY_OUT = "Save it in another format, and report the file if it may be shared."
_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Work(Generic[_Item, _Result]):
    """What is done with each item. do: called in another process with what ``send`` makes of the item and its bytes.

    load: gives the bytes, in this process; it may hold an open archive, so ``send`` leaves it out.
    """

    do: Callable[[_Item, bytes], _Result]
    load: Callable[[_Item], bytes]
    send: Callable[[_Item], _Item]


def work_through(
    items: Sequence[_Item], work: Work[_Item, _Result], *, jobs: int
) -> Iterator[tuple[_Item, Callable[[], _Result]]]:
    """Each item, in any order, with what gives its result or raises InputError; at most ``jobs`` + 1 are held at once.

    An item whose process breaks down is tried again alone; where that breaks down too, its InputError says so.
    """
    if jobs < 2 or len(items) < 2:
        for item in items:
            yield item, partial(_do_here, item, work)
        return
    waiting = deque(items)
    while waiting:
        yield from _work_until_broken(waiting, work, min(jobs, len(waiting)))


def _do_here(item: _Item, work: Work[_Item, _Result]) -> _Result:
    return work.do(item, work.load(item))


def _work_until_broken(
    waiting: deque[_Item], work: Work[_Item, _Result], jobs: int
) -> Iterator[tuple[_Item, Callable[[], _Result]]]:
    """Take items until none waits, or until a process breaks down: what was under way is then done alone."""
    running: dict[Future[_Result], _Item] = {}
    pool = ProcessPoolExecutor(jobs, initializer=_start_worker)
    try:
        while waiting or running:
            while waiting and len(running) <= jobs:
                try:
                    content = work.load(waiting[0])
                except InputError as error:
                    yield waiting.popleft(), partial(_raise, error)
                    continue
                future = pool.submit(work.do, work.send(waiting[0]), content)
                running[future] = waiting.popleft()
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            if any(isinstance(future.exception(), BrokenProcessPool) for future in done):
                break
            for future in done:
                yield running.pop(future), future.result
    except BrokenProcessPool:  # noticed on handing in the next item, which waits on
        pass
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    for future, item in running.items():
        finished = future.done() and not isinstance(future.exception(), BrokenProcessPool)
        yield item, future.result if finished else partial(_do_alone, item, work)


def _do_alone(item: _Item, work: Work[_Item, _Result]) -> _Result:
    with ProcessPoolExecutor(1, initializer=_start_worker) as pool:
        try:
            return pool.submit(work.do, work.send(item), work.load(item)).result()
        except BrokenProcessPool:
            raise InputError(BROKE_DOWN, way_out=WAY_OUT) from None


def _raise(error: InputError) -> _Result:  # type: ignore[type-var]  # it has the result's type and gives none
    raise error


def _start_worker() -> None:
    """Ctrl-C ends a worker at once and without a word; the process that started it speaks."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
