"""YAML texts to a topic and its rubrics. Pure: the texts come in by name, the names are used in messages."""

from __future__ import annotations

from collections.abc import Mapping

from pincite.model.rubric import Rubric
from pincite.model.topic import Topic
from pincite.topics.check import check_rubric, check_topic
from pincite.topics.problems import raise_first
from pincite.topics.strict_yaml import Located, convert, parse_as, parse_joined

# Files of a topic folder that make up the Topic; each holds other top-level keys of it.
TOPIC_FILES = ("topic.yaml", "conducts.yaml", "features.yaml", "cues.yaml", "precedents.yaml")


def load_topic(texts: Mapping[str, str]) -> Topic:
    """The topic that these texts (file name -> YAML) make up; raises PackError at the first mistake."""
    topic, located = parse_topic(texts)
    raise_first(check_topic(topic, located))
    return topic


def parse_topic(texts: Mapping[str, str]) -> tuple[Topic, Located]:
    """The topic without cross checks, and where each value stands; a wrong shape is a PackError."""
    located = parse_joined(texts)
    return convert(located, shape=Topic), located


def parse_rubric(text: str, where: str, *, topic: Topic) -> Rubric:
    """A rubric of that topic; raises PackError at the first mistake."""
    rubric, located = parse_as(text, where, shape=Rubric)
    raise_first(check_rubric(rubric, topic, located))
    return rubric
