"""Writes docs/reference/clause-library.md from the clause library: python docs/make_clauses.py."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pincite.drafting.outline_blocks import tell_costs
from pincite.model.clause import Clause, ClauseCoding
from pincite.model.law import LegalException
from pincite.model.outline import DISCLAIMER
from pincite.workflow.outlines import load_clause_library
from pincite.workflow.pack import DEFAULT_TOPIC, load_pack

PAGE = Path(__file__).parent / "reference" / "clause-library.md"
_HEAD = """# Clause library

Made by `python docs/make_clauses.py` from `src/pincite/packs/topics/{topic}/clauses/`; not edited by hand.

**{disclaimer}.** {count} clauses in the project's own wording, from which `pincite outline` composes ordinances and
policies: see [Draft an ordinance outline](../how-to/draft-an-ordinance-outline.md). Each carries what a careful coder
would record of it, the questions and elements of the 2018 standard that it would answer best, known loopholes, and
possible exceptions with what each would cost. Tests prove all of that, and that the reader hears the same.

`{{body}}`, `{{agency}}`, `{{place}}` and `{{act}}` are filled for a place; `{{ways}}` is where an exception would go.
"shall" weakened to "should" is coded as limits where it was a ban and as permits where it was a duty. What a clause
would cost holds where it stands in its whole outline and nothing else answers for it (*backed by*).
"""


def render_clauses() -> str:
    """The page: every clause with its coding, what it meets, and what changes to it would cost."""
    clauses = load_clause_library(load_pack().topic)
    head = _HEAD.format(topic=DEFAULT_TOPIC, count=len(clauses), disclaimer=DISCLAIMER)
    return "\n".join([head, *(line for clause in clauses for line in _clause(clause))])


def _clause(clause: Clause) -> Iterator[str]:
    yield f"## {clause.id}\n"
    where = ", ".join(clause.variants) or "every variant"
    yield f"{clause.title} · {clause.part} · {', '.join(clause.registers)} · {where}\n"
    yield "".join(f"> {line}\n>\n" for line in clause.text.splitlines() if line.strip()).removesuffix(">\n")
    if clause.coding:
        yield f"→ {_coding(clause.conduct, clause.coding)}\n"
    if clause.meets:
        yield f"- would answer best: {', '.join(clause.meets)}"
    if clause.backed_by:
        yield f"- backed by: {', '.join(clause.backed_by)}"
    if clause.precedents:
        yield f"- precedents: {', '.join(clause.precedents)}"
    yield from (f"- known loophole: {text}" for text in clause.loopholes)
    yield ""
    yield from _changes(clause)


def _coding(conduct: str, coding: ClauseCoding) -> str:
    ways = f"; ways out: {', '.join(map(_way, coding.exceptions))}" if coding.exceptions else ""
    limbs = f"; limbs: {', '.join(coding.features)}" if coding.features else ""
    return f"`{conduct}` **{coding.rule}**, {coding.scope}{ways}{limbs}; binds {', '.join(coding.bound)}"


def _way(item: LegalException) -> str:
    return f"{item.kind} (alone)" if item.alone else item.kind


def _changes(clause: Clause) -> Iterator[str]:
    rows = [(f"{item.kind}: “{item.text.strip()}”", tell_costs(item.costs, clause)) for item in clause.options]
    if clause.coding and "shall" in clause.text:
        rows.append(("“should” for “shall”", tell_costs(clause.should_costs, clause)))
    if rows:
        yield "| possible change | what it would cost |\n| --- | --- |"
        yield from (f"| {change} | {cost} |" for change, cost in rows)
        yield ""


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(render_clauses(), "utf-8")
