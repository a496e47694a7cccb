"""What must hold of layers, answers and scores whatever the texts say."""

import random
from dataclasses import replace
from itertools import product

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import universe as u
from pincite.answering.combine import combine_rows
from pincite.answering.score import judge_criteria, score_answers
from pincite.model.answer import NOT_APPLICABLE, UNKNOWN, AgencyAnswer, Answer, Assessment, CriterionResult
from pincite.model.law import LegalException, Provision, Rule, Scope
from pincite.model.rubric import Question

ANSWERS = ("Y", "N", "other")
CONDUCTS = [item.id for item in u.TOPIC.conducts]
SOURCES = ["constitution", "statute", "second statute", "charter", "ordinance", "executive order", "policy", "bill"]
EXCEPTIONS = ["judicial-warrant", "conviction", "charge", "consent-of-person", "other"]
FEATURES = ["procedure", "training", "bars-new", "ends-existing", "ncic", "charging", "resolving", "renewals-only"]
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

exceptions = st.lists(
    st.builds(
        LegalException,
        kind=st.sampled_from(EXCEPTIONS),
        alone=st.booleans(),
        sunset_date=st.sampled_from(["", "2024-12-31", "2026-12-31"]),
    ),
    max_size=2,
).map(tuple)


@st.composite
def provisions(draw: st.DrawFn) -> Provision:
    return u.provision(
        draw(st.sampled_from(SOURCES)),
        draw(st.sampled_from(CONDUCTS)),
        draw(st.sampled_from([rule for rule in Rule if rule is not Rule.SILENT])),
        exceptions=draw(exceptions),
        scope=draw(st.sampled_from(list(Scope))),
        features=tuple(draw(st.sets(st.sampled_from(FEATURES), max_size=3))),
        bound=draw(st.sampled_from([(), ("sheriff",), ("jail",), ("schools",)])),
    )


observations = st.lists(
    st.builds(
        u.observation,
        st.sampled_from(["sheriff", "board"]),
        st.sampled_from(CONDUCTS),
        st.sampled_from(["declines", "complies", "agreement-in-force", "informs"]),
        st.sampled_from(["2019-01-01", "2025-03-01", "2025-12-31"]),
    ),
    max_size=3,
).map(tuple)


@st.composite
def worlds(draw: st.DrawFn) -> u.World:
    """A county with up to nine texts, no two by one source on one conduct, some searches and observations."""
    spoken = draw(st.lists(provisions(), max_size=9, unique_by=lambda item: item.id))
    kinds = draw(st.sets(st.sampled_from([item.id for item in u.TOPIC.source_kinds])))
    place = u.make_place(attested_searches=u.attested(*sorted(kinds)), observations=draw(observations))
    return u.World(place=place, provisions=tuple(spoken))


def plain(assessment: Assessment) -> dict[str, tuple[str, str]]:
    return {item.question: (item.answer, item.reason) for item in (*assessment.answers, *assessment.elements)}


@QUICK
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_the_texts_never_matters(world: u.World, chance: random.Random) -> None:
    shuffled = list(world.provisions)
    chance.shuffle(shuffled)
    other = u.with_provisions(world, shuffled)
    assert all(
        world.resolve(agency, conduct) == other.resolve(agency, conduct)
        for agency in world.place.agencies
        for conduct in CONDUCTS
    )
    assert plain(world.assess()) == plain(other.assess())


@QUICK
@given(worlds(), st.sampled_from(CONDUCTS))
def test_silence_and_bills_change_nothing(world: u.World, conduct: str) -> None:
    assume(all(item.id != f"bill#{conduct}" for item in world.provisions))
    silent = u.provision("resolution", conduct, Rule.SILENT)
    bill = u.provision("bill", conduct, Rule.REQUIRES)
    foreign = u.provision("other county's ordinance", conduct, Rule.PROHIBITS)
    federal = u.provision("federal statute", conduct, Rule.REQUIRES)
    with_more = u.with_provisions(world, (silent, bill, *world.provisions, foreign, federal))
    assert plain(world.assess()) == plain(with_more.assess())


@QUICK
@given(worlds())
def test_a_later_observation_never_counts(world: u.World) -> None:
    later = [replace(item, on_date="2025-06-02") for item in world.place.observations]
    without = replace(world, place=replace(world.place, observations=()))
    with_later = replace(world, place=replace(world.place, observations=tuple(later)))
    assert plain(without.assess()) == plain(with_later.assess())


@QUICK
@given(worlds())
def test_a_state_duty_for_the_whole_leaves_no_local_yes(world: u.World) -> None:
    local = [item for item in world.provisions if item.instrument in {"ordinance", "charter", "policy"}]
    duty = u.provision("statute", "hold", Rule.REQUIRES)
    rule = u.with_provisions(world, (*local, duty)).resolve(u.SHERIFF, "hold")
    assert rule.rule is Rule.REQUIRES
    assert {item.rule for item in rule.preempted} <= {Rule.PROHIBITS, Rule.LIMITS}
    assert "Y" not in {u.with_provisions(world, (*local, duty)).ask(key).answer for key in ("C1.2", "E01")}


