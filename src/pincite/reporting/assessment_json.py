"""An assessment as plain JSON data, in the shape of packs/schemas/assessment.schema.json.

What is not there has a name ("no-instrument", "nobody"): nobody takes null, 0 or a missing key for an answer.
"""

from __future__ import annotations

from collections.abc import Iterable

from pincite.errors import ImpossibleValueError
from pincite.model.answer import AgencyAnswer, Answer, Assessment, Score
from pincite.model.law import Citation, ControllingRule, Provision
from pincite.model.place import Observation
from pincite.model.rubric import Rubric
from pincite.model.topic import Topic
from pincite.reporting.levers_json import render_levers, render_narrowing

FORMAT_VERSION = "1"
NO_INSTRUMENT = "no-instrument"
NO_PAGE = "no-page"
NO_DURABILITY = "rests-on-nothing"
NOBODY = "nobody"
NOT_REVIEWED = "not-reviewed"
NOT_STATED = "not-stated"

Json = dict[str, object]


def render_assessment(assessment: Assessment, *, rubric: Rubric, topic: Topic) -> Json:
    """The assessment as data for ``json.dumps``; sets are sorted, so the same assessment gives the same data.

    Raises ImpossibleValueError where the rubric or the topic is not the assessment's own.
    """
    check_belongs(assessment, rubric, topic)
    every = (*assessment.answers, *assessment.elements)
    reviewed = sum(1 for item in every if not item.draft)
    texts = {item.id: item.text for item in (*rubric.questions, *rubric.elements)}
    texts |= {item.id: item.text for item in rubric.landscape}
    texts |= {item.id: item.describes for item in topic.conducts}
    return {
        "format": "pincite-assessment",
        "format_version": FORMAT_VERSION,
        "place": assessment.place,
        "state": assessment.state,
        "as_of": assessment.as_of,
        "topic": {"id": topic.id, "version": topic.version, "title": topic.title},
        "rubric": _rubric(rubric),
        "draft": reviewed < len(every),
        "reviewed": {"count": reviewed, "of": len(every)},
        "score": _score(assessment.score),
        "criteria": _criteria(assessment, rubric),
        "answers": _by_question(assessment.answers, texts),
        "elements": _by_question(assessment.elements, texts),
        "landscape": _by_question(assessment.landscape, texts),
        "beside": [{"conduct": item.question} | _answer(item, texts) for item in assessment.beside],
        "caveats": _caveats(assessment, topic),
        "instruments": [
            {"instrument": item.instrument, "title": item.title, "role": item.role, "why": item.why}
            for item in assessment.instruments
        ],
        "wanted": [
            {
                "kind": item.kind,
                "title": item.title,
                "whose": item.whose,
                "questions": list(item.questions),
                "narrowing": render_narrowing(item.narrowing),
            }
            for item in assessment.wanted
        ],
        "warnings": [{"code": code, "message": message} for code, message in assessment.warnings],
        **render_levers(assessment),
    }


def check_belongs(assessment: Assessment, rubric: Rubric, topic: Topic) -> None:
    """Raise ImpossibleValueError where rubric or topic is not the one that the answers were made with."""
    made_with = (assessment.rubric, assessment.rubric_version)
    if (rubric.id, rubric.version) != made_with:
        raise ImpossibleValueError(f"an assessment by {made_with} shown with {rubric.id} {rubric.version}")
    if topic.id != assessment.topic:
        raise ImpossibleValueError(f"an assessment of {assessment.topic} shown with the topic {topic.id}")


def _rubric(rubric: Rubric) -> Json:
    return {
        "id": rubric.id,
        "version": rubric.version,
        "title": rubric.title,
        "author": rubric.author,
        "source": rubric.source,
        "as_of": rubric.as_of,
        "prefers": rubric.prefers,
        "disclaimer": rubric.disclaimer,
    }


def _score(score: Score | None) -> Json:
    if score is None:
        return {"status": "not-scored", "why": "The standard prefers no answer, so nothing is counted."}
    return {
        "status": "scored",
        "least": score.least,
        "most": score.most,
        "applicable": score.applicable,
        "elements_met": score.elements_met,
        "elements_asked": score.elements_asked,
    }


