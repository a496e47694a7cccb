"""A letter as PDF (tagged, PDF/UA-1), set by typst from a fixed template; the words go in as data."""

from __future__ import annotations

from pincite.adapters.typesetting import make_breakable, set_fixed_pdf
from pincite.model.letter import Letter

_WAY_OUT = "Take the DOCX or the text, or install such a font."


def write_letter_pdf(letter: Letter, *, last_page: tuple[str, str, str]) -> bytes:
    """The PDF. last_page: its title and the headings of what is to fill and to check.

    Raises InputError where no font here shows a character of it.
    """
    said = {"letter": _describe(letter, last_page)}
    return set_fixed_pdf("letter.typ", said, where="letter.pdf", way_out=_WAY_OUT)


def _describe(letter: Letter, last_page: tuple[str, str, str]) -> dict[str, object]:
    title, to_fill, to_check = last_page
    return {
        "title": letter.title,
        "author": make_breakable(letter.sender[0]),
        "day": letter.day,
        "sender": _all(letter.sender),
        "recipient": _all(letter.recipient),
        "subject": make_breakable(letter.subject),
        "salutation": letter.salutation,
        "parts": [
            {"heading": part.heading, "paragraphs": _all(part.paragraphs), "items": _all(part.items)}
            for part in letter.parts
        ],
        "closing": _all(letter.closing),
        "blanks": _all(letter.blanks),
        "notes": _all(letter.notes),
        "last_page": title, "to_fill": to_fill, "to_check": to_check,
    }  # fmt: skip


def _all(texts: tuple[str, ...]) -> list[str]:
    return [make_breakable(text) for text in texts]
