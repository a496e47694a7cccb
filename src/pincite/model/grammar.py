"""The reader's grammar as data: word groups, operators, frames of conducts, ways out, scope, bearers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """A turn of phrase that sets the modality of what follows. effect: ban, duty, permission, nothing, need-not,
    only, void, weak-ban or urge. after: it may stand behind what it governs ("... is prohibited").
    """

    effect: str
    patterns: tuple[str, ...]
    after: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """How a conduct is put into words: a verb and its object in one clause.

    verb, object: regular expressions that may use {groups}; with main, ``verb`` says which main verbs do not count,
    and any other verb right behind an operator does. within: most characters between the two.
    near: further expressions, each of which must stand within ``near_within`` characters of the verb.
    order: "vo" verb first, "ov" object first, "any". needs: groups that the clause (or its heading) must hold;
    "beside" for a clause near another conduct, "bargain" for one in an agreement.
    veto: expressions that rule it out around the match. inverse: the words say the opposite of the conduct
    ("release ... in spite of a detainer"), so that a duty is a ban and a ban a duty. actor: "local" (default),
    "federal" (agencies only let it happen) or "any". only: effects for which the frame counts, () for all.
    bare: counts without any operator, as a permission (a power listed in an agreement); says: the effect without any
    operator. proviso: it may stand as the condition of a ban ("may not ... until he has shown a badge") and is then
    a duty.
    """

    id: str
    verb: str
    object: str = ""
    near: tuple[str, ...] = ()
    near_within: int = 150
    within: int = 160
    order: str = "vo"
    needs: tuple[str, ...] = ()
    veto: tuple[str, ...] = ()
    actor: str = "local"
    only: tuple[str, ...] = ()
    bare: bool = False
    inverse: bool = False
    main: bool = False
    says: str = ""
    proviso: bool = False
    part: bool = False
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ConductGrammar:
    """Frames of one conduct and the words that narrow it to a part.

    always: its rule, whatever the operator. about: words by which a savings clause that names no conduct reaches it
    ("disclosure of information"); a clause that has such words for some conduct reaches no other.
    """

    conduct: str
    frames: tuple[Frame, ...]
    narrowing: tuple[str, ...] = ()
    always: str = ""
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOut:
    """Words by which an exception of one kind is recognised."""

    kind: str
    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """Words by which a bound role is recognised in a subject. wide: a role of many bodies, not of one issuer."""

    role: str
    patterns: tuple[str, ...]
    wide: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinedTerm:
    """A kind of defined term. Where what a document means by a term matches ``meaning`` (and the term ``term``), the
    term counts in that document as ``sign``, a private-use character that stands in the groups which it extends.
    unless: terms that the grammar knows by their plain words.
    """

    sign: str
    meaning: str
    term: str = ""
    unless: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confidence:
    """How signals of a draft come to the probability that its rule is right: a logistic model, fitted and not written.

    constant, weights: of the model, by signal. fitted_on: the day; command: what fitted them; cases: on what.
    """

    version: str
    fitted_on: str
    command: str
    cases: str
    constant: float
    weights: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class BackReference:
    """Words that may point back to something ("that agency"), which then count as ``sign``: what they have to point
    to, and what they point to just as well, so that the nearer of the two decides.
    """

    sign: str
    words: str
    antecedent: str
    rival: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Grammar:
    """All reading data of a topic. groups: name -> alternatives, usable as {name} in any pattern.

    not_issuers: words in a document's opening that name nobody in particular. attached: exception kinds that hold for
    a permission or duty wherever its sentence has the words.
    attached_near: those of them that also hold where the sentence before or behind has the words. cited: words by
    which a ban on limits names an exception kind of ``saved``.
    general: conducts that a general ban covers, which "may take part in a task force" opens. judged: exception kinds
    that keep a ban a prohibition. saved: (conduct, exception kind) of a savings clause alone.
    masks: expressions blanked out before reading (citations of statutes, "including but not limited to").
    skip: sentences that are no rule (findings, recitals, history). report: lead-ins whose items are no rules.
    conditions: openings of ways out inside a sentence; sibling: openings of ways out in a sentence of their own.
    policy: words by which a ban on something is a ban on ruling it ("adopt a policy that"). reporting: words after
    which things are counted or listed, not ruled. federal_subject, private_subject: noun phrases that act for no
    state or local agency. drafts_from: least probability (0..1) of a draft, below it the reader abstains. decides_from:
    least one on which a Y or N may rest before a person has reviewed it; confidence: what both are made of.
    lexicon: words that are mended in badly scanned text. noise: signs of such text. telling: words of the topic alone;
    in a long collection nothing far from all of them is taken for a rule on it.
    """

    version: str
    groups: dict[str, tuple[str, ...]]
    masks: tuple[str, ...]
    skip: tuple[str, ...]
    report: tuple[str, ...]
    definitions: tuple[str, ...]
    operators: tuple[Operator, ...]
    restrict: tuple[str, ...]
    refuse: tuple[str, ...]
    conditions: tuple[str, ...]
    only_if: tuple[str, ...]
    sibling: tuple[str, ...]
    federal_subject: str
    agreement_document: str
    private_subject: str
    policy: str
    reporting: tuple[str, ...]
    noise: tuple[str, ...]
    telling: tuple[str, ...]
    lexicon: tuple[str, ...]
    terms: tuple[DefinedTerm, ...]
    back_references: tuple[BackReference, ...]
    conducts: tuple[ConductGrammar, ...]
    ways_out: tuple[WayOut, ...]
    bearers: tuple[Bearer, ...]
    not_issuers: str
    attached: tuple[str, ...]
    attached_near: tuple[str, ...]
    cited: dict[str, tuple[str, ...]]
    general: tuple[str, ...]
    judged: tuple[str, ...]
    saved: dict[str, str]
    drafts_from: float
    decides_from: float
    confidence: Confidence
