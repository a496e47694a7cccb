"""Families of instruments: how a name is placed, and the figures by family on invented drafts."""

from __future__ import annotations

from fnmatch import fnmatchcase

import pytest

from pincite.agreement.drafts import Drafted
from pincite.agreement.families import FIGURES, Family, get_family, measure_by_family
from pincite.agreement.reference import ReferenceCoding, ReferenceProvision
from pincite.model.document import SourceDocument
from pincite.model.law import Citation, Provision, Rule
from pincite.packs.evaluation import load_family_rows

TEXT = "The harbour master shall not lend the lamp. The clerk must keep a list of lamps."
BAN, DUTY = "The harbour master shall not lend the lamp.", "The clerk must keep a list of lamps."
CONDUCTS = ("lend", "list")


@pytest.mark.parametrize("row", load_family_rows(), ids=lambda row: row.id)
def test_examples_of_a_family_match_and_counterexamples_do_not(row) -> None:
    assert [name for name in row.examples if get_family(name).id != row.id] == []
    assert [name for name in row.counterexamples if any(fnmatchcase(name, pattern) for pattern in row.names)] == []


@pytest.mark.parametrize(
    ("slug", "family"),
    [
        ("nyc-ll-2031-001-lamps", Family("nyc", "New York City")),
        ("ny-s1-2031-lamps", Family("ny", "New York")),
        ("wa-1-2-lamps", Family("wa", "Washington")),
        ("il-arcadia-pd-428-lamps", Family("police-manual", "the police-manual publisher's policy", True)),
        ("il-arcadia-1-18-lamps", Family("il", "Illinois")),
        ("moa-arcadia", Family("agreement-287g", "287(g) agreements (federal template)", True)),
        ("zz-1-lamps", Family("zz", "zz")),
        ("lamps", Family("lamps", "lamps")),
    ],
)
def test_a_name_tells_the_family(slug: str, family: Family) -> None:
    assert get_family(slug) == family


def drafted(slug: str, *, rules: dict[str, Rule]) -> Drafted:
    """An instrument that bans lending and requires a list, with the given draft."""
    document = SourceDocument(id=slug, name=slug, media_type="text/plain", sha256="0", byte_count=1, text=TEXT)
    gold = (
        ReferenceProvision(conduct="lend", rule=Rule.PROHIBITS, quotes=(BAN,)),
        ReferenceProvision(conduct="list", rule=Rule.REQUIRES, quotes=(DUTY,)),
    )
    quotes = {"lend": BAN, "list": DUTY}
    return Drafted(
        coding=ReferenceCoding(slug=slug, document={}, provisions=gold),
        document=document,
        passages={},
        provisions={
            name: Provision(instrument=slug, conduct=name, rule=rule, citations=(cited(document, quotes[name]),))
            for name, rule in rules.items()
        },
        quotes_found=0,
        quotes_made=0,
        seconds=0.0,
        words=16,
    )


def cited(document: SourceDocument, quote: str) -> Citation:
    start = document.text.index(quote)
    return Citation(document=document.id, sha256=document.sha256, quote=quote, start=start, end=start + len(quote))


RIGHT = {"lend": Rule.PROHIBITS, "list": Rule.REQUIRES}
HALF = {"lend": Rule.PROHIBITS}


def test_each_family_is_measured_alone_and_left_out() -> None:
    figures = measure_by_family(
        [
            drafted("ga-1-lamps", rules=RIGHT),
            drafted("ga-2-lamps", rules=HALF),
            drafted("ia-1-lamps", rules=RIGHT),
            drafted("moa-arcadia", rules={}),
        ],
        CONDUCTS,
    )
    families = figures["families"]
    assert list(families) == ["ga", "ia", "agreement-287g"], "templates stand last"
    assert {name: row["nonsilent_agreement"] for name, row in families.items()} == {
        "ga": 0.75,
        "ia": 1.0,
        "agreement-287g": 0.0,
    }
    assert figures["without"]["ga"]["nonsilent_agreement"] == 0.5
    assert figures["without"]["agreement-287g"] == figures["apart"]
    assert figures["pooled"]["nonsilent_agreement"] == pytest.approx(5 / 8)
    assert figures["mean"]["nonsilent_agreement"] == pytest.approx(1.75 / 3, abs=1e-4)
    assert figures["mean"]["families"] == 3
    assert figures["templates"]["instruments"] == 1
    assert figures["apart"]["instruments"] == 3
    assert set(FIGURES) <= set(families["ga"])


def test_nothing_drafted_gives_no_families_and_no_shares() -> None:
    figures = measure_by_family([], CONDUCTS)
    assert figures["families"] == {}
    assert figures["pooled"]["nonsilent_agreement"] is None
    assert figures["mean"]["rule_kappa"] is None
