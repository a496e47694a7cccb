"""STEP: YAML text to topics and rubrics with all their problems, and topics to a reading copy."""

from pincite.topics.check import check_rubric, check_topic
from pincite.topics.codebook import render_codebook
from pincite.topics.grammar import load_grammar
from pincite.topics.load import TOPIC_FILES, load_topic, parse_rubric, parse_topic
from pincite.topics.problems import PackProblem

__all__ = [
    "TOPIC_FILES",
    "PackProblem",
    "check_rubric",
    "check_topic",
    "load_grammar",
    "load_topic",
    "parse_rubric",
    "parse_topic",
    "render_codebook",
]
