"""The study folder: all or nothing, one writer, paths that nothing can lead out of."""

import errno
import os
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pincite.adapters import atomic
from pincite.adapters.atomic import LOCK, READY, STAGED, lock_folder, write_one, write_together
from pincite.adapters.study import (
    Manifest,
    Study,
    check_target,
    drop_readings,
    load_reading,
    load_study,
    make_source_path,
    make_unique_id,
    save_reading,
    save_study,
)
from pincite.errors import StudyError
from pincite.model.search import SearchRecord

OLD = {"a.txt": b"old a", "deep/b.txt": b"old b"}
NEW = {"a.txt": b"new a", "deep/b.txt": b"new b", "c.txt": b"new c"}


def parts(files: dict[str, bytes]) -> list[tuple[str, Callable[[], bytes]]]:
    return [(name, lambda content=content: content) for name, content in files.items()]  # type: ignore[misc]


def contents(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != LOCK)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def full_disk_at(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    write = atomic._write

    def fail(path: Path, content: bytes) -> None:
        if path.name == name:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content[:2])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        write(path, content)

    monkeypatch.setattr(atomic, "_write", fail)


@pytest.mark.parametrize("name", ["a.txt", "b.txt", "c.txt"])
def test_full_disk_leaves_old_files_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    write_together(tmp_path, parts(OLD))
    full_disk_at(monkeypatch, name)
    with pytest.raises(StudyError, match="the disk is full") as caught:
        write_together(tmp_path, parts(NEW))
    assert caught.value.exit_code == 5
    assert contents(tmp_path) == OLD


def test_interruption_before_the_commit_leaves_old_files_whole(tmp_path: Path) -> None:
    write_together(tmp_path, parts(OLD))

    def interrupt() -> bytes:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_together(tmp_path, [*parts(NEW), ("d.txt", interrupt)])
    assert contents(tmp_path) == OLD


@pytest.mark.parametrize("moved", [0, 1, 2])
def test_interruption_after_the_commit_is_finished_by_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moved: int
) -> None:
    write_together(tmp_path, parts(OLD))
    replace, done = Path.replace, []

    def stop_after(self: Path, target: Path) -> Path:
        if len(done) == moved:
            raise KeyboardInterrupt
        done.append(target)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", stop_after)
    with pytest.raises(KeyboardInterrupt):
        write_together(tmp_path, parts(NEW))
    monkeypatch.undo()
    assert (tmp_path / READY).is_dir()
    with lock_folder(tmp_path):
        assert contents(tmp_path) == NEW


def test_what_a_killed_run_had_not_committed_is_dropped(tmp_path: Path) -> None:
    write_together(tmp_path, parts(OLD))
    (tmp_path / STAGED / "deep").mkdir(parents=True)
    (tmp_path / STAGED / "a.txt").write_bytes(b"half")
    write_together(tmp_path, parts({"c.txt": b"new c"}))
    assert contents(tmp_path) == {**OLD, "c.txt": b"new c"}


def test_write_one_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.json"
    write_one(path, b"old")
    full_disk_at(monkeypatch, f"a.json.{os.getpid()}.part")
    with pytest.raises(StudyError, match="the disk is full"):
        write_one(path, b"new")
    assert contents(tmp_path) == {"a.json": b"old"}


def test_second_run_in_one_folder_is_refused(tmp_path: Path) -> None:
    with (
        lock_folder(tmp_path),
        pytest.raises(StudyError, match="another run is working"),
        lock_folder(tmp_path),
    ):
        raise AssertionError("both hold it")
    assert tmp_path.is_dir() is False or not (tmp_path / LOCK).exists()


def test_lock_takes_away_a_folder_that_stays_empty(tmp_path: Path) -> None:
    with lock_folder(tmp_path / "new"):
        assert (tmp_path / "new").is_dir()
    assert not (tmp_path / "new").exists()


def test_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    with pytest.raises(StudyError, match="a file of that name"), lock_folder(tmp_path / "out"):
        raise AssertionError("held")


