"""Points out what is not in English, since only English is read: a text in another language is not silent, but unread.

A language is known by its small words, which are data. A language library was measured and left: it took headings,
lists of streets and legal Latin for other languages, and no answer should rest on what cannot be read in a list.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick

from pincite.model.document import Flag, Page
from pincite.packs.intake import OtherLanguage, load_language_rules

NOT_ENGLISH, PARTLY_NOT_ENGLISH = "not-english", "partly-not-english"
_WORD = re.compile(r"[^\W\d_]+")
_STRANGE = re.compile(r"[^\W\d_\x00-\u02ff\u1e00-\u1eff\u2000-\u218f\ua720-\uabff\ufb00-\ufb06\uff21-\uff5a]")
_LEAST_BLOCK, _MOST_BLOCK = 6, 60  # words that are judged together
_SMALL_SHARE, _PREVAILS = 0.2, 3
_LEAST_TELLING = 2
_LEAST_WORDS = 30  # words in other languages that are worth telling in a text that is English otherwise
_LEAST_STRANGE = 20  # letters of another script
_LETTERS_A_WORD = 3
_WHOLE = 0.7
_SHOWN_PAGES, _SHOWN_WORDS = 12, 8
_WAY_OUT = (
    "The reader knows English only. Give the English text, or read it yourself and say so under attested_searches in "
    "place.yaml."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign:
    """A run ``text[start:end]`` that is in another language, with how many words it has."""

    language: str
    start: int
    end: int
    words: int


def find_unread_languages(text: str, pages: Sequence[Page] = ()) -> tuple[Flag, ...]:
    """At most one flag: "not-english" for the whole text or "partly-not-english" with where, in what language."""
    found = find_foreign(text)
    size = sum(item.words for item in found)
    whole = size >= _WHOLE * _count_words(text) if found else False
    if not whole and size < _LEAST_WORDS:
        return ()
    names = " and ".join(dict.fromkeys(item.language for item in found))
    if whole:
        return (Flag(NOT_ENGLISH, f"The text is in {names}. It was not read. {_WAY_OUT}"),)
    where = _spell_where(text, found, pages)
    return (Flag(PARTLY_NOT_ENGLISH, f"About {size} words are in {names} and were not read: {where}. {_WAY_OUT}"),)


def find_foreign(text: str) -> list[Foreign]:
    """The runs of ``text`` in languages other than English, in order."""
    if not _is_suspect(text):
        return []
    found: list[Foreign] = []
    for start, end in _blocks(text):
        item = _judge(text, start, end)
        if item is None:
            continue
        last = found[-1] if found else None
        if last is not None and last.language == item.language and not text[last.end : item.start].strip():
            item = Foreign(language=item.language, start=last.start, end=item.end, words=last.words + item.words)
            found.pop()
        found.append(item)
    return found


def _is_suspect(text: str) -> bool:
    """Whether enough telling words or letters of other scripts stand in a text for it to be looked through."""
    if not text.isascii() and sum(1 for _ in _STRANGE.finditer(text)) >= _LEAST_STRANGE:
        return True
    low = text.lower().replace("\n", " ")
    hits = _telling_words().find_matches_as_indexes(low)
    return len(hits) >= _LEAST_TELLING


@cache
def _telling_words() -> AhoCorasick:
    words = {word for language in load_language_rules().others for word in language.telling}
    return AhoCorasick(sorted(f" {word} " for word in words))


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Runs that are judged together: lines, long ones in pieces, short ones with those behind them."""
    start, words = -1, 0
    at = 0
    for line in text.splitlines(keepends=True):
        for match in _WORD.finditer(text, at, at + len(line)):
            start = match.start() if start < 0 else start
            words += 1
            if words == _MOST_BLOCK:
                yield start, match.end()
                start, words = -1, 0
        at += len(line)
        if words >= _LEAST_BLOCK:
            yield start, at
            start, words = -1, 0
    if words:
        yield start, len(text)


def _judge(text: str, start: int, end: int) -> Foreign | None:
    """The block as a run in another language; None where it is English or cannot be told."""
    block = text[start:end]
    strange = _STRANGE.findall(block) if not block.isascii() else []
    if strange:
        letters = sum(map(str.isalpha, block))
        if 2 * len(strange) > letters and len(strange) >= _LEAST_TELLING:
            words = max(1, len(strange) // _LETTERS_A_WORD)
            return Foreign(language=_script(strange), start=start, end=end, words=words)
    words_of = Counter(_WORD.findall(block.lower()))
    total = words_of.total()
    name, hits = max(((item.name, _weigh(words_of, item)) for item in _languages()), key=lambda pair: pair[1])
    english = sum(words_of[word] for word in load_language_rules().english)
    if hits < max(_LEAST_TELLING + 1, _SMALL_SHARE * total) or hits < _PREVAILS * english:
        return None
    return Foreign(language=name, start=start, end=end, words=total)


def _languages() -> tuple[OtherLanguage, ...]:
    return load_language_rules().others


def _weigh(words: Counter[str], language: OtherLanguage) -> int:
    """How many small words of the language stand there; none where too few of them tell it from a list of names."""
    telling = sum(word in words for word in language.telling)
    if telling < _LEAST_TELLING:
        return 0
    return sum(words[word] for word in {*language.small, *language.telling})


def _script(letters: Sequence[str]) -> str:
    """What people call the language of letters that are not Latin."""
    names = Counter(unicodedata.name(letter, "UNKNOWN").split()[0] for letter in letters)
    most = names.most_common(1)[0][0]
    return load_language_rules().scripts.get(most, f"letters that are not Latin ({most.lower()})")


def _count_words(text: str) -> int:
    strange = sum(1 for _ in _STRANGE.finditer(text)) if not text.isascii() else 0
    return sum(1 for match in _WORD.finditer(text) if not _STRANGE.match(match[0])) + strange // _LETTERS_A_WORD


def _spell_where(text: str, found: Sequence[Foreign], pages: Sequence[Page]) -> str:
    """The pages, or where there are none the first words of each run."""
    if pages:
        numbers = sorted({number for item in found for number in _pages_of(item, pages)})
        tail = " and others" if len(numbers) > _SHOWN_PAGES else ""
        return f"page{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers[:_SHOWN_PAGES]))}{tail}"
    starts = [" ".join(text[item.start : item.end].split()[:_SHOWN_WORDS]) for item in found[:3]]
    return "; ".join(f"from “{words[:80]} …”" for words in starts)


def _pages_of(item: Foreign, pages: Sequence[Page]) -> Iterator[int]:
    index = max(0, bisect_right(pages, item.start, key=lambda page: page.start) - 1)
    while index < len(pages) and pages[index].start < item.end:
        if pages[index].end > item.start:
            yield pages[index].number
        index += 1
