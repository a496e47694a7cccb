"""Whom an instrument binds: a person's word first, then what the text says of itself."""

from dataclasses import replace

import pytest

import universe as u
from pincite.model.document import SourceDocument
from pincite.model.facts import DocumentFacts, InstrumentKind, RelativeDate, Term
from pincite.model.law import Binding, Instrument, Level, Status
from pincite.model.place import Place, PlaceFile
from pincite.resolving import bind_instrument

COUNTY = DocumentFacts(
    kind=InstrumentKind.ORDINANCE, level=Level.COUNTY, status=Status.IN_FORCE, state="XM", place_name="Orchard County"
)
POLICY = DocumentFacts(
    kind=InstrumentKind.DEPARTMENTAL_POLICY,
    level=Level.AGENCY,
    status=Status.IN_FORCE,
    issuing_body="Orchard County Sheriff",
)
STATUTE = DocumentFacts(kind=InstrumentKind.STATUTE, level=Level.STATE, status=Status.IN_FORCE, state="XM")


SIGNED = RelativeDate(days=0, trigger="upon signature of both parties")


def bind(facts: DocumentFacts, *, place: Place | None = None, text: str = "Words.", **said: object) -> Instrument:
    document = SourceDocument(
        id="text", name="text.txt", media_type="text/plain", sha256=u.SHA, byte_count=1, text=text
    )
    return bind_instrument(document, facts, place=place or u.make_place(), said=PlaceFile(file="text.txt", **said))


def change(facts: DocumentFacts, **fields: object) -> DocumentFacts:
    return replace(facts, **fields)


@pytest.mark.parametrize(
    ("facts", "said", "binding", "binds", "why"),
    [
        (STATUTE, {}, "binds", ("all",), "It is law of XM and binds the agencies that it names."),
        (change(STATUTE, state="XN"), {}, "does-not-bind", (), "It is law of XN, not of XM."),
        (change(STATUTE, state=""), {}, "unclear", (), "Which state issued it could not be read"),
        (COUNTY, {}, "binds", ("all",), "It is issued by Orchard County."),
        (change(COUNTY, place_name="Tamarack County"), {}, "does-not-bind", (), "issued by Tamarack County, not by"),
        (
            change(COUNTY, place_name="City of Orchard", level=Level.CITY),
            {},
            "does-not-bind",
            (),
            "not by Orchard County",
        ),
        (change(COUNTY, place_name="City and County of Orchard"), {}, "binds", ("all",), "City and County of Orchard"),
        (change(COUNTY, place_name="City and County of Tamarack"), {}, "does-not-bind", (), "not by Orchard County"),
        (change(COUNTY, state="XN"), {}, "does-not-bind", (), "It is of Orchard County in XN, not in XM."),
        (change(COUNTY, place_name=""), {}, "unclear", (), "Which place issued it could not be read"),
        (change(COUNTY, place_name=""), {"issuer": "Orchard County Board"}, "binds", ("all",), "Orchard County Board"),
        (POLICY, {}, "binds", ("sheriff",), "It is Orchard County Sheriff's own policy."),
        (change(POLICY, issuing_body="Tamarack County Sheriff"), {}, "does-not-bind", (), "not of an agency of"),
        (change(POLICY, issuing_body="Orchard County Library"), {}, "unclear", (), "not among the agencies"),
        (change(POLICY, issuing_body=""), {}, "unclear", (), "Which agency issued it could not be read"),
        (change(POLICY, state="XN"), {}, "does-not-bind", (), "It is a policy of Orchard County Sheriff in XN."),
        (DocumentFacts(level=Level.FEDERAL), {"binds": ("all",)}, "does-not-bind", (), "Federal text never controls"),
        (DocumentFacts(), {}, "unclear", (), "Who issued it could not be read"),
        (STATUTE, {"binds": ()}, "does-not-bind", (), "It binds no agency of this place."),
        (STATUTE, {"binds": (), "note": "State prisons only."}, "does-not-bind", (), "State prisons only."),
        (
            change(STATUTE, state="XN"),
            {"binds": ("board",)},
            "binds",
            ("board",),
            "Orchard County Board of Commissioners",
        ),
        (COUNTY, {"binds": ("all-county",)}, "binds", ("all",), "every agency of Orchard County"),
    ],
)
def test_reach(facts: DocumentFacts, said: dict[str, object], binding: str, binds: tuple[str, ...], why: str) -> None:
    found = bind(facts, **said)
    assert (found.binding.value, found.binds) == (binding, binds)
    assert why in found.why


