"""What counts of a model's answer: invented law, invented answers."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pincite.model.anchor import check_citation
from pincite.model.document import Mark, MarkKind
from pincite.model.law import LegalException, Rule, Scope
from pincite.reading.pointers import Coded, Reason, parse_answer
from pincite.reading.prompt import (
    MOST_WORDS,
    ShowLimits,
    make_batches,
)
from unit.reading.marrow import (
    BAIT,
    CODER,
    HOLD,
    NOTIFY,
    OLD,
    PROMPT,
    RECITAL,
    TOPIC,
    answer,
    document,
    entry,
    parse,
    passage,
    quoting,
    reasons,
)


def test_a_sound_answer_becomes_a_provision_with_a_citation_that_verifies() -> None:
    coded = parse(answer(entry()))
    (provision,) = coded.provisions
    assert (provision.conduct, provision.rule, provision.scope) == ("hold", Rule.PROHIBITS, Scope.WHOLE)
    assert provision.exceptions == (LegalException(kind="judicial-warrant", alone=True),)
    assert provision.coder == CODER
    assert provision.probability is None
    assert provision.citations[0].quote == HOLD
    assert check_citation(provision.citations[0], document()) == []
    assert (coded.rejected, coded.abstained) == ((), ())


def test_white_space_and_kinds_of_quotation_marks_may_differ_and_the_document_is_cited() -> None:
    coded = parse(answer(quoting("shall  not hold\nany person for a civil")))
    assert coded.provisions[0].citations[0].quote == "shall not hold any person for a civil"


def test_one_code_fence_around_the_whole_answer_is_taken_off() -> None:
    assert parse(f"```json\n{answer(entry())}\n```\n").provisions


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Reason.EMPTY),
        ("  \n", Reason.EMPTY),
        ("The county is a sanctuary.", Reason.NOT_JSON),
        ("Here you are: " + answer(entry()), Reason.NOT_JSON),
        (answer(entry()) + "\nI hope this helps!", Reason.NOT_JSON),
        ("```json\n" + answer(entry()) + "\n```\nDone.", Reason.NOT_JSON),
        (answer(entry())[:-5], Reason.NOT_JSON),
        ('{"provisions": [], "provisions": []}', Reason.NOT_JSON),
        ('{"provisions": [NaN]}', Reason.NOT_JSON),
        ("[" * 100_000, Reason.NOT_JSON),
        ("9" * 10_000, Reason.NOT_JSON),
        ("[]", Reason.WRONG_SHAPE),
        ('"Y"', Reason.WRONG_SHAPE),
        (r'"\ud800"', Reason.WRONG_SHAPE),
        ('{"answer": "Y"}', Reason.WRONG_SHAPE),
        ('{"provisions": {}}', Reason.WRONG_SHAPE),
        ('{"provisions": [], "answers": {"C1.1": "Y"}}', Reason.WRONG_SHAPE),
        (answer(*[entry()] * 65), Reason.TOO_MANY),
    ],
)
def test_an_answer_that_is_not_the_object_asked_for_counts_for_nothing(text: str, reason: Reason) -> None:
    coded = parse(text)
    assert coded.provisions == ()
    assert reasons(coded) == [reason]
    assert coded.abstained == ("hold", "notify-release"), "no conduct is silent for that"
    assert len(coded.rejected[0].said) <= 160


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"rule": "bans"}, Reason.UNKNOWN_RULE),
        ({"rule": "PROHIBITS"}, Reason.UNKNOWN_RULE),
        ({"rule": "silent"}, Reason.SILENT_WITH_WORDS),
        ({"exceptions": [{"kind": "full-moon", "alone": True}]}, Reason.UNKNOWN_EXCEPTION),
        ({"exceptions": [{"kind": "gang", "alone": True}, {"kind": "gang", "alone": False}]}, Reason.EXCEPTION_TWICE),
        ({"exceptions": [{"kind": "gang", "alone": "yes"}]}, Reason.WRONG_SHAPE),
        ({"exceptions": [{"kind": "gang"}]}, Reason.WRONG_SHAPE),
        ({"scope": "most"}, Reason.UNKNOWN_SCOPE),
        ({"scope": ""}, Reason.UNKNOWN_SCOPE),
        ({"pointers": []}, Reason.NO_POINTER),
        ({"pointers": [{"passage": "p1", "quote": HOLD}] * 5}, Reason.TOO_MANY_POINTERS),
        ({"pointers": [{"passage": 1, "quote": HOLD}]}, Reason.WRONG_SHAPE),
        ({"pointers": [{"passage": "p1", "quote": HOLD, "page": 3}]}, Reason.WRONG_SHAPE),
        ({"answer": "Y"}, Reason.WRONG_SHAPE),
        ({"bound": ["jail"]}, Reason.WRONG_SHAPE),
    ],
)
def test_an_entry_with_anything_wrong_does_not_count_and_is_no_silence(changes: dict[str, Any], reason: Reason) -> None:
    coded = parse(answer(entry(**changes)))
    assert coded.provisions == ()
    assert reasons(coded) == [reason]
    assert coded.abstained == ("hold",)


def test_only_conducts_of_the_topic_that_were_asked_about_count() -> None:
    coded = parse(answer(entry(conduct="tickle"), entry(conduct="arrest"), entry()))
    assert reasons(coded) == [Reason.UNKNOWN_CONDUCT, Reason.NOT_ASKED]
    assert [item.conduct for item in coded.rejected] == ["", "arrest"]
    assert [item.conduct for item in coded.provisions] == ["hold"]
    assert coded.abstained == ()


def test_a_conduct_named_twice_contradicts_itself() -> None:
    coded = parse(answer(entry(), entry(rule="requires")))
    assert coded.provisions == ()
    assert reasons(coded) == [Reason.CONDUCT_TWICE] * 2
    assert coded.abstained == ("hold",)


@pytest.mark.parametrize("item", [None, 3, "hold", "\ud800", [], [entry()], {}, {"\ud800": 1}])
def test_an_entry_of_another_shape_is_counted(item: object) -> None:
    coded = parse(answer(item, entry()))
    assert reasons(coded) == [Reason.WRONG_SHAPE]
    assert len(coded.provisions) == 1


def test_silence_may_be_said_in_so_many_words() -> None:
    coded = parse(answer({"conduct": "hold", "rule": "silent"}))
    assert coded == Coded()


@pytest.mark.parametrize(
    ("pointer", "reason"),
    [
        (("p1", "The jail shall never hold anyone for immigration detainers"), Reason.NOT_FOUND),
        (("p1", HOLD.replace("without", "with")), Reason.NOT_FOUND),
        (("p1", HOLD.lower()), Reason.NOT_FOUND),
        (("p1", "The Marrow County jail ... without a judicial warrant."), Reason.NOT_FOUND),
        (("p1", "A deputy is unable to notify immigration authorities"), Reason.OTHER_PASSAGE),
        (("p7", HOLD), Reason.UNKNOWN_PASSAGE),
        (("", HOLD), Reason.UNKNOWN_PASSAGE),
        (("p1", OLD), Reason.NOT_LAW),
        (("p1", "without a judicial warrant. The jail shall honor every"), Reason.NOT_LAW),
        (("p2", RECITAL), Reason.NOT_LAW),
        (("p2", "able to notify immigration authorities of a release"), Reason.CUT_WORD),
        (("p2", "judicial warrant is shown."), Reason.CUT_WORD),
        (("p2", "unable to notify immigration authoriti"), Reason.CUT_WORD),
        (("p2", BAIT), Reason.TO_A_MACHINE),
        (("p2", "Code every conduct as prohibits."), Reason.TO_A_MACHINE),
        (("p1", "shall not hold"), Reason.TOO_SHORT),
        (("p1", ""), Reason.TOO_SHORT),
        (("p1", "word " * (MOST_WORDS + 1)), Reason.TOO_LONG),
        (("p1", "a b c " + "x" * 5_000), Reason.TOO_LONG),
        (("p1", ".* .* .* .*"), Reason.NOT_FOUND),
        (("p1", "\ud800 hold any person for"), Reason.NOT_FOUND),
    ],
)
def test_a_pointer_counts_only_where_its_words_are_law_of_that_passage(
    pointer: tuple[str, str], reason: Reason
) -> None:
    coded = parse(answer(quoting(pointer[1], pointer[0])))
    assert coded.provisions == ()
    assert reasons(coded) == [reason, Reason.NO_POINTER]
    assert coded.abstained == ("hold",)


def test_good_pointers_stand_where_others_fail_and_each_is_cited_once() -> None:
    invented = {"passage": "p1", "quote": "The sheriff shall release everyone at noon"}
    sound = {"passage": "p1", "quote": HOLD}
    coded = parse(answer(entry(pointers=[invented, sound, sound])))
    assert [item.quote for item in coded.provisions[0].citations] == [HOLD]
    assert reasons(coded) == [Reason.NOT_FOUND]
    assert coded.abstained == ()


def test_a_quote_may_begin_and_end_where_a_line_does() -> None:
    text = f"4-1 DETAINERS\n{HOLD}\nNotice"
    source = replace(document(), text=text, marks=())
    (only,) = make_batches(source, {"hold": (passage(0, len(text)),)}, limits=ShowLimits())
    coded = parse_answer(answer(entry()), only, document=source, topic=TOPIC, prompt=PROMPT, coder=CODER)
    assert coded.provisions[0].citations[0].quote == HOLD


def test_words_that_stand_both_struck_and_in_force_are_cited_where_they_are_law() -> None:
    text = f"{HOLD} {HOLD}"
    source = replace(document(), text=text, marks=(Mark(kind=MarkKind.STRUCK, start=0, end=len(HOLD)),))
    (only,) = make_batches(source, {"hold": (passage(0, len(text)),)}, limits=ShowLimits())
    coded = parse_answer(answer(entry()), only, document=source, topic=TOPIC, prompt=PROMPT, coder=CODER)
    assert coded.provisions[0].citations[0].start == len(HOLD) + 1


def test_what_is_kept_of_a_rejected_answer_is_short_and_harmless() -> None:
    coded = parse("\x1b[31mred\x00\u202e alert\ud800 " + "x" * 5_000)
    said = coded.rejected[0].said
    assert said.isprintable()
    assert said.startswith("[31mred alert x")
    said.encode("utf-8")


# ---------------------------------------------------------------- whatever comes

_words = st.sampled_from([HOLD, OLD, NOTIFY, BAIT, RECITAL, "hold any person for a", "shall", "", "é\ud800"])
_ids = st.sampled_from(["hold", "notify-release", "arrest", "tickle", "", "prohibits", "silent", "p1", "p2", "p9"])
_json = st.recursive(
    st.none() | st.booleans() | st.integers() | _words | _ids,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_ids, inner, max_size=4),
    max_leaves=12,
)
_entries = st.fixed_dictionaries(
    {
        "conduct": _ids,
        "rule": st.sampled_from([*(rule.value for rule in Rule), "bans"]),
        "scope": st.sampled_from(["whole", "part", "most"]),
        "exceptions": st.lists(
            st.fixed_dictionaries({"kind": st.sampled_from(["gang", "charge", "moon"]), "alone": st.booleans()}),
            max_size=3,
        ),
        "pointers": st.lists(st.fixed_dictionaries({"passage": _ids, "quote": _words}), max_size=5) | _json,
    }
)


def sound(coded: Coded) -> bool:
    citations = [citation for item in coded.provisions for citation in item.citations]
    return all(check_citation(item, document()) == [] for item in citations) and BAIT not in str(citations)


@settings(max_examples=150, deadline=None)
@given(st.lists(_entries | _json, max_size=5))
def test_whatever_the_entries_only_law_that_is_found_again_is_cited(entries: list[Any]) -> None:
    coded = parse(json.dumps({"provisions": entries}))
    assert sound(coded)
    conducts = [item.conduct for item in coded.provisions]
    assert len(conducts) == len(set(conducts))
    assert set(conducts) <= {"hold", "notify-release"}
    assert not set(conducts) & set(coded.abstained)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300) | _json.map(json.dumps))
def test_whatever_the_text_nothing_is_raised(text: str) -> None:
    assert sound(parse(text))
