"""Letters: every verified fact of a state's law stands in them, and every other one is a place to fill."""

import csv
import re
from pathlib import Path

import pytest

from pincite.drafting import compose_letter, render_letter
from pincite.drafting.letter import find_deadline
from pincite.model.letter import Letter
from pincite.model.place import Agency
from pincite.model.records import RecordsLaw, Requester
from pincite.packs.us.records_laws import load_records_laws
from unit.drafting.sample_order import OPEN_LAW, SHERIFF, STATE_POLICE, make_order, records

SHARED = Path(__file__).resolve().parents[4] / "shared"
LAWS = load_records_laws()
FICTIONAL = [f"X{chr(code)}" for code in range(ord("A"), ord("Z") + 1)]
TIME, APPEAL = (
    "[to fill: time for a response - not verified]",
    "[to fill: where and by when a refusal can be appealed - not verified]",
)
WHO, WAIVER = "[to fill: whether the law limits who may ask", "[to fill: provision on fee waivers"
REQUESTER = Requester(
    name="Ada Example", organisation="Friends of Alder", address=("1 Elm Street", "Alder, XM 00000"),
    email="ada@example.org", phone="555-0100", standing="I live in Alder County.", fee_limit="$25",
    fee_reason="I will publish what I find.",
)  # fmt: skip


def body(letter: Letter) -> str:
    """The letter on one line, without its last page."""
    return " ".join(render_letter(letter).split("-" * 70)[0].split())


def test_there_are_52_laws() -> None:
    assert len(LAWS) == 52
    assert {"US", "DC", "WY"} <= set(LAWS)


@pytest.mark.parametrize("state", LAWS)
def test_each_verified_fact_appears_and_each_other_is_a_blank(state: str) -> None:
    law = LAWS[state]
    letter = compose_letter(make_order(state))
    text, blanks = body(letter), " ".join(letter.blanks)
    assert (f"the {law.act}, {law.citation}"[:-1] in text) == bool(law.act)
    assert (f"public-records law of {law.jurisdiction} - not verified" in blanks) == (not law.act)
    counted = re.findall(r"within (\d+) (business|calendar) days? after you receive", text)
    bound = law.days and not law.reach
    assert counted == ([(str(law.days), law.day_kind)] if bound else [])
    assert ("as promptly as you can" in text) == (law.day_kind == "promptly")
    assert (TIME in blanks) == (not bound and law.day_kind != "promptly")
    assert (WHO in blanks) == (not law.may_ask)
    assert ("any person may ask" in text) == (law.may_ask == "anyone")
    assert (f"citizens of {law.jurisdiction}" in text) == (law.may_ask == "citizens")
    assert (WAIVER in blanks) == (not law.fee_waiver)
    assert (APPEAL in blanks) == (not law.appeal)
    assert not law.appeal or law.appeal_body in text
    assert "time limit of the appeal - not verified" in blanks or not law.appeal
    assert bool(law.extension) == ("time may be extended" in text)


@pytest.mark.parametrize("state", LAWS)
def test_the_deadline_is_printed_only_where_the_time_binds(state: str) -> None:
    order = make_order(state)
    deadline = find_deadline(order)
    assert (deadline is not None) == ("I count " in body(compose_letter(order)))
    assert (deadline is None) == (not LAWS[state].days or bool(LAWS[state].reach))


@pytest.mark.shared
def test_no_unsure_cell_of_the_source_gets_into_a_letter() -> None:
    path = SHARED / "facts" / "public_records_laws.csv"
    if not path.is_file():
        pytest.skip("../shared is absent")
    rows = list(csv.DictReader(path.read_text("utf-8").splitlines()))
    assert len(rows) == 52
    for row in rows:
        text = body(compose_letter(make_order(row["usps"])))
        if row["confidence_days"] in ("high", "medium") and row["response_days"]:
            assert row["usps"] == "AK" or f"{row['response_days']} {row['response_day_type']} day" in text
        else:
            assert "days after you receive" not in text, row["usps"]
        if row["confidence_other_fields"] not in ("high", "medium"):
            assert "any person may ask" not in text, row["usps"]
            assert "citizens of" not in text, row["usps"]
            assert "I understand that an appeal" not in text, row["usps"]
        assert "unverified" not in text


def test_a_time_that_binds_state_agencies_alone_is_no_time_for_a_county() -> None:
    assert find_deadline(make_order("AK", agency=SHERIFF)) is None
    assert find_deadline(make_order("AK", agency=STATE_POLICE)) is not None
    assert any("binds state agencies" in note for note in compose_letter(make_order("AK")).notes)


