"""Pincite: answers a policy rubric from a place's own law, with the page and the words behind each answer."""

__version__ = "0.1.0"
