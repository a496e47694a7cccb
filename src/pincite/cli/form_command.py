"""pincite form: the rubric as a form to fill in in the field."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from pincite.cli.say import say_json, say_notices

_JSON = click.option("--json", "as_json", is_flag=True, help="Print as JSON.")


@click.group(
    short_help="Field forms: write them, read filled ones.",
    epilog="""\b
Examples:
  pincite form export co-optation-2018 -o forms/
  pincite form export co-optation-2018 -o forms/ --lang es
  pincite form import submissions.csv --study study/
  pincite form import co-optation-2018.checklist.xlsx --study study/ --json

\b
Exit codes: 0 done, 2 unknown rubric or language, 3 a form that cannot be read (sheet and row are named), 5 the
study folder.""",
)
def form() -> None:
    """Write a rubric as an XLSForm and a printable checklist, and record what people filled in."""


@form.command("export")
@click.argument("rubric", required=False, default="co-optation-2018", metavar="[RUBRIC]")
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), metavar="DIR", help="The folder.")
@click.option("--lang", "language", default="en", metavar="LANG", show_default=True,
              help="en or es, for the checklist; the XLSForm holds both.")  # fmt: skip
@_JSON
def export_command(rubric: str, out: Path, language: str, as_json: bool) -> None:
    """Write RUBRIC as XLSForm (XLSX) and as a checklist (XLSX and PDF)."""
    from pincite.workflow.forms import export_forms

    paths = [str(out / name) for name in export_forms(rubric, out, language=language)]
    if as_json:
        say_json({"rubric": rubric, "files": paths})
    else:
        click.echo("\n".join(paths))


@form.command("import")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--study", required=True, type=click.Path(path_type=Path), metavar="STUDY", help="The study folder.")
@_JSON
def import_command(file: Path, study: Path, as_json: bool) -> None:
    """Record filled forms: a CSV of submissions, or a filled checklist. Records are only ever added."""
    from pincite.workflow.forms import import_forms
    from pincite.workflow.summary import describe_made, render_made

    done = import_forms(file, study, today=date.today().isoformat())
    say_notices((*done.skipped, *done.taken, *done.made.notices))
    if as_json:
        say_json({"forms": done.forms, "answers": done.answers, "skipped": list(done.skipped),
                  "taken": list(done.taken)} | describe_made(done.made))  # fmt: skip
    else:
        click.echo(f"{done.answers} answers of {done.forms} forms recorded.\n{render_made(done.made)}")
