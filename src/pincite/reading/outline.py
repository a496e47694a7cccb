"""The document as the reader walks it: law text without notes, children, sentences, and what each list is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pincite.model.document import MarkKind, Section, SourceDocument
from pincite.reading.compiled import CompiledGrammar
from pincite.reading.wording import Lexicon, lower_case, make_lexicon

_ABBREVIATION = re.compile(
    r"(?:\b(?:U\.S\.C?|C\.F\.R|No|Nos|Sec|Secs|Art|Ch|v|et seq|Inc|Dept|Gov|Mr|Ms|Mrs|Dr|St|vs|cf|e\.g|i\.e|a\.m|p\.m"
    r"|Stat|Ann|Rev|Code|Pub|Fed|Reg|Lt|Sgt|Capt|Jr|Sr|ILCS|R\.C|N\.Y|D\.C)|\b[A-Z]|\([a-z]\)|^\W*\w{1,4})$",
    re.IGNORECASE,
)
_LETTERED = re.compile(r"\b(?:Appendix|Exhibit|Attachment|Annex|Schedule|Form|Part|Title) [A-Z]$")
_END = re.compile(r"[.?!][\"”’)\]]*(?=\s+[\"“(\[]?[A-Z0-9(§])|\n|;(?=\s+(?:NOW|BE IT|RESOLVED|now, therefore|be it))")
_SAMPLE = 120_000  # code points in which signs of bad scanning are looked for
_OPENING = 6000
_LONGEST_AGREEMENT = 400_000
_TITLE, _SHORT = 400, 24_000
_STOPPED = re.compile(r"[.;?!]\W*$")
_LEADS = re.compile(r"(?:[:—–]|--|-)\W*$")
_ENACTS = re.compile(
    r"\b(?:is|are|be it|do|does|hereby) (?:hereby |further |therefore )*(?:order|ordain|enact|resolve|decree|adopt)"
    r"(?:ed|s|d)?"
    r"(?: as follows|,[^:.]{0,90}| by [^:.]{0,90})?$"
)
_FINITE = re.compile(r"\b(?:shall|may|must|will|should|can|has|have|is|are|do|does)\b")
# A main clause behind a condition ("except as provided in section 4, an agency shall not"): the condition is over.
_MAIN_CLAUSE = re.compile(r",[^,]{0,90}\b(?:shall|may|must|will|should|can|is|are)\b|\bshall (?:not )?do\b")
_CONDITION_TAIL = re.compile(
    r"\b(?:if|unless|when|whenever|where|provided(?:,? however)?,?(?: that)?|only if|only for"
    r"|except(?: that| when| where| if| as| in| for)*|upon"
    r"|(?:any|an?|each|every|such) (?:\w+ )?(?:(?:person|individual|inmate|prisoner|detainee) that|\w+ whom?)"
    r"|in (?:one or more of )?the following (?:circumstances|cases|situations)"
    r"|(?:any|all|one|either|both)(?: or more)? of the following (?:conditions?|circumstances|criteria|requirements"
    r"|apply|applies|is met|are met|exists?|is true|are true|occurs?|factors))\b[^.;]{0,110}$",
    re.IGNORECASE,
)
_BARE_CONDITION = re.compile(r"\b(?:unless|if|when|where|except|that)\W*$", re.IGNORECASE)
_DOING = re.compile(
    r"(?<!unless )(?<!\bif )(?<!when )(?<!except )"
    r"\b(?:from|do|doing|from doing|not do|engage in|to do|following (?:acts|actions|activities|conduct))\b"
    r"(?:(?!\b(?:unless|if|except|when|where)\b)[^.;]){0,40}$",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\b(?:any|all|one) of the following\W*$", re.IGNORECASE)
_DOING_ANY = re.compile(
    r"\b(?:from|do|doing|in|taking) (?:any (?:or all )?of )?the following\b[^.;]{0,130}$"
    r"|\bthe following (?:acts?|actions?|activit\w+|types?|forms?|kinds?|conduct|purposes?|duties|services"
    r"|assistance)\b[^.;]{0,220}$",
    re.IGNORECASE,
)
_BAN = re.compile(r"\b(?:shall|may|must|will|should) (?:not|never)\b|^\W*(?:\(?\w{1,4}[).]\s*)*no\b", re.IGNORECASE)
_VERBAL = re.compile(r"\b(?:shall|may|must|will|should)(?: not)?\W*$", re.IGNORECASE)
_MEANS = re.compile(
    r"\b(?:following (?:terms|words|definitions)|definitions?|meanings?|shall mean|means)\b[^.;]{0,80}$"
    r"|^\W*(?:\(?\w{1,4}[).]\s*)*[“\"][^”\"]{2,70}[”\"][^.;:]{0,40}\bmeans\b[^.;]{0,900}$",
    re.IGNORECASE,
)
_FINDS = re.compile(
    r"\b(?:finds?|declares?|determines?|recogni[sz]es?)"
    r"(?:,? (?:and )?(?:hereby )?(?:finds?|declares?|determines?|states?))*"
    r"(?:,? that)?(?: (?:all of )?the following| as follows)?(?: facts)?(?: to be true)?\W*$",
    re.IGNORECASE,
)
# "(4) Except with respect to persons awaiting trial: (A) Provide ...": the lead-in is nothing but the exception.
_ONLY_EXCEPTION = re.compile(
    r"^\W*(?:\(?\w{1,4}[).]\s*)*(?:except|unless|absent|without|subject to|notwithstanding|other than|in the absence)\b"
    r"(?:(?!\b(?:shall|may|must|will|should|can)\b)[^.;]){4,400}$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Outline:
    """The document's law text with children and kinds of lists at hand. Struck words and notes are blanked out.

    lexicon: set where the text is broken by bad scanning, so that its words are mended. bargain: it is an agreement.
    ruling: sections that define what may not be adopted, and so are rules. opening: the first words of a short
    document in lower case, which stand over all of it; "" in a long one.
    """

    document: SourceDocument
    law: str
    children: list[list[int]]
    lexicon: Lexicon | None = None
    bargain: bool = False
    spans: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    kinds: dict[int, str] = field(default_factory=dict)
    skipped: dict[int, bool] = field(default_factory=dict)
    ruling: frozenset[int] = frozenset()
    opening: str = ""
    outermost: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.outermost = [index for index, section in enumerate(self.sections) if section.parent < 0]

    @property
    def sections(self) -> tuple[Section, ...]:
        """The document's sections."""
        return self.document.sections

    def own_text(self, index: int) -> tuple[int, str]:
        """Where the node's own words start, and the words."""
        section = self.sections[index]
        return section.start, self.law[section.start : section.own_end]

    def sentences(self, index: int) -> list[tuple[int, int]]:
        """Spans of the sentences of the node's own words."""
        if index not in self.spans:
            self.spans[index] = split_sentences(self.own_text(index)[1])
        return self.spans[index]

    def list_kind(self, index: int, compiled: CompiledGrammar) -> str:
        """What the node's last sentence leads into (see ``lead_kind``)."""
        if index not in self.kinds:
            _, own = self.own_text(index)
            spans = self.sentences(index)
            kind = lead_kind(own[spans[-1][0] : spans[-1][1]], compiled) if spans else ""
            self.kinds[index] = "conduct" if index in self.ruling and kind == "definition" else kind
        return self.kinds[index]


