"""pincite verify: every claim of a study checked again."""

from __future__ import annotations

from pathlib import Path

import click

from pincite.cli.say import Progress, say_json
from pincite.errors import VerificationError


@click.command(
    epilog="""\b
Examples:
  pincite verify study/
  pincite verify study/ --json

\b
Exit codes: 0 everything holds, 5 no study there, 6 something does not hold (each failure is named)."""
)
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="No progress.")
def verify(out: Path, as_json: bool, quiet: bool) -> int:
    """Find every quote of a study again in its stored sources.

    The sources are read anew; checksums, pages, the record of a language-model reader and
    the searches behind claims of silence are checked too.
    """
    from pincite.workflow.verify import verify as check_study

    result = check_study(out, say=Progress(quiet=quiet).line)
    if as_json:
        say_json(result.as_json())
    else:
        for failure in result.failures:
            click.echo(failure.message(), err=True)
        said = f"{len(result.failures)} claims do not hold" if result.failures else "every one holds"
        click.echo(
            f"{result.quotes} quotes in {result.documents} document{'' if result.documents == 1 else 's'}, "
            f"{result.absences} answers that rest on a search:"
            f" {said}."
        )
    return VerificationError.exit_code if result.failures else 0
