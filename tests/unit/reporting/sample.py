"""A small fictional world: Quillmoor County, whose code and sheriff's manual speak of lending snowploughs.

question   answer     shows
P1.1       unknown    practice not observed
P1.2       Y          key quote, struck words and a note in context, caveat, flag
P2.1       other      two agencies under different rules, hostile names and words, right-to-left quote
P2.2       n/a
X1 element rests on the same words as P1.2;  X2 element N by complete search
"""

from __future__ import annotations

from dataclasses import replace

from pincite.model.answer import (
    AgencyAnswer,
    Answer,
    Assessment,
    CriterionAnswer,
    CriterionResult,
    Score,
    ShownInstrument,
    Wanted,
)
from pincite.model.document import Flag, Mark, MarkKind, Page, SourceDocument
from pincite.model.law import (
    Binding,
    Citation,
    ControllingRule,
    Instrument,
    LegalException,
    Level,
    Provision,
    Rule,
    Scope,
    Status,
)
from pincite.model.place import Agency, Observation
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
from pincite.model.search import SearchRecord
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
from pincite.reporting.scorecard import ScorecardView

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
        Resource(
            title="Plough guide", publisher="Winter Society", url="https://example.org/guide", as_of="2030"
        ),
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


def make_question(
    question_id: str, text: str, *, criterion: str = "", notes: tuple[str, ...] = ()
) -> Question:
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


def make_provision(instrument: str, rule: Rule, citation: Citation, **more: object) -> Provision:
    return Provision(instrument=instrument, conduct="lend", rule=rule, citations=(citation,), **more)  # type: ignore[arg-type]


BAN = make_provision("county-code", Rule.PROHIBITS, KEY_CITATION, exceptions=(LegalException(kind="judge"),))
ADVICE = make_provision(
    "keeper-manual", Rule.LIMITS, HOSTILE_CITATION, scope=Scope.PART, scope_words="in May"
)
LOST = make_provision("keeper-manual", Rule.PERMITS, HEBREW_CITATION)


def make_rule(agency: str, provision: Provision | None = BAN, **more: object) -> ControllingRule:
    if provision is None:
        return ControllingRule(
            agency=agency, conduct="lend", rule=Rule.SILENT, derivation=("Nothing speaks.",)
        )
    shown = {
        "alone": frozenset(item.kind for item in provision.exceptions),
        "level": Level.COUNTY,
        "kind": "ordinance",
        "basis": (provision,),
        "derivation": (f"{provision.instrument} rules.",),
        "scope": provision.scope,
    } | more
    return ControllingRule(agency=agency, conduct="lend", rule=provision.rule, **shown)  # type: ignore[arg-type]


AGENCIES = (
    Agency(id="keeper-1", name="Quillmoor County Keeper", kind="keeper"),
    Agency(id="keeper-2", name=f"Keeper of {HOSTILE}", kind="keeper"),
)


def make_row(agency: str, answer: str, **more: object) -> AgencyAnswer:
    shown = {"reason": "r", "basis": f"Row of {agency}.", "possible": (answer,)} | more
    return AgencyAnswer(agency=agency, answer=answer, **shown)  # type: ignore[arg-type]


def make_answers() -> tuple[Answer, ...]:
    seen = Observation(
        agency="keeper-2",
        conduct="lend",
        shows="agreement-in-force",
        source="List of loans",
        on_date="2031-01-05",
        citations=(HEBREW_CITATION,),
    )
    return (
        Answer(
            question="P1.1",
            answer="unknown",
            reason="practice-not-observed",
            basis="Practice not observed.",
            missing=("manual", "ordinance@state"),
            possible=("N", "Y", "other"),
            by_agency=(
                make_row("keeper-1", "unknown", controlling=(make_rule("keeper-1"),), missing=("manual",)),
            ),
        ),
        Answer(
            question="P1.2",
            answer="Y",
            reason="prohibits-whole",
            basis="Prohibited as a whole.",
            draft=False,
            citations=(KEY_CITATION,),
            instrument="county-code",
            caveats=("K1",),
            flags=("K1-legal-risk",),
            cautions=("The state's law has not been supplied.",),
            possible=("Y",),
            durability="ordinance",
            reviewed_by="R. Vole",
            review_reason="read the page",
            by_agency=(
                make_row("keeper-1", "Y", citations=(KEY_CITATION,), controlling=(make_rule("keeper-1"),)),
            ),
        ),
        Answer(
            question="P2.1",
            answer="other",
            reason="agencies-differ",
            basis=f"The agencies differ {HOSTILE}.",
            citations=(HOSTILE_CITATION,),
            instrument="keeper-manual",
            caveats=("K1",),
            possible=("other",),
            by_agency=(
                make_row("keeper-1", "Y", citations=(KEY_CITATION,), controlling=(make_rule("keeper-1"),)),
                make_row(
                    "keeper-2",
                    "unknown",
                    citations=(HOSTILE_CITATION,),
                    observed=(seen,),
                    missing=("manual",),
                    controlling=(
                        make_rule("keeper-2", ADVICE, kind="manual", level=Level.AGENCY, conflicts=(LOST,)),
                    ),
                ),
            ),
        ),
        Answer(
            question="P2.2",
            answer="not-applicable",
            reason="gate",
            basis="Not asked: P2.1 answers it.",
            possible=("not-applicable",),
        ),
    )


