"""XML of laws (D.C. Code, USLM, Akoma Ntoso and the like): paragraphs with their numbers and captions."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree

from pincite.errors import InputError
from pincite.intake.annotations import mark_annotations
from pincite.intake.brackets import looks_amending
from pincite.intake.plain import looks_printed
from pincite.intake.raw import RawText
from pincite.intake.writer import Style, TextWriter
from pincite.model.document import MarkKind

# Elements that only mark words inside a sentence; every other element is a block of its own.
_INLINE_WORDS = """
    a abbr affectedText b bold br cite citation code def date defined deletedText addedText em emph em-dash
    entity external-xref footnoteRef i inline ins del s strike u underline internal-xref italic link
    location mref organization parallel-xref person placeholder quantity quote quoteLine ref rref rptd
    shortTitle small small-caps span strong sub sup term time unicode xref act-name amendmentReference
    citeAs headingText marker noteRef omission role rdblquote
"""
_INLINE = frozenset(_INLINE_WORDS.split())
_NUMBERS = frozenset(("num", "enum", "number", "no", "label"))
_CAPTIONS = frozenset(("heading", "header", "caption", "title", "catchline", "subheading"))
_NOTES_WORDS = """
    annotations annotation note notes sourceCredit sourceNote history meta metadata editorialNote
    editorialNotes statutoryNote footnote authorialNote amendments legislativeHistory references
    crossReferences
"""
_NOTES = frozenset(_NOTES_WORDS.split())
_STRUCK: Style = (MarkKind.STRUCK, "deleted: marked as deleted")
_INSERTED: Style = (MarkKind.INSERTED, "new matter: marked as inserted")
_UNDERLINED: Style = (MarkKind.INSERTED, "new matter: underlined")
_STYLES = {
    "del": _STRUCK, "s": _STRUCK, "strike": _STRUCK, "deletedText": _STRUCK, "deleted-phrase": _STRUCK,
    "ins": _INSERTED, "addedText": _INSERTED, "added-phrase": _INSERTED, "u": _UNDERLINED,
    "underline": _UNDERLINED,
}  # fmt: skip
_UNSEEN = frozenset(("style", "script", "summary"))
_NOTE_REASON = "printed beside the law: {}"
_WAY_OUT = "Save the text that the file shows as HTML, PDF or plain text."
_MAX_HEADING = 6


def read_xml(content: bytes, *, name: str) -> RawText:
    """The text of an XML file, one paragraph a line: a number and a caption stand before the text that they
    head.

    Annotations, notes and metadata get NOTE marks. Raises InputError for XML that is broken, and for XML that
    declares entities: it could unpack without end or ask for other files.
    """
    root = _parse(content, name)
    walk = _Walk()
    walk.run(root)
    raw = walk.out.finish()
    if not looks_amending(raw.text):
        raw = replace(raw, marks=tuple(mark for mark in raw.marks if mark.reason != _UNDERLINED[1]))
    return mark_annotations(replace(raw, hard_breaks=not looks_printed(raw.text)))


def _parse(content: bytes, name: str) -> etree._Element:
    if _declares_entities(content):
        raise InputError("the XML declares entities of its own and is not read.", where=name, way_out=_WAY_OUT)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"broken XML ({_first_line(error)}).", where=name, way_out=_WAY_OUT) from None
    if root is None:
        raise InputError("the XML holds no element.", where=name, way_out=_WAY_OUT)
    return root


def _declares_entities(content: bytes) -> bool:
    """Whether a document type declares entities or points to an outside definition, in UTF-8 or UTF-16."""
    head = content[:1_000_000].replace(b"\x00", b"")
    return b"<!ENTITY" in head or bool(re.search(rb"<!DOCTYPE[^>\[]*\[", head))


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or ["no reason given"])[0]


_BARE = re.compile(r"\d[\w:.-]{0,15}")


@dataclass(slots=True)
class _Frame:
    """What holds inside one element."""

    name: str
    styles: tuple[Style, ...]
    depth: int  # how many blocks it stands in
    unseen: bool = False
    number: bool = False
    of_section: bool = False  # the number of a section, printed bare in the file and with "Sec." on paper


class _Walk:
    """Goes through the tree in document order without recursion."""

    def __init__(self) -> None:
        self.out = TextWriter()

    def run(self, root: etree._Element) -> None:
        """Write all text of the tree."""
        stack: list[tuple[etree._Element, _Frame]] = []
        top = _Frame("", (), 0)
        for event, node in etree.iterwalk(root, events=("start", "end")):
            if not isinstance(node.tag, str):
                continue
            if event == "start":
                frame = self._begin(node, stack[-1][1] if stack else top)
                stack.append((node, frame))
                self._write(node.text, frame)
            else:
                _, frame = stack.pop()
                self._end(frame)
                if stack:
                    self._write(node.tail, stack[-1][1])

    def _begin(self, node: etree._Element, outer: _Frame) -> _Frame:
        name = etree.QName(node).localname
        styles = outer.styles
        added = _STYLES.get(name)
        if name in _NOTES and not any(style[0] is MarkKind.NOTE for style in styles):
            added = (MarkKind.NOTE, _NOTE_REASON.format(name))
        if added and added not in styles:
            styles = (*styles, added)
        if name not in _INLINE or name == "br":
            self.out.break_line()
        if name in _CAPTIONS and not any(style[0] is MarkKind.NOTE for style in styles):
            self.out.begin_heading(min(max(outer.depth, 1), _MAX_HEADING))
        return _Frame(
            name,
            styles,
            outer.depth + (name not in _INLINE),
            unseen=outer.unseen or name in _UNSEEN,
            number=outer.number or name in _NUMBERS,
            of_section=name in _NUMBERS and outer.name == "section",
        )

    def _write(self, text: str | None, frame: _Frame) -> None:
        if not text or frame.unseen:
            return
        if frame.number and text.strip():
            number = " ".join(text.split())
            bare = frame.of_section and _BARE.fullmatch(number)
            self.out.write_number(f"Sec. {number}." if bare else number, frame.styles)
        else:
            self.out.write_collapsed(text, frame.styles)

    def _end(self, frame: _Frame) -> None:
        if frame.name in _CAPTIONS:
            self.out.end_heading()
        if frame.name not in _INLINE and frame.name not in _NUMBERS:
            self.out.break_line()
