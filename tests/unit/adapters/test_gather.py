"""Files found in folders and archives; each bad one is refused and the others go on."""

from __future__ import annotations

import gzip
import io
import lzma
import os
import tarfile
import zipfile
from pathlib import Path

import pytest
from docx import Document

from pincite.adapters.archives import clean_name
from pincite.adapters.gather import Gathered, Limits, find_files
from pincite.errors import InputError

SHARED = Path(__file__).parents[4] / "shared" / "corpus"
MB = 1024 * 1024


def put(path: Path, content: bytes | str = "Lamps shall be lit.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def tar_of(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


def zip_of(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def names(gathered: Gathered) -> list[str]:
    return [file.name for file in gathered]


def refused(gathered: Gathered) -> list[tuple[str, str]]:
    return [(refusal.code, refusal.name) for refusal in gathered.refusals]


def test_folders_are_walked_in_a_stable_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/c.md", "C.txt"):
        put(tmp_path / name, name)
    gathered = find_files([tmp_path])
    assert names(gathered) == ["C.txt", "a/c.md", "a/z.txt", "b.txt"]
    assert [file.load().decode() for file in gathered] == names(gathered)
    assert gathered.files[1].origin == str(tmp_path / "a" / "c.md")
    assert gathered.files[1].byte_count == 6
    assert find_files([tmp_path]).refusals == ()


def test_a_given_file_is_named_by_its_own_name(tmp_path: Path) -> None:
    assert names(find_files([put(tmp_path / "x" / ".hidden.txt")])) == [".hidden.txt"]


def test_hidden_files_are_passed_over_and_named(tmp_path: Path) -> None:
    for name in ("a.txt", ".git/config", "__MACOSX/a.txt", "~$a.docx"):
        put(tmp_path / name, name)
    gathered = find_files([tmp_path])
    assert names(gathered) == ["a.txt"]
    assert gathered.skipped == (".git", "__MACOSX", "~$a.docx")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.zip", zip_of({"b.txt": b"B", "a/c.txt": b"C", "__MACOSX/x": b"x"})),
        ("a.tar", tar_of({"b.txt": b"B", "a/c.txt": b"C", "./.x": b"x"})),
        ("a.tar.gz", gzip.compress(tar_of({"b.txt": b"B", "a/c.txt": b"C", ".x": b"x"}))),
        ("misnamed.pdf", lzma.compress(tar_of({"./b.txt": b"B", "./a/c.txt": b"C", ".x": b"x"}))),
    ],
)
def test_archives_are_looked_into_whatever_their_name(tmp_path: Path, name: str, content: bytes) -> None:
    gathered = find_files([put(tmp_path / name, content)])
    assert names(gathered) == [f"{name}/a/c.txt", f"{name}/b.txt"]
    files = gathered.files
    assert [file.load() for file in (files[1], files[0], files[1])] == [b"B", b"C", b"B"]
    assert files[1].origin.split("!")[0] == str(tmp_path / name)
    assert len(gathered.skipped) == 1
    assert all(file.flags == () for file in files)


def test_a_single_packed_file_is_unpacked(tmp_path: Path) -> None:
    (file,) = find_files([put(tmp_path / "law.txt.gz", gzip.compress(b"Lamps."))])
    assert (file.name, file.load()) == ("law.txt.gz/law.txt", b"Lamps.")


def test_a_word_file_is_no_archive(tmp_path: Path) -> None:
    out = io.BytesIO()
    Document().save(out)
    assert names(find_files([put(tmp_path / "a.docx", out.getvalue())])) == ["a.docx"]
    assert names(find_files([put(tmp_path / "b.docx", b"PK\x03\x04 damaged")])) == ["b.docx"]


@pytest.mark.parametrize("make", [zip_of, tar_of])
def test_names_from_archives_are_made_safe(tmp_path: Path, make: object) -> None:
    evil = {"../../etc/passwd": b"1", "/abs/b.txt": b"2", "C:\\x\\c.txt": b"3", "a\u202etxt.exe": b"4"}
    path = put(tmp_path / "in" / "evil.zip", make(evil))  # type: ignore[operator]
    gathered = find_files([path])
    assert names(gathered) == [
        "evil.zip/abs/b.txt",
        "evil.zip/atxt.exe",
        "evil.zip/etc/passwd",
        "evil.zip/x/c.txt",
    ]
    assert all(file.flags[0].code == "renamed" for file in gathered)
    assert sorted(b"".join(file.load() for file in gathered)) == sorted(b"1234")
    assert [entry.name for entry in tmp_path.rglob("*")] == ["in", "evil.zip"]


@pytest.mark.parametrize("name", ["", "..", "/", "\u202e", "C:"])
def test_a_name_without_any_safe_part_gets_one(name: str) -> None:
    assert clean_name(name) == "unnamed"


def test_the_same_bytes_are_read_once(tmp_path: Path) -> None:
    for name in ("a.txt", "b/copy.txt", "c.txt"):
        put(tmp_path / name, "same" if name != "c.txt" else "else")
    put(tmp_path / "d.zip", zip_of({"e.txt": b"same"}))
    gathered = find_files([tmp_path, tmp_path / "a.txt"])
    assert names(gathered) == ["a.txt", "c.txt"]
    assert refused(gathered) == [
        ("duplicate", "b/copy.txt"),
        ("duplicate", "d.zip/e.txt"),
        ("duplicate", "a.txt"),
    ]
    assert "a.txt" in gathered.refusals[0].what


def test_loops_of_links_end(tmp_path: Path) -> None:
    put(tmp_path / "a" / "law.txt")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    (tmp_path / "z").symlink_to(tmp_path / "a")
    gathered = find_files([tmp_path])
    assert names(gathered) == ["a/law.txt"]
    assert sorted(refused(gathered)) == [
        ("duplicate", "z"), ("missing", "gone"), ("symlink-loop", "a/loop"), ("symlink-loop", "self"),
    ]  # fmt: skip


