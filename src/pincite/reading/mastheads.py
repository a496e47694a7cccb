"""The government that a local text names at its head: in a line of its own, or beside the words that enact it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pincite.model.document import Span
from pincite.model.law import Level
from pincite.packs.law import HeadPlace, load_body_rules, load_states
from pincite.reading.zones import Sources

_LINES, _HEAD, _LONGEST = 30, 3000, 110
_PHRASES = 8000  # code points in which the words that enact are looked for
_EDGES = " \t#*_|()[]:;.,-–—§"
_SEAL = re.compile(r"[)\s]+(?:ss?\.?s?\.?)?[)\s]*$", re.IGNORECASE)
_CALLED = re.compile(
    r"^(?:an? )?(?:order|ordinance|resolution|policy|code|charter) (?:of|for) (?:the )?", re.IGNORECASE
)
_BY = re.compile(r"^(?:by|of|for) (?:the )?", re.IGNORECASE)
_TITLE = r"\b(?:(?:AN )?ORDINANCE|(?:A )?RESOLUTION|An [Oo]rdinance|A [Rr]esolution) (?i:of)(?: (?i:the))?"
_TOLD = re.compile(r"(?i)\b(?:whereas|therefore)\b|[;\n]")
_OUT = re.compile(r"\b(?:between|whereas|and the (?:city|county|village|town))\b", re.IGNORECASE)


class Masthead(NamedTuple):
    """The government at the head of a text; "" and UNCLEAR where it names none or more than one."""

    level: Level = Level.UNCLEAR
    place: str = ""
    state: str = ""
    body: str = ""
    span: Span | None = None


class _Form(NamedTuple):
    """A way of naming a place, with or without its body."""

    rule: HeadPlace
    pattern: re.Pattern[str]


def read_masthead(sources: Sources, *, agency: bool = False) -> Masthead:
    """The government that the head of a text names. agency: of an agency's own policy, not of a local law.

    Lines are those of the reading text and, since that joins lines, of the raw text.
    """
    text = sources.text
    lines = [*_head_lines(text, text), *_head_lines(sources.raw, text)]
    state = next((code for _, _, code in lines if code), "")
    claims = [found for line, span, _ in lines if (found := _parse_line(line, span))]
    if agency:
        return _read_agency(lines, claims, state)
    enacting = list(_find_enacting(text[:_PHRASES]))
    found = _settle([*enacting, *claims])
    if found.level is Level.UNCLEAR:
        return found
    return found._replace(state=next((item.state for item in enacting if item.state), "") or state)


def _settle(claims: list[Masthead]) -> Masthead:
    """The one government of which all claims speak: those with a body first, a town before its county."""
    bodies = [item for item in claims if item.body]
    lasting = bodies or [item for item in claims if item.level is Level.CITY] or claims
    if not lasting or len({(item.level, item.place.lower()) for item in lasting}) != 1:
        return Masthead()
    return lasting[0]


def _read_agency(lines: list[tuple[str, Span | None, str]], claims: list[Masthead], state: str) -> Masthead:
    """The agency that a line names by its usual name or letters; else the place of the lines."""
    for line, span, _ in lines:
        for name, pattern in _agencies():
            match = pattern.match(line)
            if match:
                place = _plain(match["place"])
                county = " County" if " County" in name else ""
                return Masthead(Level.AGENCY, place + county, state, name.format(place=place), span)
    found = _settle(claims)
    return found._replace(state=state, body="") if found.place else found


# lines


def _head_lines(words: str, text: str) -> Iterator[tuple[str, Span | None, str]]:
    """The short lines of the head without what stands around them, and the state they end with.

    Each with where it first stands in ``text``, the reading text; None where it does not.
    """
    for raw in words[:_HEAD].split("\n")[:_LINES]:
        line = " ".join(_SEAL.sub("", raw).strip(_EDGES).split())
        if line and len(line) <= _LONGEST:
            start = text.find(line, 0, _HEAD)
            named, code = _split_state(line)
            yield named, Span(start=start, end=start + len(line)) if start >= 0 else None, code


def _split_state(line: str) -> tuple[str, str]:
    """The line without the state that it ends with, and that state's code: "VILLAGE OF LAMP, OHIO"."""
    match = _state_tail().search(line)
    return (line[: match.start()], _code(match["state"] or match["short"])) if match else (line, "")


@cache
def _state_tail() -> re.Pattern[str]:
    return re.compile(
        rf"(?i)(?:^|,? (?:of )?(?:the )?|, )(?:state|commonwealth) of {_states()}$|, ?{_states('short')}$"
    )


def _parse_line(line: str, span: Span | None) -> Masthead | None:
    """The government that a line is nothing but the name of, with or without its body."""
    if _OUT.search(line):
        return None
    for words in dict.fromkeys((line, _BY.sub("", _CALLED.sub("", line)))):
        for form in _line_forms():
            match = form.pattern.fullmatch(words)
            if match:
                return _claim(form.rule, match, span, words)
    return None


