"""pincite assess: documents in, a study folder with answers and quotes out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from pincite.cli.model_options import model_options, settings_of
from pincite.cli.say import Progress, say_json, say_notices


@click.command(
    epilog="""\b
Examples:
  pincite assess documents/ --place "Orange County, CA" -o study/
  pincite assess ordinance.pdf manual.pdf --place "Village of Lisle, IL" --as-of 2025-06-01 -o lisle/
  pincite assess -o study/            answer again after place.yaml was edited
  pincite assess -o study/ --reader llm --llm-url http://127.0.0.1:8080/v1 --llm-model NAME

\b
Exit codes: 0 at least one document was read (the others are listed), 2 arguments,
3 no document could be read, 4 place.yaml or rubric, 5 the study folder,
7 the language model gave no answer, or its library is not installed."""
)
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option("--place", default="", metavar='"NAME, ST"', help="The place; not needed where a place.yaml says it.")
@click.option("--as-of", default="", metavar="DATE", help="The day that is asked about, as 2025-06-30. Default: today.")
@click.option("--rubric", default="", metavar="ID", help="The standard to answer; see: pincite rubric show.")
@click.option("--place-file", type=click.Path(path_type=Path), metavar="FILE", help="The place.yaml to use.")
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), metavar="OUT", help="The study folder.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="No progress.")
@click.option("-j", "--jobs", type=click.IntRange(1, 64), metavar="N", help="Files read at once. Default: one a core.")
@model_options
def assess(paths: tuple[Path, ...], **given: Any) -> None:
    """Read documents and answer the rubric for a place.

    PATH is a file, a folder or an archive (.zip, .tar, .tar.gz, .tar.xz). OUT becomes a study folder:
    scorecard.html, assessment.json, sources/, place.yaml and the records behind every answer.
    Without PATH a study is answered again from its own sources, after its place.yaml was edited; its
    drafts stay those of the reader that made them, and nothing is sent, unless --reader names one.
    """
    from pincite.workflow.show import check_paths
    from pincite.workflow.study import Order, count_jobs
    from pincite.workflow.study import assess as make_study
    from pincite.workflow.summary import describe_made, render_made

    check_paths(paths)
    order = Order(
        paths=paths, out=given["out"], today=date.today().isoformat(), place=given["place"], as_of=given["as_of"],
        rubric=given["rubric"], place_file=given["place_file"], jobs=given["jobs"] or count_jobs(),
        reader=given["reader"] or "", model=settings_of(given),
    )  # fmt: skip
    made = make_study(order, progress=Progress(quiet=given["quiet"]))
    say_notices([f"{item.name}: {item.what} {item.way_out}" for item in made.study.manifest.refused])
    say_notices(made.notices)
    if given["as_json"]:
        say_json(describe_made(made))
    else:
        click.echo(render_made(made))
