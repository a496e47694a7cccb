"""Bad input to the commands: one clear line, the right exit code, and nothing lost."""

import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from alder_county import COUNTY, ORDINANCE, PLACE, POLICY, answers, assess, kept_of, one_line, write_county
from pincite.adapters.atomic import lock_folder
from pincite.cli import run
from pincite.packs import pack_text

# --- arguments


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["--place", "Alder County"], 2, "names no state"),
        (["--place", "Alder County, ZZ"], 2, "'ZZ' is no state"),
        ([], 2, "it is not said which place"),
        (["--place", COUNTY, "--as-of", "2025-02-30"], 2, "no day of the calendar"),
        (["--place", COUNTY, "--as-of", "2999-01-01"], 2, "lies in the future"),
        (["--place", COUNTY, "--rubric", "co-optation-1999"], 2, "unknown rubric 'co-optation-1999'"),
        (["--place", COUNTY, "--place-file", "nowhere.yaml"], 5, "the place file cannot be read"),
    ],
)
def test_arguments_that_cannot_be(
    tmp_path: Path, args: list[str], code: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = write_county(tmp_path / "documents", place=False), tmp_path / "study"
    assert assess(folder, "-o", out, *args) == code
    assert words in one_line(capsys)
    assert not out.exists()


def test_path_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert assess(tmp_path / "nowhere", "--place", COUNTY, "-o", tmp_path / "study") == 2
    assert "no such file or folder" in one_line(capsys)


def test_no_path_and_no_study(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert assess("--place", COUNTY, "-o", tmp_path / "study") == 2
    assert "no document is given" in one_line(capsys)


def test_out_that_is_a_file_or_holds_other_things(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_county(tmp_path / "documents")
    (tmp_path / "file").write_text("mine")
    assert assess(folder, "-o", tmp_path / "file") == 5
    assert "a file of that name" in one_line(capsys)
    assert assess(folder, "-o", folder) == 5
    assert "holds other things" in one_line(capsys)
    assert kept_of(folder).keys() == {"code.txt", "ordinance.txt", "place.yaml", "policy.txt"}


def test_place_that_contradicts_the_place_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_county(tmp_path / "documents")
    assert assess(folder, "--place", "Birch County, XM", "-o", tmp_path / "study") == 2
    assert "it is about Alder County, XM, not Birch County" in one_line(capsys)


def test_several_place_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_county(tmp_path / "documents")
    (write_county(folder / "more") / "place.yaml").write_text(PLACE.replace("Alder", "Birch"), "utf-8")
    assert assess(folder, "-o", tmp_path / "study") == 2
    assert "there are several place files" in one_line(capsys)


def test_mistake_in_the_place_file_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, out = write_county(tmp_path / "documents"), tmp_path / "study"
    assert assess(folder, "-o", out) == 0
    (out / "place.yaml").write_text(PLACE.replace("level: agency", "level: agencie"), "utf-8")
    before = kept_of(out)
    capsys.readouterr()
    assert assess(folder, "-o", out) == 4
    assert "place.yaml:11: unknown level 'agencie'. Did you mean" in one_line(capsys)
    assert kept_of(out) == before


def test_future_day_in_the_place_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_county(tmp_path / "documents")
    (folder / "place.yaml").write_text(PLACE.replace("2025-06-01", "2999-06-01"), "utf-8")
    assert assess(folder, "-o", tmp_path / "study") == 2
    assert "place.yaml: as_of 2999-06-01 lies in the future" in one_line(capsys)


def test_day_before_any_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "study"
    (tmp_path / "ordinance.txt").write_text(ORDINANCE, "utf-8")
    assert assess(tmp_path / "ordinance.txt", "--place", COUNTY, "--as-of", "1900-01-01", "-o", out) == 0
    assert "Every document is later than 1900-01-01" in capsys.readouterr().err
    assert {item["answer"] for item in answers(out).values()} == {"unknown"}


# --- the study folder


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_full_disk_leaves_the_old_study_whole(tmp_path: Path) -> None:
    folder, out = write_county(tmp_path / "documents"), tmp_path / "study"
    assert assess(folder, "-o", out) == 0
    before = kept_of(out)
    limit = len(before["scorecard.html"]) // 2
    (folder / "policy.txt").write_text(POLICY.replace("locker", "hall"), "utf-8")
    code = (
        f"import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}));"
        f"from pincite.cli import run; sys.exit(run(['assess', {str(folder)!r}, '-o', {str(out)!r}, '-q', '-j', '1']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 5, done.stderr
    assert "the disk is full; nothing of the old output was changed. Make room and run again." in done.stderr
    assert "Traceback" not in done.stderr
    assert kept_of(out) == before
    assert run(["verify", str(out), "-q"]) == 0
    assert assess(folder, "-o", out) == 0
    assert b"hall" in kept_of(out)["sources/policy.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_interruption_loses_nothing(tmp_path: Path, jobs: str) -> None:
    folder, out = write_county(tmp_path / "documents"), tmp_path / "study"
    assert assess(folder, "-o", out) == 0
    before = kept_of(out)
    for number in range(400):
        (folder / f"more-{number:03}.txt").write_text(f"{ORDINANCE}\n\nAnnex {number}.", "utf-8")
    command = [sys.executable, "-m", "pincite", "assess", str(folder), "-o", str(out), "-j", jobs]
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # a job in the background is born deaf to it
    )  # fmt: skip
    assert process.stderr is not None
    while not process.stderr.readline().startswith("[5/"):
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "pincite: interrupted. The study is as it was." in err
    assert "Traceback" not in err
    assert kept_of(out) == before
    assert len(list((out / ".readings").glob("*.json"))) >= 5


def test_two_runs_in_one_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, out = write_county(tmp_path / "documents"), tmp_path / "study"
    assert assess(folder, "-o", out) == 0
    capsys.readouterr()
    with lock_folder(out):
        started = time.monotonic()
        assert assess(folder, "-o", out) == 5
        assert "another run is working in this folder" in one_line(capsys)
        assert run(["review", str(out), "C1.2", "--reject", "--by", "A", "--reason", "x"]) == 5
        assert "another run is working in this folder" in one_line(capsys)
        assert run(["verify", str(out), "-q"]) == 0
        assert time.monotonic() - started < 5


@pytest.mark.parametrize("command", ["verify", "review"])
def test_folder_without_a_study_is_not_made(tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command, str(tmp_path / "nowhere")]) == 5
    assert "there is no study in this folder" in one_line(capsys)
    assert run(["review", str(tmp_path / "nowhere"), "C1.2", "--accept", "--by", "A", "--reason", "x"]) == 5
    assert not (tmp_path / "nowhere").exists()


# --- rubrics and evaluation


def broken_rubric(folder: Path, old: str, new: str) -> Path:
    text = pack_text("immigration-enforcement", "rubrics/co-optation-2018.yaml")
    assert old in text
    path = folder / "broken.yaml"
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("conducts: [hold]", "conducts: [holdd]", "Did you mean"),
        ("id: co-optation-2018", "id: co-optation-2018\nid: again", "stands twice"),
        ("prefers: true", "prefers: yes", "true or false"),
        ("questions:", "questionz:", "unknown key"),
    ],
)
def test_broken_rubric_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = broken_rubric(tmp_path, old, new)
    assert run(["rubric", "check", str(path)]) == 4
    err = capsys.readouterr().err
    assert words in err
    assert f"{path}:" in err
    assert run(["rubric", "codebook", str(path)]) == 4
    assert one_line(capsys)


def test_rubric_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rubric", "show", "nothing"]) == 2
    assert "unknown rubric 'nothing'" in one_line(capsys)
    assert run(["rubric", "check", str(tmp_path / "no.yaml")]) == 5
    assert "no.yaml" in one_line(capsys)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--texts", "."], "give either --gold or --answers"),
        (["--texts", ".", "--gold", ".", "--answers", "."], "give either --gold or --answers"),
        (["--texts", ".", "--gold", "nowhere"], "there is no such folder"),
        (["--texts", ".", "--answers", ".", "--misses"], "--misses does not go with --answers"),
        (["--texts", ".", "--gold", ".", "--provisions", "."], "--provisions does not go with --gold"),
        (["--texts", ".", "--gold", ".", "--leave-out", "nowhere.txt"], "there is no such file"),
    ],
)
def test_evaluation_that_cannot_be(args: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", *args]) == 2
    assert words in one_line(capsys)
