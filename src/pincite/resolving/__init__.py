"""Provisions, place and date in; the rule that controls each agency on each conduct out."""

from pincite.resolving.force import judge_force
from pincite.resolving.layers import resolve_agency

__all__ = ["judge_force", "resolve_agency"]
