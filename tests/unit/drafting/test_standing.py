"""What becomes of a clause under state law, under present law, and beyond a body's reach."""

from __future__ import annotations

from dataclasses import replace

import outline_place as o
import universe as u
from pincite.drafting.outline import OutlineOrder, compose_outline
from pincite.drafting.standing import Ground
from pincite.model.clause import Variant
from pincite.model.lever import Way
from pincite.model.outline import ClauseStanding, Outline, Standing
from pincite.model.place import Agency

OPEN = frozenset(item.id for item in (*u.RUBRIC.questions, *u.RUBRIC.elements))


def ground(*lines: str, reach: dict[str, Way] | None = None, conduct: str = "hold") -> Ground:
    """The board of Orchard County under these lines of law."""
    world = u.world(*lines, conduct=conduct)
    plain = o.ground_of(Variant.FULL)
    reach = reach or dict(plain.reach)
    return replace(
        plain,
        reach=reach,
        reached=tuple(item for item in world.place.agencies if item.id in reach),
        rules={(a.id, c.id): world.resolve(a, c.id) for a in world.place.agencies for c in u.TOPIC.conducts},
        instruments=world.instruments,
    )


def compose(at: Ground, variant: Variant = Variant.FULL, open_items: frozenset[str] = OPEN) -> Outline:
    order = OutlineOrder(
        place=u.make_place("county"), variant=variant, ground=at, clauses=o.LIBRARY, open_items=open_items
    )
    return compose_outline(order)


def apart(outline: Outline, conduct: str) -> ClauseStanding:
    (found,) = [item for item in outline.aside if item.clause.conduct == conduct]
    return found


def conducts(outline: Outline) -> set[str]:
    return {item.clause.conduct for item in outline.sections}


def test_what_a_statute_requires_is_not_offered_and_cites_it() -> None:
    outline = compose(ground("statute: requires hold"))
    found = apart(outline, "hold")
    assert found.standing is Standing.CLOSED
    assert found.why == f"the statute requires the contrary and stands above what {u.BOARD.name} can adopt."
    assert found.shown[0].citations[0].quote == "No agency shall do so."
    assert "hold" not in conducts(outline)
    assert "transfer" in conducts(outline)


def test_a_ban_on_limits_closes_it_too() -> None:
    assert apart(compose(ground("statute: forbids-limits hold")), "hold").why.startswith("the statute forbids limits")


def test_a_narrower_duty_leaves_the_rest_with_a_caution() -> None:
    outline = compose(ground("statute: requires hold; in part"))
    (section,) = [item for item in outline.sections if item.clause.conduct == "hold"]
    assert any("only the rest is open" in text for text in section.cautions)


def test_what_the_body_itself_requires_now_is_replaced_and_not_closed() -> None:
    outline = compose(ground("ordinance: requires hold"))
    (section,) = [item for item in outline.sections if item.clause.conduct == "hold"]
    assert section.redlines[0].of.instrument == "ordinance"


def test_a_mandate_that_the_reader_is_not_sure_of_closes_nothing() -> None:
    at = ground("statute: requires hold")
    unsure = {
        key: replace(rule, basis=tuple(replace(item, probability=0.4) for item in rule.basis))
        for key, rule in at.rules.items()
    }
    outline = compose(replace(at, rules=unsure, decides_from=0.8))
    (section,) = [item for item in outline.sections if item.clause.conduct == "hold"]
    assert any("requires it for" in text for text in section.cautions)
    assert any("not sure" in text for text in section.cautions)


def test_what_state_law_says_already_is_cited() -> None:
    outline = compose(ground("statute: prohibits hold; except judicial-warrant; showing ncic"))
    found = apart(outline, "hold")
    assert (found.standing, found.why) == (Standing.COVERED, "State law already says it.")


def test_a_weaker_present_rule_is_not_taken_for_enough() -> None:
    for line in (
        "ordinance: limits hold; except conviction; showing ncic",
        "ordinance: prohibits hold; in part; showing ncic",
        "ordinance: prohibits hold; except supervisor-approval; showing ncic",
        "policy: prohibits hold; showing ncic",
    ):
        assert "hold" in conducts(compose(ground(line))), line


def test_consent_to_sharing_costs_nothing_so_such_a_law_is_enough() -> None:
    line = "ordinance: prohibits share-information; except consent-of-person"
    assert apart(compose(ground(line)), "share-information").standing is Standing.COVERED


def test_what_speaks_of_its_own_text_is_offered_whatever_others_say_of_theirs() -> None:
    for line, conduct in (
        ("ordinance: requires oversee", "oversee"),
        ("statute: forbids-limits share-status", "share-status"),
    ):
        outline = compose(ground(line))
        (section,) = [item for item in outline.sections if item.clause.conduct == conduct]
        assert section.redlines == ()


def test_a_duty_to_share_status_closes_the_clause_that_leaves_the_choice() -> None:
    assert apart(compose(ground("statute: requires share-status")), "share-status").standing is Standing.CLOSED


def test_a_body_binds_only_whom_it_reaches() -> None:
    at = ground(reach={"board": Way.OPEN, "sheriff": Way.DOUBTFUL})
    outline = compose(replace(at, doubts={"sheriff": "A fact of the state."}))
    found = apart(outline, "weigh-consequences")
    assert (found.standing, found.why) == (Standing.BEYOND, f"It cannot bind {u.PROSECUTOR.name}.")
    assert "A fact of the state." in outline.cautions


def test_what_is_reported_of_state_law_stands_with_the_section_and_closes_nothing() -> None:
    told = "Reported, not quoted: Meridia's act requires it."
    outline = compose(replace(ground(), reported={"hold": (told,)}, warnings=["State law was not supplied."]))
    (section,) = [item for item in outline.sections if item.clause.conduct == "hold"]
    assert section.cautions[0] == told
    assert "State law was not supplied." in outline.cautions


def test_an_amendment_takes_only_what_is_open() -> None:
    outline = compose(ground(), Variant.AMEND, frozenset({"C4.2", "E02"}))
    assert conducts(outline) == {"", "notify-release"}
    assert apart(outline, "hold").standing is Standing.UNNEEDED
    # Enforcement alone would have nothing of its own to enforce.
    assert "private-right-of-action" not in {item.clause.id for item in outline.sections}


def test_where_nothing_is_open_no_frame_is_left_standing() -> None:
    assert compose(ground(), Variant.AMEND, frozenset()).sections == ()


def test_hostile_names_stay_on_one_line_and_out_of_the_blanks() -> None:
    name = "Board\n\u202e{agency} <script>" + "x" * 500
    odd = Agency(id="board", name=name, kind="contracting-body")
    at = replace(ground(), lever=replace(o.BOARD_LEVER, body=name), reached=(odd,))
    outline = compose(at)
    every = [outline.title, outline.enacting, *(line for item in outline.sections for line in item.lines)]
    assert not any(char in text for text in every for char in "\n\u202e")
    assert any("{agency}" in line for item in outline.sections for line in item.lines)
