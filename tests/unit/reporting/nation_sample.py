"""An invented nation on the real map: two standards on lamps, states that differ, hostile words where words can be."""

from __future__ import annotations

from functools import cache

from pincite.model.nation import (
    DRAFT,
    NOTHING,
    OBSERVED,
    REPORTED,
    REVIEWED,
    CountyAnswer,
    CountyChange,
    CountyScore,
    Nation,
)
from pincite.model.rubric import Question, Rubric
from pincite.packs.us import load_places

HOSTILE = '</script><script>alert(1)</script><!-- --> \u2028 <img src=x onerror="alert(2)"> \ud800'
TAMED = HOSTILE.replace("\ud800", "\ufffd")
LENDS, LISTS, WHOLE = "L1", "L2", "Q-lend"
# State -> (answer, standing, possible) of the first question; the others are wholly unknown.
BY_STATE = {
    "GA": ("Y", REVIEWED, ("Y",)),
    "IA": ("Y", DRAFT, ("Y",)),
    "WA": ("N", DRAFT, ("N",)),
    "TX": ("N", OBSERVED, ("N",)),
    "VT": ("other", REVIEWED, ("other",)),
    "NH": ("Y", NOTHING, ("Y",)),
    "FL": ("unknown", OBSERVED, ("N", "other")),
    "OH": ("unknown", OBSERVED, ("Y", "N")),
    "CO": ("unknown", REPORTED, ("Y", "N", "other")),
    "ME": ("unknown", DRAFT, ("Y", "N")),
    "RI": ("unknown", REVIEWED, ("Y", "N")),
    "HI": ("not-applicable", NOTHING, ()),
}
OPEN = ("unknown", NOTHING, ("Y", "N", "other"))


def make_rubric(name: str, *, prefers: bool, questions: tuple[Question, ...], answers: tuple[str, ...]) -> Rubric:
    return Rubric(
        id=name, version="1", topic="lamps", title=f"Standard {name}", author=f"Guild of {name} & Co", source="Ledger",
        as_of="2031", prefers=prefers, answers=answers, differ="other", disclaimer="No advice.", sets={}, asked_of=(),
        tables=(), criteria=(), questions=questions,
    )  # fmt: skip


def ask(code: str, text: str, *conducts: str) -> Question:
    return Question(id=code, text=text, asks="policy", conducts=conducts, asked_of="all", table="t")


FIRST = make_rubric(
    "lamps",
    prefers=True,
    questions=(ask(LENDS, f"Is lending barred? {HOSTILE}", "lend"), ask(LISTS, "Is a list kept?", "list")),
    answers=("Y", "N", "other"),
)
SECOND = make_rubric(
    "words", prefers=False, questions=(ask(WHOLE, "What is said on lending?", "lend"),), answers=("prohibits", "silent")
)
RUBRICS = (FIRST, SECOND)


@cache
def make_nation() -> Nation:
    answers: list[CountyAnswer] = []
    scores: list[CountyScore] = []
    for place in load_places().counties():
        told = BY_STATE.get(place.state, OPEN)
        words = ("prohibits", *told[1:]) if told[0] == "Y" else OPEN
        for rubric, code, row in ((FIRST, LENDS, told), (FIRST, LISTS, OPEN), (SECOND, WHOLE, words)):
            answers.append(_answer(place.geoid, place.name, place.state, (rubric.id, code), row))
        if place.state != "HI":
            least = 2 if place.state == "GA" else 0
            scores.append(CountyScore(geoid=place.geoid, rubric=FIRST.id, least=least, most=2, applicable=2))
    change = CountyChange(
        geoid="13001", rubric=FIRST.id, question=LENDS, day="2029-03-02", before="unknown", before_reason="a",
        after="Y", after_reason="b",
    )  # fmt: skip
    return Nation(
        as_of="2031-02-03", since="2020-01-01", rubrics=(FIRST.id, SECOND.id), answers=tuple(answers),
        changes=(change, _move(change, "13003", "2029-03-02"), _move(change, "13003", "2030-01-09")),
        scores=tuple(scores), covered={"GA": (f"Lamp Act {HOSTILE}",)}, outside=3,
        beside={"GA": ("Oil Act",), "HI": ("Wick Act",)}, evaluated=4, notices=(HOSTILE,),
    )  # fmt: skip


def _move(change: CountyChange, geoid: str, day: str) -> CountyChange:
    return CountyChange(
        geoid=geoid, rubric=change.rubric, question=change.question, day=day, before=change.before,
        before_reason="a", after=change.after, after_reason="b",
    )  # fmt: skip


def _answer(
    geoid: str, county: str, state: str, asked: tuple[str, str], row: tuple[str, str, tuple[str, ...]]
) -> CountyAnswer:
    rests = row[1] in (REVIEWED, DRAFT)
    return CountyAnswer(
        geoid=geoid, county=county, state=state, rubric=asked[0], question=asked[1], answer=row[0], reason="r",
        standing=row[1], basis=f"The Lamp Act speaks for {county}." if rests else f"Open. {HOSTILE}",
        source="Lamp Act, § 3" if rests else "", quote=HOSTILE if rests else "", sha256="ab" * 32 if rests else "",
        by_agency=(("sheriff", row[0]), ("board", "unknown")), possible=row[2],
    )  # fmt: skip
