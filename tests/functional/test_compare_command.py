"""pincite compare: an invented table beside a study, alone, broken in every way, and the real one."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from pincite.agreement.others import StudyAnswers
from pincite.cli import run
from pincite.model.comparison import Comparison, OurAnswer
from pincite.workflow.compare import compare_table, find_key

SHARED = Path(__file__).resolve().parents[3] / "shared"
REAL = SHARED / "observations" / "jurisdiction_codings" / "codings_dev.csv"
NAMES = (
    "id,jurisdiction,state,level,fips,rubric_question,meets_criterion,value_verbatim,effective_date,source,source_date"
)
HOLDS = "a1,Alder County,XM,county,,D2,Y,No holds without a judge,2022-05-03,The Meridia Lamp,"
ROWS = (
    HOLDS,
    "a2,Alder County,XM,county,,S1,N,Deputies ask everyone,2022-05-03,The Meridia Lamp,",
    "a3,Alder County,XM,county,,X1,Y,No exception,2023,The Meridia Lamp,",
    "a4,Alder County,XM,county,,D1,Y,No holds,2022-05-03,The Meridia Lamp,",
    "a5,Alder County,XM,county,,D2,Y,No holds yet,2019,The Meridia Lamp,",
    "a6,Alder County,XM,county,,D2,Y,No holds still,2025-12-01,The Meridia Lamp,",
    "a7,Alder County,XM,county,,D2,Y?,Perhaps,2022-05-03,The Meridia Lamp,",
    "a8,Alder County,XM,county,,F0,,Listed,2022-05-03,A list,",
    "a9,Birch County,XM,county,,D2,N,Holds on request,2022-05-03,The Meridia Lamp,",
    "b1,Alder County,XM,county,,R1,N,Tells of each release,,The Meridia Lamp,2023 (autumn)",
    "b2,Alder County,XM,county,,R1,Y,Tells of none,,The Meridia Lamp,2023 (autumn)",
    "b3,Alder County,XM,county,,K4,N,Task force,2022-05-03,A sheet,",
    "b4,Alder County,XM,county,,D2,Y,Undated,,The Meridia Lamp,",
)


def write(tmp_path: Path, *rows: str, names: str = NAMES) -> Path:
    path = tmp_path / "codings.csv"
    path.write_text("\n".join([names, *rows]) + "\n", "utf-8")
    return path


def compared(capsys: pytest.CaptureFixture[str], *args: object) -> dict[str, Any]:
    assert run(["compare", *(str(arg) for arg in args), "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_table_beside_a_study(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    found = compared(capsys, write(tmp_path, *ROWS), made)
    by_row = {(row["row"], row["item"]): (row["outcome"], row["why"]) for row in found["rows"]}
    assert by_row == {
        (2, "C1.2"): ("agrees", ""),
        (3, "C6.1"): ("conflicts", ""),
        (4, "C7.1"): ("agrees", ""),
        (5, "C1.1"): ("unanswerable", "unknown"),
        (6, "C1.2"): ("unanswerable", "before-instruments"),
        (7, "C1.2"): ("unanswerable", "after-study"),
        (8, ""): ("not-compared", "unclear"),
        (9, ""): ("not-compared", "context"),
        (10, "C1.2"): ("unanswerable", "no-study"),
        (11, "C4.1"): ("unanswerable", "unknown"),
        (12, "C4.1"): ("unanswerable", "unknown"),
        (13, ""): ("not-compared", "evidence"),
        (14, "C1.2"): ("unanswerable", "no-date"),
    }
    figures = {item["item"]: item for item in found["figures"]}
    assert set(figures) == {"C1.1", "C1.2", "C4.1", "C6.1", "C7.1"}
    assert (figures["C6.1"]["conflict"], figures["C6.1"]["opposed"], figures["C6.1"]["drafts"]) == (1, 1, 1)
    assert [item["place"] for item in found["both"]["places"]] == ["Alder County, XM"]
    assert [(item["question"], len(item["rows"])) for item in found["own_conflicts"]] == [("R1", 2)]


def test_a_study_is_answered_again_for_each_date(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        f"{day},Alder County,XM,county,,K1,N,On {day},{day},A list," for day in ("2024-12-31", "2025-01-01", "2024")
    ]
    before = {path: path.read_bytes() for path in made.rglob("*") if path.is_file()}
    found = compared(capsys, write(tmp_path, *rows), made)
    spending = [(row["ours"], row["outcome"], row["why"]) for row in found["rows"] if row["item"] == "S1"]
    assert spending == [
        ("unknown", "unanswerable", "unknown"),
        ("N", "agrees", ""),
        ("unknown", "unanswerable", "unknown"),
    ]
    assert {path: path.read_bytes() for path in made.rglob("*") if path.is_file()} == before


def test_a_table_alone_says_what_is_in_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, *ROWS)
    assert run(["compare", str(path)]) == 0
    said = capsys.readouterr().out
    for words in (
        "codings.csv: 13 rows, 13 distinct texts, 2 places",
        "11 rows ask what the rubric asks; 10 of them give an answer",
        "No study is given",
        "Same place, question and date, different answers within the file: 1",
        "Alder County, XM, R1, 2023 (autumn): row 11 N; row 12 Y",
        "give notice of release: 1",
    ):
        assert words in said
    assert "sanctuary" not in said.casefold()
    assert all(item["compared"] == 0 for item in compared(capsys, path)["figures"])


def test_every_row_is_written(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    formula = HOLDS.replace("a1", "c1").replace("No holds without a judge", "=1+1")
    out = tmp_path / "out.csv"
    compared(capsys, write(tmp_path, *ROWS, formula), made, "-o", out)
    with out.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 14
    assert rows[-1]["text"] == "'=1+1"
    assert (rows[1]["theirs"], rows[1]["ours"], rows[1]["ours_draft"]) == ("N", "Y", "yes")


def test_columns_on_persons_are_said_and_not_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = f"{NAMES},Birth Date,Booking Number"
    found = compared(capsys, write(tmp_path, f"{HOLDS},1980-01-02,77001", names=names))
    assert found["file"]["personal_columns_dropped"] == ["Birth Date", "Booking Number"]
    assert "77001" not in json.dumps(found)


@pytest.mark.parametrize(
    ("rows", "where", "said"),
    [
        ([HOLDS, HOLDS.replace(",D2,", ",D9,")], "row 3", "the id 'a1' stands in row 2 already"),
        ([HOLDS.replace(",D2,", ",D9,")], "row 2", "unknown question 'D9'. Known: D1, D2"),
        ([HOLDS.replace(",Y,", ",yes,")], "row 2", "unknown answer 'yes'"),
        ([HOLDS.replace("2022-05-03", "May 3 2022")], "row 2", "'May 3 2022' is no date. Write it as"),
        ([HOLDS.replace("2022-05-03", "44684")], "row 2", "'44684' is no date."),
        ([HOLDS.replace(",XM,", ",GX,")], "row 2", "'GX' is no state."),
        ([HOLDS.replace(",XM,county,", ",GA,county,99999")], "row 2", "'99999' is no GEOID."),
        ([HOLDS.replace(",XM,county,", ",CO,county,8031")], "row 2", "Did you mean 08031?"),
        ([HOLDS.replace(",XM,county,", ",GA,county,08031")], "row 2", "is Denver County, CO, not in GA."),
        ([HOLDS.replace("Alder County", "")], "row 2", "it has no place."),
        ([], "codings.csv", "it has no rows below the names."),
    ],
)
def test_a_bad_row_is_named(
    rows: list[str], where: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["compare", str(write(tmp_path, *rows))]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert where in err
    assert said in err


def test_more_bad_rows_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = HOLDS.replace("2022-05-03", "soon")
    path = write(tmp_path, bad, bad.replace("a1", "a2"), bad.replace("a1", "a3"))
    assert run(["compare", str(path)]) == 3
    assert "row 2: 'soon' is no date." in (err := capsys.readouterr().err)
    assert "(and 2 more rows)" in err


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.4\n\0\1\2", b"\x89PNG\r\n\0", b"Lamps burn at night.\n", NAMES[:40].encode()]
)
def test_what_is_no_such_table(content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "codings.csv"
    path.write_bytes(content)
    assert run(["compare", str(path)]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "codings.csv" in err


def test_a_missing_column_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, HOLDS, names=NAMES.replace("meets_criterion", "verdict"))
    assert run(["compare", str(path)]) == 3
    assert 'a column is missing: "meets_criterion".' in capsys.readouterr().err


def test_two_studies_of_a_place_are_refused(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["compare", str(write(tmp_path, HOLDS)), str(made), str(made)]) == 2
    assert "Give one study for each place." in capsys.readouterr().err
    assert run(["compare", str(write(tmp_path, HOLDS)), str(tmp_path)]) == 5
    assert run(["compare", str(tmp_path / "none.csv")]) == 3


def test_what_answers_for_a_study_can_be_another(tmp_path: Path) -> None:
    asked: list[str] = []

    def answer_on(day: str) -> dict[tuple[str, str], OurAnswer]:
        asked.append(day)
        return {("C1.2", ""): OurAnswer(answer="N", draft=False)}

    def open_answers(folder: Path, comparison: Comparison) -> StudyAnswers:
        place = find_key("Alder County", "XM", "county", "")
        return StudyAnswers(
            name=folder.name, place=place, first="2020-01-01", last="2025-01-01", points=(), answer_on=answer_on
        )

    table = compare_table(write(tmp_path, HOLDS), [tmp_path / "coded"], today="2026-11-22", open_answers=open_answers)
    assert asked == ["2022-05-03"]
    (one,) = table.compared
    assert (one.outcome, one.study, one.ours) == ("conflicts", "coded", OurAnswer(answer="N", draft=False))
    assert (table.figures[0].opposed, table.figures[0].drafts) == (1, 0)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (("Denver", "CO", "county", "08031"), ("Denver County", "CO", "county", ""), True),
        (("Alexandria", "VA", "city", ""), ("City of Alexandria", "VA", "city", "51510"), True),
        (("Fairfax", "VA", "city", ""), ("Fairfax County", "VA", "county", ""), False),
        (("Illinois", "IL", "state", ""), ("Illinois", "IL", "state", "17"), True),
        (("Elm", "XM", "town", ""), ("Village of Elm", "XM", "city", ""), True),
        (("Elm County", "XM", "county", ""), ("Elm", "XM", "city", ""), False),
        (("Elm County", "XM", "county", "99001"), ("ELM", "XM", "county", ""), True),
        (("Orange County", "CA", "county", ""), ("Orange County", "FL", "county", ""), False),
    ],
)
def test_one_place_under_several_names(first: tuple[str, ...], second: tuple[str, ...], same: bool) -> None:
    assert (find_key(*first) == find_key(*second)) is same


@pytest.mark.shared
def test_the_real_table_is_counted_and_no_absent_row_is(capsys: pytest.CaptureFixture[str]) -> None:
    if not REAL.is_file():
        pytest.skip(f"{REAL} is absent")
    found = compared(capsys, REAL)
    with REAL.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    asked = Counter(row["rubric_question"] for row in rows if row["meets_criterion"] in {"Y", "N", "PARTIAL"})
    file = found["file"]
    assert file["rows"] == len(rows) == 1949
    assert (file["mapped"], file["answering"], file["answering_texts"]) == (391, 236, 95)
    assert file["not_compared"] == {"evidence": 935, "context": 623, "unclear": 155}
    figures = {item["item"]: item for item in found["figures"]}
    assert {item: figures[item]["rows"] for item in figures} == {
        "C1.1": asked["D1"], "C1.2": asked["D2"], "C2.1": asked["J1"], "C4.1": asked["R1"], "C4.2": asked["R2"],
        "C6.1": asked["S1"], "C6.2": asked["S2"], "C7.1": asked["X1"], "C8.1": asked["K1"], "C8.2": asked["K2"],
        "S1": asked["K1"],
    }  # fmt: skip
    assert all(item["compared"] == 0 and set(item["unanswerable"]) == {"no-study"} for item in figures.values())
    assert figures["C1.1"]["texts"] < figures["C1.1"]["rows"]
    assert [item["place"] for item in found["both"]["places"]] == [
        "Arapahoe County, CO", "Denver County, CO", "Douglas County, CO", "Jefferson County, CO", "Alachua County, FL",
        "Hennepin County, MN", "Washington County, OR", "Alexandria, VA", "Fairfax County, VA",
    ]  # fmt: skip
