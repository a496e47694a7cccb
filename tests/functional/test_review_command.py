"""Decisions of a person on an invented county's drafts: one by one, by sheet, and taken back."""

import json
from pathlib import Path

import pytest
import yaml

from alder_county import HOLD, ORDINANCE, answers, decide, files_of, rows, write_county
from pincite.cli import run


def test_list_shows_drafts_and_decisions(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert decide(study, HOLD, "--accept") == 0
    capsys.readouterr()
    assert run(["review", str(study), "--list", "--json"]) == 0
    drafts = {row["target"]: row for row in json.loads(capsys.readouterr().out)["drafts"]}
    assert drafts[HOLD]["decision"] == "accept by A. Clerk"
    assert drafts["C8.1"]["decision"] == ""
    assert run(["review", str(study)]) == 0
    assert "not reviewed" in capsys.readouterr().out


def test_accepting_a_provision_makes_its_answers_reviewed(study: Path) -> None:
    assert decide(study, HOLD, "--accept") == 0
    assert answers(study)["C1.2"]["draft"] is False
    assert answers(study)["C1.2"]["reviewed_by"] == "A. Clerk"
    assert run(["verify", str(study), "-q"]) == 0


def test_rejecting_a_provision_takes_its_answer_away(study: Path) -> None:
    assert decide(study, HOLD, "--reject") == 0
    assert answers(study)["C1.2"]["answer"] != "Y"
    assert HOLD in [f"{row['instrument']}#{row['conduct']}" for row in rows(study / "provisions.jsonl")]


def test_changing_an_answer(study: Path) -> None:
    assert decide(study, "C1.2", "--change", "other") == 0
    assert answers(study)["C1.2"]["answer"] == "other"
    assert "A. Clerk" in (study / "scorecard.html").read_text("utf-8")
    assert run(["verify", str(study), "-q"]) == 0


def test_changing_a_provisions_rule(study: Path) -> None:
    assert decide(study, HOLD, "--change", "limits") == 0
    assert answers(study)["C1.2"]["answer"] == "other"


def test_reviews_are_only_added_and_undo_is_one_more(study: Path) -> None:
    before = answers(study)["C1.2"]
    assert decide(study, "C1.2", "--change", "N") == 0
    first = (study / "reviews.jsonl").read_bytes()
    assert decide(study, "C1.2", "--change", "other") == 0
    assert decide(study, "--undo", "C1.2") == 0
    assert answers(study)["C1.2"]["answer"] == "N"
    assert decide(study, "--undo", "C1.2") == 0
    assert answers(study)["C1.2"] == before
    assert (study / "reviews.jsonl").read_bytes().startswith(first)
    assert [row["action"] for row in rows(study / "reviews.jsonl")] == ["change", "change", "undo", "undo"]
    assert decide(study, "--undo", "C1.2") == 2


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["C9.9", "--accept"], "there is no draft 'C9.9'"),
        (["C1.2", "--change", "maybe"], "the answer 'maybe' is none of"),
        ([HOLD, "--change", "forbids"], "the rule 'forbids' is none of"),
        (["--accept"], "which draft"),
        (["C1.2", "--accept", "--reject"], "exclude each other"),
    ],
)
def test_reviews_that_cannot_be(study: Path, args: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = files_of(study)
    assert decide(study, *args) == 2
    assert words in capsys.readouterr().err
    assert files_of(study) == before


def test_review_needs_a_name_and_a_reason(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert decide(study, "C1.2", "--accept", by=" ") == 2
    assert "who decides" in capsys.readouterr().err
    assert decide(study, "C1.2", "--accept", reason="") == 2
    assert "needs a reason" in capsys.readouterr().err


def test_acceptance_of_a_draft_does_not_survive_another_draft(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = write_county(tmp_path / "documents"), tmp_path / "study"
    assert run(["assess", str(folder), "-o", str(out), "-q"]) == 0
    assert decide(out, HOLD, "--accept") == 0
    changed = ORDINANCE.replace("unless the detainer is accompanied by a warrant signed by a judge", "in any event")
    (folder / "ordinance.txt").write_text(changed, "utf-8")
    capsys.readouterr()
    assert run(["assess", str(folder), "-o", str(out), "-q"]) == 0
    assert f"review of {HOLD} is set aside" in capsys.readouterr().err
    assert answers(out)["C1.2"]["draft"] is True


def edit_sheet(sheet: Path, target: str, **changes: str) -> None:
    content = yaml.safe_load(sheet.read_text("utf-8"))
    for draft in content["drafts"]:
        if draft["target"] == target:
            draft.update(changes)
    quoted = yaml.safe_dump(content, default_style='"').replace("!!null", "")
    sheet.write_text(quoted, "utf-8")


def test_sheet_is_exported_edited_and_read_back(study: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.yaml"
    assert run(["review", str(study), "--export", str(sheet)]) == 0
    assert "shall not detain any person" in sheet.read_text("utf-8")
    edit_sheet(sheet, HOLD, decision="accept", reason="Read.")
    edit_sheet(sheet, "C6.1", decision="change", answer="other", reason="Narrow.")
    assert run(["review", str(study), "--edit", str(sheet), "--by", "A. Clerk"]) == 0
    assert answers(study)["C6.1"]["answer"] == "other"
    assert answers(study)["C1.2"]["draft"] is False
    assert [row["target"] for row in rows(study / "reviews.jsonl")] == [HOLD, "C6.1"]


def test_decisions_in_effect_are_in_the_next_sheet_and_not_recorded_twice(study: Path, tmp_path: Path) -> None:
    assert decide(study, HOLD, "--accept") == 0
    assert decide(study, "C6.1", "--change", "other") == 0
    sheet = tmp_path / "sheet.yaml"
    assert run(["review", str(study), "--export", str(sheet)]) == 0
    assert run(["review", str(study), "--edit", str(sheet), "--by", "B. Clerk"]) == 2
    edit_sheet(sheet, "C2.1", decision="reject", reason="Wrong.")
    assert run(["review", str(study), "--edit", str(sheet), "--by", "B. Clerk"]) == 0
    assert [(row["target"], row["by"]) for row in rows(study / "reviews.jsonl")] == [
        (HOLD, "A. Clerk"), ("C6.1", "A. Clerk"), ("C2.1", "B. Clerk"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("target", "changes", "code", "words"),
    [
        (HOLD, {"decision": "agree"}, 4, "unknown decision 'agree'"),
        (HOLD, {"decision": "reject"}, 4, "reject needs a reason"),
        (HOLD, {"decision": "accept", "rule": "limits"}, 2, "rule edited under decision: accept"),
        ("C1.2", {"answer": "N"}, 2, "answer edited under decision: undecided"),
        (HOLD, {"decision": "change", "reason": "x", "scope": "half"}, 2, "the scope 'half'"),
    ],
)
def test_mistake_in_a_sheet_records_nothing(
    study: Path, tmp_path: Path, target: str, changes: dict[str, str], code: int, words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    sheet = tmp_path / "sheet.yaml"
    assert run(["review", str(study), "--export", str(sheet)]) == 0
    edit_sheet(sheet, "C6.1", decision="change", answer="other", reason="Good one.")
    edit_sheet(sheet, target, **changes)
    assert run(["review", str(study), "--edit", str(sheet), "--by", "A. Clerk"]) == code
    assert words in capsys.readouterr().err
    assert (study / "reviews.jsonl").read_bytes() == b""


def test_export_does_not_write_over_a_sheet(study: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.yaml"
    sheet.write_text("my decisions")
    assert run(["review", str(study), "--export", str(sheet)]) == 2
    assert sheet.read_text() == "my decisions"
