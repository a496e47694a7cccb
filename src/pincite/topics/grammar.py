"""The reader's grammar from its YAML files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pincite.errors import PackError
from pincite.model.grammar import Grammar
from pincite.topics.strict_yaml import Located, convert, parse_strict


def load_grammar(texts: Mapping[str, str]) -> Grammar:
    """Join reading files (name -> YAML) into one grammar; raises PackError for a key that two of them set."""
    joined: dict[str, Any] = {}
    parts: dict[str, Located] = {}
    for name, text in sorted(texts.items()):
        located = parse_strict(text, name)
        values = located.value
        twice = set(values) & set(joined)
        if twice:
            raise PackError(
                f"the key {sorted(twice)[0]!r} stands in two files.", where=name, way_out="Keep one of them."
            )
        joined |= values
        parts |= dict.fromkeys(values, located)
    return convert(Located(joined, {}, "reading grammar", parts), shape=Grammar)
