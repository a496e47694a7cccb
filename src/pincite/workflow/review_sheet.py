"""The review sheet: all drafts of a study as YAML that a person edits and that is read back strictly."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pincite.adapters.study import Study
from pincite.answering import Review
from pincite.errors import PackError
from pincite.model.law import Provision
from pincite.topics.strict_yaml import parse_as
from pincite.workflow.records import Recorded

UNDECIDED = "undecided"
DECISIONS = (UNDECIDED, "accept", "change", "reject")
_LONGEST_QUOTE = 300
_HEAD = (
    "# Drafts to review. For each one write decision: accept, change or reject, and the reason. With change, correct",
    "# the answer, or the rule, scope, exceptions and alone (exceptions that suffice by themselves). Then run:",
    '# pincite review OUT --edit THIS-FILE --by "Your name"',
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One entry of a sheet. Only a change carries the fields that say what the draft should have said."""

    target: str
    decision: str = UNDECIDED
    reason: str = ""
    by: str = ""
    answer: str = ""
    rule: str = ""
    scope: str = ""
    exceptions: tuple[str, ...] | None = None
    alone: tuple[str, ...] | None = None

    def as_review(self, *, by: str, at: str) -> Review:
        """The review that it records; an acceptance and a rejection take nothing of the other fields."""
        if self.decision != "change":
            return Review(target=self.target, action=self.decision, by=by, at=at, reason=self.reason)
        return Review(
            target=self.target, action="change", by=by, at=at, reason=self.reason, answer=self.answer,
            rule=self.rule, scope=self.scope, exceptions=self.exceptions, alone=self.alone,
        )  # fmt: skip

    def is_same(self, review: Review) -> bool:
        """Whether ``review`` already decides just that; who decided and when make no difference."""
        return self.as_review(by=review.by, at=review.at) == review


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    drafts: tuple[Decision, ...]
    study: str = ""


def parse_sheet(text: str, where: str) -> tuple[Decision, ...]:
    """The entries of a sheet; raises PackError with file and line for what is no decision."""
    sheet, located = parse_as(text, where, shape=_Sheet)
    seen: set[str] = set()
    for index, item in enumerate(sheet.drafts):
        at = located.at(("drafts", index, "decision"))
        if item.decision not in DECISIONS:
            raise PackError(f"unknown decision {item.decision!r}.", where=at, way_out=f"Write {', '.join(DECISIONS)}.")
        if item.target in seen:
            raise PackError(f"{item.target!r} stands twice.", where=at, way_out="Keep one of the two.")
        if item.decision in DECISIONS[2:] and not item.reason.strip():
            raise PackError(f"{item.decision} needs a reason.", where=at, way_out='Write it as reason: "...".')
        seen.add(item.target)
    return sheet.drafts


def render_sheet(study: Study, recorded: Mapping[str, Recorded]) -> str:
    """The sheet of a study, with the decisions that are already in effect."""
    about = f"{study.manifest.settings.get('place', '')}, {study.manifest.settings.get('state', '')}"
    lines = [*_HEAD, f"study: {_quoted(about)}"]
    entries = [line for provision in study.provisions for line in _provision(provision, recorded)]
    for section in ("answers", "elements"):
        for question, answer in study.assessment.get(section, {}).items():
            entries += _answer(question, answer, recorded)
    return "\n".join([*lines, *(["drafts:", *entries] if entries else ["drafts: []"])]) + "\n"


def _provision(item: Provision, recorded: Mapping[str, Recorded]) -> Iterator[str]:
    known = recorded[item.id].review if item.id in recorded else None
    changed = known if known and known.action == "change" else None
    yield f"  - target: {_quoted(item.id)}"
    for citation in item.citations:
        yield f"    # {citation.pinpoint}: {_shorten(citation.quote)}"
    yield from _decided(known)
    yield f"    rule: {_quoted(changed.rule if changed else item.rule.value)}"
    yield f"    scope: {_quoted((changed.scope if changed else '') or item.scope.value)}"
    kinds = [exception.kind for exception in item.exceptions]
    alone = [exception.kind for exception in item.exceptions if exception.alone]
    yield f"    exceptions: {_listed(changed.exceptions if changed and changed.exceptions is not None else kinds)}"
    yield f"    alone: {_listed(changed.alone if changed and changed.alone is not None else alone)}"


def _answer(question: str, answer: Mapping[str, str], recorded: Mapping[str, Recorded]) -> Iterator[str]:
    yield f"  - target: {_quoted(question)}"
    yield f"    # {_shorten(answer['text'])}"
    yield f"    # {_shorten(answer['basis'])}"
    yield from _decided(recorded[question].review if question in recorded else None)
    yield f"    answer: {_quoted(answer['answer'])}"


def _decided(review: Review | None) -> Iterator[str]:
    yield f"    decision: {review.action if review else UNDECIDED}"
    yield f"    reason: {_quoted(review.reason if review else '')}"
    if review:
        yield f"    by: {_quoted(review.by)}"


def _listed(kinds: Sequence[str]) -> str:
    return f"[{', '.join(_quoted(kind) for kind in kinds)}]"


def _shorten(text: str) -> str:
    """Text on one line of a comment."""
    words = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return words if len(words) <= _LONGEST_QUOTE else f"{words[: _LONGEST_QUOTE - 3]}..."


def _quoted(text: str) -> str:
    """Text in double quotes as YAML reads it back unchanged."""
    return json.dumps(text)
