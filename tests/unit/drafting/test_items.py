"""Items: an open question is asked of whoever has the records, and of nobody else."""

from dataclasses import replace

import pytest

from pincite.drafting.items import find_asked, find_elsewhere
from pincite.model.answer import AgencyAnswer, Answer, Assessment, Wanted
from pincite.model.place import Agency, Observation
from pincite.workflow.pack import load_pack
from unit.drafting.sample_order import records

AGENCIES = {
    item.id: item
    for item in (
        Agency(id="sheriff", name="Sheriff", kind="sheriff", keeps_jail=True),
        Agency(id="police", name="Police", kind="police"),
        Agency(id="board", name="Board", kind="contracting-body"),
        Agency(id="attorney", name="Attorney", kind="prosecutor"),
    )
}
POLICY, CONTRACT = ("departmental-policy",), ("contract",)


def row(agency: str, answer: str = "unknown", *, missing: tuple[str, ...] = POLICY, **more: object) -> AgencyAnswer:
    made = AgencyAnswer(agency=agency, answer=answer, reason="not-searched", basis="", missing=missing)
    return replace(made, **more)  # type: ignore[arg-type]


def assess(question: str, *rows: AgencyAnswer, answer: str = "unknown", reviewed_by: str = "") -> Assessment:
    made = Answer(question=question, answer=answer, reason="", basis="", by_agency=rows, reviewed_by=reviewed_by)
    return Assessment(
        place="Alder County", state="XM", as_of="2026-01-01", rubric="co-optation-2018", rubric_version="1", topic="t",
        answers=(made,), elements=(), criteria=(), score=None,
        wanted=(Wanted(kind="statute", title="state statute", whose="XM", questions=(question,)),),
    )  # fmt: skip


def asked(assessment: Assessment) -> dict[str, list[str]]:
    found = find_asked(assessment, AGENCIES, rubric=load_pack().rubric(), records=records())
    return {agency: [entry.item.id for entry in entries] for agency, entries in found.items()}


def test_an_open_policy_question_asks_its_agency_alone() -> None:
    found = asked(assess("C1.2", row("sheriff"), row("police", "Y")))
    assert found == {"sheriff": ["custody-policies"]}


def test_contracts_are_asked_for_with_their_payment_records() -> None:
    found = asked(assess("C8.1", row("board", missing=CONTRACT), row("sheriff", missing=CONTRACT)))
    assert found == {"sheriff": ["agreements", "payments"], "board": ["agreements", "payments"]}


def test_counts_are_asked_where_practice_was_not_observed() -> None:
    assert asked(assess("C1.1", row("sheriff", missing=()))) == {"sheriff": ["detainer-counts"]}
    said = assess("C1.1", row("sheriff", "Y", missing=()), answer="Y")
    assert asked(said) == {"sheriff": ["detainer-counts"]}
    seen = Observation(agency="sheriff", conduct="hold", shows="declines", source="s", on_date="2026-01-01")
    assert asked(assess("C1.1", row("sheriff", "Y", missing=(), observed=(seen,)), answer="Y")) == {}


def test_local_law_is_asked_of_the_governing_body_whoever_it_would_bind() -> None:
    assert asked(assess("C1.2", row("sheriff", missing=("ordinance",)))) == {"board": ["local-acts"]}


def test_the_prosecutor_is_asked_about_charging() -> None:
    assert asked(assess("E09", row("attorney"))) == {"attorney": ["charging-policies"]}


@pytest.mark.parametrize(
    "assessment",
    [
        assess("C1.2", row("sheriff"), answer="N"),  # settled although a row is unknown
        assess("C1.2", row("sheriff"), reviewed_by="A. Clerk"),
        assess("C2.2", row("sheriff"), answer="not-applicable"),
        assess("C1.2", row("sheriff", missing=("statute",))),  # published law is not asked for
        assess("C1.2", row("nobody")),
        assess("C1.2"),
    ],
)
def test_nothing_is_asked(assessment: Assessment) -> None:
    assert asked(assessment) == {}


def test_published_law_is_named_apart() -> None:
    assessment = assess("C1.2", row("sheriff", missing=("statute",)))
    assert find_elsewhere(assessment, {}, law={"statute"}) == (("statute", "state statute"),)
    assert find_elsewhere(assessment, {}, law={"ordinance"}) == ()
