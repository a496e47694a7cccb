"""Who can close a gap: tables of texts, the gap, and what each lever could do for the sheriff's part of it."""

from dataclasses import replace
from typing import NamedTuple

import pytest

import universe as u
from pincite.answering import assess_place, survey_levers
from pincite.model.answer import Assessment
from pincite.model.law import ControllingRule, Level, Rule
from pincite.model.lever import Gap
from pincite.workflow.pack import load_pack
from pincite.workflow.translations import load_catalogue

EVERY = u.attested("all")


def survey(*texts: str, **fields: object) -> Assessment:
    """The assessment of the world in which these texts speak, with its levers."""
    evidence = replace(u.world(*texts, **fields).evidence(), lever_kinds=load_pack().lever_kinds)
    return survey_levers(assess_place(evidence), evidence)


def find_gap(assessment: Assessment, item: str) -> Gap:
    (gap,) = [gap for gap in assessment.gaps if gap.item == item]
    return gap


def tell(gap: Gap, lever: str, agency: str = "sheriff") -> tuple[str, str]:
    ((way, why),) = [
        (str(item.way), item.why) for item in gap.reaches if item.lever.split(":")[0] == lever and item.agency == agency
    ]
    return way, why


class Row(NamedTuple):
    """The texts; the gap; the ways of the board's ordinance, the sheriff's policy and the state's statute."""

    texts: tuple[str, ...]
    item: str
    board: str
    sheriff: str
    state: str


@pytest.mark.parametrize(
    "row",
    [
        # Nothing speaks: the sheriff may act, whether the board may bind the sheriff is a fact of the state.
        Row((), "C1.2", "doubtful", "open", "open"),
        # A state duty or a ban on limits pre-empts local limits; the legislature may change its own statute.
        Row(("statute: requires hold",), "C1.2", "closed", "closed", "open"),
        Row(("statute: forbids-limits hold",), "C1.2", "closed", "closed", "open"),
        Row(("ordinance: prohibits hold", "statute: requires hold"), "C1.2", "closed", "closed", "open"),
        # A constitution stands above a statute.
        Row(("constitution: requires hold",), "C1.2", "closed", "closed", "closed"),
        # A duty on one conduct closes nothing on another.
        Row(("statute: requires hold",), "C4.2", "doubtful", "open", "open"),
        # A narrower duty leaves only the rest to local bodies, which is not enough for a Y.
        Row(("ordinance: prohibits hold", "statute: requires hold; in part"), "C1.2", "closed", "closed", "open"),
        # A floor of the state leaves room above it.
        Row(("statute: limits hold",), "C1.2", "doubtful", "open", "open"),
        # A permission of the state pre-empts nothing.
        Row(("statute: permits hold",), "C1.2", "doubtful", "open", "open"),
        # A duty by ordinance stands above the sheriff's policy, not above another ordinance.
        Row(("ordinance: requires hold",), "C1.2", "doubtful", "closed", "open"),
        # A duty to inform or to identify bars nobody from asking for more.
        Row(("statute: requires inform-rights",), "C3.2", "doubtful", "open", "open"),
        # A bill never closes anything.
        Row(("bill: requires hold",), "C1.2", "doubtful", "open", "open"),
    ],
)
def test_what_stands_above_closes_a_lever(row: Row) -> None:
    gap = find_gap(survey(*row.texts, attested_searches=EVERY), row.item)
    found = tuple(tell(gap, lever)[0] for lever in ("board-ordinance", "sheriff-policy", "legislature-statute"))
    assert found == (row.board, row.sheriff, row.state)


def test_a_closed_lever_says_which_text_closes_it_and_the_legislature_what_it_would_change() -> None:
    gap = find_gap(survey("statute: requires hold"), "C1.2")
    assert tell(gap, "sheriff-policy") == ("closed", "the statute requires it and stands above it.")
    assert tell(gap, "legislature-statute")[1] == "It would have to change the statute which requires it."


