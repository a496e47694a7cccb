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


class NationWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words of the nation's page. standings, open, not_yes: by standing, after a known answer and for unknown ones.

    scores: titles of the score's two ends; "{author}" is whose criteria they are. of_counties: a map in a sentence.
    columns: heads of the key.
    """

    standings: dict[str, str]
    open: dict[str, str]
    not_yes: dict[str, str]
    absent: str
    criterion: str
    criteria: str
    scores: dict[str, str]
    of_counties: str
    not_no: str
    both_ends: str
    standard: str
    range: str
    counties: str
    columns: dict[str, str]


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words of one language. Each table leads from a code of the model to what people read.

    date_of: what stands between day, month and year. phrases: texts of the papers, by key; {name} stands for a value.
    """

    answers: dict[str, Sign]
    results: dict[str, Sign]
    rules: dict[str, str]
    asks: dict[str, str]
    levels: dict[str, str]
    roles: dict[str, str]
    months: list[str]
    nation: NationWords
    date_of: str = " "
    phrases: dict[str, str] = {}

    def say(self, key: str, **values: object) -> str:
        """The phrase of that key with its values; raises KeyError for an unknown one."""
        return self.phrases[key].format(**values)

    def date(self, iso: str) -> str:
        """ "2026-03-02" as "2 March 2026" and "2026-03" as "March 2026"; anything else as it stands."""
        match = _ISO_DAY.fullmatch(iso)
        if match is None or not 1 <= int(match[2]) <= 12:
            return iso
        day = f"{int(match[3])}{self.date_of}" if match[3] else ""
        return f"{day}{self.months[int(match[2]) - 1]}{self.date_of}{match[1]}"


@cache
def load_words(language: str = "en") -> Words:
    """The words of ``language``, in English where a table has none; raises PackError with the field at fault."""
    name = f"{language}.yaml"
    try:
        tables = _read_tables("en.yaml") | (_read_tables(name) if language != "en" else {})
        phrases = _read_tables(f"papers.{language}.yaml") | _read_tables(f"packet.{language}.yaml")
        return msgspec.convert(tables | {"phrases": phrases}, Words)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise PackError(str(error), where=f"reporting/words/{name}", way_out="Mend that field.") from None


def _read_tables(name: str) -> dict[str, object]:
    return msgspec.yaml.decode(files(__package__).joinpath(name).read_text("utf-8"), type=dict[str, object])


def spell_code(code: str) -> str:
    """A code that has no words of its own, made readable: "not-yet-asked" as "not yet asked"."""
    return code.replace("-", " ").replace("_", " ").strip()
