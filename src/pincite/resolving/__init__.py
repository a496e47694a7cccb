"""Provisions, place and date in; the rule that controls each agency on each conduct out."""

from pincite.resolving.binding import bind_instrument
from pincite.resolving.candidates import Hearing, open_hearing
from pincite.resolving.changes import Change, find_change_points, find_changes, find_looks
from pincite.resolving.force import can_control, judge_force
from pincite.resolving.frameworks import find_reports, find_unreplaced
from pincite.resolving.layers import resolve_agency, resolve_hearing
from pincite.resolving.supersession import RETIRED, retire_superseded
from pincite.resolving.undated import caution_undated, find_doubts
from pincite.resolving.versions import close_versions

__all__ = [
    "RETIRED", "Change", "Hearing", "bind_instrument", "can_control", "caution_undated", "close_versions",
    "find_change_points", "find_changes", "find_doubts", "find_looks", "find_reports", "find_unreplaced",
    "judge_force", "open_hearing", "resolve_agency", "resolve_hearing", "retire_superseded",
]  # fmt: skip