def test_a_higher_body_overrides_a_lower_text_and_does_not_change_it() -> None:
    gap = find_gap(survey("ordinance: requires hold"), "C1.2")
    assert tell(gap, "legislature-statute")[1] == "It would override the ordinance which requires it."
    assert tell(gap, "board-ordinance")[1].endswith(" It would have to change the ordinance which requires it.")


@pytest.mark.parametrize(
    ("level", "duty"),
    [
        (Level.STATE, "a narrower state duty"),
        (Level.COUNTY, "a narrower county duty"),
        (Level.CITY, "a narrower duty at the same level"),
        (Level.UNCLEAR, "a narrower duty"),
    ],
)
def test_a_duty_that_narrows_a_rule_is_told_by_its_level(level: Level, duty: str) -> None:
    ruled = ControllingRule(
        agency="a", conduct="hold", rule=Rule.PROHIBITS, level=Level.CITY, partly_preempted=True, narrowed_by=level
    )
    assert ruled.narrower_duty == duty
    catalogue = load_catalogue("es")
    assert catalogue.translate(f"A rule against it stands, but {duty} takes part of it away.").startswith("Sigue")
    assert " duty" not in catalogue.translate(f"A rule against it stands, but {duty} takes part of it away.")


def test_a_general_mandate_is_a_caution_for_local_bodies_alone() -> None:
    general = replace(u.provision("statute", "spend-resources", "forbids-limits"), note="general")
    given = u.with_provisions(u.world(), (general,))
    evidence = replace(given.evidence(), lever_kinds=load_pack().lever_kinds)
    assert evidence.resolve(u.SHERIFF, "hold").general_mandate
    gap = find_gap(survey_levers(assess_place(evidence), evidence), "C1.2")
    way, why = tell(gap, "sheriff-policy")
    assert (way, "general ban on limits" in why) == ("doubtful", True)
    assert tell(gap, "legislature-statute") == ("open", "")


def test_a_council_cannot_bind_the_sheriff_who_keeps_the_citys_arrestees() -> None:
    gap = find_gap(survey(kind="city", agencies=(u.SHERIFF, u.POLICE, u.COUNCIL)), "C4.2")
    assert tell(gap, "council-ordinance") == ("closed", "It cannot bind Orchard County Sheriff.")
    assert tell(gap, "council-ordinance", "police") == ("open", "")


def test_whose_jail_it_is_decides_what_a_council_may_do() -> None:
    assert tell(find_gap(survey(kind="city"), "C4.2"), "council-ordinance", "jail") == (
        "closed",
        "It cannot bind Orchard County Jail.",
    )
    metro = replace(u.JAIL, name="Metro Jail")
    gap = find_gap(survey(kind="city", agencies=(metro, u.POLICE, u.COUNCIL)), "C4.2")
    way, why = tell(gap, "council-ordinance", "jail")
    assert (way, why.startswith("It binds Metro Jail only if")) == ("doubtful", True)


@pytest.mark.parametrize(
    ("lever", "agency", "way"),
    [
        ("council-ordinance", "police", "open"),
        ("council-ordinance", "jail", "closed"),
        ("county-ordinance-on-the-jail", "jail", "doubtful"),
        ("county-ordinance-on-the-jail", "police", "closed"),
        ("police-policy", "police", "open"),
        ("jail-directive", "jail", "open"),
        ("voters-charter", "police", "doubtful"),
        ("governor-order", "jail", "closed"),
    ],
)
def test_a_body_that_cannot_bind_an_agency_says_so(lever: str, agency: str, way: str) -> None:
    found, why = tell(find_gap(survey(kind="city"), "C4.2"), lever, agency)
    assert found == way
    assert why.startswith("It cannot bind") is (way == "closed")


@pytest.mark.parametrize(
    ("texts", "searched", "item", "answer", "certain"),
    [
        ((), (), "C1.2", "unknown", False),
        ((), EVERY, "C1.2", "N", True),
        (("ordinance: prohibits hold; except conviction",), (), "C1.2", "other", True),
        (("statute: permits hold",), (), "C1.2", "unknown", False),
    ],
)
def test_a_gap_is_certain_or_only_if_nothing_else_exists(
    texts: tuple[str, ...], searched: tuple, item: str, answer: str, certain: bool
) -> None:
    gap = find_gap(survey(*texts, attested_searches=searched), item)
    assert (gap.answer, gap.certain) == (answer, certain)


