"""Drafts as a whole: conducts told apart, scope, abstaining, and texts that say nothing."""

from __future__ import annotations

import pytest

from pincite.model.anchor import check_citation
from pincite.model.law import Scope
from pincite.reading.compiled import expand
from pincite.reading.draft import READER, draft_provisions
from unit.reading.reader import NAME, document, grammar, provisions, reading, rules, topic

ORDER = """Chapter 3. Trust.
Sec. 3-1. Definitions. "Immigration agent" means an officer of Immigration and Customs Enforcement.
Sec. 3-2. Limits. No employee of Quail County shall:
(a) ask a person about immigration status;
(b) tell an immigration agent the date on which an inmate will be released;
(c) turn an inmate over to an immigration agent;
(d) let an immigration agent into the jail to question an inmate; or
(e) use county money for immigration enforcement.
Sec. 3-3. Report. The sheriff shall each year submit to the board a report of the requests of immigration agents.
"""


def test_an_ordinance_of_many_conducts() -> None:
    assert rules(ORDER) == {
        "inquire-status": "prohibits",
        "notify-release": "prohibits",
        "transfer": "prohibits",
        "jail-access": "prohibits",
        "spend-resources": "prohibits",
        "oversee": "requires",
    }


def test_every_citation_stands_in_the_document() -> None:
    source = document(ORDER)
    for item in reading(ORDER).provisions:
        assert item.citations
        assert item.coder.startswith(READER)
        assert 0 < (item.probability or 0) < 1
        for citation in item.citations:
            assert not check_citation(citation, source)


def test_rules_on_siblings_are_told_apart() -> None:
    assert rules("The jail shall tell ICE the release date of any alien inmate.") == {"notify-release": "requires"}
    assert rules("The jail shall give ICE the home address of any alien inmate.") == {"share-information": "requires"}
    assert rules("The jail shall report to ICE the immigration status of any inmate.") == {"share-status": "requires"}


def test_consular_notice_is_nothing_of_the_kind() -> None:
    text = "A foreign national under arrest shall be told that his consulate may be notified and may visit him."
    assert rules(text) == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [("A campus officer shall not, on the grounds of the college, arrest a student for undocumented presence.", True)],
)
def test_scope_words_are_quoted(text: str, words: bool) -> None:
    found = provisions(text)["arrest"]
    assert found.scope is Scope.PART
    assert bool(found.scope_words) is words
    assert found.scope_words in text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "TABLE OF CONTENTS\n3-1 Immigration detainers ........ 4\n3-2 Jail access by ICE ........ 5\n",
        "Immigration enforcement.",
        "History. Ord. 7, § 2 (immigration detainers), 2019.",
        "An act to forbid jails to honor immigration detainers.",
    ],
)
def test_captions_and_nothing_yield_nothing(text: str) -> None:
    source = document(text or "\n") if text else None
    if source is None:
        return
    drafted = draft_provisions(source, range(len(source.sections)), topic=topic(), grammar=grammar())
    assert drafted.provisions == ()


def test_evidence_names_the_clauses_of_each_conduct() -> None:
    source = document(ORDER)
    drafted = reading(ORDER)
    start, end = drafted.evidence["transfer"][0]
    assert "turn an inmate over" in source.text[start:end]


def test_groups_expand_and_grammar_covers_every_conduct() -> None:
    assert expand("{a}x", {"a": ["1", "{b}"], "b": ["2"]}) == "(?:1|(?:2))x"
    assert {item.conduct for item in grammar().conducts} == {item.id for item in topic().conducts}
    assert topic().id == NAME


def test_a_long_quote_ends_with_a_sentence_or_a_word() -> None:
    endless = "The jail shall not honor an immigration detainer " + "of a lamp-maker or of a lamplighter " * 30
    quotes = [citation.quote for item in provisions(endless).values() for citation in item.citations]
    assert 600 < max(map(len, quotes)) <= 620
    assert all(quote.split()[-1] in endless.split() for quote in quotes)