def test_a_city_is_bound_by_its_county_as_far_as_the_county_serves_it() -> None:
    city = u.make_place("city")
    county = bind(COUNTY, place=city)
    assert (county.binding, county.binds) == (Binding.BINDS, ("jail", "prosecutor"))
    assert (
        county.why
        == "It is issued by Orchard County and binds Orchard County Jail, District Attorney of Orchard County."
    )
    jail = bind(change(POLICY, issuing_body="Orchard County Jail"), place=city)
    assert (jail.binds, jail.own_of) == (("jail",), ("jail",))
    police = bind(change(POLICY, issuing_body="Tamarack County Jail"), place=city)
    assert police.binding is Binding.DOES_NOT


AGREEMENT = DocumentFacts(
    kind=InstrumentKind.CONTRACT, level=Level.COUNTY, status=Status.AGREEMENT, state="XM",
    issuing_body="Orchard County Sheriff's Office", place_name="Orchard County", effective_date="2024-03-01",
)  # fmt: skip


@pytest.mark.parametrize(
    ("party", "fields", "binding", "binds", "why"),
    [
        (
            "Orchard County Sheriff's Office",
            {},
            "binds",
            ("sheriff",),
            "of Orchard County Sheriff, of no other agency.",
        ),
        ("Orchard County Sherift", {}, "binds", ("sheriff",), "Orchard County Sheriff"),
        ("Orchard County", {}, "binds", ("board",), "Orchard County Board of Commissioners"),
        ("Board of Commissioners of Orchard County", {}, "binds", ("board",), "Board of Commissioners"),
        ("Orchard County Library", {}, "unclear", (), "is a party to it, and not among the agencies of place.yaml"),
        (
            "Meridia Office of Attorney General",
            {"level": Level.STATE, "place_name": ""},
            "does-not-bind",
            (),
            "not of an",
        ),
        ("Tamarack County Sheriff", {"place_name": "Tamarack County"}, "does-not-bind", (), "of Tamarack County"),
        ("Orchard County Sheriff", {"state": "XN"}, "does-not-bind", (), "of Orchard County Sheriff in XN"),
        ("", {"place_name": ""}, "unclear", (), "Which agency is a party to it could not be read"),
    ],
)
def test_an_agreement_is_that_of_its_party_alone(
    party: str, fields: dict[str, object], binding: str, binds: tuple[str, ...], why: str
) -> None:
    found = bind(change(AGREEMENT, issuing_body=party, **fields))
    assert (found.binding.value, found.binds, found.own_of, found.cautions) == (binding, binds, (), ())
    assert why in found.why


def test_a_persons_word_on_an_agreement_wins() -> None:
    assert bind(AGREEMENT, binds=("sheriff", "board")).binds == ("sheriff", "board")
    assert bind(change(AGREEMENT, issuing_body=""), issuer="Orchard County Sheriff").binds == ("sheriff",)


@pytest.mark.parametrize(
    ("fields", "said", "start"),
    [
        ({}, {}, "2024-03-01"),
        ({"effective_date": "", "adopted_date": "2024-02-02"}, {}, "2024-02-02"),
        ({"effective_date": "", "text_date": "2024-02"}, {}, ""),
        ({"effective_date": ""}, {"in_force_from": "2024-05-05"}, "2024-05-05"),
        ({"effective_date": "", "relative_effective": SIGNED}, {"adopted": "2024-05-05"}, "2024-05-05"),
        ({"effective_date": "", "relative_effective": SIGNED}, {}, ""),
    ],
)
def test_an_agreement_is_dated_by_its_words_or_by_a_person(
    fields: dict[str, object], said: dict[str, str], start: str
) -> None:
    found = bind(change(AGREEMENT, **fields), **said)
    assert (found.in_force_from, found.is_undated_agreement) == (start, not start)


