"""The packaged topic: its ids are those of the coding protocol, and its parts agree with one another."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import pincite.topics
from pincite.errors import PackError
from pincite.model.law import Rule
from pincite.packs import pack_names, pack_text, topic_ids
from pincite.topics import TOPIC_FILES, check_topic, load_topic, parse_rubric, parse_topic

NAME = "immigration-enforcement"
TOPIC = load_topic({name: pack_text(NAME, name) for name in TOPIC_FILES})
RUBRICS = [name for name in pack_names(NAME) if name.startswith("rubrics/")]
CONDUCTS = (
    "hold arrest transfer jail-access inform-rights identify-officials notify-release share-information "
    "share-status inquire-status contract contract-detention deputize spend-resources weigh-consequences "
    "oversee"
)
EXCEPTIONS = (
    "judicial-warrant court-order required-by-law savings-1373 conviction charge security-or-watchlist gang "
    "prior-removal criminal-investigation task-force consent-of-person same-as-public supervisor-approval "
    "discretion reimbursement-or-written-agreement emergency-or-safety other"
)


def test_packs_by_name() -> None:
    assert NAME in topic_ids()
    assert set(TOPIC_FILES) <= set(pack_names(NAME))
    assert pack_text(NAME, "topic.yaml").startswith("#")


def test_unknown_names_say_what_there_is() -> None:
    with pytest.raises(PackError, match=f"There is: .*{NAME}"):
        pack_names("gardens")
    with pytest.raises(PackError, match=r"It has: .*topic\.yaml"):
        pack_text(NAME, "../topic.yaml")


def test_ids_are_those_of_the_protocol() -> None:
    assert [item.id for item in TOPIC.conducts] == CONDUCTS.split()
    assert [item.id for item in TOPIC.exceptions] == EXCEPTIONS.split()


def test_spending_ban_implies_what_the_standard_lists() -> None:
    implied = {item.id for item in TOPIC.conducts if item.implied_by == ("spend-resources",)}
    assert implied == {"hold", "transfer", "notify-release", "share-information", "jail-access", "deputize"}
    assert TOPIC.conduct("transfer").beside == ("C1", "C4")


def test_topic_and_its_rubrics_agree() -> None:
    topic, located = parse_topic({name: pack_text(NAME, name) for name in TOPIC_FILES})
    rubrics = [parse_rubric(pack_text(NAME, name), name, topic=topic) for name in RUBRICS]
    assert [item.message() for item in check_topic(topic, located, rubrics=rubrics)] == []


def test_descriptive_rubric_asks_once_for_each_conduct_and_prefers_nothing() -> None:
    rubric = parse_rubric(pack_text(NAME, "rubrics/what-the-law-says.yaml"), "r", topic=TOPIC)
    assert [item.id for item in rubric.questions] == [f"Q-{name}" for name in CONDUCTS.split()]
    assert all(item.conducts == (item.id.removeprefix("Q-"),) for item in rubric.questions)
    assert not rubric.prefers
    assert rubric.answers == (*(str(rule) for rule in Rule), "differs")
    assert rubric.differ == "differs"


def test_descriptive_table_gives_each_rule_its_own_name() -> None:
    rubric = parse_rubric(pack_text(NAME, "rubrics/what-the-law-says.yaml"), "r", topic=TOPIC)
    for row in rubric.table("describe").rows[:-1]:
        decided = row.answer in {"unknown", *row.when.rule} or row.reason in {
            "by-implication",
            "partly-preempted",
        }
        assert decided, row


def test_no_word_of_the_topic_stands_in_python() -> None:
    words = re.compile(r"immigra|detainer|\balien|\bICE\b|1373|loan")
    sources = [*Path(pincite.topics.__file__).parent.glob("*.py")]
    assert len(sources) > 5
    assert [path.name for path in sources if words.search(path.read_text())] == []
