from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from pincite.errors import ImpossibleValueError
from pincite.model.answer import Assessment
from pincite.reporting.assessment_json import render_assessment
from unit.reporting.sample import KEY, RUBRIC, TOPIC
from unit.reporting.sample_assessment import EMPTY, make_assessment

SCHEMA = json.loads(files("pincite.packs").joinpath("schemas/assessment.schema.json").read_text("utf-8"))


def render(assessment: Assessment | None = None) -> dict[str, Any]:
    return render_assessment(assessment or make_assessment(), rubric=RUBRIC, topic=TOPIC)


def find_errors(instance: object) -> list[str]:
    return [error.json_path for error in Draft202012Validator(SCHEMA).iter_errors(instance)]


def walk(value: object) -> Iterator[object]:
    yield value
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for child in children:
        yield from walk(child)


def find_objects(schema: object) -> Iterator[dict[str, Any]]:
    return (item for item in walk(schema) if isinstance(item, dict) and item.get("type") == "object")


def test_the_schema_is_a_valid_schema_and_closes_every_object() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert all("additionalProperties" in item for item in find_objects(SCHEMA))
    assert all(item["additionalProperties"] is not True for item in find_objects(SCHEMA))


@pytest.mark.parametrize("assessment", [make_assessment(), EMPTY], ids=["full", "empty"])
def test_an_assessment_is_valid_by_the_schema_also_after_json(assessment: Assessment) -> None:
    shown = render(assessment)
    assert find_errors(json.loads(json.dumps(shown))) == []
    assert json.loads(json.dumps(shown)) == shown


def test_the_schema_refuses_what_it_does_not_know_and_null() -> None:
    extra = copy.deepcopy(render())
    extra["answers"]["P1.2"]["grade"] = "A"
    empty = copy.deepcopy(render())
    empty["answers"]["P1.1"]["answer"] = None
    missing = copy.deepcopy(render())
    del missing["answers"]["P1.2"]["citations"][0]["sha256"]
    assert find_errors(extra) == ["$.answers['P1.2']"]
    assert find_errors(empty) == ["$.answers['P1.1'].answer"]
    assert find_errors(missing) == ["$.answers['P1.2'].citations[0]"]


def test_nothing_is_null() -> None:
    assert all(value is not None for value in walk(render()))
    assert all(value is not None for value in walk(render(EMPTY)))


def test_an_answer_carries_its_words_and_the_neutral_rule_beside_it() -> None:
    answer = render()["answers"]["P1.2"]
    citation = answer["citations"][0]
    assert citation["quote"] == KEY
    assert citation["end"] - citation["start"] == len(KEY)
    assert (citation["page"], citation["pinpoint"]) == (3, "§ 4-2")
    assert [(item["rule"], item["ways_out"]) for item in answer["rule"]] == [("prohibits", ["judge"])]
    assert answer["by_agency"]["keeper-1"]["answer"] == "Y"


def test_what_is_not_there_has_a_name() -> None:
    answers = render()["answers"]
    assert answers["P1.1"]["instrument"] == "no-instrument"
    assert answers["P1.1"]["durability"] == "rests-on-nothing"
    assert answers["P1.1"]["reviewed_by"] == "nobody"
    assert answers["P2.1"]["citations"][0]["page"] == "no-page"
    assert render(EMPTY)["score"]["status"] == "not-scored"


def test_it_is_a_draft_until_every_answer_is_reviewed() -> None:
    assessment = make_assessment()
    assert (render()["draft"], render()["reviewed"]) == (True, {"count": 1, "of": 6})
    done = replace(
        assessment,
        answers=tuple(replace(item, draft=False) for item in assessment.answers),
        elements=tuple(replace(item, draft=False) for item in assessment.elements),
    )
    assert (render(done)["draft"], render(done)["reviewed"]) == (False, {"count": 6, "of": 6})


def test_caveats_stand_with_their_words_and_the_score_is_a_range() -> None:
    shown = render()
    assert set(shown["caveats"]) == {"K1"}
    assert (shown["score"]["least"], shown["score"]["most"], shown["score"]["applicable"]) == (0, 1, 2)
    assert shown["criteria"]["P1"]["result"] == "partly"


def test_another_rubric_or_topic_is_refused() -> None:
    with pytest.raises(ImpossibleValueError, match="shown with plough-standard 3"):
        render_assessment(make_assessment(), rubric=replace(RUBRIC, version="3"), topic=TOPIC)
    with pytest.raises(ImpossibleValueError, match="ploughs"):
        render_assessment(make_assessment(), rubric=RUBRIC, topic=replace(TOPIC, id="sledges"))
