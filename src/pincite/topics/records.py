"""What a topic knows of asking for records: YAML text to items, with all mistakes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pincite.model.records import RecordsTopic
from pincite.model.rubric import Rubric
from pincite.model.topic import Topic
from pincite.topics.problems import Fault, PackProblem, find_problems, find_twice, find_unknown, raise_first
from pincite.topics.strict_yaml import Located, Path, parse_as


def load_records_topic(text: str, where: str, *, topic: Topic) -> RecordsTopic:
    """The items in that text, checked with the topic; raises PackError at the first mistake."""
    found, located = parse_as(text, where, shape=RecordsTopic)
    raise_first(check_records_topic(found, topic, located))
    return found


def check_records_topic(
    found: RecordsTopic, topic: Topic, located: Located | None = None, *, rubrics: Sequence[Rubric] = ()
) -> list[PackProblem]:
    """All mistakes; with its rubrics also of the questions named."""
    return find_problems(_find_faults(found, topic, rubrics), located, "records")


def _find_faults(found: RecordsTopic, topic: Topic, rubrics: Sequence[Rubric]) -> Iterator[Fault]:
    kinds = [item.id for item in topic.agency_kinds]
    sources = [item.id for item in topic.source_kinds]
    known = [question.id for rubric in rubrics for question in (*rubric.questions, *rubric.elements)]
    yield from find_twice((item.id for item in found.items), path=("items",), noun="item")
    yield from find_unknown(found.state_agency_kinds, kinds, path=("state_agency_kinds",), noun="agency kind")
    for index, item in enumerate(found.items):
        path: Path = ("items", index)
        yield from find_unknown(item.agency_kinds, kinds, path=(*path, "agency_kinds"), noun="agency kind")
        yield from find_unknown(item.source_kinds, sources, path=(*path, "source_kinds"), noun="source kind")
        if known:
            yield from find_unknown(item.questions, known, path=(*path, "questions"), noun="question")
        if not item.source_kinds and not item.practice:
            what = f'"{item.id}" is neither a kind of source nor practice.'
            yield Fault((*path, "source_kinds"), what, "Name source_kinds, or write practice: true.")
