"""A topic pack loaded once: topic, reading grammar and rubrics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pincite.errors import UsageError
from pincite.model.grammar import Grammar
from pincite.model.lever import LeverKind
from pincite.model.rubric import Rubric
from pincite.model.topic import Topic
from pincite.packs import pack_names, pack_text
from pincite.packs.us.levers import LEVERS_FILE, read_levers_text
from pincite.topics import load_grammar, load_topic, parse_rubric
from pincite.topics.levers import load_levers

DEFAULT_TOPIC = "immigration-enforcement"
DEFAULT_RUBRIC = "co-optation-2018"
_RUBRICS, _READING = "rubrics/", "reading/"
TRANSLATIONS = "translations/"
RECORDS = "records/"  # what to ask agencies for; loaded by those who draft letters
CLAUSES = "clauses/"  # wording for ordinances and policies; loaded by those who draft outlines


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A topic with its grammar, the texts of its rubrics and the facts on levers."""

    topic: Topic
    grammar: Grammar
    rubric_texts: Mapping[str, str]
    lever_kinds: tuple[LeverKind, ...] = ()

    @property
    def rubric_ids(self) -> tuple[str, ...]:
        """Ids of the packaged rubrics, sorted."""
        return tuple(sorted(self.rubric_texts))

    def rubric(self, rubric_id: str = DEFAULT_RUBRIC) -> Rubric:
        """The rubric of that id; raises UsageError for an unknown one, PackError for a broken one."""
        if rubric_id not in self.rubric_texts:
            raise UsageError(f"unknown rubric {rubric_id!r}.", way_out=f"There is: {', '.join(self.rubric_ids)}.")
        return parse_rubric(self.rubric_texts[rubric_id], f"{rubric_id}.yaml", topic=self.topic)


@cache
def load_pack(topic_id: str = DEFAULT_TOPIC) -> Pack:
    """The packaged topic; kept for the life of the process. Raises PackError for an unknown or broken one."""
    names = pack_names(topic_id)
    topic = load_topic({name: pack_text(topic_id, name) for name in names if "/" not in name})
    grammar = load_grammar({name: pack_text(topic_id, name) for name in names if name.startswith(_READING)})
    rubrics = {
        name.removeprefix(_RUBRICS).removesuffix(".yaml"): pack_text(topic_id, name)
        for name in names
        if name.startswith(_RUBRICS)
    }
    levers = load_levers(read_levers_text(), LEVERS_FILE, topic=topic)
    return Pack(topic=topic, grammar=grammar, rubric_texts=rubrics, lever_kinds=levers)
