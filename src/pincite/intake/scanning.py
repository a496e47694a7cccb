"""Points out text that scanning has broken, so that silence in it is not taken for silence of the law.

The marks are broken words: a digit or a stop inside a word, a letter that stands alone, a word without a vowel.
Well-kept law has fewer than 6 of them in a thousand words, text with one character in twenty wrong about 45.
"""

from __future__ import annotations

import re

from pincite.model.document import Flag

BADLY_SCANNED = "badly-scanned"
_BROKEN = re.compile(
    r"(?<=[a-z])[0-9](?=[a-z])"
    r"|(?<=[a-z]{2})[,;:!](?=[a-z]{2,} )"
    r"|(?<= )(?:[b-hj-np-z](?= [a-z])|[bcdfghjklmnpqrtvwxyz]{3,}(?= )|[.,;:](?=\w))"
)
_SAMPLE = 60_000  # code points that are looked at, at the beginning and at the end
_FEWEST, _SHARE = 4, 0.02


def find_bad_scanning(text: str) -> tuple[Flag, ...]:
    """A flag "badly-scanned" where so many words are broken that much will have been overlooked."""
    parts = [text] if len(text) <= 2 * _SAMPLE else [text[:_SAMPLE], text[-_SAMPLE:]]
    broken = sum(1 for part in parts for _ in _BROKEN.finditer(part))
    words = sum(part.count(" ") + part.count("\n") for part in parts) + 1
    if broken < _FEWEST or broken < _SHARE * words:
        return ()
    message = (
        f"The text is badly scanned: {broken} of {words} words looked at are broken. What was found in it stands, but "
        "its silence does not count. Get a better copy, or read it yourself and say so under attested_searches in "
        "place.yaml."
    )
    return (Flag(BADLY_SCANNED, message),)
