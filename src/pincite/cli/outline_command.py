"""pincite outline: an ordinance or policy in outline, for the body that could adopt it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from pincite.cli.say import say_json, say_notices


@click.command(
    short_help="Outline an ordinance or policy that would close the gaps.",
    epilog="""\b
Examples:
  pincite outline study/ --body "County Board"
  pincite outline study/ --body "County Board" --variant spending --format md,docx,pdf -o outline/
  pincite outline study/ --body Sheriff -o outline/
  pincite outline study/ --body "City Council" --variant amend --json

\b
An outline for counsel, not legal advice. Variants: full (the whole policy), spending (a ban on spending local
resources), agency (an agency's own policy; the default for a sheriff, chief or jail), amend (only what closes the
gaps, with a redline against present text).

\b
Exit codes: 0 done, 2 an unknown body, variant, format or day, 3 no font for the PDF, 4 a mistake in place.yaml or in
the clause library, 5 the study folder or the folder to write to, 6 a quote of the study was not found again.""",
)
@click.argument("study", metavar="STUDY", type=click.Path(path_type=Path))
@click.option("--body", required=True, metavar="NAME", help='Who would adopt it: "County Board", "Sheriff" ...')
@click.option("--variant", default="", metavar="NAME", help="full, spending, agency or amend. Default: by the body.")
@click.option("--format", "formats", default="md", show_default=True, metavar="LIST", help="Of md, docx, pdf, txt.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder for the files. Left out: Markdown is printed and nothing is written.",
)
@click.option("--as-of", default="", metavar="DATE", help="The day, as 2025-06-30; the study's own where left out.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def outline(
    study: Path, body: str, variant: str, formats: str, output: Path | None, **given: str | bool
) -> None:  # fmt: skip
    """Outline an ordinance or policy from the clause library, for counsel to work on.

    It offers what the named body can adopt and state law leaves open, cites what present law already says, and tells
    what each possible exception would cost and which answers would change.
    """
    from pincite.workflow.outlines import OutlineWish, describe_outlined, outline_study, render_outlined

    names = tuple(dict.fromkeys(name.strip() for name in formats.split(",") if name.strip()))
    wish = OutlineWish(
        study=study, body=body, variant=variant, formats=names, folder=output, today=date.today().isoformat(),
        as_of=str(given["as_of"]),
    )  # fmt: skip
    outlined = outline_study(wish)
    say_notices(outlined.notices)
    if given["as_json"]:
        say_json(describe_outlined(outlined))
    else:
        click.echo(render_outlined(outlined))
