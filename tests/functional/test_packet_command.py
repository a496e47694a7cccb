"""pincite packet: one document and its parts; every quote is found where its pinpoint says; nothing half made."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from selectolax.lexbor import LexborHTMLParser

from alder_county import files_of, kept_of
from pincite.cli import run
from pincite.model.anchor import find_quote
from pincite.model.document import SourceDocument, TextMethod
from pincite.model.paper import Quotation
from pincite.reporting.packet import make_packet
from pincite.workflow.demo import assess_demo
from pincite.workflow.packets import PacketOrder, make_meeting_packet
from pincite.workflow.reopen import open_study
from pincite.workflow.translations import load_catalogue

PARTS = ("packet", "brief", "outline", "answers")
TODAY = "2026-11-22"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("demo") / "study"
    assess_demo(out, today=TODAY, jobs=1, progress=lambda *_: None)
    return out


def read_pages(path: Path) -> list[str]:
    opened = pypdfium2.PdfDocument(path)
    pages = [" ".join(page.get_textpage().get_text_bounded().split()) for page in opened]
    opened.close()
    return pages


def make(study: Path, *arguments: str) -> int:
    return run(["packet", str(study), "-q", *arguments])


def test_one_document_and_its_parts_in_every_format(demo: Path, tmp_path: Path) -> None:
    before = kept_of(demo)
    assert make(demo, "--format", "pdf,docx,html,md", "-o", str(tmp_path)) == 0
    assert sorted(files_of(tmp_path)) == sorted(
        f"{part}.{name}" for part in PARTS for name in ("pdf", "docx", "html", "md")
    )
    assert kept_of(demo) == before
    text = [item.text for item in Document(str(tmp_path / "packet.docx")).paragraphs]
    assert [name for name in ("Where we stand", "What we do not know", "Who can change what, in which order",
                              "The answers, with the words they rest on") if name not in text] == []  # fmt: skip


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_brief_has_two_pages_and_the_outline_begins_on_the_third(demo: Path, tmp_path: Path, language: str) -> None:
    assert make(demo, "--format", "pdf", "--lang", language, "-o", str(tmp_path)) == 0
    ending = "" if language == "en" else ".es"
    assert len(read_pages(tmp_path / f"brief{ending}.pdf")) <= 2
    whole = read_pages(tmp_path / f"packet{ending}.pdf")
    assert "Outline for counsel, not legal advice" in whole[2]


def test_nothing_that_has_a_translation_is_left_in_english(demo: Path, tmp_path: Path) -> None:
    assert make(demo, "--format", "html", "--lang", "es", "-o", str(tmp_path)) == 0
    tree = LexborHTMLParser((tmp_path / "packet.es.html").read_text("utf-8"))
    for node in tree.css('[lang="en"], style'):
        node.decompose()
    root = tree.css_first("main")
    assert root is not None
    texts = {" ".join(node.text_content.split()) for node in root.traverse(include_text=True) if node.text_content}
    catalogue = load_catalogue("es")
    left = [text for text in texts if len(text) > 3 and catalogue.translate(text).lower() != text.lower()]
    assert left == []


def test_the_score_is_that_of_the_scorecard(demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert make(demo, "--format", "md", "-o", str(tmp_path), "--json") == 0
    said = json.loads(capsys.readouterr().out)
    given = json.loads((demo / "assessment.json").read_text("utf-8"))
    assert said["score"] == {name: given["score"][name] for name in ("least", "most", "applicable")}
    sentence = (
        f"Between {said['score']['least']} and {said['score']['most']} of {said['score']['applicable']} criteria met"
    )
    assert sentence in (demo / "scorecard.html").read_text("utf-8")
    for part in ("packet", "brief"):
        assert sentence in (tmp_path / f"{part}.md").read_text("utf-8")
    assert [(item["question"], item["narrowing"]) for item in said["unknown"]] == [
        (item["question"], {name: item[name] for name in ("now", "worst", "best")})
        for item in given["unsettled"][: len(said["unknown"])]
    ]
    assert [item["gaps"] for item in said["actions"]] == [item["items"] for item in given["closing"][0]["actions"]]
    assert 3 <= len(said["facts"]) <= 5
    assert said["brief_pages"] == 2


def letters_of(text: str) -> str:
    return re.sub(r"\W+", "", text)


def find_in(document: SourceDocument, words: str, source: str, stored: Path) -> bool:
    """Whether the words stand, exactly, in the document and on a page that the source names, as a viewer shows it."""
    pages = [page for page in document.pages if re.search(rf"(?:\bp\.|\bpage) {page.number}\b", source)]
    if not pages:
        found = find_quote(document.text, words)
        return found is not None and found.exact
    for page in pages:
        found = find_quote(document.text, words, near=page.start)
        if found is not None and found.exact and page.start <= found.start < page.end:
            is_text = stored.suffix == ".pdf" and page.method is TextMethod.TEXT_LAYER
            shown = letters_of(read_pages(stored)[page.number - 1]) if is_text else ""
            return not is_text or letters_of(words)[:40] in shown
    return False


def check_every_quote(study: Path, tmp_path: Path, body: str = "") -> int:
    """Find each quotation of the packet in the stored sources; gives how many there are."""
    made = make_meeting_packet(PacketOrder(study=study, formats=("md",), today=TODAY, body=body, out=tmp_path / "q"))
    opened = open_study(study, today=TODAY)
    documents = {reading.document.id: reading.document for reading in opened.readings}
    stored = {item.id: item.source for item in opened.study.documents}
    titles = {item.title: item.document for item in made.brief.report.view.instruments}
    blocks = [item for item in make_packet(made.brief, made.outline).blocks if isinstance(item, Quotation)]
    for block in blocks:
        source = "".join(span.text for span in block.source)
        words = "".join(span.text for span in block.words if span.look != "quiet")
        (name,) = [name for title, name in titles.items() if title in source]
        for part in words.split(" … "):
            assert find_in(documents[name], part, source, study / stored[name]), (part, source)
    for fact in made.brief.facts:
        for quote in fact.quotes:
            found = find_quote(documents[quote.citation.document].text, quote.citation.quote, near=quote.citation.start)
            assert found is not None
            assert (found.start, found.exact) == (quote.citation.start, True)
    return len(blocks)


def test_every_quote_is_found_on_the_page_that_its_pinpoint_names(demo: Path, tmp_path: Path) -> None:
    assert check_every_quote(demo, tmp_path) > 20


@pytest.mark.shared
def test_every_quote_of_a_real_packet_is_found_too(tmp_path: Path) -> None:
    corpus = Path(__file__).resolve().parents[3] / "shared" / "corpus"
    files = [
        corpus / "manuals" / "il-lisle-police-manual.pdf",
        corpus / "instruments" / "il-lisle-pd-415-immigration.pdf",
    ]
    if not all(path.exists() for path in files):
        pytest.skip("the real texts are not here")
    study = tmp_path / "study"
    place = ["--place", "Village of Lisle, IL"]
    assert run(["assess", *map(str, files), *place, "-o", str(study), "-q"]) == 0
    assert check_every_quote(study, tmp_path, "Village Board") > 10
    assert make(study, "--body", "Village Board", "--format", "pdf", "-o", str(tmp_path / "out")) == 0
    assert len(read_pages(tmp_path / "out" / "brief.pdf")) == 2


def test_a_changed_quote_is_named_and_no_packet_is_made(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = study / "assessment.json"
    content = json.loads(path.read_text("utf-8"))
    question = next(key for key, item in content["answers"].items() if item["citations"])
    cited = content["answers"][question]["citations"][0]
    cited["quote"] = "Words that stand nowhere. ".ljust(len(cited["quote"]), "x")[: len(cited["quote"])]
    path.write_text(json.dumps(content), "utf-8")
    assert make(study, "-o", str(tmp_path / "out")) == 6
    said = capsys.readouterr().err
    assert question in said
    assert "Words that stand nowhere." in said
    assert "No packet is made." in said
    assert not (tmp_path / "out").exists()


def test_an_unknown_body_is_answered_with_the_nearest(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert make(made, "--body", "County Bord", "-o", str(tmp_path / "out")) == 2
    said = capsys.readouterr().err
    assert "Did you mean" in said
    assert "Board of Commissioners of Alder County" in said
    assert not (tmp_path / "out").exists()


def test_the_body_named_gets_the_outline(made: Path, tmp_path: Path) -> None:
    for body, act in (("County Board", "Ordinance of the Board"), ("Sheriff", "Policy of the Alder")):
        assert make(made, "--body", body, "--format", "md", "-o", str(tmp_path)) == 0
        assert (tmp_path / "outline.md").read_text("utf-8").startswith(f"# {act}")


def test_the_variant_named_is_that_of_the_outline(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = {}
    for variant in ("full", "spending", "amend"):
        out = tmp_path / variant
        assert make(made, "--body", "County Board", "--variant", variant, "--format", "md", "-o", str(out)) == 0
        told[variant] = (out / "outline.md").read_text("utf-8")
    assert len(set(told.values())) == 3
    capsys.readouterr()
    for arguments, said in (
        (["--variant", "whole"], "no variant 'whole'"),
        (["--body", "County Board", "--variant", "agency"], "does not write the policy of an agency"),
    ):
        assert make(made, *arguments, "-o", str(tmp_path / "none")) == 2
        assert said in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


def test_a_study_that_answers_nothing_still_makes_a_packet(tmp_path: Path) -> None:
    text = tmp_path / "parks.txt"
    text.write_text("QUILL COUNTY CODE\n\nSection 1. Parks.\n\nParks close at sunset.\n", "utf-8")
    study = tmp_path / "study"
    assert run(["assess", str(text), "--place", "Orange County, CA", "-o", str(study), "-q"]) == 0
    assert make(study, "--format", "pdf,md") == 0
    brief = (study / "packet" / "brief.md").read_text("utf-8")
    assert "No question is answered from words of the texts supplied." in brief
    assert "Draft until reviewed" in brief
    assert run(["verify", str(study), "-q"]) == 0


def test_a_standard_that_prefers_no_answer_makes_no_outline_and_says_so(tmp_path: Path) -> None:
    text = tmp_path / "parks.txt"
    text.write_text("QUILL COUNTY CODE\n\nSection 1. Parks.\n\nParks close at sunset.\n", "utf-8")
    study = tmp_path / "study"
    place = ["--place", "Orange County, CA", "--rubric", "what-the-law-says"]
    assert run(["assess", str(text), *place, "-o", str(study), "-q"]) == 0
    assert make(study, "--format", "pdf,md") == 0
    assert "No outline was made." in (study / "packet" / "outline.md").read_text("utf-8")
    given = json.loads((study / "assessment.json").read_text("utf-8"))["answers"]
    answers = (study / "packet" / "answers.md").read_text("utf-8")
    assert given
    assert [name for name in given if f"## {name} " not in answers] == []
    assert run(["report", str(study), "--format", "docx", "-o", str(tmp_path), "-q"]) == 0
    headings = [item.text for item in Document(str(tmp_path / "report.docx")).paragraphs if item.style.name != "Normal"]
    assert [name for name in given if not any(text.startswith(f"{name} ") for text in headings)] == []
    assert "Questions" in headings


def test_a_hostile_place_stays_words(study: Path, tmp_path: Path) -> None:
    path = study / "place.yaml"
    name = "Alder <script>alert(1)</script> #eval(1) | _x_ \u05d0\u05d1 " + "W" * 200
    path.write_text(path.read_text("utf-8").replace("name: Alder County\n", f"name: {json.dumps(name)}\n"), "utf-8")
    assert run(["assess", "-o", str(study), "-q"]) == 0
    assert make(study, "--format", "pdf,docx,html,md", "-o", str(tmp_path / "out")) == 0
    assert "<script>" not in (tmp_path / "out" / "packet.html").read_text("utf-8")
    assert "<script>" not in (tmp_path / "out" / "packet.md").read_text("utf-8")
    assert "<script>" in " ".join(read_pages(tmp_path / "out" / "packet.pdf"))


def test_a_folder_that_cannot_be_written_is_said(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = tmp_path / "file"
    taken.write_text("kept", "utf-8")
    for out in (taken, taken / "below"):
        assert make(made, "--format", "md", "-o", str(out)) == 5
        assert "file" in capsys.readouterr().err
    assert taken.read_text("utf-8") == "kept"


@pytest.mark.parametrize(
    ("args", "said"), [(["--format", "pdf,odt"], "'odt'"), (["--format", ","], "no format"), (["--lang", "fr"], "'fr'")]
)
def test_what_there_is_not_is_named(
    made: Path, args: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert make(made, "-o", str(tmp_path / "out"), *args) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_no_study_is_said_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert make(tmp_path / "none", "--json") == 5
    assert json.loads(capsys.readouterr().err)["error"]["what"]
