"""The reading copy of a rubric and its codes, generated as Markdown; nobody edits it by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pincite.model.rubric import AnswerTable, Criterion, Question, Rubric, TableRow
from pincite.model.topic import Caveat, Precedent, Topic
from pincite.topics.codebook_words import either, say_skips, say_when


def render_codebook(topic: Topic, rubric: Rubric) -> str:
    """Markdown: the rubric's questions and tables, the topic's conducts, codes, caveats and precedents."""
    parts = (
        _title(topic, rubric), _criteria(topic, rubric), _elements(topic, rubric), _landscape(rubric),
        _tables(topic, rubric), _asked(topic, rubric), _conducts(topic), _codes(topic), _kinds(topic),
        _caveats(topic), _remarks(rubric), _precedents(topic), _resources(topic),
    )  # fmt: skip
    return "\n".join(line for part in parts for line in part).rstrip() + "\n"


def _title(topic: Topic, rubric: Rubric) -> Iterator[str]:
    yield f"# {rubric.title}"
    yield ""
    yield f"Rubric `{rubric.id}`, version {rubric.version}; topic `{topic.id}`, version {topic.version}."
    yield "Generated from the packs; edit those."
    yield ""
    yield f"- Standard of: {rubric.author} ({rubric.source}; as of {rubric.as_of})"
    yield f"- Answers: {either(rubric.answers)}; besides these always unknown or not-applicable"
    yield f"- Where agencies differ: {rubric.differ}"
    yield "- It prefers Y" if rubric.prefers else "- It prefers no answer"
    yield ""
    yield from (rubric.disclaimer.strip(), "", topic.describes.strip(), "")


def _criteria(topic: Topic, rubric: Rubric) -> Iterator[str]:
    yield from ("## Questions", "")
    for criterion in rubric.criteria:
        yield from _criterion(criterion)
        for question in (item for item in rubric.questions if item.criterion == criterion.id):
            yield from _question(question, topic, rubric)
    for question in (item for item in rubric.questions if not item.criterion):
        yield from _question(question, topic, rubric)


def _criterion(criterion: Criterion) -> Iterator[str]:
    yield from (f"### {criterion.id} {criterion.title}", "")
    if criterion.met_by:
        yield from (f"Met by: {', '.join(criterion.met_by)}.", "")
    yield from _listed(f"Not asked by any question: {item}" for item in criterion.unasked)
    yield from _listed(criterion.notes)


def _question(question: Question, topic: Topic, rubric: Rubric) -> Iterator[str]:
    group = next((item.label for item in rubric.asked_of if item.id == question.asked_of), question.asked_of)
    shorts = {item.id: item.short for item in topic.conducts}
    yield from (f"#### {question.id}", "", question.text, "")
    yield f"- About: {question.asks}"
    yield f"- Conduct: {'; '.join(f'`{item}` ({shorts.get(item, item)})' for item in question.conducts)}"
    yield f"- Asked of: {group}{'; one agency is enough' if question.combine == 'any' else ''}"
    if question.skip_if:
        yield f"- Not asked where {say_skips(question.skip_if)}"
    for place in question.where:
        yield f"- Look in: {place.text} (`{place.kind}`){' — added by Pincite' if place.ours else ''}"
    for protection in question.protections:
        yield f"- First for each: {protection.label} ({', '.join(protection.conducts)})"
    for caveat in (item for item in topic.caveats if question.id in item.questions):
        yield f"- Caveat {caveat.id}: {caveat.title}"
    yield from (f"- Note: {note}" for note in question.notes)
    yield from (f"- Answered by table `{question.table}`", "")


def _elements(topic: Topic, rubric: Rubric) -> Iterator[str]:
    if rubric.elements:
        yield from ("## Elements of the ideal policy", "")
    for element in rubric.elements:
        yield from _question(element, topic, rubric)


def _landscape(rubric: Rubric) -> Iterator[str]:
    if rubric.landscape:
        yield from ("## Landscape", "")
        yield from _listed(f"{item.id}: {item.text}" for item in rubric.landscape)


def _tables(topic: Topic, rubric: Rubric) -> Iterator[str]:
    yield from ("## Answer tables", "", "The first row that holds decides.", "")
    for table in rubric.tables:
        yield from _table(table, topic)


def _table(table: AnswerTable, topic: Topic) -> Iterator[str]:
    yield from (f"### `{table.id}`", "")
    rows = (
        (
            str(number),
            say_when(row.when, topic),
            row.answer,
            _because(row),
            row.reason,
        )
        for number, row in enumerate(table.rows, 1)
    )
    yield from _grid(("", "when", "answer", "because", "code"), rows)


def _because(row: TableRow) -> str:
    """The row's sentence with its gaps named, and its flags."""
    basis = row.basis.format(
        ways_out="[the ways out]",
        scope_words="[the narrowing words]",
        observed="[what was observed]",
        duty="[a narrower duty and its level]",
    )
    return " ".join((basis, *(f"(flag: {flag})" for flag in row.flags)))


