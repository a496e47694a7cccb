"""One clause while it is read, and where the verb of a frame stands in it with its object near enough."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pincite.reading.clauses import Clause
from pincite.reading.compiled import CompiledFrame, CompiledGrammar
from pincite.reading.modality import Operator
from pincite.reading.prefilter import Finder, Reach
from pincite.reading.ways_out import Tail

PARTICIPLE = re.compile(r"(?:[^e]ed|held|kept|given|told|sent|taken|brought)$", re.IGNORECASE)
BE = re.compile(r"\b(?:be|been|being)\b", re.IGNORECASE)
_SUCH = re.compile(r" (?:such|that|this|the|it|any such)\b(?: information| data| status)?", re.IGNORECASE)
_MAIN = re.compile(
    r"\W*(?:(?:be|hereby|also|then|first|ever|at any time|in any way|knowingly|\w+ly)\b\W*"
    r"|, ?[^,.;:]{4,80}, ?|\(\w{1,4}\) ?)*"
    r"(?P<verb>[A-Za-z]{3,}\b)",
    re.IGNORECASE,
)
_STOP = re.compile(r"\w\w\w\. ")
_LEAD_REACH = 400
Span = tuple[int, int]


@dataclass(slots=True)
class Clausing:
    """One clause while it is read: its masked text, operators, ways out, and matches found so far."""

    clause: Clause
    reach: Reach
    compiled: CompiledGrammar
    operators: list[Operator]
    tails: list[Tail]
    reported: int
    text: str = field(init=False)
    found: dict[int, list[Span]] = field(default_factory=dict)
    headed: dict[int, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.text = self.reach.text

    def spans(self, finder: Finder) -> list[Span]:
        """Matches of an expression in the clause, found once."""
        if not self.reach.possible & finder.flag:
            return []
        spans = self.found.get(finder.number)
        if spans is None:
            spans = self.found[finder.number] = [match.span() for match in self.reach.find(finder)]
        return spans

    def holds(self, need: Finder) -> bool:
        """Whether the clause or what stands over it matches an expression; looked at once."""
        held = self.headed.get(need.number)
        if held is None:
            held = bool(self.spans(need)) or need.pattern.search(self.clause.headings) is not None
            self.headed[need.number] = held
        return held


def find_matches(item: CompiledFrame, reading: Clausing) -> Iterator[tuple[int, int, int]]:
    """(verb offset, start, end) for each verb that has its object and whatever else near enough."""
    frame = item.frame
    objects = reading.spans(item.object) if item.object is not None else []
    if item.object is not None and not objects:
        return
    verbs = _main_verbs(item, reading) if frame.main else reading.spans(item.verb)
    for verb in verbs:
        found = verb if item.object is None else _object_of(verb, objects, item, reading)
        if found is None:
            continue
        left, right = min(verb[0], found[0]), max(verb[1], found[1])
        if all(_is_near(reading.spans(other), verb, frame.near_within, reading.clause.own) for other in item.near):
            yield verb[0], left, right


def _main_verbs(item: CompiledFrame, reading: Clausing) -> list[Span]:
    """The verbs right behind operators, without those that the frame leaves out."""
    found = []
    for operator in reading.operators:
        match = None if operator.after else _MAIN.match(reading.text, operator.end)
        if match is None or item.verb.pattern.match(reading.text, match.start("verb")):
            continue
        if not BE.search(match[0]) or PARTICIPLE.search(match["verb"]):
            found.append(match.span("verb"))
    return found


def _object_of(verb: Span, objects: Sequence[Span], item: CompiledFrame, reading: Clausing) -> Span | None:
    frame, text, own = item.frame, reading.text, reading.clause.own
    around = bisect_left(objects, (verb[0] + 1, 0)) - 1
    if around >= 0 and objects[around][1] > verb[1]:
        return objects[around]
    if around + 1 < len(objects) and objects[around + 1][1] <= verb[1]:
        return objects[around + 1]
    if frame.order != "ov":
        at = bisect_left(objects, (verb[1], 0))
        origin = own if verb[1] <= own <= verb[1] + _LEAD_REACH else verb[1]
        at = at if at < len(objects) and objects[at][1] <= verb[1] + frame.within else bisect_left(objects, (origin, 0))
        found = at < len(objects) and objects[at][1] <= origin + frame.within
        if found and not _STOP.search(text, verb[1], objects[at][0]) and not _is_past_tail(verb, objects[at], reading):
            return objects[at]
    at = bisect_left(objects, (verb[0], 0)) - 1
    if at < 0 or objects[at][1] > verb[0] or objects[at][0] < verb[0] - frame.within:
        return None
    ruled = bool(reading.operators) and objects[at][0] > reading.operators[0].start
    if objects[at][0] < own and not ruled:
        return None
    led = objects[at][0] < own <= verb[0]
    passive = frame.order == "passive" and (PARTICIPLE.search(text[verb[0] : verb[1]]) or _SUCH.match(text, verb[1]))
    return objects[at] if led or passive or frame.order in {"any", "ov"} else None


def _is_past_tail(verb: Span, found: Span, reading: Clausing) -> bool:
    """Whether what stands behind a passive verb is named only in the way out that begins between them."""
    return any(verb[1] <= tail.start <= found[0] and not tail.prefix for tail in reading.tails if not tail.rules) and (
        PARTICIPLE.search(reading.text[slice(*verb)]) is not None
    )


def _is_near(spans: Sequence[Span], verb: Span, within: int, own: int) -> bool:
    """Whether a match stands behind the verb, or else before it or in the lead-in, within so many characters."""
    at = bisect_left(spans, (verb[1], 0))
    if at < len(spans) and spans[at][0] <= verb[1] + within:
        return True
    if at == 0:
        return False
    before = spans[at - 1][1]
    return before >= verb[0] - within or (before <= own <= verb[0] and before >= own - _LEAD_REACH)
