"""Points out files that seem to hold records of persons, so that they are not kept by mistake.

Nothing of such a record is read out or stored: only how many marks of each kind were seen.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from ahocorasick_rs import AhoCorasick

from pincite.model.document import Flag
from pincite.packs.intake import PersonalKind, load_personal_rules, personal_patterns

PERSONAL_RECORDS = "personal-records"
_SLASHED_DATE = re.compile(r"/\d{1,2}/\d{2}")
_NAME = re.compile(r"\b[a-z'-]{2,}, [a-z'-]{2,}\b")


def find_personal_records(text: str) -> tuple[Flag, ...]:
    """A flag naming what was seen, where a text holds enough marks of one kind; no record is repeated in it."""
    rules = load_personal_rules()
    low = text.lower()
    words = _count_words(low)
    seen = [(kind.name, _count_marks(low, kind)) for kind in rules.kinds if words[kind.name] >= kind.fewest]
    seen.append((rules.roster, _count_roster_rows(low, rules.enough)))
    many = [f"{count} {name}" for name, count in seen if count >= rules.enough]
    if not many:
        return ()
    what = ", ".join(many)
    message = f"This file seems to hold records of persons ({what}). Pincite uses none of it; consider taking it out."
    return (Flag(PERSONAL_RECORDS, message),)


@cache
def _words() -> tuple[AhoCorasick, tuple[str, ...]]:
    """All words of all kinds in one automaton, with the kind of each."""
    pairs = [(word, kind.name) for kind in load_personal_rules().kinds for word in kind.words]
    return AhoCorasick([word for word, _ in pairs]), tuple(name for _, name in pairs)


def _count_words(low: str) -> Counter[str]:
    """How often the words of each kind stand in a text."""
    automaton, kinds = _words()
    return Counter(kinds[found] for found, _, _ in automaton.find_matches_as_indexes(low, overlapping=True))


def _count_marks(low: str, kind: PersonalKind) -> int:
    return sum(1 for _ in personal_patterns()[kind.name].finditer(low))


def _count_roster_rows(low: str, enough: int) -> int:
    """Lines with a "last, first" name and at least two dates, as lists of people in custody have."""
    if low.count("/20") + low.count("/19") < 2 * enough and low.count("/") < 40 * enough:
        return 0
    dated: dict[int, int] = {}
    for match in _SLASHED_DATE.finditer(low):
        start = low.rfind("\n", 0, match.start()) + 1
        dated[start] = dated.get(start, 0) + 1
    twice = [start for start, count in dated.items() if count >= 2]
    return sum(1 for start in twice if _NAME.search(low, start, start + 200))
