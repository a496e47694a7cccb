"""A paper to hand out, as blocks that PDF, DOCX and HTML writers set in the same order; and sheets of tables."""

from __future__ import annotations

from dataclasses import dataclass

from pincite.errors import ImpossibleValueError


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Words of one look. look: "" plain, "strong", "quiet", "code", "struck", "note" or "new".

    lang: language of the words where it is not the paper's. tone: good, bad, mixed, open, off, plain or "".
    """

    text: str
    look: str = ""
    lang: str = ""
    tone: str = ""


Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading; level: 2 for a part of the paper, 3 and 4 below it (the title is level 1). lang: as of a Span."""

    text: str
    level: int = 2
    lang: str = ""

    def __post_init__(self) -> None:
        if not 2 <= self.level <= 4:
            raise ImpossibleValueError(f"a heading of level {self.level}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph. look: "" plain, "lead" large, "quiet" small, "callout" boxed."""

    line: Line
    look: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list; ordered: numbered."""

    lines: tuple[Line, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words of a document in its own language, and where they stand."""

    words: Line
    source: Line
    lang: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with a row of heads; the first cell of a row names it. widths: shares of the columns, one each.

    lang: language of the heads and the caption where it is not the paper's.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    widths: tuple[float, ...]
    lang: str = ""

    def __post_init__(self) -> None:
        if {len(self.widths), *(len(row) for row in self.rows)} != {len(self.head)}:
            raise ImpossibleValueError(f"table {self.caption!r}: rows, heads and widths do not agree")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A drawing as SVG; alt says in words all that it shows. width, height: in points."""

    svg: str
    alt: str
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Blanks:
    """Lines to write on, under a label."""

    label: str
    lines: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBreak:
    """What follows begins a new page."""


Block = Heading | Paragraph | Bullets | Quotation | Table | Chart | Blanks | PageBreak


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A whole paper. lang: its language. foot: small words at each page's foot; page_of: "page {page} of {all}".

    title_lang: language of the title where it is not the paper's.
    """

    title: str
    lang: str
    blocks: tuple[Block, ...]
    foot: str = ""
    page_of: str = "{page} / {all}"
    author: str = "Pincite"
    title_lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet of a workbook: heads, rows of text or numbers, widths of the columns in characters.

    choices: column (0-based) -> the only values that may be entered there.
    """

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]
    widths: tuple[int, ...]
    choices: tuple[tuple[int, tuple[str, ...]], ...] = ()
