"""The Spanish report of a place that was only named: assumed agencies, reported law, a scan, a row of a sheet."""

import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from alder_county import assess
from pincite.cli import run
from pincite.workflow.translations import load_catalogue

ORDINANCE = """VILLAGE OF ELMBROOK, ILLINOIS
ORDINANCE NO. 2022-5

Be it ordained by the Village Board of the Village of Elmbrook:

Section 1. No person shall be held in custody on the basis of an immigration detainer.
"""
SEEN = """observations:
  - agency: police
    conduct: deputize
    shows: agreement-in-force
    source: "sheet.csv, row 73 (of 2025-05-31, sha256 0123456789abcdef): Elmbrook Police, task-force, signed 2020-06-09"
    on_date: "2025-05-31"
"""
# What only an English sentence has, and no name in this study.
ENGLISH = re.compile(r"\b(?:the|not|for|signed|row|since|list made|prohibits|limits|takes|lessons|told)\b|\bfrom \d")
NAMES = {"Village Board of the Village of Elmbrook", ", Center for Popular Democracy"}


@pytest.fixture
def page(tmp_path: Path) -> LexborHTMLParser:
    """The page, without quotes and without what is in English by its nature."""
    text, study = tmp_path / "ordinance.txt", tmp_path / "study"
    text.write_text(ORDINANCE, "utf-8")
    assert assess(text, "--place", "Village of Elmbrook, IL", "--as-of", "2025-06-01", "-o", study) == 0
    path = study / "place.yaml"
    path.write_text(path.read_text("utf-8") + SEEN, "utf-8")
    assert assess("-o", study) == 0
    assert run(["report", str(study), "--format", "html", "--lang", "es", "-o", str(tmp_path / "out"), "-q"]) == 0
    tree = LexborHTMLParser((tmp_path / "out" / "report.es.html").read_text("utf-8"))
    for node in tree.css('[lang="en"], style, pre, .hash, .resource'):
        node.decompose()
    return tree


def test_nothing_but_names_and_quotes_is_in_english(page: LexborHTMLParser) -> None:
    root = page.css_first("body")
    assert root is not None
    texts = {" ".join(node.text_content.split()) for node in root.traverse(include_text=True) if node.text_content}
    catalogue = load_catalogue("es")
    texts -= NAMES
    assert [text for text in texts if ENGLISH.search(text) or catalogue.translate(text) not in (text, "No")] == []


def test_assumed_agencies_reports_and_rows_are_told_in_spanish(page: LexborHTMLParser) -> None:
    text = " ".join(page.text().split())
    for words in (
        "Quien tiene a su cargo la cárcel del condado que recibe a los arrestados de Elmbrook",
        "(para Elmbrook Police Department",
        "fila 73 (del 2025-05-31, sha256 0123456789abcdef): Elmbrook Police, grupo operativo, firmado el 2020-06-09",
        "se dice que contiene: prohíbe, limita",
        "lista hecha por una máquina (sin verificar)",
        "el capítulo del conjunto de herramientas, lecciones del terreno",
    ):
        assert words in text, words
