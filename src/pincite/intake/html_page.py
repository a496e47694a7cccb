"""What a saved web page is as a whole: who made it, where its law stands, and whether there is any."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pincite.errors import InputError
from pincite.model.document import Flag
from pincite.packs.intake import HtmlRules, HtmlSource

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,2000})\}")
_CLASS = re.compile(r"(?:^|,)\s*[\w-]*\.([\w-]+)\s*(?=,|$)")
_REFERS_PARENTHESES = re.compile(r"\b(?:sub)?(?:section|division|paragraph|clause)s? \([0-9A-Za-z]{1,4}\)")
_REFERS_STOPS = re.compile(r"\b(?:sub)?(?:section|division|paragraph|clause)s? (?:\d{1,2}|[a-z])\b(?![-.:]\w|\w)")
_LAW_WORDS = re.compile(r"§|\bshall\b|\bmay not\b|\bmust\b|\bsections?\b", re.IGNORECASE)
_CONTENT = ("main", "[role=main]", "article")
_FEW_WORDS = 25
_SHELL_WORDS = 400  # a page of this few words that speaks like a shell and not like law is a shell
_LINK_SHARE = 0.85
_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)", re.IGNORECASE)
# Elements that close by themselves, so that one without an end tag does not nest.
_SELF_CLOSING_WORDS = """
    p li br td th tr dt dd hr img input meta link option tbody thead tfoot col colgroup base area wbr embed
    source param track html body head
"""
_SELF_CLOSING = frozenset(_SELF_CLOSING_WORDS.split())
_MAX_DEPTH = 10_000  # parsing time grows with the square of the depth
_WAY_OUT = "Open the page in a browser, wait until the law is shown, and save it as PDF or “complete web page”."


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleSheet:
    """Class names that the page's own style sheet draws struck through, underlined or not at all."""

    struck: frozenset[str]
    underlined: frozenset[str]
    hidden: frozenset[str]

    def kinds(self, attributes: dict[str, str | None]) -> set[str]:
        """Which of "struck", "underlined", "hidden" an element with ``attributes`` is."""
        names = set((attributes.get("class") or "").split())
        kinds = _kinds_of_css(attributes.get("style") or "")
        kinds |= {"struck"} if names & self.struck else set()
        kinds |= {"underlined"} if names & self.underlined else set()
        kinds |= {"hidden"} if names & self.hidden or "hidden" in attributes else set()
        return kinds


def declared_encoding(content: bytes) -> str:
    """The encoding that the page's head names; "" if none."""
    found = _CHARSET.search(content[:4096])
    return found[1].decode("ascii", errors="replace").lower() if found else ""


def check_depth(text: str, *, name: str) -> None:
    """Raise InputError for a page whose elements nest without end; no real page comes near."""
    depth = 0
    for end, tag in _TAG.findall(text):
        if tag.lower() not in _SELF_CLOSING:
            depth = max(0, depth - 1) if end else depth + 1
            if depth > _MAX_DEPTH:
                raise InputError("the page nests elements without end.", where=name, way_out=_WAY_OUT)


def read_style_sheet(tree: LexborHTMLParser) -> StyleSheet:
    """The class rules of the page's <style> elements, as far as they matter here."""
    classes: dict[str, set[str]] = {"struck": set(), "underlined": set(), "hidden": set()}
    css = "\n".join(node.text(deep=True) for node in tree.css("style"))
    for selector, body in _RULE.findall(re.sub(r"@media\s+print[^{]*\{", "", css[:500_000])):
        for kind in _kinds_of_css(body):
            classes[kind].update(_CLASS.findall(selector.strip()))
    return StyleSheet(**{kind: frozenset(names) for kind, names in classes.items()})


def choose_source(tree: LexborHTMLParser, rules: HtmlRules) -> HtmlSource:
    """The first publisher whose pages look like this one; the generic rules if none does."""
    return next((source for source in rules.sources if tree.css_first(source.match)), rules.generic)


def choose_content(tree: LexborHTMLParser, source: HtmlSource) -> LexborNode | None:
    """The element that holds the law: the publisher's, else a <main> with most of the text, else the body."""
    body = tree.body or tree.root
    if body is None:
        return None
    if source.content:
        return tree.css_first(source.content) or body
    if source.keep:
        return body
    whole = _text_size(body)
    for selector in _CONTENT:
        found = tree.css(selector)
        if len(found) == 1 and _text_size(found[0]) > 0.5 * whole:
            return found[0]
    return body


def counts_in_parentheses(source: HtmlSource, text: str) -> bool:
    """Whether list items are numbered (a), as the text's own references to them are, and not a."""
    if source.numbers != "auto":
        return source.numbers == "parentheses"
    return len(_REFERS_PARENTHESES.findall(text)) > len(_REFERS_STOPS.findall(text))


def check_law_text(text: str, link_size: int, rules: HtmlRules) -> tuple[Flag, ...]:
    """A Flag "no-law-text" where a page holds no text, only an error or sign-in notice, or only links.

    link_size: code points of ``text`` that stand inside links.
    """
    words = len(text.split())
    what = ""
    if words < _FEW_WORDS and not _LAW_WORDS.search(text):
        what = "The page was saved without the text of the law"
    elif words < _SHELL_WORDS and _speaks_like_shell(text, rules) and len(_LAW_WORDS.findall(text)) < 3:
        what = "The page holds an error, sign-in or cookie notice and not the text of the law"
    elif link_size > _LINK_SHARE * len(text):
        what = "The page is only a list of links; the law stands on the pages behind them"
    return (Flag(code="no-law-text", message=f"{what}. {_WAY_OUT}"),) if what else ()


def _speaks_like_shell(text: str, rules: HtmlRules) -> bool:
    return any(re.search(shell, text, re.IGNORECASE) for shell in rules.shells)


def _text_size(node: LexborNode) -> int:
    return sum(len(part.text_content or "") for part in node.traverse(include_text=True) if part.tag == "-text")


def _kinds_of_css(css: str) -> set[str]:
    if not css:
        return set()
    css = css.lower().replace(" ", "")
    kinds = {"struck"} if "line-through" in css else set()
    kinds |= {"underlined"} if re.search(r"text-decoration[a-z-]*:[^;]*underline", css) else set()
    return kinds | ({"hidden"} if "display:none" in css or "visibility:hidden" in css else set())
