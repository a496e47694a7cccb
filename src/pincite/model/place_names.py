"""Names of places in a form that compares: without capitals, accents, spaces and the word for the kind."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

COUNTY_LIKE = frozenset({"county", "parish", "borough", "municipality", "census area", "planning region"})
CITY_LIKE = frozenset({"city", "town", "township", "village"})
_KINDS = "city and county|city and borough|census area|planning region|county|parish|borough|municipality|" + "|".join(
    sorted(CITY_LIKE, reverse=True)
)
_BEFORE = re.compile(rf"^(?:the )?({_KINDS}) of (.+)$")
_AFTER = re.compile(rf"^(.+?) ({_KINDS})$")
_SAME = {"city and county": "county", "city and borough": "borough"}
_SHORT = {"saint": "st", "sainte": "ste", "&": "and", "mount": "mt", "fort": "ft", "co": "county"}
_WORD = re.compile(r"[^\W_]+|&")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceName:
    """full: all letters; bare: without the word for the kind; kind_word: that word, "" where none stands."""

    full: str
    bare: str
    kind_word: str


@lru_cache(maxsize=16_384)
def parse_place_name(name: str) -> PlaceName:
    """A name as it compares: "St. Mary's County" and "Saint Marys" are both bare "stmarys"."""
    folded = fold_name(name)
    before, after = _BEFORE.match(folded), _AFTER.match(folded)
    if before:
        word, bare = before[1], before[2]
    elif after:
        word, bare = after[2], after[1]
    else:
        word, bare = "", folded
    word = _SAME.get(word, word)
    full = bare if not word else f"{bare} {word}"
    return PlaceName(full=full.replace(" ", ""), bare=bare.replace(" ", ""), kind_word=word)


def fold_name(name: str) -> str:
    """Words in small letters without accents and points, "Saint" and the like in one form, a space between them."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    words = _WORD.findall(re.sub(r"['’ʻ`]", "", plain.casefold()))
    return " ".join(_SHORT.get(word, word) for word in words)
