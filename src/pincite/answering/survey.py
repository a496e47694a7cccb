"""What follows from the answers, once reviews are in: gaps, levers, closing sets, unknowns in order, the landscape."""

from __future__ import annotations

from dataclasses import replace

from pincite.answering.closing import find_closing_sets
from pincite.answering.evidence import Evidence
from pincite.answering.gaps import find_gaps
from pincite.answering.landscape import find_landscape
from pincite.answering.levers import add_reaches, find_levers
from pincite.answering.narrowing import complete_unknowns, rank_unknowns, rank_wanted
from pincite.model.answer import Assessment


def survey_levers(assessment: Assessment, evidence: Evidence) -> Assessment:
    """The assessment with its gaps, who could close them, what to settle next and who holds the levers."""
    rubric = evidence.rubric
    answers = {item.question: item for item in (*assessment.answers, *assessment.elements)}
    groups = complete_unknowns(rubric, answers)
    levers = find_levers(evidence)
    gaps = add_reaches(find_gaps(assessment, rubric), levers, evidence, answers=answers)
    reaching = {reach.lever for gap in gaps for reach in gap.reaches}
    return replace(
        assessment,
        levers=tuple(item for item in levers if item.id in reaching),
        gaps=gaps,
        closing=find_closing_sets(gaps, levers, rubric=rubric, answers=answers) if levers else (),
        unsettled=rank_unknowns(groups, rubric, answers),
        wanted=rank_wanted(assessment.wanted, groups, answers),
        landscape=find_landscape(evidence, assessment.answers),
    )
