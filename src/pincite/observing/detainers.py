"""Tables with one row a person: added up by facility and month while they are read; no row of a person is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pincite.model.observed import FacilityMonth, Outcomes
from pincite.model.table import TableHead, TableRow
from pincite.observing.columns import cell_of, fold_header
from pincite.observing.days import parse_table_day
from pincite.packs.us.observations import OutcomeRules

AT_LEAST = "at least"
_NOT_SHOWN = "not shown"


@dataclass(slots=True)
class _Sums:
    """Counts of one facility and month."""

    requests: int = 0
    notify: int = 0
    reasons: Counter[str] = field(default_factory=Counter)


# Facility, code, city, state, month.
_Key = tuple[str, str, str, str, str]


def add_up_outcomes(rows: Iterable[TableRow], head: TableHead, *, rules: OutcomeRules) -> Outcomes:
    """The rows by facility and month, small counts hidden. A row is dropped as soon as it is counted.

    A cell without a reason counts as "no reason given" and is no refusal.
    """
    sums: dict[_Key, _Sums] = {}
    reasons = {fold_header(reason): reason for reason in rules.reasons}
    for row in rows:
        cells = {column.field: _plain(cell_of(row, head, column.field), rules) for column in head.columns}
        key = _key(cells)
        if not any(key):
            continue
        cell = sums.setdefault(key, _Sums())
        cell.requests += 1
        cell.notify += cells.get("notify", "").casefold() in rules.affirmative
        cell.reasons[_reason(cells.get("reason", ""), reasons, rules)] += 1
    return _render(sums, rules)


def hide_small(counts: Mapping[str, int], *, least: int, fewer: str) -> dict[str, str]:
    """Counts as text: those of 1 to ``least`` - 1 as ``fewer``, with as many more as keep them from being reckoned."""
    small = {key for key, count in counts.items() if 0 < count < least}
    hidden = set(small)
    shown = sorted((key for key in counts if counts[key] >= least), key=lambda key: (counts[key], key))
    while hidden and shown and (len(hidden) == 1 or sum(counts[key] for key in hidden) < least):
        hidden.add(shown.pop(0))
    return {key: fewer if key in small else _NOT_SHOWN if key in hidden else str(counts[key]) for key in counts}


def _key(cells: Mapping[str, str]) -> _Key:
    month = parse_table_day(cells.get("date", ""))[:7]
    place = (cells.get(item, "") for item in ("facility", "code", "city", "state"))
    facility, code, city, state = place
    return facility, code, city, state, month


def _reason(text: str, reasons: Mapping[str, str], rules: OutcomeRules) -> str:
    """The reason in the source's words where they are known; other words are not repeated."""
    return reasons.get(fold_header(text), rules.other) if text else rules.blank_reason


def _plain(text: str, rules: OutcomeRules) -> str:
    text = " ".join(text.split())
    return "" if text.casefold() in rules.blank else text


def _render(sums: Mapping[_Key, _Sums], rules: OutcomeRules) -> Outcomes:
    keys = sorted(sums)
    rows = [_make_month(key, sums[key], rules) for key in keys]
    requests = [(sums[key].requests, row.requests) for key, row in zip(keys, rows, strict=True)]
    refusals = [(_refusals(sums[key], rules), row.refusals) for key, row in zip(keys, rows, strict=True)]
    undated = [pair for pair, row in zip(requests, rows, strict=True) if not row.month]
    return Outcomes(
        rows=tuple(rows), requests=_add_shown(requests, rules), refusals=_add_shown(refusals, rules),
        undated=_add_shown(undated, rules), refusal_words=rules.refusals,
    )  # fmt: skip


def _add_shown(parts: Sequence[tuple[int, str]], rules: OutcomeRules) -> str:
    """The sum of counts, each with what is shown of it; without the hidden ones where the sum would tell of them."""
    hidden = [count for count, shown in parts if not shown.isdigit()]
    total = sum(count for count, _ in parts)
    if not hidden or _tells_nothing(hidden, rules.least - 1):
        return str(total)
    if total < rules.least:
        return rules.fewer
    rest = total - sum(hidden)
    return f"{AT_LEAST} {rest}" if rest else _NOT_SHOWN


def _tells_nothing(hidden: Sequence[int], most: int) -> bool:
    """Whether any of the counts may still be anything from 1 to ``most`` once their sum is known."""
    others, total = len(hidden) - 1, sum(hidden)
    return total - most * others <= 1 and total - others >= most and others > 0


def _make_month(key: _Key, item: _Sums, rules: OutcomeRules) -> FacilityMonth:
    facility, code, city, state, month = key
    reasons = hide_small(dict(sorted(item.reasons.items())), least=rules.least, fewer=rules.fewer)
    refused = [(item.reasons[reason], reasons[reason]) for reason in rules.refusals if reason in reasons]
    refusals = refused[0][1] if len(refused) == 1 else _add_shown(refused, rules)
    return FacilityMonth(
        facility=facility, code=code, city=city, state=state, month=month, requests=_count(item.requests, rules),
        refusals=refusals, notify=_count(item.notify, rules), reasons=tuple(reasons.items()),
    )  # fmt: skip


def _refusals(item: _Sums, rules: OutcomeRules) -> int:
    return sum(item.reasons[reason] for reason in rules.refusals)


def _count(number: int, rules: OutcomeRules) -> str:
    return rules.fewer if 0 < number < rules.least else str(number)
