"""Documents in; ranked passages for each conduct and a record of what was searched out."""

from pincite.finding.gate import find_gated, fold
from pincite.finding.rank import rank_passages

__all__ = ["find_gated", "fold", "rank_passages"]
