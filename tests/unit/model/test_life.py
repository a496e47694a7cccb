"""Nouns with a life cannot be built wrong, and facts grow old."""

import pytest

import universe as u
from pincite.errors import ImpossibleValueError, PackError
from pincite.model.framework import StateFramework
from pincite.model.freshness import count_days, is_stale
from pincite.model.law import Injunction
from pincite.packs.us.frameworks import load_frameworks, parse_frameworks

GOOD = {"state": "XM", "name": "An act", "kind": "statute", "status": "in-force", "sources": "a list"}


@pytest.mark.parametrize(
    "fields",
    [
        {"in_force_from": "2024-01-02", "in_force_to": "2024-01-01"},
        {"version_of": "ordinance"},
        {"enjoined": (Injunction(from_date="2024-01-02", to_date="2024-01-01", by="the court"),)},
    ],
)
def test_an_impossible_life_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ImpossibleValueError):
        u.instrument("ordinance", **fields)


@pytest.mark.parametrize(
    ("conducts", "conduct", "reaches"),
    [
        ((), "hold", True),
        (("all",), "", True),
        (("hold",), "hold", True),
        (("hold",), "arrest", False),
        (("hold",), "", False),
    ],
)
def test_what_an_injunction_reaches(conducts: tuple[str, ...], conduct: str, reaches: bool) -> None:
    assert Injunction(from_date="2024-01-01", by="the court", conducts=conducts).reaches(conduct) is reaches


@pytest.mark.parametrize(
    "fields",
    [
        {"rules": {"hold": "required"}},
        {"effective_from": "2024-1"},
        {"confidence": "low"},
        {"status": "perhaps"},
        {"sources": " "},
    ],
)
def test_an_impossible_framework_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ImpossibleValueError):
        StateFramework(**{**GOOD, **fields})


@pytest.mark.parametrize(
    ("code", "status", "rule"),
    [
        ("requires", "in-force", "requires"),
        ("none-found", "in-force", ""),
        ("unknown", "in-force", ""),
        ("not-verified", "in-force", ""),
        ("requires", "none-found", ""),
    ],
)
def test_only_a_verified_rule_is_reported(code: str, status: str, rule: str) -> None:
    assert StateFramework(**{**GOOD, "status": status, "rules": {"hold": code}}).rule_on("hold") == rule


@pytest.mark.parametrize(
    ("fact", "on", "kind", "stale"),
    [
        ("2026-08-24", "2026-11-22", "state", False),
        ("2026-08-23", "2026-11-22", "state", True),
        ("2026-08", "2026-11-22", "state", False),
        ("2026-07", "2026-11-22", "federal", True),
        ("2025", "2026-11-22", "records", False),
        ("2025-11-21", "2026-11-22", "records", True),
        ("2026-11-22", "2020-01-01", "state", False),
        ("", "2026-11-22", "records", True),
    ],
)
def test_when_a_fact_is_stale(fact: str, on: str, kind: str, stale: bool) -> None:
    assert is_stale(fact, on, kind=kind) is stale


def test_a_month_stands_for_its_last_day() -> None:
    assert count_days("2024-02", "2024-03-01") == 1


def test_what_ships_carries_facts_and_no_sentences() -> None:
    shipped = load_frameworks()
    assert len(shipped) == 61
    assert all(item.sources and item.kind for item in shipped)
    assert all(item.confidence == "unverified" or item.status_as_of for item in shipped)


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("state,name\nXM,An act\n", "x.csv:1", "are missing"),
        ("", "x.csv:1", "are missing"),
        (None, "x.csv:2", "hold: required"),
        ("short", "x.csv:2", "too many or too few cells"),
    ],
)
def test_a_bad_table_names_the_row(text: str | None, where: str, what: str) -> None:
    names = "state,name,act,citation,kind,effective_from,effective_to,hold,"
    names += "status,status_as_of,confidence,unverified,sources\n"
    wrong = "XM,An act,,,statute,,,required,in-force,2025,high,,a list\n"
    rows = {None: f"{names}{wrong}", "short": f"{names}XM,An act\n"}
    with pytest.raises(PackError) as caught:
        parse_frameworks(rows.get(text, text), "x.csv")
    assert caught.value.where == where
    assert what in caught.value.what
