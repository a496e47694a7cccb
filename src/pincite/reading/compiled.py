"""The grammar compiled once: {groups} expanded, patterns made regular expressions, those for clauses numbered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pincite.errors import PackError
from pincite.model.grammar import DefinedTerm, Frame, Grammar
from pincite.reading.prefilter import Finder, Prefilter, make_prefilter

_LETTERS = re.compile(r"\\.|[A-Z]+", re.DOTALL)
_WORD_START = r"(?<!\w)(?=\S)"
_GROUP = re.compile(r"\{([a-z_]+)\}")
BESIDE, BARGAIN = "beside", "bargain"
_DEEPEST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledFrame:
    """A frame ready to be tried; needs: expressions that the clause or its heading must hold.

    bits: numbers of the expressions, as bits, that the clause itself must hold.
    """

    conduct: str
    frame: Frame
    verb: Finder
    object: Finder | None
    near: tuple[Finder, ...]
    needs: tuple[Finder, ...]
    veto: Finder | None
    beside: bool
    bargain: bool
    bits: int


@dataclass(frozen=True, slots=True)
class CompiledTerm:
    """A kind of defined term: its sign, what its meaning holds, what the term holds, and terms left alone."""

    sign: str
    meaning: re.Pattern[str]
    term: re.Pattern[str]
    unless: re.Pattern[str] | None

    def fits(self, term: str, meaning: str) -> bool:
        """Whether a term defined so is of this kind; both in lower case."""
        left_alone = self.unless is not None and self.unless.search(term)
        return not left_alone and bool(self.term.search(term) and self.meaning.search(meaning))


@dataclass(frozen=True, slots=True)
class CompiledBackReference:
    """Words that may point back, ready to be searched; sign: what they are overwritten with."""

    sign: str
    words: Finder
    antecedent: re.Pattern[str]
    rival: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledOperator:
    """One operator expression with its effect; rank: earlier ones win where two overlap."""

    effect: str
    finder: Finder
    after: bool
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledGrammar:
    """Everything that the reader tries on a clause."""

    grammar: Grammar
    frames: tuple[CompiledFrame, ...]
    prefilter: Prefilter
    operators: tuple[CompiledOperator, ...]
    mask: re.Pattern[str]
    skip: Finder
    report: re.Pattern[str]
    definitions: tuple[re.Pattern[str], ...]
    restrict: Finder
    refuse: Finder
    conditions: Finder
    only_if: Finder
    sibling: Finder
    federal_subject: re.Pattern[str]
    agreement_document: re.Pattern[str]
    federal_start: re.Pattern[str]
    by_federal: re.Pattern[str]
    private_subject: re.Pattern[str]
    policy: Finder
    reporting: Finder
    noise: re.Pattern[str]
    telling: re.Pattern[str]
    terms: tuple[CompiledTerm, ...]
    back_references: tuple[CompiledBackReference, ...]
    ways_out: tuple[tuple[str, re.Pattern[str]], ...]
    bearers: tuple[tuple[str, re.Pattern[str]], ...]
    wide: frozenset[str]
    not_issuers: re.Pattern[str]
    topical: re.Pattern[str]
    on_topic: Finder
    always: Mapping[str, str]
    about: Mapping[str, re.Pattern[str]]
    cited: Mapping[str, re.Pattern[str]]
    narrowing: Mapping[str, Finder]


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


def lower_pattern(pattern: str) -> str:
    """``pattern`` for lower-case text: every letter lowered but those behind a backslash."""
    return _LETTERS.sub(lambda match: match[0] if match[0][0] == "\\" else match[0].lower(), pattern)


class _Compiler:
    """Compiles expressions with their groups; equal ones are compiled and numbered once."""

    def __init__(self, groups: Mapping[str, Iterable[str]]) -> None:
        self.groups = {name: tuple(items) for name, items in groups.items()}
        self.finders: dict[str, Finder] = {}

    def one(self, patterns: Iterable[str]) -> re.Pattern[str]:
        """One expression that matches whatever one of ``patterns`` does, for lower-case text."""
        return re.compile(lower_pattern("|".join(expand(item, self.groups) for item in patterns)))

    def finder(self, pattern: str) -> Finder:
        """The numbered expression for ``pattern`` where it begins a word."""
        return self.numbered([f"{_WORD_START}(?:{pattern})"])

    def numbered(self, patterns: Iterable[str]) -> Finder:
        """The numbered expression that matches whatever one of ``patterns`` does."""
        pattern = "|".join(patterns)
        if pattern not in self.finders:
            number = len(self.finders)
            self.finders[pattern] = Finder(number, self.one([pattern]), 1 << number)
        return self.finders[pattern]

    def prefilter(self) -> Prefilter:
        """The prefilter of all expressions numbered so far."""
        groups = {name: [lower_pattern(item) for item in items] for name, items in self.groups.items()}
        return make_prefilter({item.number: lower_pattern(text) for text, item in self.finders.items()}, groups)

    def term(self, item: DefinedTerm) -> CompiledTerm:
        """One kind of defined term; an empty ``term`` fits every term."""
        unless = self.one([item.unless]) if item.unless else None
        return CompiledTerm(item.sign, self.one([item.meaning]), self.one([item.term]), unless)

    def frame(self, conduct: str, frame: Frame) -> CompiledFrame:
        """One frame ready to be tried."""
        verb = self.finder(frame.verb)
        thing = self.finder(frame.object) if frame.object else None
        near = tuple(self.finder(item) for item in frame.near)
        held = [*near, *([thing] if thing else []), *([] if frame.main else [verb])]
        return CompiledFrame(
            conduct=conduct,
            frame=frame,
            verb=verb,
            object=thing,
            near=near,
            bits=sum({item.flag for item in held}),
            needs=tuple(self.finder("{" + name + "}") for name in frame.needs if name not in {BESIDE, BARGAIN}),
            veto=self.numbered(frame.veto) if frame.veto else None,
            beside=BESIDE in frame.needs,
            bargain=BARGAIN in frame.needs,
        )


@lru_cache(maxsize=4)
def compile_grammar(grammar: Grammar) -> CompiledGrammar:
    """Compile a grammar; the result is kept, since one grammar serves many documents."""
    make = _Compiler(grammar.groups)
    one, numbered = make.one, make.numbered
    conducts = grammar.conducts
    frames = tuple(make.frame(item.conduct, frame) for item in conducts for frame in item.frames)
    operators = _compile_operators(grammar, make)
    return CompiledGrammar(
        grammar=grammar,
        frames=frames,
        operators=operators,
        terms=tuple(make.term(item) for item in grammar.terms),
        definitions=tuple(re.compile(expand(item, grammar.groups)) for item in grammar.definitions),
        back_references=tuple(
            CompiledBackReference(item.sign, numbered([item.words]), one([item.antecedent]), one([item.rival]))
            for item in grammar.back_references
        ),
        ways_out=tuple((item.kind, one(item.patterns)) for item in grammar.ways_out),
        bearers=tuple((item.role, one(item.patterns)) for item in grammar.bearers),
        wide=frozenset(item.role for item in grammar.bearers if item.wide),
        not_issuers=one([grammar.not_issuers]),
        always={item.conduct: item.always for item in conducts if item.always},
        cited={kind: one(patterns) for kind, patterns in grammar.cited.items()},
        about={item.conduct: one(item.about) for item in conducts if item.about},
        narrowing={item.conduct: numbered(item.narrowing) for item in conducts if item.narrowing},
        mask=one(grammar.masks),
        skip=numbered(grammar.skip),
        report=one(grammar.report),
        reporting=numbered(grammar.reporting),
        restrict=numbered(grammar.restrict),
        refuse=numbered(grammar.refuse),
        conditions=numbered(grammar.conditions),
        only_if=numbered(grammar.only_if),
        sibling=numbered(grammar.sibling),
        noise=re.compile("|".join(grammar.noise), re.IGNORECASE),
        telling=re.compile("|".join(grammar.telling), re.IGNORECASE),
        policy=numbered([grammar.policy]),
        topical=one(["{enforcement_word}"]),
        on_topic=numbered(["{on_topic}"]),
        agreement_document=re.compile(grammar.agreement_document, re.IGNORECASE),
        federal_start=one(["{fed}"]),
        federal_subject=one([grammar.federal_subject]),
        by_federal=one([r"(?!(?:access|entry|use)\b)\w+(?:,? (?:and |or )?\w+ed){0,3} by (?:the )?{fed}"]),
        private_subject=one([grammar.private_subject]),
        prefilter=make.prefilter(),
    )


def _compile_operators(grammar: Grammar, make: _Compiler) -> tuple[CompiledOperator, ...]:
    return tuple(
        CompiledOperator(effect=item.effect, finder=make.numbered(item.patterns), after=item.after, rank=rank)
        for rank, item in enumerate(grammar.operators)
    )
