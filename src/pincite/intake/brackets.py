"""Bills and local laws that print deleted words in [brackets]: finds them and marks them struck."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pincite.intake.raw import RawText
from pincite.model.document import Flag, Mark, MarkKind

# The document itself says that brackets hold what is taken out.
_EXPLAINS = re.compile(
    r"matter\s+(?:enclosed\s+)?in\s+(?:\[\s*)?brackets"
    r"|\[\s*\]\s*(?:is|are|indicates?|denotes?)\s+(?:old|matter|text|material|deleted|existing|language)"
    r"|brackets?\s*\]?\s+(?:is|are|indicates?|denotes?|shows?|means?)\s+[^.]{0,40}"
    r"(?:deleted|deletions?|omitted|repealed|stricken|removed)"
    r"|(?:deleted|omitted|repealed|stricken|removed)\s+[^.]{0,40}\bin\s+\[?(?:square\s+)?brackets",
    re.IGNORECASE,
)
_ENACTS = re.compile(
    r"\bbe\s+it\s+(?:hereby\s+)?(?:enacted|ordained)\b|\bdo\s+enact\s+as\s+follows\b|\bdoes\s+ordain\b"
    r"|\bbe\s+it\s+resolved\s+and\s+ordained\b",
    re.IGNORECASE,
)
# Only the formula of an act that changes other law; a code merely says that an ordinance "was amended".
_AMENDS = re.compile(
    r"\bamended\b[^.;:]{0,200}?\b(?:to\s+read|as\s+follows|by\s+(?:add|amend|repeal|delet|strik|insert)ing)\b"
    r"|\b(?:is|are)\s+(?:hereby\s+)?repealed\b",
    re.IGNORECASE,
)
_LOCAL_LAW = re.compile(r"\A.{0,600}\blocal\s+law\b", re.IGNORECASE | re.DOTALL)
# "§ 2. " or "Section 3. " at a line's start: the next section of the bill; a deletion does not run across it.
_BILL_SECTION = re.compile(r"\n[ \t]*(?:§|Section|SECTION|Sec\.|SEC\.)[ \u00a0]?\d{1,3}\.[ \u00a0]")
_EDITORIAL = re.compile(
    r"\s*|(?:sic|\.{2,}|…|reserved|emphasis (?:added|supplied)|blank|seal|signed|repealed|expired|vacant"
    r"|(?:see|effective|formerly|note|as (?:added|amended)|amended|added|until|former|ed)\b.*"
    r"|\s*\d{4} c \d+ .*|[xX_✓ -]+|l\.?s\.?)\.?",
    re.IGNORECASE | re.DOTALL,
)
_REFERENCE = re.compile(r"\s*\d{1,3}\s*")
_RENUMBERED = re.compile(r"[\s\u00a0\u2000-\u200a]*(?:\(?\d|\(?[A-Za-z]{1,4}[.)])")
_EXPLAINING = ("racket", "RACKET", "[ ]", "[]")  # one of these stands in every explanation
_MAX_ACT = 400_000  # code points; what is longer and does not explain its brackets is a code, not an act
_MAX_DELETION = 20_000  # code points; the longest seen in real bills has 1,904


def looks_amending(text: str) -> bool:
    """Whether ``text`` is a bill or local law that changes other law and may show old words too."""
    if any(word in text for word in _EXPLAINING) and _EXPLAINS.search(text):
        return True
    if len(text) > _MAX_ACT or not _AMENDS.search(text):
        return False
    return bool(_ENACTS.search(text) or _LOCAL_LAW.match(text))


def mark_bracketed(raw: RawText) -> RawText:
    """``raw`` with a STRUCK mark, brackets included, on each bracketed deletion of an amending law.

    Other texts come back as they are. A bracket that is not closed within its section marks nothing and is
    told in a Flag "open-bracket".
    """
    if "[" not in raw.text or not looks_amending(raw.text):
        return raw
    pairs, open_ones = _pair_brackets(raw.text)
    inserted = [mark for mark in raw.marks if mark.kind is MarkKind.INSERTED]
    struck = [mark for mark in raw.marks if mark.kind is MarkKind.STRUCK]
    new = [
        Mark(kind=MarkKind.STRUCK, start=start, end=end, reason="deleted: printed in brackets")
        for start, end in pairs
        if _is_deletion(raw.text, start, end) and not _already_struck(struck, start, end)
    ]
    flags = [_open_flag(raw.text, start) for start in open_ones[:20] if not _inside(inserted, start)]
    marks = tuple(sorted((*raw.marks, *new), key=lambda mark: (mark.start, mark.end)))
    return replace(raw, marks=marks, flags=(*raw.flags, *flags))


def _pair_brackets(text: str) -> tuple[list[tuple[int, int]], list[int]]:
    """Outermost ``[...]`` runs that close within their section, and the starts of those that do not."""
    pairs: list[tuple[int, int]] = []
    open_ones: list[int] = []
    stack: list[int] = []
    for position, sign in _find_tokens(text):
        if stack and (sign == "\n" or position - stack[0] > _MAX_DELETION):
            open_ones += stack[:1]
            pairs += _inner_pairs(text, stack[0] + 1, position) if len(stack) > 1 or sign == "\n" else []
            stack = []
        if sign == "[":
            stack.append(position)
        elif sign == "]" and stack:
            start = stack.pop()
            if not stack:
                pairs.append((start, position + 1))
    if stack:
        open_ones.append(stack[0])
        pairs += _inner_pairs(text, stack[0] + 1, len(text))
    return pairs, open_ones


def _find_tokens(text: str) -> Iterator[tuple[int, str]]:
    """Brackets, and "\\n" where a new section of the bill begins, in order."""
    sections = iter([*(found.start() for found in _BILL_SECTION.finditer(text)), len(text) + 1])
    border = next(sections)
    for found in re.finditer(r"[\[\]]", text):
        while border < found.start():
            yield border, "\n"
            border = next(sections)
        yield found.start(), found[0]
    while border <= len(text):
        yield border, "\n"
        border = next(sections)


def _inner_pairs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Closed runs without brackets inside ``text[start:end]``, after an opening bracket that never closed."""
    return [(start + found.start(), start + found.end()) for found in re.finditer(r"\[[^\[\]]*\]", text[start:end])]


def _is_deletion(text: str, start: int, end: int) -> bool:
    inner = text[start + 1 : end - 1]
    if _EDITORIAL.fullmatch(inner):
        return False
    explained = _EXPLAINS.search(text, max(0, start - 40), end + 60)
    if explained and explained.start() < end and start < explained.end():
        return False
    return not _REFERENCE.fullmatch(inner) or bool(_RENUMBERED.match(text[end : end + 12]))


def _already_struck(struck: list[Mark], start: int, end: int) -> bool:
    return any(mark.start <= start and end <= mark.end for mark in struck)


def _inside(marks: list[Mark], position: int) -> bool:
    return any(mark.start <= position < mark.end for mark in marks)


def _open_flag(text: str, start: int) -> Flag:
    words = " ".join(text[start : start + 60].split())
    message = f"A bracket is never closed: “{words}…”. Look there for words that were deleted."
    return Flag(code="open-bracket", message=message)
