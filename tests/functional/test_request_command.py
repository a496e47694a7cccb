"""Records requests for an invented county: drafted, logged, due, answered and taken back."""

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest

from alder_county import PLACE, assess, files_of, invoke, rows, write_county
from functional.request_calls import Capture, call, log
from pincite.cli import run
from pincite.drafting.deadline import compute_deadline, years_touched
from pincite.packs.us.public_holidays import find_public_holidays


@pytest.fixture
def illinois(tmp_path: Path) -> Path:
    """The county set in a real state, so that a records law is known; no place of that name is there."""
    documents = write_county(tmp_path / "documents")
    (documents / "place.yaml").write_text(PLACE.replace("state: XM", "state: IL"), "utf-8")
    assert assess(documents, "-o", tmp_path / "illinois") == 0
    return tmp_path / "illinois"


@pytest.fixture
def long_ago(drafted: Path) -> Path:
    """The drafts of a study, made on 2 January 2026."""
    path = drafted / "requests.jsonl"
    path.write_text(re.sub(r'"on_date":"[^"]+"', '"on_date":"2026-01-02"', path.read_text("utf-8")), "utf-8")
    return drafted


def test_one_letter_an_agency_in_every_format(study: Path, capsys: Capture) -> None:
    made = call(capsys, "draft", study)
    assert [item["request"] for item in made["letters"]] == ["sheriff-1", "board-1"]
    for item in made["letters"]:
        assert {Path(name).suffix for name in item["files"]} == {".docx", ".pdf", ".txt", ".eml"}
        assert all((study / name).stat().st_size > 500 for name in item["files"])
        assert all(entry["about"]["es"] for entry in item["items"])
    items = {entry["id"]: entry["questions"] for entry in made["letters"][0]["items"]}
    assert {"detainer-counts", "payments", "agreements"} <= set(items)
    assert {row["status"] for row in rows(study / "requests.jsonl")} == {"drafted"}
    assert run(["verify", str(study), "-q"]) == 0


def test_drafting_again_asks_for_nothing_twice(drafted: Path, capsys: Capture) -> None:
    before = files_of(drafted)
    assert call(capsys, "draft", drafted)["letters"] == []
    assert files_of(drafted) == before
    again = call(capsys, "draft", drafted, "--again", "--agency", "sheriff", "--format", "txt")
    assert [item["request"] for item in again["letters"]] == ["sheriff-2"]
    register = (drafted / "requests.jsonl").read_bytes()
    assert register.startswith(before["requests.jsonl"] if isinstance(before["requests.jsonl"], bytes) else b"{")


def test_a_known_law_is_cited_and_the_last_day_is_counted(illinois: Path, capsys: Capture) -> None:
    made = call(capsys, "draft", illinois)
    text = " ".join((illinois / "requests" / "sheriff-1" / "letter.txt").read_text("utf-8").split())
    assert "under the Freedom of Information Act, 5 ILCS 140/1 et seq." in text
    assert made["letters"][0]["due_if_received_today"] > date.today().isoformat()
    sent = call(capsys, "log", illinois, "sheriff-1", "sent")
    today = date.today()
    due = compute_deadline(
        today, 5, kind="business", holidays=find_public_holidays("IL", years_touched(today, 5))
    ).due.isoformat()
    assert sent["due"] == due
    assert "5 ILCS 140/1" in sent["due_basis"]
    assert "taken as received on the day it was sent" in sent["due_basis"]


def test_the_requester_stays_on_this_machine(study: Path, capsys: Capture) -> None:
    (study / "requester.yaml").write_text(
        "name: Ada Example\naddress: [1 Elm Street]\nemail: ada@example.org\n", "utf-8"
    )
    made = call(capsys, "draft", study)
    assert made["notices"] == []
    assert "Ada Example" in (study / "requests" / "sheriff-1" / "letter.txt").read_text("utf-8")
    assert "Ada" not in (study / "requests.jsonl").read_text("utf-8")
    subprocess.run(["git", "init", "-q"], cwd=study, check=True)
    listed = subprocess.run(
        ["git", "status", "--porcelain", "-uall"], cwd=study, capture_output=True, text=True, check=True
    ).stdout
    assert "requests.jsonl" in listed
    assert "requester" not in listed
    assert "letter." not in listed