@QUICK
@given(worlds())
def test_every_known_row_rests_on_words_an_observation_or_a_search(world: u.World) -> None:
    assessment = world.assess()
    for answer in (*assessment.answers, *assessment.elements):
        question = u.RUBRIC.question(answer.question)
        for row in answer.by_agency:
            by_search = {kind.kind for kind in question.where} <= {i.kind for i in world.place.attested_searches}
            assert row.answer == UNKNOWN or row.citations or row.observed or by_search
            assert row.answer != UNKNOWN or row.possible == u.RUBRIC.answers
        assert answer.answer in (*u.RUBRIC.answers, UNKNOWN, NOT_APPLICABLE)


rows = st.lists(
    st.sampled_from([("Y",), ("N",), ("other",), ANSWERS, ("Y", "other")]).map(
        lambda possible: AgencyAnswer(
            agency="a", answer=possible[0] if len(possible) == 1 else UNKNOWN, reason="r", basis="b", possible=possible
        )
    ),
    min_size=1,
    max_size=4,
)


def fold(answers: tuple[str, ...], how: str) -> str:
    """The definition: all agree, or they differ; with "any", one Y is enough."""
    if how == "any" and "Y" in answers:
        return "Y"
    return answers[0] if len(set(answers)) == 1 else "other"


@given(rows, st.sampled_from(["all", "any"]))
def test_an_unknown_turns_no_place_answer_unless_every_completion_agrees(given_rows: list, how: str) -> None:
    combined = combine_rows(given_rows, differ="other", how=how)
    completions = {fold(values, how) for values in product(*(row.possible for row in given_rows))}
    assert set(combined.possible) == completions
    assert combined.answer == (completions.pop() if len(completions) == 1 else UNKNOWN)


def gated(question: Question, answers: dict[str, str]) -> bool:
    return any(answers.get(gate) in skips for gate, skips in (question.skip_if or {}).items())


@st.composite
def answer_sets(draw: st.DrawFn) -> dict[str, Answer]:
    """Answers to the whole rubric that keep its gates, as many unknown as not."""
    found: dict[str, str] = {}
    for question in u.RUBRIC.questions:
        value = draw(st.sampled_from([*ANSWERS, UNKNOWN, UNKNOWN]))
        found[question.id] = NOT_APPLICABLE if gated(question, found) else value
    return {key: make_answer(key, value) for key, value in found.items()}


def make_answer(question: str, value: str) -> Answer:
    possible = ANSWERS if value == UNKNOWN else (value,)
    return Answer(question=question, answer=value, reason="r", basis="b", possible=possible)


def complete(answers: dict[str, Answer], chance: random.Random) -> dict[str, Answer]:
    """One completion of the unknowns, question by question in the rubric's order."""
    filled: dict[str, str] = {}
    for question in u.RUBRIC.questions:
        value = answers[question.id].answer
        if value == UNKNOWN:
            value = chance.choice(ANSWERS)
        filled[question.id] = NOT_APPLICABLE if gated(question, filled) else value
    return {key: make_answer(key, value) for key, value in filled.items()}


@QUICK
@given(answer_sets(), st.randoms(use_true_random=False))
def test_the_score_range_holds_the_score_of_every_completion(answers: dict, chance: random.Random) -> None:
    score = score_answers(u.RUBRIC, answers, ())
    assert score is not None
    assert 0 <= score.least <= score.most <= score.applicable <= len(u.RUBRIC.criteria)
    for _ in range(12):
        filled = complete(answers, chance)
        whole = score_answers(u.RUBRIC, filled, ())
        met = sum(item.result is CriterionResult.MET for item in judge_criteria(u.RUBRIC, filled))
        assert whole is not None
        assert whole.least == whole.most == met
        assert score.least <= met <= score.most


@QUICK
@given(answer_sets())
def test_criteria_say_what_their_questions_say(answers: dict) -> None:
    for judged in judge_criteria(u.RUBRIC, answers):
        (criterion,) = (item for item in u.RUBRIC.criteria if item.id == judged.criterion)
        asked = [q.id for q in u.RUBRIC.questions if q.criterion == criterion.id]
        values = {answers[key].answer for key in asked} - {NOT_APPLICABLE}
        deciding = {answers[key].answer for key in criterion.met_by} - {NOT_APPLICABLE}
        assert (judged.result is CriterionResult.MET) == (deciding == {"Y"})
        if judged.result is CriterionResult.NOT_MET:
            assert deciding == {"N"}
        if judged.result is CriterionResult.PARTLY:
            assert values & {"Y", "other"}
        if judged.result is CriterionResult.UNKNOWN:
            assert UNKNOWN in deciding
            assert not values & {"Y", "other"}
