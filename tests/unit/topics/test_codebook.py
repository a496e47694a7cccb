"""The reading copy holds everything, in plain words, for any topic."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pincite.model.rubric import Conditions
from pincite.packs import pack_names, pack_text
from pincite.topics import TOPIC_FILES, load_topic, parse_rubric, render_codebook
from pincite.topics.codebook_words import either, say_skips, say_when
from unit.topics.library import FILES, RUBRIC

TOPIC = load_topic(FILES)
OWN = "it is the agency's own policy"
SEARCHED = "the search is complete"
COPY = render_codebook(TOPIC, parse_rubric(RUBRIC, "rubric.yaml", topic=TOPIC))


@pytest.mark.parametrize(
    "line",
    [
        "# Quiet shelves",
        "### R Nobody learns who borrowed what",
        "Is telling others of loans barred?",
        "- Conduct: `share-loans` (tell others of loans)",
        "- Look in: house rules (`house-rules`) — added by Pincite",
        "- Not asked where R1 is Y",
        "- Asked of: every library; one agency is enough",
        "- First for each: stored loans (keep-loans)",
        "- Caveat K1: The Province Archive Act",
        "- Note: Ask the librarian.",
        "- Not asked by any question: training",
        "- G1: Who runs the library?",
        "| 1 | the rule: prohibits; no way out stands alone except courts"
        " | Y | Barred but for [the ways out]. | banned |",
        "| 2 | the rule: prohibits or limits; its words show: wipes records"
        " | other | Wiped. (flag: look) | wiped |",
        "| 4 | otherwise | unknown | Nothing found. | open |",
        "| 1 | R1 is N or other | N | It follows. | follows |",
        "- courts: a court order",
        "| `share-loans` | tell others of loans | Telling anyone but the reader. | keep-loans | R |",
        "| `court-order` | a court order | A court asked for it. |",
        "- Source: an invented act (as of 2031-05, confidence low)",
        "- The pamphlet counts R1 twice.",
        "- Opening hours, not scored",
        "- Status: in force",
        "- Reader's handbook, Quillport press: <https://example.org/handbook>"
        " (as printed, 2030; checked 2030-02-01)",
    ],
)  # fmt: skip
def test_library_codebook_has_the_line(line: str) -> None:
    assert line in COPY.splitlines()


def test_bare_topic_has_no_empty_headings() -> None:
    bare = replace(TOPIC, caveats=(), precedents=(), resources=())
    rubric = parse_rubric(RUBRIC, "rubric.yaml", topic=TOPIC)
    copy = render_codebook(
        bare, replace(rubric, elements=(), landscape=(), sets={}, errata=(), related=(), prefers=False)
    )
    for heading in (
        "Caveats",
        "Precedents",
        "Resources",
        "Elements",
        "Landscape",
        "Sets",
        "Errata",
        "Related",
    ):
        assert f"## {heading}" not in copy
    assert "- It prefers no answer" in copy


@pytest.mark.parametrize(
    ("when", "says"),
    [
        (Conditions(), "otherwise"),
        (Conditions(scope="whole"), "it reaches the whole conduct"),
        (Conditions(kind=("ordinance",), level=("city",)), "it stands in: ordinance; its level: city"),
        (Conditions(levels_only=("state",)), "no level speaks but state"),
        (Conditions(also=("limits",)), "another provision of its level: limits"),
        (Conditions(alone_within=()), "no way out stands alone except nothing"),
        (Conditions(alone_has=("court-order",)), "a way out that stands alone: a court order"),
        (Conditions(without=("wipes",)), "its words do not show: wipes records"),
        (Conditions(own=True, implied=False), f"{OWN}; it does not follow from a general rule alone"),
        (Conditions(search="complete", observed=("a", "b")), f"{SEARCHED}; practice observed: a and b"),
    ],
)  # fmt: skip
def test_conditions_in_words(when: Conditions, says: str) -> None:
    assert say_when(when, TOPIC) == says


def test_lists_in_words() -> None:
    assert either(["a"]) == "a"
    assert either(["a", "b", "c"]) == "a, b or c"
    assert say_skips({"A": ["x"], "B": ["y", "z"]}) == "A is x, or B is y or z"


@pytest.mark.parametrize(
    "name", [n for n in pack_names("immigration-enforcement") if n.startswith("rubrics/")]
)
def test_packaged_codebooks_name_every_id(name: str) -> None:
    topic = load_topic({file: pack_text("immigration-enforcement", file) for file in TOPIC_FILES})
    rubric = parse_rubric(pack_text("immigration-enforcement", name), name, topic=topic)
    copy = render_codebook(topic, rubric)
    named = (*topic.conducts, *topic.exceptions, *topic.source_kinds, *topic.agency_kinds, *rubric.tables)
    assert all(f"`{item.id}`" in copy for item in named)
    assert all(f"\n#### {item.id}\n" in copy for item in (*rubric.questions, *rubric.elements))
    assert all(item.url in copy for item in topic.resources)
