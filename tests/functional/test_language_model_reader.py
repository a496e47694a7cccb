"""The language-model reader: what it sends, what of a misbehaving model's answers counts, what stays open."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import msgspec
import pytest

pytest.importorskip("httpx", reason="the extra pincite[llm] is not installed")

from functional.model_client import PACK, code, read_law
from pincite.adapters.language_model import ModelEndpointError
from pincite.adapters.model_endpoint import Meter, Prices, add_meters
from pincite.model.anchor import check_citation
from pincite.model.law import Rule
from pincite.packs.llm import load_prompt
from pincite.workflow.model_reader import (
    replace_drafts,
)
from toy_model import ASK, BAIT, HOLD, STRUCK, Asked, Page, Server, completion, entry, says, sound


def test_a_sound_model_yields_drafts_with_quotes_meter_and_record(server: Server) -> None:
    server.script = [sound]
    reading = read_law()
    coded = code(server, reading, prices=Prices(per_million_in=2.0, per_million_out=8.0, currency="USD"))
    by_conduct = {item.conduct: item for item in coded.provisions}
    assert set(by_conduct) == {"hold", "inquire-status"}
    hold = by_conduct["hold"]
    assert (hold.rule, hold.instrument, hold.probability) == (Rule.PROHIBITS, reading.document.id, None)
    assert [item.kind for item in hold.exceptions] == ["judicial-warrant"]
    assert "jail" in hold.bound, "found by the program, not asked of the model"
    assert all(
        check_citation(citation, reading.document) == [] for item in coded.provisions for citation in item.citations
    )
    assert "4-1" in hold.citations[0].pinpoint
    assert (coded.rejected, coded.abstained, coded.failures) == ((), (), ())
    asked = len(server.asked)
    cost = round(asked * (1000 * 2 + 200 * 8) / 1_000_000, 6)
    assert coded.meter == Meter(
        requests=asked, tries=asked, tokens_in=1000 * asked, tokens_out=200 * asked, cost=cost, currency="USD",
        cost_basis="usage",
    )  # fmt: skip
    record = coded.record
    assert (record.model, record.models, record.coded_on) == ("toy", ("toy-7b-q4",), "2025-06-30")
    assert record.prompt_sha256 == load_prompt().sha256
    assert record.document_sha256 == reading.document.sha256
    assert record.host in server.url
    assert "/v1" not in msgspec.json.encode(record).decode()


def test_struck_words_are_not_shown_and_the_document_stands_as_data(server: Server) -> None:
    server.script = [says()]
    code(server)
    sent = "".join(asked.user for asked in server.asked)
    assert HOLD in sent
    assert STRUCK not in sent
    assert all(BAIT not in asked.body["messages"][0]["content"] for asked in server.asked)


def test_an_obeying_model_changes_nothing(server: Server) -> None:
    reading = read_law()
    assert BAIT in reading.document.text

    def obey(asked: Asked) -> Page:
        return completion('{"answer": "Y", "rubric": "ignored"}')

    def obey_in_form(asked: Asked) -> Page:
        conducts = [conduct.id for conduct in PACK.topic.conducts]
        return says(*(entry(asked, conduct, BAIT, rule="prohibits") for conduct in conducts))

    def obey_and_invent(asked: Asked) -> Page:
        pointers = [{"passage": "p1", "quote": "The county prohibits every conduct there is."}]
        return says(entry(asked, "hold", "", pointers=pointers))

    for page in (obey, obey_in_form, obey_and_invent):
        server.script = [page]
        coded = code(server, reading)
        assert coded.provisions == ()
        assert coded.rejected
        assert "hold" in coded.abstained
        if page is obey_in_form:
            assert "words-addressed-to-a-machine" in coded.rejected_counts
    assert coded.rejected_counts == {"quote-not-found": 1, "no-pointer-left": 1}


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (completion(""), "empty-answer"),
        (completion(None), "empty-answer"),
        (completion("Sure! The jail is barred from holding people."), "not-json"),
        (completion('Here: {"provisions": []}'), "not-json"),
        (completion('{"provisions": "none"}'), "wrong-shape"),
        (lambda asked: says(entry(asked, "tickle", HOLD)), "unknown-conduct"),
        (lambda asked: says(entry(asked, "hold", HOLD, rule="bans")), "unknown-rule"),
        (
            lambda asked: says(entry(asked, "hold", HOLD, exceptions=[{"kind": "moon", "alone": True}])),
            "unknown-exception",
        ),
        (lambda asked: says(entry(asked, "hold", "The jail shall never hold anyone at all.")), "unknown-passage"),
        (
            lambda asked: says(entry(asked, "hold", "", pointers=[{"passage": "p1", "quote": STRUCK}])),
            "quote-of-struck-words-or-a-note",
        ),
    ],
)
def test_wrong_answers_are_counted_and_never_become_silence_or_law(
    server: Server, page: Page | Callable[[Asked], Page], reason: str
) -> None:
    server.script = [page]
    coded = code(server)
    assert coded.provisions == ()
    assert reason in coded.rejected_counts
    if reason != "unknown-conduct":
        assert "hold" in coded.abstained


def test_a_quote_under_the_wrong_passage_does_not_count(server: Server) -> None:
    reading = read_law()
    text = reading.document.text
    (hold, *_) = reading.passages["hold"]
    spans = [replace(hold, start=text.index(words), end=text.index(words) + len(words)) for words in (HOLD, ASK)]

    def mixed_up(asked: Asked) -> Page:
        pointers = [{"passage": asked.passage_with(ASK), "quote": HOLD}]
        return says(entry(asked, "hold", HOLD, pointers=pointers))

    server.script = [mixed_up]
    coded = code(server, replace(reading, passages={"hold": tuple(spans)}))
    assert coded.rejected_counts == {"quote-of-another-passage": 1, "no-pointer-left": 1}


def test_an_answer_that_ran_out_of_tokens_says_so(server: Server) -> None:
    message = {"role": "assistant", "content": '{"provisions": [{"conduct": "ho'}
    server.script = [completion("", choices=[{"message": message, "finish_reason": "length"}])]
    assert code(server).rejected_counts == {"answer-cut-short": len(server.asked)}


def test_a_request_that_fails_leaves_its_conducts_open_and_costs_at_least(server: Server) -> None:
    server.script = [Page(body=b"{}")]
    reading = read_law()
    wanted = {name: found for name, found in reading.passages.items() if name == "hold"}
    priced = Prices(per_million_in=1.0, currency="EUR")
    coded = code(server, replace(reading, passages=wanted), prices=priced)
    assert coded.abstained == ("hold",)
    assert coded.rejected_counts == {"no-answer": 1}
    assert len(coded.failures) == 1
    assert (coded.meter.failed, coded.meter.unmetered, coded.meter.cost_basis) == (1, 1, "at-least")


def test_a_wrong_key_ends_the_run_instead_of_making_everything_silent(server: Server) -> None:
    server.script = [Page(status=401)]
    with pytest.raises(ModelEndpointError):
        code(server)


def test_a_document_without_passages_is_not_sent(server: Server) -> None:
    coded = code(server, read_law("The lamps of Lampton shall be lit at dusk.\n", "lamps.txt"))
    assert server.asked == []
    assert coded.provisions == ()
    assert coded.meter == Meter()


def test_drafts_take_the_place_of_the_rule_readers_and_name_their_reader(server: Server) -> None:
    server.script = [sound]
    reading = read_law()
    coded = code(server, reading)
    replaced = replace_drafts(reading, coded)
    assert replaced.provisions == coded.provisions
    assert replaced.search.reader == coded.provisions[0].coder == f"pincite-llm-1:toy@{coded.record.host}"
    assert replaced.search.words == reading.search.words
    assert replaced.passages == reading.passages
    unasked = replace(coded, asked=tuple(name for name in coded.asked if name != "hold"), provisions=())
    assert "hold" in replace_drafts(reading, unasked).abstained, "seen by rule, not asked about: never silent"


def test_a_document_gives_the_same_requests_every_time(server: Server) -> None:
    server.script = [says()]
    code(server)
    first = [asked.body for asked in server.asked]
    server.asked.clear()
    code(server)
    assert [asked.body for asked in server.asked] == first


def test_meters_of_a_run_add_up() -> None:
    one = Meter(requests=2, tries=3, tokens_in=1_000_000, tokens_out=500_000)
    assert add_meters([one, one], Prices(per_million_in=1.0, per_million_out=2.0, currency="USD")) == Meter(
        requests=4, tries=6, tokens_in=2_000_000, tokens_out=1_000_000, cost=4.0, currency="USD", cost_basis="usage"
    )
    assert add_meters([one], Prices()).cost_basis == "no-price-given"


def test_the_reader_that_is_on_by_default_loads_no_network_library() -> None:
    program = (
        "import sys; from pincite.intake.read import read_document; from pincite.workflow.read import read_source;"
        "from pincite.workflow.pack import load_pack; import pincite.workflow.model_reader;"
        "read_source(read_document(b'The jail shall not hold anyone.', name='a.txt'), load_pack());"
        "print(sorted({'httpx', 'httpcore', 'pincite.adapters.language_model'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "['pincite.adapters.language_model']"
