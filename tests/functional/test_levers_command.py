"""pincite levers: on a study, as text and as JSON, with its errors."""

import json
from pathlib import Path

import pytest

from pincite.cli import run


def read(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(list(arguments))
    said = capsys.readouterr()
    return code, said.out, said.err


def test_levers_are_told_for_people(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = read(capsys, "levers", str(made))
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].startswith("Alder County, XM, as of ")
    assert "With the place's own bodies. With " in out
    assert "gaps could close." in out
    assert lines[-1] == "These are ways, no promise of an outcome and no legal advice."


def test_levers_as_json_are_that_part_of_the_assessment(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = read(capsys, "levers", str(made), "--json")
    said, whole = json.loads(out), json.loads((made / "assessment.json").read_text("utf-8"))
    assert code == 0
    for key in ("levers", "gaps", "closing", "unsettled"):
        assert said[key] == whole[key], key
    assert said["gaps"]
    assert {item["among"] for item in said["closing"]} == {"local", "all"}


def test_every_gap_names_levers_and_agencies_that_are_there(made: Path) -> None:
    said = json.loads((made / "assessment.json").read_text("utf-8"))
    levers = {item["lever"] for item in said["levers"]}
    every = {**said["answers"], **said["elements"]}
    for gap in said["gaps"]:
        assert gap["answer"] == every[gap["item"]]["answer"]
        assert gap["answer"] not in ("Y", "not-applicable")
        assert {item["lever"] for item in gap["reaches"]} <= levers
        assert {item["agency"] for item in gap["reaches"]} <= set(gap["agencies"])
    for found in said["closing"]:
        assert sorted((*found["closes"], *found["left"])) == sorted(gap["item"] for gap in said["gaps"])


def test_the_scorecard_shows_who_can_change_what(made: Path) -> None:
    page = (made / "scorecard.html").read_text("utf-8")
    assert 'id="levers"' in page
    assert '<a href="#levers">Who can change what</a>' in page
    assert "promises no outcome" in page


def test_what_a_person_says_of_the_landscape_wins(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = study / "place.yaml"
    fact = 'landscape:\n  - {item: L1, says: The sheriff., by: A. Reader, on_date: "2025-05-01"}\n'
    place.write_text(place.read_text("utf-8") + fact, "utf-8")
    assert run(["assess", "-o", str(study), "--quiet"]) == 0
    said = json.loads((study / "assessment.json").read_text("utf-8"))["landscape"]["L1"]
    assert (said["answer"], said["draft"]) == ("stated", False)
    assert said["basis"] == "The sheriff. (Said by A. Reader on 2025-05-01.)"


@pytest.mark.parametrize(
    ("fact", "says"),
    [
        ("{item: L1, says: The sheriff., by: A. Reader, on_date: May}", "is no day of the calendar"),
        ('{item: L1, says: "", by: A. Reader, on_date: "2025-05-01"}', "who says what"),
        ('{item: L1, say: The sheriff., by: A. Reader, on_date: "2025-05-01"}', "unknown key"),
    ],
)
def test_a_wrong_landscape_is_one_line_with_its_place(
    study: Path, fact: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    place = study / "place.yaml"
    place.write_text(f"{place.read_text('utf-8')}landscape:\n  - {fact}\n", "utf-8")
    code, _, err = read(capsys, "assess", "-o", str(study), "--quiet")
    assert code == 4
    assert says in err
    assert "place.yaml:" in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["nowhere"], 5), (["{study}", "--as-of", "2999-01-01"], 2), (["{study}", "--as-of", "x"], 2)],
)
def test_errors_are_one_line(made: Path, arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    found, out, err = read(capsys, "levers", *(item.format(study=made) for item in arguments))
    assert (found, out) == (code, "")
    assert err.count("\n") == 1
