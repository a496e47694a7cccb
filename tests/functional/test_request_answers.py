"""What an office answered: filed as a source of an invented county's study, and taken back again."""

from pathlib import Path

import pytest

from alder_county import answers, files_of, rows
from functional.request_calls import Capture, call, log
from pincite.cli import run

REPLY = """ALDER COUNTY SHERIFF'S OFFICE
POLICY 71: REQUESTS OF IMMIGRATION AUTHORITIES

1. Staff shall not tell immigration authorities when a person will be released, unless a judge's warrant is shown.

Effective January 5, 2024.
"""
ORDER = """ALDER COUNTY SHERIFF'S OFFICE
GENERAL ORDER 5
Effective October 1, 2024

Deputies shall not inquire into the immigration status of any person.
Deputies shall not hold any person on an immigration detainer.
"""


def test_an_answer_is_filed_and_reopens_what_it_can_settle(drafted: Path, tmp_path: Path, capsys: Capture) -> None:
    reply = tmp_path / "reply.txt"
    reply.write_text(REPLY, "utf-8")
    assert log(drafted, "sheriff-1", "sent") == 0
    before = answers(drafted)
    made = call(capsys, "log", drafted, "sheriff-1", "answered", "--file", reply, "--kind", "departmental-policy")
    assert {"C1.1", "C4.1", "C4.2"} <= set(made["reply"]["reopened"])
    assert not {"C1.2", "E09", "E10"} & set(made["reply"]["reopened"])  # answered, or not this agency's
    assert made["reply"]["filed"] == [{"document": "reply", "kind": "departmental-policy"}]
    after = answers(drafted)
    changed = {key: item for key, item in made["reply"]["changed"].items() if key in before}
    assert {key: item["after"] for key, item in changed.items()} == {
        key: after[key]["answer"] for key in before if before[key]["answer"] != after[key]["answer"]
    }
    assert (drafted / "sources" / "reply.txt").read_text("utf-8") == REPLY
    assert "Received in answer to request sheriff-1." in (drafted / "place.yaml").read_text("utf-8")
    assert run(["verify", str(drafted), "-q"]) == 0


def test_new_words_that_open_an_answered_question_say_why(drafted: Path, tmp_path: Path, capsys: Capture) -> None:
    """What an order that no person has read does to answers stands beside each of them."""
    reply = tmp_path / "order.txt"
    reply.write_text(ORDER, "utf-8")
    assert log(drafted, "sheriff-1", "sent") == 0
    before = answers(drafted)
    filing = ("answered", "--file", reply, "--kind", "departmental-policy")
    changed = call(capsys, "log", drafted, "sheriff-1", *filing)["reply"]["changed"]
    after = answers(drafted)
    assert changed
    assert changed == {
        key: {"before": before[key]["answer"], "after": after[key]["answer"], "why": after[key]["basis"]}
        for key in before
        if before[key]["answer"] != after[key]["answer"]
    }
    assert log(drafted, "sheriff-1", "--undo") == 0
    capsys.readouterr()
    assert log(drafted, "sheriff-1", *filing) == 0
    said = capsys.readouterr().out
    assert all(f"{key}: {item['before']} -> {item['after']}: {item['why']}" in said for key, item in changed.items())


def test_a_contract_reopens_the_questions_on_contracts_alone(drafted: Path, tmp_path: Path, capsys: Capture) -> None:
    reply = tmp_path / "agreement.txt"
    reply.write_text("AGREEMENT between Alder County and a federal agency.\n\nThe jail provides ten beds.\n", "utf-8")
    assert log(drafted, "board-1", "sent") == 0
    made = call(capsys, "log", drafted, "board-1", "answered", "--file", reply, "--kind", "contract")
    assert made["reply"]["reopened"] == ["C8.1", "C8.2", "C8.3", "E07", "E08"]


def test_a_file_of_unknown_kind_is_said(drafted: Path, tmp_path: Path, capsys: Capture) -> None:
    reply = tmp_path / "note.txt"
    reply.write_text("We have nothing of the sort.\n", "utf-8")
    assert log(drafted, "board-1", "sent") == 0
    made = call(capsys, "log", drafted, "board-1", "answered", "--file", reply)
    assert made["reply"]["reopened"] == []
    assert "file it with --kind" in " ".join(made["notices"])


