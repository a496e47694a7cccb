"""The commands on an invented county: assess, verify, read, rubric, demo."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from alder_county import CODE, ORDINANCE, answers, files_of, invoke, rows, write_county
from pincite.cli import run


def test_study_folder_holds_everything(made: Path) -> None:
    assert {path.name for path in made.iterdir() if not path.name.startswith(".")} == {
        "place.yaml", "sources", "documents.jsonl", "provisions.jsonl", "searches.jsonl", "reviews.jsonl",
        "assessment.json", "scorecard.html", "manifest.json",
    }  # fmt: skip
    assert (made / "sources" / "ordinance.txt").read_text("utf-8") == ORDINANCE
    manifest = json.loads((made / "manifest.json").read_text("utf-8"))
    assert {f"sources/{name}.txt" for name in ("ordinance", "policy", "code")} < set(manifest["files"])
    assert manifest["settings"]["as_of"] == "2025-06-01"


def test_place_file_among_the_documents_is_used_and_is_no_document(made: Path) -> None:
    assert [row["id"] for row in rows(made / "documents.jsonl")] == ["code", "ordinance", "policy"]
    assert json.loads((made / "assessment.json").read_text("utf-8"))["place"] == "Alder County"


def test_answer_rests_on_the_ordinances_words(made: Path) -> None:
    answer = answers(made)["C1.2"]
    assert answer["answer"] == "Y"
    assert answer["draft"] is True
    quotes = [citation["quote"] for citation in answer["citations"]]
    assert any("shall not detain any person" in quote for quote in quotes)
    assert all(quote in ORDINANCE.replace("\n", " ") or quote in ORDINANCE for quote in quotes)


def test_outcome_as_json(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["assess", "-o", str(made), "--json"]) == 0
    out, err = capsys.readouterr()
    outcome = json.loads(out)
    assert outcome["scorecard"] == str(made / "scorecard.html")
    assert outcome["answers"]["C1.2"] == "Y"
    assert outcome["refused"] == []
    assert "[3/3]" in err
    assert "as before" in err


def test_same_run_again_gives_the_same_study(study: Path) -> None:
    before = files_of(study)
    assert run(["assess", "-o", str(study), "--quiet"]) == 0
    assert files_of(study) == before


def test_unchanged_sources_are_not_read_again(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pincite.workflow import sources

    def refuse(*_: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr(sources, "read_task", refuse)
    assert run(["assess", "-o", str(study), "--quiet"]) == 0


def test_changed_source_is_read_again(tmp_path: Path) -> None:
    folder, out = write_county(tmp_path / "documents"), tmp_path / "study"
    assert run(["assess", str(folder), "-o", str(out), "-q"]) == 0
    changed = ORDINANCE.replace("shall not detain", "may detain")
    (folder / "ordinance.txt").write_text(changed, "utf-8")
    assert run(["assess", str(folder), "-o", str(out), "-q"]) == 0
    assert answers(out)["C1.2"]["answer"] != "Y"
    assert (out / "sources" / "ordinance.txt").read_text("utf-8") == changed
    assert run(["verify", str(out), "-q"]) == 0


def test_study_in_the_folder_of_the_documents_is_not_read_as_one(tmp_path: Path) -> None:
    folder = write_county(tmp_path)
    for _ in range(2):
        assert run(["assess", str(folder), "-o", str(folder / "study"), "-q", "-j", "1"]) == 0
    assert len(rows(folder / "study" / "documents.jsonl")) == 3


def test_files_of_one_name_in_two_folders_are_both_read(tmp_path: Path) -> None:
    for name, text in (("one", ORDINANCE), ("two", CODE)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "text.txt").write_text(text, "utf-8")
    out = tmp_path / "study"
    args = ["assess", str(tmp_path / "one"), str(tmp_path / "two"), "--place", "Alder County, XM", "-o", str(out), "-q"]
    assert run(args) == 0
    assert [row["name"] for row in rows(out / "documents.jsonl")] == ["text.txt", "two/text.txt"]
    assert [row["source"] for row in rows(out / "documents.jsonl")] == ["sources/text.txt", "sources/text-2.txt"]


def test_new_study_gets_a_place_file_to_edit(tmp_path: Path) -> None:
    folder, out = write_county(tmp_path / "documents", place=False), tmp_path / "study"
    args = ["assess", str(folder), "--place", "Alder County, XM", "--as-of", "2025-06-01", "-o", str(out), "-q"]
    assert run(args) == 0
    text = (out / "place.yaml").read_text("utf-8")
    place = yaml.safe_load(text)
    assert [item["file"] for item in place["files"]] == ["code.txt", "ordinance.txt", "policy.txt"]
    assert all(agency["assumed"] for agency in place["agencies"])
    assert "# level: " in text
    (out / "place.yaml").write_text(text.replace("Governing board of Alder County", "County Court"), "utf-8")
    assert run(["verify", str(out), "-q"]) == 6
    assert run(["assess", "-o", str(out), "-q"]) == 0
    assert "County Court" in (out / "scorecard.html").read_text("utf-8")
    assert run(["verify", str(out), "-q"]) == 0


def test_another_day_is_kept_in_the_place_file(study: Path) -> None:
    assert run(["assess", "-o", str(study), "--as-of", "2021-02-01", "-q"]) == 0
    assert 'as_of: "2021-02-01"' in (study / "place.yaml").read_text("utf-8")
    assert answers(study)["C1.2"]["answer"] == "unknown"
    assert run(["verify", str(study), "-q"]) == 0


def test_rubric_without_preferences(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["assess", "-o", str(study), "--rubric", "what-the-law-says", "--json", "-q"]) == 0
    assert json.loads(capsys.readouterr().out)["score"]["status"] == "not-scored"
    assert run(["assess", "-o", str(study), "-q"]) == 0
    assert json.loads((study / "manifest.json").read_text("utf-8"))["rubric"] == "what-the-law-says"


# --- verify


def test_verify_counts_what_it_checked(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", str(made), "--json"]) == 0
    outcome = json.loads(capsys.readouterr().out)
    assert outcome["verified"] is True
    assert outcome["failures"] == []
    assert outcome["quotes"] >= 2
    assert outcome["documents"] == 3


def change_source(study: Path) -> None:
    path = study / "sources" / "ordinance.txt"
    path.write_text(path.read_text("utf-8").replace("shall not", "shall"), "utf-8")


def remove_source(study: Path) -> None:
    (study / "sources" / "policy.txt").unlink()


def move_quote(study: Path) -> None:
    path = study / "assessment.json"
    answer = json.loads(path.read_text("utf-8"))
    for citation in answer["answers"]["C1.2"]["citations"]:
        citation["start"] += 1
        citation["end"] += 1
    path.write_text(json.dumps(answer), "utf-8")


def invent_absence(study: Path) -> None:
    path = study / "assessment.json"
    answer = json.loads(path.read_text("utf-8"))
    answer["answers"]["C8.1"] |= {"answer": "N", "searched": ["ordinance", "charter"]}
    path.write_text(json.dumps(answer), "utf-8")


def invent_answer(study: Path) -> None:
    path = study / "assessment.json"
    answer = json.loads(path.read_text("utf-8"))
    answer["answers"]["C8.1"] |= {"answer": "N", "searched": [], "citations": [], "by_agency": {}, "rule": []}
    path.write_text(json.dumps(answer), "utf-8")


def change_scorecard(study: Path) -> None:
    path = study / "scorecard.html"
    path.write_text(path.read_text("utf-8") + " ", "utf-8")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (change_source, ["sources/ordinance.txt: the file was changed", "its sha256 differs"]),
        (remove_source, ["sources/policy.txt: the file is missing"]),
        (move_quote, ["C1.2, sources/ordinance.txt: the words do not stand at"]),
        (invent_absence, ["C8.1: it rests on the silence of charter, of which no search is recorded"]),
        (invent_answer, ["C8.1: the answer N rests on no quote, search or observation"]),
        (change_scorecard, ["scorecard.html: the file was changed"]),
    ],
)
def test_verify_names_each_failure(
    study: Path, change: Callable[[Path], None], words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    change(study)
    assert run(["verify", str(study), "-q"]) == 6
    err = capsys.readouterr().err
    for word in words:
        assert word in err


def test_changed_quote_that_cannot_be_one_is_said(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = study / "provisions.jsonl"
    path.write_text(path.read_text("utf-8").replace("shall not detain", "shall detain"), "utf-8")
    assert run(["verify", str(study), "-q"]) == 5
    assert "provisions.jsonl:" in capsys.readouterr().err


def test_incomplete_search_carries_no_silence(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    invent_absence(study)
    path = study / "searches.jsonl"
    changed = [row | {"complete": False, "why_incomplete": "Page 3 could not be read."} for row in rows(path)]
    path.write_text("".join(json.dumps(row) + "\n" for row in changed), "utf-8")
    assert run(["verify", str(study), "-q"]) == 6
    assert "silence of ordinance, which was not read completely: Page 3" in capsys.readouterr().err


# --- read, rubric, demo


def test_read_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_county(tmp_path)
    assert run(["read", str(folder / "ordinance.txt"), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)["documents"][0]
    provision = next(item for item in document["provisions"] if item["conduct"] == "hold")
    for citation in provision["citations"]:
        assert document["text"][citation["start"] : citation["end"]] == citation["quote"]
    assert document["facts"]["adopted_date"] == "2021-01-12"


def test_read_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_county(tmp_path)
    assert run(["read", str(folder / "ordinance.txt"), str(folder / "code.txt")]) == 0
    out, err = capsys.readouterr()
    assert "hold: prohibits" in out
    assert "# code.txt" in out
    assert "[2/2]" in err


def test_read_writes_nothing(tmp_path: Path) -> None:
    folder = write_county(tmp_path / "documents")
    before = files_of(tmp_path)
    assert run(["read", str(folder), "-q"]) == 0
    assert files_of(tmp_path) == before


def test_rubrics_are_listed_shown_checked_and_written_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rubric", "show", "--json"]) == 0
    ids = [row["id"] for row in json.loads(capsys.readouterr().out)["rubrics"]]
    assert ids == ["co-optation-2018", "what-the-law-says"]
    for rubric in ids:
        assert run(["rubric", "show", rubric]) == 0
        assert run(["rubric", "codebook", rubric]) == 0
    out = capsys.readouterr().out
    assert "C1.2" in out
    assert run(["rubric", "check", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["problems"] == {rubric: [] for rubric in ids}


def test_demo(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "orchard"
    assert run(["demo", "-o", str(out)]) == 0
    assert f"Scorecard: {out / 'scorecard.html'}" in capsys.readouterr().out
    assert len(rows(out / "documents.jsonl")) == 9
    assert run(["verify", str(out), "-q"]) == 0


def test_pool_and_one_process_read_the_same(tmp_path: Path) -> None:
    folder = write_county(tmp_path / "documents")
    for jobs in ("1", "2"):
        assert run(["assess", str(folder), "-o", str(tmp_path / jobs), "-q", "-j", jobs]) == 0
    assert files_of(tmp_path / "1") == files_of(tmp_path / "2")


def test_commands_are_the_library(made: Path) -> None:
    import pincite

    assert pincite.load_study(made).assessment["answers"]["C1.2"]["answer"] == "Y"
    assert pincite.verify(made).failures == ()
    assert invoke("verify", made, "-q").exit_code == 0
