"""Build the documents of `make demo` from the sources in demo_text/; the same bytes each time.

Usage: python benchmarks/make_demo.py [FOLDER]. FOLDER is src/pincite/packs/demo by default. The HTML and
Markdown documents and place.yaml are written by hand and stand in that folder; this script makes the others.
"""

from __future__ import annotations

import io
import random
import re
import sys
import textwrap
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from demo_pdf import FICTION, SOURCES, make_manual, make_scan, source_lines

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "src" / "pincite" / "packs" / "demo"
MARKED = re.compile(r"(\[-.*?-\]|\[\+.*?\+\])")
FIXED_DAY = datetime(2019, 12, 18, 9, 0, 0)


# ---- 01 ordinance: DOCX with automatic numbering and tracked changes ----

LEVELS = (
    ((0, "decimal", "Section %1.", 0), (1, "lowerLetter", "(%2)", 720), (2, "decimal", "(%3)", 1296)),
    ((0, "decimal", "(%1)", 720),),
)
STYLE_OF = {"##": (1, 0), "a.": (1, 1), "1.": (1, 2), "d.": (2, 0)}


def make_ordinance() -> bytes:
    document = Document()
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(12)
    document.sections[0].footer.paragraphs[0].text = FICTION
    _add_numbering(document)
    for line in source_lines("ordinance.txt"):
        _add_ordinance_line(document, line)
    properties = document.core_properties
    properties.title, properties.author = "Ordinance No. 2019-14 (fictional)", "Clerk of the Board"
    properties.created = properties.modified = FIXED_DAY
    buffer = io.BytesIO()
    document.save(buffer)
    return _with_fixed_times(buffer.getvalue())


def _add_numbering(document: Any) -> None:
    numbering = document.part.numbering_part.element
    for old in list(numbering):
        numbering.remove(old)
    for number, levels in enumerate(LEVELS, start=1):
        shown = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
            f'<w:lvlText w:val="{text}"/>'
            f'<w:pPr><w:ind w:left="{indent}" w:hanging="{min(indent, 432)}"/></w:pPr></w:lvl>'
            for level, kind, text, indent in levels
        )
        numbering.append(
            parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{shown}</w:abstractNum>')
        )
    for number in range(1, len(LEVELS) + 1):
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
        )


def _add_ordinance_line(document: Any, line: str) -> None:
    mark, _, rest = line.partition(" ")
    if mark == "=":
        document.add_heading(rest, level=1)
    elif mark == "~":
        document.add_paragraph().add_run(rest).italic = True
    elif mark in STYLE_OF:
        paragraph = document.add_heading("", level=2) if mark == "##" else document.add_paragraph()
        number, level = STYLE_OF[mark]
        paragraph.paragraph_format.element.get_or_add_pPr().append(
            parse_xml(
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
            )
        )
        _add_marked(paragraph, rest)
    else:
        document.add_paragraph(line)


def _add_marked(paragraph: Paragraph, text: str) -> None:
    for piece in MARKED.split(text):
        if not piece.startswith(("[-", "[+")):
            paragraph.add_run(piece)
            continue
        change, run = ("del", "delText") if piece.startswith("[-") else ("ins", "t")
        paragraph._p.append(
            parse_xml(
                f'<w:{change} {nsdecls("w")} w:id="{len(paragraph._p) + 900}" w:author="Clerk of the Board" '
                f'w:date="2019-12-17T19:40:00Z"><w:r><w:{run} xml:space="preserve">{piece[2:-2]}</w:{run}>'
                f"</w:r></w:{change}>"
            )
        )


