"""pincite compare: others' answers beside ours."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from pincite.cli.say import say_json


@click.command(
    short_help="Set codings that others made beside the answers of studies.",
    epilog="""\b
Examples:
  pincite compare codings.csv                        what is in the file, and what of it can be compared
  pincite compare codings.csv study/ other-study/
  pincite compare codings.csv studies/* --json -o compared.csv

\b
A row answers for its own date only: a study is answered again as of that day, from its own documents. Rows of other
places, outside the study's dates or on which we say unknown are unanswerable and said so; a row that is not there
counts nowhere. Figures are on distinct texts. Labels that others put on places answer nothing.

\b
Exit codes: 0 done, 2 arguments, 3 the table (with row and way out), 4 or 5 a study.""",
)
@click.argument("codings", metavar="CODINGS.csv", type=click.Path(path_type=Path))
@click.argument("studies", nargs=-1, metavar="[STUDY...]", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), metavar="OUT.csv", help="Write every row with its outcome."
)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def compare(codings: Path, studies: tuple[Path, ...], out: Path | None, as_json: bool) -> None:
    """Compare answers that agencies, the press or researchers gave with those of studies, question by question.

    CODINGS.csv has the columns jurisdiction, state, rubric_question, meets_criterion, effective_date, value_verbatim
    and source. Nothing is changed in a study.
    """
    from pincite.workflow.compare import compare_table
    from pincite.workflow.compare_report import describe_compared, render_compared, write_compared

    table = compare_table(codings, studies, today=date.today().isoformat())
    if out:
        write_compared(out, table)
    if as_json:
        say_json(describe_compared(table))
    else:
        click.echo(render_compared(table), nl=False)
