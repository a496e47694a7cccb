"""When a search is complete, and what is said of an older text."""

import pytest

import universe as u
from pincite.answering.searched import judge_search
from pincite.model.law import Binding, Instrument, Rule, Status

QUESTION = u.RUBRIC.question("C2.1")
KINDS = ("departmental-policy", "statute", "ordinance")


def whole(source: str, **fields: object) -> Instrument:
    return u.instrument(source, **{"whole": True, "text_date": "2025-06-01", **fields})


def search(*texts: Instrument, records: tuple | None = None, agency=u.SHERIFF, **place: object):
    found = tuple(u.search_record(item.document) for item in texts) if records is None else records
    world = u.World(place=u.make_place(**place), changed=texts, searches=found)
    return judge_search(QUESTION, agency, world.evidence())


def test_whole_codes_and_manuals_complete_the_search() -> None:
    state = search(whole("statute"), whole("ordinance"), whole("policy"))
    assert state.complete
    assert state.documents == ("policy", "statute", "ordinance")
    assert state.cautions == ()


def test_a_single_text_never_completes_a_kind() -> None:
    state = search(whole("statute", whole=False), whole("ordinance"), whole("policy"))
    assert not state.complete
    assert state.missing == ("statute",)


@pytest.mark.parametrize(
    "text",
    [
        whole("policy", binds=("police",), own_of=("police",)),
        whole("policy", in_force_to="2020-01-01"),
        whole("policy", binds=()),
        whole("policy", kind="resolution"),
    ],
)
def test_a_manual_that_does_not_bind_the_agency_completes_nothing(text: Instrument) -> None:
    assert search(text).missing == KINDS


@pytest.mark.parametrize(
    "record",
    [
        (u.search_record("policy", complete=False, why_incomplete="2 pages could not be read."),),
        (u.search_record("policy", abstained=("jail-access",)),),
        (u.search_record("statute"),),
        (),
    ],
)
def test_a_manual_not_wholly_read_completes_nothing(record: tuple) -> None:
    assert "departmental-policy" in search(whole("policy"), records=record).missing


def test_doubt_on_another_conduct_does_not_matter() -> None:
    record = (u.search_record("policy", abstained=("hold",)),)
    assert search(whole("policy"), records=record).missing == ("statute", "ordinance")


def test_point_6_a_code_completes_a_search_as_of_its_date() -> None:
    state = search(whole("ordinance", text_date="2019-06-11"))
    assert state.cautions == (
        "the ordinance is a text of 2019-06-11; its silence counts as of that date, not 2025-06-01.",
    )


@pytest.mark.parametrize(
    ("place", "missing"),
    [
        ({"attested_searches": u.attested(*KINDS)}, ()),
        ({"attested_searches": u.attested(*KINDS, agency="sheriff")}, ()),
        ({"attested_searches": u.attested(*KINDS, agency="board")}, KINDS),
        ({"attested_searches": u.attested("statute", "ordinance")}, ("departmental-policy",)),
        ({"attested_searches": u.attested(*KINDS, level="county")}, ("statute",)),
        ({"attested_searches": u.attested(*KINDS, level="state")}, ("departmental-policy", "ordinance")),
    ],
)
def test_a_person_attests_what_was_looked_at(place: dict[str, tuple], missing: tuple[str, ...]) -> None:
    assert search(**place).missing == missing


def test_an_n_that_rests_on_an_older_code_says_so() -> None:
    code = whole("ordinance", text_date="2019-06-11")
    world = u.World(
        place=u.make_place(attested_searches=u.attested("statute", "executive-order", "departmental-policy")),
        changed=(code,),
        searches=(u.search_record("ordinance"),),
    )
    answer = world.ask("C1.2")
    assert (answer.answer, answer.searched) == ("N", ("ordinance",))
    assert any("as of that date" in text for text in answer.cautions)
    absence = world.ask("C6.2")
    assert (absence.answer, absence.searched) == ("Y", ("ordinance",))


def test_absence_beside_a_limit_still_shows_what_was_searched() -> None:
    """C6.2 rests on the search although some text limits the conduct."""
    code = whole("ordinance", text_date="2019-06-11")
    world = u.World(
        place=u.make_place(attested_searches=u.attested("statute", "departmental-policy")),
        provisions=(u.law("second ordinance: limits inquire-status; except charge"),),
        changed=(code,),
        searches=(u.search_record("ordinance"),),
    )
    answer = world.ask("C6.2")
    assert (answer.answer, answer.searched) == ("Y", ("ordinance",))
    assert any("as of that date" in text for text in answer.cautions)


