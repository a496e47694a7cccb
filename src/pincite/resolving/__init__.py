"""Provisions, place and date in; the rule that controls each agency on each conduct out."""

from pincite.resolving.binding import bind_instrument
from pincite.resolving.force import can_control, judge_force
from pincite.resolving.layers import resolve_agency
from pincite.resolving.supersession import RETIRED, retire_superseded

__all__ = ["RETIRED", "bind_instrument", "can_control", "judge_force", "resolve_agency", "retire_superseded"]