def _with_fixed_times(content: bytes) -> bytes:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, (2019, 12, 18, 9, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


# ---- 05 police order: RTF with struck and underlined words ----


def make_police_order() -> bytes:
    body = "\n".join(_rtf_paragraph(line) for line in source_lines("police-order.txt"))
    fonts = r"{\fonttbl{\f0\froman Times New Roman;}}"
    head = rf"{{\rtf1\ansi\ansicpg1252\deff0{fonts}{{\info{{\title General Order 18-07}}}}"
    return f"{head}\n\\f0\\fs24\n{body}\n\\pard\\sa160 {{\\i {FICTION}}}\\par\n}}\n".encode("ascii")


def _rtf_paragraph(line: str) -> str:
    if line.startswith(("= ", "# ")):
        align = r"\qc" if line.startswith("= ") else ""
        return f"\\pard{align}\\sb120\\sa120 {{\\b {_rtf_escaped(line[2:])}}}\\par"
    pieces = []
    for piece in MARKED.split(line):
        escaped = _rtf_escaped(piece[2:-2] if piece.startswith(("[-", "[+")) else piece)
        shape = {"[-": "{{\\strike {}}}", "[+": "{{\\ul {}}}"}.get(piece[:2], "{}")
        pieces.append(shape.format(escaped))
    return f"\\pard\\sa160 {''.join(pieces)}\\par"


def _rtf_escaped(text: str) -> str:
    escaped = re.sub(r"([\\{}])", r"\\\1", text)
    return "".join(letter if ord(letter) < 128 else f"\\u{ord(letter)}?" for letter in escaped)


# ---- 06 county code: plain text from written parts ----


def make_county_code() -> bytes:
    parts = yaml.safe_load((SOURCES / "county-code.yaml").read_text(encoding="utf-8"))
    chance = random.Random(1914)
    lines = [*parts["front"].splitlines(), ""]
    for chapter in parts["chapters"]:
        lines += ["", f"CHAPTER {chapter['number']}", chapter["title"].upper(), ""]
        for number, (title, paragraphs) in enumerate(_chapter_sections(chapter, parts, chance), start=1):
            lines += [f"{chapter['number']}.{number * 10:03d}  {title}.", ""]
            for paragraph in paragraphs:
                indent = "    " if paragraph.startswith("(") else "  "
                lines += [*textwrap.wrap(paragraph, 78, initial_indent=indent, subsequent_indent=indent), ""]
    return ("\n".join(lines).rstrip() + "\n").encode("utf-8")


def _chapter_sections(
    chapter: dict[str, Any], parts: dict[str, Any], chance: random.Random
) -> Iterator[tuple[str, list[str]]]:
    yield "Purpose", [f"The purpose of this chapter is {chapter['purpose']}."]
    means = [f'"{subject["name"].capitalize()}" means {subject["means"]}.' for subject in chapter["subjects"]]
    yield "Definitions", ["In this chapter:", *(f"({n}) {text}" for n, text in enumerate(means, start=1))]
    traps = iter(chapter["traps"])
    for subject in chapter["subjects"]:
        yield from _subject_sections({**chapter, **subject}, parts, chance)
        for title, text in traps:
            yield title, [text]
            break
    for title, text in parts["closing"].items():
        yield title, [_filled(text, chapter, chance)]


def _subject_sections(
    subject: dict[str, Any], parts: dict[str, Any], chance: random.Random
) -> Iterator[tuple[str, list[str]]]:
    templates = parts[subject.get("of", "thing")]

    def chosen(kind: str, count: int = 1) -> list[str]:
        return [_filled(text, subject, chance) for text in chance.sample(templates[kind], count)]

    name = subject["name"].capitalize()
    yield f"{name}: permit", chosen("permit", 2)
    yield f"{name}: standards", [*chosen("standards_lead"), *_listed(subject["standards"], "and")]
    yield f"{name}: prohibited acts", [*chosen("ban_lead"), *_listed(subject["bans"], "or")]
    yield f"{name}: inspection and records", chosen("inspect", 2)
    yield f"{name}: special cases", chosen("variance", 2)


def _filled(text: str, subject: dict[str, Any], chance: random.Random) -> str:
    numbers = {
        "days": chance.choice(("ten", "fourteen", "twenty", "thirty")),
        "months": chance.choice(("six", "twelve", "eighteen", "twenty-four")),
        "years": chance.choice(("two", "three", "five")),
        "feet": chance.choice(("fifty", "one hundred", "two hundred")),
        "day": chance.choice(("January 31", "March 1", "April 15", "July 1")),
        "money": chance.choice(("fifty", "one hundred", "two hundred and fifty")),
    }
    named = {key: value for key, value in subject.items() if isinstance(value, str)}
    filled = text.format(**{"name": "permit", **named, **numbers})
    return re.sub(r"\b([Aa]) (?=[aeiou])(?!us)", r"\1n ", filled)


def _listed(items: list[str], joint: str) -> list[str]:
    ends = [";"] * (len(items) - 2) + [f"; {joint}", "."]
    return [f"({chr(97 + n)}) {item}{end}" for n, (item, end) in enumerate(zip(items, ends, strict=True))]


# ---- 09 bill: plain text with page heads and numbered lines ----

LINES_A_PAGE = 25


def make_bill() -> bytes:
    printed = [
        line
        for paragraph in source_lines("bill.txt")
        for line in textwrap.wrap(re.sub(r"^[=~] ", "", paragraph), 66)
    ]
    pages = []
    for start in range(0, len(printed), LINES_A_PAGE):
        head = f"H.B. 4417{'State of Meridia (fictional), 2025 Session':^54}{start // LINES_A_PAGE + 1:>6}"
        rows = [f"{n:2d}   {line}" for n, line in enumerate(printed[start : start + LINES_A_PAGE], start=1)]
        pages.append("\n".join([head, "", *rows, ""]))
    return "\f".join(pages).encode("utf-8")


MAKERS: dict[str, Callable[[], bytes]] = {
    "01-ordinance-2019-14.docx": make_ordinance,
    "02-sheriff-policy-manual.pdf": make_manual,
    "04-jail-contract-scan.pdf": make_scan,
    "05-police-order.rtf": make_police_order,
    "06-county-code.txt": make_county_code,
    "09-bill.txt": make_bill,
}


def main(folder: Path = SHIPPED) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in MAKERS.items():
        content = make()
        (folder / name).write_bytes(content)
        print(f"{name}: {len(content):,} bytes")


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:2]))
