"""The reader's grammar from its YAML files."""

from __future__ import annotations

from collections.abc import Mapping

from pincite.model.grammar import Grammar
from pincite.topics.strict_yaml import convert, parse_joined


def load_grammar(texts: Mapping[str, str]) -> Grammar:
    """Join reading files (name -> YAML) into one grammar; raises PackError for a key that two of them set."""
    return convert(parse_joined(texts), shape=Grammar)
