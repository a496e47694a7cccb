"""Conditions of answer tables and skips in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pincite.model.rubric import Conditions
from pincite.model.topic import Topic

_SCOPES = {"whole": "it reaches the whole conduct", "part": "it reaches only a part of the conduct"}
_FLAGS = {
    "own": ("it is the agency's own policy", "it is not the agency's own policy"),
    "implied": ("it follows only from a general rule", "it does not follow from a general rule alone"),
    "decides": ("the permission settles the matter", "the permission does not settle the matter"),
    "general_mandate": ("a general ban on limits may reach it", "no general ban on limits reaches it"),
    "partly_preempted": (
        "a narrower mandate takes a part of it away",
        "no narrower mandate takes a part of it away",
    ),
}


def say_when(when: Conditions, topic: Topic) -> str:
    """The conditions of a row as one phrase; "otherwise" where there are none."""
    return "; ".join((*_of_rule(when), *_of_words(when, topic), *_of_case(when))) or "otherwise"


def say_skips(skips: Mapping[str, Iterable[str]]) -> str:
    """Skip conditions as one phrase: "C2.1 is Y"."""
    return ", or ".join(f"{other} is {either(answers)}" for other, answers in skips.items())


def either(names: Iterable[str]) -> str:
    """Names with "or" before the last one."""
    return _joined(names, "or")


def _joined(names: Iterable[str], word: str) -> str:
    *first, last = tuple(names) or ("nothing",)
    return f"{', '.join(first)} {word} {last}" if first else last


def _of_rule(when: Conditions) -> Iterator[str]:
    if when.rule:
        yield f"the rule: {either(when.rule)}"
    if when.scope:
        yield _SCOPES.get(when.scope, when.scope)
    if when.kind:
        yield f"it stands in: {either(when.kind)}"
    if when.level:
        yield f"its level: {either(when.level)}"
    if when.levels_only:
        yield f"no level speaks but {either(when.levels_only)}"
    if when.also:
        yield f"another provision of its level: {either(when.also)}"


def _of_words(when: Conditions, topic: Topic) -> Iterator[str]:
    exceptions = {item.id: item.label for item in topic.exceptions}
    features = {item.id: item.label for item in topic.features}
    if when.alone_within is not None:
        named = either(exceptions.get(name, name) for name in when.alone_within)
        yield f"no way out stands alone except {named}"
    if when.alone_has:
        named = either(exceptions.get(name, name) for name in when.alone_has)
        yield f"a way out that stands alone: {named}"
    if when.features:
        yield f"its words show: {_joined((features.get(name, name) for name in when.features), 'and')}"
    if when.without:
        yield f"its words do not show: {either(features.get(name, name) for name in when.without)}"


def _of_case(when: Conditions) -> Iterator[str]:
    for name, (positive, negative) in _FLAGS.items():
        value = getattr(when, name)
        if value is not None:
            yield positive if value else negative
    if when.search:
        yield f"the search is {when.search}"
    if when.observed:
        yield f"practice observed: {_joined(when.observed, 'and')}"
    for other, answers in (when.question or {}).items():
        yield f"{other} is {either(answers)}"
