"""Tables with one row a person: added up by facility and month while they are read; no row of a person is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pincite.model.observed import FacilityMonth, Outcomes
from pincite.model.table import TableHead, TableRow
from pincite.observing.columns import cell_of, fold_header
from pincite.observing.days import parse_table_day
from pincite.packs.us.observations import OutcomeRules

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
    total = sum(item.requests for item in sums.values())
    refused = sum(_refusals(item, rules) for item in sums.values())
    undated = sum(item.requests for key, item in sums.items() if not key[-1])
    return Outcomes(
        rows=tuple(_make_month(key, sums[key], rules) for key in sorted(sums)),
        requests=_count(total, rules), refusals=_count(refused, rules), undated=_count(undated, rules),
        refusal_words=rules.refusals,
    )  # fmt: skip


def _make_month(key: _Key, item: _Sums, rules: OutcomeRules) -> FacilityMonth:
    facility, code, city, state, month = key
    reasons = hide_small(dict(sorted(item.reasons.items())), least=rules.least, fewer=rules.fewer)
    refused = [reasons[reason] for reason in rules.refusals if reason in reasons]
    refusals = refused[0] if len(refused) == 1 else _count(_refusals(item, rules), rules)
    return FacilityMonth(
        facility=facility, code=code, city=city, state=state, month=month, requests=_count(item.requests, rules),
        refusals=refusals, notify=_count(item.notify, rules), reasons=tuple(reasons.items()),
    )  # fmt: skip


def _refusals(item: _Sums, rules: OutcomeRules) -> int:
    return sum(item.reasons[reason] for reason in rules.refusals)


def _count(number: int, rules: OutcomeRules) -> str:
    return rules.fewer if 0 < number < rules.least else str(number)
