"""How paragraphs open: as a section, a container of sections, a heading, a list item or plain text.

Works on the reading text, where one newline ends a paragraph. One compiled pattern is matched at the start
of each paragraph; nothing else looks at the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from pincite.intake.enumerators import ABBREVIATION, LINE_MARK, Enumerator, find_chained_marks, find_readings


class Kind(Enum):
    """How a paragraph opens."""

    PLAIN = "plain"
    BULLET = "bullet"
    ITEM = "item"
    HEADING = "heading"
    CONTAINER = "container"
    PLAIN_SECTION = "plain-section"  # "Section 3.", "§ 2.": parts of one act
    CODE_SECTION = "code-section"  # "§ 9-131", "415.3", "RCW 10.93.160": numbers of a code or manual


class Opening(NamedTuple):
    """One paragraph, ``text[start:stop]`` without its outer white space.

    label: the number as printed; heading: its caption; body: where its own words begin; marks: the
    enumerators that it opens with; level: of the format's own heading, 0 where it is none; whole: nothing
    stands behind the caption; colon: the last code point opens a list; quoted: it opens inside quotes.
    """

    kind: Kind
    start: int
    stop: int
    body: int
    label: str = ""
    heading: str = ""
    marks: tuple[Enumerator, ...] = ()
    level: int = 0
    whole: bool = False
    colon: bool = False
    quoted: bool = False


_NUMBER = r"\d{1,5}[A-Za-z]{0,2}(?:[-–.:](?:\d{1,5}[A-Za-z]{0,2}|[A-Za-z]\b))*"
_AFTER = r"\.?(?:\s+[-–—]+\s*|[-–—:]+\s*|\s+|$)"
_CONTAINER_NAMES = (
    r"(?i:(?:sub)?(?:title|chapter|part|article|division)|t[ií]tulo|cap[ií]tulo|art[ií]culo"
    r"|appendix|exhibit|attachment|schedule)"
)
_START = re.compile(
    r"(?P<bullet>[•●▪◦‣∙⁃*\-–]\s+)"
    r"|(?P<section>(?:(?:[A-Z][A-Z.]{1,10}\s+)?§{1,2}\s*|(?i:secci[oó]n|sec(?:tion|s)?)\b\.?\s*"
    r"|[A-Z][A-Z.]{2,9}\s+(?=\d+[A-Z]?[.:]\d))" + _NUMBER + r"(?:—" + _NUMBER + r")?)" + _AFTER + r"(?=[A-Z“\"\[(¿]|$)"
    r"|(?P<container>" + _CONTAINER_NAMES + r"\s+(?:\d+[A-Z]{0,2}(?:[-–.]\d+[A-Z]?)*|[IVXLC]{1,7}|[A-Z]{1,2})(?![\w(]))"
    r"\s*[.:—–-]*\s*"
    r"|(?P<decimal>\d{1,4}[A-Z]?(?:[-–.]\d{1,5}[A-Za-z]?){1,5})(?:\.?(?:\s+[-–—]\s*|\s+)(?=[A-Z“\"\[(¿])|\.$)"
    r"|" + LINE_MARK + r"|(?P<label>[A-Z][A-Z /&’'()-]{3,40}):\s+(?=\S)"
)
_NOT_A_NUMBER = re.compile(
    r"\d{1,2}[-.]\d{1,2}[-.]\d{4}$|(?:1[0-2]|0?[1-9])-(?:[12]\d|3[01]|0?[1-9])-\d\d$|\d{3}[-.]\d{3}[-.]\d{4}$|\d{3}[-.]\d{4}$"
    r"|(?:19|20)\d\d[-–.](?:19|20)\d\d$|(?:19|20)\d\d-\d\d-\d\d$|\d{5}-\d{4}$"
)
_CITED_CODE = re.compile(r"(?:U\.? ?S\.? ?C|C\.? ?F\.? ?R|ILCS|USC|CFR|Stat\b|F\.|S\.? ?Ct|So\.|N\.[EW]\.)")
_LEADERS = re.compile(r"\.{4}|(?:\. ){4}|…{2}|\t\d+$")
_VERB = re.compile(
    r"\b(?:shall|may|must|should|will|would|is|are|was|were|be|means?|has|have|does|do|can|cannot|takes?|applies"
    r"|includes?)\b",
    re.IGNORECASE,
)
_SENTENCE_VERB = re.compile(
    r"\b(?:shall|may|must|should|will|is|are|was|were|means?|has|have|applies|takes?)\b", re.IGNORECASE
)
_RUN_IN = re.compile(r"[“\"]?[A-Z][^.:;\n]{1,90}?(?:[.:](?=\s)|\s?[—–](?=\s?[A-Z(]))")
_SECTION_CAPTION = re.compile(r"[“\"]?[A-Z(][^\n]{1,250}?(?:\.(?=\s+[A-Z(“\"\[\d]|\s+[a-z]\. )|\.[—–]|$)")
_FIRST_OF_SERIES = re.compile(r"[-.]0*1$")
_GOES_ON = re.compile(r"\b(?:and|or)$", re.IGNORECASE)
_LONE_LABEL = re.compile(r"[A-Z][\w/&’']*(?: [\w/&’']+){0,2}:$")
_BIG_WORD = re.compile(r"[^\W\d_]{4}")
_MARKDOWN = re.compile(r"#{1,6}\s+")
_HEADING_LIMIT = 100
_CAPTION_LIMIT = 120
_SHORT_LINE = 24
_CODE_FROM = 100  # "§ 1373" is a number of a code, "§ 3" a part of an act


def parse_openings(text: str, headings: Sequence[tuple[int, int, int]] = ()) -> list[Opening]:
    """Every paragraph that is not blank, in order. headings: (start, end, level) marked by the format."""
    levels = {start + _blank_before(text, start, end): level for start, end, level in headings if start < end}
    openings: list[Opening] = []
    position = 0
    for line in text.split("\n"):
        kept = line.strip()
        if kept:
            start = position + line.index(kept[0])
            openings.append(_parse_opening(text, start, start + len(kept), kept, levels.get(start, 0)))
        position += len(line) + 1
    return _with_titles(text, openings)


def _with_titles(text: str, openings: list[Opening]) -> list[Opening]:
    """Make headings of the titles of manuals: a plain caption right before the first section of a series."""
    for index in range(len(openings) - 1):
        opening, following = openings[index], openings[index + 1]
        if opening.kind is not Kind.PLAIN or following.kind is not Kind.CODE_SECTION or opening.heading:
            continue
        kept = text[opening.start : min(opening.stop, opening.start + _HEADING_LIMIT)]
        if (
            _FIRST_OF_SERIES.search(following.label)
            and opening.stop - opening.start < _HEADING_LIMIT
            and _is_caption(kept)
        ):
            openings[index] = opening._replace(kind=Kind.HEADING, heading=kept, whole=True, body=opening.stop)
    return openings


def _blank_before(text: str, start: int, end: int) -> int:
    """How many code points of white space ``text[start:end]`` begins with."""
    piece = text[start:end]
    return len(piece) - len(piece.lstrip())


def _parse_opening(text: str, start: int, stop: int, kept: str, level: int) -> Opening:
    """Classify one paragraph."""
    begin = start
    if kept[0] == "#" and (marker := _MARKDOWN.match(kept)):
        level = level or marker.end() - len(kept[: marker.end()].lstrip("#"))
        begin, kept = start + marker.end(), kept[marker.end() :]
    opening = _match_opening(text, begin, stop, kept, level)
    if opening is None:
        opening = _plain_or_heading(begin, stop, kept, level)
    if begin == start:
        return opening
    marks = (opening.marks[0]._replace(start=start), *opening.marks[1:]) if opening.marks else ()
    return opening._replace(start=start, marks=marks)


def _match_opening(text: str, start: int, stop: int, kept: str, level: int) -> Opening | None:
    """The opening that a number, mark, bullet or label announces; None where there is none."""
    match = _START.match(text, start, stop)
    if match is None:
        return None
    name = match.lastgroup
    if name != "label" and name != "bullet" and _LEADERS.search(kept):
        return None
    if name == "section" or name == "decimal":
        return _section(kept, match, name, stop, level)
    if name == "container":
        return _container(kept, match, stop, level)
    if name == "mark":
        return _item(text, kept, match, stop, level)
    if name == "bullet":
        return Opening(Kind.BULLET, start, stop, match.end(), level=level, colon=_opens_list(kept))
    return Opening(Kind.PLAIN, start, stop, match.end(), heading=match["label"], level=level, colon=_opens_list(kept))


def _opens_list(kept: str) -> bool:
    """Whether a paragraph ends as lead-ins do."""
    return kept[-1] in ":—" or kept.endswith((":-", ".--", "--"))


def _section(kept: str, match: re.Match[str], name: str, stop: int, level: int) -> Opening | None:
    """A section heading, or None where the number is a date, a telephone number or a citation."""
    start, body = match.span()
    printed = match[name]
    rest = kept[body - start :]
    if name == "decimal" and (_CITED_CODE.match(rest) or (kept[len(printed)] != "." and _NOT_A_NUMBER.match(printed))):
        return None
    if name == "section" and not printed[0].isupper() and printed[0] != "§":
        return None
    label = " ".join(printed.split()).rstrip(".: ")
    code = _is_code_number(label)
    caption, whole = _section_caption(rest, level)
    return Opening(
        Kind.CODE_SECTION if code else Kind.PLAIN_SECTION,
        start, stop, body + (len(rest) if whole else len(caption)),
        label=label, heading=caption.rstrip(".— –"), level=level, whole=whole, colon=_opens_list(kept),
    )  # fmt: skip


def _is_code_number(label: str) -> bool:
    """Whether a number is one of a code or manual ("9-131", "1373"), not the part of an act ("3", "3A")."""
    digits = label.split()[-1].lstrip("§")
    plain = digits if digits.isdigit() else digits[:-1]
    return not plain.isdigit() or int(plain) >= _CODE_FROM


def _section_caption(rest: str, level: int) -> tuple[str, bool]:
    """Caption of a section with its stop, and whether nothing stands behind it."""
    match = _SECTION_CAPTION.match(rest)
    if match is None:
        return "", not rest
    caption, whole = match[0], match.end() == len(rest)
    if level or rest.isupper() or not (_SENTENCE_VERB.search(caption) or ABBREVIATION.search(caption)):
        return (caption, whole) if not (whole and caption[-1] in ",;:") else ("", False)
    return "", False


def _container(kept: str, match: re.Match[str], stop: int, level: int) -> Opening | None:
    """A heading such as "CHAPTER 27A Enforcement"; None where the line is a sentence about one."""
    start, body = match.span()
    rest = kept[body - start :]
    if (
        not kept[0].isupper()
        or len(rest) > 2 * _CAPTION_LIMIT
        or (rest and not (rest[0].isupper() or rest[0] in '“"[('))
    ):
        return None
    if rest and (rest[-1] in ";,:" or _VERB.search(rest)) and not rest.isupper():
        return None
    label = " ".join(match["container"].split())
    return Opening(Kind.CONTAINER, start, stop, stop, label=label, heading=rest.rstrip(". "), level=level, whole=True)


def _item(text: str, kept: str, match: re.Match[str], stop: int, level: int) -> Opening | None:
    """A list item with all marks that it opens with; None where the mark has no reading."""
    readings = find_readings(match["mark"])
    if not readings or (match["mark"][-1] == "." and readings[0].ordinal > 99):
        return None
    start, body = match.span()
    if match["mark"][0].isalpha() and len(kept) < _SHORT_LINE and text[body : body + 2].strip()[:1].isdigit():
        return None  # "p. 3", "c. 12"
    struck = "[" in match["lead"]
    first = Enumerator(start, body, match["mark"], readings, struck=struck)
    chain = find_chained_marks(text, body, stop)
    body = chain[-1].body if chain else body
    rest = kept[body - start :].lstrip()
    caption, whole = _item_caption(rest, level)
    return Opening(
        Kind.ITEM, start, stop, stop - len(rest) + len(caption),
        label=match["mark"], heading=caption.rstrip(".:— –"), marks=(first, *chain), level=level, whole=whole,
        colon=not rest or _opens_list(kept), quoted=match["lead"][:1] in ("“", '"'),
    )  # fmt: skip


def find_caption(text: str, start: int, stop: int) -> str:
    """The run-in caption behind a mark inside a paragraph, ``text[start:stop]``; "" where there is none."""
    rest = text[start : min(stop, start + 2 * _CAPTION_LIMIT)].lstrip()
    return _item_caption(rest, 0)[0].rstrip(".:— –") if stop - start > _CAPTION_LIMIT or _RUN_IN.match(rest) else ""


def _item_caption(rest: str, level: int) -> tuple[str, bool]:
    """Caption of a list item with its stop, and whether nothing stands behind it."""
    if rest and len(rest) <= _CAPTION_LIMIT and (level or _is_caption(rest)):
        return rest, True
    match = _RUN_IN.match(rest)
    if match is None or match.end() >= len(rest) or len(match[0].split()) > 12 or _VERB.search(match[0]):
        return "", False
    if ABBREVIATION.search(match[0]):
        return "", False
    return match[0], False


def _is_caption(rest: str) -> bool:
    """Whether a whole paragraph is a title: capitals or title case, no verb, no closing punctuation."""
    if rest[-1] in ".;,:—" or not rest[0].isupper() or ";" in rest or _GOES_ON.search(rest) or _VERB.search(rest):
        return False
    if rest.isupper():
        return True
    words = [word for word in rest.split() if len(word) > 3 and word[0].isalpha()]
    return 2 * sum(word[0].isupper() for word in words) >= len(words)


def _plain_or_heading(start: int, stop: int, kept: str, level: int) -> Opening:
    """A paragraph that no number announces."""
    colon = _opens_list(kept)
    short = len(kept) <= _HEADING_LIMIT
    if level or (short and (_is_capitals_heading(kept) or (colon and _is_label(kept)))):
        return Opening(Kind.HEADING, start, stop, stop, heading=kept.rstrip(": "), level=level, whole=True)
    return Opening(Kind.PLAIN, start, stop, start, colon=colon)


def _is_capitals_heading(kept: str) -> bool:
    """Whether a short line of capitals is a heading rather than a line of a statute set in capitals."""
    if not kept.isupper() or kept[-1] in ";," or not _BIG_WORD.search(kept) or _LEADERS.search(kept):
        return False
    return kept[-1] not in "." or kept.count(" ") < 6


def _is_label(kept: str) -> bool:
    """Whether a line is a lone label such as "Procedure:"."""
    return bool(_LONE_LABEL.match(kept)) and not _VERB.search(kept)
