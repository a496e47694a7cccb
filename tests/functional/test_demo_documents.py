"""The demonstration county: every file opens with its own library and holds what the hand coding quotes."""

import io
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import yaml
from docx import Document
from docx.oxml.ns import qn
from markdown_it import MarkdownIt
from PIL import Image
from rapidfuzz.fuzz import partial_ratio
from selectolax.lexbor import LexborHTMLParser
from striprtf.striprtf import rtf_to_text

from pincite.model.law import Rule, Scope
from pincite.model.place import Place
from pincite.topics.strict_yaml import parse_as, parse_strict

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "src" / "pincite" / "packs" / "demo"
TOPIC = ROOT / "src" / "pincite" / "packs" / "topics" / "immigration-enforcement"
EXPECTED_FILE = ROOT / "tests" / "fixtures" / "demo" / "expected.yaml"
EXPECTED: dict[str, dict[str, dict[str, Any]]] = parse_strict(
    EXPECTED_FILE.read_text(encoding="utf-8"), EXPECTED_FILE.name
).value
SCAN = "04-jail-contract-scan.pdf"
PROVISIONS = [(file, conduct) for file, coded in EXPECTED.items() for conduct in coded if file != SCAN]


def docx_text(path: Path) -> str:
    paragraphs = Document(str(path)).element.body.iter(qn("w:p"))
    return "\n".join("".join(run.text or "" for run in paragraph.iter(qn("w:t"))) for paragraph in paragraphs)


def pdf_pages(path: Path) -> list[str]:
    pages = pypdfium2.PdfDocument(path)
    texts = [page.get_textpage().get_text_range() for page in pages]
    return [re.sub(r"[\ufffe\u00ad-]\r?\n?(?=[a-z])|\ufffe", "", text) for text in texts]


def html_text(path: Path) -> str:
    tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
    tree.strip_tags(["script", "style", "nav", "aside", "footer"])
    assert tree.body is not None
    return tree.body.text(separator="\n")


