"""Words broken at the end of a printed line: which hyphens were only put there by the layout.

PDFium writes U+FFFE (older versions U+0002) for *any* hyphen at a line end and drops the line end; most of
them are true hyphens of compounds. So the document itself is asked: how does it write the word elsewhere?
"""

from __future__ import annotations

import re

from pincite.intake.tidy_characters import HOLE
from pincite.intake.tidy_openings import word_set

VOCABULARY_SIZE = 200_000  # characters of the document that are asked
TRUE_PREFIXES = word_set("all cross ex half non post pre quasi self semi vice well")
# Words that also begin or end other words ("in-\nform"), so that they prove no compound.
WEAK_PARTS = word_set(
    "able act age an and ant any as at be by con cut do ed en for form her here in ing is it less man men"
    " ment on or our out over per port pro re sub the there to un under up where"
)

_marked = re.compile(r"[\ufffe\x02][ ]*\n?[ ]*(?=[^\W_])")
_plain = re.compile(r"-[ ]*\n[ ]*(?=[^\W_])")
_last_part = re.compile(r"-?[^\W_]+$")
_first_part = re.compile(r"[^\W_]+-?")
LONGEST_PART = 40  # characters of a word on either side that are looked at
_soft = re.compile(r"\xad(?:[ ]*\n[ ]*(?=\w))?")


def rejoin_words(text: str) -> str:
    """The text, same length, with holes for layout hyphens and for line ends after any hyphen in a word."""
    if "\xad" in text:
        text = _soft.sub(lambda match: HOLE * len(match.group()), text)
    vocabulary: set[str] = set()

    def rejoin(match: re.Match[str]) -> str:
        left = _last_part.search(match.string[max(0, match.start() - LONGEST_PART) : match.start()])
        right = _first_part.match(match.string[match.end() : match.end() + LONGEST_PART])
        if left is None or right is None:
            return match.group()
        if not vocabulary:
            vocabulary.update(match.string[:VOCABULARY_SIZE].lower().split())
        kept = _is_true_hyphen(left.group(), right.group(), vocabulary)
        return ("-" if kept else HOLE) + HOLE * (len(match.group()) - 1)

    if "\ufffe" in text or "\x02" in text:
        text = _marked.sub(rejoin, text).replace("\ufffe", "-").replace("\x02", HOLE)
    return _plain.sub(rejoin, text)


def _is_true_hyphen(left: str, right: str, vocabulary: set[str]) -> bool:
    """Whether the two parts make a compound rather than one word cut in two."""
    if left.startswith("-") or right.endswith("-"):  # right-of-way
        return True
    if not (left.isalpha() and right.isalpha()) or len(left) == 1:
        return True
    if left[-1].islower() and right[0].isupper():
        return True
    left, right = left.lower(), right.lower()
    if left + right in vocabulary:
        return False
    if f"{left}-{right}" in vocabulary or left in TRUE_PREFIXES:
        return True
    parts = (left, right)
    return all(len(part) > 2 and part in vocabulary and part not in WEAK_PARTS for part in parts)
