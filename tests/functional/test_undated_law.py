"""A text without a first day answers no Y or N for the years before its own history note, and says so for others."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pincite.cli.commands import cli

RUBRIC = "co-optation-2018"
LAW = """IOWA CODE

TITLE 9. COUNTY JAILS

§ 9-101. Detainers. No sheriff or keeper of a county jail shall hold a person on an immigration detainer after the
person is entitled to release, unless a judge has signed a warrant for the person.
"""
NOTE = "\n[2019 c 44 § 3.]\n"
OF_IOWA = "level: state\n    kind: statute\n    binds: [all]"
NOT_SHOWN = "whether it stood so on 2011-01-01 is not shown"


def run(*arguments: str | Path) -> str:
    result = CliRunner().invoke(cli, [str(item) for item in arguments])
    assert result.exit_code == 0, result.output + str(result.exception)
    return result.stdout


@pytest.fixture(scope="module", params=["noted", "undated"])
def study(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(request.param)
    source = folder / "title-9.txt"
    source.write_text(LAW + (NOTE if request.param == "noted" else ""), "utf-8")
    out = folder / request.param
    run("assess", source, "--place", "Adair County, IA", "--as-of", "2025-06-01", "-o", out, "-q")
    place = (out / "place.yaml").read_text("utf-8")
    noted = place.replace('file: "title-9.txt"', f'file: "title-9.txt"\n    {OF_IOWA}')
    (out / "place.yaml").write_text(noted, "utf-8")
    run("assess", "-o", out, "-q")
    run("review", out, "title-9#hold", "--accept", "--by", "A. Reader", "--reason", "Read.")
    return out


def nation(study: Path, out: Path, day: str) -> tuple[dict[str, str], list[str]]:
    """The row of Adair County on detainers, and the notices."""
    run("nation", study, "--as-of", day, "--rubric", RUBRIC, "-o", out)
    with (out / "answers.csv").open(newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if (row["geoid"], row["question"]) == ("19001", "C1.2")]
    return rows[0], json.loads((out / "nation.json").read_text())["notices"]


def test_show_and_nation_agree_on_a_day_before_the_text_is_known(study: Path, tmp_path: Path) -> None:
    wanted = "unknown" if study.name == "noted" else "Y"
    shown = json.loads(run("show", study, "C1.2", "--as-of", "2011-01-01", "--json"))
    row, notices = nation(study, tmp_path, "2011-01-01")
    assert shown["answer"] == row["answer"] == wanted
    assert NOT_SHOWN in " ".join(shown["cautions"])
    assert NOT_SHOWN in row["cautions"]
    (told,) = [item for item in notices if NOT_SHOWN in item]
    said = "Its history note is of 2019" if wanted == "unknown" else "It does not say since when it holds, and is known"
    assert told.startswith(f"title-9.txt: {said}")


def test_on_a_day_like_its_own_it_answers_without_a_caution(study: Path, tmp_path: Path) -> None:
    day = "2019-06-30" if study.name == "noted" else "2025-03-01"
    shown = json.loads(run("show", study, "C1.2", "--as-of", day, "--json"))
    row, notices = nation(study, tmp_path, day)
    assert shown["answer"] == row["answer"] == "Y"
    assert not [item for item in (*shown["cautions"], row["cautions"], *notices) if "is not shown" in item]


def test_the_timeline_begins_with_the_year_of_the_note(study: Path) -> None:
    made = json.loads(run("timeline", study, "--json"))
    days = {day["day"]: day for day in made["days"]}
    if study.name == "undated":
        assert "title-9" not in str(days)
        return
    assert made["before"]["C1.2"] == "unknown"
    (first,) = [item for item in days["2019-01-01"]["changes"] if item["question"] == "C1.2"]
    assert (first["before"], first["after"]) == ("unknown", "Y")
    assert days["2019-01-01"]["events"] == ["title-9.txt got its present words in 2019, by its history note."]
