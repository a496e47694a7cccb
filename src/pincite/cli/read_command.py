"""pincite read: what the program sees in a document."""

from __future__ import annotations

from pathlib import Path

import click

from pincite.cli.say import Progress, say_json, say_notices


@click.command(
    short_help="Show what the program sees in a document.",
    epilog="""\b
Examples:
  pincite read ordinance.pdf
  pincite read documents/ --json > readings.json

\b
Exit codes: 0 at least one document was read, 2 arguments, 3 none could be read.""",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--no-text", is_flag=True, help="Leave out the text.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON; offsets are code points into text.")
@click.option("-q", "--quiet", is_flag=True, help="No progress.")
def read(files: tuple[Path, ...], no_text: bool, as_json: bool, quiet: bool) -> int:
    """Show the text, pages, sections, marks, facts and drafts of documents.

    Struck-out words and notes that are not law stand in brackets. Nothing is written.
    """
    from pincite.errors import InputError
    from pincite.workflow.show import check_paths, describe_reading, read_files, render_reading
    from pincite.workflow.study import count_jobs

    check_paths(files)
    result = read_files(files, jobs=count_jobs(), progress=Progress(quiet=quiet or len(files) == 1))
    refused = [{"name": item.name, "what": item.what, "way_out": item.way_out} for item in result.refused]
    if as_json:
        shown = [describe_reading(reading) for reading in result.readings]
        if no_text:
            shown = [{key: value for key, value in row.items() if key != "text"} for row in shown]
        say_json({"documents": shown, "refused": refused})
    else:
        for reading in result.readings:
            click.echo(render_reading(reading, with_text=not no_text))
        say_notices([f"{row['name']}: {row['what']} {row['way_out']}" for row in refused])
    return 0 if result.readings else InputError.exit_code