def test_the_same_answer_twice_is_one_source(drafted: Path, tmp_path: Path, capsys: Capture) -> None:
    reply = tmp_path / "reply.txt"
    reply.write_text(REPLY, "utf-8")
    assert log(drafted, "sheriff-1", "sent") == 0
    assert log(drafted, "sheriff-1", "answered", "--file", reply) == 0
    documents = (drafted / "documents.jsonl").read_bytes()
    again = call(capsys, "log", drafted, "sheriff-1", "answered", "--file", reply)
    assert "holds this file already" in " ".join(again["notices"])
    assert (drafted / "documents.jsonl").read_bytes() == documents


def test_another_answer_of_the_same_name_is_another_source(drafted: Path, tmp_path: Path) -> None:
    reply = tmp_path / "policy.txt"
    reply.write_text(REPLY, "utf-8")
    assert log(drafted, "sheriff-1", "sent") == 0
    assert log(drafted, "sheriff-1", "answered", "--file", reply, "--kind", "departmental-policy") == 0
    names = [item["name"] for item in rows(drafted / "documents.jsonl")]
    assert "policy.txt" in names
    assert "sheriff-1/policy.txt" in names


def test_undo_takes_the_filed_answer_back_and_keeps_its_file(drafted: Path, tmp_path: Path, capsys: Capture) -> None:
    reply = tmp_path / "reply.txt"
    reply.write_text(REPLY, "utf-8")
    assert log(drafted, "sheriff-1", "sent") == 0
    before, place = answers(drafted), (drafted / "place.yaml").read_bytes()
    filing = ("answered", "--file", reply, "--kind", "departmental-policy")
    changed = call(capsys, "log", drafted, "sheriff-1", *filing)["reply"]["changed"]
    told = " ".join(call(capsys, "log", drafted, "sheriff-1", "--undo")["notices"])
    assert "reply.txt is no longer in the study, which was answered again" in told
    assert "its file is kept as withdrawn/reply.txt" in told
    assert all(f"{key}: {pair['after']} -> {pair['before']}" in told for key, pair in changed.items())
    assert answers(drafted) == before
    assert (drafted / "place.yaml").read_bytes() == place
    assert (drafted / "withdrawn" / "reply.txt").read_text("utf-8") == REPLY
    assert not (drafted / "sources" / "reply.txt").exists()
    assert run(["verify", str(drafted), "-q"]) == 0
    assert log(drafted, "sheriff-1", *filing) == 0
    assert log(drafted, "sheriff-1", "--undo") == 0
    assert sorted(path.name for path in (drafted / "withdrawn").iterdir()) == ["reply-2.txt", "reply.txt"]


def test_undo_leaves_what_another_row_rests_on_or_was_there_before(
    drafted: Path, tmp_path: Path, capsys: Capture
) -> None:
    reply = tmp_path / "reply.txt"
    reply.write_text(REPLY, "utf-8")
    for name in ("sheriff-1", "board-1"):
        assert log(drafted, name, "sent") == 0
        assert log(drafted, name, "answered", "--file", reply) == 0
    told = call(capsys, "log", drafted, "sheriff-1", "--undo")["notices"]
    assert told == ["reply.txt stays in the study: another row of the register rests on it."]
    (told,) = call(capsys, "log", drafted, "board-1", "--undo")["notices"]
    assert "reply.txt stays in the study, and so do the answers that rest on it" in told
    assert "binds: []" in told
    assert (drafted / "sources" / "reply.txt").exists()


@pytest.mark.parametrize(
    ("name", "content", "more", "code"),
    [
        ("gone.pdf", None, [], 2),
        ("broken.pdf", b"%PDF-1.7 and no more", [], 3),
        ("empty.txt", b"", [], 3),
        ("reply.txt", REPLY.encode(), ["--kind", "scroll"], 2),
    ],
)
def test_an_answer_that_cannot_be_filed_changes_nothing(
    drafted: Path, tmp_path: Path, name: str, content: bytes | None, more: list[str], code: int
) -> None:
    assert log(drafted, "sheriff-1", "sent") == 0
    if content is not None:
        (tmp_path / name).write_bytes(content)
    before = {key: value for key, value in files_of(drafted).items() if not str(key).startswith(".readings")}
    assert log(drafted, "sheriff-1", "answered", "--file", tmp_path / name, *more) == code
    after = {key: value for key, value in files_of(drafted).items() if not str(key).startswith(".readings")}
    assert after == before