def test_empty_missing_strange_and_large_files_are_refused_one_by_one(tmp_path: Path) -> None:
    put(tmp_path / "empty.txt", b"")
    put(tmp_path / "large.txt", b"x" * 200)
    put(tmp_path / "law.txt", b"Lamps")
    os.mkfifo(tmp_path / "pipe")
    gathered = find_files([tmp_path, tmp_path / "none.txt"], limits=Limits(max_file_bytes=100))
    assert names(gathered) == ["law.txt"]
    assert refused(gathered) == [
        ("empty", "empty.txt"), ("too-large", "large.txt"), ("not-a-file", "pipe"), ("missing", "none.txt"),
    ]  # fmt: skip
    assert all(refusal.what and refusal.way_out for refusal in gathered.refusals)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_refused(tmp_path: Path) -> None:
    put(tmp_path / "shut" / "a.txt").parent.chmod(0)
    put(tmp_path / "b.txt").chmod(0)
    gathered = find_files([tmp_path])
    (tmp_path / "shut").chmod(0o700)
    assert refused(gathered) == [("unreadable", "b.txt"), ("unreadable", "shut")]


def test_folders_without_end_are_refused(tmp_path: Path) -> None:
    put(tmp_path / "a/b/c/d/law.txt")
    assert refused(find_files([tmp_path], limits=Limits(max_depth=3))) == [("too-deep", "a/b/c")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bomb.zip", zip_of({"a.txt": b"\0" * 40 * MB})),
        ("bomb.tar.gz", gzip.compress(tar_of({"a.txt": b"\0" * 40 * MB}))),
        ("bomb.xz", lzma.compress(b"\0" * 40 * MB)),
    ],
)
def test_bombs_are_refused(tmp_path: Path, name: str, content: bytes) -> None:
    put(tmp_path / name, content)
    put(tmp_path / "law.txt")
    gathered = find_files([tmp_path])
    assert names(gathered) == ["law.txt"]
    assert refused(gathered) == [("archive-bomb", name)]


def test_an_archive_larger_than_the_limit_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path / "a.tar.gz", gzip.compress(tar_of({"a.txt": os.urandom(50_000)})))
    assert refused(find_files([path], limits=Limits(max_archive_bytes=20_000))) == [("archive-bomb", "a.tar.gz")]


def test_an_archive_with_too_many_files_is_refused(tmp_path: Path) -> None:
    members = {f"{number}.txt": str(number).encode() for number in range(10)}
    path = put(tmp_path / "a.zip", zip_of(members))
    assert refused(find_files([path], limits=Limits(max_members=5))) == [("archive-bomb", "a.zip")]


def test_empty_large_and_linked_members_are_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, size in (("empty.txt", 0), ("large.txt", 300), ("law.txt", 5)):
            info = tarfile.TarInfo(name)
            info.size = size
            archive.addfile(info, io.BytesIO(b"x" * size))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    gathered = find_files([put(tmp_path / "a.tar", out.getvalue())], limits=Limits(max_file_bytes=200))
    assert names(gathered) == ["a.tar/law.txt"]
    assert refused(gathered) == [
        ("empty", "a.tar/empty.txt"),
        ("too-large", "a.tar/large.txt"),
        ("link", "a.tar/link.txt"),
    ]


def test_a_member_with_a_password_is_refused(tmp_path: Path) -> None:
    content = bytearray(zip_of({"a.txt": b"Lamps", "b.txt": b"Walls"}))
    for magic, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        content[content.index(magic) + offset] |= 1
    gathered = find_files([put(tmp_path / "a.zip", bytes(content))])
    assert names(gathered) == ["a.zip/b.txt"]
    assert refused(gathered) == [("encrypted", "a.zip/a.txt")]


def test_a_cut_archive_gives_what_is_whole(tmp_path: Path) -> None:
    members = {f"{number}.txt": os.urandom(100_000) for number in range(8)}
    packed = lzma.compress(tar_of(members))
    gathered = find_files([put(tmp_path / "a.tar.xz", packed[: len(packed) // 2])])
    assert ("damaged", "a.tar.xz") in refused(gathered)
    assert 1 <= len(gathered) < 8
    assert gathered.files[0].load() == members["0.txt"]


def test_a_damaged_zip_is_refused(tmp_path: Path) -> None:
    assert refused(find_files([put(tmp_path / "a.zip", zip_of({"a.txt": b"x"})[:-20])])) == [("damaged", "a.zip")]


def test_a_member_damaged_inside_raises_one_clear_line(tmp_path: Path) -> None:
    content = bytearray(zip_of({"a.txt": b"Lamps shall be lit by the warden of Arden."}))
    content[40] ^= 0xFF
    (file,) = find_files([put(tmp_path / "a.zip", bytes(content))])
    with pytest.raises(InputError) as caught:
        file.load()
    assert caught.value.where == "a.zip/a.txt"


def test_a_file_that_goes_away_raises_one_clear_line(tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt")
    (file,) = find_files([path])
    path.unlink()
    with pytest.raises(InputError, match="no longer be read"):
        file.load()


@pytest.mark.shared
def test_the_municipal_codes_come_one_at_a_time() -> None:
    path = SHARED / "codes" / "georgia-municipal-codes-txt.tar.xz"
    if not path.exists():
        pytest.skip("../shared/corpus is absent")
    gathered = find_files([path])
    assert len(gathered) == 43
    assert gathered.refusals == ()
    assert names(gathered) == sorted(names(gathered))
    assert all(len(file.load()) == file.byte_count for file in gathered.files[:5])
