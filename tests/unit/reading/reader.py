"""The packaged reader on invented passages, for the tests of reading."""

from __future__ import annotations

from functools import cache

from pincite.finding import find_gated
from pincite.intake.read import read_document
from pincite.model.document import SourceDocument
from pincite.model.grammar import Grammar
from pincite.model.law import Provision
from pincite.model.topic import Topic
from pincite.packs import pack_names, pack_text
from pincite.reading.compiled import CompiledGrammar, compile_grammar
from pincite.reading.draft import Reading, draft_provisions
from pincite.topics.grammar import load_grammar
from pincite.topics.load import load_topic

NAME = "immigration-enforcement"


@cache
def topic() -> Topic:
    return load_topic({name: pack_text(NAME, name) for name in pack_names(NAME) if "/" not in name})


@cache
def grammar() -> Grammar:
    return load_grammar({name: pack_text(NAME, name) for name in pack_names(NAME) if name.startswith("reading/")})


def compiled() -> CompiledGrammar:
    return compile_grammar(grammar())


def document(text: str, *, name: str = "passage.txt") -> SourceDocument:
    return read_document(text.encode(), name=name)


def reading(text: str) -> Reading:
    """What the reader makes of a whole passage, read with or without a word of the gate."""
    source = document(text)
    nodes = find_gated(source, topic()) or range(len(source.sections))
    return draft_provisions(source, nodes, topic=topic(), grammar=grammar())


def provisions(text: str) -> dict[str, Provision]:
    return {item.conduct: item for item in reading(text).provisions}


def rules(text: str) -> dict[str, str]:
    return {conduct: str(item.rule) for conduct, item in provisions(text).items()}
