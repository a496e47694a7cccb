"""Candidates of one conduct taken together: one rule for the instrument, its exceptions, and how sure it is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pincite.model.document import MarkKind
from pincite.model.law import Rule
from pincite.reading.candidates import PROTECTING, Candidate
from pincite.reading.compiled import CompiledGrammar
from pincite.reading.outline import Outline
from pincite.reading.references import find_named_parts, is_whole, referred_ways
from pincite.reading.siblings import Sibling
from pincite.reading.sunsets import find_lasting
from pincite.reading.ways_out import OTHER, Way, is_judged, ways_in
from pincite.reading.wording import lower_case

NEAR = 12_000
_CLOSE = 0.3
_MIXED = 0.4
_NAMES = 160
_EACH, _GOOD, _MOST = 0.1, 1.0, 5
_WIDE = re.compile(
    r"\bthis (?:chapter|article|policy|order|act|local law|ordinance|title|law|agreement)\b", re.IGNORECASE
)
# "Exception: ..." and "officers are exempted from this limitation" take something out of the rule beside them.
_NARROW = re.compile(r"^\W*(?:\(?\w{1,4}[).] ?)?exceptions?\b|\bexempted from (?:this|that|the)\b", re.IGNORECASE)
_WHO = re.compile(r"\bwho\b", re.IGNORECASE)
_NO_ONE = re.compile(r"\b(?:no|neither|nor|none)\b", re.IGNORECASE)
_SUCH = re.compile(r"\b(?:on|by|with|under) such an? ", re.IGNORECASE)
_THIS_SECTION = re.compile(r"\bthis section\b", re.IGNORECASE)
_NOTWITHSTANDING = re.compile(r"^\W*(?:\(?\w{1,4}[).] ?)?(?:notwithstanding|however|but|despite)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The rule on one conduct with its grounds, best first. probability: of the whole draft, 0..1.

    closes: ISO day after which the unnamed way out is closed, "" where it has none.
    """

    conduct: str
    rule: Rule
    ways: tuple[Way, ...]
    grounds: tuple[Candidate, ...]
    part: bool
    saved: str
    probability: float
    closes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Against:
    """What may open a ban: permissions, sentences elsewhere. doubt: taken off its probability."""

    permits: Sequence[Candidate]
    saved: Sequence[Candidate]
    siblings: Sequence[Sibling]
    outline: Outline
    doubt: float


def merge_conduct(
    conduct: str,
    candidates: Sequence[Candidate],
    siblings: Sequence[Sibling],
    *,
    outline: Outline,
    compiled: CompiledGrammar,
) -> Merged | None:
    """One rule for one conduct; None where nothing is said."""
    always = compiled.always.get(conduct)
    if always:
        found = _simple(conduct, Rule(always), candidates, outline)
        aside = {OTHER, *compiled.grammar.judged}
        return replace(found, ways=tuple(way for way in found.ways if not way & aside))
    by_effect = _by_effect(candidates)
    bans, mandates = by_effect["ban"], by_effect["forbids-limits"]
    if all(item.part for item in mandates) and any(item.weight > _GOOD and not item.part for item in bans):
        mandates = []
    duties, permits, saved = by_effect["duty"], by_effect["permission"], by_effect["savings"]
    narrow = _narrow(bans, (*duties, *permits))
    bans = [item for item in bans if item not in narrow]
    if bans and _strength(bans) >= _strength(mandates) and not _is_outweighed(bans, duties, permits):
        duties = [item for item in duties if not any(OTHER not in way for way in item.ways)]
        doubt = _doubt(bans, duties, 0.25) + _doubt(bans, mandates, 0.3) + _doubt(bans, permits, 0.1)
        return _protective(
            bans, _Against(permits=permits, saved=saved, siblings=siblings, outline=outline, doubt=doubt), compiled
        )
    against = _doubt(mandates or duties or permits, bans, 0.3)
    if mandates and (not duties or _strength(duties) < _strength(mandates) - 2 * _EACH):
        found = _simple(conduct, Rule.FORBIDS_LIMITS, mandates, outline, doubt=against)
        return replace(found, ways=(*found.ways, *_cited(found, compiled)))
    if duties and _strength(duties) >= _strength(permits) - _EACH:
        doubt = against + _doubt(duties, permits, 0.1)
        return _but(narrow, _simple(conduct, Rule.REQUIRES, [*duties, *mandates], outline, doubt=doubt))
    if permits:
        doubt = against + _doubt(permits, duties, 0.2)
        return _but(narrow, _simple(conduct, Rule.PERMITS, permits, outline, doubt=doubt))
    return _saved(conduct, saved, compiled) if saved and conduct in compiled.grammar.saved else None