@pytest.mark.parametrize(("kind", "answer"), [("statute", "N"), ("executive-order", "N"), ("rumour", "unknown")])
def test_point_1_what_stands_below_a_permission_must_be_searched(kind: str, answer: str) -> None:
    """A state's permission is settled by a search of all that is local; a kind not known settles nothing."""
    text = u.instrument("statute", kind=kind)
    searched = u.attested("ordinance", "executive-order")
    world = u.world("statute: permits hold", changed=[text], attested_searches=searched)
    assert world.ask("C1.2").answer == "unknown"
    searched = u.attested("ordinance", "executive-order", "departmental-policy")
    world = u.world("statute: permits hold", changed=[text], attested_searches=searched)
    assert world.ask("C1.2").answer == answer


def test_point_1_a_local_permission_is_settled_by_what_ranks_below_it() -> None:
    below = u.attested("departmental-policy")
    assert u.world("executive order: permits hold", attested_searches=below).ask("C1.2").answer == "N"
    assert u.world("ordinance: permits hold", attested_searches=below).ask("C1.2").answer == "unknown"


def unclear(source: str, **fields: object) -> Instrument:
    fields = {"why": "Who issued it is not known.", **fields}
    return u.instrument(source, binds=(), own_of=(), binding=Binding.UNCLEAR, **fields)


def attested_world(*texts: Instrument, spoken: tuple = (), abstained: tuple[str, ...] = (), **place: object) -> u.World:
    """Every kind of source attested, with these texts in the folder."""
    place = {"attested_searches": u.attested("all"), **place}
    found = tuple(u.search_record(item.document, abstained=abstained) for item in texts)
    return u.World(place=u.make_place(**place), provisions=spoken, changed=texts, searches=found)


def test_what_the_reader_abstains_on_is_not_silence_whatever_a_person_attests() -> None:
    world = attested_world(u.instrument("statute"), abstained=("hold",))
    answer = world.ask("C1.2")
    assert (answer.answer, answer.reason) == ("unknown", "unclear-text")
    assert "the statute" in " ".join(answer.cautions)
    assert world.ask("C4.2").answer == "N"


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("policy: prohibits hold", "C1.2"),
        ("policy: prohibits spend-resources", "C1.2"),
        ("statute: requires inquire-status", "C6.2"),
        ("ordinance: prohibits contract", "C8.2"),
    ],
)
def test_a_text_that_speaks_and_may_bind_leaves_nothing_silent(line: str, question: str) -> None:
    spoken = u.law(line)
    answer = attested_world(unclear(spoken.instrument), spoken=(spoken,)).ask(question)
    assert (answer.answer, answer.reason) == ("unknown", "unclear-text")
    assert "whether it counts here is not clear" in " ".join(answer.cautions)


@pytest.mark.parametrize(
    "text",
    [
        unclear("statute", status=Status.BILL),
        unclear("statute", status=Status.REPEALED),
        unclear("statute", in_force_to="2020-01-01"),
        unclear("statute", in_force_from="2025-07-01"),
        u.instrument("federal statute"),
        u.instrument("other county's ordinance"),
    ],
)
def test_a_text_that_cannot_be_law_here_leaves_silence_silent(text: Instrument) -> None:
    spoken = u.provision(text.id, "hold", Rule.PROHIBITS)
    assert attested_world(text, spoken=(spoken,), abstained=("hold",)).ask("C1.2").answer == "N"


def test_a_permission_decides_only_where_nothing_below_may_speak() -> None:
    allowed = u.law("statute: permits hold")
    doubted = unclear("policy")
    told = attested_world(doubted, spoken=(allowed, u.law("policy: prohibits hold"))).ask("C1.2")
    assert (told.answer, told.reason) == ("unknown", "authorized-above")
    assert attested_world(spoken=(allowed,)).ask("C1.2").answer == "N"


@pytest.mark.parametrize(
    ("on_date", "as_of", "cautioned"),
    [
        ("2025-06-01", "2025-06-01", False),
        ("2025-02-01", "2025-06-01", False),
        ("2024-12-31", "2025-06-01", True),
        ("2025-06-02", "2025-06-01", True),
    ],
)
def test_a_look_of_another_year_or_of_later_says_so(on_date: str, as_of: str, cautioned: bool) -> None:
    looks = tuple(u.replace(item, on_date=on_date) for item in u.attested("all"))
    answer = attested_world(attested_searches=looks, as_of=as_of).ask("C1.2")
    assert answer.answer == "N"
    assert (f"on {on_date}" in " ".join(answer.cautions)) is cautioned
