"""A fictional county without any law of its own, where an outline of the clause library is the only text in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import universe as u
from pincite.answering.questions import find_asked
from pincite.drafting.outline import OUTLINE, OutlineOrder, code_outline, compose_outline
from pincite.drafting.standing import Ground
from pincite.model.clause import Clause, Variant
from pincite.model.law import Binding, Instrument, Level, Provision, Status
from pincite.model.lever import Effect, Known, Lasting, Lever, Way
from pincite.model.outline import Outline
from pincite.model.place import Agency
from pincite.workflow.outlines import load_clause_library

BOARD_LEVER = Lever(
    id="board-ordinance", of_kind="board-ordinance", body=u.BOARD.name, instrument="Ordinance", kind="ordinance",
    level=Level.COUNTY, effect=Effect.RULE, lasting=Lasting.HIGH, covers="All.", limits="None.",
    known=Known(source="invented", as_of="2025", confidence="high"),
)  # fmt: skip
EVERY = {item.id: item for item in u.PLACES["county"]}
LIBRARY = load_clause_library(u.TOPIC)
# Who is bound where: the board of an invented state may bind everybody; the other two bind themselves.
BODIES: dict[Variant, tuple[Agency, ...]] = {
    Variant.FULL: u.PLACES["county"],
    Variant.AMEND: u.PLACES["county"],
    Variant.SPENDING: u.PLACES["county"],
    Variant.AGENCY: (u.SHERIFF, u.PROSECUTOR),
}


def lever_of(variant: Variant) -> Lever:
    """The board with an ordinance, or an agency with its own policy."""
    if variant is not Variant.AGENCY:
        return BOARD_LEVER
    return replace(BOARD_LEVER, body=u.SHERIFF.name, kind="departmental-policy", level=Level.AGENCY)


def world_of(variant: Variant, provisions: tuple[Provision, ...]) -> u.World:
    """The place in which these provisions, of one instrument, are all the law there is; every kind was searched."""
    lever, bound = lever_of(variant), BODIES[variant]
    ids = tuple(item.id for item in bound)
    adopted = Instrument(
        id=OUTLINE, title="the outline", document=OUTLINE, kind=lever.kind, level=lever.level, issuer=lever.body,
        status=Status.IN_FORCE, binds=ids, binding=Binding.BINDS, own_of=ids if variant is Variant.AGENCY else (),
    )  # fmt: skip
    place = u.make_place("county", agencies=bound, attested_searches=u.attested("all"))
    return u.World(place=place, provisions=provisions, changed=(adopted,))


def ground_of(variant: Variant) -> Ground:
    """What a clause is weighed on where nothing else is in force."""
    empty = world_of(variant, ())
    agencies = empty.place.agencies
    asked = {item.id: _find_asked(item.id, item.beside, agencies) for item in u.TOPIC.conducts}
    return Ground(
        lever=lever_of(variant), own=variant is Variant.AGENCY, topic=u.TOPIC,
        reach={item.id: Way.OPEN for item in BODIES[variant]}, reached=BODIES[variant], asked=asked,
        rules={(a.id, c.id): empty.resolve(a, c.id) for a in agencies for c in u.TOPIC.conducts},
        instruments=empty.instruments, harmless=frozenset(u.RUBRIC.sets["W"]),
    )  # fmt: skip


def _find_asked(conduct: str, beside: tuple[str, ...], agencies: tuple[Agency, ...]) -> tuple[Agency, ...]:
    items = (*u.RUBRIC.questions, *u.RUBRIC.elements)
    groups = {item.asked_of for item in items if conduct in item.conducts or item.criterion in beside}
    every = [agency for group in sorted(groups) for agency in find_asked(u.RUBRIC.group(group), agencies)]
    return tuple(dict.fromkeys(every))


@cache
def outline_of(variant: Variant, clause: str = "", how: str = "", left_out: frozenset[str] = frozenset()) -> Outline:
    """The outline of a variant; with one clause weakened by "should" or the kind of an option of its own."""
    items = (*u.RUBRIC.questions, *u.RUBRIC.elements)
    return compose_outline(
        OutlineOrder(
            place=u.make_place("county"), variant=variant, ground=ground_of(variant), clauses=LIBRARY,
            open_items=frozenset(item.id for item in items), weakened={clause: how} if clause else {},
            left_out=left_out,
        )
    )  # fmt: skip


@cache
def answers_of(
    variant: Variant, clause: str = "", how: str = "", left_out: frozenset[str] = frozenset()
) -> Mapping[str, str]:
    """Question or element -> answer in the place where that outline is the only law."""
    assessment = world_of(variant, code_outline(outline_of(variant, clause, how, left_out))).assess()
    return {item.question: item.answer for item in (*assessment.answers, *assessment.elements)}


def clauses_of(variant: Variant) -> tuple[Clause, ...]:
    """The clauses of the library that stand in a variant, with what the library says of them."""
    used = {item.clause.id for item in outline_of(variant).sections}
    return tuple(item for item in LIBRARY if item.id in used)
