"""pincite levers: who could change what, and in how few actions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from pincite.cli.say import say_json, say_notices


@click.command(
    short_help="Show who could close which gap of a study.",
    epilog="""\b
Examples:
  pincite levers study/
  pincite levers study/ --as-of 2019-06-30
  pincite levers study/ --json > levers.json

\b
Exit codes: 0 done, 2 no such day, 4 a mistake in place.yaml, 5 the study folder.""",
)
@click.argument("study", metavar="STUDY", type=click.Path(path_type=Path))
@click.option("--as-of", default="", metavar="DATE", help="The day, as 2025-06-30; the study's own where left out.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON, in the shape of that part of assessment.json.")
def levers(study: Path, as_of: str, as_json: bool) -> None:
    """Show which body could close which gap of a study, with which instrument, and what stands above it.

    First the smallest set of actions that could close the most gaps, then every gap with its levers, then the unknown
    questions whose settling would narrow the score most. Nothing is written.
    """
    from pincite.workflow.levers import describe_surveyed, render_surveyed, survey_study

    surveyed = survey_study(study, today=date.today().isoformat(), as_of=as_of)
    say_notices(surveyed.notices)
    if as_json:
        say_json(describe_surveyed(surveyed))
    else:
        click.echo(render_surveyed(surveyed))
