"""Plain text: finds the encoding, keeps every character, and takes form feeds as page ends."""

from __future__ import annotations

import codecs
import re
from itertools import pairwise

from charset_normalizer import from_bytes

from pincite.intake.annotations import mark_annotations
from pincite.intake.raw import RawPage, RawText
from pincite.model.document import Flag

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WESTERN = ("cp1252", "mac_roman", "cp437")
# What English law holds beyond ASCII; the encoding that makes most of these is the right one.
_LAW_CHARACTERS = frozenset("§¶—–‘’“”•…©®™°½¼¾·\u00a0éèêëáàâäíîïóôöúüñçÉÑ")
_SAMPLE = 65_536  # bytes that the guess looks at
_MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
_LONG_LINE = 55  # characters; a printed line of a paragraph is at least this long
_ENDS_SENTENCE = re.compile(r"[.;:!?]['\"”’)\]]*\s*(?:and|or)?\s*$")


def read_plain(content: bytes, *, name: str) -> RawText:
    """Any bytes as text; a newline may be only the end of a printed line.

    Form feeds become page ends. Bytes that are not valid in the file's encoding are kept as far as possible
    and told in a Flag "encoding". Editor's notes and source lines get NOTE marks.
    """
    text, flags = decode_text(content, name=name)
    raw = RawText(text=text, hard_breaks=False, pages=_find_pages(text), flags=flags)
    return mark_annotations(raw)


def decode_text(content: bytes, *, name: str, declared: str = "") -> tuple[str, tuple[Flag, ...]]:
    """The characters of ``content`` with newlines as "\\n", and what a person should know about the encoding.

    declared: the encoding that the file says it has, believed only where all bytes fit it.
    """
    text, flags = _decode(content, declared)
    return text.replace("\r\n", "\n").replace("\r", "\n"), flags


def looks_printed(text: str) -> bool:
    """Whether the lines of ``text`` are printed lines, not paragraphs: long, and broken in mid-sentence."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    broken = sum(_is_broken(line, following) for line, following in pairwise(lines))
    return len(lines) >= 10 and broken > 0.25 * len(lines)


def _is_broken(line: str, following: str) -> bool:
    long_enough = _LONG_LINE <= len(line) <= 4 * _LONG_LINE
    return long_enough and following[0].islower() and not _ENDS_SENTENCE.search(line)


def _decode(content: bytes, declared: str) -> tuple[str, tuple[Flag, ...]]:
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _decode_as(content, encoding)
    wide = _guess_utf16(content)
    if wide:
        return _decode_as(content, wide)
    for encoding in filter(None, ("utf-8", declared)):
        try:
            return content.decode(encoding), ()
        except (UnicodeDecodeError, LookupError):
            continue
    return _decode_unknown(content)


def _decode_as(content: bytes, encoding: str) -> tuple[str, tuple[Flag, ...]]:
    text = content.decode("utf-8-sig" if encoding == "utf-8" else encoding, errors="replace").removeprefix("\ufeff")
    bad = text.count("\ufffd")
    return text, ((_encoding_flag(f"{bad} characters are not valid {encoding.upper()}"),) if bad else ())


def _guess_utf16(content: bytes) -> str:
    """UTF-16 without its mark: every other byte of a Latin text is zero."""
    sample = content[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if len(sample) < 4 or max(even, odd) < len(sample) * 0.3 or min(even, odd) > len(sample) * 0.05:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _decode_unknown(content: bytes) -> tuple[str, tuple[Flag, ...]]:
    """Bytes that are not all UTF-8: UTF-8 with some bad bytes, or an older encoding."""
    high = len(content) - len(content.translate(None, bytes(range(0x80, 0x100))))
    multibyte = sum(len(run) for run in _MULTIBYTE.findall(content))
    if multibyte >= high / 2:
        text = content.decode("utf-8", errors="pincite-cp1252")
        return text, (_encoding_flag("some bytes are not valid UTF-8; they were read as Windows-1252"),)
    first = next((place for place, byte in enumerate(content) if byte >= 0x80), 0)
    sample = content[max(0, first - _SAMPLE // 2) : first + _SAMPLE // 2]
    encoding = _guess_encoding(sample)
    text = content.decode(encoding, errors="replace")
    return text, (_encoding_flag(f"the file does not say its encoding; it was read as {encoding}"),)


def _guess_encoding(sample: bytes) -> str:
    """A Western code page if its characters look like those of English law; else the likeliest of all."""
    high = bytes(byte for byte in sample if byte >= 0x80)
    shares = {
        encoding: sum(character in _LAW_CHARACTERS for character in high.decode(encoding, errors="replace"))
        for encoding in _WESTERN
    }
    best = max(_WESTERN, key=lambda encoding: shares[encoding])
    if shares[best] > len(high) / 2:
        return best
    guess = from_bytes(sample).best()
    return guess.encoding if guess else "cp1252"


def _encoding_flag(what: str) -> Flag:
    return Flag(code="encoding", message=f"About the characters: {what}. Check quotation marks, § and accents.")


def _keep_byte(error: UnicodeError) -> tuple[str, int]:
    """Codec error handler: the one bad byte as Windows-1252 shows it."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.start + 1]
    return bad.decode("cp1252", errors="replace"), error.start + 1


codecs.register_error("pincite-cp1252", _keep_byte)


def _find_pages(text: str) -> tuple[RawPage, ...]:
    """Runs between form feeds; none where the text has no form feed."""
    if "\f" not in text:
        return ()
    pages: list[RawPage] = []
    start = 0
    for run in text.removesuffix("\n").removesuffix("\f").split("\f"):
        pages.append(RawPage(number=len(pages) + 1, start=start, end=start + len(run)))
        start += len(run) + 1
    return tuple(pages)
