"""What a file is, told from its bytes."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import tarfile
import zipfile

import pytest
from docx import Document

from pincite.errors import InputError
from pincite.intake import media
from pincite.intake.media import check_extension, detect_media_type


def zip_of(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "."), text)
    return out.getvalue()


def tar_of(text: bytes = b"Lamps shall be lit.") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo("a.txt")
        info.size = len(text)
        archive.addfile(info, io.BytesIO(text))
    return out.getvalue()


def docx() -> bytes:
    out = io.BytesIO()
    Document().save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"%PDF-1.7\n...", media.PDF),
        (b"junk before\n%PDF-1.4", media.PDF),
        (docx(), media.DOCX),
        (zip_of(a__txt="x"), media.ZIP),
        (tar_of(), media.TAR),
        (gzip.compress(tar_of()), media.TAR),
        (lzma.compress(tar_of()), media.TAR),
        (bz2.compress(tar_of()), media.TAR),
        (gzip.compress(b"Lamps shall be lit.", mtime=0), media.GZIP),
        (lzma.compress(b"Lamps shall be lit."), media.XZ),
        (b"\xef\xbb\xbf{\\rtf1 Lamps}", media.RTF),
        (b"<!-- saved --><!DOCTYPE html><p>Lamps</p>", media.HTML),
        (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x' 'y'><html xmlns='z'/>", media.HTML),
        (b"<h3>4-1. Lamps</h3><ol><li>Lit.</li></ol>", media.HTML),
        ("<html><p>§</p></html>".encode("utf-16"), media.HTML),
        (b"<?xml version='1.0'?><law><num>1</num></law>", media.XML),
        (b"<act><section/></act>", media.XML),
        (b"Lamps shall be lit.", media.PLAIN),
        ("§ 4. Lamps shall be lit.".encode("utf-16"), media.PLAIN),
        ("§ 4. Lamps shall be lit by the warden.".encode("utf-16-le"), media.PLAIN),
        (b"A < B and 3 <4> is not a page.", media.PLAIN),
        (b"Lamps\xa7 4 \x0c\x07 shall be lit.", media.PLAIN),
    ],
)
def test_the_bytes_say_what_it_is(content: bytes, expected: str) -> None:
    assert detect_media_type(content, "file.bin") == expected


def test_only_the_name_tells_markdown_from_text() -> None:
    assert detect_media_type(b"# Lamps", "a.md") == media.MARKDOWN
    assert detect_media_type(b"# Lamps", "a.txt") == media.PLAIN


@pytest.mark.parametrize(
    ("content", "what", "way_out"),
    [
        (b"", "empty", "Fetch it again"),
        (b"\n \n\x00", "nothing but blanks", "Fetch it again"),
        (b"\x89PNG\r\n\x1a\n1234", "a picture (PNG)", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "an old Word", "DOCX"),
        (random.Random(7).randbytes(5000), "not a document", "Give a PDF"),
        (b"\x01\x00\x02\x00" * 500, "not a document", "Give a PDF"),
        (docx()[:900], "damaged", "Fetch it again"),
        (zip_of(mimetype="application/epub+zip"), "e-book", "PDF"),
    ],
)
def test_what_cannot_be_read_says_where_what_and_the_way_out(content: bytes, what: str, way_out: str) -> None:
    with pytest.raises(InputError) as caught:
        detect_media_type(content, "policy.x")
    assert caught.value.where == "policy.x"
    assert what in caught.value.what
    assert way_out in caught.value.way_out
    assert "\n" not in caught.value.message()


def test_a_wrong_extension_is_told() -> None:
    (flag,) = check_extension(media.HTML, "order.pdf")
    assert flag.code == "wrong-extension"
    assert ".pdf" in flag.message
    assert "web page" in flag.message


@pytest.mark.parametrize("name", ["order.html", "order", "order.v2", "ORDER.HTM"])
def test_a_fitting_or_unknown_extension_is_not(name: str) -> None:
    assert check_extension(media.HTML, name) == []