@pytest.mark.parametrize(
    ("words", "model"),
    [
        ("287(g) Jail Enforcement Model. It delegates.", "jail-enforcement"),
        ("Agreement under 8 U.S.C. § 1357(g). Warrant\nService Officer Program.", "warrant-service-officer"),
        ("287(g) AGREEMENT, TASK FORCE MODEL. The jail is not named.", "task-force"),
        ("287(g) agreement with the task force and on jail enforcement.", "not-told"),
        ("287(g) agreement.", "not-told"),
        ("Agreement on beds in the jail. No task force is served.", ""),
    ],
)
def test_the_model_of_a_287g_agreement_is_read_from_its_words(words: str, model: str) -> None:
    assert bind(AGREEMENT, text=words).agreement_model == model
    assert bind(COUNTY, text=words).agreement_model == ""


CITY = change(COUNTY, level=Level.CITY, place_name="Larkspur Falls", issuing_body="City Council of Larkspur Falls")
OWN_JAIL = replace(u.JAIL, id="city-jail", name="Larkspur Falls City Jail")
METRO_JAIL = replace(u.JAIL, id="metro-jail", name="Metro Jail")


def test_a_municipalitys_law_reaches_its_own_agencies_alone() -> None:
    found = bind(CITY, place=u.make_place("city"))
    assert found.binds == ("police", "council")
    assert "binds Larkspur Falls Police Department, Larkspur Falls City Council" in found.why
    assert bind(CITY, place=u.make_place("city"), binds=("jail",)).binds == ("jail",)
    more = replace(u.make_place("city"), agencies=(u.POLICE, OWN_JAIL, METRO_JAIL))
    jails = bind(CITY, place=more)
    assert jails.binds == ("police", "city-jail")
    assert "Whether Metro Jail is Larkspur Falls's own is not known, so it is not bound here." in jails.cautions
    united = bind(change(CITY, place_name="City and County of Larkspur Falls"), place=u.make_place("city"))
    assert united.binds == ("all",)
    nobody = bind(CITY, place=replace(u.make_place("city"), agencies=(u.JAIL,)))
    assert (nobody.binding, nobody.binds) == (Binding.DOES_NOT, ())


def test_an_agencys_text_is_its_own_policy() -> None:
    assert bind(POLICY).own_of == ("sheriff",)
    assert bind(POLICY, binds=("sheriff",)).own_of == ("sheriff",)
    assert bind(POLICY, binds=("sheriff",), own_of=()).own_of == ()
    assert bind(COUNTY, binds=("sheriff",)).own_of == ()


@pytest.mark.parametrize(
    ("facts", "said", "status"),
    [
        (COUNTY, {}, Status.IN_FORCE),
        (COUNTY, {"status": "repealed-or-superseded"}, Status.REPEALED),
        (change(COUNTY, kind=InstrumentKind.BILL), {}, Status.BILL),
        (COUNTY, {"kind": "bill"}, Status.BILL),
        (change(COUNTY, kind=InstrumentKind.BILL), {"status": "adopted"}, Status.IN_FORCE),
        (change(COUNTY, status=Status.AGREEMENT), {}, Status.AGREEMENT),
    ],
)
def test_status(facts: DocumentFacts, said: dict[str, str], status: Status) -> None:
    assert bind(facts, **said).status is status


@pytest.mark.parametrize(
    ("facts", "said", "kind"),
    [
        (COUNTY, {}, "ordinance"),
        (change(COUNTY, kind=InstrumentKind.CODE), {}, "ordinance"),
        (change(STATUTE, kind=InstrumentKind.CODE), {}, "statute"),
        (change(POLICY, kind=InstrumentKind.MANUAL), {}, "departmental-policy"),
        (COUNTY, {"kind": "charter"}, "charter"),
    ],
)
def test_a_collection_is_of_the_kind_of_what_it_collects(facts: DocumentFacts, said: dict[str, str], kind: str) -> None:
    assert bind(facts, **said).kind == kind


