"""What the checks of packs find: faults by path, problems by file and line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple

from pincite.errors import PackError
from pincite.topics.strict_yaml import Located, Path


class Fault(NamedTuple):
    """A mistake at a path of the value that was checked."""

    path: Path
    what: str
    way_out: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackProblem:
    """A mistake in a pack, for people. where: file:line, or the path where no file is known."""

    where: str
    what: str
    way_out: str

    def message(self) -> str:
        """One line: where, what and the way out."""
        return PackError(self.what, where=self.where, way_out=self.way_out).message()


def find_problems(faults: Iterable[Fault], located: Located | None, name: str) -> list[PackProblem]:
    """Faults as problems, each once; without ``located`` the place is ``name`` and the path."""
    return list(dict.fromkeys(_problem(fault, located, name) for fault in faults))


def raise_first(problems: Sequence[PackProblem]) -> None:
    """Raise PackError for the first problem, saying how many more there are; return where there is none."""
    if not problems:
        return
    first, more = problems[0], len(problems) - 1
    tail = f" (and {more} more problem{'s' if more > 1 else ''})" if more else ""
    raise PackError(first.what, where=first.where, way_out=first.way_out + tail)


def find_unknown(names: Iterable[str], known: Iterable[str], *, path: Path, noun: str) -> Iterator[Fault]:
    """A fault for every name that is not known; the path gets the position of the name."""
    choices = tuple(known)
    for index, name in enumerate(names):
        if name not in choices:
            yield Fault((*path, index), f'unknown {noun} "{name}".', suggest(name, choices))


def find_twice(ids: Iterable[str], *, path: Path, noun: str) -> Iterator[Fault]:
    """A fault for every id that stands in the list a second time."""
    seen: set[str] = set()
    for index, item in enumerate(ids):
        if item in seen:
            yield Fault(
                (*path, index), f'the {noun} "{item}" stands twice.', "Rename or remove one of the two."
            )
        seen.add(item)


def suggest(name: str, known: Sequence[str]) -> str:
    """The way out for an unknown name: the nearest known one, or all of them."""
    near = get_close_matches(name, known, n=1)
    if near:
        return f'Did you mean "{near[0]}"?'
    return f"Known: {', '.join(known)}." if known else "None is defined."


def _problem(fault: Fault, located: Located | None, name: str) -> PackProblem:
    where = located.at(fault.path) if located else ".".join(str(part) for part in (name, *fault.path))
    return PackProblem(where=where, what=fault.what, way_out=fault.way_out)
