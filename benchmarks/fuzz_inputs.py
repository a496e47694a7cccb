"""Documents for the fuzz target: invented provisions in every format, and ways to break them by bytes and by words."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from html import escape
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from bad_text import DAMAGES, examples, large_texts

TOKENS = {
    "txt": "\f|\r|\x00|§|(a)|\n\n|[|]|\ufeff|\u202e|“|Section 1.|ﬁ|İ|\ud7ff",
    "md": "# |> |* |```|~~|[x](|---\n|<s>|<!--|1. |    |\\|&#0;|**",
    "html": "<p>|</p>|<s>|<ol>|<li>|</li>|<table>|<td>|<!--|&#x0;|<del>|<script>|<h1>|</html>|<svg>|<template>|&lt"
    "|<ins>|<li value=99999999999>|<ol type=i start=-3>|<br>",
    "xml": "<a>|</a>|<num>|</num>|<!--|<![CDATA[|]]>|&x;|<?x|<del>|</section>|<para>",
    "rtf": "{|}|\\par |\\strike |\\'e9|\\u-1 |\\u55357 |\\bin99999999 |\\uc9 |{\\*\\x |\\row |\\ls1\\ilvl9 |{\\field"
    "|\\ansicpg99999 |\\fonttbl|\\deleted |\\v |\\fs-2 |\\'",
    "docx": '<w:p>|</w:p>|<w:del>|<w:strike/>|&x;|<w:tbl>|w:val="x"|w:val="-1"|<w:ins>|<w:br/>',
    "pdf": "endobj|stream|endstream|xref|<<|>>|/Kids|/Count -1|[|BT|ET|Tj|/Parent|trailer",
}
FORMATS = tuple(TOKENS)


def make_text(random: Random) -> str:
    """One to five provisions of the bank, some of them damaged."""
    parts = []
    for example in random.choices(examples(), k=random.randint(1, 5)):
        damaged = random.random() < 0.4
        parts.append(DAMAGES[random.choice(sorted(DAMAGES))](example.text, random) if damaged else example.text)
    return "\n\n".join(parts)


def _html(text: str) -> bytes:
    body = "".join(f"<p>{escape(line)}</p>\n" for line in text.split("\n"))
    return f"<!DOCTYPE html><html><body><h1>Law</h1><ol type=a><li>x<s>y</s></li></ol>{body}</body></html>".encode()


def _xml(text: str) -> bytes:
    body = "".join(
        f"<section><num>{number}</num><heading>H.</heading><text>{escape(line)} <del>x</del></text></section>"
        for number, line in enumerate(text.split("\n"))
    )
    body = "".join(char for char in body if char >= " " or char in "\n\t")
    return f'<?xml version="1.0"?><act>{body}</act>'.encode()


def _rtf(text: str) -> bytes:
    words = text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}").replace("\n", "\\par\n")
    coded = "".join(char if ord(char) < 128 else f"\\u{ord(char) % 32768}?" for char in words)
    return ("{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Times;}}" + coded + "{\\strike old}}").encode("ascii", "replace")


def _docx(text: str) -> bytes:
    from docx import Document

    made, out = Document(), io.BytesIO()
    for line in text.split("\n"):
        made.add_paragraph("".join(char for char in line if char >= " "), style="List Bullet" if "(" in line else None)
    made.add_table(2, 2).cell(0, 0).text = "cell"
    made.save(out)
    return out.getvalue()


def _pdf(text: str) -> bytes:
    from reportlab.lib.pagesizes import letter
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=letter, pageCompression=0, invariant=1)
    rows = [line[at : at + 90] for line in text.split("\n") for at in range(0, max(1, len(line)), 90)]
    for top in range(0, len(rows), 45):
        for row, line in enumerate(rows[top : top + 45]):
            canvas.drawString(60, 740 - 15 * row, line.encode("latin-1", "replace").decode("latin-1"))
        canvas.line(60, 733, 200, 733)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


MAKERS: dict[str, Callable[[str], bytes]] = {
    "txt": lambda text: text.encode("utf-8", "replace"),
    "md": lambda text: ("# Law\n\n" + text + "\n\n- ~~old~~\n  - new\n").encode("utf-8", "replace"),
    "html": _html,
    "xml": _xml,
    "rtf": _rtf,
    "docx": _docx,
    "pdf": _pdf,
}


def mutate_bytes(content: bytes, tokens: Sequence[str], random: Random) -> bytes:
    """A few edits: bytes changed, runs cut, repeated or moved, words of the format put in."""
    made = bytearray(content)
    for _ in range(random.choice((1, 1, 2, 4, 8, 30))):
        at, size = random.randrange(len(made) + 1), random.choice((1, 2, 8, 60, 600))
        edit = random.randrange(6)
        if edit == 0 and at < len(made):
            made[at] = random.randrange(256)
        elif edit == 1:
            del made[at : at + size]
        elif edit == 2:
            made[at:at] = made[at : at + size] * random.choice((1, 2, 9))
        elif edit == 3:
            other = random.randrange(len(made) + 1)
            made[at:at] = made[other : other + size]
        else:
            made[at:at] = random.choice(tokens).encode("utf-8", "replace") * random.choice((1, 1, 1, 3, 40))
    if random.random() < 0.05:
        del made[random.randrange(len(made) + 1) :]
    return bytes(made)


def mutate_archive(content: bytes, tokens: Sequence[str], random: Random) -> bytes:
    """A zip with one of its parts broken, so that it opens and what is inside is wrong."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        names = [info.filename for info in old.infolist()]
        chosen = "word/document.xml" if random.random() < 0.6 else random.choice(names)
        for name in names:
            part = old.read(name)
            new.writestr(name, mutate_bytes(part, tokens, random) if name == chosen else part)
    return out.getvalue()


