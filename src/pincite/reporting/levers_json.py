"""Levers, gaps and closing sets as plain JSON data: part of an assessment."""

from __future__ import annotations

from pincite.model.answer import Assessment
from pincite.model.lever import Action, ClosingSet, Gap, Lever, LeverNote, Narrowing

NO_CRITERION = "no-criterion"
ANY_ONE = "any-one"

Json = dict[str, object]


def render_levers(assessment: Assessment) -> Json:
    """The keys "levers", "gaps", "closing" and "unsettled" of an assessment."""
    return {
        "levers": [_lever(item) for item in assessment.levers],
        "gaps": [_gap(item) for item in assessment.gaps],
        "closing": [_closing(item) for item in assessment.closing],
        "unsettled": [{"question": item.question} | render_narrowing(item.narrowing) for item in assessment.unsettled],
    }


def render_narrowing(narrowing: Narrowing) -> Json:
    """How wide the score's range is now, and once something is settled, at worst and at best."""
    return {"now": narrowing.now, "worst": narrowing.worst, "best": narrowing.best}


def _lever(lever: Lever) -> Json:
    return {
        "lever": lever.id,
        "of_kind": lever.of_kind,
        "body": lever.body,
        "assumed": lever.assumed,
        "instrument": lever.instrument,
        "kind": lever.kind,
        "level": lever.level.value,
        "effect": lever.effect.value,
        "lasting": lever.lasting.value,
        "covers": lever.covers,
        "limits": lever.limits,
        "notes": [_note(item) for item in lever.notes],
        "verified": lever.is_verified,
        "source": lever.known.source,
        "as_of": lever.known.as_of,
        "confidence": lever.known.confidence,
    }


def _note(note: LeverNote) -> Json:
    return {
        "says": note.says,
        "verified": note.known.is_verified,
        "source": note.known.source,
        "as_of": note.known.as_of,
        "confidence": note.known.confidence,
    }


def _gap(gap: Gap) -> Json:
    return {
        "item": gap.item,
        "criterion": gap.criterion or NO_CRITERION,
        "answer": gap.answer,
        "certain": gap.certain,
        "basis": gap.basis,
        "conducts": list(gap.conducts),
        "agencies": [part or ANY_ONE for part in gap.parts],
        "reaches": [
            {"lever": item.lever, "agency": item.agency or ANY_ONE, "way": item.way.value, "why": item.why}
            for item in gap.reaches
        ],
    }


def _closing(found: ClosingSet) -> Json:
    return {
        "among": found.among,
        "actions": [_action(item) for item in found.actions],
        "closes": list(found.closes),
        "left": list(found.left),
        "criteria": list(found.criteria),
        "exact": found.exact,
    }


def _action(action: Action) -> Json:
    return {
        "lever": action.lever,
        "items": list(action.items),
        "criteria": list(action.criteria),
        "doubtful": list(action.doubtful),
        "perhaps": list(action.perhaps),
    }
