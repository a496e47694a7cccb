"""pincite nation, run as a person would."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pincite.cli.commands import cli
from pincite.errors import PinciteError

RUBRIC = "co-optation-2018"


def nation(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["nation", *map(str, arguments)])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nation") / "out"
    result = nation("-o", folder, "--as-of", "2026-11-22", "--rubric", RUBRIC)
    assert result.exit_code == 0, result.output
    assert "3,144 counties as of 2026-11-22" in result.output
    return folder


def test_every_county_and_question_has_one_row(made: Path) -> None:
    with (made / "answers.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    keys = {(row["geoid"], row["question"]) for row in rows}
    assert len(keys) == len(rows)
    assert len({row["geoid"] for row in rows}) == 3144
    said = [row for row in rows if row["answer"] in ("Y", "N", "other")]
    told = {(row["answer"], row["standing"], row["reason"]) for row in said}
    assert told == {("N", "observed", "agreement-in-force")}
    assert all("sha256" in row["source"] for row in said)


def test_what_it_was_made_from_stands_beside_it(made: Path) -> None:
    told = json.loads((made / "nation.json").read_text())
    assert told["counties"] == told["places"] == 3144
    assert told["state_texts"] == {}
    assert len(told["agreements"]["sha256"]) == 64


def test_tables_and_page_count_the_same(made: Path) -> None:
    with (made / "by-state.csv").open(newline="") as stream:
        counted = sum(int(row["counties"]) for row in csv.DictReader(stream))
    assert counted == json.loads((made / "nation.json").read_text())["answers"]
    assert "<svg" in (made / "nation.html").read_text()


def test_parquet_holds_the_same_rows_as_the_csv(made: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(made / "answers.parquet")
    with (made / "answers.csv").open(newline="") as stream:
        assert table.num_rows == sum(1 for _ in csv.DictReader(stream))


def test_it_is_made_again_over_itself_and_over_nothing_else(made: Path, tmp_path: Path) -> None:
    assert nation("-o", made, "--as-of", "2020-01-01", "--rubric", RUBRIC).exit_code == 0
    (tmp_path / "letter.txt").write_text("mine")
    refused = nation("-o", tmp_path)
    assert isinstance(refused.exception, PinciteError)
    assert "holds something else" in refused.exception.message()
    assert (tmp_path / "letter.txt").read_text() == "mine"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--as-of", "2999-01-01"], "lies in the future"),
        (["--since", "2025-01-01", "--as-of", "2024-01-01"], "--since 2025-01-01 is after 2024-01-01, the day of the"),
        (["--since", "2999-01-01"], "no answer has changed after that"),
        (["--as-of", "2026-02-30"], "is no day of the calendar"),
        (["--rubric", "no-such"], "unknown rubric"),
        (["no-such-study"], "no-such-study"),
    ],
)
def test_a_wrong_word_is_one_line_with_the_way_out(arguments: list[str], said: str, tmp_path: Path) -> None:
    result = nation(*arguments, "-o", tmp_path / "out")
    assert isinstance(result.exception, PinciteError)
    message = result.exception.message()
    assert said in message
    assert "\n" not in message
    assert not (tmp_path / "out").exists() or not any((tmp_path / "out").iterdir())
