"""What a run came to, in a few lines or as plain JSON."""

from __future__ import annotations

from collections import Counter
from typing import Any

from pincite.intake.languages import NOT_ENGLISH, PARTLY_NOT_ENGLISH
from pincite.model.answer import UNKNOWN
from pincite.reporting.levers_view import spell_closing
from pincite.reporting.scorecard import spell_score
from pincite.workflow.model_reader import describe_codings
from pincite.workflow.pack import load_pack
from pincite.workflow.study import Made

_QUESTIONS_SHOWN = 6
_FOREIGN = frozenset({NOT_ENGLISH, PARTLY_NOT_ENGLISH})


def describe_made(made: Made) -> dict[str, Any]:
    """The outcome as plain JSON: where it is, the answers in brief, what was read and what was not."""
    study, assessment = made.study, made.assessed.assessment
    every = (*assessment.answers, *assessment.elements)
    return {
        "study": str(study.folder),
        "scorecard": str(study.scorecard),
        "place": assessment.place,
        "state": assessment.state,
        "as_of": assessment.as_of,
        "rubric": assessment.rubric,
        "answers": {item.question: item.answer for item in every},
        "criteria": {item.criterion: item.result.value for item in assessment.criteria},
        "score": study.assessment["score"],
        "reviewed": study.assessment["reviewed"],
        "documents": [{"id": item.id, "name": item.name, "source": item.source} for item in study.documents],
        "refused": [{"name": item.name, "what": item.what, "way_out": item.way_out} for item in study.manifest.refused],
        "notices": list(made.notices),
        **({"reader": describe_codings(made.coded)} if made.coded else {}),
    }


def render_made(made: Made) -> str:
    """The outcome for people."""
    assessment, manifest = made.assessed.assessment, made.study.manifest
    rubric = load_pack(manifest.topic).rubric(manifest.rubric)
    counts = Counter(item.answer for item in assessment.answers)
    order = [*rubric.answers, UNKNOWN, "not-applicable"]
    said = ", ".join(f"{counts[answer]} {answer}" for answer in order if counts[answer])
    reviewed = made.study.assessment["reviewed"]
    lines = [
        f"{assessment.place}, {assessment.state}, as of {assessment.as_of}, by {rubric.id}",
        f"{_count(len(made.study.documents))} read, {len(manifest.refused)} not read{_partly_read(made)}",
        f"{len(assessment.answers)} questions: {said}",
        spell_score(assessment.score, rubric),
        f"Machine draft, {reviewed['count']} of {reviewed['of']} answers reviewed. No legal advice.",
        *([_reader(made)] if made.coded else []),
        *([f"Obtain next: {_wanted(made)}"] if assessment.wanted else []),
        *([_who_can(made)] if assessment.closing else []),
        f"Scorecard: {made.study.scorecard}",
    ]
    return "\n".join(lines)


def _count(documents: int) -> str:
    return f"{documents} document{'' if documents == 1 else 's'}"


def _partly_read(made: Made) -> str:
    partly = sum(1 for record in made.study.searches if record.pages_without_text)
    foreign = sum(1 for item in made.study.documents if any(flag.code in _FOREIGN for flag in item.flags))
    pages = f", {partly} of them with pages that could not be read" if partly else ""
    return pages + (f", {foreign} of them not or not wholly in English and so not read there" if foreign else "")


def _reader(made: Made) -> str:
    said = describe_codings(made.coded)
    rejected = sum(said["rejected"].values())
    cost = {"usage": "cost", "at-least": "cost at least"}.get(said["cost_basis"], "")
    priced = f", {cost} {said['cost']:g} {said['currency']}" if cost else ""
    return (
        f"Drafts by {', '.join(said['coders'])}: {said['requests']} requests ({said['failed']} failed), "
        f"{said['tokens_in']} tokens in, {said['tokens_out']} out{priced}; {rejected} things it said were rejected"
    )


def _who_can(made: Made) -> str:
    """How far the place's own bodies could close the gaps."""
    assessment = made.assessed.assessment
    own = spell_closing(assessment.closing[0], len(assessment.gaps))
    gaps = len(assessment.gaps)
    only = sum(1 for gap in assessment.gaps if not gap.certain)
    count = f"All {gaps}" if only == gaps else f"{only} of the {gaps}"
    perhaps = f" {count} are gaps only if nothing exists that was not supplied." if only else ""
    return f"The place's own bodies: {own[0].lower()}{own[1:]}{perhaps} See: pincite levers {made.study.folder}"


def _wanted(made: Made) -> str:
    first = made.assessed.assessment.wanted[0]
    more = len(first.questions) - _QUESTIONS_SHOWN
    tail = f" and {more} more" if more > 0 else ""
    return f"{first.title} of {first.whose} (could settle {', '.join(first.questions[:_QUESTIONS_SHOWN])}{tail})"
