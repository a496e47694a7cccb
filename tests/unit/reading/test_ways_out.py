"""Ways out of a rule: their kinds, what stands together, and where they may stand."""

from __future__ import annotations

import pytest

from pincite.reading.ways_out import exceptions_of, is_judged, ways_in
from unit.reading.reader import compiled, provisions

BAN = "The jail shall not keep a person on an immigration detainer"


def drafted(text: str) -> tuple[str, dict[str, bool]]:
    hold = provisions(text)["hold"]
    return str(hold.rule), {item.kind: item.alone for item in hold.exceptions}


@pytest.mark.parametrize(
    ("text", "rule", "ways"),
    [
        (f"{BAN}.", "prohibits", {}),
        (f"{BAN} unless a judge has signed a warrant.", "prohibits", {"judicial-warrant": True}),
        (f"{BAN} without a warrant signed by a judge.", "prohibits", {"judicial-warrant": True}),
        (f"Absent a court order, {BAN[0].lower() + BAN[1:]}.", "prohibits", {"court-order": True}),
        (f"{BAN} unless state law so requires.", "prohibits", {"required-by-law": True}),
        (f"{BAN} unless the person has been convicted of arson.", "limits", {"conviction": True}),
        (
            f"{BAN} unless a judge has signed a warrant and the person has been convicted of arson.",
            "prohibits",
            {"judicial-warrant": False, "conviction": False},
        ),
        (
            f"{BAN} unless a judge has signed a warrant or the person has been convicted of arson.",
            "limits",
            {"judicial-warrant": True, "conviction": True},
        ),
        (f"{BAN} unless the moon is full.", "limits", {"other": True}),
    ],
)
def test_one_sentence(text: str, rule: str, ways: dict[str, bool]) -> None:
    assert drafted(text) == (rule, ways)


@pytest.mark.parametrize(
    ("joint", "rule"), [("and", "prohibits"), ("or", "limits")], ids=["all-of-them", "any-of-them"]
)
def test_listed_conditions_keep_their_joint(joint: str, rule: str) -> None:
    text = (
        f"(a) {BAN} unless:\n(1) a judge has signed a warrant for the person; {joint}\n"
        "(2) the person has been convicted of arson.\n"
    )
    assert drafted(text)[0] == rule


@pytest.mark.parametrize(
    ("later", "kinds"),
    [
        ("(b) Subsection (a) does not apply if the person has been convicted of arson.", {"conviction"}),
        ("(b) This section does not apply to a person on the terrorist watch list.", {"security-or-watchlist"}),
        (
            "(b) Notwithstanding subsection (a), the jail may keep a person on an immigration detainer for a day.",
            {"other"},
        ),
        ("(b) The jail may honor an immigration detainer in an emergency.", {"emergency-or-safety"}),
    ],
)
def test_ways_out_in_a_sentence_of_their_own(later: str, kinds: set[str]) -> None:
    rule, ways = drafted(f"§ 4. Detainers.\n(a) {BAN}.\n{later}\n")
    assert rule == "limits"
    assert set(ways) == kinds


def test_a_way_out_of_one_subsection_leaves_another_alone() -> None:
    text = (
        f"§ 4. Rules.\n(a) {BAN}.\n(b) The jail shall not let immigration agents into the cell block.\n"
        "(c) Subsection (b) does not apply in an emergency.\n"
    )
    assert drafted(text) == ("prohibits", {})


def test_a_condition_ends_where_a_new_predicate_begins() -> None:
    text = f"{BAN} unless a judge has signed a warrant, and shall not notify ICE of the release date of any prisoner."
    assert str(provisions(text)["notify-release"].rule) == "prohibits"


def test_unnamed_alternatives_are_counted() -> None:
    ways = ways_in("unless a judge has signed a warrant, or the county seal is on every page of it", compiled())
    assert ways == [frozenset({"judicial-warrant"}), frozenset({"other"})]


def test_alone_and_judged() -> None:
    both = frozenset({"judicial-warrant", "conviction"})
    assert [item.alone for item in exceptions_of([both])] == [False, False]
    assert is_judged([both], compiled())
    assert not is_judged([both, frozenset({"conviction"})], compiled())
    assert is_judged([], compiled())
