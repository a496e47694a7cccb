"""Lines that open with the mark of a list item or section, and wrapped references that only look like it."""

from __future__ import annotations

import re


def word_set(words: str) -> frozenset[str]:
    """The words of a list with spaces between."""
    return frozenset(words.split())


_mark = re.compile(
    r"""[\[“"‘']{0,2}(?:
      (?P<paren>\[?\(\s?(?:([a-zA-Z])\2?|[ivxl]{1,6}|[IVXL]{1,6}|\d{1,3})(?:[-.]\d{1,2})?\s?\)\]?)
    | (?P<point>\[?(?:([a-zA-Z])\4?|[ivxl]{1,6}|[IVXL]{1,6}|\d{1,3})\]?[.)](?=\s|$|\(|[A-Z“"][a-zA-Z]))
    | (?P<decimal>\d{1,3}[A-Za-z]?(?:[.-]\d{1,4}){1,4}[A-Za-z]?[.:)]?(?=\s+[A-Z“"(\[]|$))
    | (?P<section>§+\s{0,3}\d|(?i:sec(?:tion|\.)|art(?:icle|\.)|chapter|part|title|rule|division|subpart
        |subchapter|appendix|exhibit|attachment|schedule)\s+(?:\d|[IVXLC]+\b|[A-Z]\b|one\b))
    | (?P<bullet>[•·▪■◦●○►‣❑□✓\uf0b7\uf0a7*]\s?|o\s(?=[A-Z])|[-–—]\s)
    )""",
    re.VERBOSE,
)
# Last words of a line that call for a reference on the next one.
_REFERRING = word_set(
    "section sections subsection subsections division subdivision subdivisions paragraph paragraphs"
    " subparagraph subparagraphs clause clauses subclause chapter chapters part parts subpart article"
    " articles title titles item items rule rules policy order form step phase page figure usc january"
    " february march april may june july august september october november december § §§ $ a an the of in"
    " under by to with through per than least most within see every each both either neither from for at"
    " exceed exceeding approximately about over is are not one two three four five six seven eight nine"
    " ten eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand"
)
# The same with a full stop behind them; other words with a full stop end a sentence.
_REFERRING_SHORT = word_set(
    "art c.f.r ch cl no nos p par pars pp sec secs stat stats subd subds subs u.s u.s.c"
)
_DANGLING = word_set(
    "a an and any are as at be been but by each every for from has have he her his if in into is its may"
    " no nor not of on or other shall she should such than that the their these they this those to under"
    " until upon was were when where which who whose will with within without would"
)
_captioned = re.compile(r"[\w.-]*[.:—–][”\"]? +[“\"]?[A-Z]|[\w.-]*$")
_LINKS = word_set("and or and/or but")
_joined = re.compile(
    r"(?:\((?:[a-z]{1,4}|[A-Z]{1,4}|\d{1,3})\)|\b\d[\d.]*|s)(?:,| ?-)? ?(?:and|or|through|to|and/or)?,?$"
)
_after = re.compile(  # what follows a reference: the sentence goes on
    r"\s*(?:[,;)]|(?:of|and|or|through|to|above|below|hereof|shall|is|are|was|were|may|must|does|do|applies|apply|within"
    r"|hours|days|months|years|feet|percent|business|calendar|working)\b|\()"
)
TAIL = 60  # characters at the end of a line that are looked at


def last_word(line: str) -> str:
    """The last word of a line in lower case, without a full stop behind it."""
    return line[-24:].rsplit(" ", 1)[-1].lower().rstrip(".")


def dangles(line: str) -> bool:
    """Whether the sentence must go on after the line: it ends with "of the", "," or a dash."""
    return line[-1] in ",&(/–—-" or (line[-1] != "." and last_word(line) in _DANGLING)


def ends_item(line: str, stops: str = ";:") -> bool:
    """Whether the line ends like an item before the next item: "…; and"."""
    word = last_word(line)
    return word in _LINKS and line[-len(word) - 2 : -len(word) - 1] in tuple(stops)


def last_stop(line: str) -> str:
    """The last character of a line but for closing quotation marks and brackets; "" where there is none."""
    return line[-4:].rstrip("”\"’')]")[-1:]


def opening_mark(line: str) -> re.Match[str] | None:
    """The mark that opens a line: "(b)", "1.", "415.3", "§ 12", "Section 4", a bullet; None without one."""
    match = _mark.match(line[:TAIL])
    if match and match["section"] and line[0].islower():
        return None
    return match


def cites(before: str, line: str, mark: re.Match[str]) -> bool:
    """Whether the mark belongs to the sentence of the line before: "… under paragraph / (2) of this"."""
    word = last_word(before)
    if word in (_REFERRING_SHORT if before[-1] == "." else _REFERRING):
        return True
    if before[-1] == "." and "." in word and line[0] == "§":  # "4 V.C. / § 12"
        return True
    if last_stop(before) in "!?:;.—–" or ends_item(before, ";:,"):
        return False
    if mark["bullet"]:
        return mark.group()[0] in "-–—" and not line[2:3].isupper()
    if mark["section"]:
        sentence = len(before) > TAIL // 2 and not before.isupper() and not _captioned.match(line, mark.end())
        return before[-1] == "," or sentence
    if not _after.match(line[mark.end() : mark.end() + TAIL]):
        return False
    mid_sentence = before[-1].islower() or before[-1] == ","
    return bool(_joined.search(before[-TAIL:])) or (bool(mark["paren"]) and mid_sentence)