@pytest.mark.parametrize(
    ("texts", "item"),
    [
        (("ordinance: prohibits hold",), "C1.2"),
        (("ordinance: prohibits hold",), "C1.1"),
        (("ordinance: prohibits inquire-status",), "C6.2"),
    ],
)
def test_what_is_answered_best_or_waits_to_be_observed_is_no_gap(texts: tuple[str, ...], item: str) -> None:
    assert item not in {gap.item for gap in survey(*texts).gaps}


def test_a_gate_that_closes_takes_its_questions_along() -> None:
    """A statute answers no question on practice; barring access ends the question instead."""
    gap = find_gap(survey(), "C2.2")
    assert tell(gap, "legislature-statute")[0] == "open"
    assert "C2.2" not in {item for use in u.TOPIC.levers if "legislature-statute" in use.levers for item in use.items}


def test_oversight_needs_one_agency_alone() -> None:
    gap = find_gap(survey("ordinance: prohibits hold"), "E10")
    assert gap.parts == ("",)
    assert tell(gap, "board-ordinance", "")[0] == "open"


def test_the_descriptive_standard_prefers_nothing_and_has_no_gap() -> None:
    evidence = replace(u.world().evidence(u.DESCRIPTIVE), lever_kinds=load_pack().lever_kinds)
    surveyed = survey_levers(assess_place(evidence), evidence)
    assert (surveyed.gaps, surveyed.closing, surveyed.unsettled) == ((), (), ())


# Every item that a lever is said to bear on can be answered best by such an instrument: the text is tried out.
_BEST = {
    "C1.1": "prohibits hold", "C1.2": "prohibits hold", "C2.1": "prohibits jail-access",
    "C2.2": "requires inform-rights", "C2.3": "requires identify-officials",
    "C3.1": "permits jail-access; showing procedure", "C3.2": "requires inform-rights; showing training",
    "C3.3": "requires identify-officials", "C4.1": "prohibits notify-release", "C4.2": "prohibits notify-release",
    "C5.1": "prohibits share-information", "C5.2": "permits share-status; except savings-1373",
    "C5.3": "prohibits share-information", "C6.1": "prohibits inquire-status", "C8.1": "prohibits contract",
    "C8.2": "prohibits contract-detention", "C8.3": "prohibits deputize", "E01": "prohibits hold",
    "E02": "prohibits notify-release", "E03": "prohibits share-information", "E04": "prohibits inquire-status",
    "E05": "prohibits arrest; showing ncic", "E06": "prohibits jail-access",
    "E07": "prohibits contract-detention; showing ends-existing, bars-new",
    "E08": "prohibits deputize; showing ends-existing, bars-new",
    "E09": "requires weigh-consequences; showing charging, resolving",
    "E10": "requires oversee; showing with-limits", "S1": "prohibits spend-resources",
}  # fmt: skip
_TEXT_OF = {
    "board-ordinance": "ordinance", "legislature-statute": "statute", "sheriff-policy": "policy",
    "prosecutor-policy": "prosecutor's policy", "county-executive-order": "executive order",
    "voters-charter": "charter", "governor-order": "governor's order",
}  # fmt: skip
_CLAIMED = [
    (lever, item)
    for use in u.TOPIC.levers
    for lever in use.levers
    for item in use.items
    if lever in _TEXT_OF and item != "C7.1"
]


@pytest.mark.parametrize(("lever", "item"), _CLAIMED)
def test_such_a_text_can_answer_the_item_best(lever: str, item: str) -> None:
    answer = u.world(f"{_TEXT_OF[lever]}: {_BEST[item]}").ask(item)
    own = {row.agency: row.answer for row in answer.by_agency}
    assert "Y" in (answer.answer, own.get("sheriff")), (answer.answer, answer.basis)
