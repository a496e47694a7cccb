"""pincite review: people decide on drafts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pincite.cli.say import say_json, say_notices
from pincite.errors import UsageError

if TYPE_CHECKING:
    from pincite.answering import Review
    from pincite.workflow.study import Made

_PATH = click.Path(path_type=Path)


@click.command(
    epilog="""\b
Examples:
  pincite review study/ --list
  pincite review study/ ordinance-12#hold --accept --by "A. Clerk" --reason "Read with counsel."
  pincite review study/ C4.2 --change other --by "A. Clerk" --reason "The policy has an exception."
  pincite review study/ --export sheet.yaml
  pincite review study/ --edit sheet.yaml --by "A. Clerk"
  pincite review study/ --undo C4.2 --by "A. Clerk" --reason "Wrong question."

\b
Exit codes: 0 done, 2 arguments, 4 a mistake in the sheet, 5 the study folder."""
)
@click.argument("out", metavar="OUT", type=_PATH)
@click.argument("target", required=False, default="", metavar="[TARGET]")
@click.option("--accept", is_flag=True, help="The draft is right.")
@click.option("--change", default="", metavar="ANSWER", help="The answer, or for a provision the rule, that is right.")
@click.option("--reject", is_flag=True, help="The draft is wrong and nothing takes its place.")
@click.option("--by", default="", metavar="NAME", help="Who decides.")
@click.option("--reason", default="", metavar="TEXT", help="Why.")
@click.option("--undo", default="", metavar="TARGET", help="Take back the latest decision on a draft.")
@click.option("--export", type=_PATH, metavar="FILE", help="Write all drafts to a YAML sheet to edit.")
@click.option("--edit", type=_PATH, metavar="FILE", help="Read an edited sheet back.")
@click.option("--list", "listed", is_flag=True, help="List the drafts and what was decided.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def review(out: Path, target: str, **given: Any) -> None:
    """Accept, change or reject drafts, with a reason.

    TARGET is a question (C1.2), an element (E05) or a provision (document#conduct); --list shows them.
    Decisions are only ever added to reviews.jsonl; after each one the study is answered again.
    """
    chosen = [name for name in ("accept", "change", "reject", "undo", "export", "edit", "listed") if given[name]]
    if len(chosen) > 1:
        names = ", ".join(f"--{name}" for name in chosen).replace("--listed", "--list")
        raise UsageError(f"{names} exclude each other.", way_out="Give one of them.")
    action = chosen[0] if chosen else "listed"
    if action == "listed":
        _list(out, target, as_json=given["as_json"])
    elif action == "export":
        _export(out, given["export"], as_json=given["as_json"])
    else:
        _say_made(_decide(out, target, action, given), as_json=given["as_json"])


def _decide(out: Path, target: str, action: str, given: dict[str, Any]) -> Made:
    from pincite.workflow.review import edit_from_sheet, review_draft, undo_review

    if not given["by"].strip():
        raise UsageError("it is not said who decides.", way_out='Add --by "Your name".')
    today, at = date.today().isoformat(), datetime.now(UTC).isoformat(timespec="seconds")
    if action == "edit":
        return edit_from_sheet(out, given["edit"], by=given["by"], at=at, today=today)
    if action == "undo":
        return undo_review(out, _make_review(given["undo"], "undo", given, at), today=today)
    if not target:
        raise UsageError("it is not said which draft.", way_out="Name its TARGET; see: pincite review OUT --list.")
    return review_draft(out, _make_review(target, action, given, at), today=today)


def _make_review(target: str, action: str, given: dict[str, Any], at: str) -> Review:
    from pincite.answering import Review

    if not given["reason"].strip():
        raise UsageError(f"{action} needs a reason.", way_out='Add --reason "...".')
    answer = given["change"] if action == "change" else ""
    return Review(target=target, action=action, by=given["by"], at=at, reason=given["reason"], answer=answer)


def _list(out: Path, target: str, *, as_json: bool) -> None:
    from dataclasses import asdict

    from pincite.adapters.study import load_study
    from pincite.workflow.review import find_drafts

    drafts = [draft for draft in find_drafts(load_study(out)) if target in ("", draft.target)]
    if target and not drafts:
        raise UsageError(f"there is no draft {target!r}.", way_out="See: pincite review OUT --list.")
    if as_json:
        say_json({"drafts": [asdict(draft) for draft in drafts]})
        return
    for draft in drafts:
        click.echo(f"{draft.target}: {draft.says}")
        if draft.quote:
            quote = " ".join(draft.quote.split())
            click.echo(f"    {draft.where}: “{quote if target or len(quote) < 160 else quote[:157] + '...'}”")
        click.echo(f"    {draft.decision or 'not reviewed'}")


def _export(out: Path, sheet: Path, *, as_json: bool) -> None:
    from pincite.workflow.review import write_sheet

    write_sheet(out, sheet)
    if as_json:
        say_json({"sheet": str(sheet)})
    else:
        click.echo(f'Edit {sheet}, then run: pincite review {out} --edit {sheet} --by "Your name"')


def _say_made(made: Made, *, as_json: bool) -> None:
    from pincite.workflow.summary import describe_made, render_made

    say_notices(made.notices)
    if as_json:
        say_json(describe_made(made))
    else:
        click.echo(render_made(made))
