"""pincite nation from studies: what people noted and decided in them counts in the nation too."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

from pincite.cli.commands import cli

RUBRIC = "co-optation-2018"
DAY = "2025-06-01"
STATUTE = """IOWA CODE

TITLE 9. COUNTY JAILS

§ 9-101. Detainers. No sheriff or keeper of a county jail shall hold a person on an immigration detainer after the
person is entitled to release, unless a judge has signed a warrant for the person.

§ 9-102. Effective date. This section takes effect on March 1, 2020.
"""
ORDINANCE = """ADAIR COUNTY, IOWA

ORDINANCE NO. 12

Section 1. No officer of Adair County shall ask a person about immigration status.

Section 2. This ordinance takes effect on March 1, 2020.
"""


def run(*arguments: str | Path) -> str:
    result = CliRunner().invoke(cli, [str(item) for item in arguments])
    assert result.exit_code == 0, result.output + str(result.exception)
    return result.output


def study(folder: Path, text: str, *, place: str, note: str = "") -> Path:
    """A study of one text; ``note`` is what a person writes of the file in place.yaml."""
    source = folder.parent / f"{folder.name}.txt"
    source.write_text(text)
    run("assess", source, "--place", place, "--as-of", DAY, "-o", folder)
    if note:
        path = folder / "place.yaml"
        marked = path.read_text().replace(f'file: "{source.name}"', f'file: "{source.name}"\n    {note}')
        assert note in marked
        path.write_text(marked)
        run("assess", "-o", folder)
    return folder


def answers(out: Path, *studies: Path) -> dict[tuple[str, str], dict[str, str]]:
    """(GEOID, question) -> row."""
    run("nation", *studies, "--as-of", DAY, "--rubric", RUBRIC, "-o", out)
    with (out / "answers.csv").open(newline="") as stream:
        return {(row["geoid"], row["question"]): row for row in csv.DictReader(stream)}


OF_IOWA = "level: state\n    binds: [all]\n    "


def accept(folder: Path, target: str) -> None:
    run("review", folder, target, "--accept", "--by", "A. Clerk", "--reason", "Read.")


def test_a_state_text_answers_until_the_day_that_a_person_noted(tmp_path: Path) -> None:
    told = {}
    notes = {"plain": "kind: statute", "ended": 'in_force_to: "2024-12-31"', "bill": "status: bill-or-proposal"}
    for name, note in notes.items():
        folder = study(tmp_path / name, STATUTE, place="Iowa", note=OF_IOWA + note)
        accept(folder, f"{name}#hold")
        told[name] = answers(tmp_path / f"nation-{name}", folder)["19001", "C1.2"]
    assert (told["plain"]["answer"], told["plain"]["standing"]) == ("Y", "reviewed")
    assert told["plain"]["quote"]
    assert (told["ended"]["answer"], told["bill"]["answer"]) == ("unknown", "unknown")


def test_of_two_copies_the_reviewed_one_counts(tmp_path: Path) -> None:
    first = study(tmp_path / "first", STATUTE, place="Iowa", note=OF_IOWA + "kind: statute")
    second = study(tmp_path / "second", STATUTE, place="Iowa", note=OF_IOWA + "kind: statute")
    accept(second, "second#hold")
    told = answers(tmp_path / "out", first, second)["19003", "C1.2"]
    assert (told["answer"], told["standing"]) == ("Y", "reviewed")


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        (["--reject"], ("unknown", "nothing", "")),
        (["--accept"], ("Y", "reviewed", "sheriff: Y")),
        (["--change", "other"], ("other", "reviewed", "")),
    ],
)
def test_what_a_person_decided_of_a_countys_answer_counts(
    decision: list[str], expected: tuple[str, str, str], tmp_path: Path
) -> None:
    adair = study(tmp_path / "adair", ORDINANCE, place="Adair County, IA")
    accept(adair, "adair#inquire-status")
    run("review", adair, "C6.1", *decision, "--by", "A. Clerk", "--reason", "Read with counsel.")
    told = answers(tmp_path / "out", adair)["19001", "C6.1"]
    assert (told["answer"], told["standing"], told["by_agency"]) == expected
    if expected[0] != "unknown":
        assert "reviewed by A. Clerk" in told["source"]
    run("nation", adair, "--as-of", "2019-01-01", "--rubric", RUBRIC, "-o", tmp_path / "before")
    with (tmp_path / "before" / "answers.csv").open(newline="") as stream:
        rows = {(row["geoid"], row["question"]): row for row in csv.DictReader(stream)}
    assert rows["19001", "C6.1"]["answer"] == "unknown"


def test_an_answer_of_a_form_is_reported_and_not_reviewed(tmp_path: Path) -> None:
    adair = study(tmp_path / "adair", ORDINANCE, place="Adair County, IA")
    form = tmp_path / "submissions.csv"
    form.write_text(
        "rubric,rubric_version,coder,day,place,q_C6_1,s_C6_1\n"
        f'{RUBRIC},1,A. Walker,2025-05-20,"Adair County, IA",Y,"Ordinance 12, p. 1"\n'
    )
    run("form", "import", form, "--study", adair)
    told = answers(tmp_path / "out", adair)["19001", "C6.1"]
    assert (told["answer"], told["standing"]) == ("Y", "reported")
    assert told["source"].startswith("on the form of A. Walker")
    assert "Y (on the form of A. Walker)" in run("show", adair, "C6.1")
    run("review", adair, "C6.1", "--change", "Y", "--by", "A. Clerk", "--reason", "Read with counsel.")
    told = answers(tmp_path / "again", adair)["19001", "C6.1"]
    assert (told["answer"], told["standing"]) == ("Y", "reviewed")


def test_a_no_from_silence_says_what_was_searched_and_by_whom(tmp_path: Path) -> None:
    adair = study(tmp_path / "adair", ORDINANCE, place="Adair County, IA")
    looks = "\n".join(
        f"  - {{kind: {kind}, by: A. Clerk, on_date: '2025-05-01'}}"
        for kind in ("statute", "ordinance", "departmental-policy", "executive-order")
    )
    path = adair / "place.yaml"
    path.write_text(f"{path.read_text()}\nattested_searches:\n{looks}\n")
    run("assess", "-o", adair)
    told = answers(tmp_path / "out", adair)["19001", "C1.2"]
    assert (told["answer"], told["standing"]) == ("N", "draft")
    assert "statute: looked at by A. Clerk on 2025-05-01" in told["source"]