def test_a_gitignore_of_ones_own_is_kept(study: Path) -> None:
    (study / ".gitignore").write_text("*.bak", "utf-8")
    assert run(["request", "draft", str(study), "--format", "txt"]) == 0
    assert run(["request", "draft", str(study), "--format", "txt", "--again"]) == 0
    lines = (study / ".gitignore").read_text("utf-8").splitlines()
    assert lines[0] == "*.bak"
    assert lines.count("/requester.yaml") == 1


def test_from_sent_to_appealed(long_ago: Path, capsys: Capture) -> None:
    assert log(long_ago, "sheriff-1", "sent", "--on", "2026-01-05", "--due", "2026-01-12") == 0
    listed = call(capsys, "due", long_ago)["requests"]
    assert [(item["request"], item["status"]) for item in listed] == [("sheriff-1", "overdue")]
    assert listed[0]["days_left"] < 0
    assert log(long_ago, "sheriff-1", "acknowledged", "--on", "2026-01-07") == 0
    assert log(long_ago, "sheriff-1", "extended", "--on", "2026-01-09", "--due", "2999-01-04") == 0
    assert call(capsys, "status", long_ago, "sheriff-1")["requests"][0]["status"] == "extended"
    assert log(long_ago, "sheriff-1", "refused", "--on", "2026-02-02", "--note", "By letter") == 0
    assert log(long_ago, "sheriff-1", "appealed") == 0
    assert call(capsys, "due", long_ago)["requests"] == []
    capsys.readouterr()
    assert run(["request", "status", str(long_ago), "sheriff-1"]) == 0
    assert "2026-02-02 refused; By letter" in capsys.readouterr().out
    assert run(["request", "status", str(long_ago)]) == 0
    assert "board-1: drafted on 2026-01-02" in capsys.readouterr().out


def test_overdue_is_told_in_words(long_ago: Path, capsys: Capture) -> None:
    assert log(long_ago, "sheriff-1", "sent", "--on", "2026-01-05", "--due", "2026-01-12") == 0
    assert log(long_ago, "board-1", "sent", "--on", "2026-01-05") == 0
    capsys.readouterr()
    assert run(["request", "due", str(long_ago)]) == 0
    out = capsys.readouterr().out
    assert "overdue since 2026-01-12" in out
    assert "no last day is known" in out


def test_without_a_verified_time_no_last_day_is_set(drafted: Path, capsys: Capture) -> None:
    sent = call(capsys, "log", drafted, "sheriff-1", "sent")
    assert sent["due"] == ""
    assert "give it with --due" in sent["notices"][0]


def test_undo_adds_a_row(drafted: Path, capsys: Capture) -> None:
    assert log(drafted, "sheriff-1", "sent") == 0
    first = (drafted / "requests.jsonl").read_bytes()
    assert call(capsys, "log", drafted, "sheriff-1", "--undo")["status"] == "drafted"
    assert (drafted / "requests.jsonl").read_bytes().startswith(first)
    assert call(capsys, "log", drafted, "sheriff-1", "--undo")["status"] == "withdrawn"
    assert log(drafted, "sheriff-1", "--undo") == 2
    assert [item["request"] for item in call(capsys, "draft", drafted, "--format", "txt")["letters"]] == ["sheriff-2"]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["nobody-1", "sent"], "there is no request 'nobody-1'"),
        (["sheriff-1", "lost"], "there is no status 'lost'"),
        (["sheriff-1", "answered"], "after drafted comes sent"),
        (["sheriff-1", "sent", "--on", "2999-01-01"], "only what has happened can be noted"),
        (["sheriff-1", "sent", "--on", "2020-01-01"], "is before"),
        (["sheriff-1", "sent", "--due", "soon"], "is no day"),
        (["sheriff-1", "sent", "--on", "2026-10-15", "--due", "2026-10-10"], "--due 2026-10-10 is before 2026-10-15"),
        (["sheriff-1", "sent", "--received", "2026-01-01"], "received before it was sent"),
        (["sheriff-1", "extended"], "until when"),
        (["sheriff-1", "sent", "--file", "x.pdf"], "belongs to an answer"),
        (["sheriff-1", "sent", "--kind", "contract"], "--kind is about a file"),
        (["sheriff-1", "sent", "--undo"], "not clear what happened"),
        (["sheriff-1"], "not clear what happened"),
    ],
)
def test_rows_that_cannot_be(drafted: Path, args: list[str], words: str, capsys: Capture) -> None:
    before = files_of(drafted)
    assert log(drafted, *args) == 2
    assert words in capsys.readouterr().err
    assert files_of(drafted) == before


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["--agency", "sherif"], 2, 'Did you mean "sheriff"'),
        (["--format", "odt"], 2, "there is no format 'odt'"),
        (["--format", ","], 2, "no format is named"),
        (["--from", "2026-02-30"], 2, "--from"),
        (["--from", "2025-01-01", "--to", "2024-01-01"], 2, "earlier day first"),
    ],
)
def test_drafts_that_cannot_be(study: Path, args: list[str], code: int, words: str, capsys: Capture) -> None:
    before = files_of(study)
    assert run(["request", "draft", str(study), *args]) == code
    assert words in capsys.readouterr().err
    assert files_of(study) == before


