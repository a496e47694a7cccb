"""From drafts and codings to rows for people, on an invented ordinance of Tern County."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pincite.agreement.drafts import Drafted
from pincite.agreement.reference import ReferenceCoding, ReferenceProvision
from pincite.model.anchor import cite
from pincite.model.document import SourceDocument
from pincite.model.law import LegalException, Provision, Rule, Scope
from pincite.model.search import Passage
from pincite.reporting.misses import KINDS, MissRow, render_misses
from pincite.workflow.families import evaluate_families
from pincite.workflow.misses import find_miss_rows, report_misses
from pincite.workflow.pack import load_pack

HOLD = "The sheriff shall not hold a person for a detainer unless a judge has signed a warrant."
ASK = "No clerk may ask a person about citizenship."
LAMPS = "Lamps are lit at dusk."
TEXT = f"{LAMPS}\n\n{HOLD}\n\n{ASK}\n"
TOPIC = load_pack().topic
DOCUMENT = SourceDocument(id="tern", name="tern.txt", media_type="text/plain", sha256="0", byte_count=1, text=TEXT)


def provision(conduct: str, rule: Rule, quote: str, **given: object) -> Provision:
    start = TEXT.index(quote)
    citations = (cite(DOCUMENT, start, start + len(quote), pinpoint="§ 1"),)
    return Provision(instrument="tern", conduct=conduct, rule=rule, citations=citations, **given)


def passage(conduct: str, quote: str) -> Passage:
    start = TEXT.index(quote)
    return Passage(document="tern", conduct=conduct, start=start, end=start + len(quote), score=1.0)


def rows(gold: list[ReferenceProvision], drafts: list[Provision], passages: dict | None = None) -> dict[str, MissRow]:
    drafted = Drafted(
        coding=ReferenceCoding(slug="tern", document={}, provisions=tuple(gold)),
        document=DOCUMENT,
        passages=passages or {},
        provisions={item.conduct: item for item in drafts},
        quotes_found=0, quotes_made=0, seconds=0.0, words=1,
    )  # fmt: skip
    found = find_miss_rows([drafted], TOPIC)
    assert render_misses(found).count("<article") == len(found)
    return {row.conduct: row for row in found}


GOLD_HOLD = ReferenceProvision(
    conduct="hold", rule=Rule.PROHIBITS, exceptions_agreed=("judicial-warrant",),
    exceptions_either=("judicial-warrant", "conviction"), alone=("judicial-warrant",), quotes=(HOLD,),
)  # fmt: skip


def test_what_agrees_gives_no_row() -> None:
    draft = provision("hold", Rule.PROHIBITS, HOLD, exceptions=(LegalException(kind="judicial-warrant"),))
    assert rows([GOLD_HOLD], [draft], {"hold": [passage("hold", HOLD)]}) == {}


def test_a_missed_provision_shows_the_reference_and_what_is_ranked_first() -> None:
    found = rows([GOLD_HOLD], [], {"hold": [passage("hold", LAMPS), passage("hold", HOLD)]})["hold"]
    assert found.kinds == ("missed", "evidence")
    assert found.draft.rules == ("silent",)
    assert found.draft.notes == ("The finder gives the passage of the reference as number 2.",)
    assert found.reference.quotes[0][1].quote[0].text == HOLD
    assert found.first is not None
    assert found.first[1].quote[0].text == LAMPS
    assert found.reference.exceptions[0].endswith("(suffices alone)")
    assert found.reference.exceptions[1].endswith("(not alone, only one coder named it)")


def test_a_false_alarm_shows_what_was_drafted() -> None:
    found = rows([], [provision("inquire-status", Rule.PROHIBITS, ASK, probability=0.7)])["inquire-status"]
    assert found.kinds == ("false-alarm",)
    assert found.reference.rules == ("silent",)
    assert found.draft.quotes[0][0] == "§ 1"
    assert found.draft.notes == ("Probability 0.70.",)


def test_another_rule_other_exceptions_and_another_scope_stand_in_one_row() -> None:
    drafted = provision("hold", Rule.REQUIRES, HOLD, scope=Scope.PART, scope_words="by the sheriff")
    found = rows([GOLD_HOLD], [drafted], {"hold": [passage("hold", HOLD)]})["hold"]
    assert set(found.kinds) == {"rule", "exceptions", "scope"} <= set(KINDS)
    assert (found.draft.scope, found.draft.scope_words) == ("part", "by the sheriff")
    assert found.first is None


def test_a_reference_quote_that_is_not_in_the_text_is_shown_as_lost() -> None:
    gold = ReferenceProvision(conduct="hold", rule=Rule.PROHIBITS, quotes=("Ferries sail on Mondays, not on Fridays.",))
    place, context = rows([gold], [])["hold"].reference.quotes[0]
    assert (place, context.found) == ("", False)


def test_rows_stand_in_the_order_of_the_topic() -> None:
    conducts = [conduct.id for conduct in TOPIC.conducts]
    gold = [ReferenceProvision(conduct=c, rule=Rule.PROHIBITS, quotes=(ASK,)) for c in reversed(conducts)]
    assert list(rows(gold, [])) == conducts


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Codings and texts of two instruments; that of the second is not there."""
    for name in ("gold", "texts"):
        (tmp_path / name).mkdir()
    for slug in ("tern-lamps", "moa-tern"):
        coded = [{"conduct": "hold", "rule": "requires", "quotes": [LAMPS]}]
        (tmp_path / "gold" / f"{slug}.json").write_text(json.dumps({"slug": slug, "document": {}, "provisions": coded}))
    (tmp_path / "texts" / "tern-lamps.txt").write_text(TEXT)
    return tmp_path / "gold", tmp_path / "texts"


def test_the_report_and_the_families_are_made_from_folders(folders: tuple[Path, Path]) -> None:
    seen: list[str] = []
    html = report_misses(*folders, progress=seen.append, generated_on="2031-02-03")
    assert seen == ["tern-lamps.txt"]
    assert 'id="miss-hold-tern-lamps"' in html
    figures = evaluate_families(*folders, progress=seen.append)
    assert list(figures["families"]) == ["tern"]
    assert figures["not_read"] == ["moa-tern"]
    left_out = evaluate_families(*folders, leave_out=frozenset({"moa-tern"}), progress=seen.append)
    assert left_out["not_read"] == []
