"""Saved web pages: the law on them as text, with struck, inserted and editorial parts marked."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pincite.intake.annotations import mark_annotations
from pincite.intake.brackets import looks_amending
from pincite.intake.html_page import (
    check_depth,
    check_law_text,
    choose_content,
    choose_source,
    counts_in_parentheses,
    declared_encoding,
    read_style_sheet,
)
from pincite.intake.numbering import get_count_style, render_number
from pincite.intake.plain import decode_text, looks_printed
from pincite.intake.raw import RawText
from pincite.intake.writer import Style, TextWriter
from pincite.model.document import Flag, MarkKind
from pincite.packs.intake import HtmlRules, HtmlSource, load_html_rules

_NEVER_TEXT_WORDS = """
    script style noscript template svg math canvas iframe object embed video audio map head title select
    button input textarea option datalist dialog noframes
"""
_NEVER_TEXT = frozenset(_NEVER_TEXT_WORDS.split())
_BLOCKS_WORDS = """
    address article blockquote body caption center dd details div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody tfoot
    thead tr ul
"""
_BLOCKS = frozenset(_BLOCKS_WORDS.split())
_STRUCK: Style = (MarkKind.STRUCK, "deleted: shown struck through")
_INSERTED: Style = (MarkKind.INSERTED, "new matter: marked as inserted")
_UNDERLINED: Style = (MarkKind.INSERTED, "new matter: underlined")
_NOTE: Style = (MarkKind.NOTE, "printed beside the law: set apart on the page")
_TAG_STYLES = {"del": _STRUCK, "s": _STRUCK, "strike": _STRUCK, "ins": _INSERTED, "u": _UNDERLINED}
_CSS_STYLES = {"struck": _STRUCK, "underlined": _UNDERLINED}
_OWN_NUMBER = re.compile(r"\s*(?:\(\s*\w{1,5}\s*\)|\[?\w{1,4}[.)]\s|§)")
_FOOTNOTE = re.compile(r"\s*\[?(\d{1,3})\]?\s*$")


def read_html(content: bytes, *, name: str) -> RawText:
    """The text of a saved page: one paragraph a line, list items numbered as the page shows them.

    Scripts, menus, page heads and feet are left out; notes and annotations get NOTE marks. Flags:
    "no-law-text" where the page was saved without its text, "hidden-text" where the page hides text,
    "encoding". Raises InputError for a page that nests elements without end.
    """
    rules = load_html_rules()
    text, flags = decode_text(content, name=name, declared=declared_encoding(content))
    check_depth(text, name=name)
    tree = LexborHTMLParser(text)
    source = choose_source(tree, rules)
    walk = _Walk(tree, rules, source)
    root = choose_content(tree, source)
    if root is not None:
        walk.run(root)
    return _finish(walk, source, rules, flags)


def _finish(walk: _Walk, source: HtmlSource, rules: HtmlRules, flags: tuple[Flag, ...]) -> RawText:
    raw = walk.writer.finish()
    if not looks_amending(raw.text):  # elsewhere an underline is only emphasis or a link
        raw = replace(raw, marks=tuple(mark for mark in raw.marks if mark.reason != _UNDERLINED[1]))
    printed = walk.pre_size > len(raw.text) / 2 or looks_printed(raw.text)
    raw = replace(raw, hard_breaks=not printed)
    raw = mark_annotations(raw, reach=source.captions_reach, heading_level=source.heading_level)
    flags += check_law_text(raw.text, walk.link_size, rules)
    if walk.hidden_size:
        message = f"{walk.hidden_size} characters that the page hides were left out; look whether they are law."
        flags += (Flag(code="hidden-text", message=message),)
    return replace(raw, flags=flags)


@dataclass(slots=True)
class _Frame:
    """What holds inside one element."""

    styles: tuple[Style, ...] = ()
    left_out: bool = False
    hidden: bool = False
    pre: bool = False
    link: bool = False
    list_style: str = ""  # "" outside lists; the way of counting, or "bullet" or "none"
    next_number: int = 1
    number: str = ""
    later_cell: bool = False
    raised: bool = False


class _Walk:
    """Goes once through the page in document order, without recursion: saved pages may nest very deep."""

    def __init__(self, tree: LexborHTMLParser, rules: HtmlRules, source: HtmlSource) -> None:
        self.writer = TextWriter()
        self.link_size = self.hidden_size = self.pre_size = 0
        self._sheet = read_style_sheet(tree)
        self._drop = _find_ids(tree, (*rules.drop, *source.drop))
        self._keep = _find_ids(tree, source.keep)
        self._notes = _find_ids(tree, (*rules.notes, *source.notes))
        self._parentheses = counts_in_parentheses(source, tree.text() if source.numbers == "auto" else "")

    def run(self, root: LexborNode) -> None:
        """Write all text under ``root``."""
        stack = [(root, _Frame())]
        self._enter(root, stack[0][1])
        node = root.child
        while stack:
            if node is None:
                parent, frame = stack.pop()
                self._leave(parent, frame)
                node = parent.next if stack else None
                continue
            tag = node.tag or "-"
            if tag == "-text":
                self._write(node.text_content or "", stack[-1][1])
            elif tag[0] not in "-!":
                frame = self._open(node, stack[-1][1])
                if self._enter(node, frame):
                    stack.append((node, frame))
                    node = node.child
                    continue
            node = node.next

    def _open(self, node: LexborNode, outer: _Frame) -> _Frame:
        """The frame of an element inside ``outer``."""
        tag, attributes = node.tag, node.attributes
        kinds = self._sheet.kinds(attributes) if attributes else set()
        mem_id = node.mem_id
        styles = [_TAG_STYLES[tag]] if tag in _TAG_STYLES else []
        styles += [
            style for kind, style in _CSS_STYLES.items() if kind in kinds and not (kind == "underlined" and tag == "a")
        ]
        styles += [_NOTE] if mem_id in self._notes else []
        return _Frame(
            styles=(*outer.styles, *(style for style in styles if style not in outer.styles)),
            left_out=mem_id not in self._keep and (outer.left_out or mem_id in self._drop or tag in _NEVER_TEXT),
            hidden=outer.hidden or "hidden" in kinds,
            pre=outer.pre or tag == "pre",
            link=outer.link or tag == "a",
            list_style=_list_style(tag, attributes) if tag in ("ol", "ul") else "",
            next_number=_whole_number(attributes.get("start"), 1) if tag == "ol" else 1,
            number=self._number(node, outer) if tag == "li" else "",
            later_cell=tag in ("td", "th") and _has_cell_before(node),
            raised=tag == "sup",
        )

    def _number(self, node: LexborNode, outer: _Frame) -> str:
        """What the page shows before a list item; "" if nothing, or if the item brings its own number."""
        value = _whole_number(node.attributes.get("value"), outer.next_number)
        outer.next_number = value + 1
        number = render_number(value, outer.list_style or "bullet")
        if not number or _OWN_NUMBER.match(node.text(deep=True)[:40].lstrip()):
            return ""
        if number == "•":
            return number
        return f"({number})" if self._parentheses else f"{number}."

    def _enter(self, node: LexborNode, frame: _Frame) -> bool:
        """Begin an element; False where nothing in it is looked at."""
        tag = node.tag
        if frame.left_out:
            return bool(self._keep) and tag not in _NEVER_TEXT
        if tag == "br":
            self.writer.break_line()
        elif tag in _BLOCKS:
            self.writer.break_line()
            if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
                self.writer.begin_heading(int(tag[1]))
        elif frame.later_cell:
            self.writer.next_cell()
        if frame.number and not frame.hidden:
            self.writer.write_number(frame.number, frame.styles)
        return tag != "br"

    def _write(self, text: str, frame: _Frame) -> None:
        if frame.left_out:
            return
        if frame.hidden:
            self.hidden_size += len(text.strip())
            return
        before = self.writer.length
        footnote = _FOOTNOTE.match(text) if frame.raised else None
        if footnote:
            self.writer.write(f"[{footnote[1]}]", frame.styles)
        elif frame.pre:
            self.writer.write(text, frame.styles)
            self.pre_size += len(text)
        else:
            self.writer.write_collapsed(text, frame.styles)
        self.link_size += self.writer.length - before if frame.link else 0

    def _leave(self, node: LexborNode, frame: _Frame) -> None:
        if node.tag in _BLOCKS and not frame.left_out:
            if node.tag in ("li", "tr"):
                self.writer.release()
            self.writer.break_line()
            self.writer.end_heading()


def _find_ids(tree: LexborHTMLParser, selectors: tuple[str, ...]) -> frozenset[int]:
    return frozenset(node.mem_id for selector in selectors for node in tree.css(selector))


def _list_style(tag: str, attributes: dict[str, str | None]) -> str:
    found = re.search(r"list-style(?:-type)?\s*:\s*([\w-]+)", attributes.get("style") or "")
    if found:
        return get_count_style(found[1].lower())
    return "bullet" if tag == "ul" else get_count_style(attributes.get("type") or "1")


def _whole_number(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"\s*-?\d{1,6}\s*", text) else default


def _has_cell_before(node: LexborNode) -> bool:
    before = node.prev
    while before is not None and before.tag not in ("td", "th"):
        before = before.prev
    return before is not None
