"""A letter as plain text."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from pincite.model.letter import Letter, LetterPart

WIDTH = 76
LAST_PAGE = "Not part of the letter: before you send it"
TO_FILL = "To fill in"
TO_CHECK = "To check"


def render_letter(letter: Letter) -> str:
    """The whole letter, 76 columns wide, with its last page below a line of dashes."""
    blocks = [
        "\n".join(letter.sender), letter.day, "\n".join(letter.recipient), _fold(f"Re: {letter.subject}"),
        letter.salutation, *(block for part in letter.parts for block in _blocks(part)),
        _fold(letter.closing[0]), letter.closing[1], letter.closing[2],
    ]  # fmt: skip
    return "\n\n".join([*blocks, "-" * WIDTH, *_last_page(letter)]) + "\n"


def _blocks(part: LetterPart) -> Iterator[str]:
    if part.heading:
        yield part.heading.upper()
    yield from (_fold(paragraph) for paragraph in part.paragraphs)
    for number, item in enumerate(part.items, 1):
        yield _fold(item, first=f"{number}. ")


def _last_page(letter: Letter) -> Iterator[str]:
    yield LAST_PAGE.upper()
    if letter.blanks:
        yield f"{TO_FILL}:"
        yield "\n".join(_fold(item, first="- ") for item in letter.blanks)
    yield f"{TO_CHECK}:"
    yield "\n".join(_fold(item, first="- ") for item in letter.notes)


def _fold(text: str, *, first: str = "") -> str:
    lines = wrap(text, WIDTH, initial_indent=first, subsequent_indent=" " * len(first), break_long_words=False,
                 break_on_hyphens=False)  # fmt: skip
    return "\n".join(lines)
