"""Tables of practice from the command line, with invented sheets of invented agencies."""

import csv
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from click.testing import CliRunner

from alder_county import answers, files_of, one_line
from pincite.cli import run
from pincite.cli.commands import cli

HEAD = ("STATE", "LAW ENFORCEMENT AGENCY", "TYPE", "COUNTY", "SUPPORT TYPE", "SIGNED", "MOA")
SHERIFF = ("XM", "Alder County Sheriff's Office ", "County ", "Alder County", "Task Force Model", 45700, "link")
OTHER = (
    "XM",
    "Birch County Sheriff's Office",
    "County",
    "Birch County",
    "Warrant Service Officer",
    "2/12/2025",
    "link",
)


def write_sheet(path: Path, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def write_csv(path: Path, *rows: tuple[str, ...]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return write_sheet(tmp_path / "participating_2025-05-30.xlsx", HEAD, SHERIFF, OTHER)


def observe(*args: object) -> int:
    return run(["observe", *map(str, args)])


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(capsys.readouterr().out)
    return content


def test_what_was_read_matched_and_not_is_printed(sheet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert observe(sheet) == 0
    said = capsys.readouterr().out
    assert 'columns read (row 1): "STATE" as state' in said
    assert "columns never read: MOA" in said
    assert "2 agreements" in said
    assert "row 2: Alder County Sheriff's Office, XM / Alder County: no county of that name." in said


def test_as_json_and_as_csv(sheet: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.csv"
    assert observe(sheet, "--json", "-o", out) == 0
    (table,) = told(capsys)["tables"]
    assert (table["kind"], table["source"]["as_of"], len(table["source"]["sha256"])) == (
        "participants",
        "2025-05-30",
        64,
    )
    assert [row["signed_date"] for row in table["rows"]] == ["2025-02-12", "2025-02-12"]
    with out.open(encoding="utf-8", newline="") as stream:
        written = list(csv.DictReader(stream))
    assert [(row["agency"], row["table"], row["row"]) for row in written] == [
        ("Alder County Sheriff's Office", "participants", "2"), ("Birch County Sheriff's Office", "participants", "3"),
    ]  # fmt: skip


def test_a_study_is_answered_again_with_the_row_cited(
    study: Path, sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (study / "place.yaml").read_text("utf-8")
    assert observe(sheet, "--study", study, "--json") == 0
    added = told(capsys)["added"]
    assert [(item["agency"], item["shows"]) for item in added["observations"]] == [("sheriff", "agreement-in-force")]
    row = next(item for item in answers(study)["C8.3"]["by_agency"].values() if item["observed"])
    assert row["answer"] == "N"
    assert "participating_2025-05-30.xlsx, sheet Sheet, row 2 (of 2025-05-30, sha256 " in row["basis"]
    after = (study / "place.yaml").read_text("utf-8")
    assert after.startswith(before.rstrip("\n"))
    assert len(yaml.safe_load(after)["observations"]) == 1
    assert run(["verify", str(study), "-q"]) == 0
    capsys.readouterr()
    unchanged = files_of(study)
    assert observe(sheet, "--study", study) == 0
    assert "1 were there already. The study is as it was." in capsys.readouterr().out
    assert files_of(study) == unchanged


@pytest.mark.slow
def test_a_ban_stays_a_ban_and_the_conflict_is_shown(tmp_path: Path) -> None:
    """Orchard County bans such agreements; a sheet that lists one of its sheriff makes no N of that."""
    out = tmp_path / "orchard"
    assert run(["demo", "-o", str(out), "-q"]) == 0
    orchard = tuple(str(cell).replace("Alder", "Orchard") for cell in SHERIFF)
    before = answers(out)
    assert observe(write_sheet(tmp_path / "participating_2025-05-30.xlsx", HEAD, orchard), "--study", out) == 0
    after = answers(out)
    assert (before["C8.3"]["answer"], before["C8.3"]["flags"]) == ("Y", [])
    assert (after["C8.3"]["answer"], after["C8.3"]["flags"]) == ("Y", ["conflict-with-practice"])
    assert "participating_2025-05-30.xlsx, sheet Sheet, row 2" in after["C8.3"]["basis"]


def test_an_agreement_of_a_later_sheet_begins_when_it_was_signed(study: Path, tmp_path: Path) -> None:
    """The study is as of 2025-06-01, the sheet of half a year later; neither day is the agreement's."""
    signed = (*SHERIFF[:5], "2024-09-06", "link")
    later = write_sheet(tmp_path / "participating_2025-12-31.xlsx", HEAD, signed)
    assert observe(later, "--study", study) == 0
    (added,) = yaml.safe_load((study / "place.yaml").read_text("utf-8"))["observations"]
    assert (added["on_date"], added["listed_on"]) == ("2024-09-06", "2025-12-31")
    given = {day: answer_on(study, day) for day in ("2024-09-05", "2024-09-06")}
    assert [rows["sheriff"]["answer"] for rows in given.values()] == ["unknown", "N"]
    text = (study / "place.yaml").read_text("utf-8")
    (study / "place.yaml").write_text(text.replace('on_date: "2024-09-06"', 'on_date: "2025-06-01"'), "utf-8")
    assert observe(later, "--study", study) == 0  # the row is known, whatever day was noted with it
    assert len(yaml.safe_load((study / "place.yaml").read_text("utf-8"))["observations"]) == 1


def answer_on(study: Path, day: str) -> dict[str, Any]:
    """The rows by agency of C8.3 on a day."""
    result = CliRunner().invoke(cli, ["show", str(study), "C8.3", "--as-of", day, "--json"])
    rows: dict[str, Any] = json.loads(result.stdout)["by_agency"]
    return rows


def test_no_agreement_changes_nothing(study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = write_sheet(tmp_path / "participating_2025-05-30.xlsx", HEAD, OTHER)
    unchanged = files_of(study)
    assert observe(other, "--study", study) == 0
    assert "0 observations added. The study is as it was." in capsys.readouterr().out
    assert files_of(study) == unchanged


def test_a_pending_agreement_is_none_in_force(study: Path, tmp_path: Path) -> None:
    unchanged = files_of(study)
    assert observe(write_sheet(tmp_path / "pending_2025-05-30.xlsx", HEAD, SHERIFF), "--study", study) == 0
    assert files_of(study) == unchanged


def test_statements_answer_a_question_on_practice(study: Path, tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "said.csv",
        ("agency", "conduct", "shows", "source", "url", "on_date", "confidence", "quote"),
        (
            "Alder County Sheriff's Office",
            "hold",
            "complies",
            "Jail count of April",
            "",
            "2025-04-30",
            "high",
            "12 held",
        ),
    )
    assert observe(path, "--study", study) == 0
    answer = answers(study)["C1.1"]
    assert answer["answer"] == "N"
    assert "Jail count of April: “12 held”; noted in said.csv, row 2" in answer["basis"]


def test_a_table_of_persons_is_added_up(study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = ("Birth Date", "Detainer Prepare Date", "Facility State", "Facility City", "Detainer Facility",
             "Detainer Facility Code", "Detainer Type", "Notify Release Request Yes No", "Detainer Lift Reason",
             "Detainer Lift Reason Code", "Citizenship Country", "Anonymized Identifier")  # fmt: skip
    persons = [
        (f"1990-01-{n:02}", "2025-03-04", "XM", "ELM", "ALDER COUNTY JAIL", "ALDXM", "I-247A", "No",
         "Detainer Declined by LEA" if n > 16 else "", "", "Freedonia", f"personal-{n:03}")
        for n in range(1, 29)
    ]  # fmt: skip
    path = write_csv(tmp_path / "outcomes.csv", *[("",)] * 6, names, *persons)
    out, unchanged = tmp_path / "out.csv", files_of(study)
    assert observe(path, "--study", study, "-o", out) == 0
    text = capsys.readouterr().out
    assert "28 requests in 1 facility-month" in text
    assert "“Detainer Declined by LEA” in the source): 12" in text
    assert "columns never read: Birth Date, Citizenship Country, Anonymized Identifier" in text
    assert observe(path, "--json") == 0
    said = text + capsys.readouterr().out + out.read_text("utf-8")
    assert not any(word in said for word in ("1990-01", "Freedonia", "personal-"))
    assert files_of(study) == unchanged


def test_beds_answer_nothing(study: Path, tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "list_2025-05-01.csv",
        ("Name", "City", "State", "AOR", "Type"), ("ALDER COUNTY JAIL", "ELM", "GA", "AAA", "IGSA"),
    )  # fmt: skip
    before = answers(study)
    assert observe(path, "--study", study) == 0
    assert answers(study) == before


LABEL = (
    ("agency", "conduct", "shows", "source", "on_date"),
    ("sheriff", "hold", "listed as sanctuary", "A list", "2025-01-01"),
)
BAD = {
    "formula": ("a_2025-01-02.xlsx", [HEAD, ("=A1", *SHERIFF[1:])], ["sheet Sheet, row 2", "formula", "values only"]),
    "macros": ("a_2025-01-02.xlsm", [HEAD, SHERIFF], ["macros", "all sheets", ".xlsm", "Open it"]),
    "no column": ("a_2025-01-02.xlsx", [HEAD[:4]], ["a column is missing", "Row 1 has: STATE"]),
    "no day": ("a.xlsx", [HEAD, SHERIFF], ["which day the sheet is of", "--as-of"]),
    "label": ("a.csv", LABEL, ["a.csv, row 2", "is a label", "leave the row out"]),
    "empty": ("a.csv", [], ["a.csv", "empty"]),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_line_with_the_way_out(
    name: str, study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, rows, parts = BAD[name]
    write = write_csv if file.endswith(".csv") else write_sheet
    path, unchanged = write(tmp_path / file, *rows), files_of(study)
    assert observe(path, "--study", study) == 3
    said = one_line(capsys)
    assert all(part in said for part in parts), said
    assert files_of(study) == unchanged


def test_a_day_in_the_future_and_a_study_that_is_none(
    sheet: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert observe(sheet, "--as-of", "2999-01-01") == 2
    assert "lies in the future" in one_line(capsys)
    assert observe(sheet, "--study", tmp_path) == 5
    assert "there is no study" in one_line(capsys)


def test_a_place_file_that_cannot_be_added_to_stays(
    study: Path, sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = study / "place.yaml"
    own = "{agency: sheriff, conduct: hold, shows: declines, source: A letter, on_date: '2025-05-01'}"
    place.write_text(place.read_text("utf-8") + f"observations: [{own}]\n", "utf-8")
    unchanged = files_of(study)
    assert observe(sheet, "--study", study) == 5
    assert "cannot be added to" in one_line(capsys)
    assert files_of(study) == unchanged
