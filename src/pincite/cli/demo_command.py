"""pincite demo: the fictional county, assessed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from pincite.cli.say import Progress, say_json, say_notices


@click.command(
    short_help="Assess a fictional county.",
    epilog="""\b
Examples:
  pincite demo
  pincite demo -o /tmp/orchard --json""",
)
@click.option("-o", "--out", default="pincite-demo", type=click.Path(path_type=Path), metavar="OUT",
              help="The study folder. Default: pincite-demo.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="No progress.")
def demo(out: Path, as_json: bool, quiet: bool) -> None:
    """Assess a fictional county from nine documents that come with Pincite.

    Where tesseract is not installed the scanned contract is not read, and what hangs on it stays unknown.
    """
    from pincite.workflow.demo import assess_demo
    from pincite.workflow.study import count_jobs
    from pincite.workflow.summary import describe_made, render_made

    made = assess_demo(out, today=date.today().isoformat(), jobs=count_jobs(), progress=Progress(quiet=quiet))
    say_notices(made.notices)
    if as_json:
        say_json(describe_made(made))
    else:
        click.echo(f"{render_made(made)}\nNext: pincite verify {out}, then pincite review {out} --list")
