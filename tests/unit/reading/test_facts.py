"""What a document says of itself: invented texts of each kind, and the real ones where they are."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from pincite.intake.read import read_document
from pincite.model.document import Mark, MarkKind, SourceDocument
from pincite.model.facts import DocumentFacts, InstrumentKind, Language, RelativeDate
from pincite.model.law import Level, Status
from pincite.packs.law import Pattern, load_body_rules, load_date_rules, load_kind_rules, load_states
from pincite.reading.dates import date_pattern, find_stated_dates, parse_date, parse_days
from pincite.reading.facts import parse_facts

SHARED = Path(__file__).parents[4] / "shared"


def document(text: str, *, name: str = "text.txt", raw_text: str = "") -> SourceDocument:
    return SourceDocument(
        id="text",
        name=name,
        media_type="text/plain",
        sha256="0" * 64,
        byte_count=len(text),
        text=text,
        raw_text=raw_text,
    )


def facts(text: str, *, name: str = "text.txt", raw_text: str = "") -> DocumentFacts:
    return parse_facts(document(text, name=name, raw_text=raw_text))


ORDER = (
    "EXECUTIVE ORDER NO. 7\n"
    "May 13, 2003\n"
    "LAMPS IN LAMPTON\n"
    "By what the charter has vested in me as Mayor of the City of Lampton,"
    " it is hereby ordered:\nSection 1. Executive Order No. 4, dated May 2, 1989, is hereby revoked.\n"
    "Section 2. Lamps shall be lit.\nSection 3. This Order shall take effect immediately."
)


def test_an_order_that_takes_effect_at_once_is_in_force_from_its_date() -> None:
    found = facts(ORDER)
    assert (found.kind, found.level, found.status) == (
        InstrumentKind.EXECUTIVE_ORDER,
        Level.CITY,
        Status.IN_FORCE,
    )
    assert found.issuing_body == "Mayor of the City of Lampton"
    assert found.place_name == "Lampton"
    assert found.effective_date == "2003-05-13"
    assert found.effective_quote is not None
    assert "immediately" in ORDER[found.effective_quote.start : found.effective_quote.end]
    assert found.supersedes == ("Executive Order No. 4, dated May 2, 1989",)
    assert dict(found.evidence).keys() >= {"kind", "issuing_body", "effective_date"}


def test_a_bill_has_no_effective_date_but_keeps_the_words() -> None:
    text = (
        "STATE OF NEW YORK\n"
        "IN ASSEMBLY\n"
        "Introduced by M. of A. LAMP -- read once and referred to the Committee on Oil\n"
        "AN ACT to amend the oil law\n"
        "This act shall take effect on January 1, 2031."
    )
    found = facts(text)
    assert (found.kind, found.level, found.status) == (InstrumentKind.BILL, Level.STATE, Status.BILL)
    assert (found.issuing_body, found.state) == ("New York State Assembly", "NY")
    assert found.effective_date == ""
    assert found.effective_quote is not None


def test_an_act_that_the_governor_approved_is_law() -> None:
    text = (
        "Chapter 8\n"
        "(Senate Bill 4)\n"
        "BE IT ENACTED BY THE GENERAL ASSEMBLY OF MARYLAND, That lamps burn.\n"
        "SECTION 2. That this Act shall take effect October 1, 2025.\n"
        "Approved by the Governor, April 22, 2025."
    )
    found = facts(text)
    assert (found.kind, found.status, found.issuing_body) == (
        InstrumentKind.STATUTE,
        Status.IN_FORCE,
        "Maryland General Assembly",
    )
    assert (found.effective_date, found.adopted_date) == ("2025-10-01", "2025-04-22")


LOCAL_LAW = (
    "Be it enacted by the Council as follows:\n"
    "Section 1. The administrative code of the city of New York is amended.\n"
    "§ 2. This local law takes effect 45 days after it becomes law."
)


@pytest.mark.parametrize(
    ("name", "kind", "status"),
    [
        ("arc-ll-2014-001.rtf", InstrumentKind.ORDINANCE, Status.IN_FORCE),
        ("arc-int-2024-0001.rtf", InstrumentKind.BILL, Status.BILL),
        ("law.rtf", InstrumentKind.ORDINANCE, Status.UNCLEAR),
    ],
)
def test_a_local_law_tells_only_by_its_file_name_whether_it_was_adopted(
    name: str, kind: InstrumentKind, status: Status
) -> None:
    found = facts(LOCAL_LAW, name=name)
    assert (found.kind, found.status, found.level, found.place_name) == (
        kind,
        status,
        Level.CITY,
        "New York City",
    )
    assert found.relative_effective == RelativeDate(days=45, trigger="after it becomes law")
    assert found.effective_date == ""


def test_an_ordinance_with_its_day_of_adoption_is_law() -> None:
    text = (
        "ORDINANCE NO. 12\n"
        "BE IT ORDAINED BY THE BOARD OF COMMISSIONERS of Lamp County:\n"
        "Section 1. Lamps.\n"
        "Passed and adopted by the board this 11th day of February, 2003."
    )
    found = facts(text)
    assert (found.kind, found.level, found.status) == (
        InstrumentKind.ORDINANCE,
        Level.COUNTY,
        Status.IN_FORCE,
    )
    assert (found.adopted_date, found.place_name) == ("2003-02-11", "Lamp County")


def test_a_codified_section_is_in_force_from_its_last_change() -> None:
    text = (
        "12-3-4. Lamps. [Effective July 1, 2023.]\n"
        "(a) No lamp may burn.\n"
        "History of Section. P.L. 2022, ch. 4, § 1, effective July 1, 2023."
    )
    found = facts(text)
    assert (found.kind, found.level, found.status) == (InstrumentKind.STATUTE, Level.STATE, Status.IN_FORCE)
    assert (found.issuing_body, found.state, found.effective_date) == (
        "Rhode Island General Assembly",
        "RI",
        "2023-07-01",
    )


def test_a_local_text_that_cites_a_state_code_is_no_statute_of_the_state() -> None:
    text = (
        "19-1 PURPOSE\nUnder authority of O.C.G.A. § 36-1-1 lamps are lit in Georgia.\n19-2 OIL\nO.C.G.A. governs oil."
    )
    assert facts(text).kind is not InstrumentKind.STATUTE


def test_federal_law_names_congress() -> None:
    found = facts("# Title 9— LAMPS\n### CHAPTER 2— OIL\n#### § 99. Lamps\nNo lamp.")
    assert (found.kind, found.level, found.issuing_body) == (
        InstrumentKind.FEDERAL_STATUTE,
        Level.FEDERAL,
        "United States Congress",
    )


POLICY = (
    "POLICY: It is the policy of the Lampton Police Department to light lamps.\n"
    "Members of the Lampton Police Department in LAMPTON, ILLINOIS, light lamps in Illinois."
)


def test_a_policy_dated_only_in_its_running_foot_has_no_evidence_span() -> None:
    found = facts(POLICY, raw_text=POLICY + "\nDir.#: 2-P      Issued: 01/10/2006   Eff: 01/10/2006\nRev: 12/05/2019")
    assert (found.kind, found.level, found.state) == (InstrumentKind.DEPARTMENTAL_POLICY, Level.AGENCY, "IL")
    assert (found.issuing_body, found.place_name) == ("Lampton Police Department", "Lampton")
    assert (found.effective_date, found.text_date) == ("2006-01-10", "2019-12-05")
    assert "effective_date" not in dict(found.evidence)


def test_an_agreement_runs_from_the_last_of_two_signatures() -> None:
    text = (
        "MEMORANDUM OF AGREEMENT\n"
        "This Memorandum of Agreement constitutes an agreement between the Oil Office, and the "
        "Lamp County Sheriff's Office, hereinafter the agency.\n"
        "This MOA will be in effect from the date of signing.\n"
        "Date: 01/30/2025\n"
        "Date: 01/31/2025"
    )
    found = facts(text)
    assert (found.kind, found.level, found.status) == (
        InstrumentKind.CONTRACT,
        Level.COUNTY,
        Status.AGREEMENT,
    )
    assert (found.issuing_body, found.place_name) == ("Lamp County Sheriff's Office", "Lamp County")
    assert found.effective_date == "2025-01-31"
    assert facts(text.replace("Date: 01/31/2025", "")).effective_date == ""


@pytest.mark.parametrize(
    ("body", "place", "level"),
    [
        ("COUNCIL OF THE CITY OF LAMPTON MINNESOTA", "Lampton", Level.CITY),
        ("BOARD OF COUNTY COMMISSIONERS OF LAMP COUNTY", "Lamp County", Level.COUNTY),
        ("CITY COUNCIL OF THE CITY OF PORT WASHINGTON", "Port Washington", Level.CITY),
    ],
)
def test_the_place_is_read_from_the_body(body: str, place: str, level: Level) -> None:
    found = facts(f"ORDINANCE NO. 4\nBE IT ORDAINED BY THE {body}, that lamps burn in Minnesota, Minnesota.")
    assert (found.place_name, found.level) == (place, level)


def test_a_resolution_without_a_day_of_adoption_is_unclear() -> None:
    found = facts("Whereas, lamps are bright; now, therefore, be it\nResolved, That the City of Lampton lights lamps.")
    assert (found.kind, found.status) == (InstrumentKind.RESOLUTION, Status.UNCLEAR)


def test_drafts_and_repealed_texts_say_so() -> None:
    assert facts("DRAFT 3/4/2020\nORDINANCE NO. ___\nBE IT ORDAINED that lamps burn.").status is Status.BILL
    assert (
        facts("REPEALED 1/1/2020\nDIRECTIVE: 12\nIt is the policy of the Lampton Police Department.").status
        is Status.REPEALED
    )


def test_an_end_named_in_a_note_is_not_the_end_of_the_text() -> None:
    text = "ORDINANCE NO. 3\nBE IT ORDAINED that lamps burn.\nThis section expires on January 15, 2003."
    assert facts(text).sunset_date == "2003-01-15"
    start = text.index("This section")
    noted = replace(document(text), marks=(Mark(kind=MarkKind.NOTE, start=start, end=len(text)),))
    assert parse_facts(noted).sunset_date == ""


def test_a_text_that_says_nothing_leaves_everything_open() -> None:
    assert facts("Lamps and oil.") == DocumentFacts()
    assert facts("") == DocumentFacts()


def test_the_language_is_told_by_small_words() -> None:
    spanish = (
        "La oficina del sheriff no puede usar los recursos de la ciudad para la ley de las lámparas en el condado."
    )
    assert facts(spanish).language is Language.SPANISH
    assert facts("No officer of the city shall use the oil of the county for the lamps.").language is Language.ENGLISH


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("July 1, 2023", "2023-07-01"),
        ("Mar. 27, 2017", "2017-03-27"),
        ("February 11th, 2003", "2003-02-11"),
        ("MAY 13, 2003", "2003-05-13"),
        ("11th day of February, 2003", "2003-02-11"),
        ("8 de abril de 2025", "2025-04-08"),
        ("01/10/2006", "2006-01-10"),
        ("6/1/19", "2019-06-01"),
        ("2020/05/04", "2020-05-04"),
        ("2019-10-23", "2019-10-23"),
        ("February 30, 2020", ""),
        ("13/13/2020", ""),
        ("next May", ""),
        ("Lampuary 3, 2020", ""),
    ],
)
def test_dates_are_read_in_all_forms(words: str, iso: str) -> None:
    assert parse_date(words) == iso


def test_numbers_of_days_are_read_in_digits_and_words() -> None:
    assert [parse_days(words) for words in ("60", "thirty", "one hundred  twenty", "many")] == [
        60,
        30,
        120,
        0,
    ]


def plain_rules() -> list[Pattern]:
    kinds, bodies = load_kind_rules(), load_body_rules()
    return [*kinds.kinds, *kinds.names, *kinds.statuses, *bodies.bodies, *bodies.levels, *bodies.places]


@pytest.mark.parametrize("rule", plain_rules(), ids=lambda rule: rule.pattern[:30])
def test_each_rule_meets_its_examples(rule: Pattern) -> None:
    pattern = re.compile(rule.pattern)
    assert rule.examples
    assert [text for text in rule.examples if not pattern.search(text)] == []
    assert [text for text in rule.counterexamples if pattern.search(text)] == []


@pytest.mark.parametrize("name", load_date_rules().__struct_fields__)
def test_each_rule_on_dates_meets_its_examples(name: str) -> None:
    for rule in getattr(load_date_rules(), name):
        pattern = date_pattern(rule.pattern)
        assert rule.examples
        assert [text for text in rule.examples if not pattern.search(text)] == []
        assert [text for text in rule.counterexamples if pattern.search(text)] == []
        if "?P<date>" in rule.pattern:
            assert all(list(find_stated_dates(text, [rule])) for text in rule.examples)


def test_each_state_has_a_body_and_a_way_of_citing() -> None:
    states = load_states()
    assert len({state.code for state in states}) == 51
    assert all(state.legislature and re.compile(state.marks) for state in states)


def coded() -> list[str]:
    set_aside = (Path(__file__).parents[3] / "benchmarks" / "set-aside.txt").read_text().split()
    folder = SHARED / "gold" / "instruments"
    return sorted(path.stem for path in folder.glob("*.json") if path.stem not in set_aside) if folder.is_dir() else []


@pytest.mark.shared
def test_no_level_or_status_of_a_coded_instrument_is_wrong() -> None:
    slugs = coded()
    if not slugs:
        pytest.skip("../shared/gold is not here")
    manifest = map(json.loads, (SHARED / "corpus" / "manifest.jsonl").read_text().splitlines())
    files = {
        row["slug"]: next((name for name in row["files"] if not name.endswith(".txt")), row["files"][0])
        for row in manifest
    }
    wrong = []
    for slug in slugs:
        name = files[slug]
        found = parse_facts(read_document((SHARED / "corpus" / "instruments" / name).read_bytes(), name=name))
        gold = json.loads((SHARED / "gold" / "instruments" / f"{slug}.json").read_text())["document"]
        wrong += [
            (slug, field, value)
            for field, value in (
                ("level", found.level),
                ("status", found.status),
                ("effective_date", found.effective_date),
            )
            if value not in ("", "unclear", gold[field])
        ]
    assert wrong == []


@pytest.mark.parametrize(
    ("words", "term"),
    [
        ("shall remain in effect for no longer than 90 days", (90, "day", "2020-01-21")),
        ("shall be in force for a period of six (6) months", (6, "month", "2020-04-23")),
        ("shall be in force for a period of two (2) years", (2, "year", "2021-10-23")),
        ("expires three months after its adoption", (3, "month", "2020-01-23")),
        ("takes effect at once", None),
    ],
)
def test_how_long_a_text_lasts(words: str, term: tuple[int, str, str] | None) -> None:
    text = f"ORDINANCE NO. 9\nBE IT ORDAINED BY THE COUNCIL of the City of Lampton:\nThis ordinance {words}."
    found = facts(text).term
    told = found and (found.number, found.unit, found.last_day("2019-10-23"))
    assert told == term


@pytest.mark.parametrize("words", ["Vetoed by the Mayor on March 3, 2019.", "Status: Withdrawn", "Failed on reading"])
def test_what_was_vetoed_or_failed_is_no_law(words: str) -> None:
    text = f"ORDINANCE NO. 9\n{words}\nBE IT ORDAINED BY THE COUNCIL of the City of Lampton:\nNo lamp may burn."
    assert facts(text).status is Status.BILL


def test_a_veto_that_was_overridden_stops_nothing() -> None:
    text = "ORDINANCE NO. 9\nVetoed by the Mayor; veto overridden on June 1.\nBE IT ORDAINED BY THE COUNCIL:\nLamps."
    assert facts(text).status is not Status.BILL
