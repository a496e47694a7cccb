"""A letter as parts, the same for every format that it is written in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain

_BLANK = re.compile(r"\[to fill: [^\[\]]*\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPart:
    """Paragraphs under a heading ("" for none), then numbered items."""

    heading: str = ""
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter with its last page, which is no part of it. day: the date as it is printed. email: the reader's, or "".

    sender, recipient, closing: lines. notes: what the person who sends it should check before.
    """

    title: str
    day: str
    sender: tuple[str, ...]
    recipient: tuple[str, ...]
    subject: str
    salutation: str
    parts: tuple[LetterPart, ...]
    closing: tuple[str, ...]
    notes: tuple[str, ...] = ()
    sender_email: str = ""

    @property
    def blanks(self) -> tuple[str, ...]:
        """The places to fill, each once, in the order of the letter."""
        texts = chain(
            self.sender, self.recipient, (self.subject, self.salutation),
            chain.from_iterable((part.heading, *part.paragraphs, *part.items) for part in self.parts), self.closing,
        )  # fmt: skip
        return tuple(dict.fromkeys(found for text in texts for found in _BLANK.findall(text)))


def make_blank(what: str) -> str:
    """The place to fill in a letter, as it is printed."""
    return f"[to fill: {what}]"
