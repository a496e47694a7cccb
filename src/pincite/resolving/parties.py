"""Agreements with immigration authorities: which agency of the place is a party, and of which model they are."""

from __future__ import annotations

import re

from pincite.model.document import SourceDocument
from pincite.model.place import Agency, Place
from pincite.packs.us.observations import find_post, load_participant_rules
from pincite.resolving.naming import find_named, is_government

_MAKES_CONTRACTS = "contracting-body"
_OPENING = 4000  # code points in which an agreement says what it is


def find_party(party: str, named_place: str, place: Place) -> Agency | None:
    """The agency of the place that a party's name is of; the place's own name is that of the body that contracts.

    named_place: the place that the party is of. None where it is none of them, or several may be meant.
    """
    kind = find_post(party, load_participant_rules())
    if not kind and is_government(party, place):
        kind = _MAKES_CONTRACTS
    return find_named(party, named_place, kind=kind, place=place)


def find_model(document: SourceDocument) -> str:
    """The model of a 287(g) agreement as the participant sheets name it, "" for another agreement.

    The rules' ``not_told`` where it is of such an agreement and names no model, or two of them as often.
    """
    rules = load_participant_rules()
    if not re.search(rules.delegation, document.text[:_OPENING]):
        return ""
    counts = {model: _count(document.text, names) for model, names in rules.models.items()}
    most = max(counts.values())
    named = [model for model, count in counts.items() if count == most]
    return named[0] if most and len(named) == 1 else rules.not_told


def _count(text: str, names: tuple[str, ...]) -> int:
    pattern = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
    return len(re.findall(rf"\b(?:{pattern})\b", text, re.IGNORECASE))
