"""A study on any day, and the days on which its answers changed, through the commands."""

import json
from pathlib import Path
from typing import Any

import pytest

from alder_county import HOLD, decide, files_of, write_county
from pincite.cli import run

BEGAN = "2021-03-01"
COURT = 'enjoined: [{conducts: [hold], from_date: "2022-01-01", to_date: "2022-12-31", by: "Superior Court"}]'
OLD_ORDINANCE = """ALDER COUNTY, MERIDIA
ORDINANCE NO. 2012-3

Section 1. The Sheriff shall detain every person for whom immigration authorities have lodged a detainer, for 48 hours
after that person is eligible for release.
"""


def said(capsys: pytest.CaptureFixture[str], *words: object) -> Any:
    capsys.readouterr()
    assert run([*map(str, words), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def refused(capsys: pytest.CaptureFixture[str], code: int, *words: object) -> str:
    """The one line that a command says when it cannot be carried out."""
    capsys.readouterr()
    assert run([*map(str, words)]) == code
    line = capsys.readouterr().err
    assert line.startswith("pincite: ")
    assert line.count("\n") == 1
    assert "Traceback" not in line
    return line


def changes(timeline: Any, question: str) -> list[tuple[str, str, str]]:
    return [
        (day["day"], item["before"], item["after"])
        for day in timeline["days"]
        for item in day["changes"]
        if item["question"] == question
    ]


def make_study(folder: Path, mend: tuple[str, str], **more: str) -> Path:
    """A study of Alder County with another place.yaml and more files."""
    documents = write_county(folder / "documents")
    for name, text in more.items():
        (documents / f"{name}.txt").write_text(text, "utf-8")
    place = documents / "place.yaml"
    text = place.read_text("utf-8")
    assert mend[0] in text
    place.write_text(text.replace(*mend), "utf-8")
    assert run(["assess", str(documents), "-o", str(folder / "study"), "--quiet", "--json"]) == 0
    return folder / "study"


def test_timeline_says_when_a_reviewed_answer_began(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert decide(study, HOLD, "--accept") == 0
    found = said(capsys, "timeline", study)
    assert changes(found, "C1.2") == [(BEGAN, "unknown", "Y")]
    (day,) = (item for item in found["days"] if item["day"] == BEGAN)
    assert day["events"] == ["ordinance.txt comes into force."]
    (change,) = (item for item in day["changes"] if item["question"] == "C1.2")
    assert change["reviewed"]
    assert not change["reviewed_before"]
    assert found["before"]["C1.2"] == "unknown"


def test_timeline_for_people(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert decide(study, HOLD, "--accept") == 0
    capsys.readouterr()
    assert run(["timeline", str(study)]) == 0
    told = capsys.readouterr().out
    assert BEGAN in told
    assert "C1.2: unknown (not-searched, machine draft) -> Y (prohibits-whole, reviewed)" in told
    assert "Stale: The note on 8 U.S.C. 1373" in told


def test_a_court_takes_an_answer_away_for_a_while(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mend = ("status: in-force-text}", f"status: in-force-text, {COURT}}}")
    study = make_study(tmp_path, mend)
    assert decide(study, HOLD, "--accept") == 0
    found = said(capsys, "timeline", study)
    assert changes(found, "C1.2") == [
        (BEGAN, "unknown", "Y"),
        ("2022-01-01", "Y", "unknown"),
        ("2023-01-01", "unknown", "Y"),
    ]
    shown = said(capsys, "show", study, "C1.2", "--as-of", "2022-06-01")
    assert shown["answer"] == "unknown"
    assert any("enjoined from 2022-01-01" in text for text in shown["cautions"])


def test_an_earlier_version_ends_where_the_next_begins(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = '{file: old.txt, level: county, kind: ordinance, binds: [all], in_force_from: "2012-01-01"}'
    later = f'status: in-force-text, version_of: old.txt, in_force_from: "{BEGAN}"}}\n  - {old}'
    study = make_study(tmp_path, ("status: in-force-text}", later), old=OLD_ORDINANCE)
    capsys.readouterr()
    assert run(["show", str(study), "C1.2", "--as-of", "2022-06-01"]) == 0
    told = capsys.readouterr().out
    assert "ordinance.txt, Section 1(a)" in told
    found = said(capsys, "timeline", study)
    (day,) = (item for item in found["days"] if item["day"] == BEGAN)
    assert any("old.txt is no longer in force" in text for text in day["events"])
    shown = said(capsys, "show", study)
    roles = {item["instrument"]: item for item in shown["instruments"]}
    assert roles["old"]["role"] == "superseded"
    assert "its next version" in roles["old"]["why"]


def test_a_decision_on_an_answer_holds_while_the_law_is_the_same(
    study: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It was decided as of June 2025; before the code of 2025 the law was another."""
    assert decide(study, "C4.2", "--change", "other") == 0
    assert said(capsys, "show", study, "C4.2", "--as-of", "2025-02-01")["answer"] == "other"
    assert said(capsys, "show", study, "C4.2", "--as-of", "2024-12-31")["answer"] == "unknown"
    assert changes(said(capsys, "timeline", study), "C4.2") == [("2025-01-01", "unknown", "other")]


def test_show_gives_what_the_study_says_and_changes_nothing(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files_of(study)
    shown = said(capsys, "show", study)
    assert shown == json.loads((study / "assessment.json").read_text("utf-8"))
    assert said(capsys, "show", study, "--as-of", "2020-06-30")["as_of"] == "2020-06-30"
    assert said(capsys, "timeline", study)["today"]
    assert files_of(study) == before


def test_show_tells_how_an_answer_came_about(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["show", str(study), "C1.2"]) == 0
    told = capsys.readouterr().out
    assert f"ordinance.txt, Section 1(a) (county ordinance) prohibits it from {BEGAN}" in told
    assert "“(a) The Sheriff shall not detain" in told


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["--as-of", "2021-02-30"], 2, "is no day of the calendar"),
        (["--as-of", "2999-01-01"], 2, "lies in the future"),
        (["--as-of", "June 2021"], 2, "Write it as 2025-06-30."),
        (["C9.9"], 2, "there is no question 'C9.9'. Known: C1.1"),
    ],
)
def test_show_refuses(study: Path, words: list[str], code: int, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert says in refused(capsys, code, "show", study, *words)


@pytest.mark.parametrize("command", ["show", "timeline"])
def test_a_folder_that_is_no_study(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "there is no study in this folder" in refused(capsys, 5, command, tmp_path)
    assert "there is no study in this folder" in refused(capsys, 5, command, tmp_path / "gone")


@pytest.mark.parametrize("command", ["show", "timeline"])
def test_a_source_that_is_gone(command: str, study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (study / "sources" / "ordinance.txt").unlink()
    refused(capsys, 5, command, study)


@pytest.mark.parametrize("command", ["show", "timeline"])
def test_a_mistake_in_place_yaml(command: str, study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = study / "place.yaml"
    wrong = 'in_force_from: "2021-03-01", in_force_to: "2020-01-01", status: in-force-text}'
    place.write_text(place.read_text("utf-8").replace("status: in-force-text}", wrong), "utf-8")
    line = refused(capsys, 4, command, study)
    assert "place.yaml:9: ordinance.txt ends on 2020-01-01, before it begins on 2021-03-01." in line
