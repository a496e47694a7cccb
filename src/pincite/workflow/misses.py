"""Misses as rows for people: reference and draft of one conduct, each with its words in the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pincite.agreement.drafts import Drafted, Miss, measure_drafts
from pincite.agreement.reference import ReferenceProvision
from pincite.intake.raw import Ocr
from pincite.model.anchor import cite, find_quote
from pincite.model.document import SourceDocument
from pincite.model.law import Provision, Rule
from pincite.model.pinpoint import pinpoint
from pincite.model.topic import Topic
from pincite.reporting.context import QuoteContext, Run, cut_context
from pincite.reporting.misses import CodingView, MissRow, render_misses
from pincite.workflow.codings import Progress, draft_texts, find_codings, find_texts
from pincite.workflow.haystack import get_probability
from pincite.workflow.pack import load_pack

_FIRST = "1"


def report_misses(
    gold_dir: Path,
    texts_dir: Path,
    *,
    leave_out: frozenset[str] = frozenset(),
    ocr: Ocr | None = None,
    progress: Progress,
    generated_on: str = "",
) -> str:
    """The report of misses on the plain-text twins, as an HTML page that holds passages of the texts themselves."""
    pack = load_pack()
    texts, _ = find_texts(find_codings(gold_dir, leave_out=leave_out), texts_dir)
    drafted = draft_texts(texts, pack=pack, ocr=ocr, progress=progress)
    return render_misses(find_miss_rows(drafted, pack.topic), generated_on=generated_on)


def find_miss_rows(drafted: Iterable[Drafted], topic: Topic) -> list[MissRow]:
    """A row for each conduct of each instrument on which the draft misses anything, by conduct in the topic's order."""
    conducts = [conduct.id for conduct in topic.conducts]
    rows = [row for item in drafted for row in _rows_of(item, topic, conducts)]
    return sorted(rows, key=lambda row: (conducts.index(row.conduct), row.instrument))


def _rows_of(item: Drafted, topic: Topic, conducts: Sequence[str]) -> list[MissRow]:
    _, misses = measure_drafts([item], conducts)
    by_conduct: dict[str, list[Miss]] = {}
    for miss in misses:
        by_conduct.setdefault(miss.conduct, []).append(miss)
    return [_row(item, found, topic) for found in by_conduct.values()]


def _row(item: Drafted, misses: Sequence[Miss], topic: Topic) -> MissRow:
    conduct = misses[0].conduct
    gold, draft = item.coding.on(conduct), item.provisions.get(conduct)
    labels = {kind.id: kind.label for kind in topic.exceptions}
    evidence = next((miss for miss in misses if miss.what == "evidence"), None)
    return MissRow(
        instrument=item.coding.slug,
        conduct=conduct,
        conduct_label=topic.conduct(conduct).short,
        kinds=tuple(dict.fromkeys(_kind(miss) for miss in misses)),
        reference=_view_reference(gold, item.document, labels),
        draft=_view_draft(draft, item.document, labels, rank=_spell_rank(evidence)),
        first=_first_passage(item, conduct) if evidence else None,
    )


def _kind(miss: Miss) -> str:
    if miss.what != "rule":
        return miss.what
    if miss.draft == Rule.SILENT:
        return "missed"
    return "false-alarm" if miss.reference == Rule.SILENT else "rule"


def _spell_rank(miss: Miss | None) -> str:
    if miss is None or miss.draft == _FIRST:
        return ""
    if miss.draft == "0":
        return "The finder does not give the passage of the reference."
    return f"The finder gives the passage of the reference as number {miss.draft}."


def _first_passage(item: Drafted, conduct: str) -> tuple[str, QuoteContext] | None:
    passages = item.passages.get(conduct, ())
    return _in_text(item.document, passages[0].start, passages[0].end) if passages else None


def _view_reference(gold: ReferenceProvision, document: SourceDocument, labels: Mapping[str, str]) -> CodingView:
    return CodingView(
        rules=(gold.rule.value, *(rule.value for rule in gold.rule_alternatives)),
        exceptions=tuple(_spell_exception(kind, gold, labels) for kind in gold.exceptions_either),
        scope=gold.scope,
        scope_words=gold.scope_words,
        quotes=tuple(_find_in_text(quote, document) for quote in gold.quotes),
        notes=(gold.note,) if gold.note else (),
    )


def _spell_exception(kind: str, gold: ReferenceProvision, labels: Mapping[str, str]) -> str:
    remarks = ["suffices alone" if kind in gold.alone else "not alone"]
    remarks += [] if kind in gold.exceptions_agreed else ["only one coder named it"]
    return f"{labels.get(kind, kind)} ({', '.join(remarks)})"


def _view_draft(
    draft: Provision | None, document: SourceDocument, labels: Mapping[str, str], *, rank: str
) -> CodingView:
    remarks = (rank,) if rank else ()
    if draft is None or draft.rule is Rule.SILENT:
        return CodingView(rules=(Rule.SILENT.value,), notes=remarks)
    alone = {True: "suffices alone", False: "not alone"}
    return CodingView(
        rules=(draft.rule.value,),
        exceptions=tuple(f"{labels.get(item.kind, item.kind)} ({alone[item.alone]})" for item in draft.exceptions),
        scope=draft.scope.value,
        scope_words=draft.scope_words,
        quotes=tuple((c.pinpoint, cut_context(c, document)) for c in draft.citations),
        notes=(f"Probability {get_probability(draft):.2f}.", *remarks),
    )


def _find_in_text(quote: str, document: SourceDocument) -> tuple[str, QuoteContext]:
    anchor = find_quote(document.text, quote)
    if anchor is None:
        return "", QuoteContext(before=(), quote=(Run(text=quote),), after=(), found=False)
    return _in_text(document, anchor.start, anchor.end)


def _in_text(document: SourceDocument, start: int, end: int) -> tuple[str, QuoteContext]:
    citation = cite(document, start, end, pinpoint=pinpoint(document, start))
    return citation.pinpoint, cut_context(citation, document)
