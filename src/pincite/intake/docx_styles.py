"""Styles of a Word document, as far as they change what its text means: headings, struck words, lists."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from pincite.intake.docx_numbering import W

_MAX_CHAIN = 20  # how far a style may be based on another


@dataclass(frozen=True, slots=True)
class Styles:
    """Style id -> heading level, list and depth; and the ids of styles that strike through."""

    levels: dict[str, int] = field(default_factory=dict)
    lists: dict[str, tuple[str, str]] = field(default_factory=dict)
    struck: frozenset[str] = frozenset()

    def heading_level(self, style_id: str) -> int:
        """1 to 9, or 0 where the style is no heading."""
        return self.levels.get(style_id, 0)

    def list_of(self, style_id: str) -> tuple[str, str]:
        """List id and depth that the style brings; ("", "0") if none."""
        return self.lists.get(style_id, ("", "0"))

    def is_struck(self, style_id: str) -> bool:
        """Whether the style draws a line through its words."""
        return style_id in self.struck


def read_styles(root: etree._Element | None) -> Styles:
    """The styles of word/styles.xml, each with what it takes over from the style it is based on."""
    if root is None:
        return Styles()
    nodes = {node.get(W + "styleId") or "": node for node in root.iter(W + "style")}
    chains = {style_id: _chain(style_id, nodes) for style_id in nodes}
    return Styles(
        levels={style_id: level for style_id, chain in chains.items() if (level := _level(chain))},
        lists={style_id: found for style_id, chain in chains.items() if (found := _list(chain))[0]},
        struck=frozenset(style_id for style_id, chain in chains.items() if _is_struck(chain)),
    )


def is_on(form: etree._Element, name: str) -> bool:
    """Whether a yes/no property such as strike stands in a run's form and is not switched off."""
    node = form.find(W + name)
    return node is not None and (node.get(W + "val") or "true").lower() not in ("0", "false", "off", "none")


def _chain(style_id: str, nodes: dict[str, etree._Element]) -> list[etree._Element]:
    """The style and those it is based on, nearest first."""
    chain: list[etree._Element] = []
    while style_id in nodes and len(chain) < _MAX_CHAIN:
        chain.append(nodes[style_id])
        base = nodes[style_id].find(W + "basedOn")
        style_id = (base.get(W + "val") or "") if base is not None else ""
    return chain


def _level(chain: list[etree._Element]) -> int:
    for node in chain:
        name = node.find(W + "name")
        words = (name.get(W + "val") or "") if name is not None else ""
        found = re.fullmatch(r"heading (\d)", words, re.IGNORECASE)
        if found:
            return int(found[1])
        if words.lower() == "title":
            return 1
        outline = node.find(f"{W}pPr/{W}outlineLvl")
        if outline is not None and (outline.get(W + "val") or "").isdigit():
            return (int(outline.get(W + "val")) + 1) % 10
    return 0


def _list(chain: list[etree._Element]) -> tuple[str, str]:
    for node in chain:
        found = node.find(f"{W}pPr/{W}numPr")
        if found is not None:
            list_id, depth = found.find(W + "numId"), found.find(W + "ilvl")
            number = list_id.get(W + "val") if list_id is not None else ""
            return number or "", (depth.get(W + "val") or "0") if depth is not None else "0"
    return "", "0"


def _is_struck(chain: list[etree._Element]) -> bool:
    forms = [form for node in chain if (form := node.find(W + "rPr")) is not None]
    for form in forms:
        for name in ("strike", "dstrike"):
            if form.find(W + name) is not None:
                return is_on(form, name)
    return False
