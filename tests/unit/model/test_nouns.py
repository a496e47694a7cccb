"""Nouns that cannot be built wrong, and what they say of themselves."""

import pytest

import universe as u
from pincite.errors import ImpossibleValueError
from pincite.model.document import Flag, Mark, MarkKind, OffsetMap, Page, Section, SourceDocument, Span
from pincite.model.facts import RelativeDate
from pincite.model.law import Citation, LegalException, Provision, Rule
from pincite.model.place import Agency
from pincite.model.search import Passage

TEXT = "Chapter 3\nSection 1. No agency shall hold a person.\n(a) A warrant of a judge opens the way.\nEnd."


def make_document(**fields: object) -> SourceDocument:
    shape = {"id": "order", "name": "order.txt", "media_type": "text/plain", "sha256": u.SHA, "byte_count": 90}
    return SourceDocument(**{**shape, "text": TEXT, **fields})


@pytest.mark.parametrize(
    ("build", "words"),
    [
        (lambda: Span(start=3, end=3), "span 3:3"),
        (lambda: Span(start=-1, end=3), "runs backwards"),
        (lambda: Page(number=0, start=0, end=1), "page 0"),
        (lambda: Page(number=1, start=5, end=1), "page 1"),
        (lambda: Mark(kind=MarkKind.STRUCK, start=4, end=4), "mark 4:4"),
        (lambda: Section(number="1", heading="", start=0, own_end=9, end=5, depth=0, parent=-1), "section '1'"),
        (lambda: OffsetMap((1,), (0,)), "begin at 0"),
        (lambda: OffsetMap((0, 5), (0,)), "raw start each"),
        (lambda: OffsetMap((), ()), "begin at 0"),
        (lambda: RelativeDate(days=-1, trigger="adoption"), "-1 days"),
        (lambda: RelativeDate(days=3, trigger=""), "3 days"),
        (lambda: Citation(document="d", sha256=u.SHA, quote="words", start=0, end=4), "0:4"),
        (lambda: Citation(document="d", sha256=u.SHA, quote="  ", start=0, end=2), "0:2"),
        (lambda: Citation(document="d", sha256=u.SHA, quote="words", start=-5, end=0), "-5:0"),
        (lambda: Provision(instrument="i", conduct="hold", rule=Rule.PROHIBITS), "needs a citation"),
        (lambda: Provision(instrument="i", conduct="hold", rule=Rule.SILENT, citations=(u.citation(),)), "silence"),
        (
            lambda: Provision(
                instrument="i", conduct="hold", rule=Rule.SILENT, exceptions=(LegalException(kind="gang"),)
            ),
            "silence",
        ),
        (lambda: Agency(id="a", name="A", kind="police", lock_up="maybe"), "not 'maybe'"),
        (lambda: Passage(document="d", conduct="hold", start=7, end=7, score=1.0), "passage 7:7"),
    ],
)
def test_a_noun_is_not_built_wrong(build, words: str) -> None:
    with pytest.raises(ImpossibleValueError, match=words.replace("(", r"\(")):
        build()


def test_spans_overlap_where_they_share_a_code_point() -> None:
    one, two, three = Span(start=0, end=5), Span(start=4, end=9), Span(start=5, end=9)
    assert one.overlaps(two)
    assert two.overlaps(one)
    assert not one.overlaps(three)
    assert [one.covers(offset) for offset in (0, 4, 5)] == [True, True, False]


def test_offsets_lead_back_to_the_raw_text() -> None:
    found = OffsetMap((0, 10, 20), (5, 40, 90))
    assert [found.raw_offset(offset) for offset in (0, 9, 10, 25)] == [5, 14, 40, 95]
    assert found.raw_pieces(8, 22) == [(13, 15), (40, 50), (90, 92)]
    assert found.raw_pieces(3, 4) == [(8, 9)]
    assert OffsetMap((0, 10, 10), (5, 40, 60)).raw_pieces(8, 12) == [(13, 15), (60, 62)]


def test_a_document_knows_its_pages() -> None:
    pages = (Page(number=1, start=0, end=10), Page(number=2, start=10, end=len(TEXT)))
    document = make_document(pages=pages)
    assert [document.page_at(offset).number for offset in (0, 9, 10, 60)] == [1, 1, 2, 2]
    assert make_document().page_at(3) is None


def test_a_document_finds_the_marks_of_a_span() -> None:
    struck = Mark(kind=MarkKind.STRUCK, start=5, end=9, reason="drawn through")
    note = Mark(kind=MarkKind.NOTE, start=20, end=30)
    document = make_document(marks=(struck, note), flags=(Flag("ocr", "read by machine", 1),))
    assert document.marks_in(0, 40) == [struck, note]
    assert document.marks_in(8, 20) == [struck]
    assert document.marks_in(0, 40, MarkKind.NOTE) == [note]
    assert document.marks_in(9, 20) == []


def test_a_document_finds_the_deepest_section() -> None:
    first = Section(number="3", heading="Chapter", start=0, own_end=10, end=90, depth=0, parent=-1)
    second = Section(number="1", heading="", start=10, own_end=51, end=88, depth=1, parent=0)
    third = Section(number="(a)", heading="", start=51, own_end=88, end=88, depth=2, parent=1)
    document = make_document(sections=(first, second, third))
    assert [document.section_at(offset) for offset in (3, 12, 60, 89, 95)] == [0, 1, 2, 0, -1]
    assert [section.number for section in document.section_path(2)] == ["3", "1", "(a)"]
    assert document.section_path(-1) == ()


def test_an_exception_is_open_until_its_day() -> None:
    lasting, closing = LegalException(kind="gang"), LegalException(kind="other", sunset_date="2025-12-31")
    both = u.provision(
        "ordinance", "hold", "limits", exceptions=(lasting, closing, LegalException(kind="charge", alone=False))
    )
    assert both.live_alone("2025-12-31") == {"gang", "other"}
    assert both.live_alone("2026-01-01") == {"gang"}
    assert both.closing_alone("2025-12-31") == (closing,)
    assert both.closing_alone("2026-01-01") == ()
    assert both.id == "ordinance#hold"


def test_a_topic_finds_by_id() -> None:
    assert u.TOPIC.conduct("hold").id == "hold"
    assert u.TOPIC.source_kind("ordinance").rank == 3
    assert u.TOPIC.source_kind("rumour") is None
    assert u.TOPIC.roles_of("sheriff") == ("sheriff",)
    assert u.TOPIC.roles_of("choir") == ()
    with pytest.raises(KeyError):
        u.TOPIC.conduct("sing")


def test_a_rubric_and_a_place_find_by_id_or_raise() -> None:
    assert u.RUBRIC.question("C1.2").criterion == "C1"
    assert u.RUBRIC.question("E05").criterion == ""
    assert u.RUBRIC.table("full-ban").id == "full-ban"
    assert u.RUBRIC.group("contracting").kinds == ("contracting-body", "sheriff", "police")
    assert u.make_place().agency("sheriff") is u.SHERIFF
    for find, key in ((u.RUBRIC.question, "C9"), (u.RUBRIC.table, "none"), (u.RUBRIC.group, "none")):
        with pytest.raises(KeyError):
            find(key)
    with pytest.raises(KeyError):
        u.make_place().agency("mayor")
