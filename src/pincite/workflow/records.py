"""The record of reviews: rows that are only ever added, which of them are in effect, and which no longer fit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

import msgspec

from pincite.answering import Review
from pincite.answering.review import parse_reviews
from pincite.model.law import Provision

UNDO = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A review with what it was made on: the draft's fingerprint and the document's sha256, "" for none."""

    review: Review
    draft: str = ""
    source: str = ""


def find_effective(rows: Sequence[Mapping[str, object]]) -> list[Recorded]:
    """The last review of each target that has not been undone. An undo takes back the latest one before it."""
    stacks: dict[str, list[Recorded]] = defaultdict(list)
    for row, review in zip(rows, parse_reviews(rows), strict=True):
        if review.action == UNDO:
            del stacks[review.target][-1:]
        else:
            grounds = (str(row.get("draft", "")), str(row.get("source", "")))
            stacks[review.target].append(Recorded(review=review, draft=grounds[0], source=grounds[1]))
    return [stack[-1] for stack in stacks.values() if stack]


def find_stale(
    recorded: Iterable[Recorded], *, drafts: Mapping[str, Provision], sources: Mapping[str, str]
) -> dict[str, str]:
    """Target -> why its review no longer counts. An acceptance holds for the draft that was accepted, a person's own
    coding for the same bytes of the document.
    """
    stale = {}
    for item in recorded:
        target = item.review.target
        if "#" not in target:
            continue
        draft = drafts.get(target)
        if draft is None:
            stale[target] = f"The review of {target} is set aside: the reader no longer drafts it."
        elif item.source and sources.get(draft.instrument) != item.source:
            stale[target] = f"The review of {target} is set aside: its document has changed. Review it again."
        elif item.review.action == "accept" and item.draft and item.draft != make_fingerprint(draft):
            stale[target] = f"The review of {target} is set aside: the draft has changed. Review it again."
    return stale


def make_fingerprint(provision: Provision) -> str:
    """A short name of all that a draft says, its probability and its reader's name left out."""
    said = (
        provision.rule, provision.exceptions, provision.scope, provision.scope_words, provision.bound,
        tuple((item.start, item.end, item.quote) for item in provision.citations),
    )  # fmt: skip
    return sha256(msgspec.json.encode(said)).hexdigest()[:16]


def make_row(review: Review, *, draft: Provision | None, source: str) -> dict[str, Any]:
    """The review as a row for reviews.jsonl, with what it was made on; fields that are not set are left out."""
    said = {key: value for key, value in asdict(review).items() if value not in ("", None)}
    said["reason"] = review.reason
    if draft is not None:
        said |= {"draft": make_fingerprint(draft), "source": source}
    return said
