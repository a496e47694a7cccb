"""The meeting brief: figures are the assessment's own, words stand in the documents, hostile words stay words."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from pincite.adapters.pages import count_pages
from pincite.adapters.paper_docx import write_paper_docx
from pincite.adapters.typesetting import draw_picture, write_paper_pdf
from pincite.model import outline as outlined
from pincite.model.answer import UNKNOWN, Assessment
from pincite.model.lever import Narrowing, Unsettled
from pincite.model.outline import RedlineRun, RunMark
from pincite.model.paper import Bullets, Chart, Heading, Paper, Paragraph, Quotation, Span, Table
from pincite.model.place import Observation
from pincite.reporting.brief import make_brief
from pincite.reporting.brief_model import SIZES, Brief, build_brief, spell_observations
from pincite.reporting.outline_paper import show_outline
from pincite.reporting.packet import PacketOutline, make_packet, make_parts
from pincite.reporting.paper_markdown import render_paper_markdown
from pincite.reporting.paper_page import render_paper
from pincite.reporting.report_model import build_report
from pincite.reporting.words import load_words
from pincite.workflow.packets import fit_brief
from pincite.workflow.translations import load_catalogue
from unit.reporting.sample import CODE, HEBREW, HOSTILE, MANUAL
from unit.reporting.sample_assessment import EMPTY, make_assessment, make_view

NONE = PacketOutline(why="Nobody can be bound.")
BLAME = ("fail", "violat", "refus", "ignor", "illegal", "collu", "promise that", "will comply")


def make(assessment: Assessment | None = None, *, language: str = "en", size: int = 0) -> Brief:
    view = make_view() if assessment is None else make_view(assessment=assessment)
    return build_brief(build_report(view, load_catalogue(language)), SIZES[size])


def words_of(paper: Paper) -> str:
    return " ".join(render_paper_markdown(paper).split())


def test_the_outlines_heads_name_their_language_in_every_form() -> None:
    blocks = (
        outlined.Block(kind="heading", text="Words of the heading"),
        outlined.Block(kind="table", text="Words of the caption", rows=(("Words of the head",), ("cell",))),
    )
    drafted = PacketOutline(body="Board", title="Words of the title", blocks=blocks)
    paper = make_parts(make(language="es"), drafted)["outline"]
    page = LexborHTMLParser(render_paper(paper))
    for selector in ("h1", "h2", "caption", "th[scope=col]"):
        assert [node.attributes.get("lang") for node in page.css(f"main {selector}")] == ["en"], selector
    document = Document(io.BytesIO(write_paper_docx(paper, picture=draw_picture)))
    heads = [item for item in document.paragraphs if item.text in ("Words of the title", "Words of the heading")]
    heads += document.tables[0].rows[0].cells[0].paragraphs
    assert [run._r.rPr.find(qn("w:lang")).get(qn("w:val")) for item in heads for run in item.runs] == ["en-US"] * 3
    with pikepdf.open(io.BytesIO(write_paper_pdf(paper))) as opened:
        parts = [item for item in opened.objects if isinstance(item, pikepdf.Dictionary) and "/S" in item]
        told = {str(item.S): str(item.Lang) for item in parts if "/Lang" in item}
        assert str(opened.Root.Lang) == "es-US"
    assert [told.get(name) for name in ("/H1", "/H2", "/Table")] == ["en-US"] * 3
    held = make_packet(make(language="es"), drafted).blocks
    assert Heading(text="Words of the title", lang="en") in held
    assert Heading(text="Words of the heading", level=3, lang="en") in held


def test_a_short_quotation_stays_on_the_page_of_its_source() -> None:
    said = "Ploughs are kept in the shed by the green and are lent for a day to any who ask. " * 5
    quotation = Quotation(words=(Span(text=f"Begin {said}"),), source=(Span(text="Source"),))
    pages = set()
    for lines in range(41, 57):
        blocks = (*(Paragraph(line=(Span(text="A line."),)) for _ in range(lines)), quotation)
        opened = pypdfium2.PdfDocument(write_paper_pdf(Paper(title="x", lang="en", blocks=blocks)))
        texts = [page.get_textpage().get_text_bounded() for page in opened]
        (number,) = [number for number, text in enumerate(texts) if "Begin" in text]
        assert "Source" in texts[number], lines
        pages.add(number)
    assert pages == {0, 1}


def test_the_score_and_the_count_of_reviews_are_the_assessments() -> None:
    assessment = make_assessment()
    assert assessment.score is not None
    said = words_of(make_brief(make(), outline="no outline"))
    assert f"Between {assessment.score.least} and {assessment.score.most} of {assessment.score.applicable}" in said
    every = (*assessment.answers, *assessment.elements)
    reviewed = sum(1 for item in every if not item.draft)
    assert f"people have reviewed {reviewed} of {len(every)} answers" in said


def test_a_fact_gives_the_assessments_answer_and_words_of_its_document() -> None:
    given = {item.question: item for item in (*make_assessment().answers, *make_assessment().elements)}
    texts = {item.id: item.text for item in (CODE, MANUAL)}
    brief = make()
    assert brief.facts
    for fact in brief.facts:
        for item in fact.answers:
            assert item.basis == given[item.id].basis
        for quote in fact.quotes:
            cited = quote.citation
            assert texts[cited.document][cited.start : cited.end] == cited.quote
            assert "".join(run.text for run in quote.shown) == cited.quote[: sum(len(run.text) for run in quote.shown)]


def test_a_fact_is_dated_and_attributed() -> None:
    said = [fact for fact in make().facts if fact.title == "Quillmoor County Code"]
    assert [(fact.issuer, fact.dated.strip()) for fact in said] == [
        ("Quillmoor County Board", "Text of 1 November 2030.")
    ]


def test_answers_on_the_same_words_stand_together() -> None:
    pairs = [tuple(item.id for item in fact.answers) for fact in make().facts]
    assert ("P1.2", "X1") in pairs


def test_unknowns_come_in_the_order_of_narrowing_with_whom_to_ask() -> None:
    ranked = (Unsettled(question="P2.1", narrowing=Narrowing(now=2, worst=1, best=0)),
              Unsettled(question="P1.1", narrowing=Narrowing(now=2, worst=2, best=1)))  # fmt: skip
    brief = make(replace(make_assessment(), unsettled=ranked))
    assert [(item.question, item.narrowing) for item in brief.points] == [
        (item.question, item.narrowing) for item in ranked
    ]
    assert [row.whose for row in brief.points[0].ask] == ["Quillmoor County Keeper"]
    said = words_of(make_brief(brief, outline="none"))
    assert "| 0 to 1 | Quillmoor County Keeper: Manual |" in said
    assert said.index("| P2.1") < said.index("| P1.1")


def test_an_unknown_question_without_a_rank_is_told_too() -> None:
    unknown = [item.question for item in make_assessment().answers if item.answer == UNKNOWN]
    assert [item.question for item in make().points] == unknown


def test_what_is_left_out_of_a_short_brief_is_counted() -> None:
    long, short = make(), make(size=len(SIZES) - 1)
    told = sum(len(item.answers[:2]) for item in short.facts)
    assert told + short.more_facts == sum(len(item.answers[:2]) for item in long.facts) + long.more_facts
    assert len(short.points) + short.more_points == len(long.points) + long.more_points


def test_observations_up_to_the_day_are_told_once_with_their_source() -> None:
    report = build_report(make_view(), load_catalogue("en"))
    seen = Observation(agency="keeper-1", conduct="lend", shows="agreement-in-force", source="List 7",
                       on_date="2031-01-05", confidence="high")  # fmt: skip
    told = spell_observations([seen, seen, replace(seen, on_date="2031-12-01")], report, load_catalogue("en"))
    assert len(told) == 1
    assert told[0].startswith("Quillmoor County Keeper, ")
    assert told[0].endswith("agreement in force: List 7, 5 January 2031 (confidence high)")
    brief = build_brief(report, observed=told)
    assert told[0] in render_paper(make_brief(brief, outline="none"))


@pytest.mark.parametrize("language", ["en", "es"])
def test_an_assessment_without_answers_says_so_and_keeps_to_two_pages(language: str) -> None:
    brief = make(EMPTY, language=language)
    words = load_words(language)
    paper = make_brief(brief, outline="none")
    said = words_of(paper)
    assert words.say("no-answers") in said
    assert words.say("packet-facts-none") in said
    assert count_pages(write_paper_pdf(paper)) <= 2


def test_the_briefs_own_words_blame_nobody_and_promise_nothing() -> None:
    phrases = load_words("en").phrases
    own = [text for key, text in phrases.items() if key.startswith(("packet-", "brief-"))]
    assert len(own) > 30
    assert [(word, text) for text in own for word in BLAME if word in text.lower()] == []


def test_both_languages_have_the_same_texts_with_the_same_holes() -> None:
    english, spanish = load_words("en").phrases, load_words("es").phrases
    keys = [key for key in english if key.startswith(("packet-", "brief-"))]
    for key in keys:
        assert set(english[key].split("{")[1:]) == set() or spanish[key].count("{") == english[key].count("{")
        assert spanish[key] != english[key] or key in ("packet-glance", "packet-source", "packet-of", "packet-ask-of")


def test_hostile_words_stay_words_in_every_format() -> None:
    papers = [make_packet(make(), NONE), *make_parts(make(), NONE).values()]
    for paper in papers:
        page = render_paper(paper)
        assert "<script>" not in page
        assert "<img" not in page
        html = MarkdownIt("commonmark", {"html": True}).enable("table").render(render_paper_markdown(paper))
        assert "<script" not in html
        assert "<img" not in html
        assert write_paper_docx(paper, picture=draw_picture)[:2] == b"PK"
    pdf = pypdfium2.PdfDocument(write_paper_pdf(papers[0]))
    text = " ".join(pdf[number].get_textpage().get_text_bounded() for number in range(len(pdf)))
    pdf.close()
    assert "<script>" in text
    assert HEBREW in render_paper(papers[0])


def test_a_very_long_name_makes_the_brief_shorter_not_longer() -> None:
    named = replace(make_assessment(), place=f"{'Unbroken' * 40} {HOSTILE}")
    _, pages = fit_brief(build_report(make_view(assessment=named), load_catalogue("en")), NONE)
    assert pages <= 2


def test_a_packet_without_outline_says_why() -> None:
    said = words_of(make_packet(make(), NONE))
    assert "No outline was made. Nobody can be bound." in said
    assert "2 why there is no outline" in said


def test_an_outline_becomes_blocks_of_a_paper() -> None:
    run = (RedlineRun(RunMark.STRUCK, "may"), RedlineRun(RunMark.INSERTED, "shall"))
    blocks = (
        outlined.Block(kind="title", text="T"),
        outlined.Block(kind="strong", text="For counsel."),
        outlined.Block(kind="heading", text="The text"),
        outlined.Block(kind="section", label="1", text="Purpose"),
        outlined.Block(kind="line", label="a", text="Lend."),
        outlined.Block(kind="redline", runs=run),
        outlined.Block(kind="bullet", text="One"),
        outlined.Block(kind="bullet", text="Two"),
        outlined.Block(kind="table", text="Costs", rows=(("Change", "Cost"), ("a", "b" * 60))),
    )
    shown = list(show_outline(blocks))
    assert [type(item) for item in shown] == [Paragraph, Heading, Heading, Paragraph, Paragraph, Bullets, Table]
    assert [item.text for item in shown if isinstance(item, Heading)] == ["The text", "Section 1. Purpose"]
    redline = shown[4]
    assert isinstance(redline, Paragraph)
    assert [(span.text, span.look) for span in redline.line] == [
        ("[struck: may]", "struck"),
        (" [inserted: shall]", "new"),
    ]


def test_markdown_tells_each_block() -> None:
    paper = Paper(
        title="1. A *title*",
        lang="en",
        blocks=(
            Heading(text="# Part", level=3),
            Paragraph(line=(Span(text="- not a list"),)),
            Bullets(lines=((Span(text="one"),), (Span(text="two"),)), ordered=True),
            Quotation(words=(Span(text="a | b\n> c"),), source=(Span(text="p. 1"),)),
            Chart(svg="<svg/>", alt="a bar", width=1, height=1),
        ),
        foot="the end",
    )
    tokens = MarkdownIt("commonmark").parse(render_paper_markdown(paper))
    assert [item.tag for item in tokens if item.type == "heading_open"] == ["h1", "h3"]
    assert [item.type for item in tokens if item.type.endswith("list_open")] == ["ordered_list_open"]
    assert [item.content for item in tokens if item.type == "inline"] == [
        r"1\. A \*title\*", r"\# Part", r"\- not a list", "one", "two", r"a \| b \> c", "— p. 1", "a bar", "the end",
    ]  # fmt: skip