def bill_text(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").replace("\f", "\n").splitlines()
    return "\n".join(line[5:] for line in lines if re.match(r"[ \d]\d {3}\S", line))


def plain_text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


READERS: dict[str, Callable[[Path], str]] = {
    "01-ordinance-2019-14.docx": docx_text,
    "02-sheriff-policy-manual.pdf": lambda path: "\n".join(pdf_pages(path)),
    "03-state-statute.html": html_text,
    "05-police-order.rtf": lambda path: rtf_to_text(plain_text(path)),
    "06-county-code.txt": plain_text,
    "07-resolution.md": lambda path: re.sub(r"<[^>]+>", "", MarkdownIt().render(plain_text(path))),
    "08-other-county.html": html_text,
    "09-bill.txt": bill_text,
}


def collapsed(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {name: collapsed(read(DEMO / name)) for name, read in READERS.items()}


def test_every_document_is_described_coded_and_small() -> None:
    place, _ = parse_as((DEMO / "place.yaml").read_text(encoding="utf-8"), "place.yaml", shape=Place)
    shipped = {path.name for path in DEMO.iterdir() if path.is_file()}
    documents = {file.file for file in place.files}
    assert documents | {"place.yaml", "README.md"} == shipped
    assert documents == set(EXPECTED) == set(READERS) | {SCAN}
    assert sum((DEMO / name).stat().st_size for name in shipped) < 1_500_000
    agencies = {agency.id for agency in place.agencies} | {"all"}
    assert all(set(file.binds or ()) <= agencies for file in place.files)
    assert {item.agency for item in place.observations} <= agencies


def test_the_ids_of_place_and_coding_are_ids_of_the_topic() -> None:
    topic = yaml.safe_load((TOPIC / "topic.yaml").read_text(encoding="utf-8"))
    conducts = yaml.safe_load((TOPIC / "conducts.yaml").read_text(encoding="utf-8"))["conducts"]
    kinds = {item["id"] for item in topic["exceptions"]}
    place = yaml.safe_load((DEMO / "place.yaml").read_text(encoding="utf-8"))
    assert {conduct for coded in EXPECTED.values() for conduct in coded} <= {item["id"] for item in conducts}
    assert {item["kind"] for item in place["files"]} <= {item["id"] for item in topic["source_kinds"]}
    assert {item["kind"] for item in place["agencies"]} <= {item["id"] for item in topic["agency_kinds"]}
    for coded in EXPECTED.values():
        for provision in coded.values():
            assert set(provision["alone"]) <= set(provision["exceptions"]) <= kinds
            assert {provision["rule"], *provision.get("rule_alternatives", [])} <= set(Rule)
            assert provision["rule"] != Rule.SILENT
            assert (provision["scope"] == Scope.PART) == ("scope_words" in provision)


@pytest.mark.parametrize(("file", "conduct"), PROVISIONS)
def test_the_quote_stands_in_the_document(texts: dict[str, str], file: str, conduct: str) -> None:
    provision = EXPECTED[file][conduct]
    assert texts[file].count(provision["quote"]) == 1
    assert provision.get("scope_words", "") in texts[file]
    assert 8 <= len(provision["quote"].split()) <= 90


def test_the_ordinance_has_tracked_changes_and_automatic_numbers() -> None:
    body = Document(str(DEMO / "01-ordinance-2019-14.docx")).element.body
    deleted = [run.text for run in body.iter(qn("w:delText"))]
    inserted = [run.text for change in body.iter(qn("w:ins")) for run in change.iter(qn("w:t"))]
    assert deleted == [
        ", or the Sheriff finds that the person has been charged with a felony",
        "upon request",
    ]
    assert inserted == ["not"]
    assert len(list(body.iter(qn("w:numPr")))) > 30
    assert not re.search(r"^(\(|Section \d)", docx_text(DEMO / "01-ordinance-2019-14.docx"), re.MULTILINE)


def test_the_manual_has_heads_hyphens_and_columns() -> None:
    document = pypdfium2.PdfDocument(DEMO / "02-sheriff-policy-manual.pdf")
    raw = [page.get_textpage().get_text_range() for page in document]
    assert 20 <= len(raw) <= 28
    assert all(
        "Orchard County Sheriff's Office" in text and "Revised September 3, 2024" in text for text in raw
    )
    immigration = [text for text in raw if "Policy 412 Immigration Matters" in text and "412." in text]
    assert len(immigration) == 2
    assert any("\ufffe" in text for text in immigration)
    columns = next(page for page, text in zip(document, raw, strict=True) if "610.1 PURPOSE" in text)
    layout = columns.get_textpage()
    lefts = {round(layout.get_rect(number)[0]) for number in range(layout.count_rects())}
    assert {72, 318} <= lefts


def test_the_police_order_still_shows_the_struck_rule() -> None:
    source = (DEMO / "05-police-order.rtf").read_text(encoding="ascii")
    assert r"{\strike Officers may ask any person who has been arrested" in source
    assert r"{\ul Officers shall not ask any person" in source


def test_the_statute_page_has_contrary_words_that_are_not_law(texts: dict[str, str]) -> None:
    law = LexborHTMLParser((DEMO / "03-state-statute.html").read_text(encoding="utf-8")).css_first("div.law")
    assert law is not None
    assert "detainer" not in law.text()
    assert "the keeper of a jail shall honor each detainer" in texts["03-state-statute.html"]


def test_the_county_code_holds_its_traps_and_nothing_on_immigration_authorities(
    texts: dict[str, str],
) -> None:
    code = texts["06-county-code.txt"]
    assert 22_000 < len(code.split()) < 30_000
    for trap in (
        "115-287(g)",
        "illegal alien",
        "E-Verify",
        "Interstate Agreement on Detainers",
        "ICE ON ROAD",
    ):
        assert trap in code
    assert not re.search(r"(?i)immigra|homeland security|customs|citizenship|\b1373\b(?<!98-1373)", code)


def test_the_resolution_only_urges(texts: dict[str, str]) -> None:
    resolved = texts["07-resolution.md"].partition("BE IT RESOLVED")[2]
    assert resolved.count("The Board urges") == 3
    assert "shall not" not in resolved


def scan_pages() -> list[Image.Image]:
    return [
        page.render(scale=200 / 72, grayscale=True).to_pil() for page in pypdfium2.PdfDocument(DEMO / SCAN)
    ]


def test_the_scan_is_an_image_without_text() -> None:
    assert [text.strip() for text in pdf_pages(DEMO / SCAN)] == ["", ""]
    for page in scan_pages():
        assert page.size == (1700, 2200)
        assert page.convert("L").getextrema()[0] < 100


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_the_scan_can_be_read_by_character_recognition() -> None:
    words = ""
    for page in scan_pages():
        png = io.BytesIO()
        page.save(png, "PNG")
        command = ["tesseract", "stdin", "stdout", "--dpi", "200"]
        words += subprocess.run(
            command, input=png.getvalue(), capture_output=True, check=True
        ).stdout.decode()
    for provision in EXPECTED[SCAN].values():
        assert partial_ratio(provision["quote"], collapsed(words)) > 97


def test_the_builder_makes_the_same_documents_again(tmp_path: Path) -> None:
    pytest.importorskip("reportlab", reason="reportlab is a development dependency")
    builder = ROOT / "benchmarks" / "make_demo.py"
    subprocess.run([sys.executable, str(builder), str(tmp_path)], check=True, capture_output=True)
    for built in tmp_path.iterdir():
        if built.suffix in {".txt", ".rtf"}:
            assert built.read_bytes() == (DEMO / built.name).read_bytes()
        elif built.name != SCAN:
            assert READERS[built.name](built) == READERS[built.name](DEMO / built.name)
    assert len(list(tmp_path.iterdir())) == 6
