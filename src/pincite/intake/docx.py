"""Word documents: paragraphs, tables, automatic numbers and notes as text; tracked changes as marks."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from pincite.errors import InputError
from pincite.intake.annotations import mark_annotations
from pincite.intake.brackets import looks_amending
from pincite.intake.docx_numbering import Numbering, W, read_numbering
from pincite.intake.docx_styles import Styles, is_on, read_styles
from pincite.intake.plain import looks_printed
from pincite.intake.raw import RawText
from pincite.intake.writer import Style, TextWriter
from pincite.model.document import Flag, MarkKind

_DELETED: Style = (MarkKind.STRUCK, "deleted: tracked change")
_STRUCK: Style = (MarkKind.STRUCK, "deleted: printed struck through")
_INSERTED: Style = (MarkKind.INSERTED, "new matter: tracked change")
_UNDERLINED: Style = (MarkKind.INSERTED, "new matter: underlined")
_CHANGES = {W + "del": _DELETED, W + "moveFrom": _DELETED, W + "ins": _INSERTED, W + "moveTo": _INSERTED}
_SIGNS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "\u2011"}
# Parts of a paragraph that hold no words of its own, or the same words a second time.
_PASSED_OVER_NAMES = (
    "pPr", "rPr", "instrText", "delInstrText", "fldData", "annotationRef", "tblPr", "tblGrid", "trPr", "tcPr",
    "sdtPr",
)  # fmt: skip
_PASSED_OVER = frozenset(W + name for name in _PASSED_OVER_NAMES) | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
_TEXT = frozenset((W + "t", W + "delText"))
_FORMS = frozenset(W + name for name in ("strike", "dstrike", "rStyle", "u", "vanish"))
_MAX_PART = 256 * 1024 * 1024  # unpacked bytes of one part of the file
_MAX_RATIO = 400
_WAY_OUT = "Open it in a word processor and save it again as DOCX or PDF."


def read_docx(content: bytes, *, name: str) -> RawText:
    """The text of a Word document, one paragraph a line; footnotes and endnotes follow at the end as "[1] …".

    Tracked deletions and struck words get STRUCK marks, tracked insertions INSERTED, underlined words too in
    bills and local laws. Flags: "hidden-text". Raises InputError for a damaged file or one that unpacks
    without end.
    """
    parts = _read_parts(content, name)
    reader = _Reader(
        styles=read_styles(parts.get("word/styles.xml")),
        numbering=read_numbering(parts.get("word/numbering.xml")),
    )
    body = parts["word/document.xml"].find(W + "body")
    if body is None:
        raise InputError("the Word file has no text part.", where=name, way_out=_WAY_OUT)
    reader.read_blocks(body, ())
    reader.read_notes(parts)
    return reader.finish()


def _read_parts(content: bytes, name: str) -> dict[str, etree._Element]:
    """The XML parts that hold text and its form, by their names in the file."""
    wanted = ["document", "styles", "numbering", "footnotes", "endnotes"]
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            paths = [f"word/{part}.xml" for part in wanted if f"word/{part}.xml" in names]
            return {path: _parse_part(_unpack(archive, path, name), name) for path in paths} | _need(paths, name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise InputError(f"the Word file is damaged ({error}).", where=name, way_out=_WAY_OUT) from None


def _need(paths: list[str], name: str) -> dict[str, etree._Element]:
    if "word/document.xml" not in paths:
        raise InputError("the Word file has no text part.", where=name, way_out=_WAY_OUT)
    return {}


def _unpack(archive: zipfile.ZipFile, path: str, name: str) -> bytes:
    size = archive.getinfo(path)
    if size.file_size > _MAX_PART or size.file_size > _MAX_RATIO * max(size.compress_size, 10_000):
        raise InputError("the Word file unpacks to far more than it could hold.", where=name, way_out=_WAY_OUT)
    with archive.open(path) as stream:
        return stream.read(_MAX_PART + 1)


def _parse_part(content: bytes, name: str) -> etree._Element:
    if b"<!DOCTYPE" in content[:2000] or b"<!ENTITY" in content[:2000]:
        raise InputError("the Word file declares XML entities, which no Word writes.", where=name, way_out=_WAY_OUT)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"the Word file is damaged ({error.msg}).", where=name, way_out=_WAY_OUT) from None


class _Reader:
    """Walks through the body and writes its text."""

    def __init__(self, *, styles: Styles, numbering: Numbering) -> None:
        self._writer = TextWriter()
        self._styles = styles
        self._numbering = numbering
        self._hidden_size = 0
        self._notes: list[tuple[str, str]] = []  # part and id, in the order of the text

    def read_blocks(self, parent: etree._Element, styles: tuple[Style, ...]) -> None:
        """Write all paragraphs and tables under ``parent``."""
        for node in _find_blocks(parent):
            if node.tag == W + "p":
                self._read_paragraph(node, styles)
            else:
                self._read_table(node, styles)

    def read_notes(self, parts: dict[str, etree._Element]) -> None:
        """Write the footnotes and endnotes that the text refers to."""
        for number, (part, note_id) in enumerate(self._notes, 1):
            root = parts.get(f"word/{part}s.xml")
            notes = root.findall(W + part) if root is not None else []
            note = next((node for node in notes if node.get(W + "id") == note_id), None)
            if note is not None:
                self._writer.break_line()
                self._writer.write_number(f"[{number}]")
                self.read_blocks(note, ())

    def finish(self) -> RawText:
        """The whole text; call once."""
        flags: tuple[Flag, ...] = ()
        if self._hidden_size:
            message = f"{self._hidden_size} characters that the file hides were left out."
            flags = (Flag(code="hidden-text", message=message),)
        raw = self._writer.finish(flags=flags)
        if not looks_amending(raw.text):
            raw = replace(raw, marks=tuple(mark for mark in raw.marks if mark.reason != _UNDERLINED[1]))
        return mark_annotations(replace(raw, hard_breaks=not looks_printed(raw.text)))

    def _read_table(self, table: etree._Element, styles: tuple[Style, ...]) -> None:
        for row in table.iterchildren(W + "tr", W + "sdt"):
            cells = list(row.iter(W + "tc")) if row.tag != W + "tr" else list(row.iterchildren(W + "tc", W + "sdt"))
            one_line = all(sum(1 for _ in cell.iter(W + "p")) <= 1 for cell in cells)
            self._writer.break_line()
            for place, cell in enumerate(cells):
                if place and one_line:
                    self._writer.same_line()
                if place:
                    self._writer.next_cell()
                self.read_blocks(cell, styles)
            self._writer.release()

    def _read_paragraph(self, node: etree._Element, styles: tuple[Style, ...]) -> None:
        properties = node.find(W + "pPr")
        style_id = _get(properties, "pStyle")
        self._writer.break_line()
        level = self._styles.heading_level(style_id)
        if level:
            self._writer.begin_heading(level)
        number = self._number(properties, style_id, node)
        if number:
            self._writer.write_number(number, styles)
        whole = (_STRUCK,) if self._styles.is_struck(style_id) else ()
        boxes = self._read_runs(node, (*styles, *whole))
        self._writer.release()
        self._writer.break_line()
        self._writer.end_heading()
        for box in boxes:
            self.read_blocks(box, styles)

    def _number(self, properties: etree._Element | None, style_id: str, paragraph: etree._Element) -> str:
        list_id, depth = self._styles.list_of(style_id)
        own = properties.find(W + "numPr") if properties is not None else None
        if own is not None:
            list_id, depth = _get(own, "numId") or list_id, _get(own, "ilvl") or depth
        if not list_id or not _has_text(paragraph):
            return ""
        return self._numbering.next_number(list_id, int(depth) if depth.isdigit() else 0)

    def _read_runs(self, node: etree._Element, styles: tuple[Style, ...]) -> list[etree._Element]:
        """Write the runs of a paragraph; text boxes anchored in it are returned, to follow after it."""
        boxes: list[etree._Element] = []
        stack = [(iter(node), styles, False)]
        while stack:
            children, styles, hidden = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
            elif child.tag == W + "txbxContent":
                boxes.append(child)
            elif child.tag in _TEXT:
                self._write(child.text or "", styles, hidden)
            elif child.tag == W + "r":
                stack.append((iter(child), *self._run_form(child, styles, hidden)))
            elif child.tag in _CHANGES:
                stack.append((iter(child), (*styles, _CHANGES[child.tag]), hidden))
            elif child.tag not in _PASSED_OVER:
                self._write(self._sign(child), styles, hidden)
                stack.append((iter(child), styles, hidden))
        return boxes

    def _write(self, text: str, styles: tuple[Style, ...], hidden: bool) -> None:
        if hidden:
            self._hidden_size += len(text.strip())
        else:
            self._writer.write(text, styles)

    def _sign(self, node: etree._Element) -> str:
        """What an element without text of its own stands for: a tab, a break, a symbol, a note's number."""
        if node.tag == W + "sym":
            code = (
                int(node.get(W + "char") or "0", 16)
                if re.fullmatch(r"[0-9A-Fa-f]{1,6}", node.get(W + "char") or "")
                else 0
            )
            return chr(code) if 0x20 <= code < 0xE000 else ""
        for part in ("footnote", "endnote"):
            if node.tag == f"{W}{part}Reference":
                self._notes.append((part, node.get(W + "id") or ""))
                return f"[{len(self._notes)}]"
        return _SIGNS.get(node.tag, "")

    def _run_form(self, run: etree._Element, styles: tuple[Style, ...], hidden: bool) -> tuple[tuple[Style, ...], bool]:
        form = run.find(W + "rPr")
        if form is None:
            return styles, hidden
        if _FORMS.isdisjoint(child.tag for child in form):
            return styles, hidden
        struck = is_on(form, "strike") or is_on(form, "dstrike") or self._styles.is_struck(_get(form, "rStyle"))
        underlined = (_get(form, "u") or "none") != "none"
        added = tuple(
            style for style, wanted in ((_STRUCK, struck), (_UNDERLINED, underlined)) if wanted and style not in styles
        )
        return (*styles, *added), hidden or is_on(form, "vanish")


def _find_blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables in order, those inside content controls and tracked blocks too."""
    stack = [iter(parent)]
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
        elif node.tag in (W + "p", W + "tbl"):
            yield node
        elif node.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "customXml", W + "smartTag", W + "tc"):
            stack.append(iter(node))


def _has_text(node: etree._Element) -> bool:
    return any(part.text for part in node.iter(W + "t", W + "delText"))


def _get(node: etree._Element | None, name: str) -> str:
    child = node.find(W + name) if node is not None else None
    return "" if child is None else child.get(W + "val") or ""
