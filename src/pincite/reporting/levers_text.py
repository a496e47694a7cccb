"""Who can change what, as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from pincite.model.answer import Assessment
from pincite.reporting.levers_view import ActionView, GapRow, NameAgency, SetView, build_levers

_UNSETTLED_SHOWN = 8


def render_levers_text(assessment: Assessment, name_agency: NameAgency) -> str:
    """Closing sets, then who reaches which gap, then the unknowns in order. It promises no outcome."""
    view = build_levers(assessment, name_agency)
    lines = [f"{assessment.place}, {assessment.state}, as of {assessment.as_of}, by {assessment.rubric}"]
    if not view.gaps:
        return "\n".join([*lines, "No gap is known.", *_unsettled(assessment)])
    only = view.gaps - view.certain
    lines.append(f"{view.gaps} gaps, {only} of them only if nothing exists that was not supplied")
    for found in view.sets:
        lines += ["", *_set_lines(found)]
    for row in view.rows:
        lines += ["", *_row_lines(row)]
    lines += _unsettled(assessment)
    return "\n".join([*lines, "", "These are ways, no promise of an outcome and no legal advice."])


def _set_lines(found: SetView) -> Iterator[str]:
    yield f"{found.title}. {found.sentence}"
    for number, action in enumerate(found.actions, start=1):
        yield from _action_lines(number, action)
    if found.criteria:
        yield f"   Criteria that could then be met: {', '.join(found.criteria)}"
    if found.left:
        yield f"   Left open: {', '.join(found.left)}"


def _action_lines(number: int, action: ActionView) -> Iterator[str]:
    yield f"{number}. {action.name} ({action.lasting})"
    criteria = f"; criteria {', '.join(action.criteria)}" if action.criteria else ""
    yield f"   bears on {', '.join(action.items)}{criteria}"
    for label, items in (("doubtful for", action.doubtful), ("might reach too", action.perhaps)):
        if items:
            yield f"   {label} {', '.join(items)}"
    yield from (f"   limits: {limit}" for limit in action.limits)


def _row_lines(row: GapRow) -> Iterator[str]:
    yield ", ".join(row.items)
    told = (("could", row.open), ("perhaps", row.doubtful), ("cannot", row.closed), ("sets no rule", row.beside))
    for label, sentences in told:
        yield from (f"   {label}: {sentence}" for sentence in sentences)


def _unsettled(assessment: Assessment) -> Iterator[str]:
    """The unknown questions whose settling would narrow the score's range, and to what."""
    narrowing = [item for item in assessment.unsettled if item.narrowing.best < item.narrowing.now]
    if narrowing:
        yield ""
        yield f"Settle next; the score's range is {narrowing[0].narrowing.now} wide"
    for item in narrowing[:_UNSETTLED_SHOWN]:
        best, worst = item.narrowing.best, item.narrowing.worst
        yield f"   {item.question} leaves {best if best == worst else f'{best} at best, {worst} at worst'}"
