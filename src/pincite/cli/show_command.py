"""pincite show: a study's answers on a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from pincite.cli.say import say_json, say_notices


@click.command(
    short_help="Show a study's answers, on any day.",
    epilog="""\b
Examples:
  pincite show study/
  pincite show study/ --as-of 2019-06-30
  pincite show study/ C4.2 --as-of 2019-06-30
  pincite show study/ --json > answers.json

\b
Exit codes: 0 done, 2 no such question or day, 4 a mistake in place.yaml, 5 the study folder.""",
)
@click.argument("study", metavar="STUDY", type=click.Path(path_type=Path))
@click.argument("question", required=False, default="", metavar="[QUESTION]")
@click.option("--as-of", default="", metavar="DATE", help="The day, as 2025-06-30; the study's own where left out.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON, in the shape of assessment.json.")
def show(study: Path, question: str, as_of: str, as_json: bool) -> None:
    """Show the answers of a study as of a day; with QUESTION how that answer came about. Nothing is written."""
    from pincite.workflow.reopen import describe_shown, render_shown, show_study

    shown = show_study(study, today=date.today().isoformat(), as_of=as_of)
    say_notices(shown.notices)
    if as_json:
        say_json(describe_shown(shown, question))
    else:
        click.echo(render_shown(shown, question))