@given(st.lists(st.text(max_size=300), max_size=8), st.text(max_size=40))
def test_source_paths_are_unique_and_stay_below_the_study(names: list[str], suffix: str) -> None:
    from pincite.intake.read import make_document_id

    taken: set[str] = set()
    ids = [make_unique_id(make_document_id(name or "x"), taken) for name in names]
    paths = [make_source_path(item, f"x{suffix}", "text/plain") for item in ids]
    assert len({path.lower() for path in paths}) == len(names)
    for path in map(PurePosixPath, paths):
        assert path.parts[0] == "sources"
        assert len(path.parts) == 2
        assert len(path.name) < 120


def test_reserved_names_of_windows_are_not_used() -> None:
    assert make_source_path("nul", "nul.pdf", "application/pdf") == "sources/file-nul.pdf"


def test_suffix_comes_from_the_content_where_the_name_has_none() -> None:
    assert make_source_path("order", "order", "application/pdf") == "sources/order.pdf"


def make_study(folder: Path) -> Study:
    record = SearchRecord(
        document="a",
        words=1,
        pages=0,
        pages_without_text=(),
        sections=1,
        gated=0,
        topic="t",
        topic_version="1",
        reader="r",
    )
    manifest = Manifest(
        pincite="0", topic="t", topic_version="1", rubric="r", rubric_version="1", generated_on="2025-01-01"
    )
    return Study(
        folder=folder, place_text='name: "Ålder"\n', documents=(), provisions=(), searches=(record,),
        reviews=({"target": "Q1"},), assessment={"z": 1, "a": [1, 2]}, manifest=manifest,
    )  # fmt: skip


def test_saved_study_is_loaded_as_it_was(tmp_path: Path) -> None:
    saved = save_study(make_study(tmp_path / "s"), "<p>page</p>", sources={})
    again = load_study(tmp_path / "s")
    assert again == saved
    assert again.assessment == {"z": 1, "a": [1, 2]}
    assert list(again.assessment) == ["z", "a"]
    assert set(again.manifest.files) == {
        "assessment.json", "documents.jsonl", "place.yaml", "provisions.jsonl", "reviews.jsonl", "scorecard.html",
        "searches.jsonl",
    }  # fmt: skip
    assert again.scorecard.read_text("utf-8") == "<p>page</p>"


def test_same_study_gives_the_same_bytes(tmp_path: Path) -> None:
    save_study(make_study(tmp_path / "one"), "page", sources={})
    save_study(make_study(tmp_path / "two"), "page", sources={})
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_broken_row_is_named_with_its_line(tmp_path: Path) -> None:
    save_study(make_study(tmp_path), "page", sources={})
    with (tmp_path / "searches.jsonl").open("a") as stream:
        stream.write('{"document": 3}\n')
    with pytest.raises(StudyError, match=r"searches\.jsonl:2"):
        load_study(tmp_path)


def test_study_of_another_format_is_refused(tmp_path: Path) -> None:
    save_study(make_study(tmp_path), "page", sources={})
    path = tmp_path / "manifest.json"
    path.write_text(path.read_text().replace('"format_version": "1"', '"format_version": "99"'))
    with pytest.raises(StudyError, match="Use the version that made it"):
        load_study(tmp_path)


def test_folder_without_a_study(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="there is no study"):
        load_study(tmp_path)


def test_folder_with_other_things_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("mine")
    with pytest.raises(StudyError, match=r"thesis\.docx"):
        check_target(tmp_path)


def test_folder_with_a_place_file_is_a_target(tmp_path: Path) -> None:
    (tmp_path / "place.yaml").write_text("name: x")
    check_target(tmp_path)


def test_kept_reading_comes_back_and_a_torn_one_does_not(tmp_path: Path) -> None:
    save_reading(tmp_path, "k", reading=make_study(tmp_path).searches[0])
    assert load_reading(tmp_path, "k", shape=SearchRecord) == make_study(tmp_path).searches[0]
    path = tmp_path / ".readings" / "k.json"
    path.write_bytes(path.read_bytes()[:20])
    assert load_reading(tmp_path, "k", shape=SearchRecord) is None
    drop_readings(tmp_path, keep=[])
    assert not path.exists()
