"""State frameworks: what a state's law is reported to require or limit, without its text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pincite.errors import ImpossibleValueError
from pincite.model.law import Rule

NONE_FOUND, NOT_KNOWN, NOT_VERIFIED = "none-found", "unknown", "not-verified"
REPORTED_RULES = frozenset(rule.value for rule in Rule if rule is not Rule.SILENT)
CONFIDENCES = ("high", "medium", "unverified")
STATUSES = ("in-force", "in-force-in-part", "enacted", "unconfirmed", NONE_FOUND)
_PARTIAL_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class StateFramework:
    """One report on a state's law. It has no words of the law, so it never makes a Y or an N.

    kind: source-kind id of the text that it is about. rules: conduct -> a rule, none-found, unknown or not-verified.
    effective_from, effective_to, status_as_of: years, months or days, "" unknown. unverified: names of the fields that
    the source itself doubts. sources: where it was read.
    """

    state: str
    name: str
    kind: str
    status: str
    sources: str
    act: str = ""
    citation: str = ""
    effective_from: str = ""
    effective_to: str = ""
    status_as_of: str = ""
    confidence: str = "unverified"
    unverified: tuple[str, ...] = ()
    rules: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        codes = REPORTED_RULES | {NONE_FOUND, NOT_KNOWN, NOT_VERIFIED}
        wrong = [f"{key}: {code}" for key, code in self.rules.items() if code not in codes]
        wrong += [day for day in (self.effective_from, self.effective_to, self.status_as_of) if not _is_partial(day)]
        wrong += [] if self.confidence in CONFIDENCES else [self.confidence]
        wrong += [] if self.status in STATUSES else [self.status]
        if wrong or not self.sources.strip():
            raise ImpossibleValueError(f"{self.state}, {self.name}: {', '.join(wrong) or 'no source'}")

    def rule_on(self, conduct: str) -> str:
        """The reported rule on ``conduct``, "" where none is reported or it is not verified."""
        code = self.rules.get(conduct, NOT_KNOWN)
        return code if code in REPORTED_RULES and self.status != NONE_FOUND else ""

    def is_live(self, as_of: str) -> bool:
        """Whether it may have been in force on ``as_of`` (ISO); a year or a month counts from its beginning."""
        began = not self.effective_from or self.effective_from <= as_of[: len(self.effective_from)]
        return began and (not self.effective_to or as_of[: len(self.effective_to)] <= self.effective_to)


def _is_partial(day: str) -> bool:
    return not day or bool(_PARTIAL_DAY.fullmatch(day))
