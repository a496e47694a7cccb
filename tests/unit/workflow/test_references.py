"""A definition counts where the document names its section, and nowhere else."""

from __future__ import annotations

import pytest

from pincite.intake.read import read_document
from pincite.workflow.pack import load_pack
from pincite.workflow.read import SourceReading, read_source
from pincite.workflow.references import bring_definitions

DEFINING = """§ 43.7.420. Definitions.
"Civil immigration warrant" means a warrant for a violation of federal civil immigration law that no judge has signed,
and includes one entered in the national crime information center database.
"""
RULE = """§ 10.5.160. Law enforcement.
(1) The definitions in section {number} apply to this section.
(2) A sheriff may not arrest a person on the basis of a civil immigration warrant.
"""


def read(name: str, text: str) -> SourceReading:
    return read_source(read_document(text.encode(), name=name), load_pack())


@pytest.mark.parametrize(("number", "shown"), [("43.7.420", True), ("43.7.42", False), ("43.7.4201", False)])
def test_only_a_section_that_is_named_lends_its_definitions(number: str, shown: bool) -> None:
    readings = [read("rule.txt", RULE.format(number=number)), read("defining.txt", DEFINING)]
    arrest = next(item for item in bring_definitions(readings, load_pack().topic) if item.conduct == "arrest")
    assert ("ncic" in arrest.features) is shown


def test_without_the_other_document_nothing_changes() -> None:
    reading = read("rule.txt", RULE.format(number="43.7.420"))
    assert bring_definitions([reading], load_pack().topic) == reading.provisions
