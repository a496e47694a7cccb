"""Shared by the tests of the scorecard: its page, parsed, and the parts of it."""

from __future__ import annotations

from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pincite.reporting.scorecard import ScorecardView, render_scorecard
from unit.reporting.sample_assessment import make_assessment, make_view


def parse(view: ScorecardView | None = None) -> LexborHTMLParser:
    return LexborHTMLParser(render_scorecard(view or make_view()))


def text_of(node: LexborNode | None) -> str:
    assert node is not None
    return " ".join(node.text().split())


def question(page: LexborHTMLParser, question_id: str) -> LexborNode:
    node = page.css_first(f'[id="question-{question_id}"]')
    assert node is not None
    return node


def with_answer(question_id: str, **changes: object) -> ScorecardView:
    assessment = make_assessment()
    answers = tuple(replace(item, **changes) if item.question == question_id else item for item in assessment.answers)
    return make_view(assessment=replace(assessment, answers=answers))
