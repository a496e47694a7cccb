"""pincite observe: tables of practice read, and what concerns a study added to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from pincite.cli.say import say_json, say_notices

_KINDS = ("auto", "participants", "facilities", "detainers", "statements")


@click.command(
    epilog="""\b
Examples:
  pincite observe participating_2025-12-31.xlsx
  pincite observe sheets/*.xlsx --study study/      adds what concerns its agencies and answers it again
  pincite observe facilities.csv --as-of 2019-08-05 -o facilities-read.csv
  pincite observe statements.csv --study study/ --json

\b
A sheet of agreements shows that one is in force, never that anything is forbidden; an agency that it does not
list is not shown to have none. Lists of facilities answer nothing alone. Tables with a row a person are added up
by facility and month while they are read; counts under 10 are not shown.

\b
Exit codes: 0 read, 2 arguments, 3 a table that cannot be read (with row and way out), 4 or 5 the study."""
)
@click.argument("paths", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option(
    "--kind", type=click.Choice(_KINDS), default="auto", help="What the tables are. Default: by their columns."
)
@click.option("--as-of", default="", metavar="DATE", help="The day that they stand for. Default: the one in the name.")
@click.option("--study", type=click.Path(path_type=Path), metavar="STUDY", help="Add what concerns its agencies.")
@click.option("-o", "--out", type=click.Path(path_type=Path), metavar="OUT.csv", help="Write all rows as CSV.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def observe(
    paths: tuple[Path, ...], kind: str, as_of: str, study: Path | None, out: Path | None, as_json: bool
) -> None:
    """Read tables of practice: agreements, facilities, outcomes of requests, agencies' own statements.

    FILE is a CSV or .xlsx table. It is printed what was read, what was matched to a county and what was not.
    """
    from pincite.workflow.observe import read_observations
    from pincite.workflow.observe_report import describe_observed, render_observed, write_observed
    from pincite.workflow.observe_study import add_to_study

    today = date.today().isoformat()
    observed = read_observations(paths, kind=kind, as_of=as_of, today=today)
    added = add_to_study(study, observed, today=today) if study else None
    if out:
        write_observed(out, observed)
    say_notices(observed.skipped)
    if added and added.made:
        say_notices(added.made.notices)
    if as_json:
        say_json(describe_observed(observed, added))
    else:
        click.echo(render_observed(observed, added), nl=False)
