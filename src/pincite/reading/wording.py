"""A clause's words made even for matching, with a map back: spaces, broken letters, defined terms."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

Piece = tuple[int, int, int]
_UNEVEN = re.compile(r"\s{2,}|[^\S ]")
_SPACES = re.compile(r"\s+")
_INNER_STOP = re.compile(
    r"(?<=\w)\.(?=\w)|(?<=\.[A-Za-z])\.|\b(?:No|Nos|Sec|Secs|Dept|St|Mr|Ms|Mrs|Dr|Inc|Co|Art|Ch|Gov"
    r"|Rev|Stat|Ann|seq|Lt|Sgt|Capt|vs?|cf|Pub)\.(?=\s)"
)
_ASIDE = re.compile(r"\([^()]*\d[^()]*\)")
DOT = "·"  # stands for a stop that ends nothing
_STOPS = str.maketrans(".;", DOT * 2)
_LONGEST_ASIDE = 160
_TOKEN = re.compile(r"[A-Za-z0-9]{2,}|[A-Za-z](?= [a-z])")
_FALSE_LETTERS = (("1", "l"), ("0", "o"), ("rn", "m"), ("vv", "w"), ("ii", "n"), ("cl", "d"))
_MOST_BROKEN = 14
_SHORTEST = 5


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Word beginnings that are mended, by first letter."""

    by_letter: Mapping[str, tuple[str, ...]]

    def holds(self, word: str) -> bool:
        """Whether ``word`` begins with one of them."""
        return word.startswith(self.stems(word))

    def stems(self, word: str) -> tuple[str, ...]:
        """Those that begin with the first letter of ``word``."""
        return self.by_letter.get(word[:1], ())


@lru_cache(maxsize=4)
def make_lexicon(words: tuple[str, ...]) -> Lexicon:
    """A lexicon from lower-case word beginnings."""
    return Lexicon({letter: tuple(w for w in words if w[0] == letter) for letter in {word[0] for word in words}})


def even_out(words: str, origin: int, *, lexicon: Lexicon | None = None) -> tuple[str, list[Piece]]:
    """``words``, which stand at ``origin`` of the document, with single spaces and mended letters.

    Returns the text and its pieces: (offset in text, offset in document, length). ``lexicon``: mend by it.
    """
    edits = [(m.start(), m.end(), " ") for m in _UNEVEN.finditer(words)]
    if lexicon is not None:
        edits = sorted([*edits, *_mends(words, lexicon)])
    parts: list[str] = []
    pieces: list[Piece] = []
    at = length = 0
    for start, end, text in edits:
        if start < at:
            continue
        for run, place in ((words[at:start], at), (text, start)):
            if run:
                pieces.append((length, origin + place, min(len(run), end - place)))
                parts.append(run)
                length += len(run)
        at = end
    if at < len(words):
        pieces.append((length, origin + at, len(words) - at))
        parts.append(words[at:])
    return "".join(parts), pieces


def _mends(words: str, lexicon: Lexicon) -> list[tuple[int, int, str]]:
    """Edits that turn broken words into those of the lexicon: false letters, lost letters, words torn in two."""
    tokens = list(_TOKEN.finditer(words))
    found, last = [], 0
    for index, token in enumerate(tokens):
        if token.start() < last:
            continue
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        mended = _mend(words, token, following, lexicon)
        if mended:
            found.append(mended)
            last = mended[1]
    return found


def _mend(
    words: str, token: re.Match[str], following: re.Match[str] | None, lexicon: Lexicon
) -> tuple[int, int, str] | None:
    word = token.group().lower()
    if lexicon.holds(word):
        return None
    right = _true_word(word, lexicon)
    if right:
        return token.start(), token.end(), right
    torn = following is not None and following.start() == token.end() + 1 and len(word) <= _MOST_BROKEN
    if following is not None and torn:
        rest = following.group().lower()
        joined = _true_word(word + rest, lexicon, whole=True) or _lost_letter(word, rest, lexicon)
        if joined:
            return token.start(), following.end(), joined
    return None


@lru_cache(maxsize=20_000)
def _true_word(word: str, lexicon: Lexicon, *, whole: bool = False) -> str:
    """``word`` with false letters set right where that gives a word of the lexicon, else ""."""
    forms = [word]
    for false, true in _FALSE_LETTERS:
        forms += [form.replace(false, true) for form in forms if false in form]
        forms += [form.replace(false, true, 1) for form in forms if form.count(false) > 1]
    forms += ["i" + form[1:] for form in forms if form[0] in "l1"]
    for form in forms if whole else forms[1:]:
        if lexicon.holds(form):
            return form
    return _missing_letter(word, lexicon) if not whole else ""


def _missing_letter(word: str, lexicon: Lexicon) -> str:
    """A word of at least five letters that lacks one of a lexicon word ("offcer")."""
    if len(word) < _SHORTEST or not word.isalpha():
        return ""
    for stem in lexicon.stems(word):
        if stem[1] == word[1] and len(stem) >= _SHORTEST:
            for at in range(2, len(stem) - 1):
                if word.startswith(stem[:at] + stem[at + 1 :]) and len(word) <= len(stem) + 3:
                    return stem + word[len(stem) - 1 :]
    return ""


@lru_cache(maxsize=20_000)
def _lost_letter(word: str, rest: str, lexicon: Lexicon) -> str:
    """Two halves between which one letter was lost ("d tain")."""
    for stem in lexicon.stems(word):
        if stem.startswith(word) and len(stem) > len(word) + 3 and rest.startswith(stem[len(word) + 1 :]):
            return word + stem[len(word)] + rest
    return ""


def merge_spans(
    spans: Sequence[tuple[int, int]], gap: int, is_blank: Callable[[int, int], bool]
) -> list[tuple[int, int]]:
    """Spans in order, joined where at most ``gap`` code points or white space lie between."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start >= merged[-1][1] and (start - merged[-1][1] <= gap or is_blank(merged[-1][1], start)):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def even_stops(text: str) -> str:
    """``text`` with stops inside abbreviations, numbers and bracketed citations turned into dots that end nothing."""
    text = _INNER_STOP.sub(lambda match: match[0].replace(".", DOT), text)
    return _ASIDE.sub(lambda match: match[0].translate(_STOPS) if len(match[0]) <= _LONGEST_ASIDE else match[0], text)


def lower_case(text: str) -> str:
    """``text`` in lower case with plain apostrophes; the length never changes."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return low.replace("’", "'").replace("‘", "'")
