"""A letter as PDF (tagged, PDF/UA-1), set by typst from a fixed template; the words go in as data."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import typst

from pincite.errors import InputError
from pincite.model.letter import Letter

_TEMPLATE = "letter.typ"
_LONG = re.compile(r"\S{40}(?=\S)")
_MISSING = re.compile(r'text `"?(?P<text>[^`]*?)"?` could not be displayed')


def write_letter_pdf(letter: Letter, *, last_page: tuple[str, str, str]) -> bytes:
    """The PDF. last_page: its title and the headings of what is to fill and to check.

    Raises InputError where no font here shows a character of it.
    """
    said = json.dumps(_describe(letter, last_page), ensure_ascii=False)
    template = files(__package__).joinpath(_TEMPLATE).read_bytes()
    try:
        made = typst.compile(template, format="pdf", sys_inputs={"letter": said}, pdf_standards=["ua-1"])
    except typst.TypstError as error:
        raise _explain(error) from None
    if not isinstance(made, bytes):
        raise TypeError("typst gave no PDF")
    return made


def _explain(error: typst.TypstError) -> InputError:
    found = _MISSING.search(str(error))
    what = f"no font here shows {found['text']!r}." if found else f"the PDF could not be set ({error})."
    return InputError(what, where="letter.pdf", way_out="Take the DOCX or the text, or install such a font.")


def _describe(letter: Letter, last_page: tuple[str, str, str]) -> dict[str, object]:
    title, to_fill, to_check = last_page
    return {
        "title": letter.title,
        "author": _breakable(letter.sender[0]),
        "day": letter.day,
        "sender": _all(letter.sender),
        "recipient": _all(letter.recipient),
        "subject": _breakable(letter.subject),
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
    return [_breakable(text) for text in texts]


def _breakable(text: str) -> str:
    """A word of more than 40 characters may break, so that it does not run off the page."""
    return _LONG.sub(lambda found: found[0] + "\u200b", text)
