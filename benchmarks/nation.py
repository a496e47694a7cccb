"""The nation: how long it takes, and that the work grows with texts and change points, not with counties and days."""

from __future__ import annotations

import resource
import time
from dataclasses import replace
from datetime import date, timedelta

from pincite.intake.read import read_document
from pincite.model.law import Level
from pincite.model.nation import Nation
from pincite.packs.us import load_places
from pincite.workflow.nation import survey_texts
from pincite.workflow.nation_texts import CodedText, NationTexts
from pincite.workflow.pack import load_pack
from pincite.workflow.place import seed_place
from pincite.workflow.read import read_source

RUBRIC = "co-optation-2018"
LAW = """TITLE 9. COUNTY JAILS

§ 9-101. Detainers. No sheriff or keeper of a county jail shall hold a person on an immigration detainer after the
person is entitled to release, unless a judge has signed a warrant for the person.

§ 9-102. Questions. A peace officer shall not ask a person about immigration status.
"""


def measure_nation() -> list[str]:
    """Rows of a Markdown table: invented laws, given to all states, with more and more days on which they change."""
    rows = [
        "| the nation (3,144 counties × 19 questions, every change since 2010) | settings answered | seconds | MB |",
        "| --- | --- | --- | --- |",
    ]
    for label, texts in (("agreements and reports alone", 0), ("one law a state", 1), ("four laws a state", 4)):
        started = time.perf_counter()
        found = _survey(texts)
        seconds = time.perf_counter() - started
        megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        rows.append(f"| {label} | {found.evaluated} | {seconds:.1f} | {megabytes:.0f} |")
    return [*rows, "", *_one_place()]


def _survey(texts: int) -> Nation:
    states = {place.state for place in load_places().counties()}
    given = NationTexts(
        by_state={state: tuple(_law(state, number) for number in range(texts)) for state in states if texts},
        by_county={},
        places={},
    )
    return survey_texts(given, pack=load_pack(), rubrics=[RUBRIC], as_of="2026-11-22")


def _law(state: str, number: int) -> CodedText:
    """An invented law that is said to be the state's, in force from a day of its own."""
    reading = read_source(read_document(LAW.encode(), name=f"title-{number}.txt"), load_pack())
    day = (date(2012, 3, 1) + timedelta(days=900 * number)).isoformat()
    facts = replace(reading.facts, level=Level.STATE, state=state, effective_date=day)
    return CodedText(replace(reading, facts=facts), reading.provisions, reading.document.name)


def _one_place() -> list[str]:
    from pincite.answering import answer_all
    from pincite.workflow.assess import bind_readings, make_evidence

    pack, coded = load_pack(), _law("DE", 0)
    place = seed_place("10001", as_of="2026-11-22")
    rubric = pack.rubric(RUBRIC)
    times = []
    for _ in range(5):
        started = time.perf_counter()
        instruments = bind_readings([coded.reading], place)
        evidence = make_evidence([coded.reading], instruments, coded.provisions, place=place, pack=pack, rubric=rubric)
        answer_all(rubric.questions, evidence)
        times.append(time.perf_counter() - started)
    head = ["| one place as of one date, resolved and answered | ms |", "| --- | --- |"]
    return [*head, f"| best of five | {min(times) * 1000:.0f} |"]

