"""Drafts measured against reference codings: every figure worked out by hand on invented texts."""

import json

import pytest

import universe as u
from pincite.agreement.drafts import Drafted, measure_drafts
from pincite.agreement.reference import ReferenceCoding, ReferenceProvision, parse_reference
from pincite.errors import InputError
from pincite.model.document import SourceDocument
from pincite.model.law import LegalException, Provision, Rule, Scope
from pincite.model.search import Passage

QUOTE = "No deputy shall keep a person for a civil request."
TEXT = f"Part one.\n{QUOTE}\nA deputy may tell the visitor the hour."


def gold(conduct: str, rule: str, **fields: object) -> ReferenceProvision:
    fields.setdefault("quotes", (QUOTE,) if rule != "silent" else ())
    return ReferenceProvision(conduct=conduct, rule=Rule(rule), **fields)


def passage(start: int, end: int) -> Passage:
    return Passage(document="order", conduct="hold", start=start, end=end, score=1.0)


def drafted(
    reference: ReferenceProvision,
    draft: Provision | None,
    passages: tuple[Passage, ...] = (),
    **fields: object,
) -> Drafted:
    document = SourceDocument(
        id="order", name="order.txt", media_type="text/plain", sha256=u.SHA, byte_count=9, text=TEXT
    )
    shape = {"quotes_found": 1, "quotes_made": 1, "seconds": 0.5, "words": 100, **fields}
    return Drafted(
        coding=ReferenceCoding(slug="order", document={}, provisions=(reference,)),
        document=document,
        passages={"hold": passages},
        provisions={draft.conduct: draft} if draft else {},
        **shape,
    )


HIT = passage(TEXT.index(QUOTE), TEXT.index(QUOTE) + len(QUOTE))
ELSEWHERE = passage(0, 9)


def measure(*items: Drafted) -> dict[str, object]:
    return measure_drafts(items, ["hold"])[0]


@pytest.mark.parametrize(
    ("reference", "rule", "agreement"),
    [
        (gold("hold", "prohibits"), "prohibits", 1.0),
        (gold("hold", "prohibits"), "limits", 0.0),
        (gold("hold", "prohibits", rule_alternatives=(Rule.LIMITS,)), "limits", 1.0),
        (gold("hold", "silent"), "prohibits", 0.0),
        (gold("hold", "silent"), "silent", 1.0),
        (gold("hold", "prohibits"), "silent", 0.0),
        (gold("hold", "prohibits", rule_alternatives=(Rule.SILENT,)), "silent", 1.0),
    ],
)
def test_a_draft_agrees_with_the_rule_or_an_alternative(
    reference: ReferenceProvision, rule: str, agreement: float
) -> None:
    draft = None if rule == "silent" else u.provision("order", "hold", rule)
    assert measure(drafted(reference, draft))["rule_agreement"] == agreement


def test_where_both_are_silent_nothing_is_shared_out() -> None:
    figures = measure(drafted(gold("hold", "silent"), None, quotes_found=0, quotes_made=0, seconds=0))
    assert figures["nonsilent_agreement"] is None
    assert figures["evidence_recall_at_1"] is None
    assert figures["exceptions_precision"] is None
    assert figures["quote_integrity"] is None
    assert figures["words_per_second"] is None
    assert measure_drafts([], ["hold"])[0]["rule_kappa"] is None


@pytest.mark.parametrize(
    ("passages", "recall"),
    [
        ((HIT,), (1.0, 1.0, 1.0)),
        ((ELSEWHERE, HIT), (0.0, 1.0, 1.0)),
        ((ELSEWHERE,) * 5 + (HIT,), (0.0, 0.0, 1.0)),
        ((ELSEWHERE,), (0.0, 0.0, 0.0)),
        ((passage(HIT.start, HIT.start + 25),), (1.0, 1.0, 1.0)),
        ((passage(HIT.start, HIT.start + 24),), (0.0, 0.0, 0.0)),
        ((), (0.0, 0.0, 0.0)),
    ],
)
def test_evidence_is_found_where_a_passage_covers_half_of_a_quote(passages: tuple, recall: tuple[float, ...]) -> None:
    assert len(QUOTE) == 50
    item = drafted(gold("hold", "prohibits"), u.provision("order", "hold", "prohibits"), passages)
    figures, misses = measure_drafts([item], ["hold"])
    assert tuple(figures[f"evidence_recall_at_{k}"] for k in (1, 5, 10)) == recall
    assert [miss.what for miss in misses] == ([] if recall[0] else ["evidence"])