def make_case(random: Random) -> tuple[str, bytes]:
    """(file name, bytes) of one input: a document of any format, whole or broken."""
    kind = random.choice(FORMATS)
    content = MAKERS[kind](make_text(random))
    how = random.random()
    if how < 0.2:
        return f"case.{kind}", content
    if kind == "docx" and how < 0.9:
        return "case.docx", mutate_archive(content, TOKENS[kind].split("|"), random)
    name = "case" if how > 0.97 else f"case.{kind}"
    return name, mutate_bytes(content, TOKENS[kind].split("|"), random)


def large_inputs(size: int) -> Iterator[tuple[str, str, bytes]]:
    """(what, file name, bytes) of about ``size`` bytes, of the kinds that make a careless reader slow."""
    for name, text in large_texts(size):
        yield name, "large.txt", text.encode()
    nested = {
        ("html", "nested-parts"): ("<div>", "x"),
        ("html", "nested-lists"): ("<ol><li>a ", "x"),
        ("html", "struck-words"): ("<s>a</s> ", "x"),
        ("html", "tables"): ("<table><tr><td>a", "x"),
        ("xml", "nested-parts"): ("<act>" + "<p>a</p>" * (size // 8), "</act>"),
        ("md", "nested-quotes"): ("> ", "x"),
        ("md", "nested-lists"): ("- ", "x"),
        ("md", "brackets"): ("[", "x"),
        ("md", "emphasis"): ("*a **", "x"),
        ("md", "backticks"): ("`", "x"),
        ("rtf", "groups"): ("{", "x"),
        ("rtf", "closed-groups"): ("{\\b a}", "x"),
        ("rtf", "controls"): ("\\par ", "x"),
    }
    for (kind, what), (unit, end) in nested.items():
        head = "{\\rtf1\\ansi " if kind == "rtf" else "<!DOCTYPE html><html><body>" if kind == "html" else ""
        body = unit if kind == "xml" else unit * (size // len(unit))
        yield f"{kind}-{what}", f"large.{kind}", (head + body + end).encode()
