"""x"""
from __future__ import annotations
from functools import cache
from pincite.model.clause import Clause
from pincite.model.topic import Topic
from pincite.packs import pack_names, pack_text
from pincite.topics.clauses import load_clauses
from pincite.workflow.pack import CLAUSES


def load_clause_library(topic: Topic) -> tuple[Clause, ...]:
    """The clauses of a topic, () where it has none; raises PackError that names the line at fault."""
    names = [name for name in pack_names(topic.id) if name.startswith(CLAUSES)]
    return load_clauses({name: pack_text(topic.id, name) for name in names}, topic=topic)
