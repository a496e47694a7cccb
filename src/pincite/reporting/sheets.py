"""A report as sheets of a workbook: the same figures as the page, for who counts and sorts."""

from __future__ import annotations

from pincite.model.paper import Sheet
from pincite.reporting.figures import spell_ways
from pincite.reporting.report_model import ALONE, ReportModel
from pincite.reporting.words import spell_code


def make_sheets(report: ReportModel) -> tuple[Sheet, ...]:
    """Summary, answers, evidence, exceptions, instruments and what is wanted."""
    return (
        _summary(report), _answers(report), _evidence(report), _exceptions(report), _instruments(report),
        _wanted(report),
    )  # fmt: skip


def _heads(report: ReportModel, *keys: str) -> tuple[str, ...]:
    return tuple(report.words.say(key) for key in keys)


def _summary(report: ReportModel) -> Sheet:
    words, view = report.words, report.view
    done, every = report.reviewed
    assessment, score = view.assessment, report.score
    rows: list[tuple[str | int, ...]] = [
        (words.say("place"), assessment.place, ""),
        (words.say("state"), assessment.state, ""),
        (words.say("date"), assessment.as_of, ""),
        (words.say("rubric"), f"{view.rubric.title} ({view.rubric.id}, {view.rubric.version})", ""),
        (words.say("author"), view.rubric.author, view.rubric.as_of),
        (words.say("status"), words.say("draft", done=done, all=every), words.say("not-legal")),
        (words.say("score"), report.score_sentence, ""),
    ]
    if score is not None:
        rows += [
            (words.say("met-certain"), score.least, ""),
            (words.say("met-maybe"), score.most - score.least, ""),
            (words.say("met-not"), score.applicable - score.most, ""),
        ]
    rows += [(f"{item.id} {item.title}", item.sign.word, item.remark) for item in report.criteria]
    rows += [(words.say("cautions"), message, "") for _, message in assessment.warnings]
    rows += [(f"{words.say('reports')}: {item.number}", item.text, "") for item in report.reports]
    head = _heads(report, "field", "value", "remark")
    return Sheet(name=words.say("summary"), head=head, rows=tuple(rows), widths=(48, 60, 50))


def _answers(report: ReportModel) -> Sheet:
    words = report.words
    criterion = {q.id: item.id for item in report.criteria for q in item.questions}
    criterion |= {item.id: words.say("element") for item in report.elements}
    rows = tuple(
        (
            item.id, criterion.get(item.id, ""), item.text, item.sign.word, item.basis,
            words.say("machine-draft") if item.draft else item.review, "; ".join((*item.flags, *item.cautions)),
            "; ".join(item.missing), ", ".join(item.open_to), item.durability,
        )
        for item in report.questions
    )  # fmt: skip
    head = _heads(
        report, "form-id", "criterion", "question", "answer", "basis", "reviewer", "cautions", "plain-open",
        "sheet-unknown", "durability",
    )  # fmt: skip
    head = (*head[:7], words.say("missing", what="").strip(" :"), words.say("may-be", what="").strip(" :"), head[9])
    return Sheet(name=words.say("answers"), head=head, rows=rows, widths=(8, 12, 50, 14, 60, 20, 40, 30, 18, 30))


def _evidence(report: ReportModel) -> Sheet:
    rows = tuple(
        (item.question, item.answer, item.quote, item.page or "", item.pinpoint, item.title, item.sha256)
        for item in report.evidence
    )
    head = _heads(report, "question", "answer", "quote", "page", "pinpoint", "document", "sha256")
    return Sheet(name=report.words.say("evidence"), head=head, rows=rows, widths=(10, 12, 80, 8, 24, 34, 66))


def _exceptions(report: ReportModel) -> Sheet:
    words, matrix = report.words, report.matrix
    told = {ALONE: words.say("matrix-alone"), "": ""}
    rows = tuple(
        (row.name, row.rule, *(told.get(cell, words.say("matrix-with")) for cell in row.cells), spell_ways(row, report))
        for row in matrix.rows
    )
    kinds = tuple(label for _, label in matrix.kinds)
    head = (*_heads(report, "matrix-protection", "matrix-rule"), *kinds, words.say("exceptions"))
    widths = (44, 20, *(16 for _ in kinds), 60)
    return Sheet(name=words.say("exceptions"), head=head, rows=rows, widths=widths)


def _instruments(report: ReportModel) -> Sheet:
    words, view = report.words, report.view
    known = {item.id: item for item in view.instruments}
    sums = {document.id: document.sha256 for document in view.documents.values()}
    rows = tuple(
        (
            item.title, words.roles.get(item.role, spell_code(item.role)), item.why,
            view.kind_label(known[item.instrument].kind) if item.instrument in known else "",
            known[item.instrument].issuer if item.instrument in known else "",
            sums.get(known[item.instrument].document, "") if item.instrument in known else "",
        )
        for item in view.assessment.instruments
    )  # fmt: skip
    head = _heads(report, "instrument", "role", "why", "kind", "whose", "sha256")
    return Sheet(name=words.say("instruments"), head=head, rows=rows, widths=(40, 20, 60, 34, 40, 66))


def _wanted(report: ReportModel) -> Sheet:
    rows = tuple((row.title, row.whose, row.ask, ", ".join(row.questions)) for row in report.wanted)
    head = _heads(report, "document", "whose", "ask", "could-settle")
    return Sheet(name=report.words.say("wanted"), head=head, rows=rows, widths=(40, 36, 50, 50))
