"""Rich Text Format, as councils and legislatures publish it: text with struck and new matter marked."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from pincite.errors import InputError
from pincite.intake.annotations import mark_annotations
from pincite.intake.brackets import looks_amending
from pincite.intake.plain import looks_printed
from pincite.intake.raw import RawText
from pincite.intake.rtf_tokens import Token, find_tokens
from pincite.intake.writer import Style, TextWriter
from pincite.model.document import Flag, MarkKind

_SKIPPED_WORDS = """
    colortbl info pict object header headerl headerr headerf footer footerl footerr footerf xe tc rxe
    fldinst bkmkstart bkmkend annotation atnid atnauthor themedata datastore latentstyles listtable
    listoverridetable revtbl rsidtbl generator userprops nonshppict shp shpinst falt panose fontemb template
    filetbl ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn pgdsctbl xmlnstbl mmathPr wgrffmtfilter pnseclvl pn
    private do
"""
_SKIPPED = frozenset(_SKIPPED_WORDS.split())
_SYMBOLS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "tab": "\t",
    "zwj": "\u200d", "zwnj": "\u200c",
}  # fmt: skip
_BREAKS = frozenset(("par", "line", "sect", "page", "column", "row", "nestrow", "lbr", "softline", "softpage"))
_SWITCHES = {
    "strike": "struck",
    "striked": "struck",
    "deleted": "deleted",
    "revised": "revised",
    "v": "hidden",
}
_UNDERLINES = re.compile(
    r"ul(?:d|db|w|dash|dashd|dashdd|hair|hwave|ldash|th|thd|thdash|thdashd|thdashdd|thldash|uldbwave|wave)?$"
)
_STYLES: tuple[tuple[str, Style], ...] = (
    ("struck", (MarkKind.STRUCK, "deleted: printed struck through")),
    ("deleted", (MarkKind.STRUCK, "deleted: tracked change")),
    ("revised", (MarkKind.INSERTED, "new matter: tracked change")),
    ("underlined", (MarkKind.INSERTED, "new matter: underlined")),
)
# Windows code pages by \fcharset number; others are read in the document's own code page.
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_MAX_DEPTH = 10_000


@dataclass(slots=True)
class _State:
    """What holds inside one group."""

    destination: str = "text"
    on: frozenset[str] = frozenset()
    font: int = -1
    fallback_size: int = 1
    outline: int = 0


def read_rtf(content: bytes, *, name: str) -> RawText:
    """The text of an RTF file, one paragraph a line, footnotes at the end.

    Struck and tracked deleted words get STRUCK marks, tracked insertions INSERTED; underlined words count as
    new matter only in bills and local laws. Flags: "hidden-text", "truncated" where the file ends inside a
    group.
    """
    reader = _Reader(name)
    for token in find_tokens(content[max(0, content.find(b"{\\rtf")) :]):
        reader.take(token)
    return reader.finish()


class _Reader:
    """Takes tokens one by one and writes what is text."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._writer = TextWriter()
        self._state = _State()
        self._stack: list[_State] = []
        self._code_page = "cp1252"
        self._fonts: dict[int, str] = {}
        self._headings: dict[int, int] = {}  # style number -> level
        self._style = self._skip = self._hidden_size = 0
        self._optional = False
        self._at_start = True
        self._bytes = bytearray()
        self._high = ""
        self._footnotes: list[str] = []
        self._definition = ""

    def take(self, token: Token) -> None:
        """Act on one token."""
        if token.kind == "bytes":
            self._take_bytes(token.raw)
            return
        self._flush_bytes()
        if token.kind == "word":
            self._take_word(token.word, token.number)
        elif token.kind == "symbol":
            self._take_symbol(token.word)
        elif token.kind == "open":
            self._open()
        else:
            self._close()

    def finish(self) -> RawText:
        """The whole text; call once, after the last token."""
        self._flush_bytes()
        flags: tuple[Flag, ...] = ()
        if self._stack:
            message = "The RTF file ends too early; words at its end may be missing."
            flags += (Flag(code="truncated", message=message),)
        if self._hidden_size:
            message = f"{self._hidden_size} characters that the file hides were left out."
            flags += (Flag(code="hidden-text", message=message),)
        for number, note in enumerate(self._footnotes, 1):
            self._writer.break_line()
            self._writer.write(f"[{number}] {note.strip()}")
        raw = self._writer.finish(flags=flags)
        if not looks_amending(raw.text):
            raw = replace(raw, marks=tuple(mark for mark in raw.marks if mark.reason != _STYLES[3][1][1]))
        return mark_annotations(replace(raw, hard_breaks=not looks_printed(raw.text)))

    def _open(self) -> None:
        if len(self._stack) >= _MAX_DEPTH:
            way_out = "Open it in a word processor and save it again as DOCX or PDF."
            raise InputError("the RTF file nests groups without end.", where=self._name, way_out=way_out)
        state = self._state
        self._stack.append(state)
        self._state = _State(state.destination, state.on, state.font, state.fallback_size)
        self._skip = 0

    def _close(self) -> None:
        if self._state.destination == "stylesheet":
            self._define_style()
        if self._stack:
            self._state = self._stack.pop()
        self._skip = 0
        self._optional = False

    def _take_word(self, word: str, number: int | None) -> None:
        self._skip = 0
        if self._optional or word in _SKIPPED:
            self._state.destination = "skip"
            self._optional = False
        elif word in ("fonttbl", "stylesheet", "footnote"):
            self._begin_destination(word)
        elif self._state.destination == "skip":
            return
        elif word in _SYMBOLS:
            self._write(_SYMBOLS[word])
        elif word in _BREAKS:
            self._break()
        elif word in ("cell", "nestcell") and self._state.destination == "text":
            self._writer.next_cell()
        elif word == "u":
            self._take_unicode((number or 0) % 65_536)
        else:
            self._set(word, number)

    def _begin_destination(self, word: str) -> None:
        if self._state.destination == "skip":
            return
        if word == "footnote":
            self._footnotes.append("")
            self._write(f"[{len(self._footnotes)}]")
        self._state.destination = word

    def _set(self, word: str, number: int | None) -> None:
        """Words that change how the text after them is read or looks."""
        state = self._state
        if word in _SWITCHES:
            self._switch(_SWITCHES[word], number != 0)
        elif word == "ulnone" or _UNDERLINES.match(word):
            self._switch("underlined", word != "ulnone" and number != 0)
        elif word == "plain":
            state.on, state.font = frozenset(), -1
        elif word == "pard":
            state.outline = self._style = 0
        elif word == "s":
            self._style = number or 0
        elif word == "outlinelevel":
            state.outline = (number or 0) + 1
        elif word == "uc":
            state.fallback_size = min(max(number or 0, 0), 8)
        elif word == "f":
            state.font = number or 0
        else:
            self._set_encoding(word, number)

    def _set_encoding(self, word: str, number: int | None) -> None:
        if word == "fcharset" and self._state.destination == "fonttbl":
            self._fonts[self._state.font] = _CHARSETS.get(number or 0, "")
        elif word == "ansicpg" and _is_encoding(f"cp{number}"):
            self._code_page = f"cp{number}"
        elif word in ("mac", "pc", "pca"):
            self._code_page = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[word]

    def _switch(self, what: str, on: bool) -> None:
        self._state.on = self._state.on | {what} if on else self._state.on - {what}

    def _take_symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._optional = True
        elif symbol in "~_\\{}":
            self._write({"~": "\u00a0", "_": "\u2011"}.get(symbol, symbol))
        elif symbol in "\r\n":
            self._break()

    def _take_bytes(self, raw: bytes) -> None:
        skipped = min(self._skip, len(raw))
        self._skip -= skipped
        self._bytes += raw[skipped:]

    def _flush_bytes(self) -> None:
        if not self._bytes:
            return
        encoding = self._fonts.get(self._state.font) or self._code_page
        text = self._bytes.decode(encoding, errors="replace")
        self._bytes.clear()
        if self._optional:  # "\\*" without a word: nothing known, so nothing is left out
            self._optional = False
        self._write(text)

    def _take_unicode(self, code: int) -> None:
        self._skip = self._state.fallback_size
        if 0xD800 <= code < 0xDC00:
            self._high = chr(code)
        elif 0xDC00 <= code < 0xE000:
            pair = (self._high + chr(code)).encode("utf-16-le", errors="surrogatepass")
            self._high = ""
            self._write(pair.decode("utf-16-le", errors="replace"))
        elif code:
            self._write(chr(code))

    def _write(self, text: str) -> None:
        state = self._state
        if state.destination == "footnote":
            self._footnotes[-1] += text
        elif state.destination == "stylesheet":
            self._definition += text
        elif state.destination == "text" and "hidden" in state.on:
            self._hidden_size += len(text.strip())
        elif state.destination == "text":
            self._begin_paragraph()
            self._writer.write(text, tuple(style for name, style in _STYLES if name in state.on))

    def _begin_paragraph(self) -> None:
        level = self._state.outline if 0 < self._state.outline < 9 else self._headings.get(self._style, 0)
        if self._at_start and level:
            self._writer.begin_heading(level)
        self._at_start = False

    def _break(self) -> None:
        if self._state.destination == "footnote":
            self._footnotes[-1] += " "
        elif self._state.destination == "text":
            self._writer.end_heading()
            self._writer.release()
            self._writer.break_line()
            self._at_start = True

    def _define_style(self) -> None:
        """The end of one style's definition: its name says whether it is a heading."""
        found = re.match(r"\s*heading (\d)\s*;", self._definition, re.IGNORECASE)
        if found:
            self._headings[self._style] = int(found[1])
        self._definition = ""
        self._style = 0


def _is_encoding(name: str) -> bool:
    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True
