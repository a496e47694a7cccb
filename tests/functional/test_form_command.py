"""pincite form: forms that pyxform accepts, filled ones recorded with coder, day and source, bad ones named by row."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from pyxform.xls2xform import convert

from pincite.cli import run

RUBRIC = "co-optation-2018"
Edit = Callable[[openpyxl.Workbook], None]


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("forms")
    assert run(["form", "export", RUBRIC, "-o", str(out), "--lang", "es"]) == 0
    assert run(["form", "export", RUBRIC, "-o", str(out)]) == 0
    return out


@pytest.mark.parametrize("rubric", [RUBRIC, "what-the-law-says"])
def test_the_xlsform_is_accepted_and_holds_both_languages(rubric: str, tmp_path: Path) -> None:
    assert run(["form", "export", rubric, "-o", str(tmp_path)]) == 0
    made = convert(xlsform=str(tmp_path / f"{rubric}.xlsform.xlsx"))
    assert made.warnings == []
    assert "English (en)" in made.xform
    assert "Español (es)" in made.xform
    assert f"'{rubric}'" in made.xform


def test_the_checklist_is_there_to_print_and_to_fill(forms: Path) -> None:
    for ending in ("", ".es"):
        assert (forms / f"{RUBRIC}.checklist{ending}.pdf").read_bytes().startswith(b"%PDF")
        book = openpyxl.load_workbook(forms / f"{RUBRIC}.checklist{ending}.xlsx")
        assert book.sheetnames == ["form", "checklist"]
        assert book["checklist"].max_row == 31
        assert [str(rule.formula1) for rule in book["checklist"].data_validations.dataValidation] == ['"Y,N,other"']


def fill(forms: Path, out: Path, edit: Edit | None = None) -> Path:
    book = openpyxl.load_workbook(forms / f"{RUBRIC}.checklist.xlsx")
    about, page = book["form"], book["checklist"]
    about["C4"], about["C5"], about["C6"] = "A. Walker", "2025-05-20", "Alder County"
    page["D2"], page["E2"], page["F2"] = "Y", "Letter of the sheriff, p. 1", "we hold nobody"
    if edit is not None:
        edit(book)
    path = out / "filled.xlsx"
    book.save(path)
    return path


def read_reviews(study: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (study / "reviews.jsonl").read_text().splitlines()]


def test_a_filled_checklist_becomes_records_and_changes_the_answer(forms: Path, study: Path, tmp_path: Path) -> None:
    assert run(["form", "import", str(fill(forms, tmp_path)), "--study", str(study), "--json"]) == 0
    (row,) = read_reviews(study)
    assert (row["target"], row["by"], row["at"], row["answer"]) == ("C1.1", "A. Walker", "2025-05-20", "Y")
    assert "Letter of the sheriff, p. 1" in row["reason"]
    answer = json.loads((study / "assessment.json").read_text())["answers"]["C1.1"]
    assert (answer["answer"], answer["draft"], answer["reviewed_by"]) == ("Y", False, "A. Walker")
    assert run(["form", "import", str(tmp_path / "filled.xlsx"), "--study", str(study)]) == 2  # nothing new in it
    assert len(read_reviews(study)) == 1


def put(sheet: str, cell: str, value: object) -> Edit:
    def edit(book: openpyxl.Workbook) -> None:
        book[sheet][cell] = value

    return edit


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (put("form", "C3", "2"), "sheet form, row 3: it was filled in for co-optation-2018, version 2"),
        (put("form", "C2", "other-standard"), "filled in for other-standard"),
        (put("form", "C4", None), "who filled it in"),
        (put("form", "C5", 45797), "row 5: the day is the number 45797"),
        (put("form", "C5", "20/5/25"), "row 5: '20/5/25' is no day"),
        (put("form", "C5", None), "the day is missing"),
        (put("form", "C5", "2999-01-01"), "lies in the future"),
        (put("form", "C6", "Elsewhere"), "no answer for this place"),
        (put("checklist", "D2", "Perhaps"), "sheet checklist, row 2: C1.1: 'Perhaps' is no answer"),
        (put("checklist", "E2", None), "sheet checklist, row 2: C1.1: no source"),
        (put("checklist", "A2", "C9.9"), "sheet checklist, row 2: there is no question 'C9.9'"),
        (put("checklist", "E2", "=1+1"), "row 2"),
        (put("checklist", "D2", None), "it holds no answer"),
    ],
)
def test_a_bad_form_is_one_line_that_names_the_row(
    forms: Path, study: Path, tmp_path: Path, edit: Edit, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["form", "import", str(fill(forms, tmp_path, edit)), "--study", str(study)]) == 3
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1
    assert read_reviews(study) == []


def test_a_workbook_with_macros_is_refused(
    forms: Path, study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(shutil.copy(fill(forms, tmp_path), tmp_path / "filled.xlsm"))
    assert run(["form", "import", str(path), "--study", str(study)]) == 3
    assert "macros" in capsys.readouterr().err


HEAD = "SubmissionDate,meta-instanceID,rubric,rubric_version,coder,day,place,g_C1-q_C1_1,g_C1-s_C1_1,g_C1-n_C1_1"
ROW = '2025-06-01,uuid:1,co-optation-2018,1,B. Reader,2025-05-30,"Alder County, XM",N,Jail log p. 2,'


@pytest.mark.parametrize("mark", ["-", "/"])
def test_submissions_become_records(study: Path, tmp_path: Path, mark: str) -> None:
    path = tmp_path / "submissions.csv"
    path.write_text(
        "\n".join([HEAD.replace("g_C1-", f"g_C1{mark}"), ROW, ROW.replace("Alder County, XM", "Elsewhere")])
    )
    assert run(["form", "import", str(path), "--study", str(study)]) == 0
    assert [(row["target"], row["answer"], row["by"]) for row in read_reviews(study)] == [("C1.1", "N", "B. Reader")]


def test_a_submission_of_another_state_is_left_out_and_said(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "submissions.csv"
    elsewhere, bare = ROW.replace(", XM", ", XN"), ROW.replace(", XM", "").replace(",N,", ",Y,")
    path.write_text("\n".join([HEAD, elsewhere, bare]))
    assert run(["form", "import", str(path), "--study", str(study)]) == 0
    told = capsys.readouterr().err
    assert "row 2: it is about Alder County, XN." in told
    assert "row 3: it names no state; it was taken to be about Alder County, XM." in told
    assert [row["answer"] for row in read_reviews(study)] == ["Y"]


@pytest.mark.parametrize(
    ("head", "row", "said"),
    [
        (HEAD, ROW.replace("2018,1,", "2017,1,"), "row 2: it was filled in for co-optation-2017"),
        (HEAD, ROW.replace("2025-05-30", "45807"), "row 2: the day is the number 45807"),
        (HEAD, ROW.replace(",N,Jail log p. 2", ",maybe,Jail log"), "row 2: C1.1: 'maybe' is no answer"),
        (HEAD.replace("C1_1", "C7_9"), ROW, "row 2: there is no question C7_9"),
        (HEAD.replace("coder", "name"), ROW, "row 1: it has no column coder"),
        ("", "", "empty"),
    ],
)
def test_bad_submissions_are_one_line(
    study: Path, tmp_path: Path, head: str, row: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "submissions.csv"
    path.write_text(f"{head}\n{row}\n")
    assert run(["form", "import", str(path), "--study", str(study)]) == 3
    assert said in capsys.readouterr().err
    assert read_reviews(study) == []


def test_an_unknown_rubric_and_language_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["form", "export", "nothing", "-o", str(tmp_path / "out")]) == 2
    assert run(["form", "export", RUBRIC, "-o", str(tmp_path / "out"), "--lang", "fr"]) == 2
    assert "'fr'" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
