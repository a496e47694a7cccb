"""Bad text made of good: capitals, bad scanning, numbered lines, endless sentences, deep lists, sizes of a megabyte."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

import yaml

import pincite.packs

EXAMPLES = Path(pincite.packs.__file__).parent / "topics" / "immigration-enforcement" / "examples"
SENTENCE = "The jail shall not honor an immigration detainer unless a judge has signed a warrant, and shall tell none. "
LIKE = {
    "m": "rn",
    "l": "1",
    "i": "l",
    "o": "0",
    "e": "c",
    "n": "ii",
    "d": "cl",
    "w": "vv",
    "a": "o",
    "u": "ii",
    "h": "b",
}
MARKS = ("({a})", "({n})", "({A})", "({r})", "{n}.", "{a}.", "{A}.", "{r}.")
ROMAN = ("i", "ii", "iii", "iv", "v")
BILL = (
    "A BILL FOR AN ACT of the State of Meridia on the lamps of the harbor towns and on other things.\n\n"
    "Be it enacted by the Assembly of Meridia, as follows: each town shall light the lamps of its harbor at dusk, and "
    "the keeper of the harbor shall write down in a book how much oil was burned.\n\n"
)


@dataclass(frozen=True, slots=True)
class Example:
    """One invented provision of the bank with its right coding; rule is "silent" for one that says nothing."""

    id: str
    conduct: str
    style: str
    text: str
    rule: str


@cache
def examples() -> tuple[Example, ...]:
    """The whole bank."""
    found = []
    for path in sorted(EXAMPLES.glob("*.yaml")):
        bank = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
        for answer in ("yes", "no"):
            for item in bank.get(answer, bank.get(answer == "yes", [])):
                rule = item.get("rule", "silent")
                found.append(Example(item["id"], bank["conduct"], item["style"], item["text"], rule))
    return tuple(found)


def in_capitals(text: str, random: Random) -> str:
    """Capitals only."""
    del random
    return text.upper()


def badly_scanned(text: str, random: Random, *, share: float = 0.05) -> str:
    """``share`` of the characters broken: false letters, lost ones, words torn or run together."""
    return "".join(_broken(char, random) if random.random() < share else char for char in text)


def _broken(char: str, random: Random) -> str:
    if char == "\n":
        return char
    if char == " ":
        return random.choice(("", "  ", " ", " ."))
    kind = random.randrange(4)
    if kind == 0:
        return ""
    if kind == 1:
        return f"{char} "
    return LIKE.get(char, random.choice(".,;'lI1tfr")) if kind == 2 else random.choice("abcdefghilmnorstu.,1")


def with_numbered_lines(text: str, random: Random, *, every: int = 1, width: int = 66) -> str:
    """As bills are printed: short lines, each (or each ``every``-th) with its number at the left, under a title."""
    del random
    text = BILL + text
    lines = [line for part in text.split("\n") for line in (textwrap.wrap(part, width) or [""])]
    count, made = 0, []
    for line in lines:
        count += bool(line)
        shown = f"{count:>3}" if line and count % every == 0 else "   "
        made.append(f"{shown}  {line}".rstrip())
    return "\n".join(made) + "\n"


def with_every_fifth_line_numbered(text: str, random: Random) -> str:
    """As session laws are printed: every fifth line has its number."""
    return with_numbered_lines(text, random, every=5)


def in_one_sentence(text: str, random: Random, *, words: int = 600) -> str:
    """One sentence of at least so many words, with the provision somewhere in it."""
    filler = ("in the case of a fair, a market or a feast", "whether by day or by night", "at the cost of the county")
    core = " ".join(text.replace(".", ",").split()).rstrip(", ")
    before = [random.choice(filler) for _ in range(random.randrange(60))]
    after = [random.choice(filler) for _ in range(words // 6)]
    return ", ".join(["Be it known that", *before, core, *after]) + ".\n"


def deeply_listed(text: str, random: Random, *, depth: int = 8) -> str:
    """The words as the last item of lists in lists, ``depth`` deep, with mixed enumerators."""
    marks = random.sample(MARKS, k=len(MARKS))
    lines = []
    for level in range(depth):
        at = random.randrange(4)
        for number in range(at + 1):
            mark = marks[level % len(marks)].format(a="abcd"[number], A="ABCD"[number], n=number + 1, r=ROMAN[number])
            lines.append(f"{mark} in such a case{':' if number == at else ', but in no other; or'}")
    return "\n".join([*lines, text])


DAMAGES: dict[str, Callable[[str, Random], str]] = {
    "capitals": in_capitals,
    "bad-scan": badly_scanned,
    "numbered-lines": with_numbered_lines,
    "every-fifth-line": with_every_fifth_line_numbered,
    "one-sentence": in_one_sentence,
    "deep-list": deeply_listed,
}


def _repeat(unit: str, size: int) -> str:
    return (unit * (size // len(unit) + 1))[:size]


def large_texts(size: int) -> Iterator[tuple[str, str]]:
    """(name, text of ``size`` characters) of the kinds that make a careless reader slow."""
    opening = "The jail and an immigration detainer. "
    units = {
        "no-sentence-stops": SENTENCE.replace(". ", " and "),
        "one-provision-repeated": SENTENCE,
        "a-provision-a-line": SENTENCE.strip() + "\n",
        "capitals": SENTENCE.upper(),
        "open-brackets": "(",
        "open-square-brackets": "[",
        "brackets-with-words": "[immigration ",
        "enumerators": "(a) ",
        "enumerators-a-line": "(a) immigration detainer\n",
        "numbers-a-line": "1. hold a detainer\n",
        "unless": "unless ",
        "unless-a-detainer": "unless an immigration detainer ",
        "digits": "1234567890",
        "numbers": "1234 ",
        "spaces": " ",
        "newlines": "\n",
        "one-word": "immigration",
        "definitions": '"detainer" means ',
        "joints": "; or ",
        "stops": ". ",
        "sections": "§ 1. ",
        "spanish": "que una persona por la ley ",
        "not": "shall not ",
        "commas": "hold, ",
    }
    for name, unit in units.items():
        yield name, opening + _repeat(unit, size)
