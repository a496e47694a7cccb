"""pincite report: the answers as a page, papers and a workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from pincite.cli.say import Progress, say_json, say_notices


@click.command(
    short_help="Make the reports: HTML, PDF, DOCX, XLSX.",
    epilog="""\b
Examples:
  pincite report study/
  pincite report study/ --format html,pdf,docx,xlsx
  pincite report study/ --format plain,worksheet --lang es
  pincite report study/ --format pdf -o /tmp/papers --json

\b
Exit codes: 0 done, 2 an unknown format or language, 4 a mistake in place.yaml, 5 the study folder,
6 a quote or file is not what the study says: no report is made.""",
)
@click.argument("study", metavar="STUDY", type=click.Path(path_type=Path))
@click.option("--format", "formats", default="html,pdf", metavar="LIST", show_default=True,
              help="One or more of html,pdf,docx,xlsx,plain,worksheet; the last two come as HTML and PDF.")  # fmt: skip
@click.option("--lang", "language", default="en", metavar="LANG", show_default=True, help="en or es.")
@click.option("-o", "--out", default=None, type=click.Path(path_type=Path), metavar="DIR",
              help="The folder; the study's own where left out, so that links to its sources work.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="No progress.")
def report(study: Path, formats: str, language: str, out: Path | None, as_json: bool, quiet: bool) -> None:
    """Make reports of a study's answers, all with the same figures, after every quote was found again."""
    from pincite.workflow.reports import ReportOrder, make_reports, parse_formats

    order = ReportOrder(
        study=study, formats=parse_formats(formats), today=date.today().isoformat(), language=language, out=out
    )
    made = make_reports(order, say=Progress(quiet=quiet).line)
    say_notices(made.notices)
    paths = [str(made.folder / name) for name in made.files]
    if as_json:
        say_json({"study": str(study), "files": paths, "language": made.language, "quotes": made.quotes})
    else:
        click.echo("\n".join([f"{made.quotes} quotes found again.", *paths]))
