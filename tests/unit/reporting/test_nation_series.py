"""Series: every county has one sign, classes are told apart, counts are the nation's own."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from pincite.errors import ImpossibleValueError
from pincite.model.nation import DRAFT, STANDINGS, CountyAnswer
from pincite.packs.us import load_places
from pincite.reporting.nation_series import SIGNS, Series, build_series, choose_first, make_class
from pincite.reporting.nation_tables import (
    NAME,
    build_changes,
    compare_rubrics,
    count_scores,
    find_years,
    pack_details,
)
from pincite.reporting.words import load_words
from unit.reporting import nation_sample as sample

COUNTIES = load_places().counties()


@pytest.fixture(scope="module")
def series() -> dict[str, Series]:
    return {item.id: item for item in build_series(sample.make_nation(), sample.RUBRICS, COUNTIES)}


def answers(code: str) -> list[CountyAnswer]:
    return [item for item in sample.make_nation().answers if item.question == code]


def test_a_series_for_each_question_and_each_end_of_the_score(series: dict[str, Series]) -> None:
    assert list(series) == ["lamps:L1", "lamps:L2", "lamps:least", "lamps:most", "words:Q-lend"]


def test_every_county_has_one_sign_of_its_own_class(series: dict[str, Series]) -> None:
    one = series["lamps:L1"]
    assert len(one.packed) == len(COUNTIES) == 3144
    by_geoid = dict(zip((place.geoid for place in COUNTIES), one.packed, strict=True))
    for item in answers("L1"):
        told = one.classes[SIGNS.index(by_geoid[item.geoid])]
        assert told.column == item.standing
        assert told.known == (item.answer not in ("unknown", "not-applicable"))


def test_counts_are_those_of_the_nation(series: dict[str, Series]) -> None:
    one = series["lamps:L1"]
    counted = Counter((item.state, item.answer, item.standing) for item in answers("L1"))
    words = load_words()
    by_state = one.counts(COUNTIES)
    for (state, answer, standing), count in counted.items():
        not_yes = state == "FL"
        place = one.classes.index(make_class(answer, standing, sample.FIRST, words, not_yes=not_yes))
        assert by_state[state][place] == count
    assert sum(map(sum, by_state.values())) == sum(one.totals()) == 3144
    assert sum(row.total for row in one.key()[1]) == 3144


def test_unknown_is_never_told_as_no(series: dict[str, Series]) -> None:
    rows = {row.word: row.total for row in series["lamps:L1"].key()[1]}
    states = Counter(place.state for place in COUNTIES)
    assert rows["No"] == states["WA"] + states["TX"]
    assert rows["Not known, but not Yes"] == states["FL"]
    assert rows["Does not apply"] == states["HI"]


def test_all_classes_of_one_map_look_different(series: dict[str, Series]) -> None:
    for one in series.values():
        looks = [(item.colour, item.texture, item.overlay) for item in one.classes]
        assert len(set(looks)) == len(looks)
        assert len({item.label for item in one.classes}) == len(looks)


@pytest.mark.parametrize("rubric", sample.RUBRICS, ids=lambda item: item.id)
def test_a_draft_never_looks_like_a_reviewed_answer(rubric: object) -> None:
    words = load_words()
    assert isinstance(rubric, type(sample.FIRST))
    for answer in (*rubric.answers, "unknown"):
        made = [make_class(answer, standing, rubric, words) for standing in STANDINGS]
        assert len({item.overlay for item in made if item.column in ("reviewed", "draft", "observed", "reported")}) == 4
        assert next(item for item in made if item.column == DRAFT).overlay == "dots"
        assert len({(item.overlay, item.colour) for item in made}) >= 4


def test_a_standard_that_prefers_nothing_borrows_no_colour_of_yes_and_no(series: dict[str, Series]) -> None:
    assert {item.colour for item in series["words:Q-lend"].classes} == {"d0", "unknown"}


def test_counties_without_an_answer_are_a_class_of_their_own() -> None:
    nation = sample.make_nation()
    kept = tuple(item for item in nation.answers if item.state == "GA")
    one = build_series(replace(nation, answers=kept, scores=()), [sample.FIRST], COUNTIES)[0]
    assert one.classes[-1].label == "Not in this survey"
    assert one.totals() == [159, 3144 - 159]


def test_a_county_that_nobody_knows_is_refused() -> None:
    nation = sample.make_nation()
    strange = replace(nation.answers[0], geoid="99999")
    with pytest.raises(ImpossibleValueError, match="99999"):
        build_series(replace(nation, answers=(strange,)), sample.RUBRICS, COUNTIES)


def test_the_first_map_is_the_one_of_which_most_is_known(series: dict[str, Series]) -> None:
    listed = list(series.values())
    assert listed[choose_first(listed)].id == "lamps:L1"
    assert choose_first([series["lamps:least"]]) == 0


def test_scores_have_a_shade_a_number(series: dict[str, Series]) -> None:
    assert [item.label for item in series["lamps:least"].classes] == ["0 criteria", "2 criteria", "Not in this survey"]
    assert series["lamps:least"].totals()[1] == 159
    assert count_scores(sample.make_nation(), sample.FIRST)[0] == (2, 2, 2, 159)


def test_many_criteria_share_shades() -> None:
    nation = sample.make_nation()
    many = tuple(replace(item, least=number % 21, applicable=20) for number, item in enumerate(nation.scores))
    one = build_series(replace(nation, scores=many), [sample.FIRST], COUNTIES)[2]
    assert len([item for item in one.classes if item.colour != "off"]) == 9
    assert one.classes[0].label == "0–2 criteria"


def test_what_stands_behind_an_answer_can_be_unpacked() -> None:
    nation = sample.make_nation()
    details = pack_details(nation, COUNTIES)
    runs = details.runs["lamps:L1"]
    rows = [row for row, count in zip(runs[::2], runs[1::2], strict=True) for _ in range(count)]
    assert len(rows) == 3144
    for place, row, item in zip(COUNTIES, rows, answers("L1"), strict=True):
        basis, source, quote, agencies, sha256 = (details.texts[number] for number in details.rows[row])
        wanted = tuple(text.replace(sample.HOSTILE, sample.TAMED) for text in (item.basis, item.source, item.quote))
        assert (basis.replace(NAME, place.name), source, quote) == wanted
        assert item.sha256.startswith(sha256)
        assert agencies.startswith("sheriff: ")
    assert len(details.texts) < 20


def test_no_text_can_pass_for_the_place_of_a_name() -> None:
    nation = sample.make_nation()
    sly = replace(nation.answers[0], basis=f"{NAME} says {nation.answers[0].county}")
    assert f"� says {NAME}" in pack_details(replace(nation, answers=(sly,)), COUNTIES).texts


def test_changes_are_counted_by_day_and_by_county() -> None:
    nation = sample.make_nation()
    [row] = build_changes(nation, sample.FIRST)
    assert (row.code, row.days, row.answers, row.latest) == ("L1", 2, 3, "2030-01-09")
    assert row.by_year == {2029: (1, 2), 2030: (1, 1)}
    assert find_years(nation) == [2029, 2030, 2031]
    assert [(x, height) for x, _, height in row.bars([2029, 2030, 2031])] == [(0, 24.0), (7, 12.0)]
    assert build_changes(nation, sample.SECOND) == []
    assert find_years(replace(nation, changes=())) == []


def test_two_standards_meet_where_they_ask_of_the_same_conduct() -> None:
    [row] = compare_rubrics(sample.make_nation(), *sample.RUBRICS)
    assert row.codes == ("L1", "Q-lend")
    together = {(one, other): count for one, other, count in row.together}
    states = Counter(place.state for place in COUNTIES)
    assert together["Yes", "Prohibits"] == states["GA"] + states["IA"] + states["NH"]
    assert together["No", "Not known"] == states["WA"] + states["TX"]
    assert sum(together.values()) == 3144
