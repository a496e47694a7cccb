"""Reference codings: what a careful reading recorded for an instrument, in the form of the protocol."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from pincite.errors import InputError
from pincite.model.law import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceProvision:
    """One conduct of a reference coding. *_agreed: both coders are sure; *_either: anyone named it."""

    conduct: str
    rule: Rule
    rule_alternatives: tuple[Rule, ...] = ()
    exceptions_agreed: tuple[str, ...] = ()
    exceptions_either: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    scope: str = "whole"
    scope_words: str = ""
    bound_agreed: tuple[str, ...] = ()
    bound_either: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceCoding:
    """A coded instrument: slug, facts of the document and one provision a conduct."""

    slug: str
    document: Mapping[str, Any]
    provisions: tuple[ReferenceProvision, ...]

    def on(self, conduct: str) -> ReferenceProvision:
        """The provision on ``conduct``; silence where none is recorded."""
        for provision in self.provisions:
            if provision.conduct == conduct:
                return provision
        return ReferenceProvision(conduct=conduct, rule=Rule.SILENT)


def parse_reference(content: bytes, *, where: str) -> ReferenceCoding:
    """Read one reference coding from JSON; raises InputError naming the file and the fault."""
    try:
        return msgspec.json.decode(content, type=ReferenceCoding)
    except msgspec.DecodeError as error:
        raise InputError(f"not a reference coding: {error}.", where=where, way_out="See the protocol.") from None
