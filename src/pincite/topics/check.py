"""Cross checks of topics and rubrics: names that point nowhere, ids that stand twice and the like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain

from pincite.model.answer import NOT_APPLICABLE, UNKNOWN, YES
from pincite.model.rubric import Question, Rubric
from pincite.model.topic import CueSet, Feature, Topic
from pincite.topics.check_tables import find_table_faults
from pincite.topics.problems import Fault, PackProblem, find_problems, find_twice, find_unknown, suggest
from pincite.topics.skips import find_skip_faults
from pincite.topics.strict_yaml import Located, Path

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_CONFIDENCE = ("high", "medium", "low", "unverified")
_ASKS = ("practice", "policy", "rule")
_COMBINE = ("all", "any")
_LOOKS_IN = ("provision", "definitions", "quote")


def check_topic(
    topic: Topic, located: Located | None = None, *, rubrics: Sequence[Rubric] = ()
) -> list[PackProblem]:
    """All mistakes of a topic; with its rubrics also what it says of their questions and criteria."""
    faults = chain(
        _topic_ids(topic), _conducts(topic), _features(topic), _kinds(topic), _dated(topic), _cues(topic),
        _of_rubrics(topic, rubrics),
    )  # fmt: skip
    return find_problems(faults, located, topic.id)


def check_rubric(rubric: Rubric, topic: Topic, located: Located | None = None) -> list[PackProblem]:
    """All mistakes of a rubric, read with its topic."""
    faults = chain(
        _vocabulary(rubric, topic), _rubric_ids(rubric), _sets_and_groups(rubric, topic),
        find_table_faults(rubric, topic), _criteria(rubric), _questions(rubric, topic), _unused(rubric),
        find_skip_faults(rubric),
    )  # fmt: skip
    return find_problems(faults, located, rubric.id)


def _ids(items: Sequence[object]) -> list[str]:
    return [str(getattr(item, "id", "")) for item in items]


def _well_named(ids: Iterable[str], path: Path) -> Iterator[Fault]:
    for index, item in enumerate(ids):
        if not _ID.fullmatch(item):
            way_out = "Use letters, digits, dots and hyphens."
            yield Fault((*path, index, "id"), f'"{item}" cannot be an id.', way_out)


def _topic_ids(topic: Topic) -> Iterator[Fault]:
    keys = ("conducts", "exceptions", "features", "source_kinds", "agency_kinds", "caveats", "precedents")
    for key in keys:
        noun = key.replace("_", " ").removesuffix("s")
        ids = _ids(getattr(topic, key))
        yield from find_twice(ids, path=(key,), noun=noun)
        yield from _well_named(ids, (key,))


def _conducts(topic: Topic) -> Iterator[Fault]:
    known = _ids(topic.conducts)
    for index, conduct in enumerate(topic.conducts):
        path = ("conducts", index, "implied_by")
        yield from find_unknown(conduct.implied_by, known, path=path, noun="conduct")
        if conduct.id in conduct.implied_by:
            yield Fault(path, f'"{conduct.id}" is implied by itself.', "Remove it from the list.")
    for index, precedent in enumerate(topic.precedents):
        path = ("precedents", index, "conducts")
        yield from find_unknown(precedent.conducts, known, path=path, noun="conduct")


def _features(topic: Topic) -> Iterator[Fault]:
    for index, feature in enumerate(topic.features):
        path = ("features", index)
        known = _ids(topic.conducts)
        yield from find_unknown(feature.conducts, known, path=(*path, "conducts"), noun="conduct")
        yield from _one_of(feature.looks_in, _LOOKS_IN, path=(*path, "looks_in"), noun="looks_in")
        yield from _patterns(feature, path)


def _patterns(feature: Feature, path: Path) -> Iterator[Fault]:
    if not feature.patterns:
        yield Fault(
            (*path, "patterns"), f'the feature "{feature.id}" has no pattern.', "Write one, or remove it."
        )
    for index, pattern in enumerate(feature.patterns):
        try:
            re.compile(pattern)
        except re.error as error:
            what = f"not a regular expression: {error}."
            yield Fault((*path, "patterns", index), what, "Escape what is meant to be read as it stands.")


def _kinds(topic: Topic) -> Iterator[Fault]:
    for index, source in enumerate(topic.source_kinds):
        if source.rank < 1:
            yield Fault(
                ("source_kinds", index, "rank"), f"the rank {source.rank} is too low.", "1 lasts longest."
            )
    for index, agency in enumerate(topic.agency_kinds):
        if not agency.roles:
            what = f'no text could bind the agency kind "{agency.id}".'
            yield Fault(("agency_kinds", index, "roles"), what, "Name at least one role.")


def _dated(topic: Topic) -> Iterator[Fault]:
    for key in ("caveats", "precedents"):
        for index, item in enumerate(getattr(topic, key)):
            path = (key, index)
            yield from _one_of(item.confidence, _CONFIDENCE, path=(*path, "confidence"), noun="confidence")
            yield from _day(item.as_of, (*path, "as_of"))
            if not item.source.strip():
                yield Fault((*path, "source"), "a fact without its source.", "Say where it was read.")
    for index, resource in enumerate(topic.resources):
        yield from _day(resource.as_of, ("resources", index, "as_of"))
        if not resource.url.startswith(("https://", "http://")):
            yield Fault(("resources", index, "url"), f"not a link: {resource.url}.", "Begin with https://.")


def _day(text: str, path: Path) -> Iterator[Fault]:
    if not _is_day(text):
        yield Fault(
            path, f'"{text}" is no date.', 'Write a day, month or year: "2026-11-30", "2026-11" or "2026".'
        )


def _is_day(text: str) -> bool:
    parts = _DAY.fullmatch(text)
    if parts is None:
        return False
    try:
        date(*(int(part or 1) for part in parts.groups()))
    except ValueError:
        return False
    return True


def _cues(topic: Topic) -> Iterator[Fault]:
    known = _ids(topic.conducts)
    named = [cue.conduct for cue in topic.cues]
    yield from find_twice(named, path=("cues",), noun="cue set of")
    if not topic.gate:
        yield Fault(("gate",), "the gate is empty, so nothing would be looked at.", "Add literals.")
    yield from _literals(topic.gate, ("gate",), capitals=True)
    yield from _literals(topic.context, ("context",))
    for index, cue in enumerate(topic.cues):
        yield from _cue_set(cue, known, ("cues", index))
    for missing in (item for item in known if item not in named):
        yield Fault(("cues",), f'the conduct "{missing}" has no cues.', f"Add - conduct: {missing}")


def _cue_set(cue: CueSet, known: Sequence[str], path: Path) -> Iterator[Fault]:
    if cue.conduct not in known:
        way_out = suggest(cue.conduct, known)
        yield Fault((*path, "conduct"), f'unknown conduct "{cue.conduct}".', way_out)
    if not cue.strong:
        yield Fault((*path, "strong"), f'"{cue.conduct}" has no strong cue.', "Add a literal.")
    yield from _literals(cue.strong, (*path, "strong"))
    yield from _literals(cue.weak, (*path, "weak"))
    for both in (item for item in cue.weak if item in cue.strong):
        yield Fault(
            (*path, "weak", cue.weak.index(both)), f'"{both}" is strong and weak.', "Keep one of the two."
        )


def _literals(literals: Sequence[str], path: Path, *, capitals: bool = False) -> Iterator[Fault]:
    yield from find_twice(literals, path=path, noun="literal")
    for index, literal in enumerate(literals):
        stem = literal.removesuffix("*")
        cased = literal == literal.lower() or (capitals and literal == literal.upper())
        if not cased or literal != " ".join(literal.split()) or "*" in stem or not stem.strip():
            what = f'"{literal}" cannot be a literal.'
            way_out = "Lower case, single spaces, * only at the end."
            yield Fault((*path, index), what, way_out + " A name may stand in capitals." * capitals)


def _of_rubrics(topic: Topic, rubrics: Sequence[Rubric]) -> Iterator[Fault]:
    if not rubrics:
        return
    questions = [item.id for rubric in rubrics for item in (*rubric.questions, *rubric.elements)]
    criteria = [item.id for rubric in rubrics for item in rubric.criteria]
    for index, caveat in enumerate(topic.caveats):
        path = ("caveats", index, "questions")
        yield from find_unknown(caveat.questions, questions, path=path, noun="caveat question")
    for index, conduct in enumerate(topic.conducts):
        yield from find_unknown(
            conduct.beside, criteria, path=("conducts", index, "beside"), noun="criterion"
        )


def _one_of(value: str, known: Sequence[str], *, path: Path, noun: str) -> Iterator[Fault]:
    if value not in known:
        yield Fault(path, f'unknown {noun} "{value}".', suggest(value, known))


def _vocabulary(rubric: Rubric, topic: Topic) -> Iterator[Fault]:
    if rubric.topic != topic.id:
        yield Fault(("topic",), f'the rubric is for "{rubric.topic}".', f'It is read with "{topic.id}".')
    yield from _one_of(rubric.differ, rubric.answers, path=("differ",), noun="answer")
    yield from find_twice(rubric.answers, path=("answers",), noun="answer")
    for index, answer in enumerate(rubric.answers):
        if answer in {UNKNOWN, NOT_APPLICABLE}:
            yield Fault(("answers", index), f'"{answer}" is always an answer.', "Leave it out of the list.")
    if rubric.prefers and YES not in rubric.answers:
        yield Fault(
            ("answers",), f'a rubric that prefers an answer needs "{YES}".', "Add it, or set prefers: false."
        )
    yield from _day(rubric.as_of, ("as_of",))


def _rubric_ids(rubric: Rubric) -> Iterator[Fault]:
    for key, noun in {
        "asked_of": "group",
        "tables": "table",
        "criteria": "criterion",
        "landscape": "item",
    }.items():
        ids = _ids(getattr(rubric, key))
        yield from find_twice(ids, path=(key,), noun=noun)
        yield from _well_named(ids, (key,))
    questions, elements = _ids(rubric.questions), _ids(rubric.elements)
    yield from _well_named(questions, ("questions",))
    yield from _well_named(elements, ("elements",))
    yield from find_twice(questions, path=("questions",), noun="question")
    yield from find_twice(elements, path=("elements",), noun="element")
    for index, item in enumerate(elements):
        if item in questions:
            yield Fault(("elements", index), f'"{item}" is a question already.', "Rename one of the two.")


def _sets_and_groups(rubric: Rubric, topic: Topic) -> Iterator[Fault]:
    exceptions = _ids(topic.exceptions)
    for name, kinds in rubric.sets.items():
        yield from find_unknown(kinds, exceptions, path=("sets", name), noun="exception")
        if name in exceptions:
            yield Fault(("sets", name), f'the set "{name}" has the id of an exception.', "Rename the set.")
    for index, group in enumerate(rubric.asked_of):
        path = ("asked_of", index)
        known = _ids(topic.agency_kinds)
        yield from find_unknown(group.kinds, known, path=(*path, "kinds"), noun="agency kind")
        if not group.kinds and not group.jail_keepers:
            yield Fault(
                path, f'the group "{group.id}" asks nobody.', "Name agency kinds or set jail_keepers: true."
            )


def _criteria(rubric: Rubric) -> Iterator[Fault]:
    known = _ids(rubric.questions)
    for index, criterion in enumerate(rubric.criteria):
        path = ("criteria", index, "met_by")
        yield from find_unknown(criterion.met_by, known, path=path, noun="question")
        if rubric.prefers and not criterion.met_by:
            yield Fault(path, f'nothing can meet the criterion "{criterion.id}".', "Name its questions.")


def _questions(rubric: Rubric, topic: Topic) -> Iterator[Fault]:
    for key in ("questions", "elements"):
        for index, question in enumerate(getattr(rubric, key)):
            yield from _references(question, rubric, topic, (key, index))
            yield from _protections(question, (key, index))


def _references(question: Question, rubric: Rubric, topic: Topic, path: Path) -> Iterator[Fault]:
    conducts = _ids(topic.conducts)
    yield from find_unknown(question.conducts, conducts, path=(*path, "conducts"), noun="conduct")
    if not question.conducts:
        yield Fault((*path, "conducts"), f'"{question.id}" is about no conduct.', "Name at least one.")
    yield from _one_of(question.asks, _ASKS, path=(*path, "asks"), noun="asks")
    yield from _one_of(
        question.asked_of, _ids(rubric.asked_of), path=(*path, "asked_of"), noun="asked_of group"
    )
    yield from _one_of(question.table, _ids(rubric.tables), path=(*path, "table"), noun="table")
    yield from _one_of(question.combine, _COMBINE, path=(*path, "combine"), noun="combine")
    if question.combine == "any" and YES not in rubric.answers:
        yield Fault((*path, "combine"), f'"any" needs the answer "{YES}".', 'Use "all".')
    if question.criterion:
        known = _ids(rubric.criteria)
        yield from _one_of(question.criterion, known, path=(*path, "criterion"), noun="criterion")
    kinds = _ids(topic.source_kinds)
    for index, place in enumerate(question.where):
        yield from _one_of(place.kind, kinds, path=(*path, "where", index, "kind"), noun="source kind")


def _protections(question: Question, path: Path) -> Iterator[Fault]:
    path = (*path, "protections")
    yield from find_twice(_ids(question.protections), path=path, noun="protection")
    for index, protection in enumerate(question.protections):
        inner = (*path, index, "conducts")
        yield from find_unknown(
            protection.conducts, question.conducts, path=inner, noun="conduct of the question"
        )


def _unused(rubric: Rubric) -> Iterator[Fault]:
    asked = (*rubric.questions, *rubric.elements)
    used = {"tables": {item.table for item in asked}, "asked_of": {item.asked_of for item in asked}}
    for key, names in used.items():
        for index, item in enumerate(getattr(rubric, key)):
            if item.id not in names:
                yield Fault(
                    (key, index), f'no question uses "{item.id}".', "Remove it, or name it in a question."
                )
