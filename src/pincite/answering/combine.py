"""Several agencies or protections taken together: agreement, difference, and what is settled anyway."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from pincite.model.answer import UNKNOWN, YES, AgencyAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class Combined:
    """The place's answer, why, the row that decided it and the answers that remain possible."""

    answer: str
    reason: str
    basis: str
    row: AgencyAnswer | None
    possible: tuple[str, ...]


def combine_rows(rows: Sequence[AgencyAnswer], *, differ: str, how: str = "all") -> Combined:
    """Take rows together; ``how`` is "all" (they must agree) or "any" (one Y is enough).

    Where some rows are unknown the answer is given only if every completion of them gives the same one.
    """
    if not rows:
        return Combined(
            answer=UNKNOWN,
            reason="no-agency",
            basis="No agency that this is asked of is listed for the place.",
            row=None,
            possible=(),
        )
    possible = _possible(rows, differ, how)
    if len(possible) == 1:
        return _settled(rows, possible[0], how)
    row = next((item for item in rows if item.answer == UNKNOWN), rows[0])
    return Combined(answer=UNKNOWN, reason=row.reason, basis=row.basis, row=row, possible=possible)


def _possible(rows: Sequence[AgencyAnswer], differ: str, how: str) -> tuple[str, ...]:
    """Every answer that some completion of the unknown rows gives."""
    choices = sorted({row.possible for row in rows})
    fold = _any_of if how == "any" else _all_of
    outcomes = {fold(combination, differ) for combination in product(*_per_row(rows, choices))}
    return tuple(sorted(outcomes))


def _per_row(rows: Sequence[AgencyAnswer], choices: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """One list of choices a row, at most two rows of the same choices: more rows add no outcome."""
    kept: list[tuple[str, ...]] = []
    for choice in choices:
        kept.extend([choice] * min(2, sum(1 for row in rows if row.possible == choice)))
    return kept


def _all_of(answers: tuple[str, ...], differ: str) -> str:
    return answers[0] if len(set(answers)) == 1 else differ


def _any_of(answers: tuple[str, ...], differ: str) -> str:
    return next((wanted for wanted in (YES, differ) if wanted in answers), answers[0])


def _settled(rows: Sequence[AgencyAnswer], answer: str, how: str) -> Combined:
    """The place's answer, which every completion gives, with a row that shows it, a flagged one first."""
    giving = [item for item in rows if item.answer == answer]
    row = next((item for item in giving if item.flags), giving[0] if giving else None)
    known = [item for item in rows if item.answer != UNKNOWN]
    if row is not None and (how == "any" or len({item.answer for item in known}) == 1):
        return Combined(answer=answer, reason=row.reason, basis=row.basis, row=row, possible=(answer,))
    told = "; ".join(f"{item.agency}: {item.answer}" for item in rows)
    return Combined(
        answer=answer,
        reason="agencies-differ",
        basis=f"They differ: {told}.",
        row=row or (known or rows)[0],
        possible=(answer,),
    )
