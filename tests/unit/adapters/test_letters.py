"""A letter as DOCX, PDF and e-mail: the same words in each, and hostile ones as text."""

import io
import re
from email import message_from_bytes
from email.policy import default

import docx
import pypdfium2
import pytest

from pincite.adapters.letter_docx import write_letter_docx
from pincite.adapters.letter_eml import write_letter_eml
from pincite.adapters.letter_pdf import write_letter_pdf
from pincite.drafting import compose_letter, render_letter
from pincite.errors import InputError
from pincite.model.letter import Letter
from pincite.model.place import Agency
from pincite.model.records import Requester
from unit.drafting.sample_order import make_order

LAST = ("Not part of the letter", "To fill in", "To check")
HOSTILE = [
    '#panic("x") $sum$ *bold* _it_ `raw` @ref <label> [x] //c',
    "<script>alert(1)</script> &amp; ]]>",
    "\\u{202e} \u202egnp.exe\u2066",
    "Кириллица и ελληνικά",
    "שלום מכתב",
    "W" * 290,
    "{blank} {name} {{7*7}}",
    "\x00\x01\x1f\ud800 end",
]


def make_letter(name: str = "Alder County Sheriff's Office", sender: str = "Ada Example") -> Letter:
    agency = Agency(id="sheriff", name=name, kind="sheriff", keeps_jail=True)
    return compose_letter(make_order("IL", agency=agency, requester=Requester(name=sender, email="ada@example.org")))


def pdf_text(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b\ufffe\u0002-]", "", text)


def docx_text(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)


def test_all_formats_say_the_same() -> None:
    letter = make_letter()
    written = docx_text(write_letter_docx(letter, last_page=LAST))
    printed = squeezed(pdf_text(write_letter_pdf(letter, last_page=LAST)))
    for part in letter.parts:
        for text in (part.heading, *part.paragraphs, *part.items):
            assert text in written
            assert squeezed(text) in printed
    for text in (*letter.sender, *letter.recipient, *letter.blanks, *letter.notes, *letter.closing):
        assert text in written
        assert squeezed(text) in printed


def test_the_pdf_is_tagged_and_says_its_language_and_title() -> None:
    content = write_letter_pdf(make_letter(), last_page=LAST)
    assert b"/MarkInfo" in content
    assert b"/StructTreeRoot" in content
    assert b"pdfuaid:part" in content
    assert b"/Lang" in content
    assert "Alder County" in pypdfium2.PdfDocument(content).get_metadata_dict()["Title"]
    assert write_letter_pdf(make_letter(), last_page=LAST)[:1000] == content[:1000]


def test_the_docx_has_headings_numbers_and_its_language() -> None:
    made = docx.Document(io.BytesIO(write_letter_docx(make_letter(), last_page=LAST)))
    styles = [paragraph.style.name for paragraph in made.paragraphs]
    assert styles.count("List Number") == len(make_letter().parts[1].items)
    assert {"Heading 1", "Heading 2", "List Bullet"} <= set(styles)
    assert made.core_properties.language == "en-US"
    assert made.sections[0].page_width.inches == 8.5


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_shown_as_text(name: str) -> None:
    letter = make_letter(name, name)
    shown = letter.recipient[1]
    assert shown in docx_text(write_letter_docx(letter, last_page=LAST))
    content = write_letter_pdf(letter, last_page=LAST)
    if shown.isascii():
        assert squeezed(shown) in squeezed(pdf_text(content))
    mail = write_letter_eml(letter, text=render_letter(letter), docx=b"PK")
    assert shown in message_from_bytes(mail, policy=default).get_body().get_content()


def test_a_very_long_word_stays_on_the_page() -> None:
    document = pypdfium2.PdfDocument(write_letter_pdf(make_letter("W" * 290), last_page=LAST))
    page = document[0]
    boxes = [page.get_textpage().get_charbox(at) for at in range(page.get_textpage().count_chars())]
    assert max(box[2] for box in boxes) <= page.get_width() - 60


def test_a_character_that_no_font_shows_is_said() -> None:
    with pytest.raises(InputError, match=r"no font here shows .*DOCX") as caught:
        write_letter_pdf(make_letter("Office \U0001abcd\u3400 \ua4d0"), last_page=LAST)
    assert caught.value.where == "letter.pdf"


def test_the_mail_is_a_draft_with_the_letter_beside_it() -> None:
    letter = make_letter()
    content = write_letter_docx(letter, last_page=LAST)
    mail = message_from_bytes(write_letter_eml(letter, text=render_letter(letter), docx=content), policy=default)
    assert mail["X-Unsent"] == "1"
    assert mail["From"] == "ada@example.org"
    assert mail["To"] is None
    attached = list(mail.iter_attachments())
    assert [part.get_filename() for part in attached] == ["letter.docx"]
    assert attached[0].get_content() == content


@pytest.mark.parametrize("address", ["a@b.example\r\nBcc: x@y.example", "a b@c", "Ünï@x.example", "a@b, c@d", ""])
def test_no_address_adds_a_header(address: str) -> None:
    order = make_order("IL", requester=Requester(email=address))
    mail = message_from_bytes(write_letter_eml(compose_letter(order), text="x", docx=b"PK"), policy=default)
    assert mail["Bcc"] is None
    assert mail["From"] is None
