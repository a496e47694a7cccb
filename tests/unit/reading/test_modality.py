"""Modality as composition: one passage a turn of phrase, and what it comes to."""

from __future__ import annotations

import pytest

from pincite.reading.modality import find_operators, mask_clause
from pincite.reading.subjects import is_federal, is_private, noun_phrase
from unit.reading.reader import compiled, provisions, rules

HOLD = "hold a person on the basis of an immigration detainer"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (f"The jail shall not {HOLD}.", "prohibits"),
        (f"No deputy of this county may {HOLD}.", "prohibits"),
        (f"Neither the sheriff nor a deputy shall {HOLD}.", "prohibits"),
        (f"428.2 DETAINERS No member shall {HOLD}.", "prohibits"),
        (f"The jail may {HOLD}.", "permits"),
        (f"The jail need not {HOLD}.", "permits"),
        (f"The jail shall {HOLD}.", "requires"),
        (f"The jail shall not refuse to {HOLD}.", "requires"),
        (f"The jail shall refuse to {HOLD}.", "prohibits"),
        (f"The jail is ordered to refrain from action to {HOLD}.", "prohibits"),
        (f"Jail staff ordinarily should not {HOLD}.", "limits"),
        (f"A county shall not adopt a rule that forbids its jail to {HOLD}.", "forbids-limits"),
        ("A jail shall not be prohibited from honoring an immigration detainer.", "forbids-limits"),
        ("Nothing in this part prevents a jail from honoring an immigration detainer.", "permits"),
        ("Honoring an immigration detainer is prohibited.", "prohibits"),
        ("The sheriff shall release each person on time despite any immigration detainer.", "prohibits"),
        ("The sheriff shall decline immigration detainers.", "prohibits"),
        ("A rule that hinders a jail in honoring an immigration detainer is void.", "forbids-limits"),
        ("The jail may honor an immigration detainer only if a judge has signed a warrant.", "prohibits"),
        ("The jail may honor an immigration detainer only if the person was convicted of arson.", "limits"),
    ],
)
def test_operators_compose(text: str, rule: str) -> None:
    assert rules(text).get("hold") == rule


@pytest.mark.parametrize(
    "text",
    [
        "No part of the jail budget may be spent on immigration enforcement.",
        "None of the funds of the county shall be used for immigration enforcement.",
        "At no time shall county money be used for immigration enforcement.",
    ],
)
def test_a_negative_subject_is_never_read_as_leave(text: str) -> None:
    assert rules(text).get("spend-resources", "prohibits") == "prohibits"


@pytest.mark.parametrize(
    "text",
    [
        "The sheriff shall report how many immigration detainers were honored.",
        "The sheriff shall post each year: (1) the number of immigration detainers honored; (2) the cost of it.",
        "WHEREAS, some jails hold people on the basis of an immigration detainer;",
        "The council finds that jails should not hold people on an immigration detainer.",
        '"Hold" means that a jail shall keep a person on an immigration detainer.',
        "Federal immigration officers shall hold the person until the immigration detainer is lifted.",
        "The keeper shall inform the prisoner that he is held on an immigration detainer.",
    ],
)
def test_what_is_counted_found_or_told_is_no_rule(text: str) -> None:
    assert "hold" not in rules(text)


def test_a_mandate_is_not_read_as_a_protection_by_a_stray_restricting_word() -> None:
    text = "The sheriff shall, within the limits of the county, hold a person on the basis of an immigration detainer."
    assert rules(text)["hold"] == "requires"


def test_authority_that_a_supervisor_limits_is_a_permission() -> None:
    text = "Deputies have no authority to perform immigration officer functions except when ICE supervises them."
    assert rules(text)["deputize"] == "permits"


def test_the_operator_is_cited_with_the_item_that_it_governs() -> None:
    text = (
        "The jail shall not:\n(a) honor an immigration detainer; or\n(b) let immigration agents into the cell block.\n"
    )
    quotes = " ".join(item.quote for item in provisions(text)["hold"].citations)
    assert "shall not" in quotes
    assert "honor an immigration detainer" in quotes


def test_false_negations_and_stops_are_masked_at_their_length() -> None:
    text = "Staff shall, not later than noon, act under 8 U.S.C. 1373 (2 Rev. Code; 5 Laws 3)."
    masked = mask_clause(text, compiled())
    assert len(masked) == len(text)
    assert "not later" not in masked
    assert ";" not in masked
    assert [item.effect for item in find_operators(compiled().prefilter.scan(masked), compiled())] == ["duty"]


@pytest.mark.parametrize(
    ("subject", "federal"),
    [
        ("An officer of the immigration service ", True),
        ("In such a case, ICE ", True),
        ("(b) The Department of Homeland Security ", True),
        ("If ICE asks, the sheriff ", False),
        ("A person in the custody of ICE ", False),
        ("The Secretary of Corrections ", False),
        ("Deputies trained by ICE ", False),
    ],
)
def test_the_federal_side_is_known_by_the_head_of_the_subject(subject: str, federal: bool) -> None:
    assert is_federal(subject.lower(), compiled()) is federal


def test_private_subjects_and_noun_phrases() -> None:
    assert is_private("every employer of five or more ", compiled())
    assert not is_private("the county ", compiled())
    assert noun_phrase("(2) when asked, the warden of the jail ") == "the warden of the jail"
