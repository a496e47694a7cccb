"""A folder as people really have it: each bad file costs one clear line, and the good ones are read."""

from __future__ import annotations

import io
import random
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from pincite.adapters.gather import FoundFile, Limits, find_files
from pincite.errors import InputError
from pincite.intake import media
from pincite.intake.docx import read_docx
from pincite.intake.html import read_html
from pincite.intake.markdown import read_markdown
from pincite.intake.media import check_extension, detect_media_type
from pincite.intake.plain import read_plain
from pincite.intake.raw import RawText
from pincite.intake.rtf import read_rtf
from pincite.intake.xml import read_xml

Reader = Callable[..., RawText]
READERS: dict[str, Reader] = {
    media.DOCX: read_docx,
    media.HTML: read_html,
    media.MARKDOWN: read_markdown,
    media.PLAIN: read_plain,
    media.RTF: read_rtf,
    media.XML: read_xml,
}
LAW = "Section 4. The warden of Arden shall keep the lamps “lit” — § 5 applies."


def read(file: FoundFile) -> tuple[RawText, list[str]]:
    """The text of a found file and the codes of all that is told about it."""
    content = file.load()
    media_type = detect_media_type(content, file.name)
    raw = READERS[media_type](content, name=file.name)
    return raw, [flag.code for flag in (*check_extension(media_type, file.name), *raw.flags)]


def read_all(folder: Path, *, limits: Limits | None = None) -> tuple[dict[str, RawText], dict[str, str]]:
    """What was read by name, and one line for each file that was not."""
    gathered = find_files([folder], limits=limits)
    texts: dict[str, RawText] = {}
    lines = {refusal.name: f"{refusal.what} {refusal.way_out}" for refusal in gathered.refusals}
    for file in gathered:
        try:
            texts[file.name], _ = read(file)
        except InputError as error:
            lines[file.name] = error.message()
    return texts, lines


def docx() -> bytes:
    document = Document()
    document.add_paragraph(LAW)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def zip_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"\0" * 40_000_000)
    return out.getvalue()


GOOD: dict[str, bytes] = {
    "law.txt": LAW.encode(),
    "utf16.txt": f"{LAW} two".encode("utf-16"),
    "old.txt": f"{LAW} three".encode("cp1252"),
    "order.md": f"# Order\n\n{LAW}".encode(),
    "page.html": f"<p>{LAW}</p>".encode(),
    "act.xml": f"<act><text>{LAW}</text></act>".encode(),
    "bill.rtf": (
        b"{\\rtf1\\ansi Section 4. The warden of Arden shall keep the lamps "
        b"\\ldblquote lit\\rdblquote  \\emdash  \\'a7 5 applies.}"
    ),
    "policy.docx": docx(),
    "really-html.pdf": f"<!doctype html><p>{LAW} four</p>".encode(),
    "bidi.txt": f"\u202e{LAW}\u202c\x07".encode(),
}
BAD: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "the file is empty"),
    "blank.txt": (b" \n\t\n", "nothing but blanks"),
    "bomb.zip": (zip_bomb(), "unpacks to far more"),
    "entities.xml": (b'<!DOCTYPE a [<!ENTITY b "lol"><!ENTITY c "&b;&b;">]><a>&c;</a>', "declares entities"),
    "broken.xml": (b"<?xml version='1.0'?><a><b></a>", "broken XML"),
    "junk.txt": (random.Random(3).randbytes(4000), "not a document"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "an old Word"),
    "cut.docx": (docx()[:-500], "damaged"),
    "z-copy.txt": (LAW.encode(), "the same bytes as"),
    "nested.html": (b"<div>" * 50_000, "nests elements without end"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in (GOOD | {name: content for name, (content, _) in BAD.items()}).items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def test_the_good_files_are_read_and_each_bad_one_gives_one_line(folder: Path) -> None:
    texts, lines = read_all(folder)
    assert sorted([*texts, *lines]) == sorted([*GOOD, *BAD])
    assert all(LAW in raw.text for raw in texts.values())
    for name, (_, words) in BAD.items():
        assert words in lines[name]
        assert "\n" not in lines[name]


def test_a_wrong_extension_is_told(folder: Path) -> None:
    file = next(file for file in find_files([folder]) if file.name == "really-html.pdf")
    raw, codes = read(file)
    assert codes == ["wrong-extension"]
    assert raw.text.endswith("four")


def test_scripts_are_never_in_the_text(tmp_path: Path) -> None:
    hostile = (
        f"<p>{LAW}</p><script>steal()</script><svg><script>steal()</script></svg>"
        "<p onclick='steal()'>End</p><!--steal()-->"
    )
    (tmp_path / "a.html").write_text(hostile, "utf-8")
    texts, _ = read_all(tmp_path)
    assert "steal" not in texts["a.html"].text


@pytest.mark.parametrize("ending", ["txt", "md", "html", "rtf"])
def test_one_endless_line_takes_time_in_step_with_its_length(tmp_path: Path, ending: str) -> None:
    start_of = {"html": "<p>", "rtf": "{\\rtf1 "}.get(ending, "")

    def seconds(count: int) -> float:
        path = tmp_path / f"{count}.{ending}"
        path.write_text(start_of + "The lamps [of] Arden shall be lit; " * count, "utf-8")
        (file,) = find_files([path])
        begin = time.perf_counter()
        raw, _ = read(file)
        assert raw.text.count("Arden") == count
        return time.perf_counter() - begin

    seconds(1000)
    small, large = min(seconds(10_000), seconds(10_001)), seconds(80_000)
    assert large < 8 * 4 * small + 0.3


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "line.txt").write_bytes(b"x" * 3_000_000)
    texts, lines = read_all(tmp_path, limits=Limits(max_file_bytes=2_000_000))
    assert texts == {}
    assert "3 MB is more than the 2 MB" in lines["line.txt"]