def test_exceptions_scope_and_bound_are_compared_where_both_speak() -> None:
    reference = gold(
        "hold",
        "limits",
        exceptions_agreed=("conviction",),
        exceptions_either=("conviction", "charge"),
        alone=("conviction",),
        scope="part",
        bound_agreed=("sheriff",),
        bound_either=("sheriff", "jail"),
    )
    draft = u.provision(
        "order",
        "hold",
        "limits",
        exceptions=(LegalException(kind="charge", alone=True), LegalException(kind="gang", alone=True)),
        scope=Scope.WHOLE,
        bound=("jail", "police"),
    )
    figures, misses = measure_drafts([drafted(reference, draft, (HIT,))], ["hold"])
    assert figures["exceptions_precision"] == 0.5
    assert figures["exceptions_recall"] == 0.0
    assert figures["alone_accuracy"] == 0.0
    assert figures["scope_accuracy"] == 0.0
    assert figures["bound_precision"] == 0.5
    assert figures["bound_recall"] == 0.0
    assert [(miss.what, miss.reference, miss.draft) for miss in misses] == [
        ("exceptions", "conviction", "charge,gang"),
        ("scope", "part", "whole"),
    ]


def test_a_miss_shows_words_to_look_at() -> None:
    with_draft = measure_drafts([drafted(gold("hold", "prohibits"), u.provision("order", "hold", "permits"))], ["hold"])
    without = measure_drafts([drafted(gold("hold", "prohibits", quotes=()), None)], ["hold"])
    assert [miss.quote for miss in with_draft[1]] == ["No agency shall do so.", QUOTE]
    assert [(miss.what, miss.draft, miss.quote) for miss in without[1]] == [
        ("rule", "silent", ""),
        ("evidence", "0", ""),
    ]


def test_figures_over_several_texts() -> None:
    right = drafted(gold("hold", "prohibits"), u.provision("order", "hold", "prohibits"), (HIT,))
    wrong = drafted(gold("hold", "silent"), u.provision("order", "hold", "limits"), quotes_found=1, quotes_made=3)
    silent = drafted(gold("hold", "silent"), None, quotes_found=0, quotes_made=0)
    figures = measure(right, wrong, silent)
    assert figures["instruments"] == 3
    assert figures["provisions"] == 3
    assert figures["nonsilent_provisions"] == 1
    assert figures["rule_agreement"] == pytest.approx(2 / 3, abs=1e-4)
    assert figures["rule_kappa"] == 0.5
    assert figures["nonsilent_agreement"] == 0.5
    assert figures["quote_integrity"] == 0.5
    assert (figures["words"], figures["seconds"], figures["words_per_second"]) == (300, 1.5, 200)


def test_a_reference_coding_is_read_from_json() -> None:
    row = {"conduct": "hold", "rule": "prohibits", "quotes": ["Some words."], "alone": ["gang"]}
    coding = parse_reference(json.dumps({"slug": "a", "document": {}, "provisions": [row]}).encode(), where="a.json")
    assert coding.on("hold").alone == ("gang",)
    assert coding.on("arrest") == ReferenceProvision(conduct="arrest", rule=Rule.SILENT)


@pytest.mark.parametrize(
    "content", [b"{", b"[]", b'{"slug": "a", "document": {}, "provisions": [{"conduct": "hold"}]}']
)
def test_what_is_no_reference_coding_is_named(content: bytes) -> None:
    with pytest.raises(InputError, match=r"a\.json: not a reference coding: .*See the protocol\."):
        parse_reference(content, where="a.json")