def _claim(rule: HeadPlace, match: re.Match[str], span: Span | None, words: str) -> Masthead:
    named = {key: _plain(value) for key, value in match.groupdict().items() if value}
    body = " ".join(match["whole"].split()) if match.groupdict().get("body") else ""
    return Masthead(Level(rule.level), rule.place.format(**named), "", body, span)


def _find_enacting(head: str) -> Iterator[Masthead]:
    """The bodies with their places that the words of enactment name."""
    for form in _phrase_forms():
        for match in form.pattern.finditer(head):
            if _is_recital(head[: match.start()]):
                continue
            found = _claim(form.rule, match, Span(start=match.start(), end=match.end()), match["whole"])
            yield found._replace(state=_code(match["state"] or match["state2"] or ""))


def _is_recital(before: str) -> bool:
    """Whether what follows stands in a recital, which tells what others did: "WHEREAS, ..."."""
    marks = _TOLD.findall(before)
    return bool(marks) and marks[-1].lower() == "whereas"


# patterns


@cache
def _line_forms() -> tuple[_Form, ...]:
    heads = load_body_rules().heads
    close = rf"(?: (?:{heads.closes}|{heads.short}))?"
    forms = []
    for rule in heads.places:
        place = _fill(rule.pattern)
        forms += [
            _Form(rule, re.compile(rf"(?P<whole>(?P<body>{heads.bodies})(?: (?i:of|for)(?: the)?|,)? {place})")),
            _Form(rule, re.compile(rf"(?P<whole>{place},? (?P<body>{heads.bodies}))")),
            _Form(rule, re.compile(rf"(?P<whole>{place}){close}")),
        ]
    return (*forms, *_town_forms(""))


@cache
def _phrase_forms() -> tuple[_Form, ...]:
    heads = load_body_rules().heads
    state = rf"(?:(?:,? (?:of )?(?:the )?| )(?i:state|commonwealth) of {_states()}|, ?{_states('state2')})?"
    forms = []
    for rule in heads.places:
        place = _fill(rule.pattern)
        bare = rf"(?P<whole>{place})"
        for whole in (
            rf"(?P<whole>(?P<body>{heads.bodies})(?: (?i:of|for)(?: (?i:the))?|,)? {place})",
            rf"(?P<whole>{place} (?P<body>{heads.bodies}))",
        ):
            forms.append(_Form(rule, _spaced(rf"(?:{heads.adopted}|{_TITLE}) {whole}\b{state}")))
            forms.append(_Form(rule, _spaced(rf"\b(?i:the) {whole}\b{state}{heads.ordains}\b")))
            forms.append(_Form(rule, _spaced(rf"\b(?i:resolved,? that the) {whole}\b{state} (?i:(?:does )?hereby)\b")))
        forms.append(_Form(rule, _spaced(rf"{_TITLE} {bare}\b{state}")))
    return (*forms, *_town_forms(state))


def _town_forms(state: str) -> Iterator[_Form]:
    """A town or city with its body and without "of": "Lampton City Council", "Village Board of Lampton"."""
    heads = load_body_rules().heads
    rule = next(item for item in heads.places if item.level == Level.CITY)
    name = _fill("(?P<name>{name})")
    kinds = r"(?i:city|common|town|village|borough|township)"
    boards = r"(?i:council|board|board of (?:trustees|supervisors|commissioners)|select ?board|commission)"
    for whole in (
        rf"(?P<whole>{name} (?P<body>{kinds} {boards}))",
        rf"(?P<whole>(?P<body>{kinds} {boards}) (?i:of) {name})",
    ):
        if not state:
            yield _Form(rule, re.compile(whole))
            continue
        yield _Form(rule, _spaced(rf"(?:{heads.adopted}|{_TITLE}) {whole}\b{state}"))
        yield _Form(rule, _spaced(rf"\b(?i:the) {whole}\b{state}{heads.ordains}\b"))


@cache
def _agencies() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (item.name, re.compile(_fill(item.pattern) + r"(?=$| (?i:policy|general|manual|directive)\b)"))
        for item in load_body_rules().heads.agencies
    )


def _fill(pattern: str) -> str:
    heads = load_body_rules().heads
    return pattern.replace("{name}", heads.name.replace("{stops}", heads.stops))


def _spaced(pattern: str) -> re.Pattern[str]:
    """The pattern with a space standing for any white space."""
    return re.compile(re.sub(r" (?![^\[]*\])", r"\\s+", pattern))


# states and names


@cache
def _states(group: str = "state") -> str:
    names = "|".join(sorted((row.name for row in load_states()), key=len, reverse=True))
    return rf"(?P<{group}>(?i:{names}))"


def _code(name: str) -> str:
    plain = " ".join(name.split()).lower()
    return next((row.code for row in load_states() if row.name.lower() == plain), "")


def _plain(name: str) -> str:
    """A name as people write it: "NORTH ELM" is "North Elm"."""
    words = name.rstrip(",;").split()
    return " ".join(word.capitalize() if word.isupper() and len(word) > 1 else word for word in words)
