"""An outline as blocks, the same for every format: its text first, then redline, notes, what is apart, and answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pincite.drafting.clauses import SHOULD
from pincite.drafting.clean import clean_line
from pincite.drafting.outline_text import letter_lines
from pincite.model.clause import Clause
from pincite.model.outline import (
    DISCLAIMER,
    Block,
    ClauseStanding,
    Outline,
    OutlineSection,
    PresentText,
    Standing,
)
from pincite.model.topic import Topic

_APART = (
    (Standing.CLOSED, "Not offered: a higher text stands in the way"),
    (Standing.BEYOND, "Not offered: beyond what this body can bind"),
    (Standing.COVERED, "Cited, not repeated: present law says it already"),
    (Standing.UNNEEDED, "Left as it is: nothing is open there"),
)
_INTRO = (
    "Made by Pincite from its clause library. Counsel has to check it against the law of the state, the charter and "
    "collective agreements before anybody relies on it."
)
_EMPTY = "Nothing is left that this body could adopt: see below what is apart, and why."
_NOTE = "Answers that the clauses would give, by their hand-made codings; practice is another matter."
_CHANGES = "What the answers would be if it were adopted as it stands"
_REDLINE = (
    "What is struck and what is inserted is also told in words, in brackets. Only the words that Pincite cites are "
    "marked up: look at the whole of each section, for exceptions may stand beside them."
)
_LONG_QUOTE = 400


def make_blocks(outline: Outline, topic: Topic) -> tuple[Block, ...]:
    """The whole outline in order; every text is one line, fit to be shown."""
    return tuple(
        block
        for part in (_head, _text, _redlines, _notes, _apart, _answers, _cautions)
        for block in part(outline, topic)
    )


def _head(outline: Outline, topic: Topic) -> Iterator[Block]:
    yield Block(kind="title", text=outline.title)
    yield Block(kind="strong", text=f"{DISCLAIMER}.")
    yield Block(kind="paragraph", text=_INTRO)
    said = f"{outline.place}, {outline.state}, as of {outline.as_of}. Variant: {outline.variant}."
    yield Block(kind="paragraph", text=said)


def _text(outline: Outline, topic: Topic) -> Iterator[Block]:
    yield Block(kind="heading", text="The text")
    if not outline.sections:
        yield Block(kind="paragraph", text=_EMPTY)
        return
    yield Block(kind="paragraph", text=outline.enacting)
    for section in outline.sections:
        yield Block(kind="section", label=str(section.number), text=section.title)
        for letter, line in letter_lines(section):
            yield Block(kind="line", label=letter, text=line)


def _redlines(outline: Outline, topic: Topic) -> Iterator[Block]:
    found = [(section, item) for section in outline.sections for item in section.redlines]
    if not found:
        return
    yield Block(kind="heading", text="Redline against present text")
    yield Block(kind="paragraph", text=_REDLINE)
    for section, item in found:
        yield Block(kind="subheading", text=f"Section {section.number} in place of {_source(item.of)}")
        yield Block(kind="redline", runs=item.runs)


def _notes(outline: Outline, topic: Topic) -> Iterator[Block]:
    if outline.sections:
        yield Block(kind="heading", text="Notes on the sections")
    for section in outline.sections:
        notes = list(_of_section(section, topic))
        if notes:
            yield Block(kind="subheading", text=f"Section {section.number}. {section.title}")
            yield from notes


def _of_section(section: OutlineSection, topic: Topic) -> Iterator[Block]:
    clause = section.clause
    for text in section.cautions:
        yield Block(kind="bullet", text=f"Ask counsel: {clean_line(text)}")
    if clause.meets:
        yield Block(kind="bullet", text=f"Would answer best: {', '.join(clause.meets)}.")
    if clause.backed_by:
        backs = " and ".join(topic.conduct(item).short for item in clause.backed_by)
        yield Block(kind="bullet", text=f"While the section on whether to {backs} stands, it answers for this one too.")
    for text in clause.loopholes:
        yield Block(kind="bullet", text=f"Known loophole: {text}")
    for precedent in topic.precedents:
        if precedent.id in clause.precedents:
            said = f"Precedent: {precedent.title} ({precedent.place}). {precedent.citation}. Status: {precedent.status}"
            yield Block(kind="bullet", text=f"{said} ({precedent.source}, {precedent.as_of}).")
    rows = tuple(_options(clause, topic))
    if rows:
        heads = ("Possible change", "Words", "What it would cost")
        yield Block(kind="table", text=f"Possible changes to section {section.number}", rows=(heads, *rows))


def _options(clause: Clause, topic: Topic) -> Iterator[tuple[str, str, str]]:
    labels = {item.id: item.label for item in topic.exceptions}
    for option in clause.options:
        label = f"Exception: {labels[option.kind]}"
        yield label, f"…{option.text}", tell_costs(option.costs, clause)
    if clause.coding and " shall" in f" {clause.text}":
        yield f'"{SHOULD}" for "shall"', "a wish in place of a duty", tell_costs(clause.should_costs, clause)


def tell_costs(costs: dict[str, str], clause: Clause) -> str:
    """What a change would turn, in words: which answers from Y, and which questions would then be asked."""
    turned: dict[str, list[str]] = {}
    for item, answer in costs.items():
        if item in clause.meets:
            turned.setdefault(answer, []).append(item)
    parts = [f"{', '.join(items)} from Y to {answer}" for answer, items in turned.items()]
    asked = [f"{item} ({answer})" for item, answer in costs.items() if item not in clause.meets]
    if asked:
        parts.append(f"and then it matters: {', '.join(asked)}")
    return "; ".join(parts) if parts else "no answer of this standard"


def _apart(outline: Outline, topic: Topic) -> Iterator[Block]:
    for standing, heading in _APART:
        listed = [item for item in outline.aside if item.standing is standing]
        if listed:
            yield Block(kind="heading", text=heading)
        for item in listed:
            yield Block(kind="bullet", text=f"{item.clause.title}: {clean_line(item.why)}{_shown(item)}")


def _shown(item: ClauseStanding) -> str:
    return "".join(f" {_source(text)}: “{_short(text.citations[0].quote)}”{_draft(text)}" for text in item.shown)


def _draft(text: PresentText) -> str:
    return " (machine draft; check it)" if text.draft else ""


def _source(text: PresentText) -> str:
    pinpoints = dict.fromkeys(item.pinpoint for item in text.citations if item.pinpoint)
    return clean_line(", ".join((text.title, *pinpoints)))


def _short(quote: str) -> str:
    words = " ".join(quote.split())
    return clean_line(words if len(words) <= _LONG_QUOTE else f"{words[:_LONG_QUOTE]}…")


def _answers(outline: Outline, topic: Topic) -> Iterator[Block]:
    rows = [(f"{item.item}. {item.text}", item.now, item.then) for item in outline.answers if item.now != item.then]
    if not outline.sections:
        return
    yield Block(kind="heading", text=_CHANGES)
    yield Block(kind="paragraph", text=_NOTE)
    if rows:
        yield Block(kind="table", text=_CHANGES, rows=(("Question", "Now", "Then"), *rows))
    else:
        yield Block(kind="paragraph", text="No answer would change.")
    same = [f"{item.item} ({item.now})" for item in outline.answers if item.now == item.then]
    if same:
        yield Block(kind="paragraph", text=f"Unchanged: {', '.join(same)}.")


def _cautions(outline: Outline, topic: Topic) -> Iterator[Block]:
    met = {item for section in outline.sections for item in section.clause.meets}
    caveats = [item for item in topic.caveats if met & set(item.questions)]
    yield Block(kind="heading", text="Cautions")
    yield from _bullets([*outline.cautions, *(f"{item.title}: {item.says} ({item.as_of})" for item in caveats)])
    yield Block(kind="strong", text=f"{DISCLAIMER}.")


def _bullets(texts: Sequence[str]) -> Iterator[Block]:
    for text in texts:
        yield Block(kind="bullet", text=" ".join(text.split()))
