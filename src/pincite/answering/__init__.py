"""Rubric, controlling rules and observations in; answers, criteria and an honest score out."""

from pincite.answering.assess import assess_place
from pincite.answering.evidence import Evidence
from pincite.answering.review import Review, apply_reviews

__all__ = ["Evidence", "Review", "apply_reviews", "assess_place"]
