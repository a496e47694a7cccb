"""The assessment of Quillmoor County by the standard of ``sample``.

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
from pincite.model.search import SearchRecord
from pincite.reporting.scorecard import ScorecardView
from unit.reporting.sample import (
    CODE,
    HEBREW_CITATION,
    HOSTILE,
    HOSTILE_CITATION,
    KEY_CITATION,
    MANUAL,
    RUBRIC,
    TOPIC,
)


def make_provision(instrument: str, rule: Rule, citation: Citation, **more: object) -> Provision:
    return Provision(instrument=instrument, conduct="lend", rule=rule, citations=(citation,), **more)  # type: ignore[arg-type]


BAN = make_provision("county-code", Rule.PROHIBITS, KEY_CITATION, exceptions=(LegalException(kind="judge"),))
ADVICE = make_provision("keeper-manual", Rule.LIMITS, HOSTILE_CITATION, scope=Scope.PART, scope_words="in May")
LOST = make_provision("keeper-manual", Rule.PERMITS, HEBREW_CITATION)


def make_rule(agency: str, provision: Provision | None = BAN, **more: object) -> ControllingRule:
    if provision is None:
        return ControllingRule(agency=agency, conduct="lend", rule=Rule.SILENT, derivation=("Nothing speaks.",))
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
            by_agency=(make_row("keeper-1", "unknown", controlling=(make_rule("keeper-1"),), missing=("manual",)),),
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
            by_agency=(make_row("keeper-1", "Y", citations=(KEY_CITATION,), controlling=(make_rule("keeper-1"),)),),
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
                    controlling=(make_rule("keeper-2", ADVICE, kind="manual", level=Level.AGENCY, conflicts=(LOST,)),),
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
        wanted=(Wanted(kind="manual", title="Manual", whose="Quillmoor County Keeper", questions=("P1.1", "P2.1")),),
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
