"""pincite nation: every county answered from what the studies quote and what the shipped tables list."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from pincite.cli.say import Progress, say_json


@click.command(
    epilog="""\b
Examples:
  pincite nation -o nation/                          with no study: agreements and reports alone
  pincite nation georgia/ iowa/ cook/ -o nation/
  pincite nation studies/* --as-of 2025-06-30 -o nation/ --json

\b
Exit codes: 0 done, 2 the command or its arguments, 5 a study or the output folder is broken or in use,
6 a quote of a study was not found again."""
)
@click.argument("studies", nargs=-1, type=click.Path(path_type=Path), metavar="[STUDY]...")
@click.option(
    "-o", "--out", "output", required=True, type=click.Path(path_type=Path), help="A new folder, or an earlier nation."
)
@click.option("--as-of", default="", metavar="DAY", help="Answer as of this day, as 2025-06-30. Default: today.")
@click.option("--since", default="", metavar="DAY", help="Look for changes from this day on. Default: 2010-01-01.")
@click.option("--rubric", "rubrics", multiple=True, metavar="ID", help="A rubric; may be given again. Default: all.")
@click.option("--json", "as_json", is_flag=True, help="Print what was made as JSON.")
def nation(
    studies: tuple[Path, ...], output: Path, as_of: str, since: str, rubrics: tuple[str, ...], as_json: bool
) -> None:
    """Answer every county of the 50 states and D.C., write tables and a page with maps.

    Each text of state law in a study answers for all counties of its state; a county's own study answers for that
    county. What ships besides: the agreements that ICE's newest sheet lists, which show practice, and reports on
    state law without its text, which only make unknowns. Nothing is claimed that cannot be quoted or cited.
    """
    from pincite.workflow.nation_run import NationOrder, make_nation

    order = NationOrder(
        studies=studies, out=output, today=date.today().isoformat(), as_of=as_of, since=since, rubrics=rubrics
    )
    made = make_nation(order, progress=Progress(quiet=as_json).line)
    if as_json:
        say_json(made.description)
    else:
        click.echo(made.summary)