def _narrow(bans: Sequence[Candidate], against: Sequence[Candidate]) -> list[Candidate]:
    """Bans that take some cases out of what is otherwise ruled: each speaks of some persons or papers only."""
    ruled = any(item.weight > _GOOD and not item.part for item in against)
    return list(bans) if ruled and all(_is_of_some(item) for item in bans) else []


def _is_of_some(ban: Candidate) -> bool:
    """Whether a ban is for "a person who has shown proof" or "such a detainer", and not for all."""
    if ban.effect != "ban":
        return False
    some = _WHO.search(ban.subject) and not _NO_ONE.search(ban.subject)
    return bool(some or _SUCH.search(ban.clause.text, ban.clause.own))


def _but(narrow: Sequence[Candidate], found: Merged) -> Merged:
    """What is ruled, but for the cases that narrow bans take out."""
    return replace(found, ways=tuple(dict.fromkeys((*found.ways, frozenset({OTHER}))))) if narrow else found


def _by_effect(candidates: Sequence[Candidate]) -> dict[str, list[Candidate]]:
    """Candidates by what they come to; all kinds of bans under "ban".

    In an agreement "may only ... under supervision" shapes what is agreed and bans nothing.
    """
    found: dict[str, list[Candidate]] = {
        name: [] for name in ("ban", "forbids-limits", "duty", "permission", "savings")
    }
    for item in candidates:
        effect = "permission" if item.effect == "only" and item.clause.bargain else item.effect
        found.setdefault("ban" if effect in PROTECTING else effect, []).append(item)
    return found


def _strength(items: Sequence[Candidate]) -> float:
    """How much speaks for one reading: its best candidate and a little for each further good one."""
    weights = sorted((item.weight for item in items), reverse=True)
    return weights[0] + _EACH * min(sum(weight > _GOOD for weight in weights[1:]), _MOST) if weights else 0.0


def _is_outweighed(bans: Sequence[Candidate], duties: Sequence[Candidate], permits: Sequence[Candidate]) -> bool:
    """Whether bans are a minority among sentences that let or make agencies do it, as in agreements."""
    return max(_strength(duties), _strength(permits)) > _strength(bans) + 2 * _EACH


def _doubt(items: Sequence[Candidate], against: Sequence[Candidate], most: float) -> float:
    """What is taken off the probability where other sentences say otherwise; least where they are weak."""
    if not against or not items:
        return 0.0
    behind = max(item.weight for item in items) - max(item.weight for item in against)
    return most * max(0.0, min(1.0, 1.0 - behind))


def _cited(found: Merged, compiled: CompiledGrammar) -> list[Way]:
    """The savings kind that a ban on limits names in its own words."""
    kind = compiled.grammar.saved.get(found.conduct, "")
    named = compiled.cited.get(kind)
    return [frozenset({kind})] if named and any(named.search(item.clause.text) for item in found.grounds) else []


def _saved(conduct: str, saved: Sequence[Candidate], compiled: CompiledGrammar) -> Merged:
    kind = compiled.grammar.saved[conduct]
    ways = (frozenset({kind}),) if kind else ()
    return Merged(
        conduct=conduct, rule=Rule.PERMITS, ways=ways, grounds=tuple(saved[:2]), part=False, saved=kind,
        probability=_probability(saved, 0.0 if kind else 0.15),
    )  # fmt: skip


def _simple(conduct: str, rule: Rule, grounds: Sequence[Candidate], outline: Outline, *, doubt: float = 0.0) -> Merged:
    ordered = sorted(grounds, key=lambda item: (item.part, -item.weight))
    further = (way for item in ordered[1:] if _is_alike(item, ordered[0]) for way in item.ways if OTHER not in way)
    ways = tuple(dict.fromkeys((*ordered[0].ways, *further)))
    return Merged(
        conduct=conduct, rule=rule, ways=ways, grounds=tuple(ordered[:3]), part=ordered[0].part, saved="",
        probability=_probability(ordered, doubt),
    )  # fmt: skip


