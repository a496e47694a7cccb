"""Who can change what, as a scorecard shows it: closing sets in sentences, and a row for gaps with the same levers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pincite.model.answer import Assessment
from pincite.model.freshness import is_stale
from pincite.model.lever import Action, ClosingSet, Effect, Gap, Lever, LeverNote, Reach, Way

NOT_VERIFIED = "not verified"
_TITLES = {"local": "With the place's own bodies", "all": "With the state's bodies too"}
_LASTING = {
    "high": "lasts until it is repealed",
    "medium": "lasts for some years",
    "low": "easily changed",
    "yearly": "made anew each year",
    "none": "lasts for the case",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionView:
    """One action: who with what, the gaps and criteria, what is doubtful, and the limits with their sources."""

    name: str
    lasting: str
    items: tuple[str, ...]
    criteria: tuple[str, ...]
    doubtful: tuple[str, ...]
    perhaps: tuple[str, ...]
    limits: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetView:
    """A closing set. sentence: "With 2 actions 8 of 9 gaps could close"."""

    title: str
    sentence: str
    actions: list[ActionView]
    left: tuple[str, ...]
    criteria: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRow:
    """Gaps that the same levers reach in the same way. Each list: what a lever could do, in a sentence."""

    items: tuple[str, ...]
    open: list[str]
    doubtful: list[str]
    closed: list[str]
    beside: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeversView:
    """The section: how many gaps there are and how many of them are certain, the sets, the table and the facts."""

    gaps: int
    certain: int
    sets: list[SetView]
    rows: list[GapRow]
    levers: list[tuple[str, Lever, tuple[str, ...], str]]


NameAgency = Callable[[str], str]


def build_levers(assessment: Assessment, name_agency: NameAgency) -> LeversView:
    """Everything that the section shows; a set is left out where it says no more than the one before it."""
    by_id = {item.id: item for item in assessment.levers}
    sets = [_show_set(item, by_id, assessment) for item in _find_told(assessment.closing)]
    return LeversView(
        gaps=len(assessment.gaps),
        certain=sum(1 for gap in assessment.gaps if gap.certain),
        sets=sets,
        rows=[_show_row(gaps, by_id, name_agency) for gaps in _group(assessment)],
        levers=[
            (name_lever(item), item, spell_limits(item, assessment.as_of), spell_source(item))
            for item in assessment.levers
        ],
    )


def _find_told(closing: tuple[ClosingSet, ...]) -> list[ClosingSet]:
    """The sets worth telling: the second only where it closes more, or needs fewer actions."""
    told = list[ClosingSet]()
    for item in closing:
        if not told or len(item.closes) > len(told[-1].closes) or len(item.actions) < len(told[-1].actions):
            told.append(item)
    return told


def spell_closing(found: ClosingSet, gaps: int) -> str:
    """ "With 2 actions 8 of 9 gaps could close", or that none could."""
    if not found.actions:
        return f"None of these bodies could close any of the {gaps} gaps."
    noun = "action" if len(found.actions) == 1 else "actions"
    least = "" if found.exact else " (there may be a smaller set; not every one was weighed)"
    return f"With {len(found.actions)} {noun} {len(found.closes)} of {gaps} gaps could close{_doubts(found)}{least}."


def _doubts(found: ClosingSet) -> str:
    """How many of the gaps that could close are reached only perhaps: ", 3 of them doubtful"."""
    doubtful = {item for action in found.actions for item in action.doubtful} & set(found.closes)
    if not doubtful:
        return ""
    return (
        ", all of them doubtful" if len(doubtful) == len(set(found.closes)) else f", {len(doubtful)} of them doubtful"
    )


def _show_set(found: ClosingSet, levers: dict[str, Lever], assessment: Assessment) -> SetView:
    return SetView(
        title=_TITLES[found.among],
        sentence=spell_closing(found, len(assessment.gaps)),
        actions=[_show_action(item, levers[item.lever], assessment.as_of) for item in found.actions],
        left=found.left,
        criteria=found.criteria,
    )


def _show_action(action: Action, lever: Lever, as_of: str) -> ActionView:
    return ActionView(
        name=name_lever(lever),
        lasting=_LASTING[lever.lasting.value],
        items=action.items,
        criteria=action.criteria,
        doubtful=action.doubtful,
        perhaps=action.perhaps,
        limits=spell_limits(lever, as_of),
    )


def name_lever(lever: Lever) -> str:
    """Body and instrument: "Board of Commissioners: ordinance"."""
    assumed = " (assumed)" if lever.assumed else ""
    return f"{lever.body}{assumed}: {lever.instrument[0].lower()}{lever.instrument[1:]}"


def spell_limits(lever: Lever, as_of: str) -> tuple[str, ...]:
    """Its limits, each as a sentence; one that is not verified says so in place of the fact, an old one says so too."""
    first = lever.limits if lever.is_verified else f"Limits {NOT_VERIFIED}: ask counsel."
    notes = (_spell_note(note, as_of) for note in lever.notes if note.known.is_verified)
    return (first, *notes)


def _spell_note(note: LeverNote, as_of: str) -> str:
    known = note.known
    stale = ", stale" if is_stale(known.as_of, as_of, kind="state") else ""
    return f"{note.says} ({known.source}; as of {known.as_of}{stale}, confidence {known.confidence})"


def spell_source(lever: Lever) -> str:
    """Where the fact on the lever is from, or that it is not verified."""
    known = lever.known
    if not lever.is_verified:
        return f"{NOT_VERIFIED}; enters no set of actions"
    return f"{known.source}; as of {known.as_of}, confidence {known.confidence}"


def _group(assessment: Assessment) -> Iterator[list[Gap]]:
    """Gaps with the same parts and reaches, in the order of the first of each."""
    grouped: dict[tuple[object, ...], list[Gap]] = {}
    for gap in assessment.gaps:
        grouped.setdefault((gap.parts, gap.reaches), []).append(gap)
    yield from grouped.values()


def _show_row(gaps: list[Gap], levers: dict[str, Lever], name_agency: NameAgency) -> GapRow:
    reaches, several = gaps[0].reaches, len(gaps[0].parts) > 1
    rules = [item for item in reaches if levers[item.lever].effect is Effect.RULE]
    beside = [item for item in reaches if levers[item.lever].effect is not Effect.RULE]
    told = {
        way: _tell((item for item in rules if item.way is way), levers, name_agency, several=several) for way in Way
    }
    return GapRow(
        items=tuple(gap.item for gap in gaps),
        open=told[Way.OPEN],
        doubtful=told[Way.DOUBTFUL],
        closed=told[Way.CLOSED],
        beside=_tell(beside, levers, name_agency, several=False),
    )


def _tell(reaches: Iterable[Reach], levers: dict[str, Lever], name_agency: NameAgency, *, several: bool) -> list[str]:
    """A sentence for each lever and reason, with the agencies it is about where the gap has several."""
    found: dict[tuple[str, str], list[str]] = {}
    for reach in reaches:
        found.setdefault((reach.lever, reach.why), []).append(name_agency(reach.agency))
    return [
        f"{name_lever(levers[lever])}{_whom(agencies) if several and not why else ''}{_mark(levers[lever])}"
        f"{f'. {why}' if why else ''}"
        for (lever, why), agencies in found.items()
    ]


def _whom(agencies: list[str]) -> str:
    return f" (for {', '.join(agencies)})"


def _mark(lever: Lever) -> str:
    return "" if lever.is_verified else f" ({NOT_VERIFIED})"