def build_outline(document: SourceDocument, compiled: CompiledGrammar) -> Outline:
    """The outline with child lists; a lexicon where the text shows signs of bad scanning."""
    children: list[list[int]] = [[] for _ in document.sections]
    for index, section in enumerate(document.sections):
        if section.parent >= 0:
            children[section.parent].append(index)
    law = blank_marks(document)
    noisy = compiled.noise.search(law, 0, _SAMPLE) is not None
    return Outline(
        document=document,
        law=law,
        children=children,
        lexicon=make_lexicon(compiled.grammar.lexicon) if noisy else None,
        bargain=len(law) <= _LONGEST_AGREEMENT and compiled.agreement_document.search(law, 0, _OPENING) is not None,
        opening=lower_case(law[:_TITLE]) + " / " if len(law) <= _SHORT else "",
    )


def blank_marks(document: SourceDocument) -> str:
    """The reading text with struck words and notes replaced by spaces, so that offsets hold."""
    parts, at = [], 0
    for mark in sorted(document.marks, key=lambda item: item.start):
        if mark.kind is MarkKind.INSERTED or mark.end <= at:
            continue
        start = max(at, mark.start)
        parts += [document.text[at:start], " " * (mark.end - start)]
        at = mark.end
    return "".join([*parts, document.text[at:]])


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of ``text``; abbreviations and enumerators end none."""
    spans, start = [], 0
    for match in _END.finditer(text):
        before = text[max(start, match.start() - 16) : match.start()]
        if match.group()[0] == "." and _ABBREVIATION.search(before) and not _LETTERED.search(before):
            continue
        if text[start : match.end()].strip():
            spans.append((start, match.end()))
        start = match.end()
    if text[start:].strip():
        spans.append((start, len(text)))
    return spans


def lead_kind(text: str, compiled: CompiledGrammar) -> str:
    """What a sentence leads into: definition, finding, report, condition, conduct, or "" for none."""
    if _STOPPED.search(text[-40:]) or not text.strip():
        return ""
    tail = lower_case(text.rstrip(" \n:—–-"))
    led = _LEADS.search(text[-12:]) is not None
    if _MEANS.search(tail[-160:]):
        return "definition"
    if _FINDS.search(tail[-120:]):
        return "finding"
    if led and _ONLY_EXCEPTION.match(text):
        return "conduct"
    if _ENACTS.search(tail[-200:]):
        return ""
    leads = led or _BARE_CONDITION.search(tail) or _FINITE.search(tail)
    if leads and _opens_conditions(tail[-150:]) and not _names_conducts(tail):
        return "condition"
    if led and compiled.report.search(tail[-320:]) and not _BAN.search(tail):
        return "report"
    return "conduct"


def _opens_conditions(tail: str) -> bool:
    """Whether the last condition word of a lead-in governs the list, with no main clause behind it."""
    match = _CONDITION_TAIL.search(tail)
    while match and _MAIN_CLAUSE.search(tail, match.start()):
        match = _CONDITION_TAIL.search(tail, match.start() + 1)
    return match is not None


def _names_conducts(tail: str) -> bool:
    """Whether "any of the following" leads into conducts ("from doing any of the following"), not conditions."""
    listed = _DOING.search(_LISTED.sub("", tail[-160:])[-60:]) or _DOING_ANY.search(tail[-260:])
    return bool(listed or _VERBAL.search(tail[-40:]))
