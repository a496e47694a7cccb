"""The shipped records laws and the items of the topic: made from the table, checked, and complete."""

import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from pincite.errors import PackError
from pincite.packs import pack_text
from pincite.packs.us.public_holidays import find_public_holidays
from pincite.packs.us.records_laws import find_records_law, load_records_laws, parse_records_laws
from pincite.topics.records import check_records_topic, load_records_topic
from pincite.workflow.pack import DEFAULT_TOPIC, load_pack

ROOT = Path(__file__).resolve().parents[2]
TABLE = Path(str(files("pincite.packs.us"))) / "records_laws.csv"
HEAD, FIRST, *_ = TABLE.read_text("utf-8").splitlines()
ITEMS = pack_text(DEFAULT_TOPIC, "records/items.yaml")


def test_every_state_has_one_row() -> None:
    laws = load_records_laws()
    assert len(laws) == 52
    assert all(law.source for law in laws.values())
    assert [code for code, law in laws.items() if not law.act] == ["IA", "MT", "SD"]
    assert find_records_law("XM") is None


def test_no_mark_of_doubt_and_no_sentence_is_carried_over() -> None:
    text = TABLE.read_text("utf-8")
    assert "[" not in text
    assert "unverified" not in text.replace("not_verified", "")
    assert all(len(law.act.split()) <= 9 and len(law.appeal_body.split()) <= 5 for law in load_records_laws().values())


@pytest.mark.shared
def test_the_table_is_what_the_script_makes() -> None:
    if not (ROOT.parent / "shared" / "facts").is_dir():
        pytest.skip("../shared is absent")
    made = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "make_records_laws.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{HEAD}\n{FIRST}\n{FIRST}\n", "US stands twice"),
        (f"{HEAD}\n{FIRST},more\n", "too many or too few"),
        ("state,act\nXM,Act\n", "columns .* are missing"),
        (f"{HEAD}\n{FIRST.replace(',20,', ',many,')}\n", "many"),
        (f"{HEAD}\n{FIRST.replace(',business,', ',lunar,')}\n", "days without their kind|lunar"),
        (f"{HEAD}\n{FIRST.replace('appeal-deadline', 'act appeal-deadline')}\n", "act is stated and not verified"),
        (f"{HEAD}\n{FIRST.replace('determination', 'whenever')}\n", "whenever"),
        (f"{HEAD}\n{FIRST.replace('2025-10', 'lately').replace('HOLE', 'A')}\n", "lately"),
    ],
)
def test_mistakes_in_the_table_are_named(text: str, words: str) -> None:
    with pytest.raises(PackError, match=words) as caught:
        parse_records_laws(text, "laws.csv")
    assert caught.value.where.startswith("laws.csv:")


def test_the_items_fit_the_topic_and_its_rubrics() -> None:
    pack = load_pack()
    records = load_records_topic(ITEMS, "items.yaml", topic=pack.topic)
    rubric = pack.rubric()
    assert check_records_topic(records, pack.topic, rubrics=[rubric]) == []
    asked = {question for item in records.items for question in item.questions}
    assert asked == {item.id for item in (*rubric.questions, *rubric.elements)}
    assert all(item.about.en and item.about.es and item.about.en != item.about.es for item in records.items)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("agency_kinds: [prosecutor]", "agency_kinds: [wizard]", 'unknown agency kind "wizard"'),
        ("source_kinds: [contract]", "source_kinds: [scroll]", 'unknown source kind "scroll"'),
        ("id: payments", "id: agreements", "stands twice"),
        ("    practice: true\n", "", "neither a kind of source nor practice"),
        ("subject:", "topic:", "topic"),
    ],
)
def test_mistakes_in_the_items_are_named(old: str, new: str, words: str) -> None:
    assert old in ITEMS
    with pytest.raises(PackError, match=words) as caught:
        load_records_topic(ITEMS.replace(old, new, 1), "items.yaml", topic=load_pack().topic)
    assert caught.value.where.startswith("items.yaml")


def test_unknown_questions_are_named() -> None:
    pack = load_pack()
    records = load_records_topic(ITEMS.replace("[E09]", "[E99]"), "items.yaml", topic=pack.topic)
    (problem,) = check_records_topic(records, pack.topic, rubrics=[pack.rubric()])
    assert "E99" in problem.message()


@pytest.mark.parametrize("state", [code for code in load_records_laws() if code != "US"])
def test_every_state_has_holidays(state: str) -> None:
    names = " ".join(find_public_holidays(state, [2026]).values())
    assert "Thanksgiving" in names
    assert "Christmas" in names


def test_a_fictional_state_has_no_holidays() -> None:
    assert find_public_holidays("XM", [2026, 2027]) == {}
