"""Rubric, controlling rules and observations in; answers, criteria and an honest score out."""

from pincite.answering.assess import answer_all, assess_place
from pincite.answering.evidence import Evidence
from pincite.answering.reported import REPORTED
from pincite.answering.review import Review, apply_reviews
from pincite.answering.score import score_answers
from pincite.answering.survey import survey_levers

__all__ = [
    "REPORTED", "Evidence", "Review", "answer_all", "apply_reviews", "assess_place", "score_answers", "survey_levers",
]  # fmt: skip
