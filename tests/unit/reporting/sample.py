"""A small fictional world: Quillmoor County, whose code and sheriff's manual speak of lending snowploughs."""

from __future__ import annotations

from pincite.model.document import Flag, Mark, MarkKind, Page, SourceDocument
from pincite.model.law import (
    Citation,
)
from pincite.model.rubric import (
    AnswerTable,
    AskedOf,
    Conditions,
    Criterion,
    LandscapeItem,
    Question,
    Rubric,
    TableRow,
    WhereToLook,
)
from pincite.model.topic import (
    AgencyKind,
    Caveat,
    Conduct,
    CueSet,
    ExceptionKind,
    Precedent,
    Resource,
    SourceKind,
    Topic,
)

HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)>'
HEBREW = "לא תושאל המחלשת לאיש"
LONG_WORD = "Schneepflugverleihgenehmigungsverordnung" * 4

CODE_TEXT = (
    "Chapter 4. Snowploughs.\n"
    "§ 4-1 Purpose. The board finds that ploughs are dear and winters long.\n"
    "§ 4-2 Lending. [The keeper may lend at will.] No keeper of the county shall lend a snowplough to the "
    "Frost Bureau, except upon the order of a judge. The keeper shall write down every request.\n"
    "Editor's note: amended in the year of the great thaw.\n"
    "§ 4-3 Effect. This chapter takes effect at the first snow.\n"
)
KEY = "No keeper of the county shall lend a snowplough to the Frost Bureau, except upon the order of a judge."
MANUAL_TEXT = f"Manual of the keepers. {HOSTILE} Keepers should not lend in May. {HEBREW} End of manual."


def make_document(doc_id: str, text: str, *, pages: bool = True) -> SourceDocument:
    marks = []
    for words, kind in (
        ("[The keeper may lend at will.]", MarkKind.STRUCK),
        ("Editor's note: amended in the year of the great thaw.", MarkKind.NOTE),
    ):
        at = text.find(words)
        if at >= 0:
            marks.append(Mark(kind=kind, start=at, end=at + len(words), reason="drawn through"))
    return SourceDocument(
        id=doc_id,
        name=f"{doc_id}.pdf",
        media_type="application/pdf",
        sha256="ab" * 32,
        byte_count=len(text),
        text=text,
        pages=(Page(number=3, start=0, end=len(text)),) if pages else (),
        marks=tuple(marks),
        flags=(Flag(code="ocr", message="A page was read from its image.", page=3),),
    )


def make_citation(document: SourceDocument, words: str, pinpoint: str = "§ 4-2") -> Citation:
    start = document.text.index(words)
    return Citation(
        document=document.id,
        sha256=document.sha256,
        quote=words,
        start=start,
        end=start + len(words),
        page=3 if document.pages else 0,
        pinpoint=pinpoint,
        prefix=document.text[max(0, start - 32) : start],
        suffix=document.text[start + len(words) :][:32],
    )


CODE = make_document("code", CODE_TEXT)
MANUAL = make_document("manual", MANUAL_TEXT, pages=False)
KEY_CITATION = make_citation(CODE, KEY)
HOSTILE_CITATION = make_citation(MANUAL, f"{HOSTILE} Keepers should not lend in May.", "ch. 1 <b>")
HEBREW_CITATION = make_citation(MANUAL, HEBREW, "ch. 2")

TOPIC = Topic(
    id="ploughs",
    version="7",
    title="Lending of snowploughs",
    describes="Who lends what.",
    conducts=(
        Conduct(id="lend", short="lend ploughs", describes="Hands a plough over."),
        Conduct(id="tow", short="tow sledges", describes="Pulls a sledge.", beside=("P1",)),
    ),
    exceptions=(ExceptionKind(id="judge", label="a judge's order", describes="An order."),),
    features=(),
    source_kinds=(
        SourceKind(id="ordinance", label="Ordinance", rank=2, law=True, local=True, ask="the county clerk"),
        SourceKind(id="manual", label="Manual", rank=5, law=False, local=True, ask="the records office"),
    ),
    agency_kinds=(AgencyKind(id="keeper", label="Keeper", roles=("keeper",)),),
    caveats=(
        Caveat(
            id="K1",
            title="The Thaw Act",
            says="Higher law may protect the lending of shovels.",
            source="Thaw Act § 9",
            as_of="2031-02-01",
            confidence="medium",
            questions=("P1.2", "P2.1", "X1"),
        ),
    ),
    precedents=(
        Precedent(
            id="r1",
            title="The Brackenfell rule",
            place="Brackenfell",
            citation="Code § 1",
            says="Lent no plough.",
            status="in force",
            source="its clerk",
            as_of="2030",
            confidence="high",
        ),
    ),
    resources=(
        Resource(title="Plough guide", publisher="Winter Society", url="https://example.org/guide", as_of="2030"),
        Resource(title="Odd guide", publisher="Nobody", url="javascript:alert(1)", as_of="2030"),
    ),
    gate=("plough",),
    context=("frost bureau",),
    cues=(CueSet(conduct="lend", strong=("plough",)),),
)

_TABLE = AnswerTable(id="t", rows=(TableRow(when=Conditions(), answer="unknown", reason="r", basis="b"),))
_WHERE = (
    WhereToLook(kind="ordinance", text="ordinances of the county"),
    WhereToLook(kind="manual", text="manuals", ours=True),
)


def make_question(question_id: str, text: str, *, criterion: str = "", notes: tuple[str, ...] = ()) -> Question:
    return Question(
        id=question_id,
        text=text,
        asks="policy",
        conducts=("lend",),
        asked_of="keepers",
        table="t",
        criterion=criterion,
        where=_WHERE,
        notes=notes,
    )


RUBRIC = Rubric(
    id="plough-standard",
    version="2",
    topic="ploughs",
    title="Ploughs and the Frost Bureau",
    author="The Winter Society",
    source="Winter Society, How to Keep a Plough (about 2029)",
    as_of="2029",
    prefers=True,
    answers=("Y", "N", "other"),
    differ="other",
    disclaimer="A Y marks what the Winter Society prefers.",
    sets={"W": ("judge",)},
    asked_of=(AskedOf(id="keepers", label="whoever keeps the ploughs", kinds=("keeper",)),),
    tables=(_TABLE,),
    criteria=(
        Criterion(id="P1", title="No lending", met_by=("P1.1", "P1.2"), unasked=("training the keepers",)),
        Criterion(id="P2", title="No towing", met_by=("P2.1", "P2.2"), notes=("P2.2 is shown only.",)),
    ),
    questions=(
        make_question("P1.1", "Do keepers decline in practice?", criterion="P1"),
        make_question(
            "P1.2", "Does a rule forbid lending?", criterion="P1", notes=("Erratum: the source prints plow.",)
        ),
        make_question("P2.1", "Is towing forbidden?", criterion="P2"),
        make_question("P2.2", "If not, is it logged?", criterion="P2"),
    ),
    elements=(make_question("X1", "Forbids lending"), make_question("X2", "Sets up a plough board")),
    landscape=(
        LandscapeItem(id="L1", text="Who keeps the ploughs?", field="keepers"),
        LandscapeItem(id="L2", text="Who meets the Bureau?", field="bureau"),
    ),
    related=("R1: gritting, not scored",),
    errata=("P1.2: plow is printed for plough.",),
)
