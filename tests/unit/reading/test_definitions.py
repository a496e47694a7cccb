"""Defined terms: found, carried into the rules that use them, and lent from another document."""

from __future__ import annotations

from pincite.reading.definitions import find_definitions, sign_terms
from pincite.reading.draft import draft_provisions
from pincite.reading.outline import build_outline
from unit.reading.reader import compiled, document, grammar, provisions, rules, topic

SECRET = '"Guarded information" means any information on the immigration status or income of a person.\n'


def test_definitions_are_found_with_what_is_listed_under_them() -> None:
    source = document('§ 1. "Keeper" means:\n(a) the sheriff; or\n(b) the warden.\n')
    found = find_definitions(build_outline(source, compiled()), range(len(source.sections)), compiled())
    assert [item.term for item in found] == ["keeper"]
    assert "warden" in found[0].meaning


def test_a_term_that_holds_status_is_read_as_status() -> None:
    text = SECRET + "No clerk shall disclose guarded information to any agency.\n"
    assert rules(text)["share-status"] == "prohibits"
    assert "share-status" not in rules("No clerk shall disclose guarded information to any agency.")


def test_a_detainer_that_asks_for_notice_is_a_request_for_notice() -> None:
    text = (
        '"Detainer" means a request of immigration agents for notice of the release of a prisoner.\n'
        "The jail shall not comply with a detainer.\n"
    )
    assert rules(text)["notify-release"] == "prohibits"


def test_definitions_of_another_document() -> None:
    lender = document(SECRET)
    lent = find_definitions(build_outline(lender, compiled()), range(len(lender.sections)), compiled())
    source = document("No clerk shall disclose guarded information to any agency of the United States.")
    alone = draft_provisions(source, [0], topic=topic(), grammar=grammar())
    helped = draft_provisions(source, [0], topic=topic(), grammar=grammar(), definitions_from=lent)
    assert "share-status" not in {item.conduct for item in alone.provisions}
    assert "share-status" in {item.conduct for item in helped.provisions}


def test_terms_are_replaced_at_their_length() -> None:
    source = document(SECRET)
    found = find_definitions(build_outline(source, compiled()), [0], compiled())
    signs = sign_terms(found, compiled())
    text = "no guarded information"
    assert len(signs.put_into(text)) == len(text)
    assert signs.put_into(text).startswith("no ")
    assert signs.put_into(text) != text


def test_the_bound_are_those_that_the_subject_names_or_means() -> None:
    assert provisions("No deputy shall honor an immigration detainer.")["hold"].bound == ("sheriff",)
    text = '"Department" means the state highway patrol.\nThe department shall not honor an immigration detainer.\n'
    assert "state-police" in provisions(text)["hold"].bound