def _criteria(assessment: Assessment, rubric: Rubric) -> Json:
    titles = {item.id: item.title for item in rubric.criteria}
    return {
        item.criterion: {
            "title": titles.get(item.criterion, NOT_STATED),
            "result": item.result.value,
            "remark": item.remark,
        }
        for item in assessment.criteria
    }


def _caveats(assessment: Assessment, topic: Topic) -> Json:
    every = (*assessment.answers, *assessment.elements, *assessment.beside, *assessment.landscape)
    used = {caveat for answer in every for caveat in answer.caveats}
    return {
        item.id: {
            "title": item.title,
            "says": item.says,
            "source": item.source,
            "as_of": item.as_of,
            "confidence": item.confidence,
        }
        for item in topic.caveats
        if item.id in used
    }


def _by_question(answers: Iterable[Answer], texts: dict[str, str]) -> Json:
    return {item.question: _answer(item, texts) for item in answers}


def _answer(answer: Answer, texts: dict[str, str]) -> Json:
    rows = answer.by_agency
    return {
        "text": texts.get(answer.question, NOT_STATED),
        "answer": answer.answer,
        "reason": answer.reason,
        "basis": answer.basis,
        "citations": [_citation(item) for item in answer.citations],
        "instrument": answer.instrument or NO_INSTRUMENT,
        "draft": answer.draft,
        "by_agency": {row.agency: _row(row) for row in rows},
        "rule": [_rule(rule) for rule in dict.fromkeys(rule for row in rows for rule in row.controlling)],
        "caveats": list(answer.caveats),
        "flags": list(answer.flags),
        "cautions": list(answer.cautions),
        "missing": list(answer.missing),
        "possible": list(answer.possible),
        "durability": answer.durability or NO_DURABILITY,
        "searched": list(answer.searched),
        "attested": list(answer.attested),
        "reviewed_by": answer.reviewed_by or NOBODY,
        "review_reason": answer.review_reason or NOT_REVIEWED,
    }


def _row(row: AgencyAnswer) -> Json:
    return {
        "answer": row.answer,
        "reason": row.reason,
        "basis": row.basis,
        "citations": [_citation(item) for item in row.citations],
        "instrument": row.instrument or NO_INSTRUMENT,
        "rule": [_rule(rule) for rule in row.controlling],
        "observed": [_observation(item) for item in row.observed],
        "flags": list(row.flags),
        "cautions": list(row.cautions),
        "missing": list(row.missing),
        "possible": list(row.possible),
    }


def _rule(rule: ControllingRule) -> Json:
    return {
        "agency": rule.agency,
        "conduct": rule.conduct,
        "rule": rule.rule.value,
        "scope": rule.scope.value,
        "scope_words": rule.basis[0].scope_words if rule.basis else "",
        "ways_out": sorted(rule.alone),
        "closing": [{"kind": item.kind, "sunset_date": item.sunset_date} for item in rule.closing],
        "features": sorted(rule.features),
        "level": rule.level.value,
        "kind": rule.kind or NOT_STATED,
        "own": rule.own,
        "implied": rule.implied,
        "partly_preempted": rule.partly_preempted,
        "general_mandate": rule.general_mandate,
        "provisions": [_provision(item) for item in rule.basis],
        "preempted": [_provision(item) for item in rule.preempted],
        "conflicts": [_provision(item) for item in rule.conflicts],
        "derivation": list(rule.derivation),
        "cautions": list(rule.cautions),
    }


def _provision(provision: Provision) -> Json:
    return {
        "id": provision.id,
        "instrument": provision.instrument,
        "rule": provision.rule.value,
        "scope": provision.scope.value,
        "coder": provision.coder or NOT_STATED,
        "citations": [_citation(item) for item in provision.citations],
    }


def _observation(item: Observation) -> Json:
    return {
        "conduct": item.conduct,
        "shows": item.shows,
        "source": item.source,
        "on_date": item.on_date,
        "listed_on": item.listed_on,
        "confidence": item.confidence,
        "citations": [_citation(citation) for citation in item.citations],
    }


def _citation(citation: Citation) -> Json:
    return {
        "document": citation.document,
        "sha256": citation.sha256,
        "page": citation.page or NO_PAGE,
        "pinpoint": citation.pinpoint or NOT_STATED,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "prefix": citation.prefix,
        "suffix": citation.suffix,
    }
