"""What must hold of instruments with a life: order, silence, bills, and that only change points change answers."""

import random
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import universe as u
from pincite.model.law import ControllingRule, Injunction, Instrument, LegalException, Provision, Rule, Status
from pincite.resolving import close_versions, find_change_points, find_changes, find_looks

DAYS = [f"{year}-{month:02}-01" for year in range(2018, 2026) for month in (1, 6)]
SOURCES = ["statute", "second statute", "ordinance", "second ordinance", "policy", "agreement"]
CONDUCTS = ["hold", "spend-resources", "jail-access"]
SPOKEN = [rule for rule in Rule if rule is not Rule.SILENT]
QUICK = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
days = st.sampled_from(DAYS)


@st.composite
def spans(draw: st.DrawFn) -> tuple[str, str]:
    """A first and a last day, each of which may be missing."""
    first, last = sorted((draw(days), draw(days)))
    return draw(st.sampled_from([(first, last), (first, ""), ("", last), ("", "")]))


@st.composite
def instruments(draw: st.DrawFn, source: str) -> Instrument:
    start, end = draw(spans())
    first, last = sorted((draw(days), draw(days)))
    court = Injunction(
        from_date=first,
        to_date=draw(st.sampled_from([last, ""])),
        by="the court",
        conducts=draw(st.sampled_from([("all",), ("hold",), ("spend-resources", "hold")])),
    )
    return u.instrument(
        source,
        in_force_from=start,
        in_force_to=end,
        enjoined=draw(st.sampled_from([(), (court,)])),
        version_of="ordinance" if source == "second ordinance" and draw(st.booleans()) else "",
    )


@st.composite
def worlds(draw: st.DrawFn) -> u.World:
    """Orchard County with up to six texts that begin, end and are enjoined, and some observations."""
    sources = draw(st.lists(st.sampled_from(SOURCES), unique=True, min_size=1))
    texts = close_versions([draw(instruments(source)) for source in sources])
    spoken = [
        u.provision(
            source,
            conduct,
            draw(st.sampled_from(SPOKEN)),
            exceptions=draw(st.sampled_from([(), (LegalException(kind="conviction", sunset_date=draw(days)),)])),
        )
        for source in sources
        for conduct in draw(st.lists(st.sampled_from(CONDUCTS), unique=True, max_size=2))
    ]
    seen = draw(st.lists(st.builds(u.observation, st.just("sheriff"), st.just("hold"), st.just("declines"), days)))
    place = u.make_place(observations=tuple(seen), attested_searches=u.attested("all"))
    return u.World(place=place, provisions=tuple(spoken), changed=texts)


def on(world: u.World, day: str) -> u.World:
    return replace(world, place=replace(world.place, as_of=day))


def rules(world: u.World) -> list[ControllingRule]:
    return [world.resolve(agency, conduct) for agency in world.place.agencies for conduct in CONDUCTS]


def plain(world: u.World) -> dict[str, tuple[str, str]]:
    found = world.assess()
    return {item.question: (item.answer, item.reason) for item in (*found.answers, *found.elements)}


def points_of(world: u.World) -> tuple[str, ...]:
    return find_change_points(world.changed, world.place.observations, provisions=world.provisions)


def day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


@QUICK
@given(worlds(), st.data())
def test_an_answer_only_changes_at_a_change_point(world: u.World, data: st.DataObject) -> None:
    """Any day gives the same answers as the last change point on or before it, and so does the eve of the next one."""
    points = points_of(world)
    day = data.draw(st.dates(date(2017, 1, 1), date(2026, 12, 31)).map(str))
    passed = [point for point in points if point <= day]
    like = passed[-1] if passed else "1990-01-01"
    assert plain(on(world, day)) == plain(on(world, like))
    ahead = [point for point in points if point > day]
    assert not ahead or plain(on(world, day)) == plain(on(world, day_before(ahead[0])))


@QUICK
@given(worlds(), days, st.randoms(use_true_random=False))
def test_the_order_of_texts_never_matters_through_time(world: u.World, day: str, chance: random.Random) -> None:
    spoken, texts = list(world.provisions), list(world.changed)
    chance.shuffle(spoken)
    chance.shuffle(texts)
    other = replace(world, provisions=tuple(spoken), changed=close_versions(texts))
    assert rules(on(world, day)) == rules(on(other, day))
    assert points_of(world) == points_of(other)


@QUICK
@given(worlds(), days, st.sampled_from(CONDUCTS))
def test_silence_changes_no_rule(world: u.World, day: str, conduct: str) -> None:
    silent = u.provision("resolution", conduct, Rule.SILENT)
    with_more = u.with_provisions(world, (silent, *world.provisions))
    assert rules(on(world, day)) == rules(on(with_more, day))


@QUICK
@given(worlds(), days, st.sampled_from(CONDUCTS), st.sampled_from(SPOKEN))
def test_a_bill_never_controls(world: u.World, day: str, conduct: str, rule: Rule) -> None:
    """It is told of in the derivation, and that is all."""
    bill = u.provision("bill", conduct, rule)
    text = u.instrument("bill", status=Status.BILL, in_force_from="2018-01-01")
    with_bill = replace(world, provisions=(bill, *world.provisions), changed=(text, *world.changed))
    untold = [replace(item, derivation=()) for item in rules(on(world, day))]
    assert [replace(item, derivation=()) for item in rules(on(with_bill, day))] == untold
    assert points_of(world) == points_of(with_bill)


@QUICK
@given(worlds(), days)
def test_what_is_enjoined_is_as_if_it_were_not_there(world: u.World, day: str) -> None:
    texts = {item.id: item for item in world.changed}

    def is_free(item: Provision) -> bool:
        return not texts[item.instrument].find_injunctions(item.conduct, day)

    free = u.with_provisions(world, [item for item in world.provisions if is_free(item)])
    left = [(item.rule, item.scope, item.alone) for item in rules(on(free, day))]
    assert [(item.rule, item.scope, item.alone) for item in rules(on(world, day))] == left


@QUICK
@given(worlds())
def test_every_change_point_says_what_happened(world: u.World) -> None:
    changes = find_changes(world.changed, world.place.observations, provisions=world.provisions)
    assert {item.day for item in changes} == set(points_of(world))
    assert all(item.sentence.endswith(".") and item.about for item in changes)
    assert list(points_of(world)) == sorted(set(points_of(world)))


@QUICK
@given(worlds(), days, days)
def test_before_anybody_looked_silence_is_no_answer(world: u.World, looked: str, day: str) -> None:
    """No answer of a day before the look rests on it; each look is a change point."""
    looks = tuple(replace(item, on_date=looked) for item in u.attested("all"))
    place = replace(world.place, attested_searches=looks, as_of="2026-01-01")
    then = replace(world, place=place.on_day(day))
    assert {item.day for item in find_looks(place)} == {looked}
    if day < looked:
        found = then.assess()
        assert not {item.reason for item in (*found.answers, *found.elements)} & {"silent-complete", "absence-proved"}
        assert plain(then) == plain(replace(world, place=replace(place, attested_searches=(), as_of=day)))