def make_assessment() -> Assessment:
    answers = make_answers()
    return Assessment(
        place="Quillmoor County",
        state="ZZ",
        as_of="2031-03-02",
        rubric=RUBRIC.id,
        rubric_version=RUBRIC.version,
        topic=TOPIC.id,
        answers=answers,
        elements=(
            replace(answers[1], question="X1", draft=True, reviewed_by="", review_reason=""),
            Answer(
                question="X2",
                answer="N",
                reason="silent-complete",
                basis="Every kind was searched.",
                searched=("code",),
                possible=("N",),
            ),
        ),
        criteria=(
            CriterionAnswer(criterion="P1", result=CriterionResult.PARTLY, remark="may still be met"),
            CriterionAnswer(criterion="P2", result=CriterionResult.PARTLY),
        ),
        score=Score(least=0, most=1, applicable=2, elements_met=1, elements_asked=2),
        landscape=(Answer(question="L1", answer="stated", reason="from-place", basis="The county keeper."),),
        beside=(
            Answer(
                question="tow",
                answer="permits",
                reason="shown-beside",
                basis="Keeper: tow sledges: permits.",
                citations=(HEBREW_CITATION,),
            ),
        ),
        instruments=(
            ShownInstrument(
                instrument="county-code",
                title="Quillmoor County Code",
                role="answers",
                why="It binds the keepers.",
            ),
            ShownInstrument(
                instrument="far-code",
                title="Far Code",
                role="does-not-bind",
                why="Its issuer is another county.",
            ),
        ),
        wanted=(
            Wanted(
                kind="manual", title="Manual", whose="Quillmoor County Keeper", questions=("P1.1", "P2.1")
            ),
        ),
        warnings=(("state-law-not-supplied", "The state's law has not been supplied as text."),),
        reviewed=1,
    )


def make_view(**more: object) -> ScorecardView:
    shown = {
        "assessment": make_assessment(),
        "rubric": RUBRIC,
        "topic": TOPIC,
        "generated_on": "2031-03-04",
        "instruments": (
            Instrument(
                id="county-code",
                title="Quillmoor County Code",
                document="code",
                kind="ordinance",
                level=Level.COUNTY,
                issuer="Quillmoor County Board",
                status=Status.IN_FORCE,
                binding=Binding.BINDS,
                text_date="2030-11-01",
            ),
            Instrument(
                id="keeper-manual",
                title=f"Manual {HOSTILE}",
                document="manual",
                kind="manual",
                level=Level.AGENCY,
                issuer="Keeper",
                status=Status.IN_FORCE,
                binding=Binding.BINDS,
            ),
        ),
        "documents": {"code": CODE, "manual": MANUAL},
        "links": {"code": "sources/code.pdf", "manual": 'sources/man"ual <b>:é.html'},
        "searches": (
            SearchRecord(
                document="code",
                words=41234,
                pages=12,
                pages_without_text=(7, 9),
                sections=80,
                gated=6,
                topic="ploughs",
                topic_version="7",
                reader="rule-reader 3",
                complete=False,
                why_incomplete="two pages have no text",
            ),
        ),
        "refusals": ((f"{HOSTILE}.docx", "It is encrypted.", "Save it without a password."),),
        "agencies": AGENCIES,
    } | more
    return ScorecardView(**shown)  # type: ignore[arg-type]


EMPTY = Assessment(
    place="",
    state="",
    as_of="",
    rubric=RUBRIC.id,
    rubric_version=RUBRIC.version,
    topic=TOPIC.id,
    answers=(),
    elements=(),
    criteria=(),
    score=None,
)
