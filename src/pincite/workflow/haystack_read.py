"""The texts of a haystack read one at a time, in a few processes: words and false alarms come back, no text does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pincite.adapters.study import RefusedFile
from pincite.errors import InputError
from pincite.finding import find_gated
from pincite.intake.enumerators import is_section_number
from pincite.model.document import SourceDocument
from pincite.model.law import Provision, Rule
from pincite.reading.draft import Reading, draft_provisions
from pincite.workflow.pack import Pack, load_pack
from pincite.workflow.pool import Work, work_through
from pincite.workflow.read import SourceReading
from pincite.workflow.sources import Task, load_task, make_sendable, read_task

_QUOTE_SHOWN = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """A draft on one conduct in one section of a text that should say nothing on the topic."""

    document: str
    section: str
    conduct: str
    rule: str
    probability: float
    start: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HaystackText:
    """What reading one text gave. sections: those with a word of the topic; provisions: drafts on the whole text."""

    name: str
    words: int
    sections: int
    provisions: int
    alarms: tuple[Alarm, ...]


def read_haystack(tasks: Sequence[Task], *, jobs: int) -> Iterator[HaystackText | RefusedFile]:
    """Every text measured, in any order; at most ``jobs`` + 1 are held at once, and a bad one stops no other."""
    work = Work(do=measure_text, load=load_task, send=make_sendable)
    for task, take in work_through(tasks, work, jobs=jobs):
        try:
            yield take()
        except InputError as error:
            yield RefusedFile(name=task.name, what=error.what, way_out=error.way_out)


def measure_text(task: Task, content: bytes) -> HaystackText:
    """Read one text and look at each of its sections alone; raises InputError where it cannot be read."""
    pack = load_pack(task.topic)
    reading = read_task(task, content)
    groups = group_by_section(reading.document, find_gated(reading.document, pack.topic))
    return HaystackText(
        name=task.name,
        words=reading.search.words,
        sections=len(groups),
        provisions=sum(1 for item in reading.provisions if item.rule is not Rule.SILENT),
        alarms=_find_alarms(reading, groups, pack),
    )


def group_by_section(document: SourceDocument, nodes: Sequence[int]) -> dict[int, list[int]]:
    """Outline nodes by the section that they stand in, itself an index (see ``get_section``)."""
    groups: dict[int, list[int]] = defaultdict(list)
    for node in nodes:
        groups[get_section(document, node)].append(node)
    return groups


def get_section(document: SourceDocument, node: int) -> int:
    """The deepest numbered section ("Sec. 9-131") at or above a node; else the node's nearest one with a heading;
    else the top of its branch; -1 for -1."""
    above, titled, top = node, -1, -1
    while above >= 0:
        section = document.sections[above]
        if is_section_number(section.number):
            return above
        if titled < 0 and section.heading:
            titled = above
        top, above = above, section.parent
    return titled if titled >= 0 else top


def _find_alarms(reading: SourceReading, groups: dict[int, list[int]], pack: Pack) -> tuple[Alarm, ...]:
    """Drafts by (section, conduct), the more probable where the whole text and the section alone both give one.

    Where the reader saw nothing in the whole text, not even to abstain from it, no section is read again.
    """
    if not reading.provisions and not reading.abstained:
        return ()
    document = reading.document
    drafts = [(item, c.start) for item in reading.provisions for c in item.citations]
    for group in _find_speaking(reading, groups, pack):
        alone = _draft(reading, group, pack)
        drafts += [(item, item.citations[0].start) for item in alone.provisions if item.citations]
    alarms: dict[tuple[str, int], Alarm] = {}
    for provision, start in drafts:
        key = (provision.conduct, get_section(document, document.section_at(start)))
        alarm = _alarm(provision, start, document)
        if key not in alarms or alarm.probability > alarms[key].probability:
            alarms[key] = alarm
    return tuple(alarms.values())


def _find_speaking(reading: SourceReading, groups: dict[int, list[int]], pack: Pack) -> list[list[int]]:
    """The groups on which the reader sees anything: what it names is set apart and the rest is read again."""
    left, speaking = dict(groups), []
    while left:
        evidence = _draft(reading, sorted(node for group in left.values() for node in group), pack).evidence
        starts = {start for spans in evidence.values() for start, _ in spans}
        named = {get_section(reading.document, reading.document.section_at(start)) for start in starts} & left.keys()
        if not named:
            break
        speaking += [left.pop(section) for section in sorted(named)]
    return speaking


def _draft(reading: SourceReading, nodes: Sequence[int], pack: Pack) -> Reading:
    return draft_provisions(
        reading.document, nodes, topic=pack.topic, grammar=pack.grammar, definitions_from=reading.definitions
    )


def _alarm(provision: Provision, start: int, document: SourceDocument) -> Alarm:
    cited = next(item for item in provision.citations if item.start == start)
    return Alarm(
        document=document.name,
        section=cited.pinpoint,
        conduct=provision.conduct,
        rule=provision.rule.value,
        probability=1.0 if provision.probability is None else provision.probability,
        start=start,
        quote=" ".join(cited.quote.split())[:_QUOTE_SHOWN],
    )