def _asked(topic: Topic, rubric: Rubric) -> Iterator[str]:
    agencies = {item.id: item.label for item in topic.agency_kinds}
    labels = {item.id: item.label for item in topic.exceptions}
    yield from ("## Who is asked", "")
    rows = (
        (group.id, group.label, _names(group.kinds, agencies), _yes_no(group.jail_keepers))
        for group in rubric.asked_of
    )
    yield from _grid(("group", "who", "kinds of agency", "also whoever keeps the jail or a lock-up"), rows)
    if rubric.sets:
        yield from ("## Sets of ways out", "")
        yield from _listed(f"{name}: {_names(kinds, labels)}" for name, kinds in rubric.sets.items())


def _names(ids: Iterable[str], labels: Mapping[str, str]) -> str:
    return ", ".join(labels.get(item, item) for item in ids)


def _yes_no(value: bool) -> str:
    return "yes" if value else "no"


def _conducts(topic: Topic) -> Iterator[str]:
    yield from ("## Conducts", "")
    rows = (
        (f"`{item.id}`", item.short, item.describes, ", ".join(item.implied_by), ", ".join(item.beside))
        for item in topic.conducts
    )
    yield from _grid(("id", "in short", "what it is", "implied by", "shown beside"), rows)


def _codes(topic: Topic) -> Iterator[str]:
    yield from ("## Exceptions", "")
    yield from _grid(
        ("id", "label", "what it is"), ((f"`{e.id}`", e.label, e.describes) for e in topic.exceptions)
    )
    yield from ("## Features", "")
    rows = ((f"`{item.id}`", item.label, ", ".join(item.conducts)) for item in topic.features)
    yield from _grid(("id", "what the words show", "conducts"), rows)


def _kinds(topic: Topic) -> Iterator[str]:
    yield from ("## Kinds of sources", "")
    rows = (
        (f"`{item.id}`", item.label, str(item.rank), _yes_no(item.law), item.ask)
        for item in topic.source_kinds
    )
    yield from _grid(("id", "label", "durability (1 lasts longest)", "law", "whom to ask"), rows)
    yield from ("## Kinds of agencies", "")
    agencies = ((f"`{item.id}`", item.label, ", ".join(item.roles)) for item in topic.agency_kinds)
    yield from _grid(("id", "label", "bound under the words"), agencies)


def _caveats(topic: Topic) -> Iterator[str]:
    if topic.caveats:
        yield from ("## Caveats", "")
    for item in topic.caveats:
        yield from _fact(f"{item.id}: {item.title}", item, [f"Printed with: {', '.join(item.questions)}"])


def _remarks(rubric: Rubric) -> Iterator[str]:
    for heading, items in (("Errata", rubric.errata), ("Related, not scored", rubric.related)):
        if items:
            yield from (f"## {heading}", "")
            yield from _listed(items)


def _precedents(topic: Topic) -> Iterator[str]:
    if topic.precedents:
        yield from ("## Precedents", "")
    for item in topic.precedents:
        about = [f"Conducts: {', '.join(item.conducts)}"] if item.conducts else []
        yield from _fact(
            item.title, item, [item.place, f"Citation: {item.citation}", f"Status: {item.status}", *about]
        )


def _fact(title: str, fact: Caveat | Precedent, details: Sequence[str]) -> Iterator[str]:
    yield from (f"### {title}", "", fact.says.strip(), "")
    yield from _listed(
        [*details, f"Source: {fact.source} (as of {fact.as_of}, confidence {fact.confidence})"]
    )


def _resources(topic: Topic) -> Iterator[str]:
    if topic.resources:
        yield from ("## Resources", "")
    yield from _listed(
        f"{item.title}, {item.publisher}: <{item.url}> (as printed, {item.as_of}; "
        + (f"checked {item.checked})" if item.checked else "link not checked)")
        for item in topic.resources
    )


def _listed(items: Iterable[str]) -> Iterator[str]:
    lines = [f"- {item}" for item in items]
    yield from (*lines, "") if lines else ()


def _grid(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A Markdown table with an empty line after it."""
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(_cell(text) for text in row)} |"
    yield ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