@pytest.mark.parametrize("state", FICTIONAL)
def test_no_law_is_known_of_a_fictional_state(state: str) -> None:
    letter = compose_letter(make_order(state))
    assert find_deadline(make_order(state)) is None
    assert sum("not verified" in item for item in letter.blanks) == 5
    assert any(f"No public-records law is known for {state}" in note for note in letter.notes)


def test_last_page_names_medium_stale_and_differing_facts() -> None:
    notes = " ".join(compose_letter(make_order("CO")).notes)
    assert "of medium confidence" in notes
    assert "more than a year old" in notes
    assert "Another source gives 5 days for the response instead of 3" in notes
    assert "without a date" in " ".join(compose_letter(make_order("NM")).notes)
    assert "bill of 2026" in " ".join(compose_letter(make_order("WY")).notes)
    fresh = compose_letter(make_order(law=OPEN_LAW)).notes
    assert not [note for note in fresh if "year old" in note or "medium" in note]


@pytest.mark.parametrize(
    ("as_of", "today", "stale"),
    [
        ("2025-11-23", "2026-11-23", False),
        ("2025-11-21", "2026-11-23", True),
        ("2025-10", "2026-11-23", True),
        ("2026", "2026-11-23", False),
        ("2024-02-29", "2025-02-28", False),
        ("", "2026-11-23", True),
    ],
)
def test_facts_go_stale_after_a_year(as_of: str, today: str, stale: bool) -> None:
    law = RecordsLaw(state="XM", jurisdiction="Meridia", source="invented", as_of=as_of, not_verified=("act",))
    assert law.is_stale(today) is stale


def test_the_requester_fills_blanks() -> None:
    letter = compose_letter(make_order(law=OPEN_LAW, requester=REQUESTER))
    text = body(letter)
    for said in (
        "Ada Example",
        "1 Elm Street",
        "ada@example.org",
        "I live in Alder County.",
        "$25",
        "publish what I find",
    ):
        assert said in text
    assert [item for item in letter.blanks if "your" in item] == []
    assert letter.closing[2] == "Ada Example"


def test_under_a_law_for_citizens_the_requester_must_say_why() -> None:
    unsaid = compose_letter(make_order("TN"))
    assert any("why you may ask" in item for item in unsaid.blanks)
    said = compose_letter(make_order("TN", requester=REQUESTER))
    assert not any("why you may ask" in item for item in said.blanks)


def test_an_assumed_agency_is_to_be_checked() -> None:
    assumed = Agency(id="a", name="Sheriff", kind="sheriff", assumed=True)
    letter = compose_letter(make_order(agency=assumed))
    assert any("general rule" in note for note in letter.notes)
    assert "[to fill: name of the office, taken to be Sheriff]" in letter.blanks
    assert not any("general rule" in note for note in compose_letter(make_order()).notes)


def test_counts_are_asked_without_persons() -> None:
    counted = [item for item in records().items if item.counts]
    assert {question for item in counted for question in item.questions} >= {"C1.1", "C4.1"}
    assert all(item.ask.startswith("Figures only") for item in counted)
    text = body(compose_letter(make_order()))
    assert "I do not ask for any record of a named or identifiable person" in text


def test_every_blank_is_listed_on_the_last_page_and_every_line_is_narrow() -> None:
    letter = compose_letter(make_order("MT"))
    front, last = render_letter(letter).split("-" * 76)
    assert set(re.findall(r"\[to fill: [^\]]*\]", " ".join(front.split()))) == set(letter.blanks)
    assert all(item in " ".join(last.split()) for item in letter.blanks)
    assert max(map(len, front.splitlines())) <= 76


@pytest.mark.parametrize(
    "name",
    [
        "Sheriff\r\nBcc: all@example.org",
        "\u202eeciffO s'ffirehS\u2066",
        "<script>alert(1)</script> & #panic() $x$ {name} {blank} \\n",
        "مكتب العمدة",
        "\x00\x07\ud800Office",
        "W" * 5000,
    ],
)
def test_hostile_names_stay_on_one_line_as_text(name: str) -> None:
    agency = Agency(id="a", name=name, kind="sheriff")
    letter = compose_letter(make_order(agency=agency, requester=Requester(name=name, email=name, address=(name,))))
    line = letter.recipient[1]
    assert line.isprintable()
    assert "\u202e" not in render_letter(letter)
    assert len(line) <= 300
    assert render_letter(letter).count("Records officer\n") == 1
