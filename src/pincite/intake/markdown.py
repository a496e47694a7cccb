"""Markdown: headings, lists with their numbers, ~~struck~~ words; front matter is about the file, not law."""

from __future__ import annotations

import re
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pincite.intake.annotations import mark_annotations
from pincite.intake.brackets import looks_amending
from pincite.intake.plain import decode_text, read_plain
from pincite.intake.raw import RawText
from pincite.intake.writer import Style, TextWriter
from pincite.model.document import Flag, MarkKind

_STRUCK: Style = (MarkKind.STRUCK, "deleted: shown struck through")
_INSERTED: Style = (MarkKind.INSERTED, "new matter: marked as inserted")
_UNDERLINED: Style = (MarkKind.INSERTED, "new matter: underlined")
_FRONT: Style = (MarkKind.NOTE, "about the file: front matter")
_TAGS = {"del": _STRUCK, "s": _STRUCK, "strike": _STRUCK, "ins": _INSERTED, "u": _UNDERLINED}
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)\b[^>]*>")
_UNSEEN = re.compile(r"<!--.*?-->|<(script|style|title|head)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_MAX_SIZE = 4_000_000  # code points; longer texts are codes of law, which no one writes in Markdown by hand


def read_markdown(content: bytes, *, name: str) -> RawText:
    """The text of a Markdown file without its signs; blocks are parted by an empty line.

    Newlines inside a paragraph stay and may be ends of printed lines only (hard_breaks is then False). Front
    matter, and what a publisher prints before "Full Text", get NOTE marks. Flag "markdown-as-text" for a very
    long file, which is read as plain text.
    """
    text, flags = decode_text(content, name=name)
    if len(text) > _MAX_SIZE:
        message = "The file is too long to be read as Markdown; it was read as plain text."
        raw = read_plain(content, name=name)
        return replace(raw, flags=(*raw.flags, Flag(code="markdown-as-text", message=message)))
    front = _FRONT_MATTER.match(text)
    body = text[front.end() :] if front else text
    writer = _MarkdownWriter(body.split("\n"))
    if front:
        writer.out.write(front[1], (_FRONT,))
        writer.out.break_line(2)
    writer.take_blocks(_parser().parse(body))
    raw = writer.out.finish(hard_breaks=not writer.soft_breaks, flags=flags)
    if not looks_amending(raw.text):
        raw = replace(raw, marks=tuple(mark for mark in raw.marks if mark.reason != _UNDERLINED[1]))
    return mark_annotations(raw)


def _parser() -> MarkdownIt:
    """Markdown as law is written in it: indented lines are no code, a line of dashes makes no heading."""
    parser = MarkdownIt("commonmark", {"html": True})
    return parser.enable(["table", "strikethrough"]).disable(["code", "lheading"])


class _MarkdownWriter:
    """Writes the blocks and inline runs of a parsed file."""

    def __init__(self, lines: list[str]) -> None:
        self.out = TextWriter()
        self.soft_breaks = 0
        self._lines = lines
        self._styles: list[Style] = []
        self._in_row = False

    def take_blocks(self, tokens: list[Token]) -> None:
        """Write all block tokens in order."""
        for token in tokens:
            if token.type == "inline":
                self._take_paragraph(token)
            elif token.type in ("fence", "code_block"):
                self._write_block(token.content)
            elif token.type == "html_block":
                self._take_html(_UNSEEN.sub("", token.content))
                self.out.break_line(2)
            elif token.type == "hr":
                self._write_block("* * *" if "*" in token.markup else "")
            else:
                self._take_mark(token)

    def _take_mark(self, token: Token) -> None:
        """Opening and closing of blocks."""
        if token.type == "heading_open":
            self.out.begin_heading(int(token.tag[1]))
        elif token.type == "heading_close":
            self.out.end_heading()
        elif token.type == "list_item_open":
            self._begin_item(token)
        elif token.type in ("th_open", "td_open"):
            self._begin_cell()
        if token.type in ("paragraph_close", "heading_close", "list_item_close"):
            self.out.break_line(1 if token.hidden else 2)
        elif token.type == "tr_close":
            self.out.release()
            self.out.break_line()
            self._in_row = False

    def _begin_item(self, token: Token) -> None:
        self.out.release()
        self.out.break_line()
        number = f"{token.info}{token.markup}" if token.info else "•"
        self.out.write_number(number, tuple(self._styles))

    def _begin_cell(self) -> None:
        if self._in_row:
            self.out.next_cell()
        self._in_row = True

    def _write_block(self, text: str) -> None:
        self.out.break_line(2)
        self.out.write(text.rstrip("\n"), tuple(self._styles))
        self.soft_breaks += text.count("\n") > 1
        self.out.break_line(2)

    def _take_paragraph(self, token: Token) -> None:
        """The words of a block; printed lines without any signs keep their indents, which part paragraphs."""
        children = token.children or []
        kinds = {child.type for child in children}
        if kinds == {"text", "softbreak"} and token.level == 1 and token.map and not self._styles:
            self.soft_breaks += 1
            lines = [line.rstrip() for line in self._lines[token.map[0] : token.map[1]]]
            self.out.write("\n".join(lines))
        else:
            self._take_inlines(children)

    def _take_inlines(self, tokens: list[Token]) -> None:
        for token in tokens:
            if token.type in ("text", "code_inline", "text_special"):
                self.out.write(token.content, tuple(self._styles))
            elif token.type in ("softbreak", "hardbreak"):
                self.soft_breaks += token.type == "softbreak"
                self.out.write("\n", tuple(self._styles))
            elif token.type == "html_inline":
                self._take_html(token.content)
            elif token.type == "image":
                self.out.write(token.content, tuple(self._styles))
            elif token.type == "s_open":
                self._styles.append(_STRUCK)
            elif token.type == "s_close":
                self._close(_STRUCK)

    def _take_html(self, html: str) -> None:
        """Raw HTML inside Markdown: its tags mark, its text counts."""
        position = 0
        for found in _TAG.finditer(html):
            self.out.write(html[position : found.start()].strip("\n"), tuple(self._styles))
            position = found.end()
            style = _TAGS.get(found[2].lower())
            if found[2].lower() in ("br", "p", "div", "li", "tr"):
                self.out.break_line()
            elif style and found[1]:
                self._close(style)
            elif style:
                self._styles.append(style)
        self.out.write(html[position:].strip("\n"), tuple(self._styles))

    def _close(self, style: Style) -> None:
        if style in self._styles:
            self._styles.remove(style)
