"""Says what a file is from its bytes, never from its name alone."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import zipfile
import zlib
from pathlib import PurePosixPath

from pincite.errors import InputError
from pincite.model.document import Flag

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML = "text/html"
XML = "application/xml"
RTF = "application/rtf"
MARKDOWN = "text/markdown"
PLAIN = "text/plain"
ZIP = "application/zip"
TAR = "application/x-tar"
GZIP = "application/gzip"
XZ = "application/x-xz"
BZIP2 = "application/x-bzip2"

_NAMES = {
    PDF: "a PDF", DOCX: "a Word document (DOCX)", HTML: "a web page", XML: "XML",
    RTF: "RTF", MARKDOWN: "Markdown", PLAIN: "plain text", ZIP: "a ZIP archive", TAR: "a TAR archive",
    GZIP: "gzip-packed", XZ: "xz-packed", BZIP2: "bzip2-packed",
}  # fmt: skip
WRONG_EXTENSION = "wrong-extension"
# What each extension promises; an extension that is not listed promises nothing.
_EXTENSIONS = {
    "pdf": {PDF}, "docx": {DOCX}, "docm": {DOCX}, "dotx": {DOCX}, "htm": {HTML}, "html": {HTML},
    "xhtml": {HTML, XML}, "xml": {XML, HTML}, "rtf": {RTF}, "doc": set(),
    "md": {MARKDOWN}, "markdown": {MARKDOWN}, "txt": {PLAIN}, "text": {PLAIN}, "zip": {ZIP},
    "tar": {TAR}, "tgz": {TAR}, "txz": {TAR}, "tbz2": {TAR}, "gz": {TAR, GZIP}, "xz": {TAR, XZ},
    "bz2": {TAR, BZIP2},
}  # fmt: skip
# Files that people give and that cannot be read: how they begin, what they are, what to do.
_PICTURE = "Put the pictures of a document into one PDF; its pages are then read by OCR."
_UNPACK = "Unpack it and give the folder."
_RESAVE = "Save it as DOCX or PDF."
_NO_DOCUMENT = "Give the documents themselves."
_KNOWN_BINARIES = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word, Excel or Outlook file", _RESAVE),
    (b"\x89PNG", "a picture (PNG)", _PICTURE),
    (b"\xff\xd8\xff", "a picture (JPEG)", _PICTURE),
    (b"II*\x00", "a picture (TIFF)", _PICTURE),
    (b"MM\x00*", "a picture (TIFF)", _PICTURE),
    (b"GIF8", "a picture (GIF)", _PICTURE),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (b"Rar!\x1a", "a RAR archive", _UNPACK),
    (b"\xffWPC", "a WordPerfect file", _RESAVE),
    (b"%!PS", "a PostScript file", "Save it as PDF."),
    (b"SQLite format 3\x00", "a database", _NO_DOCUMENT),
    (b"\x7fELF", "a program", _NO_DOCUMENT),
    (b"MZ\x90\x00", "a program", _NO_DOCUMENT),
)
_PACKERS = ((b"\x1f\x8b", GZIP), (b"\xfd7zXZ\x00", XZ), (b"BZh", BZIP2))
_HTML_START = re.compile(
    r"<!doctype\s+html|<html[\s>]|<(?:head|body|title|h[1-6]|p|div|ol|ul|table|article|section|main|meta|pre"
    r"|span|center|font|b|dl|br|script|style|noscript)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_HTML_TAG = re.compile(r"</?(?:p|div|br|h[1-6]|li|ol|ul|table|tr|td|span|body|html|a)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_XML_START = re.compile(r"<\?xml[\s?]|<!DOCTYPE\s|<!ENTITY|<[A-Za-z_][\w.:-]*(?:\s[^<>]*)?/?>")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LATIN = re.compile(r"[\t-\r -\u04ff\u2000-\u22ff\ufeff\ufffd]")
_HEAD = 65_536  # bytes that are looked at
_WAY_OUT = "Give a PDF, DOCX, RTF, HTML, XML, Markdown or text file, or an archive of them."


def detect_media_type(content: bytes, name: str) -> str:
    """The media type of ``content``; only among plain texts does ``name`` decide (".md").

    Raises InputError for an empty file, and for one that is none of the types that can be read.
    """
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        what = "the file is empty." if not content else "the file holds nothing but blanks."
        raise InputError(what, where=name, way_out="Fetch it again from where it came.")
    return _packed_type(content, name) or _binary_type(content, name) or _text_type(content, name)


def check_extension(media_type: str, name: str) -> list[Flag]:
    """A Flag "wrong-extension" where the extension of ``name`` promises another type than ``media_type``."""
    extension = PurePosixPath(name).suffix.lower().lstrip(".")
    promised = _EXTENSIONS.get(extension)
    if promised is None or media_type in promised:
        return []
    message = f"The name ends in .{extension}, but the file is {_NAMES[media_type]}; it was read as what it is."
    return [Flag(code=WRONG_EXTENSION, message=message)]


def _packed_type(content: bytes, name: str) -> str:
    if content[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _zip_type(content, name)
    if content[257:262] == b"ustar":
        return TAR
    for magic, media_type in _PACKERS:
        if content.startswith(magic):
            return TAR if _unpack_head(content, media_type)[257:262] == b"ustar" else media_type
    return ""


def _zip_type(content: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = set(archive.namelist())
            if "word/document.xml" in members:
                return DOCX
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        what = "the ZIP or Word file is damaged or cut short."
        raise InputError(what, where=name, way_out="Fetch it again from where it came.") from None
    if "[Content_Types].xml" in members or "mimetype" in members:
        what = "an OpenDocument, spreadsheet, slide or e-book file, which cannot be read."
        raise InputError(what, where=name, way_out=_RESAVE)
    return ZIP


def _unpack_head(content: bytes, media_type: str) -> bytes:
    """The first 512 unpacked bytes, or b"" where the file is damaged."""
    stream = io.BytesIO(content)
    try:
        if media_type == GZIP:
            return gzip.GzipFile(fileobj=stream).read(512)
        return lzma.LZMAFile(stream).read(512) if media_type == XZ else bz2.BZ2File(stream).read(512)
    except (OSError, EOFError, lzma.LZMAError, zlib.error, ValueError):
        return b""


def _binary_type(content: bytes, name: str) -> str:
    if b"%PDF-" in content[:1024]:
        return PDF
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:5] == b"{\\rtf":
        return RTF
    for magic, what, way_out in _KNOWN_BINARIES:
        if content.startswith(magic):
            raise InputError(f"this is {what}, which cannot be read.", where=name, way_out=way_out)
    return ""


def _text_type(content: bytes, name: str) -> str:
    head = _decode_head(content[:_HEAD])
    strange = len(_CONTROLS.findall(head)) + head.count("\ufffd") // 4
    if strange > 2 + len(head) // 50 or len(_LATIN.findall(head)) < 0.5 * len(head):
        raise InputError("not a document of any kind that can be read.", where=name, way_out=_WAY_OUT)
    start = _skip_prolog(head)
    extension = PurePosixPath(name).suffix.lower()
    if _HTML_START.match(start) or (extension in (".htm", ".html") and len(_HTML_TAG.findall(head)) > 2):
        return HTML
    if _XML_START.match(start) or start.startswith("<?xml"):
        return XML
    return MARKDOWN if extension in (".md", ".markdown") else PLAIN


def _skip_prolog(head: str) -> str:
    """What follows blanks, comments and, before an <html> element, the XML declaration and document type."""
    start = re.sub(r"\A(?:\s|<!--.*?-->)+", "", head.lstrip("\ufeff"), flags=re.DOTALL)
    after = re.sub(
        r"\A(?:\s|<\?xml.*?\?>|<!--.*?-->|<!DOCTYPE\s+html[^>]*>)+",
        "",
        start,
        flags=re.DOTALL | re.IGNORECASE,
    )
    return after if re.match(r"<html[\s>]", after, re.IGNORECASE) else start


def _decode_head(head: bytes) -> str:
    """The head as text, good enough to tell kinds apart."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", errors="replace")
    zeros = head.count(0)
    if zeros > len(head) // 4:
        return head.decode("utf-16-le" if head[1::2].count(0) > zeros // 2 else "utf-16-be", errors="replace")
    return head.decode("utf-8", errors="replace").replace("\x1b", "")
