"""An outline composed: the clauses of one register, chosen for a body and for what higher law leaves open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from pincite.drafting.clauses import FilledClause, code_provisions, fill_clause, weaken_to_should
from pincite.drafting.clean import clean_line
from pincite.drafting.outline_text import render_law
from pincite.drafting.redline import compare_words
from pincite.drafting.standing import Ground, judge_clause
from pincite.model.clause import Clause, Part, Register, Variant
from pincite.model.law import Level, Provision
from pincite.model.letter import make_blank
from pincite.model.lever import UNVERIFIED
from pincite.model.outline import ClauseStanding, Outline, OutlineSection, Redline, Standing
from pincite.model.place import Place

OUTLINE = "outline"
_ACTS = {
    "charter": "charter amendment", "statute": "act", "ordinance": "ordinance", "executive-order": "order",
    "resolution": "resolution", "departmental-policy": "policy",
}  # fmt: skip
_THE_STATE = "the State"
_UNNEEDED = "Nothing that it could answer is open here."
_UNVERIFIED = "What this body may adopt is not verified; ask counsel first."


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineOrder:
    """What an outline is made of. open_items: questions and elements that the body could close. weakened: clause id
    -> "should" or the kind of an option that is to stand in it. left_out: ids of clauses that are not wanted.
    """

    place: Place
    variant: Variant
    ground: Ground
    clauses: Sequence[Clause]
    open_items: frozenset[str]
    weakened: Mapping[str, str] | None = None
    left_out: frozenset[str] = frozenset()


def find_register(variant: Variant, *, own: bool) -> Register:
    """Whom the clauses of a variant speak to; a body that rules over itself alone writes policy."""
    return Register.POLICY if own or variant is Variant.AGENCY else Register.ORDINANCE


def compose_outline(order: OutlineOrder) -> Outline:
    """The outline without its answers; its sections are numbered from 1."""
    ground, lever = order.ground, order.ground.lever
    standings = [_judge(clause, order) for clause in _of_variant(order)]
    offered = _find_offered(standings)
    blanks = _find_blanks(order)
    filled = [_fill(item.clause, blanks, order) for item in offered]
    act, place, body = _ACTS.get(lever.kind, "rule"), clean_line(order.place.name), clean_line(lever.body)
    adopts = _the(body)
    return Outline(
        title=f"{act.capitalize()} of {_with_place(adopts, order)}: {ground.topic.title}",
        place=place,
        state=clean_line(order.place.state),
        as_of=order.place.as_of,
        body=body,
        act=act,
        variant=order.variant,
        enacting=f"{adopts[0].upper()}{adopts[1:]} adopts this {act}:",
        sections=tuple(
            _section(number, item, words)
            for number, (item, words) in enumerate(zip(offered, filled, strict=True), start=1)
        ),
        aside=tuple(item for item in standings if item.standing is not Standing.OFFERED),
        cautions=tuple(_find_cautions(ground)),
    )


def _find_offered(standings: Sequence[ClauseStanding]) -> list[ClauseStanding]:
    """What is to be adopted: the clauses offered, with their frame; enforcement alone has nothing to enforce."""
    offered = [item for item in standings if item.standing is Standing.OFFERED]
    coded = {item.clause.part for item in offered if item.clause.coding}
    if not coded:
        return []
    return [item for item in offered if item.clause.part is not Part.ENFORCEMENT or item.clause.part in coded]


def _of_variant(order: OutlineOrder) -> Iterator[Clause]:
    register = find_register(order.variant, own=order.ground.own)
    for clause in order.clauses:
        stands = not clause.variants or order.variant in clause.variants
        if register in clause.registers and stands and clause.id not in order.left_out:
            yield clause


def _judge(clause: Clause, order: OutlineOrder) -> ClauseStanding:
    found = judge_clause(clause, order.ground)
    if order.variant is not Variant.AMEND or found.standing is not Standing.OFFERED or clause.coding is None:
        return found
    if set(clause.meets) & order.open_items:
        return found
    return replace(found, standing=Standing.UNNEEDED, why=_UNNEEDED)


def _find_blanks(order: OutlineOrder) -> dict[str, str]:
    """Names for the blanks of the clauses; what is not known is a blank to fill."""
    ground = order.ground
    named = [agency.name for agency in ground.reached]
    is_state = ground.lever.level is Level.STATE
    agency = _join(named) or make_blank("the agencies that it binds")
    return {
        "body": _the(ground.lever.body), "place": _THE_STATE if is_state else order.place.name,
        "act": _ACTS.get(ground.lever.kind, "rule"),
        "agency": _the(ground.lever.body) if ground.own else agency,
    }  # fmt: skip


def _with_place(body: str, order: OutlineOrder) -> str:
    """The body with the place that it acts for, where its name does not say that."""
    is_state = order.ground.lever.level is Level.STATE
    place = clean_line(order.place.state if is_state else order.place.name)
    return body if place.lower() in body.lower() else f"{body}, {place}"


def _the(name: str) -> str:
    """The name with its article, which official names often go without."""
    plain = clean_line(name)
    return plain if plain.lower().startswith("the ") else f"the {plain}"


def _join(names: Sequence[str]) -> str:
    listed = [_the(name) for name in names]
    return f"{', '.join(listed[:-1])} and {listed[-1]}" if len(listed) > 1 else "".join(listed)


def _fill(clause: Clause, blanks: Mapping[str, str], order: OutlineOrder) -> FilledClause:
    how = (order.weakened or {}).get(clause.id, "")
    if how == "should":
        return weaken_to_should(fill_clause(clause, blanks))
    return fill_clause(clause, blanks, option=how)


def _section(number: int, item: ClauseStanding, filled: FilledClause) -> OutlineSection:
    proposed = " ".join(filled.lines)
    redlines = [Redline(of=text, runs=compare_words(text.words, proposed)) for text in item.replaces]
    return OutlineSection(
        number=number,
        title=filled.title,
        lines=filled.lines,
        clause=replace(item.clause, coding=filled.coding),
        cautions=item.cautions,
        redlines=tuple(redlines),
    )


def _find_cautions(ground: Ground) -> Iterator[str]:
    lever = ground.lever
    yield lever.limits
    yield from (ground.doubts[agency.id] for agency in ground.reached if agency.id in ground.doubts)
    if not lever.is_verified:
        yield _UNVERIFIED
    for note in lever.notes:
        doubt = " (not verified)" if note.known.confidence in UNVERIFIED else ""
        yield f"{note.says}{doubt} ({note.known.source}, {note.known.as_of})"
    yield from ground.warnings


def code_outline(outline: Outline, instrument: str = OUTLINE) -> tuple[Provision, ...]:
    """What the outline says, as its clauses are coded by hand: provisions that cite the words of its law text."""
    text = render_law(outline)
    filled = [
        FilledClause(clause=item.clause, title=item.title, lines=item.lines, coding=item.clause.coding)
        for item in outline.sections
    ]
    return code_provisions(filled, instrument=instrument, sha256=sha256(text.encode()).hexdigest(), text=text)
