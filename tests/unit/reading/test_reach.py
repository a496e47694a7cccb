"""How far rules and exceptions reach: captions, lists, notes beside a rule, references, relative clauses."""

from __future__ import annotations

import pytest

from unit.reading.reader import provisions, reading, rules

ASK = "ask a person about immigration status"
HOLD = "hold a person on an immigration detainer"


def kinds(text: str, conduct: str) -> set[str]:
    return {item.kind for item in provisions(text)[conduct].exceptions}


def test_an_item_behind_its_caption_is_read_with_what_leads_to_it() -> None:
    text = (
        "§ 3. Nothing in this chapter prevents a police officer of Lampton from:\n"
        "1. Records. Sending to federal immigration authorities information on the immigration status of a person, as"
        " 8 U.S.C. § 1373 provides; or\n"
        "2. Crimes. Enforcing the criminal law.\n"
    )
    assert rules(text)["share-status"] == "permits"


def test_a_caption_alone_is_no_rule() -> None:
    text = (
        "Now, therefore, it is hereby ordered that:\n"
        "5. ACCESS OF FEDERAL IMMIGRATION AGENTS TO THE JAIL\n"
        "a. The Warden shall not let an immigration agent interview an inmate in the jail.\n"
    )
    assert rules(text)["jail-access"] == "prohibits"


def test_an_exception_beside_a_rule_reaches_that_rule_only() -> None:
    text = (
        "Lampton Police Manual\n"
        f"1. Questions\nOfficers shall not {ASK}.\nException: Officers may act on a warrant signed by a judge.\n"
        f"2. Detainers\nOfficers shall not {HOLD}.\n"
    )
    assert kinds(text, "inquire-status") == {"judicial-warrant"}
    assert kinds(text, "hold") == set()


def test_this_section_is_the_one_in_which_it_stands() -> None:
    text = (
        f"Sec. 4.1. Questions. An officer shall not {ASK}.\n"
        f"Sec. 4.2. Detainers. (a) An officer shall not {HOLD}.\n"
        "(b) This section shall not apply to a person who has been convicted of a felony.\n"
    )
    assert kinds(text, "hold") == {"conviction"}
    assert kinds(text, "inquire-status") == set()


def test_a_heading_that_is_a_sentence_leads_to_no_paragraph() -> None:
    text = (
        "6.20 - Foreign Nationals\n\nThis policy is for all officers of the town of Lampton, "
        "for its reserve officers, and for whoever else wears its badge and acts in its name, on or off duty.\n\n"
        "1. Officers Do Not Ask for Papers on Account of Immigration Status\n\nOfficers may ask for a name.\n\n"
        "2. Officers Do Not Start Police Action on Account of Immigration Status\n\n"
        f"Unless a court orders it, no officer shall {ASK}.\n\nOfficers will treat all alike.\n"
    )
    assert kinds(text, "inquire-status") == {"court-order"}


@pytest.mark.parametrize(
    "lead",
    ["unless the person:", "unless the person", "except where the person:"],
)
def test_conditions_are_read_with_and_without_a_colon(lead: str) -> None:
    text = (
        f"An officer shall not {HOLD} past the time of release from custody, {lead}\n"
        "(i) has been convicted of a violent felony; or\n(ii) is named in a terrorist screening database.\n"
    )
    assert kinds(text, "hold") == {"conviction", "security-or-watchlist"}


def test_ways_out_across_commas() -> None:
    text = f"An officer shall not {ASK}, except as required by state law, court order or a judicial warrant."
    assert kinds(text, "inquire-status") == {"required-by-law", "court-order", "judicial-warrant"}


def test_what_officers_of_an_agreement_would_do_is_no_permission() -> None:
    text = (
        "The City shall not enter into any agreement with the federal government by which officers of the City would"
        " perform the functions of immigration officers."
    )
    assert rules(text)["deputize"] == "prohibits"


def test_what_a_person_is_told_is_no_permission() -> None:
    text = (
        "The inmate shall be told that the answer may be shared with federal immigration authorities.\n"
        "Staff shall not share personal information with federal immigration authorities."
    )
    assert rules(text)["share-information"] == "prohibits"


def test_a_ban_for_some_leaves_the_duty_for_the_rest() -> None:
    text = (
        "The jail shall hold each inmate who is named in an immigration detainer for 48 hours past release.\n"
        "An inmate who shows proof of citizenship shall not be held on an immigration detainer."
    )
    found = provisions(text)["hold"]
    assert (str(found.rule), {item.kind for item in found.exceptions}) == ("requires", {"other"})


def test_a_provider_provides_nothing_by_its_name() -> None:
    text = "The Service Provider shall not question a detainee about alienage for the immigration authorities."
    assert "share-status" not in rules(text)


def test_a_resolution_that_urges_rules_nothing() -> None:
    text = f"BE IT RESOLVED that the Board urges the Sheriff not to {HOLD}, and that no person should be so held."
    assert rules(text) == {}


def test_a_part_is_named_from_within_itself() -> None:
    text = (
        "Lampton Directive 9\n"
        "VI. ENFORCEMENT\n"
        f"A. Members will not {HOLD}.\n"
        f"B. Members will not {ASK}.\n"
        "C. Item VI-A will not apply to a person who has been convicted of a felony.\n"
    )
    assert kinds(text, "hold") == {"conviction"}
    assert kinds(text, "inquire-status") == set()


def test_far_from_the_topic_nothing_in_a_long_collection_is_taken_for_a_rule_on_it() -> None:
    strange = "§ 9-1. The clerk shall not share the records of a citizen with the federal government.\n"
    lamps = "".join(f"§ 8-{number}. The keeper shall trim lamp number {number}.\n" for number in range(4000))
    assert len(lamps) > 100_000
    assert reading(lamps + strange + lamps).provisions == ()
