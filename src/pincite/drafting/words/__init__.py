"""Sentences by code, read from the YAML file beside this module."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec

from pincite.errors import PackError
from pincite.model.letter import make_blank

_FILE = "letter.yaml"


@cache
def load_sentences() -> dict[str, str]:
    """Every sentence of a letter by its code; raises PackError with the line at fault."""
    try:
        return msgspec.yaml.decode(files(__package__).joinpath(_FILE).read_text("utf-8"), type=dict[str, str])
    except msgspec.DecodeError as error:
        raise PackError(str(error), where=f"drafting/words/{_FILE}", way_out="Mend that line.") from None


def say(code: str, /, **values: str) -> str:
    """The sentence of that code with its braces filled; what is filled in is never itself filled.

    A stop after "et seq." is not doubled.
    """
    pieces = load_sentences()[code].strip().split("{")
    filled = [pieces[0]]
    for piece in pieces[1:]:
        name, _, rest = piece.partition("}")
        value = values[name]
        filled.append(value + (rest.removeprefix(".") if value.endswith(".") else rest))
    return "".join(filled)


def blank(code: str, /, **values: str) -> str:
    """The place to fill of that code ("act" for "fill-act"), as it is printed."""
    return make_blank(say(f"fill-{code}", **values))
