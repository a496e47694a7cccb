"""A letter as an e-mail that is still to be sent: plain text with the DOCX beside it."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

from pincite.model.letter import Letter

_DOCX = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")


def write_letter_eml(letter: Letter, *, text: str, docx: bytes) -> bytes:
    """The message, which mail programs open as a draft. It names no reader: the office's address is to be filled in.

    Line ends in headers are taken out, so that no name adds a header.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = " ".join(letter.subject.split())
    if _is_address(letter.sender_email):
        message["From"] = letter.sender_email
    message["X-Unsent"] = "1"
    message.set_content(text)
    message.add_attachment(docx, maintype=_DOCX[0], subtype=_DOCX[1], filename="letter.docx")
    return bytes(message)


def _is_address(text: str) -> bool:
    """Whether it is a plain address; anything else stays out of the header."""
    name, _, host = text.partition("@")
    return bool(name and host) and text.isascii() and all(char.isalnum() or char in "._+-@" for char in text)