def test_a_place_without_agencies(tmp_path: Path, capsys: Capture) -> None:
    documents = write_county(tmp_path / "documents")
    head = PLACE.split("agencies:")[0]
    (documents / "place.yaml").write_text(f"{head}agencies: []\n", "utf-8")
    assert assess(documents, "-o", tmp_path / "study") == 0
    assert run(["request", "draft", str(tmp_path / "study")]) == 4
    assert "has no agency, so nobody can be asked" in capsys.readouterr().err


def test_broken_files_are_named_by_line(drafted: Path, capsys: Capture) -> None:
    (drafted / "requester.yaml").write_text("name: Ada\nfax: 555\n", "utf-8")
    assert run(["request", "draft", str(drafted)]) == 4
    assert "requester.yaml:2" in capsys.readouterr().err
    with (drafted / "requests.jsonl").open("a") as stream:
        stream.write("{broken\n")
    assert run(["request", "status", str(drafted)]) == 5
    assert "requests.jsonl:3" in capsys.readouterr().err


def test_no_study_and_no_request_yet(study: Path, tmp_path: Path, capsys: Capture) -> None:
    assert run(["request", "status", str(tmp_path / "nowhere")]) == 5
    assert run(["request", "draft", str(tmp_path / "nowhere")]) == 5
    assert not (tmp_path / "nowhere").exists()
    capsys.readouterr()
    assert run(["request", "status", str(study)]) == 0
    assert "No request was drafted yet" in capsys.readouterr().out
    assert run(["request", "due", str(study)]) == 0
    assert "No request waits" in capsys.readouterr().out


def test_an_interrupted_draft_leaves_the_study_whole(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files_of(study)

    def fail(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pincite.adapters.atomic._write", fail)
    assert run(["request", "draft", str(study), "--format", "txt"]) == 130
    monkeypatch.undo()
    assert files_of(study) == before
    assert run(["request", "draft", str(study), "--format", "txt"]) == 0


def test_an_edited_letter_is_never_overwritten(study: Path, capsys: Capture) -> None:
    (study / "requests" / "sheriff-1").mkdir(parents=True)
    (study / "requests" / "sheriff-1" / "letter.txt").write_text("mine", "utf-8")
    assert run(["request", "draft", str(study), "--format", "txt"]) == 5
    assert "file of that name" in capsys.readouterr().err
    assert (study / "requests" / "sheriff-1" / "letter.txt").read_text("utf-8") == "mine"
    assert not (study / "requests.jsonl").exists()


@pytest.mark.parametrize("name", ["draft", "log", "status", "due"])
def test_help_has_examples(name: str) -> None:
    out = invoke("request", name, "--help").output
    assert f"pincite request {name} study/" in out
    assert "Exit codes" in out


def test_the_explanation_in_spanish(study: Path, capsys: Capture) -> None:
    capsys.readouterr()
    assert run(["request", "draft", str(study), "--lang", "es", "--format", "txt"]) == 0
    assert "Estas cartas piden" in capsys.readouterr().out


def test_the_requester_of_the_manual_can_be_read(study: Path) -> None:
    page = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "ask-for-records.md"
    (said,) = re.findall(r"```yaml\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    (study / "requester.yaml").write_text(said, "utf-8")
    assert run(["request", "draft", str(study), "--format", "txt"]) == 0
    letter = (study / "requests" / "sheriff-1" / "letter.txt").read_text("utf-8")
    assert "more than $25, please" in " ".join(letter.split())
    assert "your" not in " ".join(re.findall(r"\[to fill: [^\]]*\]", letter))
