"""The grammar compiled once: {groups} expanded, patterns made regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pincite.errors import PackError
from pincite.model.grammar import Frame, Grammar

_GROUP = re.compile(r"\{([a-z_]+)\}")
BESIDE = "beside"
_DEEPEST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledFrame:
    """A frame ready to be tried; needs: expressions that the clause or its heading must hold."""

    conduct: str
    frame: Frame
    verb: re.Pattern[str]
    object: re.Pattern[str] | None
    near: tuple[re.Pattern[str], ...]
    needs: tuple[re.Pattern[str], ...]
    veto: re.Pattern[str] | None
    beside: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledOperator:
    """One operator expression with its effect; rank: earlier ones win where two overlap."""

    effect: str
    pattern: re.Pattern[str]
    after: bool
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledGrammar:
    """Everything that the reader tries on a clause."""

    grammar: Grammar
    frames: tuple[CompiledFrame, ...]
    operators: tuple[CompiledOperator, ...]
    mask: re.Pattern[str]
    skip: re.Pattern[str]
    report: re.Pattern[str]
    definitions: tuple[re.Pattern[str], ...]
    restrict: re.Pattern[str]
    refuse: re.Pattern[str]
    conditions: re.Pattern[str]
    only_if: re.Pattern[str]
    sibling: re.Pattern[str]
    federal_subject: re.Pattern[str]
    agreement_document: re.Pattern[str]
    federal_start: re.Pattern[str]
    by_federal: re.Pattern[str]
    private_subject: re.Pattern[str]
    policy: re.Pattern[str]
    reporting: re.Pattern[str]
    noise: re.Pattern[str]
    terms: tuple[tuple[str, re.Pattern[str], re.Pattern[str] | None], ...]
    ways_out: tuple[tuple[str, re.Pattern[str]], ...]
    bearers: tuple[tuple[str, re.Pattern[str]], ...]
    topical: re.Pattern[str]
    always: Mapping[str, str]
    about: Mapping[str, re.Pattern[str]]
    narrowing: Mapping[str, re.Pattern[str] | None]


def expand(pattern: str, groups: Mapping[str, Iterable[str]], *, depth: int = 0) -> str:
    """``pattern`` with every {group} replaced by its alternatives; raises PackError for an unknown or endless one."""
    if depth > _DEEPEST:
        raise PackError("a group that holds itself.", where="reading grammar", way_out="Break the circle.")

    def alternatives(match: re.Match[str]) -> str:
        if match[1] not in groups:
            raise PackError(f"no group {match[1]!r}.", where="reading grammar", way_out="Define it under groups.")
        inner = (expand(item, groups, depth=depth + 1) for item in groups[match[1]])
        return "(?:" + "|".join(inner) + ")"

    return _GROUP.sub(alternatives, pattern)


@lru_cache(maxsize=4)
def compile_grammar(grammar: Grammar) -> CompiledGrammar:
    """Compile a grammar; the result is kept, since one grammar serves many documents."""
    groups = grammar.groups

    def one(patterns: Iterable[str]) -> re.Pattern[str]:
        return re.compile("|".join(expand(item, groups) for item in patterns), re.IGNORECASE)

    def optional(patterns: Iterable[str]) -> re.Pattern[str] | None:
        return one(patterns) if list(patterns) else None

    return CompiledGrammar(
        grammar=grammar,
        frames=tuple(
            _compile_frame(item.conduct, frame, groups) for item in grammar.conducts for frame in item.frames
        ),
        operators=tuple(
            CompiledOperator(effect=item.effect, pattern=one(item.patterns), after=item.after, rank=rank)
            for rank, item in enumerate(grammar.operators)
        ),
        mask=one(grammar.masks),
        skip=one(grammar.skip),
        report=one(grammar.report),
        definitions=tuple(re.compile(expand(item, groups)) for item in grammar.definitions),
        restrict=one(grammar.restrict),
        refuse=one(grammar.refuse),
        conditions=one(grammar.conditions),
        only_if=one(grammar.only_if),
        sibling=one(grammar.sibling),
        federal_subject=one([grammar.federal_subject]),
        agreement_document=one([grammar.agreement_document]),
        federal_start=one(["{fed}"]),
        by_federal=one([r"\w+(?:,? (?:and |or )?\w+ed){0,3} by (?:the )?{fed}"]),
        private_subject=one([grammar.private_subject]),
        policy=one([grammar.policy]),
        reporting=one(grammar.reporting),
        noise=one(grammar.noise),
        terms=tuple(
            (item.sign, one([item.meaning]), one([item.term]) if item.term else None) for item in grammar.terms
        ),
        ways_out=tuple((item.kind, one(item.patterns)) for item in grammar.ways_out),
        bearers=tuple((item.role, one(item.patterns)) for item in grammar.bearers),
        topical=one(["{fed_any}"]),
        always={item.conduct: item.always for item in grammar.conducts if item.always},
        about={item.conduct: one(item.about) for item in grammar.conducts if item.about},
        narrowing={item.conduct: optional(item.narrowing) for item in grammar.conducts},
    )


def _compile_frame(conduct: str, frame: Frame, groups: Mapping[str, Iterable[str]]) -> CompiledFrame:
    def make(pattern: str) -> re.Pattern[str]:
        return re.compile(expand(pattern, groups), re.IGNORECASE)

    return CompiledFrame(
        conduct=conduct,
        frame=frame,
        verb=make(frame.verb),
        object=make(frame.object) if frame.object else None,
        near=tuple(make(item) for item in frame.near),
        needs=tuple(make("{" + name + "}") for name in frame.needs if name != BESIDE),
        veto=make("|".join(frame.veto)) if frame.veto else None,
        beside=BESIDE in frame.needs,
    )