RELATIVE = change(COUNTY, relative_effective=RelativeDate(days=60, trigger="it becomes law"))


@pytest.mark.parametrize(
    ("facts", "said", "start", "caution"),
    [
        (RELATIVE, {"adopted": "2025-04-01"}, "2025-05-31", ""),
        (RELATIVE, {"adopted": "2025-04-03"}, "2025-06-02", ""),
        (change(RELATIVE, adopted_date="2025-01-01"), {}, "2025-03-02", ""),
        (RELATIVE, {}, "", "the day of adoption is not known"),
        (RELATIVE, {"in_force_from": "2024-01-01"}, "2024-01-01", ""),
        (change(COUNTY, effective_date="2023-03-03"), {}, "2023-03-03", ""),
        (change(COUNTY, effective_date="2023-03-03"), {"adopted": "2023-01-01"}, "2023-03-03", ""),
        (COUNTY, {"adopted": "2023-01-01"}, "2023-01-01", ""),
        (COUNTY, {}, "", ""),
    ],
)
def test_point_6_when_it_takes_effect(facts: DocumentFacts, said: dict[str, str], start: str, caution: str) -> None:
    found = bind(facts, binds=("all",), **said)
    assert found.in_force_from == start
    assert any(caution in text for text in found.cautions) if caution else found.cautions == ()


EMERGENCY = change(COUNTY, term=Term(number=90, unit="day", told="stays in effect for at most 90 days"))


@pytest.mark.parametrize(
    ("said", "end", "caution"),
    [
        ({"adopted": "2019-10-23"}, "2020-01-21", ""),
        ({"adopted": "2019-10-23", "in_force_to": "2020-01-01"}, "2020-01-01", ""),
        ({}, "", "the day of its start is not known: it may have ended"),
    ],
)
def test_point_6_a_text_that_lasts_so_many_days_ends(said: dict[str, str], end: str, caution: str) -> None:
    found = bind(EMERGENCY, binds=("all",), **said)
    assert found.in_force_to == end
    assert any(caution in text for text in found.cautions) if caution else found.cautions == ()
    assert found.binding is (Binding.BINDS if said else Binding.UNCLEAR)


def test_point_6_an_older_text_answers_with_a_dated_caution() -> None:
    assert bind(COUNTY, binds=("all",), text_date="2019-06-11").cautions == (
        "The text is of 2019-06-11; later changes are not shown.",
    )
    assert bind(COUNTY, binds=("all",), text_date="2025-01-11").cautions == ()


def test_a_newer_text_without_a_start_is_not_taken_for_law_of_the_day() -> None:
    newer = "The text is of 2026-02; whether it stood so on 2025-06-01 is not shown."
    guessed = bind(COUNTY, text_date="2026-02")
    assert (guessed.binding, guessed.why) == (Binding.UNCLEAR, newer)
    confirmed = bind(COUNTY, text_date="2026-02", status="in-force-text", binds=("all",))
    assert confirmed.binding is Binding.BINDS
    assert confirmed.cautions == (newer,)
    assert bind(COUNTY, text_date="2026-02", in_force_from="2020-01-01").binding is Binding.BINDS


def test_a_board_and_an_elected_sheriff() -> None:
    (caution,) = bind(COUNTY).cautions
    assert "depends on the state" in caution
    assert bind(COUNTY, binds=("all",)).cautions == ()
    assert bind(change(COUNTY, place_name="Tamarack County")).cautions == ()
    no_sheriff = u.make_place(agencies=(u.BOARD,))
    assert bind(COUNTY, place=no_sheriff).cautions == ()


def test_what_a_person_says_wins() -> None:
    found = bind(COUNTY, level="agency", issuer="The Sheriff", in_force_to="2030-01-01", whole=True, binds=("sheriff",))
    assert (found.level, found.issuer, found.in_force_to, found.whole) == (
        Level.AGENCY,
        "The Sheriff",
        "2030-01-01",
        True,
    )
