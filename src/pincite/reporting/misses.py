"""Where drafts and reference codings differ, side by side in the text, as one HTML page.

The page shows the texts themselves: it is written only where a person says, and never kept with the program.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pincite.reporting.cards import make_anchor
from pincite.reporting.context import QuoteContext
from pincite.reporting.page import render_page
from pincite.reporting.words import spell_code

# In the order in which they are shown; the first of a row's kinds names it.
KINDS = {
    "missed": "Missed: the draft is silent",
    "false-alarm": "False alarm: the reference is silent",
    "rule": "Another rule",
    "exceptions": "Other exceptions",
    "scope": "Another scope",
    "evidence": "The passage is not ranked first",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingView:
    """One side of a miss. rules: the rule, then others that are defensible too; ("silent",) where nothing is said.

    exceptions: labels as people read them. scope: "whole" or "part"; scope_words: what narrows it. notes: remarks.
    """

    rules: tuple[str, ...]
    exceptions: tuple[str, ...] = ()
    scope: str = ""
    scope_words: str = ""
    quotes: tuple[tuple[str, QuoteContext], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MissRow:
    """One conduct of one instrument on which draft and reference differ. kinds: keys of KINDS, or other codes.

    conduct_label: as people read it. first: the passage that is ranked first with its pinpoint, where it is not one
    of the reference.
    """

    instrument: str
    conduct: str
    conduct_label: str
    kinds: tuple[str, ...]
    reference: CodingView
    draft: CodingView
    first: tuple[str, QuoteContext] | None = None

    @property
    def anchor(self) -> str:
        """Where the row stands on the page."""
        return make_anchor("miss", f"{self.conduct}-{self.instrument}")


def render_misses(rows: Sequence[MissRow], *, generated_on: str = "") -> str:
    """The page: counts by conduct and kind that lead to lists, and every miss once, under its conduct.

    generated_on: ISO day, "" leaves it out. The same rows give the same page.
    """
    kinds = _order_kinds(rows)
    conducts = {row.conduct: row.conduct_label for row in rows}
    values: dict[str, object] = {
        "rows": rows,
        "kinds": kinds,
        "conducts": conducts,
        "by_conduct": {conduct: [row for row in rows if row.conduct == conduct] for conduct in conducts},
        "by_kind": {
            kind: {c: found for c in conducts if (found := [r for r in rows if r.conduct == c and kind in r.kinds])}
            for kind in kinds
        },
        "instruments": len({row.instrument for row in rows}),
        "generated_on": generated_on,
        "anchor": make_anchor,
    }
    return render_page("misses.html.j2", values, style_sheets=("scorecard.css", "misses.css"))


def _order_kinds(rows: Sequence[MissRow]) -> dict[str, str]:
    """The kinds that occur with their words, in the order of KINDS and then of appearance."""
    present = dict.fromkeys(kind for row in rows for kind in row.kinds)
    ordered = [*(kind for kind in KINDS if kind in present), *(kind for kind in present if kind not in KINDS)]
    return {kind: KINDS.get(kind, spell_code(kind)) for kind in ordered}
