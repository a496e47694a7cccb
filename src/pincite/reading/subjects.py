"""Who is spoken of: the noun phrase before an operator, and whether it acts for a state or local agency."""

from __future__ import annotations

import re

from pincite.reading.compiled import CompiledGrammar

_REACH = 260
_LONG_OPERATOR = 24
_BREAK = re.compile(r"[;:.](?:\s|$)|,(?= (?:and|or|but|the|a|an|any|no|each|every|such)\b)|[—–]")
_ENUMERATORS = re.compile(r"^[\W\d_]*(?:\(?\w{1,4}[).]\s+)*")
# "The sheriff shall not ask, and shall not record": the second verb has the subject of the first.
_CARRIED = re.compile(r"\b(?:and|or|nor|but)\W*$", re.IGNORECASE)
_MODAL = re.compile(r"\b(?:shall|may|must|should|will)\b", re.IGNORECASE)
_OPENING = re.compile(
    r"^[\W\d_]*(?:\(?\w{1,4}[).]\s+)*(?:(?:and|or|but|that|if|when|whenever|where|unless|whether|then|because|before"
    r"|after|while|as)\s+)*",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    r"^(?:for|upon|in|to|if|when|whenever|where|unless|notwithstanding|despite|subject|as|pursuant|under|after|before|by"
    r"|at|with|on|during|except|except as|once|until|within|without|absent|beginning|should|while|because|since"
    r"|however|further|furthermore|accordingly|additionally|generally|therefore)\b",
    re.IGNORECASE,
)
_HEAD_END = re.compile(
    r"\b(?:who|whom|that|which|whose|of|by|from|to|with|for|in|on|at|under|upon|having|acting|visiting|assigned"
    r"|through|within|pursuant|seeking|requesting|when|if)\b|,",
    re.IGNORECASE,
)
_DETERMINER = re.compile(r"(?:(?:the|an?|any|such|each|every|no) )?", re.IGNORECASE)
_JOINED = re.compile(r",? (?:and|or) ", re.IGNORECASE)
_AGENT = re.compile(
    r"\b(?:officers?|officials?|agents?|employees?|personnel|directors?|secretary|supervisors?|representatives?"
    r"|members?|investigators?|commissioner|staff)\W*$",
    re.IGNORECASE,
)


def subject_of(text: str, start: int, end: int) -> str:
    """The words before the operator at start..end, or those in a long one ("no officer of the county shall")."""
    if end - start > _LONG_OPERATOR:
        return text[start:end]
    before = text[max(0, start - _REACH) : start]
    cut = max(before.rfind("; "), before.rfind(". "), before.rfind(": "))
    subject = before[cut + 2 :] if cut >= 0 else before
    first = _MODAL.search(subject) if _CARRIED.search(subject) else None
    return subject[: first.start()] if first else subject


def noun_phrase(subject: str) -> str:
    """The noun phrase right before the operator, without enumerators, headings and conditions before it."""
    at = 0
    for match in _BREAK.finditer(subject):
        if subject[match.end() :].strip():
            at = match.end()
    phrase = _ENUMERATORS.sub("", subject[at:].strip())
    while _PREFIX.match(phrase) and ", " in phrase:
        phrase = phrase.split(", ", 1)[1]
    return _OPENING.sub("", phrase)


def is_private(subject: str, compiled: CompiledGrammar) -> bool:
    """Whether the subject is a private person or body of the kinds that the topic names."""
    return compiled.private_subject.search(_head(subject)[0]) is not None


def is_federal(subject: str, compiled: CompiledGrammar) -> bool:
    """Whether the subject is the federal side, so that no state or local agency is ruled."""
    head, rest = _head(subject)
    if not head:
        return False
    phrase = head + rest
    named = compiled.federal_start.match(phrase, _DETERMINER.match(phrase).end())  # type: ignore[union-attr]
    if compiled.federal_subject.search(head) or (named and not _JOINED.search(head, named.end())):
        return True
    following = re.match(r"\W*(?:of|from|for|with|in) (?:the )?", rest)
    return bool(_AGENT.search(head) and following and compiled.federal_start.match(rest, following.end()))


def _head(subject: str) -> tuple[str, str]:
    """The noun phrase up to its first preposition or relative, and the rest of it."""
    phrase = noun_phrase(subject)
    head = _HEAD_END.split(phrase, maxsplit=1)[0].strip()
    return head, phrase[len(head) :]
