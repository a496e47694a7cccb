"""pincite timeline: the days on which an answer changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from pincite.cli.say import say_json, say_notices


@click.command(
    short_help="List the days on which an answer changed, and why.",
    epilog="""\b
Examples:
  pincite timeline study/
  pincite timeline study/ --json > timeline.json

\b
Exit codes: 0 done, 4 a mistake in place.yaml, 5 the study folder.""",
)
@click.argument("study", metavar="STUDY", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def timeline(study: Path, as_json: bool) -> None:
    """List every day on which a document began, ended or was enjoined, and the answers that changed with it.

    Reviewed answers are told apart from machine drafts; a decision on an answer holds only for the days on which
    the same law was in force as on the study's own day. Nothing is written.
    """
    from pincite.workflow.timeline import describe_timeline, make_timeline, render_timeline

    made = make_timeline(study, today=date.today().isoformat())
    say_notices(made.notices)
    if as_json:
        say_json(describe_timeline(made))
    else:
        click.echo(render_timeline(made))
