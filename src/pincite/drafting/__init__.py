"""STEP: what is missing to records letters, deadlines and the state of each request; clauses to outlines."""

from pincite.drafting.deadline import Deadline, compute_deadline
from pincite.drafting.items import find_asked
from pincite.drafting.letter import LetterOrder, compose_letter
from pincite.drafting.text import render_letter

__all__ = ["Deadline", "LetterOrder", "compose_letter", "compute_deadline", "find_asked", "render_letter"]
