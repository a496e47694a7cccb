"""Interface words by code, read from the YAML files beside this module."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import msgspec

from pincite.errors import PackError

_ISO_DAY = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


class Sign(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a value is shown: as a word, a symbol and a tone (good, bad, mixed, open, off, plain)."""

    word: str
    symbol: str
    tone: str


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words of one language. Each table leads from a code of the model to what people read."""

    answers: dict[str, Sign]
    results: dict[str, Sign]
    rules: dict[str, str]
    asks: dict[str, str]
    levels: dict[str, str]
    roles: dict[str, str]
    months: list[str]

    def date(self, iso: str) -> str:
        """ "2026-03-02" as "2 March 2026" and "2026-03" as "March 2026"; anything else as it stands."""
        match = _ISO_DAY.fullmatch(iso)
        if match is None or not 1 <= int(match[2]) <= 12:
            return iso
        day = f"{int(match[3])} " if match[3] else ""
        return f"{day}{self.months[int(match[2]) - 1]} {match[1]}"


@cache
def load_words(language: str = "en") -> Words:
    """The words of ``language``; raises PackError with the field at fault."""
    name = f"{language}.yaml"
    try:
        return msgspec.yaml.decode(files(__package__).joinpath(name).read_text("utf-8"), type=Words)
    except msgspec.DecodeError as error:
        raise PackError(str(error), where=f"reporting/words/{name}", way_out="Mend that field.") from None


def spell_code(code: str) -> str:
    """A code that has no words of its own, made readable: "not-yet-asked" as "not yet asked"."""
    return code.replace("-", " ").replace("_", " ").strip()