def _protective(bans: Sequence[Candidate], against: _Against, compiled: CompiledGrammar) -> Merged:
    """A ban: its ways out are those of every general ban, of later permissions and of sentences that reach it."""
    ordered = sorted(bans, key=lambda item: (item.part, -item.weight))
    general = ordered[0]
    alike = [item for item in ordered if _is_alike(item, general)]
    ways = list(dict.fromkeys(way for item in alike for way in _own_ways(item, against.outline, compiled)))
    for sibling in against.siblings:
        if _reaches(sibling, general, against.outline):
            named = bool(sibling.conducts)
            ways.extend(way for way in sibling.ways if way not in ways and (named or OTHER not in way))
    for item in (*against.permits, *against.saved):
        ways.extend(way for way in _opened(item, general, compiled) if way not in ways)
    if general.conduct not in compiled.grammar.saved:
        ways = [way for way in ways if not way & set(compiled.grammar.saved.values())]
    weakly = [item.effect == "weak-ban" for item in alike]
    weak = all(weakly)
    rule = Rule.PROHIBITS if is_judged(ways, compiled) and not weak else Rule.LIMITS
    lasting = find_lasting([item for item in against.permits if item.weight >= general.weight - _CLOSE])
    if lasting and frozenset({OTHER}) not in ways:
        ways.append(frozenset({OTHER}))
    return Merged(
        conduct=general.conduct, rule=rule, ways=tuple(ways), grounds=tuple(ordered[:3]), part=general.part, saved="",
        closes=lasting.day if lasting else "",
        probability=_probability(ordered, against.doubt + _MIXED * (any(weakly) and not weak)),
    )  # fmt: skip


def _own_ways(item: Candidate, outline: Outline, compiled: CompiledGrammar) -> tuple[Way, ...]:
    """The ways out that a clause states, or that the parts state to which it refers."""
    referred = referred_ways(item.clause.text, item.clause.node, outline, compiled)
    return (*(way for way in item.ways if OTHER not in way), *referred) if referred else item.ways


def _is_alike(item: Candidate, general: Candidate) -> bool:
    return item.part == general.part and item.weight > general.weight - _CLOSE


def _opened(item: Candidate, general: Candidate, compiled: CompiledGrammar) -> list[Way]:
    """The ways out that a permission opens in a ban on the same conduct."""
    if item.weight < general.weight - _CLOSE:
        return []
    own = item.clause.text[item.clause.own :]
    ways = list(item.ways) or [way for way in ways_in(own, compiled) if OTHER not in way]
    if not ways and (item.effect == "savings" or _NOTWITHSTANDING.search(own)):
        return [frozenset({OTHER})]
    return ways


def _probability(grounds: Sequence[Candidate], doubt: float) -> float:
    best = max(item.weight for item in grounds)
    return round(max(0.05, min(0.97, 0.2 + 0.5 * best - doubt)), 3)


def _reaches(sibling: Sibling, rule: Candidate, outline: Outline) -> bool:
    """Whether a sentence elsewhere takes something out of this rule: by place, and by what it speaks of."""
    if sibling.clause is rule.clause:
        if sibling.start < rule.end:
            return False
    elif not _in_reach(sibling, rule, outline):
        return False
    if sibling.conducts:
        return rule.conduct in sibling.conducts
    return any(OTHER not in way for way in sibling.ways)


def _in_reach(sibling: Sibling, rule: Candidate, outline: Outline) -> bool:
    if _WIDE.search(sibling.text[:200]):
        return True
    path, ours = _line(rule.clause.node, outline), _line(sibling.clause.node, outline)
    named = find_named_parts(sibling.text[:_NAMES], sibling.clause.node, outline)
    if named is not None:
        above = outline.sections
        return any(part in path or (_is_struck(part, outline) and above[part].parent in path) for part in named)
    if _NARROW.search(sibling.text) and len(ours) > 1 and ours[1] != ours[-1]:
        return ours[1] in path and rule.clause.node <= sibling.clause.node
    whole = next((i for i in ours if is_whole(outline.sections[i].number)), -1)
    if whole >= 0 and _THIS_SECTION.search(sibling.text[:_NAMES]):
        return whole in path
    return bool(path) and bool(ours) and path[-1] == ours[-1]


def _is_struck(part: int, outline: Outline) -> bool:
    """Whether words of a part were struck, so that what replaces them may stand behind it."""
    section = outline.sections[part]
    return any(mark.kind is MarkKind.STRUCK for mark in outline.document.marks_in(section.start, section.end))


def _line(node: int, outline: Outline) -> list[int]:
    """A section and those above it, innermost first."""
    line = []
    while node >= 0:
        line.append(node)
        node = outline.sections[node].parent
    return line


def is_near(candidate: Candidate, others: Sequence[int], outline: Outline, compiled: CompiledGrammar) -> bool:
    """Whether the clause names the topic, or another conduct stands within reach, so that oversight concerns it.

    others: where other conducts stand, in order.
    """
    section = outline.sections[candidate.clause.node]
    listed = outline.law[section.start : min(section.end, section.start + NEAR)] if candidate.clause.report else ""
    if compiled.topical.search(f"{candidate.clause.opening} {lower_case(f'{candidate.clause.text} {listed}')}"):
        return True
    return is_beside(candidate.clause.origin, others)


def is_beside(place: int, others: Sequence[int]) -> bool:
    """Whether one of the other places, which are in order, is within reach."""
    at = bisect_left(others, place - NEAR)
    return at < len(others) and others[at] <= place + NEAR
