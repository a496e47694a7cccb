"""Words broken at the end of a printed line: which hyphens were only put there by the layout.

PDFium writes U+FFFE (older versions U+0002) for *any* hyphen at a line end and drops the line end; most of them are
true hyphens of compounds. So the document itself is asked: how does it write the word elsewhere?
"""

from __future__ import annotations

import re

from pincite.intake.tidy_characters import HOLE

VOCABULARY_SIZE = 300_000  # characters of the document that are asked
TRUE_PREFIXES = frozenset("all cross ex half non post pre quasi self semi vice well".split())
# Words that also begin or end other words ("in-\nform"), so that they prove no compound.
WEAK_PARTS = frozenset(
    "able act age an and ant any as at be by con cut do ed en for form her here in ing is it less man men ment on"
    " or our out over per port pro re sub the there to un under up where".split()
)

_break = re.compile(
    r"(?P<left>[^\W_]+)(?:(?P<mark>[\ufffe\x02])[ ]*\n?[ ]*|(?P<plain>-)[ ]*\n[ ]*)(?=(?P<right>[^\W_]+))"
)
_soft = re.compile(r"\xad(?:[ ]*\n[ ]*(?=\w))?")
_word = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def rejoin_words(text: str) -> str:
    """The text, same length, with holes for layout hyphens and for the line ends after any hyphen inside a word."""
    if "\xad" in text:
        text = _soft.sub(lambda match: HOLE * len(match.group()), text)
    if "-\n" not in text and "- " not in text and "\ufffe" not in text and "\x02" not in text:
        return text
    vocabulary: set[str] = set()

    def rejoin(match: re.Match[str]) -> str:
        if not vocabulary:
            vocabulary.update(_word.findall(text[:VOCABULARY_SIZE].lower()))
        left, right = match["left"], match["right"]
        inside = text[match.start("left") - 1 : match.start("left")] == "-" or text[match.end("right") :][:1] == "-"
        kept = inside or _is_true_hyphen(left, right, vocabulary)
        rest = HOLE * (len(match.group()) - len(left) - 1)
        return left + ("-" if kept else HOLE) + rest

    text = _break.sub(rejoin, text)
    return text.replace("\ufffe", "-").replace("\x02", HOLE)


def _is_true_hyphen(left: str, right: str, vocabulary: set[str]) -> bool:
    """Whether the two parts make a compound rather than one word cut in two."""
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
