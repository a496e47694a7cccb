"""The charts of a report, each with words that say all that it shows."""

from __future__ import annotations

from pincite.model.paper import Chart
from pincite.reporting.charts import (
    BarRow,
    Drawing,
    draw_criteria,
    draw_levers,
    draw_matrix,
    draw_range,
    draw_timeline,
)
from pincite.reporting.figure import Figure
from pincite.reporting.report_model import ALONE, NOT, ExceptionRow, ReportModel


def make_figures(report: ReportModel) -> tuple[Figure, ...]:
    """The charts for the page, those that there are."""
    words, matrix = report.words, report.matrix
    spelled = tuple(f"{row.name}: {row.rule}. {spell_ways(row, report)}" for row in matrix.rows)
    days = tuple(f"{number}. {report.day(day)}: {said}" for number, (day, said) in enumerate(report.timeline, 1))
    now = words.say("timeline-now", day=report.day(report.view.assessment.as_of))
    made = (
        ("criteria", "chart-criteria", "", make_criteria(report), _spell_criteria(report)),
        ("matrix", "matrix", words.say("matrix-intro"), make_matrix(report), spelled),
        ("timeline", "timeline", "", make_timeline(report), (*days, now)),
        ("levers", "levers-chart", "", make_levers(report), _spell_levers(report)),
    )
    return tuple(
        Figure(id=name, heading=words.say(key), intro=intro, chart=chart, lines=lines)
        for name, key, intro, chart, lines in made
        if chart is not None
    )


def _chart(drawing: Drawing, alt: str) -> Chart:
    return Chart(svg=drawing.svg, alt=alt, width=drawing.width, height=drawing.height)


def make_range(report: ReportModel) -> Chart | None:
    """The score as cells; None where nothing is counted."""
    score = report.score
    if score is None or not score.applicable:
        return None
    alt = report.words.say(
        "score-range", least=score.least, maybe=score.most - score.least, rest=score.applicable - score.most,
        all=score.applicable,
    )  # fmt: skip
    return _chart(draw_range(score.least, score.most, score.applicable), alt)


def make_criteria(report: ReportModel) -> Chart | None:
    """A bar for each criterion; None where the standard has none."""
    rows = [
        BarRow(label=item.id, segments=tuple((q.sign.tone, q.sign.symbol, q.id) for q in item.questions))
        for item in report.criteria
    ]
    told = " ".join(_spell_criteria(report))
    return _chart(draw_criteria(rows), f"{report.words.say('chart-criteria')}. {told}") if rows else None


def _spell_criteria(report: ReportModel) -> tuple[str, ...]:
    return tuple(
        report.words.say(
            "chart-criteria-row", id=item.id, title=item.title, result=item.sign.word,
            answers=", ".join(f"{q.id} {q.sign.word}" for q in item.questions) + ".",
        )
        for item in report.criteria
    )  # fmt: skip


def make_matrix(report: ReportModel) -> Chart | None:
    """Protections × kinds of exception; None where there is no rule or no exception."""
    matrix = report.matrix
    if not matrix.rows or not matrix.kinds:
        return None
    drawing = draw_matrix(
        [row.name for row in matrix.rows], [label for _, label in matrix.kinds], [row.cells for row in matrix.rows]
    )
    told = " ".join(
        report.words.say("matrix-row", name=row.name, rule=row.rule, ways=f"{spell_ways(row, report)}.")
        for row in matrix.rows
    )
    return _chart(drawing, f"{report.words.say('matrix')}. {told}")


def spell_ways(row: ExceptionRow, report: ReportModel) -> str:
    """The exceptions of a protection in words: "a judge's warrant (by itself)"."""
    how = {ALONE: report.words.say("matrix-alone"), NOT: ""}
    ways = [
        f"{label} ({how.get(cell, report.words.say('matrix-with'))})"
        for (_, label), cell in zip(report.matrix.kinds, row.cells, strict=True)
        if cell
    ]
    return ", ".join(ways) or report.words.say("matrix-row-none")


def make_timeline(report: ReportModel) -> Chart | None:
    """Numbered days on a line; the numbers are those of the table. None where no day is known."""
    if not report.timeline:
        return None
    days = [(day, number) for number, (day, _) in enumerate(report.timeline, 1)]
    as_of = report.view.assessment.as_of
    told = " ".join(f"{number}. {report.day(day)}: {said}" for number, (day, said) in enumerate(report.timeline, 1))
    now = report.words.say("timeline-now", day=report.day(as_of))
    return _chart(draw_timeline(days, as_of), f"{report.words.say('timeline')}. {told} {now}")


def make_levers(report: ReportModel) -> Chart | None:
    """The actions of the place's own bodies, with how many gaps each bears on; None where there is none."""
    actions = report.levers.sets[0].actions if report.levers.sets else []
    if not actions:
        return None
    rows = [(item.name, len(item.items)) for item in actions]
    told = " ".join(_spell_levers(report))
    return _chart(draw_levers(rows, report.levers.gaps), f"{report.words.say('levers-chart')}. {told}")


def _spell_levers(report: ReportModel) -> tuple[str, ...]:
    actions = report.levers.sets[0].actions if report.levers.sets else []
    return tuple(f"{item.name}: {_count_gaps(len(item.items), report)}." for item in actions)


def _count_gaps(count: int, report: ReportModel) -> str:
    return report.words.say("gaps-one") if count == 1 else report.words.say("gaps-count", count=count)
